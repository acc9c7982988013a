"""The duty leader's word: signed in at the desk, or given beside it with a PIN of his or her own."""

from __future__ import annotations

from dataclasses import dataclass

from commandpost.app import record_fields as read
from commandpost.app.desk import Desk, PersonRole
from commandpost.app.people import PeopleService
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A leader named with a PIN; nobody named: whoever sits at the desk, if a leader does."""

    leader: PersonId | None = None
    pin: str = ""


AT_THE_DESK = Approval()


@dataclass(frozen=True, slots=True, kw_only=True)
class Approver:
    """Who gave it."""

    person: PersonId
    name: str


def approver(desk: Desk, people: PeopleService, approval: Approval = AT_THE_DESK) -> Approver:
    """Who approves; a leader's own PIN counts at a locked desk, too, though it is the leader who sits there.

    Raises RuleBroken("leader_only") and what ``PeopleService.check_pin`` raises.
    """
    session, leader = desk.session, approval.leader
    if leader is not None and (leader != session.person or session.locked):
        record = people.check_pin(leader, approval.pin)
        name, roles = read.text(record.fields, "name"), read.texts(record.fields, "roles")
    else:
        locked = frozenset[PersonRole]() if session.locked else session.roles
        leader, name, roles = session.person, session.name, tuple(role.value for role in locked)
    if leader is None or PersonRole.DUTY_LEADER.value not in roles:
        raise RuleBroken("leader_only", field="leader")
    return Approver(person=leader, name=name)
