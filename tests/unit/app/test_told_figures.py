"""Which figure the next draft offers: the latest that was told or verified."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from commandpost.app.incidents import NewIncident
from commandpost.app.logbook import LogMode
from commandpost.domain.codes import Level
from commandpost.domain.corrections import Correction
from commandpost.domain.ids import RecordId
from commandpost.domain.rules import Step
from tests.unit.app.desks import START, Room

EXPLAINED = {"injured": Correction(reason="医院核实", verifier="李静")}


@pytest.fixture
def room() -> Room:
    return Room()


def opened(room: Room, **figures: Any) -> RecordId:
    new = NewIncident(title="自建房坍塌", code="12P13", level=Level.LARGER, received=START, **figures)
    incident = room.incidents.open(new)
    room.clock.advance(minutes=5)
    return incident


def told(room: Room, incident: RecordId, injured: int) -> None:
    """A report leaves that tells so many injured."""
    draft = room.reports.draft(incident)
    typed = replace(draft, figures={**draft.figures, "injured": injured}, corrections=EXPLAINED)
    room.reports.send(room.reports.mark_unknown(typed), late_reason="现场通信中断")
    room.clock.advance(minutes=5)


def seen(room: Room, incident: RecordId, text: str) -> None:
    room.logbook.record(text, mode=LogMode.ON_SCENE, incident=incident)
    room.clock.advance(minutes=5)


def offered(room: Room, incident: RecordId) -> int | None:
    return room.reports.draft(incident, Step.FOLLOW_UP).figures["injured"]


def test_the_next_draft_goes_on_with_a_figure_that_reports_corrected_again_and_again(room: Room) -> None:
    incident = opened(room, injured=2)
    for injured in (2, 3, 4):
        told(room, incident, injured)

        assert offered(room, incident) == injured


def test_a_figure_of_the_log_that_reports_corrected_since_is_not_offered_again(room: Room) -> None:
    incident = opened(room)
    seen(room, incident, "现场受伤2人")
    for injured in (2, 3, 4):
        told(room, incident, injured)

        assert offered(room, incident) == injured


def test_a_line_that_came_after_the_last_report_is_offered_whenever_it_happened(room: Room) -> None:
    incident = opened(room)
    seen(room, incident, "现场受伤2人")
    told(room, incident, 3)
    happened = room.clock.now()
    told(room, incident, 4)

    room.logbook.record("现场受伤5人", mode=LogMode.ON_SCENE, incident=incident, happened=happened)

    assert offered(room, incident) == 5


def test_a_lowering_that_was_verified_on_the_incident_is_offered_and_no_higher_figure_of_before(room: Room) -> None:
    incident = opened(room, injured=3)
    for injured in (3, 5):
        told(room, incident, injured)
    room.incidents.revise(incident, {"injured": 4}, "医院反馈", verifier="李静")

    room.incidents.revise(incident, {"injured": 3}, "医院核实", verifier="李静")

    assert offered(room, incident) == 3


def test_a_lowering_that_was_verified_in_a_report_is_offered(room: Room) -> None:
    incident = opened(room, injured=2)
    for injured in (2, 4, 3):
        told(room, incident, injured)

    assert offered(room, incident) == 3


def test_a_draft_of_before_that_leaves_late_does_not_put_an_older_figure_above_a_newer_one(room: Room) -> None:
    incident = opened(room, injured=2)
    draft = room.reports.save(room.reports.draft(incident))
    room.clock.advance(minutes=5)
    room.incidents.revise(incident, {"injured": 3}, "医院反馈", verifier="李静")

    room.reports.send(room.reports.mark_unknown(draft), late_reason="现场通信中断")

    assert offered(room, incident) == 3
