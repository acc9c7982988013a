"""What one typed line does beside being a log entry: ``/提醒 30 回访``, ``/点名 30 暴雨 槐树里社区``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

from commandpost.app.likely_names import likely_names
from commandpost.app.reminders import ReminderService
from commandpost.app.roll_call import RollCallService
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId

SHORTEST = 2  # characters of a command
NEARLY_A_COMMAND = 0.5  # one of two characters
FEW = 5  # names told in a refusal
EVERYBODY = frozenset({"全部", "所有", "all"})
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


def mistyped_command(typed: str, others: Iterable[str]) -> tuple[str, tuple[str, ...]] | None:
    """The word after a slash that is no command, and the commands it may stand for; ``others``: commands elsewhere.

    None: no slash, a command there is, or nothing like one, such as words that only begin with a slash.
    """
    found = _SLASH.match(typed.strip())
    names = (*_BY_NAME, *others)
    if found is None or found[1].lower() in names or len(found[1]) < SHORTEST:
        return None
    likely = likely_names(found[1].lower(), names, nearly=NEARLY_A_COMMAND, most=len(names))
    chinese = tuple(name for name in likely if not name.isascii())  # rather than the pinyin of the same
    return (found[1], (chinese or likely)[:FEW]) if likely else None


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
        """Minutes first if they are told, then why in one word, and whom; after why alone all communities.

        A word that is no name is never left out in silence: everybody would be called for one mistyped name.
        Raises RuleBroken("roll_call_unlike"|"roll_call_whom") and what ``RollCallService.begin`` raises.
        """
        minutes = _MINUTES.match(rest)
        words = (rest[minutes.end() :] if minutes else rest).split()
        communities = self._roll_call.communities()
        known = _known(communities)
        asked = tuple(dict.fromkeys(known[word] for word in words if word in known))
        others = [word for word in words if word not in known and word not in EVERYBODY]
        for word in others if communities else ():
            if likely := _meant(word, communities):
                raise RuleBroken("roll_call_unlike", typed=word, names="、".join(likely))
        if communities and not asked and len(others) > 1 and not EVERYBODY.intersection(words):
            raise RuleBroken("roll_call_whom", typed=others[-1], names="、".join(communities[:FEW]))
        return self._roll_call.begin(" ".join(others), int(minutes[1]) if minutes else USUAL_MINUTES, asked)


def _known(communities: Sequence[str]) -> dict[str, str]:
    """By its name, and as people say it where that means one alone."""
    said = Counter(map(_bare, communities))
    return {_bare(name): name for name in communities if said[_bare(name)] == 1} | {name: name for name in communities}


def _meant(word: str, communities: Sequence[str]) -> tuple[str, ...]:
    """The communities a word may stand for that names none: as a whole, or as people say it."""
    bare = {name: _bare(name) for name in communities}
    said = likely_names(_bare(word), bare.values())
    return tuple(dict.fromkeys((*likely_names(word, communities), *(name for name in bare if bare[name] in said))))[
        :FEW
    ]
