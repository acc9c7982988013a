"""The common end of every command: a refusal is one sentence in the terminal's language, and an exit status."""

from __future__ import annotations

import errno
import getpass
import os
import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType

from commandpost.bootstrap.spoken import spoken
from commandpost.domain.errors import CommandPostError, Unavailable
from commandpost.security.keyslots import KeySlots

CANNOT = 2
INTERRUPTED = 130  # as a shell counts Ctrl+C

FAILURES: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        errno.ENOENT: ("没有这个文件或文件夹", "there is no such file or folder"),
        errno.EEXIST: ("同名的文件已在那里", "a file of that name is there already"),
        errno.ENOTDIR: ("路径当中有一处不是文件夹", "a part of the path is no folder"),
        errno.EISDIR: ("这是文件夹，不是文件", "it is a folder, not a file"),
        errno.EACCES: ("没有读写权限", "you may not read or write there"),
        errno.EPERM: ("没有读写权限", "you may not read or write there"),
        errno.EROFS: ("磁盘不可写", "the disk cannot be written to"),
        errno.ENOSPC: ("磁盘已满", "the disk is full"),
        errno.ENAMETOOLONG: ("名字太长", "the name is too long"),
    }
)


def in_words(deed: Callable[[], int], told: Callable[[CommandPostError], str]) -> int:
    """Run a command; what it refuses, what the disk refuses, Ctrl+C and an input that ended are each one sentence.

    Anything else is a bug and stays one. Returns the deed's own status, else 2, or 130 after Ctrl+C.
    """
    try:
        return deed()
    except CommandPostError as error:
        said, status = told(error), CANNOT
    except KeyboardInterrupt:
        said, status = spoken("\n已中断。", "\nInterrupted."), INTERRUPTED
    except EOFError:
        said, status = spoken("没有读到要输入的内容，已停止。", "Nothing was entered; stopped."), CANNOT
    except OSError as error:
        said, status = unwritable(error), CANNOT
    print(said, file=sys.stderr)
    return status


def unwritable(error: OSError) -> str:
    """The sentence for a file or folder that could not be read or written."""
    why = reason_of(error)
    name = error.filename2 or error.filename or ""
    return spoken(f"不能读写 {name}：{why}。", f"Cannot read or write {name}: {why}.")


def reason_of(error: OSError) -> str:
    """Why a file or folder could not be read or written."""
    return spoken(*FAILURES.get(error.errno or 0, ("系统拒绝了", "the system refuses it")))


def passphrase_for(slots: KeySlots) -> str | None:
    """What opens these slots: None where they open by themselves, else ``COMMANDPOST_PASSPHRASE`` or what is typed.

    Raises EOFError when nobody answers, and what ``KeySlots.unlock`` raises but for "passphrase_needed".
    """
    try:
        slots.unlock()
    except Unavailable as refused:
        if refused.code != "passphrase_needed":
            raise
        return typed_passphrase()
    return None


def typed_passphrase() -> str:
    """``COMMANDPOST_PASSPHRASE`` or what is typed. Raises EOFError when nobody answers."""
    return os.environ.get("COMMANDPOST_PASSPHRASE") or secret(spoken("启动口令：", "Passphrase: "))


def secret(prompt: str) -> str:
    """Ask without showing; a pipe is read line by line. Raises EOFError when it is closed or at its end."""
    if sys.stdin is None:
        raise EOFError
    if sys.stdin.isatty():
        return getpass.getpass(prompt, sys.stderr)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")
