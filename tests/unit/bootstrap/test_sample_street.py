"""The invented street and what the sample's first start fills a journal with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from commandpost.app.desk import BEIJING, Desk, Tier
from commandpost.bootstrap.paths import resources_dir
from commandpost.bootstrap.sample.bulk import write_bulk
from commandpost.bootstrap.sample.people import SAMPLE_PIN
from commandpost.bootstrap.sample.seed import seed
from commandpost.bootstrap.sample.street import CENTRE, build_street
from commandpost.bootstrap.workstation import build_services
from commandpost.documents.fonts import FontChoice
from commandpost.documents.papers import PaperPress
from commandpost.domain.coordinates import distance_m
from commandpost.domain.geometry import contains, shape_from_geojson
from commandpost.domain.incident import IncidentStatus
from commandpost.domain.map_layer import LayerRole
from commandpost.geodata.readers import read_layers
from commandpost.geodata.writers import write_geopackage
from commandpost.gui.services import Services
from commandpost.storage.store import JournalStore
from tests.factories import DISTRICT, memory_desk

PRESS = PaperPress(FontChoice(), resources_dir() / "templates")


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = memory_desk(signed_in=False)
    yield made
    assert isinstance(made.store, JournalStore)
    made.store.close()


def services_of(desk: Desk) -> Services:
    return build_services(desk, PRESS, None)


def test_the_street_is_the_same_for_the_same_seed() -> None:
    first, second = build_street(7), build_street(7)

    assert first.doors == second.doors
    assert first.doors != build_street(8).doors


def test_the_street_has_roads_buildings_river_parks_and_twelve_grids() -> None:
    street = build_street()
    counts = {layer.role: layer.feature_count for layer in street.layers}

    assert 2000 < counts[LayerRole.BUILDING] < 4500
    assert counts[LayerRole.WATER] == 1
    assert counts[LayerRole.GREEN] == 4
    assert len(street.grids) == 12
    assert len({plot.community for plot in street.grids}) == 4
    roads = next(layer for layer in street.layers if layer.role is LayerRole.ROAD)
    assert {"永宁大街", "光明路", "槐树里", "幸福巷"} <= set(roads.names)


def test_every_door_lies_in_its_grid_and_near_the_centre() -> None:
    street = build_street()
    shapes = {plot.name: shape_from_geojson({"type": "Polygon", "coordinates": [plot.ring]}) for plot in street.grids}

    assert all(contains(shapes[door.grid], door.lonlat) for door in street.doors)
    assert all(distance_m(CENTRE, door.lonlat) < 2500 for door in street.doors)


def test_the_street_is_written_as_a_geopackage_and_read_again(tmp_path: Path) -> None:
    file = tmp_path / "street.gpkg"

    write_geopackage(file, build_street().layers)

    assert {layer.name for layer in read_layers(file)} >= {"roads", "buildings", "water", "places"}


def test_the_first_start_fills_the_room_and_the_second_does_nothing(desk: Desk) -> None:
    assert seed(desk, PRESS)
    entries = desk.store.head().entries

    assert not seed(desk, PRESS)
    assert desk.store.head().entries == entries
    assert desk.session.person is None


def test_the_room_opens_on_a_calm_night_with_one_small_incident(desk: Desk) -> None:
    seed(desk, PRESS)
    services = services_of(desk)

    (going_on,) = services.incidents.open_rows()
    assert going_on.title == "光明路配电室跳闸停电"
    assert going_on.code_name
    assert [row.status for row in services.incidents.all_rows()].count(IncidentStatus.CLOSED) == 2
    assert services.logbook.undecided() == ()
    figures = services.handover.preview().figures
    assert (figures.late, figures.incidents) == (0, 3)


def test_the_roster_has_todays_people_one_stand_in_and_one_gap(desk: Desk) -> None:
    seed(desk, PRESS)
    duty = services_of(desk).duty
    shift = duty.current_shift()

    assert (shift.leader.name, shift.primary.name, shift.secondary.name) == ("陈建国", "李静", "王磊")
    assert shift.secondary.substitute_for == "张敏"
    assert shift.primary.signed_in_at is not None
    local = desk.now().astimezone(BEIJING)
    assert len(duty.gaps(local.year, local.month)) == 1
    assert duty.next_shift().primary.name == "刘洋"


def test_everybody_signs_in_with_the_pin_the_screen_tells(desk: Desk) -> None:
    seed(desk, PRESS)
    people = services_of(desk).people

    for one in people.staff()[:2]:
        people.sign_in(one.id, SAMPLE_PIN)
        assert desk.session.name == one.name


def test_the_ledgers_are_filled_and_their_numbers_are_obviously_false(desk: Desk) -> None:
    seed(desk, PRESS)
    ledgers = services_of(desk).ledgers

    counts = {spec.key: ledgers.count(spec.key) for spec in ledgers.specs()}
    assert counts == {"person": 400, "team": 12, "shelter": 15, "supply": 40, "hazard": 80}
    assert len(desk.store.records("grid")) == 12
    phones = [desk.store.personal(record.id)["phone"] for record in desk.store.records("ledger.person", limit=20)]
    assert all(phone.startswith("139000") and len(phone) == 11 for phone in phones)


def test_a_tour_brings_its_own_night(desk: Desk) -> None:
    seed(desk, PRESS, with_night=False)

    assert services_of(desk).incidents.all_rows() == ()
    assert services_of(desk).logbook.items() == ()


def test_the_district_has_its_officers_and_no_street() -> None:
    desk = replace(memory_desk(unit=DISTRICT, tier=Tier.DISTRICT, signed_in=False), unit_name="示范区总值班室")
    try:
        seed(desk, PRESS)
        services = services_of(desk)

        assert "赵强" in {one.name for one in services.people.staff()}
        assert services.duty.current_shift().primary.name == "赵强"
        assert services.ledgers.count("person") == 0
    finally:
        assert isinstance(desk.store, JournalStore)
        desk.store.close()


def test_a_large_journal_has_as_many_entries_as_were_asked_for(desk: Desk) -> None:
    write_bulk(desk, 2_100)

    assert desk.store.head().entries == 2_100
    assert desk.store.count("incident") == 35
    assert desk.store.count("incident", status="closed") == 35
