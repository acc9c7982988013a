"""Ledgers: five to start with, a sixth by one file and one line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commandpost.app.alarms import AlarmService
from commandpost.app.ledger_map import LedgerMap
from commandpost.app.ledgers import LedgerService
from commandpost.domain.coordinates import Datum, LonLat
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.ledgers import LEDGERS
from commandpost.domain.ledgers.base import FieldKind, FieldSpec, Label, LedgerSpec, Value
from commandpost.domain.pasted_place import ToldPlace
from commandpost.journal.entry import ChangeSet, Json
from commandpost.storage.store import JournalStore
from tests.unit.app.rooms import room

HERE = LonLat(lon=116.4127, lat=39.9052)
THERE = LonLat(lon=116.4327, lat=39.9052)
WANG: dict[str, Value] = {
    "name": "王小明",
    "needs": ("alone",),
    "grid": "三网格",
    "phone": "13900000777",
    "carer": "周敏敏",
}

WELLS = LedgerSpec(
    key="well",
    title=Label(zh="取水点", en="Water points"),
    symbol="drop",
    colour="blue",
    fields=(
        FieldSpec(key="name", label=Label(zh="名称", en="Name"), required=True, searched=True),
        FieldSpec(key="flow", label=Label(zh="流量", en="Flow"), kind=FieldKind.FLOAT, unit="升/秒", minimum=0),
    ),
)


def test_a_sixth_ledger_is_a_specification_and_a_line_and_has_all_five_derivations() -> None:
    desk = room().desk
    ledgers = LedgerService(desk, (*LEDGERS, WELLS))

    well = ledgers.save("well", None, {"name": "槐树里消火栓", "flow": "15"}, lonlat=HERE)

    assert [column.label.zh for column in ledgers.spec("well").columns()] == ["名称", "流量"]  # the table
    assert [one.key for one in ledgers.spec("well").form()] == ["name", "flow"]  # the form
    assert [row.id for row in ledgers.rows("well", "消火栓 15")] == [well]  # the filter
    assert ledgers.rows("well", "水泵") == ()
    layer = next(one for one in ledgers.layers() if one.layer.key == "ledger.well")  # the map layer
    assert (layer.layer.symbol, layer.rows[0].lonlat) == ("drop", HERE)
    assert [row.id for row in ledgers.search("消火栓")] == [well]  # the search
    assert [near.row.id for near in ledgers.near(HERE, 100)] == [well]


def test_personal_values_are_sealed_and_masked() -> None:
    duty_room = room()
    record = duty_room.ledgers.save("person", None, WANG, lonlat=HERE)

    row = duty_room.ledgers.row(record)
    kept = duty_room.desk.store.record(record)

    assert (row.name, row.values["phone"], row.values["carer"]) == ("王○明", "139····0777", "周○敏")
    assert kept is not None
    assert not {"name", "phone", "carer"} & set(kept.fields)
    assert duty_room.logbook.reveal(record, "phone") == "13900000777"


def test_a_masked_value_given_back_is_left_as_it_was_and_an_emptied_one_is_gone() -> None:
    duty_room = room()
    record = duty_room.ledgers.save("person", None, WANG, lonlat=HERE)
    shown = dict(duty_room.ledgers.row(record).values)

    duty_room.ledgers.save("person", record, {**shown, "carer": "", "grid": "四网格"})

    kept = duty_room.desk.store.personal(record)
    assert (kept["name"], kept["phone"], kept["carer"]) == ("王小明", "13900000777", "")
    assert duty_room.ledgers.row(record).values["carer"] is None
    assert duty_room.ledgers.row(record).values["grid"] == "四网格"
    assert duty_room.ledgers.row(record).lonlat == HERE


def test_a_form_may_send_only_what_changed() -> None:
    duty_room = room()
    record = duty_room.ledgers.save("person", None, WANG)

    duty_room.ledgers.save("person", record, {"mobility": "wheelchair"})

    row = duty_room.ledgers.row(record)
    assert (row.name, row.values["needs"], row.values["mobility"]) == ("王○明", ("alone",), "wheelchair")


def test_what_is_near_is_measured_on_the_ground_nearest_first() -> None:
    ledgers = room().ledgers
    far = ledgers.save("team", None, {"name": "东队", "type": "fire", "members": 5}, lonlat=THERE)
    near = ledgers.save("shelter", None, {"name": "永宁小学", "capacity": 100}, lonlat=HERE)

    assert [one.row.id for one in ledgers.near(HERE, 2000)] == [near, far]
    assert [one.row.id for one in ledgers.near(HERE, 1000)] == [near]
    assert [one.row.id for one in ledgers.near(HERE, 2000, ["team"])] == [far]
    assert 1700 < ledgers.near(HERE, 2000)[1].distance_m < 1720


def test_a_locked_desk_hides_people_from_the_map_and_nothing_else() -> None:
    duty_room = room()
    duty_room.ledgers.save("person", None, WANG, lonlat=HERE)
    duty_room.ledgers.save("shelter", None, {"name": "永宁小学", "capacity": 100}, lonlat=HERE)
    shown = {one.layer.key: len(one.rows) for one in duty_room.ledgers.layers()}
    duty_room.people.lock()

    hidden = {one.layer.key: len(one.rows) for one in duty_room.ledgers.layers()}

    assert shown["ledger.person"] == 1
    assert hidden == {**shown, "ledger.person": 0}


def test_an_area_is_kept_as_it_was_drawn() -> None:
    ledgers = room().ledgers
    ring: list[Json] = [[116.41, 39.9], [116.42, 39.9], [116.42, 39.91], [116.41, 39.9]]

    record = ledgers.save(
        "hazard",
        None,
        {"name": "下凹院落", "type": "flooding", "status": "open"},
        geometry={"type": "Polygon", "coordinates": [ring]},
    )

    assert ledgers.row(record).geometry == {"type": "Polygon", "coordinates": [ring]}


def test_a_row_looked_at_today_is_no_longer_out_of_date() -> None:
    ledgers = room().ledgers
    record = ledgers.save("team", None, {"name": "东队", "type": "fire", "members": 5, "verified_at": "2025-01-01"})
    assert ledgers.row(record).out_of_date

    ledgers.verify(record)

    assert not ledgers.row(record).out_of_date
    assert ledgers.row(record).values["verified_at"] == "2026-07-19"
    assert ledgers.count("team") == 1


def test_unknown_ledgers_and_rows_are_refused() -> None:
    duty_room = room()
    with pytest.raises(RuleBroken, match="ledger_unknown"):
        duty_room.ledgers.rows("dragons")
    with pytest.raises(RuleBroken, match="ledger_row_unknown"):
        duty_room.ledgers.row(RecordId(duty_room.staff["李静"]))


def test_an_auditor_reads_and_does_not_write() -> None:
    duty_room = room(at_desk="高翔")
    with pytest.raises(RuleBroken, match="not_permitted"):
        duty_room.ledgers.save("team", None, {"name": "东队", "type": "fire", "members": 5})
    assert duty_room.ledgers.specs() == LEDGERS


def test_how_a_coordinate_was_told_stays_with_the_row_until_it_is_told_otherwise() -> None:
    ledgers = room().ledgers
    told = ToldPlace(raw=LonLat(lon=116.4189, lat=39.9066), datum=Datum.GCJ02)
    team = ledgers.save("team", None, {"name": "消防站", "type": "fire", "members": 6}, lonlat=HERE, told_place=told)
    assert ledgers.row(team).told_place == told
    ledgers.save("team", team, {"name": "消防站", "type": "fire", "members": 8})
    assert ledgers.row(team).told_place == told
    ledgers.save("team", team, {"name": "消防站", "type": "fire", "members": 8}, lonlat=THERE)
    assert ledgers.row(team).told_place is None


def test_what_the_map_draws_is_read_in_pieces_once_and_then_only_what_changed() -> None:
    duty_room = room()
    desk, drawn = duty_room.desk, LedgerMap(duty_room.desk, LEDGERS)
    shelters = duty_room.ledgers.spec("shelter")
    names = [duty_room.ledgers.save("shelter", None, {"name": f"{n}号", "capacity": 9}, lonlat=HERE) for n in range(5)]

    assert [drawn.gather(2), drawn.gather(2), drawn.gather(2)] == [True, True, False]
    assert [row.id for row in drawn.rows(shelters)] == names

    duty_room.ledgers.save("shelter", names[0], {"name": "一小"})
    assert drawn.rows(shelters)[0].name == "0号"  # nobody told it
    drawn.took(ChangeSet(kinds=frozenset({"log"}), records=(names[0],)))
    assert drawn.rows(shelters)[0].name == "0号"
    drawn.took(ChangeSet(kinds=frozenset({shelters.kind}), records=(names[0], RecordId("gone"))))
    assert [row.name for row in drawn.rows(shelters)][:2] == ["一小", "1号"]
    desk.write(desk_draft := duty_room.ledgers.draft("shelter", None, {"name": "二小", "capacity": 9}))
    drawn.took(ChangeSet(kinds=frozenset({"blob"})))
    assert [row.id for row in drawn.rows(shelters)] == names
    alarms = AlarmService(replace(desk, announce=drawn.took), duty_room.logbook)
    alarms.standing()
    alarms.tell_everything()
    assert [row.id for row in drawn.rows(shelters)] == [*names, desk_draft.record]

    assert isinstance(desk.store, JournalStore)
    desk.store._write(lambda connection: connection.exec_driver_sql("DELETE FROM record"))  # a repair kept none of it
    alarms.tell_everything()
    assert drawn.rows(shelters) == ()
