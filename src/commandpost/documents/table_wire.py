"""A foreign table on its way from the reading process, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from commandpost.documents.table_file import LARGEST, read_table
from commandpost.domain.errors import RuleBroken
from commandpost.domain.place_table import TableSheet


def told_table(path: Path) -> list[dict[str, Any]]:
    """Read a table, in the reading process. Raises ``RuleBroken("table_…"|"map_file_…")``."""
    try:
        return [asdict(sheet) for sheet in read_table(_content(path), path.name)]
    except OSError as error:
        raise RuleBroken("table_unreadable", file=path.name, reason=str(error)) from error


def heard_table(plain: Sequence[dict[str, Any]]) -> tuple[TableSheet, ...]:
    """What :func:`told_table` told, in the caller's process."""
    return tuple(TableSheet(name=one["name"], rows=tuple(map(tuple, one["rows"]))) for one in plain)


def _content(path: Path) -> bytes:
    """The bytes of an ordinary file, so many that too many are seen."""
    if not path.exists():
        raise RuleBroken("map_file_gone", file=path.name)
    if not path.is_file():
        raise RuleBroken("map_file_not_plain", file=path.name)
    with path.open("rb") as file:
        return file.read(LARGEST + 1)
