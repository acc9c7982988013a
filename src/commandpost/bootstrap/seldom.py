"""What a desk needs seldom, and whose libraries are slow to read: each is imported when it is first asked for.

Plain functions of a module, so that a child process finds them too.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def write_table(rows: Sequence[Sequence[str | int | float]], name: str) -> bytes:
    """See ``documents.table_workbook``."""
    from commandpost.documents import table_workbook

    return table_workbook.write_table(rows, name)


def draw_code(text: str) -> bytes:
    """See ``documents.codes``."""
    from commandpost.documents import codes

    return codes.draw_code(text)


def read_codes(picture: Path) -> tuple[str, ...]:
    """See ``documents.codes``."""
    from commandpost.documents import codes

    return codes.read_codes(picture)


def codes_on(content: bytes) -> tuple[str, ...]:
    """See ``documents.codes``."""
    from commandpost.documents import codes

    return codes.codes_on(content)
