"""The card of a marker hangs where all of it is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF

from commandpost.domain.coordinates import LonLat
from commandpost.gui.map.colours import ColourRole
from commandpost.gui.map.furniture import Attribution, furniture_box
from commandpost.gui.map.legend import LegendRow, legend_box
from commandpost.gui.map.markers import Marker, MarkerLayer, Symbol
from commandpost.gui.map.situation import card_box, marker_cards
from commandpost.gui.map.viewport import Viewport
from tests.gui.conftest import Gui

CENTER = LonLat(116.4, 39.9)


@pytest.mark.parametrize(("right", "beside"), [(0, 1), (-280, -1)])
def test_a_card_at_the_right_edge_hangs_on_the_left(gui: Gui, right: int, beside: int) -> None:
    view = Viewport(x=0, y=0, rung=32, width=600, height=400).centered(CENTER).panned(right, 0)
    marker = Marker(id="1", lonlat=CENTER, symbol=Symbol.PIN, label="槐树里12号院自建房局部坍塌", emphasis=True)
    layer = MarkerLayer("incident", "事件", [marker])
    spot = layer.spots(view)[0]

    ((at, _),) = marker_cards(layer, view, "")
    box = card_box(at, marker.label)
    assert (box.center().x() - spot.x) * beside > 0
    assert box.left() >= 0
    assert box.right() <= view.width


def test_a_card_keeps_off_what_lies_over_the_map(gui: Gui) -> None:
    view = Viewport(x=0, y=0, rung=32, width=600, height=400).centered(CENTER)
    marker = Marker(id="1", lonlat=CENTER, symbol=Symbol.PIN, label="槐树里12号院自建房局部坍塌", emphasis=True)
    layer = MarkerLayer("incident", "事件", [marker])
    right, left = QRectF(330, 0, 270, 400), QRectF(0, 0, 270, 400)

    for covered in ((), (right,), (left,), (right, left)):
        ((at, _),) = marker_cards(layer, view, "", covered)
        box = card_box(at, marker.label)
        narrow = len(covered) == 2  # nowhere is room for all of it
        assert narrow or not any(box.intersects(card) for card in covered), covered


@pytest.mark.parametrize("width", [1200, 480])
def test_the_legend_stands_beside_the_card_at_the_foot_or_over_it(gui: Gui, width: int) -> None:
    view = Viewport(x=0, y=0, rung=32, width=width, height=400).centered(CENTER)
    owner = Attribution(provider="某测绘单位", approval_number="京S(2026)001号")
    foot = furniture_box(view, CENTER, owner)
    card = legend_box([LegendRow(words="各区街道乡镇界（自测）", colour=ColourRole.TEAL)], view, foot)

    assert not card.intersects(foot)
    assert card.right() <= width
    assert legend_box([], view, foot).isEmpty()
