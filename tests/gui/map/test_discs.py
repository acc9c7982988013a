"""Discs of the map: picked where they are painted, and apart from each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, pi, sin

import numpy as np
import pytest

from commandpost.domain.coordinates import LonLat, lonlat_from_mercator
from commandpost.gui.map.colours import DAY, ColourRole
from commandpost.gui.map.markers import Marker, MarkerLayer, Spot, Symbol
from commandpost.gui.map.scene import Scene
from commandpost.gui.map.symbols import SymbolBook
from tests.gui.map.test_map_parts import CENTER, looking_at

pytestmark = pytest.mark.usefixtures("qapp")


def signed_crowd(count: int, places: Sequence[LonLat]) -> MarkerLayer:
    """So many pins with a sign at each place."""
    pins = [
        Marker(id=f"{place}-{at}", lonlat=place, symbol=Symbol.PIN, sign="特")
        for place in places
        for at in range(count)
    ]
    return MarkerLayer("incident", "事件", pins)


def ring(spot: Spot, radius: float) -> Iterator[tuple[float, float]]:
    for turn in range(16):
        yield spot.x + radius * cos(turn * pi / 8), spot.y + radius * sin(turn * pi / 8)


@pytest.mark.parametrize("count", [70, 120, 1200])
@pytest.mark.parametrize("sign", ["", "特"])
def test_a_disc_is_picked_at_its_whole_rim_as_it_is_painted(count: int, sign: str) -> None:
    view = looking_at(rung=30)
    pins = [Marker(id=str(at), lonlat=CENTER, symbol=Symbol.PIN, sign=sign) for at in range(count)]
    layer = MarkerLayer("incident", "事件", pins)
    (disc,) = layer.spots(view)
    painted = SymbolBook(DAY, 1.0).cluster(count, ColourRole.NEUTRAL, sign).toImage()
    across = [at for at in range(painted.width()) if painted.pixelColor(at, painted.height() // 2).alpha() > 128]
    radius = (across[-1] - across[0]) / 2

    assert all(layer.spot_at(view, x, y) == disc for x, y in ring(disc, radius))
    assert all(layer.spot_at(view, x, y) is None for x, y in ring(disc, radius + 3))


@pytest.mark.parametrize("count", [70, 1200])
def test_two_discs_at_both_sides_of_a_border_of_cells_never_touch(count: int) -> None:
    view = looking_at(rung=30)
    west_side, south, _east, _north = view.bounds
    border = (west_side // (72 * view.resolution) + 5) * 72 * view.resolution
    lon, lat = lonlat_from_mercator(border + np.array([-1e-3, 1e-3]), south + 300 * view.resolution + np.zeros(2))
    layer = signed_crowd(count, [LonLat(lon[side], lat[side]) for side in (0, 1)])

    west, east = layer.spots(view)

    assert (west.number, east.number) == (count, count)
    assert abs(west.x - east.x) > SymbolBook(DAY, 1.0).cluster(count, ColourRole.NEUTRAL, "特").width() - 2


def test_the_rim_of_a_disc_is_the_discs_though_a_pin_is_near_and_a_pin_upon_it_is_the_pins() -> None:
    view = looking_at(rung=30)
    crowd_pins = [Marker(id=str(at), lonlat=CENTER, symbol=Symbol.PIN, sign="特") for at in range(1200)]
    disc = MarkerLayer("incident", "事件", crowd_pins)
    (spot,) = disc.spots(view)
    beside = view.lonlat_at(spot.x + 22 + 20, spot.y + 20)  # its head 15 pixels off a place on the disc
    over = MarkerLayer("alarm", "警报", [Marker(id="pin", lonlat=beside, symbol=Symbol.PIN)])
    scene = Scene()
    scene.marker_layers = {"incident": disc, "alarm": over}

    assert scene.spot_at(view, spot.x + 24, spot.y) == (disc, spot)
    assert scene.spot_at(view, spot.x + 22 + 20, spot.y) == (over, over.spots(view)[0])
