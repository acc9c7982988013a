"""The canvas as a person uses it: clicks, keys, drags, themes, and what it never does by itself."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QToolButton
from pytestqt.qtbot import QtBot

from commandpost.domain.coordinates import LonLat, distance_m
from commandpost.domain.map_layer import GeometryKind, LayerRole, layer_of
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.map.colours import DAY, NIGHT, ColourRole
from commandpost.gui.map.features import GroundFeature
from commandpost.gui.map.furniture import Attribution
from commandpost.gui.map.markers import Marker, Symbol
from commandpost.gui.map.situation import Area
from commandpost.gui.map.tools import ToolKind
from commandpost.gui.map.viewport import MAX_RUNG

CENTER = LonLat(116.4, 39.9)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def canvas(qtbot: QtBot) -> Iterator[MapCanvas]:
    made = MapCanvas()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.look_at(CENTER, 32)
    yield made
    made.close()


def block() -> list[tuple[float, float]]:
    return [(116.398, 39.899), (116.402, 39.899), (116.402, 39.902), (116.398, 39.902)]


def point_of(canvas: MapCanvas, place: LonLat) -> QPoint:
    x, y = canvas.viewport.screen_of(place)
    return QPoint(round(x), round(y))


def test_a_click_on_a_marker_names_its_layer_and_id(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.set_markers("teams", [Marker(id="队一", lonlat=LonLat(116.403, 39.901), symbol=Symbol.TEAM)])
    with qtbot.waitSignal(canvas.feature_clicked) as heard:
        qtbot.mouseClick(canvas, LEFT, pos=point_of(canvas, LonLat(116.403, 39.901)))
    assert heard.args == ["teams", "队一"]


def test_a_click_on_the_ground_gives_the_place(canvas: MapCanvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.map_clicked) as heard:
        qtbot.mouseClick(canvas, LEFT, pos=point_of(canvas, LonLat(116.399, 39.9005)))
    assert heard.args is not None
    assert distance_m(heard.args[0], LonLat(116.399, 39.9005)) < canvas.viewport.resolution


def test_a_click_in_an_area_names_it_and_still_gives_the_place(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.set_areas("grids", [Area(id="三网格", rings=(tuple(block()),))])
    with qtbot.waitSignals([canvas.feature_clicked, canvas.map_clicked]):
        qtbot.mouseClick(canvas, LEFT, pos=point_of(canvas, CENTER))


def test_a_hidden_layer_is_neither_drawn_nor_clicked(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.set_markers("teams", [Marker(id="1", lonlat=CENTER, symbol=Symbol.TEAM)])
    canvas.set_layer_visible("teams", visible=False)
    with qtbot.assertNotEmitted(canvas.feature_clicked):
        qtbot.mouseClick(canvas, LEFT, pos=point_of(canvas, CENTER))
    canvas.set_markers("teams", [Marker(id="2", lonlat=CENTER, symbol=Symbol.TEAM)])
    assert [entry.visible for entry in canvas.layers()] == [False]


def test_a_cluster_opens_when_it_is_clicked(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.set_markers("people", [Marker(id=str(at), lonlat=CENTER) for at in range(500)])
    rung = canvas.viewport.rung
    with qtbot.assertNotEmitted(canvas.feature_clicked):
        qtbot.mouseClick(canvas, LEFT, pos=point_of(canvas, CENTER))
    assert canvas.viewport.rung > rung


def test_a_cluster_that_opens_no_further_gives_its_most_serious_pin(canvas: MapCanvas, qtbot: QtBot) -> None:
    pins = [Marker(id=str(at), lonlat=CENTER, symbol=Symbol.PIN, weight=at % 7) for at in range(100)]
    canvas.set_markers("incidents", pins)
    heard: list[str] = []
    canvas.feature_clicked.connect(lambda _layer, pin: heard.append(pin))
    for _ in range(MAX_RUNG):
        (spot,) = canvas.scene.marker_layers["incidents"].spots(canvas.viewport)
        assert not heard or canvas.viewport.rung == MAX_RUNG
        qtbot.mouseClick(canvas, LEFT, pos=QPoint(round(spot.x), round(spot.y)))
    assert set(heard) == {"6"}


def test_new_markers_selection_and_circle_never_move_the_map(canvas: MapCanvas) -> None:
    before = canvas.viewport
    canvas.set_markers("incidents", [Marker(id="1", lonlat=LonLat(116.9, 40.2), symbol=Symbol.PIN)])
    canvas.select("incidents", "1")
    canvas.set_circle(LonLat(116.9, 40.2), 500)
    canvas.reveal(CENTER)
    assert canvas.viewport == before


def test_reveal_moves_a_place_out_from_under_the_card_of_layers(canvas: MapCanvas) -> None:
    canvas.set_markers("teams", [Marker(id="队一", lonlat=CENTER, symbol=Symbol.TEAM)])
    panel = canvas.cards.panel.geometry()
    hidden = canvas.viewport.lonlat_at(panel.center().x(), panel.center().y())

    canvas.reveal(hidden)

    x, y = canvas.viewport.screen_of(hidden)
    assert not any(card.contains(x, y) for card in canvas.cards.covered)
    assert canvas.rect().contains(round(x), round(y))


@pytest.mark.parametrize("covered", [QRectF(180, 10, 210, 600), QRectF(10, 200, 380, 450)])
def test_reveal_looks_past_a_card_that_lies_over_the_middle(canvas: MapCanvas, covered: QRectF) -> None:
    canvas.resize(400, 700)
    canvas.scene.covered = (QRectF(12, 12, 44, 150), covered)
    for place in (canvas.viewport.lonlat_at(covered.center().x(), covered.center().y()), LonLat(116.9, 40.2)):
        canvas.reveal(place)

        x, y = canvas.viewport.screen_of(place)
        assert not any(card.contains(x, y) for card in canvas.scene.covered), (x, y)
        assert canvas.rect().contains(round(x), round(y))


def test_reveal_brings_a_distant_place_into_the_window(canvas: MapCanvas) -> None:
    canvas.reveal(LonLat(116.9, 40.2))
    assert distance_m(canvas.viewport.center, LonLat(116.9, 40.2)) < 1


def test_a_drag_moves_the_ground_with_the_cursor(canvas: MapCanvas, qtbot: QtBot) -> None:
    place = canvas.viewport.lonlat_at(300, 300)
    with qtbot.assertNotEmitted(canvas.map_clicked):
        qtbot.mousePress(canvas, LEFT, pos=QPoint(300, 300))
        qtbot.mouseMove(canvas, QPoint(350, 330))
        qtbot.mouseMove(canvas, QPoint(420, 340))
        qtbot.mouseRelease(canvas, LEFT, pos=QPoint(420, 340))
    assert canvas.viewport.screen_of(place) == pytest.approx((420, 340), abs=1)


def test_the_wheel_zooms_about_the_cursor(canvas: MapCanvas) -> None:
    place, rung = canvas.viewport.lonlat_at(200, 150), canvas.viewport.rung
    at = QPointF(200, 150)
    event = QWheelEvent(
        at,
        canvas.mapToGlobal(at),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)
    assert canvas.viewport.rung == rung + 2
    assert canvas.viewport.screen_of(place) == pytest.approx((200, 150), abs=0.01)


def test_everything_can_be_done_with_keys(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.set_markers("teams", [Marker(id="1", lonlat=CENTER, symbol=Symbol.TEAM)])
    rung = canvas.viewport.rung
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Plus, Qt.Key.Key_Minus):
        qtbot.keyClick(canvas, key)
    assert canvas.viewport.rung == rung
    with qtbot.waitSignal(canvas.feature_clicked) as heard:
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert heard.args == ["teams", "1"]


def test_home_shows_the_whole_base_map(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.set_base([layer_of("b", LayerRole.BUILDING, GeometryKind.AREA, [[block()]])], Attribution(invented=True))
    canvas.look_at(LonLat(117.0, 41.0), 20)
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    x, y = canvas.viewport.screen_of(LonLat(116.4, 39.9005))
    assert (x, y) == pytest.approx((450, 350), abs=2)


def test_a_set_point_is_announced_and_the_tool_put_away(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.set_tool(ToolKind.POINT)
    with qtbot.waitSignal(canvas.point_placed) as heard:
        qtbot.mouseClick(canvas, LEFT, pos=QPoint(450, 350))
    assert heard.args is not None
    assert distance_m(heard.args[0], CENTER) < 2
    with qtbot.assertNotEmitted(canvas.point_placed):
        qtbot.mouseClick(canvas, LEFT, pos=QPoint(450, 350))


def test_a_radius_is_drawn_by_a_drag_and_is_a_true_distance(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.set_tool(ToolKind.RADIUS)
    before, edge = canvas.viewport, canvas.viewport.lonlat_at(600, 350)
    with qtbot.waitSignal(canvas.circle_drawn) as heard:
        qtbot.mousePress(canvas, LEFT, pos=QPoint(450, 350))
        qtbot.mouseMove(canvas, QPoint(520, 350))
        qtbot.mouseRelease(canvas, LEFT, pos=QPoint(600, 350))
    assert heard.args is not None
    assert heard.args[1] == pytest.approx(distance_m(heard.args[0], edge), abs=0.01)
    assert canvas.viewport == before


def test_measuring_adds_up_the_true_lengths(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.set_tool(ToolKind.MEASURE)
    for x in (300, 400, 500):
        qtbot.mouseClick(canvas, LEFT, pos=QPoint(x, 350))
    expected = distance_m(canvas.viewport.lonlat_at(300, 350), canvas.viewport.lonlat_at(500, 350))
    assert canvas.tool.length_m == pytest.approx(expected, rel=1e-6)  # type: ignore[attr-defined]  # the tool that was taken
    canvas.grab()
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.tool.kind is ToolKind.SELECT


def test_the_panel_lists_counts_and_switches_layers(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.set_markers("hazards", [Marker(id=str(at), lonlat=CENTER) for at in range(4)], title="隐患")
    box = next(one for one in canvas.findChildren(QCheckBox) if one.accessibleName() == "隐患")
    box.click()
    assert [(entry.title, entry.count, entry.visible) for entry in canvas.layers()] == [("隐患", 4, False)]
    canvas.remove_layer("hazards")
    assert canvas.layers() == ()


def test_every_button_of_the_strip_has_a_name(canvas: MapCanvas) -> None:
    buttons = canvas.cards.strip.findChildren(QToolButton)
    assert len(buttons) == 10
    assert all(button.accessibleName() and button.toolTip() for button in buttons)


def test_the_base_map_tells_what_is_at_a_place(canvas: MapCanvas) -> None:
    canvas.set_base([layer_of("houses", LayerRole.BUILDING, GeometryKind.AREA, [[block()]], names=["槐树里12号院"])])
    assert canvas.features_at(LonLat(116.4, 39.9)) == (GroundFeature("houses", 1, "槐树里12号院", ""),)
    assert canvas.features_at(LonLat(116.41, 39.9)) == ()


def test_the_window_shows_the_houses_in_both_themes(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.set_base(
        [layer_of("houses", LayerRole.BUILDING, GeometryKind.AREA, [[block()]])], Attribution(invented=True)
    )
    for colours in (DAY, NIGHT):
        canvas.apply_colours(colours)
        qtbot.waitUntil(lambda: canvas.idle)
        assert canvas.grab().toImage().pixelColor(450, 350).name() == colours.building


def test_a_picture_for_paper_shows_the_situation_in_other_colours(canvas: MapCanvas) -> None:
    canvas.set_base(
        [layer_of("houses", LayerRole.BUILDING, GeometryKind.AREA, [[block()]])], Attribution(invented=True)
    )
    canvas.set_markers(
        "i", [Marker(id="1", lonlat=CENTER, symbol=Symbol.PIN, colour_role=ColourRole.RED, label="坍塌", emphasis=True)]
    )
    canvas.set_circle(CENTER, 100)
    picture = canvas.picture(QSize(400, 300), colours=DAY, ratio=2.0)
    assert (picture.width(), picture.height()) == (800, 600)
    assert DAY.red in names_of(picture)
    assert DAY.building in names_of(picture)
    assert canvas._scene.colours == NIGHT


def test_a_broken_feature_leaves_the_window_alive(
    canvas: MapCanvas, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def explode(*_: object) -> None:
        raise ValueError("planted")

    monkeypatch.setattr(canvas._scene, "draw", explode)
    with caplog.at_level(logging.CRITICAL, logger="commandpost.gui.map.mishaps"):
        image = canvas.grab().toImage()
    assert image.pixelColor(450, 350).name() == NIGHT.ground


def test_selected_and_emphasised_markers_show_their_card(canvas: MapCanvas) -> None:
    plain = Marker(id="1", lonlat=CENTER, symbol=Symbol.SHELTER, colour_role=ColourRole.GREEN, label="永宁小学")
    canvas.set_markers("shelters", [plain])
    before = pixels(canvas.grab().toImage())
    canvas.select("shelters", "1")
    assert (pixels(canvas.grab().toImage()) != before).sum() > 1000


def names_of(picture: QImage) -> set[str]:
    flat = pixels(picture).reshape(-1, 4)[:, :3]
    return {f"#{red:02x}{green:02x}{blue:02x}" for blue, green, red in np.unique(flat, axis=0).tolist()}


def pixels(image: QImage) -> np.ndarray:
    rgb = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(rgb.constBits(), dtype=np.uint8).reshape(rgb.height(), rgb.width(), 4).copy()


def test_a_stopped_map_may_still_be_moved(canvas: MapCanvas) -> None:
    canvas.set_base(
        [layer_of("houses", LayerRole.BUILDING, GeometryKind.AREA, [[block()]])], Attribution(invented=True)
    )
    canvas.stop()
    canvas.look_at(LonLat(116.41, 39.91), 36)
    assert not canvas.grab().isNull()


def test_two_lines_name_the_owner_where_the_window_is_narrow(canvas: MapCanvas) -> None:
    owner = Attribution(provider="某测绘单位离线底图 2026-05", approval_number="京S(2026)001号")
    canvas.set_base([layer_of("houses", LayerRole.BUILDING, GeometryKind.AREA, [[block()]])], owner)
    wide, narrow = (
        canvas.picture(QSize(900, 300), colours=DAY, ratio=1),
        canvas.picture(QSize(400, 300), colours=DAY, ratio=1),
    )
    line = slice(300 - 14 - 28 - 18 + 4, 300 - 14 - 28)
    plain = int(DAY.panel[1:3], 16)
    assert (pixels(wide)[line, 30:300] < plain - 60).sum() == 0
    assert (pixels(narrow)[line, 30:300] < plain - 60).sum() > 100
