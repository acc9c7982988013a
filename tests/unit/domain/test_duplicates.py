from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from commandpost.domain.codes import EventClass
from commandpost.domain.coordinates import LonLat
from commandpost.domain.duplicates import DuplicateFigures, Reason, alike_among, likely_same, likeness
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.incident import Incident

AT = datetime(2026, 7, 18, 18, 24, tzinfo=UTC)


def incident(record: str, title: str = "自建房坍塌", **told: object) -> Incident:
    values = {"received": AT, "code": "12P13"} | told
    return Incident(id=RecordId(record), unit=UnitCode("110199"), title=title, **values)  # type: ignore[arg-type]  # told by each test


def test_alike_in_title_and_kind_is_suggested_with_its_reasons() -> None:
    (found,) = likely_same(incident("a"), [incident("b", "自建房局部坍塌"), incident("c", "水管爆裂", code="12P12")])

    assert (found.incident.id, found.reasons) == ("b", (Reason.SAME_CODE, Reason.TITLE))


def test_the_same_kind_alone_is_no_reason() -> None:
    others = [incident("b", "北路树倒", event_class=EventClass.NATURAL)]

    assert likely_same(incident("a", event_class=EventClass.NATURAL), others) == ()


def test_the_units_own_figures_decide_what_is_near_in_place_time_and_words() -> None:
    one = incident("a", lonlat=LonLat(116.4, 39.9))
    near = incident("b", "别处", lonlat=LonLat(116.402, 39.9), received=AT + timedelta(hours=2))  # 170 m
    titled = incident("c", "自建房局部坍塌")

    assert [found.incident.id for found in likely_same(one, [near, titled])] == ["b", "c"]
    assert likely_same(one, [near], DuplicateFigures(near_metres=100)) == ()
    assert likely_same(one, [near], DuplicateFigures(apart_minutes=119)) == ()
    assert likely_same(one, [titled], DuplicateFigures(alike_percent=90)) == ()


def test_more_reasons_come_first_and_nothing_is_like_itself() -> None:
    one = incident("a", lonlat=LonLat(116.4, 39.9), place="槐树里12号院")
    plain, near = incident("b"), incident("c", lonlat=LonLat(116.401, 39.9), place="槐树里12号院门前")

    assert [found.incident.id for found in likely_same(one, [one, plain, near])] == ["c", "b"]


def test_three_hours_apart_they_are_two() -> None:
    later = incident("b", received=AT + timedelta(hours=3, seconds=1))

    assert likely_same(incident("a"), [later]) == ()
    assert likely_same(incident("a"), [incident("b", received=later.received, occurred=AT)]) != ()


@given(st.text(), st.text())
def test_likeness_is_symmetric_and_between_none_and_all(one: str, two: str) -> None:
    assert likeness(one, two) == likeness(two, one)
    assert 0.0 <= likeness(one, two) <= 1.0


def test_punctuation_and_spaces_do_not_count() -> None:
    assert likeness("槐树里 12 号院。", "槐树里12号院") == 1.0
    assert likeness("", "") == 0.0


TOLD = st.sampled_from(["自建房坍塌", "自建房局部坍塌", "水管爆裂", "北路树倒", ""])


@given(st.lists(st.tuples(TOLD, TOLD, st.integers(0, 500), st.sampled_from(["12P13", "11A02"])), max_size=6))
def test_among_many_those_are_alike_for_which_another_is_suggested(told: list[tuple[str, str, int, str]]) -> None:
    many = [
        incident(str(at), title, place=place, code=code, received=AT + timedelta(minutes=minutes))
        for at, (title, place, minutes, code) in enumerate(told)
    ]

    assert alike_among(many) == {one.id for one in many if likely_same(one, many)}


def test_two_far_apart_are_not_near_whatever_the_latitude() -> None:
    one, north = incident("a", lonlat=LonLat(116.4, 39.9)), incident("b", "别处", lonlat=LonLat(116.4, 40.0))

    assert alike_among([one, north]) == frozenset()
