from __future__ import annotations

from datetime import timedelta

from commandpost.app.figure_history import FigureHistory, ToldFigure
from commandpost.app.incidents import NewIncident
from commandpost.domain.ids import RecordId
from commandpost.domain.rules import Step
from tests.unit.app.desks import START, Room


def opened(room: Room) -> RecordId:
    told = NewIncident(title="倒塌", code="12P13", received=START, source="居民来电", injured=2, burnt_area=1)
    return room.incidents.open(told)


def test_every_value_stands_with_its_source_time_person_reason_and_verifier() -> None:
    room = Room()
    incident = opened(room)
    room.clock.advance(minutes=5)
    room.incidents.revise(incident, {"injured": 3}, "120复核", source="120", verifier="王某")

    assert FigureHistory(room.desk).of(incident, "injured") == (
        ToldFigure(
            figure="injured",
            value=3,
            at=START + timedelta(minutes=5),
            source="120",
            person="李静",
            reason="120复核",
            verifier="王某",
        ),
        ToldFigure(figure="injured", value=2, at=START, source="居民来电", person="李静"),
    )


def test_a_figure_nobody_told_has_no_history_and_one_said_to_be_unknown_has() -> None:
    room = Room()
    incident = opened(room)
    room.clock.advance(minutes=1)
    room.incidents.revise(incident, {"injured": None}, "重新清点", verifier="王某")
    history = FigureHistory(room.desk)

    assert history.of(incident, "dead") == ()
    assert [one.value for one in history.of(incident, "injured")] == [None, 2]
    assert {one.figure for one in history.of(incident)} == {"injured", "burnt_area"}


def test_what_a_report_told_stands_among_the_values_and_a_draft_does_not() -> None:
    room = Room()
    incident = opened(room)
    room.clock.advance(minutes=2)
    draft = room.reports.draft(incident, Step.INITIAL)
    room.reports.send(draft)
    room.clock.advance(minutes=2)
    room.reports.save(room.reports.draft(incident, Step.FOLLOW_UP))

    newest, first = FigureHistory(room.desk).of(incident, "injured")

    assert (newest.value, newest.report, newest.person) == (2, draft.title, "李静")
    assert (first.report, first.at) == ("", START)


def test_a_telephone_report_names_who_wrote_it_down() -> None:
    room = Room()
    incident = opened(room)
    room.clock.advance(minutes=1)
    room.reports.phone_report(incident, to="区总值班室", taken_by="赵某", summary="二人受伤")

    assert FigureHistory(room.desk).of(incident, "injured")[0].person == "李静"
