"""When something happened, as an interval that can be defended."""

from __future__ import annotations

from datetime import datetime, timedelta

from commandpost.app.record_fields import Fields, iso, member, moment, table, text
from commandpost.journal.clock import Clock, Evidence, Grade, evidence, timing
from commandpost.journal.entry import Json

CLAIM_TOLERANCE = timedelta(seconds=60)  # an earlier moment than this is the operator's claim, not the clock's


def evidence_now(clock: Clock) -> Evidence:
    """This moment; without an anchor in this boot it is known only within what grade C defends."""
    return evidence(timing(clock))


def evidence_of(claimed: datetime | None, clock: Clock) -> Evidence:
    """A moment the operator tells: somewhere between the claim and now (补录), unless it is now."""
    now = evidence_now(clock)
    if claimed is None or now.at - claimed <= CLAIM_TOLERANCE:
        return now
    return Evidence(at=claimed, earliest=claimed, latest=now.latest, grade=Grade.D)


def to_fields(evidence: Evidence) -> dict[str, Json]:
    """The interval as a report keeps it."""
    return {
        "at": iso(evidence.at),
        "earliest": iso(evidence.earliest),
        "latest": iso(evidence.latest),
        "grade": str(evidence.grade),
    }


def from_fields(fields: Fields, key: str, otherwise: datetime) -> Evidence:
    """The interval a report keeps; a bare moment of grade D where it keeps none."""
    kept = table(fields, key)
    at = moment(kept, "at") or otherwise
    grade = text(kept, "grade")
    return Evidence(
        at=at,
        earliest=moment(kept, "earliest") or at,
        latest=moment(kept, "latest") or at,
        grade=member(Grade, grade) or Grade.D,
    )
