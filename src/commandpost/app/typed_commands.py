"""What one typed line does beside being a log entry: ``/提醒 30 回访``, ``/点名 30 暴雨 槐树里社区``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum

from commandpost.app.reminders import ReminderService
from commandpost.app.roll_call import RollCallService
from commandpost.domain.ids import RecordId

USUAL_MINUTES = 30  # to answer a roll-call
_SLASH = re.compile(r"^[/／](\S+)\s*")  # a Chinese keyboard writes the full-width slash
_KINDS = re.compile(r"(?<=..)(?:社区居委会|村委会|居委会|社区|村)$")  # left out when people say a name
_MINUTES = re.compile(r"^(\d{1,5})(?:分钟|分)?(?=\s|$)")


class TypedCommand(StrEnum):
    """提醒 点名."""

    REMIND = "remind"
    ROLL_CALL = "roll_call"


NAMES: Mapping[TypedCommand, tuple[str, ...]] = {
    TypedCommand.REMIND: ("提醒", "tixing", "tx", "remind"),
    TypedCommand.ROLL_CALL: ("点名", "dianming", "dm", "rollcall"),
}
_BY_NAME = {name: command for command, names in NAMES.items() for name in names}


def command_of(typed: str) -> tuple[TypedCommand, str] | None:
    """The command a line begins with, and the rest of the line; None: it begins with none."""
    found = _SLASH.match(typed.strip())
    command = _BY_NAME.get(found[1].lower()) if found else None
    return None if found is None or command is None else (command, typed.strip()[found.end() :])


def _bare(community: str) -> str:
    """槐树里社区 → 槐树里."""
    return _KINDS.sub("", community)


class TypedCommandService:
    """Carries typed lines out; every refusal leaves the line where it was typed."""

    def __init__(self, reminders: ReminderService, roll_call: RollCallService) -> None:
        self._roll_call = roll_call
        self._deeds: Mapping[TypedCommand, Callable[[str, RecordId | None], RecordId]] = {
            TypedCommand.REMIND: reminders.note,
            TypedCommand.ROLL_CALL: self._call_the_roll,
        }

    def run(self, command: TypedCommand, rest: str, incident: RecordId | None = None) -> RecordId:
        """Raises what the use case behind it raises."""
        return self._deeds[command](rest, incident)

    def _call_the_roll(self, rest: str, _incident: RecordId | None) -> RecordId:
        """Minutes first if they are told, then why, and whom; all communities when none is named."""
        minutes = _MINUTES.match(rest)
        words = (rest[minutes.end() :] if minutes else rest).split()
        known = {short: name for name in self._roll_call.communities() for short in (name, _bare(name))}
        asked = tuple(dict.fromkeys(known[word] for word in words if word in known))
        reason = " ".join(word for word in words if word not in known)
        return self._roll_call.begin(reason, int(minutes[1]) if minutes else USUAL_MINUTES, asked)
