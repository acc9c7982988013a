"""What a tour leaves in ``summary.json``, and whether the scenario's expectations held."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from commandpost.app.desk import BEIJING
from commandpost.app.incidents import IncidentRow
from commandpost.domain.deadlines import Deadline, Verdict

NOT_SENT = "not sent"
NOT_PROVABLE = "not provable"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepResult:
    """One step of the tour; ``at`` is virtual time."""

    name: str
    at: str
    ok: bool
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRow:
    """One report clock at the end; ``late_by`` whole seconds, 0 in time, None not sent or not provable."""

    incident: str
    step: str
    rule: str
    due: str | None
    sent: str | None
    late_by: int | None


def clock_rows(incidents: Mapping[str, IncidentRow]) -> Iterator[tuple[Deadline, ClockRow]]:
    """Every report clock of the scenario's incidents, with the deadline it was read from."""
    for name, row in incidents.items():
        for deadline in row.deadlines:
            yield (
                deadline,
                ClockRow(
                    incident=name,
                    step=deadline.step.value,
                    rule=str(deadline.rule),
                    due=_iso(deadline.due),
                    sent=_iso(deadline.done),
                    late_by=_late_by(deadline),
                ),
            )


def unmet(
    expects: Sequence[Mapping[str, Any]], clocks: Sequence[tuple[Deadline, ClockRow]], counts: Mapping[str, int]
) -> Iterator[str]:
    """One sentence for every expectation that did not hold."""
    for expect in expects:
        if "incident" in expect:
            yield from _unmet_clock(expect, clocks)
        else:
            for key, value in expect.items():
                if counts[key] != value:
                    yield f"{key} is {counts[key]}, expected {value}"


def write_summary(folder: Path, steps: Sequence[StepResult], clocks: Sequence[tuple[Deadline, ClockRow]]) -> Path:
    """Write ``summary.json`` and return its path."""
    content = {
        "ok": all(step.ok for step in steps),
        "steps": [asdict(step) for step in steps],
        "deadlines": [asdict(row) for _deadline, row in clocks],
    }
    file = folder / "summary.json"
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return file


def _unmet_clock(expect: Mapping[str, Any], clocks: Sequence[tuple[Deadline, ClockRow]]) -> Iterator[str]:
    label = f"{expect['incident']} {expect['step']}"
    deadline, row = _chosen(expect, clocks)
    if deadline is None or row is None:
        yield f"{label}: no such report clock"
        return
    if "late_by" in expect and _judged(deadline, row) != expect["late_by"]:
        yield f"{label}: late_by is {_judged(deadline, row)}, expected {expect['late_by']}"
    for key in ("due", "sent"):
        said = getattr(row, key)
        if key in expect and (said is None or datetime.fromisoformat(said) != datetime.fromisoformat(expect[key])):
            yield f"{label}: {key} is {said}, expected {expect[key]}"


def _chosen(
    expect: Mapping[str, Any], clocks: Sequence[tuple[Deadline, ClockRow]]
) -> tuple[Deadline, ClockRow] | tuple[None, None]:
    fitting = [
        (deadline, row)
        for deadline, row in clocks
        if row.incident == expect["incident"] and row.step == expect["step"]
        if expect.get("rule", row.rule) == row.rule
    ]
    timed = sorted((pair for pair in fitting if pair[1].due), key=lambda pair: (pair[0].sequence, pair[1].due or ""))
    return next(iter(timed or fitting), (None, None))


def _judged(deadline: Deadline, row: ClockRow) -> int | str:
    if row.late_by is not None:
        return row.late_by
    return NOT_SENT if deadline.done is None else NOT_PROVABLE


def _late_by(deadline: Deadline) -> int | None:
    if deadline.done is None:
        return None
    if deadline.lateness is None:
        return 0
    if deadline.lateness.verdict is Verdict.NOT_PROVABLE:
        return None
    return deadline.lateness.late_by // timedelta(seconds=1)


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(BEIJING).isoformat(timespec="seconds") if moment else None
