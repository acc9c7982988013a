from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from commandpost.app.desk import Tier
from commandpost.app.duty_setup import DutySetupService
from commandpost.app.figure_history import FigureHistory
from commandpost.app.incidents import NewIncident
from commandpost.domain.codes import Level
from commandpost.domain.coordinates import LonLat
from commandpost.domain.deadlines import DeadlineState
from commandpost.domain.duplicates import DuplicateFigures, Reason
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.omissions import OmissionKind
from commandpost.domain.rules import Step
from tests.unit.app.desks import OTHER_STREET, START, Room

WALL = "槐树里12号院自建房局部坍塌"


@pytest.fixture
def street() -> Room:
    return Room()


@pytest.fixture
def neighbour(street: Room) -> Room:
    room = Room(journal=street.journal, clock=street.clock, unit=OTHER_STREET)
    room.sign_in(PersonId("staff-zhouhang"), "周航")
    return room


@pytest.fixture
def district(street: Room) -> Room:
    room = Room(tier=Tier.DISTRICT, journal=street.journal, clock=street.clock)
    room.sign_in(PersonId("staff-zhaoqiang"), "赵强")
    return room


def report_of(room: Room, title: str = WALL, place: LonLat | None = None, **told: object) -> RecordId:
    new = NewIncident(title=title, code="12P13", lonlat=place, received=room.clock.now(), **told)  # type: ignore[arg-type]  # told by each test
    return room.reports.send(room.reports.draft(room.incidents.open(new)))


def own_incident(room: Room, title: str = WALL, **told: object) -> RecordId:
    new = NewIncident(title=title, code="12P13", received=room.clock.now(), **told)  # type: ignore[arg-type]  # told by each test
    return room.incidents.open(new)


def test_two_streets_report_one_collapse_and_the_second_is_suggested_and_joined(
    street: Room, neighbour: Room, district: Room
) -> None:
    first = report_of(street, place=LonLat(116.4127, 39.9052), dead=0)
    second = report_of(neighbour, "槐树里自建房坍塌", place=LonLat(116.4130, 39.9053), injured=2)
    raised = district.raising.raise_report(first)

    (likely,) = district.raising.suggestions(second)
    assert likely.incident.id == raised
    assert {Reason.NEAR, Reason.SAME_CODE} <= set(likely.reasons)
    district.raising.join(second, raised)

    assert district.raising.reports_of(raised) == (first, second)
    assert {item.raised for item in district.inbox.incoming()} == {raised}
    assert district.raising.proposed(second).injured == 2


def test_a_follow_up_belongs_to_the_incident_its_first_report_was_raised_to(street: Room, district: Room) -> None:
    report = report_of(street)
    raised = district.raising.raise_report(report)
    later = street.reports.send(street.reports.draft(street.reports.rows()[0].incident, Step.FOLLOW_UP))

    assert district.raising.reports_of(raised) == (report, later)
    with pytest.raises(RuleBroken, match="already_raised"):
        district.raising.raise_report(later)


def test_what_was_joined_by_mistake_is_taken_apart_with_a_reason(street: Room, district: Room) -> None:
    report = report_of(street)
    wrong = district.raising.raise_report(report)
    with pytest.raises(RuleBroken, match="reason_missing"):
        district.raising.take_apart(report, "")

    district.raising.take_apart(report, "两处不同")

    assert district.raising.reports_of(wrong) == ()
    assert district.inbox.incoming()[0].raised is None
    with pytest.raises(RuleBroken, match="report_unknown"):
        district.raising.take_apart(report, "再")
    assert district.raising.raise_report(report) != wrong


def test_a_report_is_raised_once_and_only_in_the_upper_room(street: Room, district: Room) -> None:
    report = report_of(street)
    raised = district.raising.raise_report(report)
    for again in (lambda: district.raising.raise_report(report), lambda: district.raising.join(report, raised)):
        with pytest.raises(RuleBroken, match="already_raised"):
            again()
    with pytest.raises(RuleBroken, match="report_unknown"):
        street.raising.raise_report(report)
    other = report_of(street, "别处")
    with pytest.raises(RuleBroken, match="not_of_this_room"):
        district.raising.join(other, street.reports.rows()[0].incident)
    with pytest.raises(RuleBroken, match="incident_unknown"):
        district.raising.join(other, RecordId("incident-none"))


def test_merging_keeps_everything_and_takes_the_graver_level(street: Room, neighbour: Room, district: Room) -> None:
    first, second = report_of(street), report_of(neighbour, "槐树里自建房坍塌")
    kept = district.raising.raise_report(first)
    street.clock.advance(minutes=5)
    new = NewIncident(
        title="槐树里自建房坍塌",
        code="12P13",
        level=Level.MAJOR,
        received=street.clock.now(),
        sensitive=True,
        sensitive_reason="临近考点",
    )
    gone = district.raising.raise_report(second, new)
    assert [one.incident.id for one in district.merging.duplicates(kept)] == [gone]
    setups = DutySetupService(district.desk)
    setups.keep(replace(setups.setup(), duplicates=DuplicateFigures(apart_minutes=4)))
    assert district.merging.duplicates(kept) == ()
    setups.keep(replace(setups.setup(), duplicates=DuplicateFigures()))

    district.merging.merge(gone, kept, "同一起坍塌")

    row = district.incidents.row(kept)
    assert (row.level, row.sensitive, row.sensitive_reason) == (Level.MAJOR, True, "临近考点")
    assert gone not in {one.id for one in district.incidents.open_rows()}
    assert district.raising.reports_of(kept) == (first, second) == district.raising.reports_of(gone)
    assert {item.raised for item in district.inbox.incoming()} == {kept}
    told = {event.record for event in district.timeline.of(kept)}
    assert {first, second, gone, kept} <= told
    assert district.incidents.row(gone).title == "槐树里自建房坍塌"
    assert district.merging.duplicates(kept) == ()


def test_a_merge_is_undone(district: Room) -> None:
    kept = own_incident(district)
    gone = own_incident(district)
    district.merging.merge(gone, kept, "重复")

    district.merging.split(gone, "两处院子")

    assert {row.id for row in district.incidents.open_rows()} == {kept, gone}
    assert district.raising.reports_of(gone) == ()
    with pytest.raises(RuleBroken, match="not_merged"):
        district.merging.split(gone, "再")
    district.merging.merge(gone, kept, "重复")
    with pytest.raises(RuleBroken, match="reason_missing"):
        district.merging.split(gone, " ")


def test_the_later_incident_goes_into_the_earlier_one_and_not_into_itself(street: Room, district: Room) -> None:
    earlier = own_incident(district)
    district.clock.advance(minutes=1)
    later = own_incident(district)
    with pytest.raises(RuleBroken, match="merge_into_earlier"):
        district.merging.merge(earlier, later, "重复")
    with pytest.raises(RuleBroken, match="merge_with_itself"):
        district.merging.merge(later, later, "重复")
    with pytest.raises(RuleBroken, match="reason_missing"):
        district.merging.merge(later, earlier, "")
    district.merging.merge(later, earlier, "重复")
    with pytest.raises(RuleBroken, match="merge_with_itself"):
        district.merging.merge(earlier, later, "重复")
    theirs = own_incident(street)
    with pytest.raises(RuleBroken, match="not_of_this_room"):
        district.merging.merge(theirs, earlier, "重复")


def test_what_is_far_off_in_place_or_time_is_not_suggested(street: Room, district: Room) -> None:
    far = own_incident(district, "别处路灯倒伏", lonlat=LonLat(116.5, 39.99))
    assert district.incidents.known(far).lonlat is not None
    near = own_incident(district, lonlat=LonLat(116.4127, 39.9052), occurred=START - timedelta(minutes=5))
    report = report_of(street, place=LonLat(116.4127, 39.9052))
    assert [one.incident.id for one in district.raising.suggestions(report)] == [near]

    street.clock.advance(hours=4)

    late = report_of(street, place=LonLat(116.4127, 39.9052))
    assert district.raising.suggestions(late) == ()


def test_an_occurrence_told_later_than_the_receipt_is_left_open(street: Room, district: Room) -> None:
    incident = own_incident(street, occurred=START - timedelta(minutes=3), place="槐树里12号院", sensitive=True)
    report = street.reports.send(street.reports.draft(incident))
    new = district.raising.proposed(report)

    assert (new.occurred, new.place, new.sensitive) == (START - timedelta(minutes=3), "槐树里12号院", True)


def test_what_is_overdue_is_reported_before_a_merge(street: Room) -> None:
    kept, gone = own_incident(street), own_incident(street)
    street.clock.advance(hours=30)
    now, owed = street.clock.now(), street.incidents.row(gone).deadlines
    assert any(one.state(now) is DeadlineState.OVERDUE for one in owed)

    with pytest.raises(RuleBroken, match="merge_owes"):
        street.merging.merge(gone, kept, "重复")
    assert gone in {one.id for one in street.incidents.open_rows()}


def test_a_preview_tells_what_a_merge_keeps_takes_over_and_ends(street: Room) -> None:
    kept = own_incident(street)
    street.clock.advance(minutes=3)
    gone = own_incident(street, level=Level.MAJOR)
    street.logbook.record("现场报：被困2人", incident=gone)

    seen = street.merging.preview(kept, gone)

    assert (seen.kept.id, seen.gone.id, seen.level, seen.lines, seen.reports) == (kept, gone, Level.MAJOR, 1, 0)
    assert seen.overdue == ()
    assert seen.ends
    assert street.merging.alike() == {kept, gone}
    assert [row.id for row in street.merging.others(kept)] == [gone]


def test_what_the_log_told_about_a_merged_incident_is_drafted_compared_and_remembered(street: Room) -> None:
    kept = own_incident(street)
    street.clock.advance(minutes=3)
    gone = own_incident(street)
    street.logbook.record("现场报：被困2人", incident=gone)
    street.merging.merge(gone, kept, "同一起坍塌")

    draft = street.reports.draft(kept)
    assert draft.figures["trapped"] == 2
    assert [one.value for one in FigureHistory(street.desk).of(kept, "trapped")] == [2]
    street.reports.send(replace(draft, figures={**draft.figures, "trapped": None}))
    kinds = {one.kind for one in street.reconciliation.omissions()}
    assert OmissionKind.FIGURE_UNTOLD in kinds
    assert [row.id for row in street.merging.merged(kept)] == [gone]

    street.merging.split(gone, "两处院子")

    assert street.merging.merged(kept) == ()
