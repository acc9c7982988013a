"""Excel rosters, read in a child process that is bounded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from commandpost.bootstrap.bounded_child import run_bounded
from commandpost.documents.child import heard
from commandpost.documents.roster_xlsx import Problem
from commandpost.domain.roster import PostColumn, RosterProblem
from commandpost.gui.services import RosterReading

SECONDS = 20
MEMORY_BYTES = 1 << 30


def read_roster_file(path: Path, year: int, month: int, columns: Sequence[PostColumn]) -> RosterReading:
    """Read a month from a file nobody vouches for.

    Raises ``RuleBroken("roster_file_unreadable"|"roster_file_too_large"|"child_too_slow"|"child_died")``.
    """
    told = json.dumps({one.role: one.title for one in columns})
    limits = {"seconds": SECONDS, "memory_bytes": MEMORY_BYTES}
    said = run_bounded("commandpost.documents.child", str(path), str(year), str(month), told, **limits)
    found = heard(said.decode("utf-8"))
    return RosterReading(
        rows=found.rows,
        problems=tuple(
            RosterProblem(row=item.row, column=item.column, code=item.code, value=_said(item))
            for item in found.problems
        ),
    )


def _said(problem: Problem) -> str:
    return " ".join(value for _name, value in problem.params)
