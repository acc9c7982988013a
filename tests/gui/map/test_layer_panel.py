"""The card of layers: it scrolls only downwards and only when it must, folds the base map, and switches every layer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QScrollBar, QSizeGrip, QToolButton
from pytestqt.qtbot import QtBot

from commandpost.domain.coordinates import LonLat
from commandpost.domain.layer_style import LayerStyle, StyleClass, StyleKind
from commandpost.domain.map_layer import GeometryKind, LayerRole, layer_of
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.map.colours import DAY, NIGHT, MapColours
from commandpost.gui.map.features import GroundFeature
from commandpost.gui.map.furniture import Attribution
from commandpost.gui.map.markers import Marker

CENTER = LonLat(116.4, 39.9)
BLOCK = [(116.398, 39.899), (116.402, 39.899), (116.402, 39.902), (116.398, 39.902)]
ROAD = [(116.39, 39.9005), (116.41, 39.9005)]


@pytest.fixture
def canvas(qtbot: QtBot) -> Iterator[MapCanvas]:
    made = MapCanvas()
    qtbot.addWidget(made)
    for number in range(7):
        made.set_markers(f"ledger-{number}", [Marker(id="1", lonlat=CENTER)], title=f"应急物资第{number}类")
    houses = layer_of("houses", LayerRole.BUILDING, GeometryKind.AREA, [[BLOCK]], names=["槐树里12号院"])
    roads = layer_of("roads", LayerRole.ROAD, GeometryKind.LINE, [[ROAD]], names=["永宁大街"])
    made.set_base([houses, roads], Attribution(invented=True))
    made.resize(1000, 700)
    made.look_at(CENTER, 32)
    made.show()
    yield made
    made.close()


def bars(canvas: MapCanvas) -> dict[Qt.Orientation, bool]:
    found = canvas.cards.panel.findChildren(QScrollBar)
    return {bar.orientation(): bar.isVisible() for bar in found}


def boxes(canvas: MapCanvas) -> dict[str, QCheckBox]:
    return {box.accessibleName(): box for box in canvas.cards.panel.findChildren(QCheckBox) if not box.isHidden()}


def heading(canvas: MapCanvas) -> QToolButton:
    return canvas.cards.panel.findChildren(QToolButton)[0]


@pytest.mark.parametrize("colours", [DAY, NIGHT])
@pytest.mark.parametrize("height", [1000, 700, 420, 300])
def test_the_card_scrolls_only_downwards_and_only_when_its_rows_do_not_fit(
    canvas: MapCanvas, qtbot: QtBot, height: int, colours: MapColours
) -> None:
    canvas.apply_colours(colours)
    panel = canvas.cards.panel
    for unfolded in (False, True):
        if unfolded:
            heading(canvas).click()
        canvas.resize(1000, height)
        qtbot.wait(0)
        shown = bars(canvas)

        assert not shown[Qt.Orientation.Horizontal]
        assert shown[Qt.Orientation.Vertical] == (panel.wanted.height() > panel.height())
        assert panel.findChildren(QSizeGrip) == []
        assert panel._body.width() >= panel._body.minimumSizeHint().width()


def test_alarms_that_shorten_the_map_and_go_leave_no_bar_behind(canvas: MapCanvas, qtbot: QtBot) -> None:
    for height in (700, 260, 700):
        canvas.resize(1000, height)
    qtbot.waitUntil(lambda: not any(bars(canvas).values()))
    assert canvas.cards.panel.height() == canvas.cards.panel.wanted.height()


def test_layers_of_the_base_map_fold_under_a_heading_that_keys_reach(canvas: MapCanvas) -> None:
    rows = canvas.cards.panel.count
    assert [entry.title for entry in canvas.layers() if entry.group] != []
    before = canvas.cards.panel.height()

    heading(canvas).setFocus()
    QTest.keyClick(heading(canvas), Qt.Key.Key_Space)

    assert canvas.cards.panel.height() > before
    assert canvas.cards.panel.count == rows == 9


def test_a_layer_of_the_base_map_is_switched_off_with_its_names_and_its_answers(
    canvas: MapCanvas, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: canvas.idle)
    inside = QPoint(*map(round, canvas.viewport.screen_of(LonLat(116.3988, 39.8994))))
    shown = canvas.grab().toImage().pixelColor(inside)
    names = {entry.title: entry.name for entry in canvas.layers() if entry.group}

    canvas.set_layer_visible(next(name for name in names.values() if "houses" in name), visible=False)
    qtbot.waitUntil(lambda: canvas.idle)

    assert canvas.grab().toImage().pixelColor(inside) != shown
    assert canvas.features_at(LonLat(116.4, 39.9)) == ()
    assert "槐树里12号院" not in {label.text for label in canvas.scene.labels}
    canvas.set_layer_visible(next(name for name in names.values() if "houses" in name), visible=True)
    qtbot.waitUntil(lambda: canvas.idle)
    assert canvas.features_at(LonLat(116.4, 39.9)) == (GroundFeature("houses", 1, "槐树里12号院", ""),)
    assert canvas.grab().toImage().pixelColor(inside) == shown


def test_a_switched_box_keeps_its_row_and_the_focus(canvas: MapCanvas) -> None:
    box = next(iter(boxes(canvas).values()))
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)

    assert not canvas.layers()[0].visible
    assert next(iter(boxes(canvas).values())) is box


def test_what_was_hidden_stays_hidden_when_the_layer_comes_again(canvas: MapCanvas) -> None:
    style = LayerStyle(kind=StyleKind.SINGLE, classes=(StyleClass(colour="violet"),))
    wells = layer_of("wells", LayerRole.OTHER, GeometryKind.POINT, [[[(116.4, 39.9)]]], names=["井1"])
    canvas.set_base([replace(wells, style=style)])
    name = next(entry.name for entry in canvas.layers() if entry.group)
    assert next(entry.title for entry in canvas.layers() if entry.group) == "wells"

    canvas.hide_layers({name, "late"})
    canvas.set_base([replace(wells, style=style)])
    canvas.set_markers("late", [Marker(id="1", lonlat=CENTER)])

    assert {entry.name for entry in canvas.layers() if not entry.visible} == {name, "late"}
    assert not canvas.scene.base.points[0].visible


def test_the_card_leaves_the_mark_of_a_replay_free(canvas: MapCanvas) -> None:
    before = canvas.cards.panel.geometry()
    canvas.show_past((), "Replay 04:12:00 · not live", datetime(2026, 7, 18, 20, 12, tzinfo=UTC))
    assert canvas.cards.panel.y() >= before.y() + 40
    assert canvas.rect().contains(canvas.cards.panel.geometry())

    canvas.show_present()
    assert canvas.cards.panel.geometry() == before
