"""Why a desk did not open: what the disk or the system refuses, as a refusal that names the whole path."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from commandpost.bootstrap.profile import JOURNAL
from commandpost.domain.errors import CommandPostError, Unavailable

NOT_PERMITTED = "start_not_permitted"
BY_NUMBER: Mapping[int, str] = MappingProxyType(
    {
        errno.ENOSPC: "start_disk_full",
        errno.EDQUOT: "start_disk_full",
        errno.EROFS: "start_disk_read_only",
        errno.EIO: "start_disk_failed",
        errno.EACCES: NOT_PERMITTED,
        errno.EPERM: NOT_PERMITTED,
    }
)
BY_CODE: Mapping[str, str] = MappingProxyType(
    {
        "disk_full": "start_disk_full",
        "disk_read_only": "start_disk_read_only",
        "disk_failed": "start_disk_failed",
    }
)


def start_refusal(error: CommandPostError | OSError, folder: Path) -> CommandPostError:
    """The refusal to tell: of the disk with its path; any other stays what it is. ``folder`` is the profile's."""
    blocking = next((place for place in (folder, *folder.parents) if os.path.isfile(place)), None)  # noqa: PTH113  # Path's raises where it may not look
    if blocking is not None:
        return Unavailable("start_in_the_way", path=str(blocking))
    if isinstance(error, OSError):
        path = str(error.filename2 or error.filename or folder)
        code = BY_NUMBER.get(error.errno or 0, "start_refused")
        return Unavailable(code, path=path, reason=str(error.strerror or error))
    if error.code in BY_CODE:
        return _of_disk(error, folder)
    return error


def _of_disk(error: CommandPostError, folder: Path) -> CommandPostError:
    """The store's refusal; one for want of a right is told from one of the disk."""
    cause = error.__cause__
    told = BY_NUMBER.get(cause.errno or 0) if isinstance(cause, OSError) else None
    if told is not None:
        return Unavailable(told, path=str(error.params.get("path", folder)))
    forbidden = None if error.code == "disk_full" else _forbidden(folder)
    if forbidden is not None:
        return Unavailable(NOT_PERMITTED, path=str(forbidden))
    return Unavailable(BY_CODE[error.code], path=str(error.params.get("path", folder / JOURNAL)))


def _forbidden(folder: Path) -> Path | None:
    """What of the profile is there, on a disk that can be written to, and may not be."""
    if not os.path.isdir(folder) or _read_only(folder):  # noqa: PTH112  # Path's raises where it may not look
        return None
    files = (folder, *sorted(folder.glob(f"{JOURNAL}*")))
    return next((file for file in files if not os.access(file, os.R_OK | os.W_OK)), None)


def _read_only(folder: Path) -> bool:
    """Whether the file system is mounted so; elsewhere than on POSIX nobody can say."""
    return hasattr(os, "statvfs") and bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
