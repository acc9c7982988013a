"""Excel rosters, read in a child process that is bounded."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from commandpost.documents.child import heard
from commandpost.documents.roster_xlsx import Problem
from commandpost.domain.errors import RuleBroken
from commandpost.domain.roster import PostColumn, RosterProblem
from commandpost.gui.services import RosterReading

SECONDS = 20
MEMORY_BYTES = 1 << 30


def read_roster_file(path: Path, year: int, month: int, columns: Sequence[PostColumn]) -> RosterReading:
    """Read a month from a file nobody vouches for.

    Raises ``RuleBroken("roster_file_unreadable"|"roster_file_too_large"|"child_too_slow"|"child_died")``.
    """
    told = json.dumps({one.role: one.title for one in columns})
    command = [sys.executable, "-m", "commandpost.documents.child", str(path), str(year), str(month), told]
    one_thread = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            command,
            check=False,
            capture_output=True,
            timeout=SECONDS,
            env=one_thread,
            preexec_fn=_bound,  # nothing but two system calls
        )
    except subprocess.TimeoutExpired as error:
        raise RuleBroken("child_too_slow", seconds=SECONDS) from error
    if done.returncode != 0:
        raise RuleBroken("child_died")
    found = heard(done.stdout.decode("utf-8"))
    return RosterReading(
        rows=found.rows,
        problems=tuple(
            RosterProblem(row=item.row, column=item.column, code=item.code, value=_said(item))
            for item in found.problems
        ),
    )


def _said(problem: Problem) -> str:
    return " ".join(value for _name, value in problem.params)


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
