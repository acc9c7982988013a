"""The level the figures suggest and what hints at sensitivity; the person decides, the journal keeps both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from commandpost.app.rulebook import class_of
from commandpost.domain.codes import CodeBook, EventClass
from commandpost.domain.incident import NewIncident
from commandpost.domain.levels import (
    LevelScale,
    SensitiveHint,
    SensitiveWords,
    Suggestion,
    quantities_of,
    sensitive_hints,
    suggest,
)
from commandpost.domain.local_time import local_day
from commandpost.domain.periods import SpecialPeriod
from commandpost.journal.entry import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """The thresholds and words in force; without any nothing is suggested."""

    scales: Sequence[LevelScale] = ()
    words: SensitiveWords = field(default_factory=SensitiveWords)
    codes: CodeBook = field(default_factory=CodeBook)

    def suggestion(self, code: str, quantities: Mapping[str, int | None]) -> Suggestion | None:
        """The highest level of all criteria of a kind of event."""
        return suggest(self.scales, self._class(code), code, quantities)

    def asks_for(self, code: str) -> frozenset[str]:
        """The quantities the scales of a kind measure."""
        return quantities_of(self.scales, self._class(code), code)

    def hints(self, new: NewIncident, periods: Sequence[SpecialPeriod]) -> tuple[SensitiveHint, ...]:
        """Why it may be sensitive: the time, the place, the people."""
        today = [period for period in periods if period.holds(local_day(new.received))]
        return sensitive_hints(self.words, today, new.place, new.title)

    def _class(self, code: str) -> EventClass | None:
        return self.codes.event_class(code) or class_of(code)


def suggestion_fields(suggestion: Suggestion | None) -> dict[str, Json]:
    """What an incident keeps of it."""
    if suggestion is None:
        return {"suggested_level": None, "suggested_by": []}
    grounds: list[Json] = [
        {"quantity": ground.quantity, "value": ground.value, "source": ground.source, "verified": ground.verified}
        for ground in suggestion.grounds
    ]
    return {"suggested_level": str(suggestion.level), "suggested_by": grounds}
