"""Rows of units below on the map: labelled by their unit."""

from __future__ import annotations

from commandpost.app.ledgers import LedgerService
from commandpost.domain.coordinates import LonLat
from commandpost.domain.ids import UnitCode
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.pages.command.situation import Situation
from tests.factories import DISTRICT, journal, memory_desk

HERE = LonLat(lon=116.4127, lat=39.9052)


def test_what_is_another_units_is_labelled_with_it_and_a_resident_with_nothing_else(canvas: MapCanvas) -> None:
    store = journal()
    street = memory_desk(store=store)
    entered = LedgerService(street)
    entered.save("team", None, {"name": "微型消防站", "type": "fire", "members": 6}, lonlat=HERE)
    entered.save("person", None, {"name": "王小明", "needs": ("alone",)}, lonlat=HERE)
    district = memory_desk(store=store, unit=UnitCode(DISTRICT), unit_name="示范区")

    for desk, team, resident in ((street, "微型消防站", ""), (district, f"微型消防站 · {street.unit}", street.unit)):
        Situation(canvas).show_ledgers(LedgerService(desk).layers(), "zh_CN")
        layers = canvas.scene.marker_layers
        assert [one.label for name in ("ledger.team", "ledger.person") for one in layers[name].markers] == [
            team,
            resident,
        ]
