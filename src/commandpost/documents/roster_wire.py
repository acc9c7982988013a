"""An untrusted Excel roster on its way from the reading process, as plain values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from commandpost.documents.roster_xlsx import LARGEST, Problem, RosterImport, read_roster
from commandpost.domain.errors import RuleBroken
from commandpost.domain.roster import DutyRole, PostColumn, RosterRow


def told_roster(path: Path, year: int, month: int, headings: Mapping[str, str]) -> dict[str, Any]:
    """Read a month from a file, in the reading process; ``headings`` are the columns, key to title.

    Raises ``RuleBroken("roster_file_unreadable"|"roster_file_too_large")``.
    """
    columns = [PostColumn(role=DutyRole(key), title=title) for key, title in headings.items()]
    try:
        with path.open("rb") as file:
            found = read_roster(file.read(LARGEST + 1), year=year, month=month, columns=columns)
    except OSError as error:
        raise RuleBroken("roster_file_unreadable", reason=str(error)) from error
    plain: dict[str, Any] = json.loads(json.dumps(asdict(found), default=str))
    return plain


def heard_roster(plain: Mapping[str, Any]) -> RosterImport:
    """What :func:`told_roster` told, in the caller's process."""
    return RosterImport(
        rows=tuple(_row(row) for row in plain["rows"]),
        problems=tuple(Problem(**item | {"params": tuple(map(tuple, item["params"]))}) for item in plain["problems"]),
    )


def _row(plain: dict[str, Any]) -> RosterRow:
    names = {DutyRole(key): name for key, name in plain["names"].items()}
    return RosterRow(**plain | {"date": date.fromisoformat(plain["date"]), "names": names})
