from __future__ import annotations

from dataclasses import replace

import pytest

from commandpost.app.code_dictionary import CodeDictionary
from commandpost.app.desk import PersonRole
from commandpost.app.incidents import NewIncident
from commandpost.app.phone_cards import PhoneCards
from commandpost.domain.codes import EventClass, parse_codes
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.journal.entry import Draft
from tests.unit.app.desks import RESOURCES, START, Room

SOURCE = "示例办法附表"
COLLAPSE = "12P13"


@pytest.fixture
def room() -> Room:
    room = Room()
    room.session.roles = frozenset({PersonRole.ADMINISTRATOR, PersonRole.DUTY_OFFICER})
    return room


@pytest.fixture
def dictionary(room: Room) -> CodeDictionary:
    return CodeDictionary(room.desk, room.codes)


def test_a_code_of_the_units_own_is_found_by_code_name_and_initials(room: Room, dictionary: CodeDictionary) -> None:
    record = dictionary.add("12p91", "电动自行车棚倒塌", "12P00", source=SOURCE)

    assert [dictionary.find(typed)[0].code for typed in ("12P91", "自行车棚", "ddzxcpdt")] == ["12P91"] * 3
    assert room.codes.path("12P91") == ("事故灾难", "基础设施和公用设施事故", "电动自行车棚倒塌")
    assert room.codes.event_class("12P91") is EventClass.ACCIDENT
    assert room.record(record).fields["source"] == SOURCE
    assert (dictionary.find("12P91")[0].own, dictionary.find("12P91")[0].verified) == (True, False)


def test_whoever_reads_the_book_sees_the_units_own_codes(room: Room, dictionary: CodeDictionary) -> None:
    dictionary.add("12P91", "电动自行车棚倒塌", "12P00", source=SOURCE)
    incident = room.incidents.open(NewIncident(title="车棚倒塌", code="12P91", received=START))

    assert room.incidents.row(incident).code_name == "电动自行车棚倒塌"
    assert room.incidents.row(incident).event_class is EventClass.ACCIDENT


def test_an_incident_keeps_the_name_its_code_had(room: Room, dictionary: CodeDictionary) -> None:
    incident = room.incidents.open(NewIncident(title="倒塌", code=COLLAPSE, received=START))
    dictionary.revise(COLLAPSE, name="房屋垮塌", source=SOURCE, verified=True)
    later = room.incidents.open(NewIncident(title="倒塌", code=COLLAPSE, received=START))

    assert room.incidents.row(incident).code_name == "建筑垮塌"
    assert PhoneCards(room.desk, room.incidents).card(incident) != PhoneCards(room.desk, room.incidents).card(later)
    assert room.incidents.row(later).code_name == "房屋垮塌"
    assert room.incidents.kind_path(room.incidents.known(incident))[-1] == "建筑垮塌"


def test_another_code_brings_its_own_name(room: Room) -> None:
    incident = room.incidents.open(NewIncident(title="倒塌", code=COLLAPSE, received=START))
    room.incidents.revise(incident, {"code": "11A02"})

    assert room.incidents.row(incident).code_name == room.codes.name("11A02")


def test_a_code_changed_without_its_name_is_named_by_the_book(room: Room) -> None:
    incident = room.incidents.open(NewIncident(title="倒塌", code=COLLAPSE, received=START))
    room.desk.write(Draft(kind="incident", record=incident, act="incident.revise", set={"code": "11A02"}))

    assert room.incidents.row(incident).code_name == room.codes.name("11A02")


def test_a_retired_code_is_offered_no_longer_keeps_its_name_and_may_come_back(
    room: Room, dictionary: CodeDictionary
) -> None:
    with pytest.raises(RuleBroken, match="reason_missing"):
        dictionary.retire(COLLAPSE, "")
    dictionary.retire(COLLAPSE, "改用新码")

    assert COLLAPSE not in {code.code for code in room.codes.find("建筑垮塌")}
    assert dictionary.find("建筑垮塌")[0].retired
    assert room.codes.name(COLLAPSE) == "建筑垮塌"

    dictionary.offer_again(COLLAPSE)

    assert room.codes.find("建筑垮塌")[0].code == COLLAPSE


def test_another_workstation_reads_the_same_book_from_the_journal(room: Room, dictionary: CodeDictionary) -> None:
    dictionary.add("12P91", "电动自行车棚倒塌", "12P00", source=SOURCE, verified=True)
    other = parse_codes((RESOURCES / "codes" / "events.toml").read_text("utf-8"))

    CodeDictionary(room.desk, other)

    assert replace(room.codes.find("12P91")[0]) == other.find("12P91")[0]
    assert other.find("12P91")[0].verified


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        (("12-P", "甲", "12P00", SOURCE), "event_code_invalid"),
        ((COLLAPSE, "甲", "12P00", SOURCE), "event_code_taken"),
        (("12P91", "甲", "", SOURCE), "event_code_parent_unknown"),
        (("11P91", "甲", "12P00", SOURCE), "event_code_outside_parent"),
        (("12P91", " ", "12P00", SOURCE), "event_code_name_missing"),
        (("12P91", "甲", "12P00", ""), "event_code_source_missing"),
    ],
)
def test_what_cannot_be_a_code_is_refused(
    room: Room, dictionary: CodeDictionary, typed: tuple[str, str, str, str], refusal: str
) -> None:
    code, name, parent, source = typed
    with pytest.raises(RuleBroken, match=refusal):
        dictionary.add(code, name, parent, source=source)

    assert room.desk.store.count("event_code") == 0


def test_a_code_nobody_knows_is_neither_changed_nor_retired(dictionary: CodeDictionary) -> None:
    with pytest.raises(RuleBroken, match="event_code_unknown"):
        dictionary.retire("99999", "原因")


def test_a_duty_officer_changes_nothing_in_the_dictionary(room: Room, dictionary: CodeDictionary) -> None:
    room.sign_in()
    for deed in (
        lambda: dictionary.add("12P91", "甲", "12P00", source=SOURCE),
        lambda: dictionary.revise(COLLAPSE, name="甲", source=SOURCE, verified=True),
        lambda: dictionary.retire(COLLAPSE, "原因"),
        lambda: dictionary.offer_again(COLLAPSE),
    ):
        with pytest.raises(RuleBroken, match="not_permitted"):
            deed()

    assert room.codes.name(COLLAPSE) == "建筑垮塌"


def test_what_a_later_program_wrote_otherwise_is_left_out(room: Room, dictionary: CodeDictionary) -> None:
    fields = {"code": "12P91", "name": "甲", "class": "cosmic"}
    room.desk.write(Draft(kind="event_code", record=RecordId("event_code-x"), act="event_code.add", set={**fields}))
    dictionary.refresh()

    assert room.codes.get("12P91") is None
