"""The report of the day against the incidents of the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

import pytest

from commandpost.app.incidents import IncidentService
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.incident import NewIncident
from commandpost.journal.entry import Json
from tests.unit.app.desks import Room

TODAY = date(2026, 7, 19)


@pytest.fixture
def room() -> Room:
    return Room()


def happens(room: Room, title: str = "槐树里墙体开裂") -> RecordId:
    return room.incidents.open(NewIncident(title=title, code="", place="槐树里", received=room.desk.now()))


def test_a_day_with_an_incident_is_no_zero_report_and_the_sentence_names_it(room: Room) -> None:
    happens(room)

    with pytest.raises(RuleBroken) as broken:
        room.daily.send(TODAY, told="  ")
    assert (broken.value.code, broken.value.params["titles"]) == ("daily_not_zero", "槐树里墙体开裂")
    assert not room.daily.rows()
    room.daily.send(TODAY, told="槐树里墙体开裂1起，已围挡")

    assert not room.daily.rows()[0].zero
    assert not room.daily.behind()


def test_an_incident_of_another_day_is_none_of_this_one(room: Room) -> None:
    happens(room)
    room.clock.advance(days=1)

    room.daily.send(date(2026, 7, 20))

    assert room.daily.rows()[0].zero


def test_a_day_reported_before_its_incident_is_reported_anew_and_what_was_told_stays(room: Room) -> None:
    report = room.daily.send(TODAY)
    sent = room.record(report).fields["sent_at"]
    assert not room.daily.behind()
    room.clock.advance(minutes=30)
    happens(room)
    assert room.daily.behind() == (TODAY,)
    with pytest.raises(RuleBroken, match="daily_not_zero"):
        room.daily.send(TODAY)

    assert room.daily.send(TODAY, told="墙体开裂1起") == report

    fields = room.record(report).fields
    (before,) = cast("list[dict[str, Json]]", fields["before"])
    assert (fields["zero"], fields["text"], fields["sent_at"]) == (False, "墙体开裂1起", sent)
    assert (before["zero"], before["text"]) == (True, "")
    assert not room.daily.behind()
    with pytest.raises(RuleBroken, match="daily_already_sent"):
        room.daily.send(TODAY, told="再报一次")
    room.clock.advance(minutes=5)
    happens(room, "路面积水")
    room.daily.send(TODAY, told="墙体开裂1起，积水1处")
    assert room.daily.rows()[0].text == "墙体开裂1起，积水1处"


def test_a_drill_forbids_no_zero_report(room: Room) -> None:
    drilling = IncidentService(replace(room.desk, drill=True), room.rules, room.codes)
    drilling.open(NewIncident(title="演习：墙体开裂", code="", place="槐树里", received=room.desk.now()))

    room.daily.send(TODAY)

    assert room.daily.rows()[0].zero
    assert not room.daily.behind()
