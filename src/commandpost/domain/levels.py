"""The level a kind of event suggests by its figures, and what makes it sensitive; a person decides, both are kept."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commandpost.domain.codes import EventClass, Level
from commandpost.domain.errors import RuleBroken
from commandpost.domain.incident import FIGURES, MEASURES
from commandpost.domain.periods import PeriodKind, SpecialPeriod
from commandpost.domain.rules import stem

TOLL = "toll"  # dead and missing together (国务院令493号 §12)
MEASURED: frozenset[str] = frozenset({TOLL, *FIGURES, *MEASURES})
SENSITIVE_TIMES = frozenset({PeriodKind.HOLIDAY, PeriodKind.MEETING, PeriodKind.EVENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelScale:
    """One document's thresholds: quantity → level → the least number; a number itself belongs to its level."""

    id: str
    source: str
    verified: bool
    criteria: Mapping[str, Mapping[Level, int]]
    classes: tuple[EventClass, ...] = ()
    codes: tuple[str, ...] = ()

    def applies_to(self, kind: EventClass | None, code: str) -> bool:
        if self.codes:
            return any(code.startswith(stem(prefix)) for prefix in self.codes)
        return kind in self.classes


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Why a level is suggested: one quantity that reaches one threshold."""

    level: Level
    quantity: str
    value: int
    source: str
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """The highest level of all criteria, with every ground that reaches it."""

    level: Level
    grounds: tuple[Ground, ...]

    @property
    def verified(self) -> bool:
        return any(ground.verified for ground in self.grounds)


def suggest(
    scales: Iterable[LevelScale], kind: EventClass | None, code: str, quantities: Mapping[str, int | None]
) -> Suggestion | None:
    """None: no scale is known for this kind of event, or nothing it measures is known or reached."""
    known = {name: value for name, value in quantities.items() if value is not None}
    if "dead" in known or "missing" in known:
        known[TOLL] = known.get("dead", 0) + known.get("missing", 0)
    grounds = [ground for scale in scales if scale.applies_to(kind, code) for ground in _grounds(scale, known)]
    if not grounds:
        return None
    level = max((ground.level for ground in grounds), key=lambda one: one.rank)
    return Suggestion(level=level, grounds=tuple(ground for ground in grounds if ground.level is level))


def quantities_of(scales: Iterable[LevelScale], kind: EventClass | None, code: str) -> frozenset[str]:
    """What the scales of a kind of event ask for."""
    return frozenset(name for scale in scales if scale.applies_to(kind, code) for name in scale.criteria)


def _grounds(scale: LevelScale, known: Mapping[str, int]) -> Iterable[Ground]:
    for quantity, thresholds in scale.criteria.items():
        value = known.get(quantity)
        reached = [] if value is None else [level for level, least in thresholds.items() if value >= least]
        if value is not None and reached:
            level = max(reached, key=lambda one: one.rank)
            yield Ground(level=level, quantity=quantity, value=value, source=scale.source, verified=scale.verified)


def parse_scales(text: str) -> tuple[LevelScale, ...]:
    """The scales from their TOML text. Raises RuleBroken("scales_invalid", reason=…)."""
    try:
        return tuple(_scale(row) for row in tomllib.loads(text)["scale"])
    except (tomllib.TOMLDecodeError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise RuleBroken("scales_invalid", reason=str(error)) from error


def _scale(row: Mapping[str, object]) -> LevelScale:
    criteria = {name: _thresholds(row[name]) for name in sorted(MEASURED) if name in row}
    if not criteria:
        raise ValueError(f"{row['id']} measures nothing")
    return LevelScale(
        id=str(row["id"]),
        source=str(row["source"]),
        verified=row.get("verified") is True,
        criteria=criteria,
        classes=tuple(EventClass(name) for name in _texts(row.get("classes", []))),
        codes=_texts(row.get("codes", [])),
    )


def _thresholds(told: object) -> dict[Level, int]:
    if not isinstance(told, dict) or not all(type(least) is int for least in told.values()):
        raise TypeError(f"levels with whole numbers are expected, not {told!r}")
    return {Level(level): least for level, least in told.items()}


def _texts(told: object) -> tuple[str, ...]:
    if not isinstance(told, list):
        raise TypeError(f"a list is expected, not {told!r}")
    return tuple(str(one) for one in told)


# ------------------------------------------------------------------------------------------- what is sensitive


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitiveWords:
    """Words of places and people that make an event sensitive; a list the unit keeps (待核定)."""

    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitiveHint:
    """敏感时间 敏感地区 敏感人群: why it may be sensitive."""

    kind: str  # time, place, people
    word: str


def parse_sensitive_words(text: str) -> SensitiveWords:
    """Raises RuleBroken("sensitive_words_invalid", reason=…)."""
    try:
        table = tomllib.loads(text)
        return SensitiveWords(
            places=_texts(table["places"]), people=_texts(table["people"]), verified=table.get("verified") is True
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise RuleBroken("sensitive_words_invalid", reason=str(error)) from error


def sensitive_hints(
    words: SensitiveWords, periods: Iterable[SpecialPeriod], place: str, told: str
) -> tuple[SensitiveHint, ...]:
    """Why an event of today may be sensitive; ``periods`` are those of the day it was received."""
    times = (SensitiveHint(kind="time", word=one.name) for one in periods if one.kind in SENSITIVE_TIMES)
    places = (SensitiveHint(kind="place", word=word) for word in words.places if word in place or word in told)
    people = (SensitiveHint(kind="people", word=word) for word in words.people if word in told)
    return (*times, *places, *people)
