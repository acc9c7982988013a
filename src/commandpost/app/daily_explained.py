"""Days that are never reported: closed by a leader's signature with the reason, seen by every tier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from commandpost.app.desk import Desk
from commandpost.app.leader_signature import LeaderSignature
from commandpost.app.record_fields import iso
from commandpost.app.softening import Softened, Softening, softening_draft
from commandpost.domain.ids import RecordId
from commandpost.domain.report_text import DAYS_NOT_REPORTED
from commandpost.journal.entry import Draft, Json


def explained_day(desk: Desk, record: RecordId, day: date, reason: str, judged: Mapping[str, Json]) -> Draft:
    """The record of one day in place of its report; it is late and stays so."""
    now = iso(desk.now())
    fields: dict[str, Json] = {
        "day": day.isoformat(),
        "explained": True,
        "zero": False,
        "text": "",
        "at": now,
        "sent_at": now,
        "sender": desk.session.person,
        "sender_name": desk.session.name,
        "status": "explained",
        "late_reason": reason,
        "drill": desk.drill,
        **judged,
    }
    return Draft(kind="daily_report", record=record, act="daily_report.explain", set=fields, note=reason)


def sign_for_days(
    desk: Desk, days: Sequence[date], reason: str, signature: LeaderSignature | None, leader_name: str
) -> Draft:
    """What the leader signed, on the list of what was made less serious."""
    return softening_draft(
        desk,
        Softened(what=Softening.DAYS_NOT_REPORTED, before=days[0].isoformat(), after=days[-1].isoformat()),
        incident=None,
        title=DAYS_NOT_REPORTED.format(count=len(days)),
        reason=reason,
        leader=signature.leader if signature is not None else None,
        leader_name=leader_name,
    )
