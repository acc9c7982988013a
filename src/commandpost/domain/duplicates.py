"""Which incidents may be one and the same: a suggestion with its reasons, never a fact by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice

from commandpost.domain.coordinates import distance_m
from commandpost.domain.ids import RecordId
from commandpost.domain.incident import Incident

LATITUDE_M = 110_000  # less than any degree of latitude
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


def alike_among(incidents: Iterable[Incident], figures: DuplicateFigures = DEFAULT_FIGURES) -> frozenset[RecordId]:
    """Those for which ``likely_same`` names any of the others; asks no more of two than whether they are alike."""
    faces = sorted(map(_face, incidents), key=lambda face: face.at)
    apart, found = timedelta(minutes=figures.apart_minutes), set[RecordId]()
    for at, one in enumerate(faces):
        for other in islice(faces, at + 1, None):
            if other.at - one.at > apart:
                break
            if not {one.incident.id, other.incident.id} <= found and _is_likely(_reasons(one, other, figures)):
                found |= {one.incident.id, other.incident.id}
    return frozenset(found)


def likely_same(
    one: Incident, others: Iterable[Incident], figures: DuplicateFigures = DEFAULT_FIGURES
) -> tuple[Likeness, ...]:
    """Incidents that may be the same, the likeliest first; place or title must agree, and time always."""
    near = [other for other in others if other.id != one.id and _same_time(one, other, figures)]
    face = _face(one)
    found = [Likeness(incident=other, reasons=_reasons(face, _face(other), figures)) for other in near]
    kept = [likeness for likeness in found if _is_likely(likeness.reasons)]
    return tuple(sorted(kept, key=lambda likeness: (-len(likeness.reasons), likeness.incident.id)))


def likeness(first: str, second: str) -> float:
    """Dice's coefficient over pairs of neighbouring characters, 0 to 1; spaces and punctuation do not count."""
    return _shared(_pairs(first), _pairs(second))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Face:
    """What two incidents are compared by, put together once for each."""

    incident: Incident
    at: datetime
    place: frozenset[str]
    title: frozenset[str]


def _face(one: Incident) -> _Face:
    return _Face(incident=one, at=_moment(one), place=_pairs(one.place), title=_pairs(one.title))


def _shared(one: frozenset[str], two: frozenset[str]) -> float:
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def _is_likely(reasons: tuple[Reason, ...]) -> bool:
    where = {Reason.NEAR, Reason.SAME_PLACE, Reason.TITLE}
    return len(reasons) >= ENOUGH and not where.isdisjoint(reasons)


def _same_time(one: Incident, other: Incident, figures: DuplicateFigures) -> bool:
    return abs(_moment(one) - _moment(other)) <= timedelta(minutes=figures.apart_minutes)


def _moment(one: Incident) -> datetime:
    return one.occurred or one.received


def _reasons(first: _Face, second: _Face, figures: DuplicateFigures) -> tuple[Reason, ...]:
    one, other, alike = first.incident, second.incident, figures.alike_percent / 100
    said = (
        (Reason.NEAR, _is_near(one, other, figures.near_metres)),
        (Reason.SAME_PLACE, _shared(first.place, second.place) >= alike),
        (Reason.SAME_CODE, bool(one.code) and one.code == other.code),
        (Reason.SAME_CLASS, one.event_class is not None and one.event_class is other.event_class),
        (Reason.TITLE, _shared(first.title, second.title) >= alike),
    )
    return tuple(reason for reason, holds in said if holds)


def _is_near(one: Incident, other: Incident, metres: int) -> bool:
    if one.lonlat is None or other.lonlat is None:
        return False
    if abs(one.lonlat.lat - other.lonlat.lat) * LATITUDE_M > metres:
        return False  # most are, and measuring is dear
    return distance_m(one.lonlat, other.lonlat) <= metres


def _pairs(text: str) -> frozenset[str]:
    plain = "".join(char for char in text.lower() if char.isalnum())
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))
