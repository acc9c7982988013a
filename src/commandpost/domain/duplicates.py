"""Which incidents may be one and the same: a suggestion with its reasons, never a fact by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from commandpost.domain.coordinates import distance_m
from commandpost.domain.incident import Incident

ENOUGH = 2  # reasons that make a suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateFigures:
    """From when two incidents are suggested as one; the unit's own (待本单位核定)."""

    near_metres: int = 300
    apart_minutes: int = 180  # further apart in time they are two
    alike_percent: int = 50  # share of common pairs of characters in title or place
    back_hours: int = 48  # older incidents are not suggested


DEFAULT_FIGURES = DuplicateFigures()


class Reason(StrEnum):
    """Why two incidents look alike."""

    NEAR = "near"
    SAME_PLACE = "same_place"
    SAME_CODE = "same_code"
    SAME_CLASS = "same_class"
    TITLE = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """One suggestion; the more reasons, the likelier."""

    incident: Incident
    reasons: tuple[Reason, ...]


def likely_same(
    one: Incident, others: Iterable[Incident], figures: DuplicateFigures = DEFAULT_FIGURES
) -> tuple[Likeness, ...]:
    """Incidents that may be the same, the likeliest first; place or title must agree, and time always."""
    near = [other for other in others if other.id != one.id and _same_time(one, other, figures)]
    found = [Likeness(incident=other, reasons=_reasons(one, other, figures)) for other in near]
    kept = [likeness for likeness in found if _is_likely(likeness.reasons)]
    return tuple(sorted(kept, key=lambda likeness: (-len(likeness.reasons), likeness.incident.id)))


def likeness(first: str, second: str) -> float:
    """Dice's coefficient over pairs of neighbouring characters, 0 to 1; spaces and punctuation do not count."""
    one, two = _pairs(first), _pairs(second)
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def _is_likely(reasons: tuple[Reason, ...]) -> bool:
    where = {Reason.NEAR, Reason.SAME_PLACE, Reason.TITLE}
    return len(reasons) >= ENOUGH and not where.isdisjoint(reasons)


def _same_time(one: Incident, other: Incident, figures: DuplicateFigures) -> bool:
    apart = abs((one.occurred or one.received) - (other.occurred or other.received))
    return apart <= timedelta(minutes=figures.apart_minutes)


def _reasons(one: Incident, other: Incident, figures: DuplicateFigures) -> tuple[Reason, ...]:
    alike = figures.alike_percent / 100
    said = (
        (Reason.NEAR, _is_near(one, other, figures.near_metres)),
        (Reason.SAME_PLACE, likeness(one.place, other.place) >= alike),
        (Reason.SAME_CODE, bool(one.code) and one.code == other.code),
        (Reason.SAME_CLASS, one.event_class is not None and one.event_class is other.event_class),
        (Reason.TITLE, likeness(one.title, other.title) >= alike),
    )
    return tuple(reason for reason, holds in said if holds)


def _is_near(one: Incident, other: Incident, metres: int) -> bool:
    if one.lonlat is None or other.lonlat is None:
        return False
    return distance_m(one.lonlat, other.lonlat) <= metres


def _pairs(text: str) -> frozenset[str]:
    plain = "".join(char for char in text.lower() if char.isalnum())
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))
