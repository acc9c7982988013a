"""Which incidents may be one and the same: a suggestion with its reasons, never a fact by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from commandpost.domain.coordinates import distance_m
from commandpost.domain.incident import Incident

APART = timedelta(hours=3)  # further apart in time they are two; suggestions only, 待本单位核定 as all four
NEAR_METRES = 300.0
ALIKE = 0.5  # share of common pairs of characters
ENOUGH = 2  # reasons that make a suggestion


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


def likely_same(one: Incident, others: Iterable[Incident]) -> tuple[Likeness, ...]:
    """Incidents that may be the same, the likeliest first; place or title must agree, and time always."""
    found = [Likeness(incident=other, reasons=_reasons(one, other)) for other in others if other.id != one.id]
    kept = [likeness for likeness in found if _is_likely(likeness.reasons) and _same_time(one, likeness.incident)]
    return tuple(sorted(kept, key=lambda likeness: (-len(likeness.reasons), likeness.incident.id)))


def likeness(first: str, second: str) -> float:
    """Dice's coefficient over pairs of neighbouring characters, 0 to 1; spaces and punctuation do not count."""
    one, two = _pairs(first), _pairs(second)
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def _is_likely(reasons: tuple[Reason, ...]) -> bool:
    where = {Reason.NEAR, Reason.SAME_PLACE, Reason.TITLE}
    return len(reasons) >= ENOUGH and not where.isdisjoint(reasons)


def _same_time(one: Incident, other: Incident) -> bool:
    return abs((one.occurred or one.received) - (other.occurred or other.received)) <= APART


def _reasons(one: Incident, other: Incident) -> tuple[Reason, ...]:
    said = (
        (Reason.NEAR, _is_near(one, other)),
        (Reason.SAME_PLACE, likeness(one.place, other.place) >= ALIKE),
        (Reason.SAME_CODE, bool(one.code) and one.code == other.code),
        (Reason.SAME_CLASS, one.event_class is not None and one.event_class is other.event_class),
        (Reason.TITLE, likeness(one.title, other.title) >= ALIKE),
    )
    return tuple(reason for reason, holds in said if holds)


def _is_near(one: Incident, other: Incident) -> bool:
    if one.lonlat is None or other.lonlat is None:
        return False
    return distance_m(one.lonlat, other.lonlat) <= NEAR_METRES


def _pairs(text: str) -> frozenset[str]:
    plain = "".join(char for char in text.lower() if char.isalnum())
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))
