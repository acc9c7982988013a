"""Tables of places: read in a child process that is bounded."""

from __future__ import annotations

import tempfile
from pathlib import Path

from commandpost.bootstrap.bounded_child import run_bounded
from commandpost.documents.table_child import heard_table
from commandpost.domain.errors import RuleBroken
from commandpost.domain.place_table import TableSheet

SECONDS = 40
MEMORY_BYTES = 2 << 30


def read_table_file(path: Path) -> tuple[TableSheet, ...]:
    """The sheets of a CSV or Excel file nobody vouches for.

    Raises ``RuleBroken("table_unreadable"|"table_too_large"|"child_too_slow"|"child_died")``.
    """
    with tempfile.TemporaryDirectory(prefix="commandpost-table-") as folder:
        out = Path(folder) / "table.json"
        limits = {"seconds": SECONDS, "memory_bytes": MEMORY_BYTES}
        run_bounded("commandpost.documents.table_child", str(path), str(out), **limits)
        if not out.is_file():
            raise RuleBroken("child_died")
        return heard_table(out.read_text(encoding="utf-8"))
