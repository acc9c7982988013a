"""How large a zipped workbook would be, before anything of it is unpacked."""

from __future__ import annotations

import zipfile
from io import BytesIO


def unpacked_bytes(content: bytes) -> int:
    """What a zip file says of its members together; 0 for anything that is none.

    Raises ValueError for a zip file that is broken.
    """
    if not content.startswith(b"PK"):
        return 0
    try:
        return sum(member.file_size for member in zipfile.ZipFile(BytesIO(content)).infolist())
    except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
        raise ValueError(str(error)) from error
