"""Cordons, closed roads and routes: entries of the journal, ended but never deleted, told in the log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from commandpost.app.desk import Desk
from commandpost.app.logbook import LogbookService
from commandpost.app.sketches import SketchService
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.map_layer import GeometryKind
from commandpost.domain.sketch import SketchKind
from commandpost.journal.entry import Draft
from tests.factories import DISTRICT, STREET, memory_desk
from tests.fakes import FakeClock

SQUARE = ((116.40, 39.90), (116.41, 39.90), (116.41, 39.91), (116.40, 39.91))
INCIDENT = RecordId("incident-1")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def desk(clock: FakeClock) -> Desk:
    made = memory_desk(clock=clock)
    made.write(Draft(kind="incident", record=INCIDENT, act="incident.open", set={"title": "墙体坍塌"}))
    return made


@pytest.fixture
def sketches(desk: Desk) -> SketchService:
    return SketchService(desk, LogbookService(desk))


def lines(desk: Desk) -> list[tuple[str, str | None]]:
    return [(item.text, item.incident) for item in LogbookService(desk).items()]


def test_a_cordon_is_in_force_from_the_moment_it_is_drawn_and_stands_in_the_log(
    desk: Desk, sketches: SketchService
) -> None:
    drawn = sketches.draw(SketchKind.CORDON, GeometryKind.AREA, SQUARE, name=" 东侧  路口 ", incident=INCIDENT)

    (cordon,) = sketches.in_force()
    assert (cordon.id, cordon.name, cordon.since, cordon.until) == (drawn, "东侧 路口", desk.now(), None)
    assert lines(desk) == [("划定警戒区：东侧 路口（94.95公顷）", INCIDENT)]
    assert sketches.of_incident(INCIDENT) == (cordon,)


def test_what_is_ended_leaves_the_map_but_not_the_incident(
    desk: Desk, sketches: SketchService, clock: FakeClock
) -> None:
    road = sketches.draw(SketchKind.CLOSURE, GeometryKind.LINE, SQUARE[:2], incident=INCIDENT)
    clock.advance(minutes=40)
    sketches.end(road, "积水排除")

    (kept,) = sketches.of_incident(INCIDENT)
    assert sketches.in_force() == ()
    assert kept.until == desk.now()
    assert lines(desk)[-1] == ("恢复通行，积水排除", INCIDENT)
    assert len(desk.store.history(road)) == 2


def test_an_ended_sketch_may_hold_again(sketches: SketchService, desk: Desk) -> None:
    route = sketches.draw(SketchKind.ROUTE, GeometryKind.LINE, SQUARE[:3], name="向永宁公园")
    sketches.end(route)
    sketches.resume(route)

    assert [one.id for one in sketches.in_force()] == [route]
    assert lines(desk)[-1] == ("恢复疏散路线：向永宁公园", None)


def test_a_new_shape_and_name_keep_the_older_ones_in_the_history(sketches: SketchService, desk: Desk) -> None:
    cordon = sketches.draw(SketchKind.CORDON, GeometryKind.AREA, SQUARE)
    sketches.reshape(cordon, GeometryKind.AREA, SQUARE)
    sketches.reshape(cordon, GeometryKind.AREA, SQUARE[:3])
    sketches.rename(cordon, "外圈")

    known = sketches.sketch(cordon)
    assert (known.name, len(known.geometry["coordinates"][0])) == ("外圈", 4)
    assert [entry.body.act for entry in desk.store.history(cordon)] == [
        "sketch.draw",
        "sketch.reshape",
        "sketch.rename",
    ]
    assert lines(desk)[-1][0] == "调整警戒区（47.48公顷）"


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda service, _: service.end(RecordId("nothing")), "sketch_unknown"),
        (lambda service, _: service.end(INCIDENT), "sketch_unknown"),
        (lambda service, drawn: service.resume(drawn), "sketch_in_force"),
        (lambda service, drawn: service.rename(drawn, "长" * 201), "sketch_name_long"),
        (lambda service, drawn: (service.end(drawn), service.end(drawn)), "sketch_ended"),
        (
            lambda service, _: service.draw(
                SketchKind.MARK, GeometryKind.POINT, SQUARE[:1], incident=RecordId("incident-9")
            ),
            "incident_unknown",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    sketches: SketchService, deed: Callable[[SketchService, RecordId], object], code: str
) -> None:
    drawn = sketches.draw(SketchKind.CORDON, GeometryKind.AREA, SQUARE)
    with pytest.raises(RuleBroken) as caught:
        deed(sketches, drawn)
    assert caught.value.code == code


def test_the_district_draws_for_a_streets_incident_so_that_the_street_sees_it_and_leaves_it_alone(desk: Desk) -> None:
    upper = replace(desk, unit=DISTRICT)
    drawn = SketchService(upper, LogbookService(upper)).draw(
        SketchKind.CORDON, GeometryKind.AREA, SQUARE, incident=INCIDENT
    )
    theirs = desk.store.history(drawn)
    assert [entry.body.to for entry in theirs] == [(STREET,)]


def test_another_units_sketch_is_left_alone(desk: Desk, sketches: SketchService) -> None:
    drawn = sketches.draw(SketchKind.CORDON, GeometryKind.AREA, SQUARE)
    upper = replace(desk, unit=DISTRICT)
    with pytest.raises(RuleBroken) as caught:
        SketchService(upper, LogbookService(upper)).end(drawn)
    assert caught.value.code == "sketch_foreign"
