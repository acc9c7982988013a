"""People of one name told apart: 王伟（综合办） and 王伟（城管科）, on lists, in files, and read back from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from commandpost.app.people import StaffView
from commandpost.domain.ids import PersonId

TAIL = 4  # figures of a telephone that are shown


def told_apart(staff: Sequence[StaffView]) -> dict[PersonId, str]:
    """Each person's name; of namesakes with the department, the post, the end of the telephone, or a number."""
    by_name: dict[str, list[StaffView]] = {}
    for one in staff:
        by_name.setdefault(one.name, []).append(one)
    return {person: words for name, bearers in by_name.items() for person, words in _words(name, bearers)}


def known_names(staff: Sequence[StaffView]) -> dict[str, list[str]]:
    """Every way a person may be written → the ids of all who may be meant."""
    known: dict[str, list[str]] = {}
    for one in staff:
        known.setdefault(one.name, []).append(one.id)
    for person, words in told_apart(staff).items():
        known.setdefault(words, [person])
    return known


def _words(name: str, bearers: Sequence[StaffView]) -> Iterable[tuple[PersonId, str]]:
    if len(bearers) == 1:
        return ((bearers[0].id, name),)
    numbers = {one.id: str(number) for number, one in enumerate(sorted(bearers, key=lambda one: one.id), start=1)}
    ways: tuple[Callable[[StaffView], str], ...] = (
        lambda one: one.department,
        lambda one: one.title,
        lambda one: one.phone_masked[-TAIL:],
        lambda one: numbers[one.id],
    )
    way = next(way for way in ways if all(way(one) for one in bearers) and _all_differ(map(way, bearers)))
    return ((one.id, f"{name}（{way(one)}）") for one in bearers)


def _all_differ(words: Iterable[str]) -> bool:
    return max(Counter(words).values()) == 1
