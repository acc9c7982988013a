"""What a report would meet if it left now, and whether that would be late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from commandpost.app.incidents import IncidentService
from commandpost.app.record_fields import iso
from commandpost.domain.deadlines import Deadline, Lateness, ReportFact, Verdict
from commandpost.domain.ids import RecordId
from commandpost.domain.incident import Incident
from commandpost.domain.rules import Step
from commandpost.journal.clock import Evidence
from commandpost.journal.entry import Json

HYPOTHETICAL = RecordId("report-now")
_WORST_FIRST = (Verdict.LATE, Verdict.NOT_PROVABLE, Verdict.IN_TIME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The deadlines a report meets, and everything that was owed when it left."""

    met: tuple[Deadline, ...]
    owed: tuple[Deadline, ...]

    @property
    def worst(self) -> Deadline | None:
        """The met deadline with the worst judgement; among equals the one with the nearest limit."""
        return min(self.met, key=_badness, default=None)

    @property
    def lateness(self) -> Lateness | None:
        """None when nothing was owed."""
        return self.worst.lateness if self.worst else None

    @property
    def driving(self) -> Deadline | None:
        """The met deadline whose limit comes first."""
        measured = [deadline for deadline in self.met if deadline.due is not None]
        return min(measured, key=lambda deadline: deadline.due or deadline.started, default=None) or self.worst

    def to_fields(self) -> dict[str, Json]:
        """What the report keeps for ever: the judgement, and all that was owed."""
        worst, open_ones = self.worst, (one for one in self.owed if one.is_open)
        kept: dict[str, Json] = {"owed": {deadline.key: iso(deadline.due) for deadline in open_ones}}
        if worst is None or worst.lateness is None:
            return kept | {"lateness": None}
        lateness: dict[str, Json] = {
            "verdict": str(worst.lateness.verdict),
            "seconds": round(worst.lateness.late_by.total_seconds()),
            "rule": worst.rule,
            "due": iso(worst.due),
            "source": worst.source,
        }
        return kept | {"lateness": lateness}


def judge_report(
    incidents: IncidentService,
    incident: Incident,
    sent: tuple[ReportFact, ...],
    which: tuple[Step, int],
    left: Evidence,
) -> Judgement:
    """Judge a report (step and sequence) that leaves at ``left``, after the ones already sent."""
    before = incidents.deadlines(incident, sent)
    fact = ReportFact(
        id=HYPOTHETICAL,
        step=which[0],
        sequence=which[1],
        at=left.at,
        earliest=left.earliest,
        latest=left.latest,
        owed={deadline.key: deadline.due for deadline in before if deadline.is_open},
    )
    after = incidents.deadlines(incident, (*sent, fact))
    return Judgement(met=tuple(_met(after)), owed=before)


def _met(deadlines: Iterable[Deadline]) -> Iterable[Deadline]:
    return (deadline for deadline in deadlines if deadline.report == HYPOTHETICAL)


def _badness(deadline: Deadline) -> tuple[int, timedelta, bool, datetime]:
    lateness = deadline.lateness or Lateness(verdict=Verdict.IN_TIME)
    rank = _WORST_FIRST.index(lateness.verdict)
    return (rank, -lateness.late_by, deadline.due is None, deadline.due or deadline.started)
