from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from commandpost.app.figure_history import FigureHistory, ToldFigure
from commandpost.app.incidents import NewIncident
from commandpost.app.logbook import LogMode
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


def test_what_the_log_tells_stands_among_the_values_with_its_hour_and_its_writer() -> None:
    room = Room()
    incident = opened(room)
    room.clock.advance(minutes=4)
    line = room.logbook.record("现场报：受伤4人，被困1人", mode=LogMode.ON_SCENE, incident=incident)
    room.clock.advance(minutes=1)
    room.logbook.correct(line, "现场报：受伤5人，被困1人", "核对后更正")

    newest, older, first = FigureHistory(room.desk).of(incident, "injured")

    assert (newest.value, newest.log, newest.person, newest.reason) == (5, LogMode.ON_SCENE, "李静", "核对后更正")
    assert (older.value, older.log, older.at) == (4, LogMode.ON_SCENE, START + timedelta(minutes=4))
    assert older.number
    assert (first.value, first.log) == (2, None)
    assert [one.value for one in FigureHistory(room.desk).of(incident, "trapped")] == [1, 1]


def test_the_paper_names_source_hour_and_person_of_each_figure() -> None:
    room = Room()
    incident = opened(room)
    room.clock.advance(minutes=4)
    room.logbook.record("现场报：被困1人", mode=LogMode.ON_SCENE, incident=incident)
    draft = room.reports.draft(incident)
    draft = replace(draft, figures={**draft.figures, "missing": 1})

    (told,) = [one.text for one in room.reports.paper(draft).paragraphs if one.heading == "sources"]

    assert "受伤2人据居民来电，7月19日2时24分（李静）" in told
    assert "被困1人据7月19日2时28分现场记录（李静）" in told
    assert "失踪1人本次填报（李静）" in told


def test_a_report_without_any_figure_names_no_source() -> None:
    room = Room()
    bare = room.incidents.open(NewIncident(title="积水", code="11A02", received=START))

    assert all(one.heading != "sources" for one in room.reports.paper(room.reports.draft(bare)).paragraphs)
