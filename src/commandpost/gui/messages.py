"""The words for every code: errors, warnings, findings; plain sentences that say what to do."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from commandpost.domain.errors import CommandPostError
from commandpost.domain.visible_text import visible
from commandpost.gui.messages_checks import CHECK_WORDS
from commandpost.gui.messages_desk import DESK_WORDS
from commandpost.gui.messages_disk import DISK_WORDS
from commandpost.gui.messages_duty import DUTY_WORDS
from commandpost.gui.messages_files import FILES_WORDS
from commandpost.gui.messages_flow import FLOW_WORDS
from commandpost.gui.messages_incidents import INCIDENT_WORDS
from commandpost.gui.messages_link import LINK_WORDS
from commandpost.gui.messages_reasons import plain_reason
from commandpost.gui.messages_rights import RIGHTS_WORDS
from commandpost.gui.messages_room import ROOM_WORDS
from commandpost.gui.messages_rules import RULES_WORDS
from commandpost.gui.messages_server import SERVER_WORDS
from commandpost.gui.messages_setup import SETUP_WORDS
from commandpost.gui.messages_start import START_WORDS
from commandpost.gui.times import clock_time, span
from commandpost.gui.translation import QT_TRANSLATE_NOOP
from commandpost.gui.vocabulary import ROLE_WORDS, word

CONTEXT = "Messages"
MOST_TOLD = 160  # characters of what was typed that a sentence repeats
LOG = logging.getLogger(__name__)

WORDS: dict[str, str] = {
    **DUTY_WORDS,
    **FLOW_WORDS,
    **RIGHTS_WORDS,
    **RULES_WORDS,
    **ROOM_WORDS,
    **SERVER_WORDS,
    **SETUP_WORDS,
    **START_WORDS,
    **CHECK_WORDS,
    **DESK_WORDS,
    **INCIDENT_WORDS,
    **FILES_WORDS,
    **DISK_WORDS,
    **LINK_WORDS,
    # the map
    "distance_invalid": QT_TRANSLATE_NOOP("Messages", "A distance is from {least} to {most} metres."),
    "map_approval_missing": QT_TRANSLATE_NOOP(
        "Messages", "The base map ({provider}) has no approval number (审图号): enter it under Settings, then print."
    ),
    "map_scale_invalid": QT_TRANSLATE_NOOP("Messages", "A scale is from 1:{least} to 1:{most}."),
    "sketch_too_few_points": QT_TRANSLATE_NOOP("Messages", "It needs at least {least} points."),
    "sketch_too_many_points": QT_TRANSLATE_NOOP("Messages", "It takes at most {most} points."),
    "sketch_crosses_itself": QT_TRANSLATE_NOOP("Messages", "Its edge crosses itself: move a point."),
    "sketch_wrong_shape": QT_TRANSLATE_NOOP("Messages", "This cannot be drawn in that shape."),
    "sketch_name_long": QT_TRANSLATE_NOOP("Messages", "The words beside it take at most {limit} characters."),
    "sketch_unknown": QT_TRANSLATE_NOOP("Messages", "This drawing is not on this workstation."),
    "sketch_foreign": QT_TRANSLATE_NOOP("Messages", "Another unit drew this: only that unit changes or ends it."),
    "sketch_ended": QT_TRANSLATE_NOOP("Messages", "This drawing is ended already."),
    "sketch_in_force": QT_TRANSLATE_NOOP("Messages", "This drawing is in force."),
    # reports and directives
    "taken_by_missing": QT_TRANSLATE_NOOP("Messages", "Say who took the call at the other end."),
    "phone_report_in_future": QT_TRANSLATE_NOOP(
        "Messages", "The time of the phone report lies in the future: check it."
    ),
    "late_reason_missing": QT_TRANSLATE_NOOP("Messages", "It is late. Say why in one sentence; it is sent at once."),
    "already_signed": QT_TRANSLATE_NOOP("Messages", "It is signed already."),
    "not_a_leader": QT_TRANSLATE_NOOP("Messages", "Only a duty leader signs this."),
    "report_already_sent": QT_TRANSLATE_NOOP(
        "Messages", "This report is sent; it is not changed any more. Write a follow-up."
    ),
    "report_not_sent": QT_TRANSLATE_NOOP("Messages", "This report is not sent yet."),
    "report_unknown": QT_TRANSLATE_NOOP("Messages", "This report is not on this workstation."),
    "directive_empty": QT_TRANSLATE_NOOP("Messages", "Write what is to be done."),
    "directive_too_long": QT_TRANSLATE_NOOP("Messages", "A directive takes at most {limit} characters."),
    "directive_limit_past": QT_TRANSLATE_NOOP("Messages", "The limit lies in the past."),
    "directive_unknown": QT_TRANSLATE_NOOP("Messages", "This directive is not on this workstation."),
    "directive_answered": QT_TRANSLATE_NOOP("Messages", "This directive is answered already."),
    "answer_empty": QT_TRANSLATE_NOOP("Messages", "Write what was done."),
    "answer_too_long": QT_TRANSLATE_NOOP("Messages", "An answer takes at most {limit} characters."),
    "not_addressed_here": QT_TRANSLATE_NOOP("Messages", "This is not addressed to this unit."),
    # people and permission
    "person_unknown": QT_TRANSLATE_NOOP("Messages", "This person is not in the staff list."),
    "person_left": QT_TRANSLATE_NOOP("Messages", "{name} has left: no sign-in and no signature any more."),
    "name_missing": QT_TRANSLATE_NOOP("Messages", "Write the name."),
    "pin_wrong": QT_TRANSLATE_NOOP("Messages", "The PIN is wrong; {left} more attempts."),
    "pin_locked": QT_TRANSLATE_NOOP("Messages", "Too many wrong PINs. Try again in {minutes} minutes."),
    "pin_not_set": QT_TRANSLATE_NOOP(
        "Messages", "No PIN is set for {name} on this workstation: set one under Settings."
    ),
    "pin_shape": QT_TRANSLATE_NOOP("Messages", "A PIN has {least} to {most} digits."),
    # roster and handover
    "roster_same_person": QT_TRANSLATE_NOOP("Messages", "The same person cannot hold two posts of one day."),
    "nobody_to_replace": QT_TRANSLATE_NOOP("Messages", "Nobody is planned there: put a person on the post instead."),
    "not_on_roster": QT_TRANSLATE_NOOP("Messages", "You are not on the roster of this shift."),
    "shift_change_invalid": QT_TRANSLATE_NOOP("Messages", "{text} is no time of day. Write it like 08:30."),
    "roster_file_unreadable": QT_TRANSLATE_NOOP("Messages", "This is no Excel roster that can be read ({reason})."),
    "roster_file_too_large": QT_TRANSLATE_NOOP("Messages", "The file is too large for a roster."),
    "sheet_already_begun": QT_TRANSLATE_NOOP("Messages", "Sheet {number} is begun: sign it or make it void first."),
    "sheet_in_force": QT_TRANSLATE_NOOP("Messages", "A signed sheet stays in force."),
    "sheet_void": QT_TRANSLATE_NOOP("Messages", "This sheet is void."),
    "sheet_unknown": QT_TRANSLATE_NOOP("Messages", "This sheet is not on this workstation."),
    "sign_both_first": QT_TRANSLATE_NOOP("Messages", "Both officers sign before the leader."),
    "same_person_signs": QT_TRANSLATE_NOOP("Messages", "The same person cannot hand over to himself."),
    "not_of_outgoing_shift": QT_TRANSLATE_NOOP(
        "Messages",
        "{name} is not of the shift that hands over ({people}). One of them signs in and signs; if nobody of them can,"
        " write the reason below, it is printed on the sheet.",
    ),
    "leader_only": QT_TRANSLATE_NOOP("Messages", "Only the duty leader signs here."),
    # ledgers and units
    "ledger_field_missing": QT_TRANSLATE_NOOP("Messages", "This field must be filled."),
    "ledger_field_unknown": QT_TRANSLATE_NOOP("Messages", "This ledger has no such field."),
    "ledger_value_invalid": QT_TRANSLATE_NOOP("Messages", "{value} does not fit this field."),
    "ledger_row_unknown": QT_TRANSLATE_NOOP("Messages", "This row is not on this workstation."),
    "ledger_unknown": QT_TRANSLATE_NOOP("Messages", "There is no such ledger."),
    "unit_code_invalid": QT_TRANSLATE_NOOP("Messages", "{value} is no division code."),
    "units_invalid": QT_TRANSLATE_NOOP("Messages", "The table of units cannot be read: {reason}"),
    # rule packs and code books
    "rule_pack_invalid": QT_TRANSLATE_NOOP(
        "Messages", "Line {line} of the rule pack is wrong ({key} {reason}). The old pack stays in force."
    ),
    "rule_pack_version_taken": QT_TRANSLATE_NOOP(
        "Messages", "Version {version} of this pack is here already with other words. Give it a new version."
    ),
    "code_book_invalid": QT_TRANSLATE_NOOP("Messages", "The code book cannot be read: {reason}"),
}

UNKNOWN = QT_TRANSLATE_NOOP("Messages", "That is not possible now ({code}).")


class _Shown(Mapping[str, object]):
    """Parameters as an operator reads them; a missing one is an ellipsis, never an error."""

    def __init__(self, params: Mapping[str, object]) -> None:
        self._params = params

    def __getitem__(self, key: str) -> object:
        if key == "who" and key in self._params:
            return _named(self._params[key])
        if key == "reason" and key in self._params:
            return _shown(_reason(str(self._params.get("code", "")), str(self._params[key])))
        return _shown(self._params.get(key, "…"))

    def __iter__(self) -> Iterator[str]:
        return iter(self._params)

    def __len__(self) -> int:
        return len(self._params)


def _shown(value: object) -> object:
    if isinstance(value, datetime):
        return clock_time(value)
    if isinstance(value, timedelta):
        return span(value)
    return _told(value) if isinstance(value, str) else value


def _told(words: str) -> str:
    """On one line and no longer than a sentence bears; a name from outside cannot turn the sentence round it."""
    line = visible(" ".join(words.split("\n")).replace("\t", " "))
    return line if len(line) <= MOST_TOLD else f"{line[: MOST_TOLD - 1]}…"


def _named(roles: object) -> str:
    """The roles that may do what was refused."""
    told = roles if isinstance(roles, tuple) else ()
    return "、".join(word(ROLE_WORDS[role]) for role in told)


def _reason(code: str, reason: str) -> str:
    """A reason that is itself a code has its own sentence."""
    return words(reason).rstrip("。.") if reason in WORDS else plain_reason(code, reason)


def words(code: str, params: Mapping[str, object] | None = None) -> str:
    """The sentence for a code in the language of the window."""
    source = WORDS.get(code, UNKNOWN)
    return QCoreApplication.translate(CONTEXT, source).format_map(_Shown({"code": code, **(params or {})}))


def sentence(error: CommandPostError) -> str:
    """What to tell the operator about a refused or postponed request; a technical reason goes to the running log."""
    if error.params.get("reason"):
        note_reason(error.code, str(error.params["reason"]))
    return words(error.code, error.params)


def note_reason(code: str, reason: str) -> None:
    """Keep a technical reason in the running log, where a sentence may say that it stands."""
    LOG.info("refused", extra={"fields": {"code": code, "reason": reason}})
