"""Levels, classes and the code book of event kinds; found by code, by name or by pinyin initials."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from commandpost.domain.errors import RuleBroken


class Level(StrEnum):
    """未定级 一般 较大 重大 特别重大; 社会安全事件 have no grade in law and stay ungraded."""

    UNGRADED = "ungraded"
    GENERAL = "general"
    LARGER = "larger"
    MAJOR = "major"
    GRAVE = "grave"

    @property
    def rank(self) -> int:
        """Seriousness, from 0."""
        return LEVELS.index(self)


LEVELS: tuple[Level, ...] = tuple(Level)


class EventClass(StrEnum):
    """自然灾害 事故灾难 公共卫生事件 社会安全事件 (突发事件应对法 §2)."""

    NATURAL = "natural"
    ACCIDENT = "accident"
    HEALTH = "health"
    SOCIAL = "social"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCode:
    """One kind of event; ``parent`` is "" for the four classes."""

    code: str
    name: str
    parent: str
    event_class: EventClass
    initials: str = ""  # of the name's pinyin, lower case
    verified: bool = False
    source: str = ""
    retired: bool = False  # no longer offered; incidents keep its name
    own: bool = False  # written by the unit, not shipped as it stands


class CodeBook:
    """The kinds of event the room may choose from, in the order of their codes: shipped ones, the unit's own over them.

    Read on any thread: other own codes take the place of the old ones in one step.
    """

    def __init__(self, codes: Iterable[EventCode] = ()) -> None:
        self._shipped = {code.code: code for code in codes}
        self._codes: dict[str, EventCode] = {}
        self.lay_over(())

    def lay_over(self, own: Iterable[EventCode]) -> None:
        """Put the unit's own codes over the shipped ones, in place of what lay there before."""
        merged = self._shipped | {code.code: code for code in own}
        self._codes = {code: merged[code] for code in sorted(merged)}

    def __len__(self) -> int:
        return len(self._codes)

    def all(self) -> tuple[EventCode, ...]:
        return tuple(self._codes.values())

    def get(self, code: str) -> EventCode | None:
        return self._codes.get(code)

    def find(self, text: str, limit: int = 30, *, retired: bool = False) -> tuple[EventCode, ...]:
        """The kinds that match a code, a part of a name or pinyin initials; beginnings before inner matches.

        Retired ones are left out unless asked for.
        """
        wanted = text.strip().lower()
        ranked = [(_rank(code, wanted), code) for code in self._codes.values() if retired or not code.retired]
        hits = sorted(((rank, code.code, code) for rank, code in ranked if rank is not None), key=lambda hit: hit[:2])
        return tuple(code for _rank_, _key, code in hits[:limit])

    def name(self, code: str) -> str:
        """The name of a code; an unknown code is shown as it is."""
        found = self._codes.get(code)
        return found.name if found else code

    def path(self, code: str) -> tuple[str, ...]:
        """Names from the class down to the code."""
        names: list[str] = []
        found = self._codes.get(code)
        while found and found.name not in names:
            names.insert(0, found.name)
            found = self._codes.get(found.parent)
        return tuple(names)

    def event_class(self, code: str) -> EventClass | None:
        found = self._codes.get(code)
        return found.event_class if found else None


def _rank(code: EventCode, wanted: str) -> int | None:
    """0 is the best match, None no match."""
    tests = (
        code.code.lower().startswith(wanted),
        code.name.lower().startswith(wanted),
        code.initials.startswith(wanted),
        wanted in code.name.lower(),
        wanted in code.initials,
    )
    return next((rank for rank, hit in enumerate(tests) if hit), None)


def parse_codes(text: str) -> CodeBook:
    """A code book from its TOML text. Raises RuleBroken("code_book_invalid", reason=…)."""
    try:
        table = tomllib.loads(text)
        source = str(table.get("source", ""))
        return CodeBook(_event_code(row, source) for row in table["codes"])
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise RuleBroken("code_book_invalid", reason=str(error)) from error


def _event_code(row: dict[str, object], source: str) -> EventCode:
    return EventCode(
        code=str(row["code"]),
        name=str(row["name"]),
        parent=str(row.get("parent", "")),
        event_class=EventClass(str(row["class"])),
        initials=str(row.get("initials", "")).lower(),
        verified=bool(row.get("verified", False)),
        source=str(row.get("source", source)),
    )
