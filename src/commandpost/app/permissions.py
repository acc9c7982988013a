"""Who may do what at the desk; writing into the log and opening an incident is let to everybody.

``refuse_write`` stands in ``Desk.write``, through which every change passes: an act is let to everybody, belongs to
the machine, or needs a person who may write here. An auditor may not, nor may anybody on a locked screen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from commandpost.app.session import PersonRole, Session
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId


class Action(StrEnum):
    """What a person may be let do."""

    LOG = "log"
    WRITE = "write"
    OPEN_INCIDENT = "open_incident"
    DECIDE = "decide"
    SEND = "send"
    SIGN_REPORT = "sign_report"
    CLOSE_INCIDENT = "close_incident"
    HAND_OVER = "hand_over"
    EDIT_ROSTER = "edit_roster"
    EDIT_LEDGERS = "edit_ledgers"
    REVEAL = "reveal"
    EXPORT = "export"
    EXPORT_PERSONAL = "export_personal"
    ADOPT = "adopt"
    RECEIPT = "receipt"
    DIRECT = "direct"
    ANSWER = "answer"
    ADMINISTER = "administer"
    ADOPT_RULES = "adopt_rules"
    AUDIT = "audit"


ALWAYS: frozenset[Action] = frozenset({Action.LOG, Action.OPEN_INCIDENT})  # an emergency asks for no name
DESK_WORK: frozenset[Action] = ALWAYS | {
    Action.WRITE,
    Action.DECIDE,
    Action.SEND,
    Action.CLOSE_INCIDENT,
    Action.HAND_OVER,
    Action.EDIT_LEDGERS,
    Action.REVEAL,
    Action.EXPORT,
    Action.ADOPT,
    Action.RECEIPT,
    Action.ANSWER,
}
ADMINISTRATION: frozenset[Action] = frozenset(
    {Action.WRITE, Action.EDIT_ROSTER, Action.EDIT_LEDGERS, Action.ADMINISTER, Action.ADOPT_RULES, Action.EXPORT}
)
PERMITTED: Mapping[PersonRole, frozenset[Action]] = {
    PersonRole.DUTY_OFFICER: DESK_WORK | {Action.EDIT_ROSTER},
    PersonRole.DUTY_LEADER: DESK_WORK | {Action.SIGN_REPORT, Action.EDIT_ROSTER, Action.DIRECT, Action.EXPORT_PERSONAL},
    PersonRole.DISTRICT_OFFICER: DESK_WORK | {Action.DIRECT, Action.EDIT_ROSTER},
    PersonRole.ADMINISTRATOR: ALWAYS | ADMINISTRATION,
    PersonRole.AUDITOR: ALWAYS | {Action.AUDIT},
}


EMERGENCY: frozenset[str] = frozenset({"log.record", "incident.open"})
WITH_AN_INCIDENT: frozenset[str] = frozenset({"log.decide", "log.attach"})  # of the call an incident is opened from
WITH_A_LINE: frozenset[str] = frozenset({"reminder.set"})  # typed into the log's box, so never refused there
OF_THE_MACHINE: frozenset[str] = frozenset(
    {
        "alarm.raise",
        "alarm.escalate",
        "alarm.end",
        "alarm_call.note",
        "alarm_call.shrink",
        "alarm_call.end",
        "link.lost",
        "link.restored",
        "forward.send",  # a later report follows by itself; the first asks for a name in its service
        "spot_check.show",
    }
)
BY_OWN_PIN: frozenset[str] = frozenset({"spot_check.answer", "shift.sign_in"})  # whoever does it gives a PIN there
OF_THE_STAFF: frozenset[str] = frozenset({"staff.add", "staff.revise", "staff.duty_file"})  # see ``people``
FREE = EMERGENCY | OF_THE_MACHINE | BY_OWN_PIN | OF_THE_STAFF  # whoever sits here
PRINTING = ".print"  # a paper that was set is kept beside its record
ACTIONS: Mapping[str, Action] = {
    "log.adopt": Action.ADOPT,
    "log.decide": Action.DECIDE,
    "reveal.ask": Action.REVEAL,
    "incident.revise": Action.DECIDE,
    "incident.resolve": Action.DECIDE,
    "incident.close": Action.CLOSE_INCIDENT,
    "incident.reopen": Action.CLOSE_INCIDENT,
    "report.send": Action.SEND,
    "report.phone": Action.SEND,
    "receipt.give": Action.RECEIPT,
    "forward.answer": Action.ANSWER,
    "directive.answer": Action.ANSWER,
}


def may(session: Session, action: Action) -> bool:
    """Whether whoever sits at the desk may do it now."""
    if action in ALWAYS:
        return True
    if session.person is None or session.locked:
        return False
    return any(action in PERMITTED[role] for role in session.roles)


def named(session: Session) -> PersonId:
    """Who sits at the desk, locked or not. Raises RuleBroken("sign_in_first")."""
    if session.person is None:
        raise RuleBroken("sign_in_first")
    return session.person


def writing(session: Session) -> PersonId:
    """Who sits at the desk and may write here. Raises as ``require`` does."""
    require(session, Action.WRITE)
    return named(session)


def require(session: Session, action: Action) -> None:
    """Raises RuleBroken("sign_in_first"|"locked"|"not_permitted")."""
    if may(session, action):
        return
    named(session)
    raise RuleBroken("locked" if session.locked else "not_permitted")


def refuse_write(session: Session, acts: Sequence[str]) -> None:
    """Whether whoever sits here may write these acts in one transaction. Raises as ``require`` does."""
    free = FREE
    free |= WITH_AN_INCIDENT if "incident.open" in acts else frozenset()
    free |= WITH_A_LINE if "log.record" in acts else frozenset()
    for act in acts:
        if act not in free and not act.endswith(PRINTING):
            require(session, ACTIONS.get(act, Action.WRITE))
