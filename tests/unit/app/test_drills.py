"""An exercise in a room on duty: no count of real duty holds anything of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from commandpost.app.duty import DutyService
from commandpost.app.handover import HandoverService
from commandpost.app.incidents import IncidentService, NewIncident
from commandpost.app.logbook import LogbookService, LogMode
from commandpost.app.office import OfficeService
from commandpost.app.people import PeopleService
from commandpost.app.rulebook import RuleService
from commandpost.app.statistics import StatisticsService
from commandpost.bootstrap.shipped import code_book, rule_packs
from commandpost.domain.codes import Level
from commandpost.domain.ids import RecordId
from commandpost.domain.official import PaperKind
from commandpost.domain.tally import Period, Tally, whole_span
from commandpost.journal.entry import Draft
from tests.fakes import QuickPinHasher
from tests.unit.app.desks import Room as SharedRoom
from tests.unit.app.rooms import QuietPress, Room
from tests.unit.app.test_handover import night

TODAY = whole_span(Period.DAY, date(2026, 7, 19))


@pytest.fixture
def room() -> Room:
    return night()


def exercise(room: Room) -> RecordId:
    """A call, an incident and a line of no incident, written at a desk in an exercise."""
    drilling = replace(room.desk, drill=True)
    logbook = LogbookService(drilling)
    call = logbook.record("接演练指令：墙体开裂", mode=LogMode.CALL_IN)
    logbook.record("演练用车已到", mode=LogMode.CALL_OUT)
    incident = IncidentService(drilling, RuleService(drilling, rule_packs()), code_book()).open(
        NewIncident(title="墙体开裂", code="12P13", level=Level.LARGER, place="槐树里", received=room.desk.now())
    )
    logbook.correct(call, "接演练指令：墙体开裂两处", reason="补充")
    return incident


def tallied(room: Room) -> Tally:
    return StatisticsService(room.desk).tally(TODAY)


def test_statistics_count_no_line_and_no_alarm_of_an_exercise(room: Room) -> None:
    incident = exercise(room)
    room.logbook.record("演练：现场警戒", mode=LogMode.ON_SCENE, incident=incident)  # of a desk that is on duty
    at = room.desk.now().isoformat()
    alarm = {"at": at, "red_since": at, "incident": incident}
    room.desk.write(Draft(kind="alarm", record=RecordId("alarm-1"), act="alarm.raise", set=dict(alarm)))

    assert tallied(room) == Tally(drills=1)

    room.logbook.record("树倒了", mode=LogMode.CALL_IN)
    assert tallied(room) == Tally(drills=1, log_lines=1, calls_in=1, undecided=1)


def test_a_handover_sheet_counts_nothing_of_an_exercise_and_marks_its_incident(room: Room) -> None:
    exercise(room)
    room.clock.advance(minutes=1)

    paper = room.handover.preview()

    assert (paper.figures.calls_in, paper.figures.calls_out, paper.figures.incidents) == (0, 0, 0)
    assert (paper.figures.owed, paper.figures.late, paper.figures.follow_ups_due) == (0, 0, 0)
    assert paper.zero_report
    assert [line.title for line in paper.incidents] == ["演练·墙体开裂"]


def test_what_an_exercise_left_out_is_no_omission_on_the_sheet_of_real_duty() -> None:
    real = SharedRoom()
    drilling = SharedRoom(journal=real.journal, clock=real.clock, drill=True)
    for title, desk in (("墙体开裂", drilling), ("积水", real)):
        desk.incidents.open(NewIncident(title=title, code="12P13", level=Level.LARGER, received=real.clock.now()))
    people = PeopleService(real.desk, QuickPinHasher())
    handover = HandoverService(
        real.desk,
        DutyService(real.desk, people),
        real.incidents,
        real.reports,
        real.inbox,
        real.logbook,
        QuietPress(),
        people,
        reconciliation=real.reconciliation,
    )

    left_out = " ".join(line.text for line in handover.preview().undone)

    assert "积水" in left_out
    assert "墙体开裂" not in left_out


def test_a_shift_changes_while_an_exercise_goes_on(room: Room) -> None:
    exercise(room)
    room.clock.advance(minutes=1)

    assert room.handover.in_hand() == ""


def test_the_summary_of_the_day_counts_no_call_of_an_exercise_and_that_of_an_exercise_no_real_one(room: Room) -> None:
    exercise(room)
    room.logbook.record("树倒了", mode=LogMode.CALL_IN)
    day = date(2026, 7, 18)

    real, drilled = (
        office.paper(office.issue(PaperKind.DAILY_SUMMARY, day))
        for office in (
            OfficeService(replace(room.desk, drill=drill), room.duty, room.press, room.people.check_pin)
            for drill in (False, True)
        )
    )

    assert "接听来电1次，拨出0次" in str(real)
    assert "接听来电1次，拨出1次" in str(drilled)
