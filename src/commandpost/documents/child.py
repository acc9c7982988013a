"""Reads an untrusted Excel roster in a process of its own.

``python -m commandpost.documents.child FILE YEAR MONTH COLUMNS``, the columns as JSON: key → heading.

Prints one JSON object and exits 0, also when the file is refused (``{"error": …}``). The caller sets the limits of
CPU and memory; a parser that crashes takes only this process with it.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from commandpost.documents.roster_xlsx import LARGEST, Problem, RosterImport, read_roster
from commandpost.domain.errors import RuleBroken
from commandpost.domain.roster import DutyRole, PostColumn, RosterRow


def main(arguments: list[str]) -> int:
    """Read the file named first for the year and month named next."""
    path, year, month, told = arguments
    columns = [PostColumn(role=DutyRole(key), title=title) for key, title in json.loads(told).items()]
    try:
        with Path(path).open("rb") as file:
            found = read_roster(file.read(LARGEST + 1), year=int(year), month=int(month), columns=columns)
    except RuleBroken as error:
        said: dict[str, object] = {"error": {"code": error.code, "params": error.params}}
    except OSError as error:
        said = {"error": {"code": "roster_file_unreadable", "params": {"reason": str(error)}}}
    else:
        said = asdict(found)
    sys.stdout.write(json.dumps(said, default=str) + "\n")
    return 0


def heard(said: str) -> RosterImport:
    """What the child printed, in the caller's process. Raises RuleBroken with the child's code, or unreadable."""
    try:
        plain = json.loads(said)
    except ValueError as error:
        raise RuleBroken("roster_file_unreadable", reason="child") from error
    if "error" in plain:
        raise RuleBroken(plain["error"]["code"], **plain["error"]["params"])
    return RosterImport(
        rows=tuple(_row(row) for row in plain["rows"]),
        problems=tuple(Problem(**item | {"params": tuple(map(tuple, item["params"]))}) for item in plain["problems"]),
    )


def _row(plain: dict[str, Any]) -> RosterRow:
    names = {DutyRole(key): name for key, name in plain["names"].items()}
    return RosterRow(**plain | {"date": date.fromisoformat(plain["date"]), "names": names})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
