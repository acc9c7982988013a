"""The duty leader's signature at this desk: signed in, or given on the spot with the leader's own PIN."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from commandpost.app.desk import Desk, PersonRole
from commandpost.app.record_fields import text, texts
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId
from commandpost.journal.fold import Record

CheckPin = Callable[[PersonId, str], Record]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderSignature:
    """Who signs, and the PIN unless the leader sits at the desk; the PIN is never kept."""

    leader: PersonId
    pin: str = ""


def name_of_signer(desk: Desk, check_pin: CheckPin | None, signature: LeaderSignature | None) -> str:
    """The name of the leader who signed.

    Raises RuleBroken("leader_missing"|"leader_only"|"locked") and what ``PeopleService.check_pin`` raises.
    """
    if signature is None:
        raise RuleBroken("leader_missing", field="leader")
    session = desk.session
    if session.locked:
        raise RuleBroken("locked")
    if session.person == signature.leader and PersonRole.DUTY_LEADER in session.roles:
        return session.name
    if check_pin is None:
        raise RuleBroken("leader_only", field="leader")
    record = check_pin(signature.leader, signature.pin)
    if PersonRole.DUTY_LEADER not in texts(record.fields, "roles"):
        raise RuleBroken("leader_only", field="leader")
    return text(record.fields, "name")
