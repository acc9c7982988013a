"""Tables of places: read in a child process that is bounded."""

from __future__ import annotations

from pathlib import Path

from commandpost.bootstrap.document_reader import read_document
from commandpost.documents.table_wire import heard_table
from commandpost.domain.place_table import TableSheet

SECONDS = 40
MEMORY_MB = 2048


def read_table_file(path: Path) -> tuple[TableSheet, ...]:
    """The sheets of a CSV or Excel file nobody vouches for.

    Raises ``RuleBroken("table_unreadable"|"table_too_large"|"map_file_…"|"child_died")``.
    """
    return heard_table(read_document(path, seconds=SECONDS, memory_mb=MEMORY_MB, verb="table"))
