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
BY_OWN_PIN: frozenset[str] = frozenset(  # whoever does it gives a PIN there, whoever sits at the desk
    {"spot_check.answer", "shift.sign_in", "handover.sign_incoming", "handover.sign_leader"}
)
OF_THE_STAFF: frozenset[str] = frozenset({"staff.add", "staff.revise", "staff.duty_file"})  # see ``people``
FREE = EMERGENCY | OF_THE_MACHINE | BY_OWN_PIN | OF_THE_STAFF  # whoever sits here
BESIDE: Mapping[str, frozenset[str]] = {  # what goes with a free act in one transaction
    "incident.open": frozenset({"log.decide", "log.attach"}),  # of the call an incident is opened from
    "log.record": frozenset({"reminder.set"}),  # typed into the log's box, so never refused there
    "handover.sign_incoming": frozenset({"shift.end", "matter.hand_over"}),  # the second signature ends the shift
}
PRINTING = ".print"  # a paper that was set is kept beside its record; an empty form is numbered
UNDONE = ".undo"  # taking back asks for the right of the act
ACTIONS: Mapping[str, Action] = {
    "log.adopt": Action.ADOPT,
    "log.decide": Action.DECIDE,
    "incident.revise": Action.DECIDE,
    "incident.resolve": Action.DECIDE,
    "incident.merge": Action.DECIDE,
    "incident.split": Action.DECIDE,
    "roll_call.begin": Action.DECIDE,
    "incident.close": Action.CLOSE_INCIDENT,
    "incident.reopen": Action.CLOSE_INCIDENT,
    "report.send": Action.SEND,
    "report.phone": Action.SEND,
    "receipt.give": Action.RECEIPT,
    "receipt.take": Action.RECEIPT,
    "forward.answer": Action.ANSWER,
    "directive.answer": Action.ANSWER,
    "directive.issue": Action.DIRECT,
    "directive.verify": Action.DIRECT,
    "directive.return": Action.DIRECT,
    "report.return": Action.DIRECT,
    "spot_check.call": Action.DIRECT,
    "handover.begin": Action.HAND_OVER,
    "handover.sign_outgoing": Action.HAND_OVER,
    "handover.void": Action.HAND_OVER,
    "handover.release": Action.HAND_OVER,
    "handover.enter_paper": Action.HAND_OVER,
    "matter.close": Action.HAND_OVER,
}
OF_A_KIND: Mapping[str, Action] = {  # what begins so, where the act itself is not named above
    "reveal": Action.REVEAL,
    "daily_report": Action.SEND,
    "paper": Action.SEND,
    "join": Action.DECIDE,
    "copy": Action.RECEIPT,
    "anchor": Action.RECEIPT,
    "export": Action.EXPORT,
    "ledger": Action.EDIT_LEDGERS,
    "duty": Action.EDIT_ROSTER,
    "duty_setup": Action.EDIT_ROSTER,
    "duty_swap": Action.EDIT_ROSTER,
    "holidays": Action.EDIT_ROSTER,
    "leave": Action.EDIT_ROSTER,
    "rule_pack": Action.ADOPT_RULES,
    "period": Action.ADOPT_RULES,
    "event_code": Action.ADOPT_RULES,
    "message_template": Action.ADMINISTER,
    "unit": Action.ADMINISTER,
}


def may(session: Session, action: Action) -> bool:
    """Whether whoever sits at the desk may do it now."""
    if action in ALWAYS:
        return True
    if session.person is None or session.locked:
        return False
    return any(action in PERMITTED[role] for role in session.roles)


def refusal(session: Session, action: Action) -> RuleBroken | None:
    """RuleBroken("sign_in_first"|"locked"|"not_permitted", who=roles that may); None where it is let."""
    if may(session, action):
        return None
    if session.person is None:
        return RuleBroken("sign_in_first")
    if session.locked:
        return RuleBroken("locked")
    return RuleBroken("not_permitted", who=tuple(role for role in PersonRole if action in PERMITTED[role]))


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
    """Raises what ``refusal`` tells of."""
    error = refusal(session, action)
    if error is not None:
        raise error


def right_to(act: str) -> Action:
    """Which right an act asks for that is not let to everybody; most ask for no more than a person who may write."""
    done = act.removesuffix(UNDONE)
    return ACTIONS.get(done) or OF_A_KIND.get(done.partition(".")[0], Action.WRITE)


def refuse_write(session: Session, acts: Sequence[str]) -> None:
    """Whether whoever sits here may write these acts in one transaction. Raises as ``require`` does."""
    free = FREE.union(*(BESIDE.get(act, ()) for act in acts))
    for act in acts:
        if act not in free and not act.endswith(PRINTING):
            require(session, right_to(act))
