from __future__ import annotations

from datetime import timedelta

import pytest

from commandpost.app.desk import PersonRole
from commandpost.app.incidents import NewIncident
from commandpost.app.rulebook import PeriodReports, class_of
from commandpost.domain.codes import EventClass
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.periods import PeriodKind
from commandpost.journal.entry import Draft
from tests.unit.app.desks import RESOURCES, START, Room

LOCAL = (RESOURCES / "rules" / "local-default.toml").read_text("utf-8")
STRICTER = LOCAL.replace('version = "2"', 'version = "3"').replace("minutes = 60", "minutes = 30")
ZERO_IN = 'zero_in = ["法定节假日", "重要会议", "重大活动", "汛期"]'


@pytest.fixture
def room() -> Room:
    room = Room()
    room.session.roles = frozenset({PersonRole.ADMINISTRATOR})
    return room


def written_minutes(room: Room) -> int | None:
    return next(
        rule.minutes
        for pack in room.rules.in_force(room.clock.now())
        for rule in pack.rules
        if rule.id == "LOCAL-WRITTEN"
    )


def test_shipped_packs_are_in_force_until_the_unit_adopts_its_own(room: Room) -> None:
    assert [(row.pack.id, row.record, row.in_force) for row in room.rules.packs()] == [
        ("beijing", None, True),
        ("local-default", None, True),
        ("national", None, True),
    ]


def test_adopting_a_pack_is_an_entry_with_its_text_and_its_person(room: Room) -> None:
    record = room.rules.adopt(STRICTER)
    row = next(row for row in room.rules.packs() if row.record == record)

    assert (row.in_force, row.adopted_at, row.adopted_by) == (True, START, "李静")
    assert room.record(record).fields["toml"] == STRICTER
    assert written_minutes(room) == 30
    assert [(row.pack.version, row.in_force) for row in room.rules.packs() if row.pack.id == "local-default"] == [
        ("3", True),
        ("2", False),
    ]


@pytest.mark.parametrize("role", [role for role in PersonRole if role is not PersonRole.ADMINISTRATOR])
def test_nobody_but_an_administrator_puts_rules_in_force(room: Room, role: PersonRole) -> None:
    room.session.roles = frozenset({role})

    with pytest.raises(RuleBroken, match="not_permitted"):
        room.rules.adopt(STRICTER)

    assert room.desk.store.count("rule_pack") == 0
    assert written_minutes(room) == 60


def test_rules_want_a_name_before_they_are_put_in_force(room: Room) -> None:
    room.sign_out()

    with pytest.raises(RuleBroken, match="sign_in_first"):
        room.rules.adopt(STRICTER)


def test_the_kinds_of_special_periods_say_which_reports_they_switch_on(room: Room) -> None:
    shipped = room.rules.period_reports()
    room.rules.adopt(STRICTER.replace(ZERO_IN, 'zero_in = ["汛期"]'))
    adopted = room.rules.period_reports()

    assert set(shipped.values()) == {PeriodReports(daily=True, zero=True)}
    assert adopted[PeriodKind.FLOOD] == PeriodReports(daily=True, zero=True)
    assert adopted[PeriodKind.MEETING] == PeriodReports(daily=True, zero=False)


def test_a_wrong_pack_names_its_line_and_the_old_one_stays_in_force(room: Room) -> None:
    room.rules.adopt(STRICTER)
    with pytest.raises(RuleBroken) as refused:
        room.rules.adopt(STRICTER.replace("minutes = 30", "minutes = -30"))

    assert refused.value.params["line"] == 32
    assert refused.value.params["reason"] == "out_of_range"
    assert written_minutes(room) == 30


def test_the_same_pack_twice_is_one_adoption_and_another_text_wants_another_version(room: Room) -> None:
    record = room.rules.adopt(STRICTER)

    assert room.rules.adopt(STRICTER) == record
    with pytest.raises(RuleBroken, match="rule_pack_version_taken"):
        room.rules.adopt(STRICTER.replace("minutes = 30", "minutes = 20"))


def test_the_older_version_is_retired_and_kept(room: Room) -> None:
    first = room.rules.adopt(STRICTER)
    room.clock.advance(minutes=1)
    room.rules.adopt(STRICTER.replace('version = "3"', 'version = "4"').replace("minutes = 30", "minutes = 20"))

    assert room.record(first).fields["status"] == "retired"
    assert written_minutes(room) == 20


def test_a_pack_for_later_waits_for_its_day(room: Room) -> None:
    room.rules.adopt(STRICTER, START + timedelta(days=1))
    assert written_minutes(room) == 60

    room.clock.advance(days=1)

    assert written_minutes(room) == 30


def test_an_incident_keeps_the_rules_it_was_received_under(room: Room) -> None:
    incident = room.incidents.open(NewIncident(title="积水", code="11A02", received=START))
    room.rules.adopt(STRICTER)
    due = {str(deadline.rule): deadline.due for deadline in room.incidents.row(incident).deadlines}

    assert due["LOCAL-WRITTEN"] == START + timedelta(minutes=60)
    assert room.record(incident).fields["packs"] == ["beijing@1", "local-default@2", "national@1"]


def test_a_pack_not_known_here_gives_way_to_the_one_in_force(room: Room) -> None:
    packs = room.rules.by_keys(["local-default@9", "nowhere@1"], START)

    assert [pack.key for pack in packs] == ["local-default@2"]
    assert [pack.id for pack in room.rules.by_keys([], START)] == ["beijing", "local-default", "national"]


def test_a_pack_only_a_later_program_can_read_is_left_out(room: Room) -> None:
    fields = {
        "pack": "p",
        "toml": "future",
        "sha256": "f",
        "effective_from": START.isoformat(),
        "at": START.isoformat(),
    }
    room.desk.write(Draft(kind="rule_pack", record=RecordId("rule_pack-x"), act="rule_pack.adopt", set=fields))

    assert [pack.id for pack in room.rules.in_force(START)] == ["beijing", "local-default", "national"]


@pytest.mark.parametrize(
    ("code", "kind"),
    [("12P13", EventClass.ACCIDENT), ("14A02", EventClass.SOCIAL), ("22P13", None), ("19P13", None), ("", None)],
)
def test_the_class_of_a_code_stands_in_its_second_digit(code: str, kind: EventClass | None) -> None:
    assert class_of(code) is kind
