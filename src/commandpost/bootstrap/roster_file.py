"""Excel rosters, read in a child process that is bounded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from commandpost.bootstrap.document_reader import read_document
from commandpost.domain.roster import PostColumn, RosterProblem
from commandpost.gui.services import RosterReading

SECONDS = 20
MEMORY_MB = 1024


def read_roster_file(path: Path, year: int, month: int, columns: Sequence[PostColumn]) -> RosterReading:
    """Read a month from a file nobody vouches for.

    Raises ``RuleBroken("roster_file_…"|"map_file_too_slow"|"map_file_too_large"|"child_died")``.
    """
    from commandpost.documents.roster_wire import heard_roster

    headings = {one.role.value: one.title for one in columns}
    said = read_document(
        path, seconds=SECONDS, memory_mb=MEMORY_MB, verb="roster", year=year, month=month, headings=headings
    )
    found = heard_roster(said)
    return RosterReading(
        rows=found.rows,
        problems=tuple(
            RosterProblem(
                row=item.row, column=item.column, code=item.code, value=" ".join(value for _name, value in item.params)
            )
            for item in found.problems
        ),
    )
