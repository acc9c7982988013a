"""Who may do what at the desk; writing into the log and opening an incident is let to everybody."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from commandpost.app.desk import PersonRole, Session
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId


class Action(StrEnum):
    """What a person may be let do."""

    LOG = "log"
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
    {Action.EDIT_ROSTER, Action.EDIT_LEDGERS, Action.ADMINISTER, Action.ADOPT_RULES, Action.EXPORT}
)
PERMITTED: Mapping[PersonRole, frozenset[Action]] = {
    PersonRole.DUTY_OFFICER: DESK_WORK | {Action.EDIT_ROSTER},
    PersonRole.DUTY_LEADER: DESK_WORK | {Action.SIGN_REPORT, Action.EDIT_ROSTER, Action.DIRECT, Action.EXPORT_PERSONAL},
    PersonRole.DISTRICT_OFFICER: DESK_WORK | {Action.DIRECT, Action.EDIT_ROSTER},
    PersonRole.ADMINISTRATOR: ALWAYS | ADMINISTRATION,
    PersonRole.AUDITOR: ALWAYS | {Action.AUDIT},
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


def require(session: Session, action: Action) -> None:
    """Raises RuleBroken("sign_in_first"|"locked"|"not_permitted")."""
    if may(session, action):
        return
    named(session)
    raise RuleBroken("locked" if session.locked else "not_permitted")
