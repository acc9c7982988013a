from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from commandpost.app.desk import PersonRole, Tier
from commandpost.app.incidents import NewIncident
from commandpost.app.logbook import LogMode
from commandpost.domain.codes import EventClass, Level
from commandpost.domain.coordinates import Datum, LonLat
from commandpost.domain.deadlines import DeadlineState
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.incident import IncidentStatus
from commandpost.domain.map_links import MapService
from commandpost.domain.pasted_place import ToldPlace
from commandpost.domain.rules import Step
from commandpost.journal.entry import Draft
from commandpost.journal.fold import Record
from tests.unit.app.desks import LEADER, SIGNED, START, Room, choose

HOME = LonLat(lon=116.41, lat=39.905)


@pytest.fixture
def room() -> Room:
    return Room()


def new(**told: Any) -> NewIncident:
    known: dict[str, Any] = {
        "title": "槐树里12号院自建房局部坍塌",
        "code": "12P13",
        "level": Level.LARGER,
        "place": "槐树里12号院",
        "lonlat": HOME,
        "occurred": START - timedelta(minutes=4),
        "received": START,
        "source": "居民来电",
        "contact": "陈建国",
        "contact_phone": "13900000218",
    }
    return NewIncident(**{**known, **told})


def test_an_incident_is_opened_from_a_call_which_is_thereby_decided(room: Room) -> None:
    call = room.logbook.record("房子塌了", mode=LogMode.CALL_IN)
    incident = room.incidents.open(new(), call)
    row = room.incidents.row(incident)

    assert room.logbook.undecided() == ()
    assert room.logbook.items(incident=incident)[0].incident_title == row.title
    assert (row.number, row.code_name, row.event_class) == ("S1-20260719-0001", "建筑垮塌", EventClass.ACCIDENT)
    assert (row.status, row.level, row.lonlat, row.radius) == (IncidentStatus.OPEN, Level.LARGER, HOME, 500.0)
    assert room.incidents.contact(incident) == ("陈建国", "13900000218")
    assert "contact_phone" not in room.record(incident).fields


def test_a_note_may_become_an_incident_too(room: Room) -> None:
    note = room.logbook.record("巡查发现坍塌")
    incident = room.incidents.open(new(), note)

    assert [item.id for item in room.logbook.items(incident=incident)] == [note]


def test_what_cannot_be_is_refused_and_nothing_is_written(room: Room) -> None:
    with pytest.raises(RuleBroken, match="occurred_after_received"):
        room.incidents.open(new(occurred=START + timedelta(minutes=1)))
    assert room.incidents.all_rows() == ()


def test_a_place_outside_beijing_is_a_warning_and_no_refusal(room: Room) -> None:
    far = new(lonlat=LonLat(lon=121.47, lat=31.23))

    assert "place_outside_beijing" in room.incidents.warnings(far)
    assert room.incidents.row(room.incidents.open(far)).lonlat == far.lonlat


def test_the_grid_follows_from_the_place(room: Room) -> None:
    ring = [[116.40, 39.90], [116.42, 39.90], [116.42, 39.91], [116.40, 39.91], [116.40, 39.90]]
    geometry: Any = {"type": "Polygon", "coordinates": [ring]}
    grid = Draft(kind="grid", record=RecordId("grid-3"), act="x", set={"name": "三网格", "geometry": geometry})
    room.desk.write(grid)

    assert room.incidents.row(room.incidents.open(new())).grid == "三网格"
    assert room.incidents.row(room.incidents.open(new(lonlat=LonLat(lon=116.5, lat=39.905)))).grid == ""
    assert room.incidents.row(room.incidents.open(new(lonlat=None))).grid == ""


def test_the_clocks_of_a_street_start_from_the_packs_in_force(room: Room) -> None:
    row = room.incidents.row(room.incidents.open(new()))
    keys = {deadline.key: deadline for deadline in row.deadlines}

    daily = {"LOCAL-DAILY:daily:20260719", "LOCAL-DAILY:daily:20260720"}  # the flood season
    first = {"BJ-47:phone:1", "BJ-38-2:phone:1", "LOCAL-PHONE:phone:1", "LOCAL-WRITTEN:initial:1"}
    assert set(keys) == first | daily
    assert keys["LOCAL-WRITTEN:initial:1"].due == START + timedelta(minutes=60)
    assert not keys["LOCAL-WRITTEN:initial:1"].confirmed
    driving = row.driving(room.clock.now())
    assert driving is not None
    assert driving.state(room.clock.now()) is DeadlineState.AT_ONCE


def test_a_changed_level_changes_the_clocks_at_once(room: Room) -> None:
    incident = room.incidents.open(new(level=Level.GENERAL, code="11A02"))
    assert "BJ-38-2" not in {deadline.rule for deadline in room.incidents.row(incident).deadlines}

    room.incidents.revise(incident, {"level": Level.MAJOR})

    assert "BJ-38-2" in {deadline.rule for deadline in room.incidents.row(incident).deadlines}


def test_incidents_are_sorted_by_the_nearest_deadline(room: Room) -> None:
    first = room.incidents.open(new(title="先"))
    room.clock.advance(minutes=5)
    second = room.incidents.open(new(title="后", received=room.clock.now()))
    assert [row.id for row in room.incidents.open_rows()] == [first, second]

    room.reports.phone_report(first, to="区总值班室", taken_by="赵强")

    assert [row.id for row in room.incidents.open_rows()] == [second, first]
    assert [row.id for row in room.incidents.all_rows()] == [second, first]


@pytest.mark.parametrize("change", [{"level": Level.GENERAL}, {"sensitive": False}, {"injured": 1}, {"dead": None}])
def test_making_an_incident_less_serious_asks_for_a_reason(room: Room, change: dict[str, Any]) -> None:
    incident = room.incidents.open(new(sensitive=True, sensitive_reason="学校", injured=2, dead=1))

    with pytest.raises(RuleBroken, match="reason_missing"):
        room.incidents.revise(incident, change, verifier="王敏", signature=SIGNED)
    room.incidents.revise(incident, change, "核实更正", verifier="王敏", signature=SIGNED)

    assert room.desk.store.history(incident)[-1].body.note == "核实更正"


def test_a_revision_writes_only_what_differs(room: Room) -> None:
    incident = room.incidents.open(new(injured=2))
    entries = len(room.journal.entries)

    room.incidents.revise(incident, {"injured": 2, "title": new().title, "lonlat": HOME, "contact": "陈建国"})

    assert len(room.journal.entries) == entries


def test_figures_keep_who_told_them_and_when(room: Room) -> None:
    incident = room.incidents.open(new(injured=2))
    room.clock.advance(minutes=12)
    room.incidents.revise(incident, {"trapped": 1, "moved": 17})
    row = room.incidents.row(incident)

    counted = {name: value for name, value in row.figures.items() if value is not None}
    assert counted == {"injured": 2, "trapped": 1, "moved": 17}
    told: Any = room.record(incident).fields["figures"]
    assert told["injured"]["source"] == "居民来电"
    assert told["trapped"] == {
        "value": 1,
        "source": "",
        "at": "2026-07-18T18:36:08+00:00",
        "by": "staff-lijing",
        "by_name": "李静",
        "reason": "",
        "verifier": "",
    }


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"received": START}, "field_locked"),
        ({"status": "closed"}, "field_locked"),
        ({"occurred": START + timedelta(seconds=1)}, "occurred_after_received"),
        ({"discovered": START + timedelta(minutes=2)}, "discovered_in_future"),
        ({"dead": -1}, "figure_negative"),
        ({"dead": 10**30}, "figure_too_large"),
    ],
)
def test_what_is_locked_or_cannot_be_is_not_revised(room: Room, change: dict[str, Any], code: str) -> None:
    incident = room.incidents.open(new(received=START - timedelta(minutes=1)))

    with pytest.raises(RuleBroken, match=code):
        room.incidents.revise(incident, change)


def test_place_code_and_contact_can_be_mended(room: Room) -> None:
    incident = room.incidents.open(new())
    there = LonLat(lon=116.42, lat=39.91)
    room.incidents.revise(incident, {"lonlat": there, "code": "11A02", "contact_phone": "13900000219"})
    row = room.incidents.row(incident)

    assert (row.lonlat, row.event_class) == (there, EventClass.NATURAL)
    assert room.incidents.contact(incident) == ("陈建国", "13900000219")
    room.incidents.revise(incident, {"lonlat": None})
    assert room.incidents.row(incident).lonlat is None


def test_two_values_of_a_critical_field_are_shown_until_one_is_chosen(room: Room) -> None:
    incident = room.incidents.open(new(injured=1))
    seen = {"injured": room.record(incident).heads["injured"]}
    for value in (2, 3):
        room.desk.write(Draft(kind="incident", record=incident, act="x", set={"injured": value}, base=seen))
    row = room.incidents.row(incident)
    assert row.conflicts == ("injured",)
    assert {claim.value for claim in row.claims["injured"]} == {2, 3}

    choose(room, incident, "injured", 2)

    assert room.incidents.row(incident).conflicts == ()
    assert room.incidents.row(incident).figures["injured"] == 2
    with pytest.raises(RuleBroken, match="no_conflict"):
        choose(room, incident, "injured", 2)


def test_own_changes_one_after_another_are_no_conflict(room: Room) -> None:
    incident = room.incidents.open(new(injured=1))
    for value in (2, 3, 4):
        room.incidents.revise(incident, {"injured": value, "level": Level.MAJOR})
    room.incidents.close(incident)
    room.incidents.reopen(incident, "复燃")

    assert room.incidents.row(incident).conflicts == ()


def test_an_ended_incident_stays_in_the_list_until_its_final_report_is_sent(room: Room) -> None:
    incident = room.incidents.open(new())
    room.reports.send(room.reports.draft(incident))
    room.incidents.close(incident, reason="被困人员已救出")
    row = room.incidents.open_rows()[0]
    assert (row.id, row.closed_at, row.closing_reason) == (incident, START, "被困人员已救出")

    room.reports.send(room.reports.draft(incident, Step.FINAL))

    assert room.incidents.open_rows() == ()
    assert room.incidents.row(incident).status is IncidentStatus.CLOSED


def test_closing_without_a_report_wants_a_reason_and_the_leader(room: Room) -> None:
    incident = room.incidents.open(new())
    with pytest.raises(RuleBroken, match="reason_missing"):
        room.incidents.close(incident, not_reported=True, signature=SIGNED)
    with pytest.raises(RuleBroken, match="leader_missing"):
        room.incidents.close(incident, not_reported=True, reason="误报")

    room.incidents.close(incident, not_reported=True, reason="误报", signature=SIGNED)

    row = room.incidents.row(incident)
    assert (row.status, row.not_reported) == (IncidentStatus.CLOSED, True)
    assert room.record(incident).fields["closing_leader"] == LEADER
    with pytest.raises(RuleBroken, match="already_closed"):
        room.incidents.close(incident)


def test_reopening_wants_a_reason_and_an_end(room: Room) -> None:
    incident = room.incidents.open(new())
    with pytest.raises(RuleBroken, match="not_closed"):
        room.incidents.reopen(incident, "复燃")
    room.incidents.close(incident)
    with pytest.raises(RuleBroken, match="reason_missing"):
        room.incidents.reopen(incident, "")
    room.incidents.reopen(incident, "复燃")

    assert room.incidents.row(incident).closed_at is None


def test_changed_casualties_bring_a_closed_incident_back_when_a_supplement_is_owed(room: Room) -> None:
    room.session.roles |= {PersonRole.ADMINISTRATOR}
    room.rules.adopt(
        'id = "s"\ntitle = "补报"\nversion = "1"\n[[rules]]\nid = "S"\ndocument = "d"\nfrom = "street"\n'
        'supplement_days = 30\nclock = "occurred"\n'
    )
    incident = room.incidents.open(new(injured=3))
    for step in (Step.INITIAL, Step.FINAL):
        room.clock.advance(minutes=1)
        room.reports.send(room.reports.draft(incident, step))
    room.incidents.close(incident)
    assert room.incidents.row(incident).status is IncidentStatus.CLOSED
    room.clock.advance(minutes=1)

    room.incidents.revise(incident, {"dead": 1})

    assert [row.id for row in room.incidents.open_rows()] == [incident]
    assert room.reports.draft(incident).step is Step.SUPPLEMENT
    room.reports.send(room.reports.draft(incident))
    assert room.incidents.open_rows() == ()


def test_the_district_sees_what_its_street_owes(room: Room) -> None:
    incident = room.incidents.open(new())
    district = Room(tier=Tier.DISTRICT, journal=room.journal, clock=room.clock)

    assert district.incidents.row(incident).deadlines == room.incidents.row(incident).deadlines


def test_an_unknown_incident_is_said_to_be_unknown(room: Room) -> None:
    with pytest.raises(RuleBroken, match="incident_unknown"):
        room.incidents.row(RecordId("incident-none"))


def test_what_is_undelivered_is_counted_with_its_lines_and_reports(room: Room) -> None:
    incident = room.incidents.open(new())
    room.logbook.record("到场", incident=incident)
    room.reports.phone_report(incident, to="区总值班室", taken_by="赵强")

    assert room.incidents.row(incident).undelivered == 4  # incident, line, report and the line of the report


def test_the_circle_counts_what_lies_within_it(room: Room) -> None:
    def thing(kind: str, name: str, lon: float, **fields: Any) -> None:
        values = {"name": name, "lon": lon, "lat": 39.905, **fields}
        room.desk.write(Draft(kind=f"ledger.{kind}", record=RecordId(f"{kind}-{name}"), act="x", set=values))

    thing("person", "甲", 116.411, needs=["alone"])
    thing("person", "乙", 116.412, needs=["child"])
    thing("person", "远", 116.43, needs=["alone"])
    thing("team", "队", 116.413, members=9)
    thing("shelter", "所", 116.409, capacity=700, occupied=60, status="open")
    thing("supply", "点", 116.41)
    thing("hazard", "开", 116.4105, status="open")
    thing("hazard", "销", 116.4105, status="closed")
    around = room.incidents.nearby(HOME, 500.0)

    assert (around.people, around.vulnerable, around.teams, around.team_members) == (2, 1, 1, 9)
    assert (around.shelters, around.shelter_free, around.supplies, around.hazards_open) == (1, 640, 1, 1)
    assert [item.name for item in around.items][:2] == ["点", "开"]
    assert all(item.distance_m <= 500 for item in around.items)


def test_what_would_be_owed_is_told_before_the_incident_is_opened(room: Room) -> None:
    rules = {deadline.rule for deadline in room.incidents.what_if(new())}

    assert rules == {"BJ-47", "BJ-38-2", "LOCAL-PHONE", "LOCAL-WRITTEN", "LOCAL-DAILY"}
    assert room.incidents.all_rows() == ()


def test_how_a_coordinate_was_told_is_kept_as_evidence_and_falls_with_the_coordinate(room: Room) -> None:
    amap = ToldPlace(raw=LonLat(lon=116.4162, lat=39.9064), datum=Datum.GCJ02, service=MapService.AMAP)
    unsaid = ToldPlace(raw=HOME)
    incident = room.incidents.open(new(told_place=amap))
    assert room.incidents.row(incident).told_place == amap
    assert room.record(incident).fields["told_place"] == amap.to_plain()

    there = LonLat(lon=116.42, lat=39.91)
    room.incidents.revise(incident, {"lonlat": there, "told_place": unsaid})
    assert (room.incidents.row(incident).lonlat, room.incidents.row(incident).told_place) == (there, unsaid)
    room.incidents.revise(incident, {"lonlat": HOME})
    assert room.incidents.row(incident).told_place is None
    room.incidents.revise(incident, {"lonlat": None, "told_place": amap})
    assert (room.incidents.row(incident).lonlat, room.incidents.row(incident).told_place) == (None, None)


@pytest.mark.parametrize(("title", "code"), [("  \u3000 ", "title_missing"), ("长" * 121, "title_too_long")])
def test_a_revision_keeps_the_title_as_an_opening_does(room: Room, title: str, code: str) -> None:
    incident = room.incidents.open(new())
    before = room.record(incident).fields["title"]

    with pytest.raises(RuleBroken, match=code):
        room.incidents.revise(incident, {"title": title})

    assert room.record(incident).fields["title"] == before


def test_the_packs_of_a_unit_are_read_once_however_many_incidents_are_open(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _number in range(5):
        room.incidents.open(new())
    asked: list[str] = []
    real = room.desk.store.records

    def records(kind: str, **how: Any) -> tuple[Record, ...]:
        asked.append(kind)
        return real(kind, **how)

    monkeypatch.setattr(room.desk.store, "records", records)
    rows = room.incidents.open_rows()

    assert len(rows) == 5
    assert (asked.count("rule_pack"), asked.count("period")) == (1, 1)


def test_a_clock_that_is_put_right_while_a_form_is_open_refuses_nothing(room: Room) -> None:
    with pytest.raises(RuleBroken, match="received_in_future"):
        room.incidents.open(new(received=START + timedelta(minutes=2)))

    told = room.incidents.open(new(received=START + timedelta(seconds=50)))

    assert room.incidents.known(told).received == START + timedelta(seconds=50)


def test_a_clock_that_lost_its_time_refuses_no_time_that_is_told(room: Room) -> None:
    room.clock.lost = True

    told = room.incidents.open(new(received=START + timedelta(days=9)))

    assert room.incidents.known(told).received == START + timedelta(days=9)
