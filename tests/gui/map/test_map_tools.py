"""The tools as a person holds them: measuring, drawing, asking, editing, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot

from commandpost.domain.coordinates import LonLat, distance_m
from commandpost.domain.map_layer import GeometryKind, LayerRole, layer_of
from commandpost.domain.map_paper import frame_of
from commandpost.domain.sketch import SketchKind
from commandpost.gui.actions import ACTIONS
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.map.drawn import DrawnSketch
from commandpost.gui.map.markers import Marker, Symbol
from commandpost.gui.map.printing import MapPrint, legend_of, owners_of, picture_size, printed_view
from commandpost.gui.map.situation import Area
from commandpost.gui.map.sketches import SKETCH_LAYER
from commandpost.gui.map.tool_registry import BY_KEY, TOOLS, action_of
from commandpost.gui.map.tools import ToolKind
from commandpost.gui.map.tools_path import History, area_words, length_words

CENTER = LonLat(116.4, 39.9)
LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
CORNERS = ((300, 300), (500, 300), (500, 450))


@pytest.fixture
def canvas(qtbot: QtBot) -> Iterator[MapCanvas]:
    made = MapCanvas()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.look_at(CENTER, 32)
    yield made
    made.close()


def click(canvas: MapCanvas, qtbot: QtBot, *spots: tuple[int, int]) -> None:
    for x, y in spots:
        qtbot.mouseClick(canvas, LEFT, pos=QPoint(x, y))


def drag(canvas: MapCanvas, qtbot: QtBot, begin: tuple[int, int], end: tuple[int, int]) -> None:
    qtbot.mousePress(canvas, LEFT, pos=QPoint(*begin))
    qtbot.mouseMove(canvas, QPoint((begin[0] + end[0]) // 2, (begin[1] + end[1]) // 2))
    qtbot.mouseMove(canvas, QPoint(*end))
    qtbot.mouseRelease(canvas, LEFT, pos=QPoint(*end))


def placed(canvas: MapCanvas) -> Sequence[LonLat]:
    """The points of the tool in hand."""
    points: Sequence[LonLat] = canvas.tool.places  # type: ignore[attr-defined]  # a tool that draws
    return points


def place(canvas: MapCanvas, x: float, y: float) -> LonLat:
    return canvas.viewport.lonlat_at(x, y)


def cordon(canvas: MapCanvas, **more: object) -> DrawnSketch:
    fields = {"id": "sketch-1", "kind": SketchKind.CORDON, "shape": GeometryKind.AREA, "label": "内圈"}
    return DrawnSketch(**fields | {"places": tuple(place(canvas, *spot) for spot in CORNERS)} | more)  # type: ignore[arg-type]  # any field


def test_every_tool_has_a_key_of_its_own_an_action_and_a_picture(canvas: MapCanvas) -> None:
    assert len(BY_KEY) == len(TOOLS) == len(ToolKind)
    assert {action_of(spec.kind) for spec in TOOLS} <= {action.id for action in ACTIONS}
    for spec in TOOLS:
        canvas.set_tool(spec.kind)
        assert canvas.tool.kind is spec.kind
        checked = [button for button in canvas.cards.strip.findChildren(QToolButton) if button.isChecked()]
        assert len(checked) == 1
        assert not checked[0].icon().isNull()


def test_a_group_opens_its_list_without_a_loop_of_its_own(canvas: MapCanvas, qtbot: QtBot) -> None:
    button = next(one for one in canvas.findChildren(QToolButton) if one.findChild(QMenu))
    qtbot.mouseClick(button, LEFT)
    menu = button.findChild(QMenu)
    assert menu is not None
    assert menu.isVisible()
    menu.actions()[-1].trigger()
    menu.close()
    assert canvas.tool.kind is ToolKind.AREA


def test_a_letter_takes_a_tool_while_the_map_has_the_focus(canvas: MapCanvas, qtbot: QtBot) -> None:
    qtbot.keyClick(canvas, Qt.Key.Key_J)
    assert canvas.tool.kind is ToolKind.CORDON
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.tool.kind is ToolKind.SELECT


@pytest.mark.parametrize(
    ("kind", "shape", "points"),
    [
        (ToolKind.CORDON, GeometryKind.AREA, 3),
        (ToolKind.CLOSURE, GeometryKind.LINE, 2),
        (ToolKind.ROUTE, GeometryKind.LINE, 3),
        (ToolKind.POLYGON, GeometryKind.AREA, 3),
        (ToolKind.BUFFER, GeometryKind.LINE, 2),
        (ToolKind.MARK_LINE, GeometryKind.LINE, 2),
        (ToolKind.MARK_AREA, GeometryKind.AREA, 3),
    ],
)
def test_clicks_make_a_shape_and_a_double_click_ends_it(
    canvas: MapCanvas, qtbot: QtBot, kind: ToolKind, shape: GeometryKind, points: int
) -> None:
    canvas.set_tool(kind)
    click(canvas, qtbot, *CORNERS[:points])
    canvas.grab()
    with qtbot.waitSignal(canvas.shape_drawn) as heard:
        qtbot.mouseDClick(canvas, LEFT, pos=QPoint(*CORNERS[points - 1]))
    assert heard.args == [kind, shape, tuple(place(canvas, *spot) for spot in CORNERS[:points])]
    assert canvas.tool.kind is ToolKind.SELECT


def test_words_take_one_click(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.set_tool(ToolKind.TEXT)
    with qtbot.waitSignal(canvas.shape_drawn) as heard:
        click(canvas, qtbot, (450, 350))
    assert heard.args == [ToolKind.TEXT, GeometryKind.POINT, (place(canvas, 450, 350),)]


def test_too_few_points_end_nothing(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.set_tool(ToolKind.CORDON)
    click(canvas, qtbot, *CORNERS[:2])
    with qtbot.assertNotEmitted(canvas.shape_drawn):
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert canvas.tool.kind is ToolKind.CORDON


def test_points_are_taken_back_and_put_again(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.set_tool(ToolKind.ROUTE)
    click(canvas, qtbot, *CORNERS)
    qtbot.keyClick(canvas, Qt.Key.Key_Backspace)
    qtbot.keyClick(canvas, Qt.Key.Key_Z, CTRL)
    assert len(placed(canvas)) == 3  # the point Backspace took away is back
    qtbot.keyClick(canvas, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(canvas, Qt.Key.Key_Z, CTRL)
    assert len(placed(canvas)) == 1
    qtbot.keyClick(canvas, Qt.Key.Key_Y, CTRL)
    with qtbot.waitSignal(canvas.shape_drawn) as heard:
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert heard.args is not None
    assert len(heard.args[2]) == 2


def test_what_is_kept_already_is_taken_back_by_whoever_keeps_it(canvas: MapCanvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.step_wanted) as heard:
        qtbot.keyClick(canvas, Qt.Key.Key_Z, CTRL)
    assert heard.args == [True]


def test_a_shape_is_drawn_with_keys_alone(canvas: MapCanvas, qtbot: QtBot) -> None:
    qtbot.keyClick(canvas, Qt.Key.Key_L)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(canvas, key)
    with qtbot.waitSignal(canvas.shape_drawn) as heard:
        qtbot.keyClick(canvas, Qt.Key.Key_Return, SHIFT)
    assert heard.args is not None
    first, second = heard.args[2]
    assert distance_m(first, second) == pytest.approx(96 * canvas.viewport.resolution * 0.767, rel=0.01)


def test_a_circle_is_drawn_with_keys_alone(canvas: MapCanvas, qtbot: QtBot) -> None:
    qtbot.keyClick(canvas, Qt.Key.Key_C)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Down):
        qtbot.keyClick(canvas, key)
    canvas.grab()
    with qtbot.waitSignal(canvas.circle_drawn) as heard:
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert heard.args is not None
    assert heard.args[1] > 50


def test_an_area_is_measured_on_the_ground(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.set_tool(ToolKind.AREA)
    click(canvas, qtbot, *CORNERS)
    wide = distance_m(place(canvas, 300, 300), place(canvas, 500, 300))
    tall = distance_m(place(canvas, 500, 300), place(canvas, 500, 450))
    assert canvas.tool.area_m2 == pytest.approx(wide * tall / 2, rel=1e-3)  # type: ignore[attr-defined]  # the tool that was taken
    qtbot.mouseDClick(canvas, LEFT, pos=QPoint(500, 450))
    qtbot.mouseMove(canvas, QPoint(700, 600))
    assert canvas.tool.area_m2 == pytest.approx(wide * tall / 2, rel=1e-3)  # type: ignore[attr-defined]  # the tool that was taken
    click(canvas, qtbot, (600, 600))
    assert len(placed(canvas)) == 1


def test_measures_are_said_as_people_say_them() -> None:
    assert [length_words(metres) for metres in (12.4, 1250)] == ["12 m", "1.25 km"]
    assert [area_words(metres) for metres in (900, 25_000, 3_400_000)] == ["900 m²", "2.50 ha", "3.40 km²"]


def test_a_point_is_drawn_to_a_corner_and_then_to_an_edge_unless_that_is_switched_off(
    canvas: MapCanvas, qtbot: QtBot
) -> None:
    corner, other = place(canvas, 300, 300), place(canvas, 500, 300)
    ring = [(one.lon, one.lat) for one in (corner, other, place(canvas, 500, 500))]
    canvas.set_base([layer_of("b", LayerRole.BUILDING, GeometryKind.AREA, [[ring]])])
    canvas.look_at(CENTER, 32)
    canvas.set_tool(ToolKind.POINT)
    for at, expected in (((304, 297), corner), ((400, 305), place(canvas, 400, 300)), ((700, 305), None)):
        canvas.set_tool(ToolKind.POINT)
        with qtbot.waitSignal(canvas.point_placed) as heard:
            click(canvas, qtbot, at)
        assert heard.args is not None
        assert distance_m(heard.args[0], expected or place(canvas, *at)) < 0.01
    qtbot.keyClick(canvas, Qt.Key.Key_S)
    canvas.set_tool(ToolKind.POINT)
    with qtbot.waitSignal(canvas.point_placed) as heard:
        click(canvas, qtbot, (304, 297))
    assert heard.args is not None
    assert distance_m(heard.args[0], place(canvas, 304, 297)) < 0.01


def test_sketches_and_areas_draw_points_to_themselves_too(canvas: MapCanvas) -> None:
    canvas.set_sketches([cordon(canvas)])
    canvas.set_areas("grids", [Area(id="1", rings=(((116.39, 39.9), (116.391, 39.9), (116.391, 39.901)),))])
    assert canvas.snapped(303, 302) is not None
    x, y = canvas.viewport.screen_of(LonLat(116.391, 39.9))
    assert canvas.snapped(x + 3, y) is not None
    canvas.set_layer_visible(SKETCH_LAYER, visible=False)
    canvas.set_layer_visible("grids", visible=False)
    assert canvas.snapped(303, 302) is None
    assert canvas.snapped(x + 3, y) is None


def test_a_click_names_the_sketch_under_it_and_the_panel_counts_it(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.set_sketches([cordon(canvas)])
    assert [(entry.name, entry.count) for entry in canvas.layers()] == [(SKETCH_LAYER, 1)]
    with qtbot.waitSignal(canvas.feature_clicked) as heard:
        click(canvas, qtbot, (460, 330))
    assert heard.args == [SKETCH_LAYER, "sketch-1"]
    with qtbot.assertNotEmitted(canvas.feature_clicked):
        click(canvas, qtbot, (700, 600))


def test_each_kind_of_sketch_is_told_from_the_others_without_colour(canvas: MapCanvas) -> None:
    places = tuple(place(canvas, x, 350) for x in (200, 700))
    pictures = set()
    for kind in (SketchKind.CLOSURE, SketchKind.ROUTE, SketchKind.MARK):
        canvas.set_sketches([cordon(canvas, kind=kind, shape=GeometryKind.LINE, places=places, label="")])
        grey = canvas.grab().toImage().convertToFormat(canvas.grab().toImage().Format.Format_Mono)
        pictures.add(bytes(grey.constBits()))
    assert len(pictures) == 3


def edited(canvas: MapCanvas, qtbot: QtBot) -> tuple[LonLat, ...]:
    with qtbot.waitSignal(canvas.sketch_edited) as heard:
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert heard.args is not None
    assert heard.args[0].id == "sketch-1"
    places: tuple[LonLat, ...] = heard.args[1]
    return places


def test_corners_are_dragged_inserted_and_taken_away(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.set_sketches([cordon(canvas)])
    canvas.set_tool(ToolKind.EDIT)
    before = canvas.viewport
    click(canvas, qtbot, (460, 330))
    drag(canvas, qtbot, (300, 300), (250, 260))
    drag(canvas, qtbot, (500, 375), (560, 375))
    canvas.grab()
    click(canvas, qtbot, (500, 300))
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert edited(canvas, qtbot) == tuple(place(canvas, *spot) for spot in ((250, 260), (560, 375), (500, 450)))
    assert canvas.viewport == before


def test_editing_goes_back_and_forth_and_by_keys(canvas: MapCanvas, qtbot: QtBot) -> None:
    sketch = cordon(canvas)
    canvas.set_sketches([sketch])
    canvas.set_tool(ToolKind.EDIT)
    click(canvas, qtbot, (460, 330))
    qtbot.keyClick(canvas, Qt.Key.Key_N)
    qtbot.keyClick(canvas, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(canvas, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(canvas, Qt.Key.Key_Z, CTRL)
    moved = edited(canvas, qtbot)
    assert moved[0] == sketch.places[0]
    assert canvas.viewport.screen_of(moved[1]) == pytest.approx((504, 300), abs=0.01)


def test_an_area_keeps_three_corners_and_another_units_sketch_is_left_alone(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.set_sketches([cordon(canvas)])
    canvas.set_tool(ToolKind.EDIT)
    click(canvas, qtbot, (460, 330))
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert len(edited(canvas, qtbot)) == 3
    canvas.set_sketches([cordon(canvas, fixed=True)])
    canvas.set_tool(ToolKind.EDIT)
    click(canvas, qtbot, (460, 330))
    with qtbot.assertNotEmitted(canvas.sketch_edited):
        qtbot.keyClick(canvas, Qt.Key.Key_Return)


def test_a_drag_beside_the_sketch_moves_the_map(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.set_sketches([cordon(canvas)])
    canvas.set_tool(ToolKind.EDIT)
    click(canvas, qtbot, (460, 330))
    before = canvas.viewport
    drag(canvas, qtbot, (700, 600), (650, 600))
    assert canvas.viewport != before


def test_identifying_asks_for_the_place_and_stays_in_hand(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.set_tool(ToolKind.IDENTIFY)
    with qtbot.waitSignal(canvas.identify_wanted) as heard:
        click(canvas, qtbot, (450, 350))
    assert heard.args is not None
    assert distance_m(heard.args[0], CENTER) < 1
    assert canvas.tool.kind is ToolKind.IDENTIFY


def test_a_new_state_drops_what_was_undone() -> None:
    history = History()
    history.put((CENTER,))
    history.undo()
    history.undo()
    history.put((LonLat(1, 1),))
    history.redo()
    assert history.now == (LonLat(1, 1),)


def test_the_printed_picture_is_true_to_scale(canvas: MapCanvas) -> None:
    frame = frame_of(CENTER, 5000, "a4", upright=False)
    view = printed_view(frame)
    wide, tall = picture_size(frame, view)
    spots = [(CENTER.lon + x, CENTER.lat + y) for x, y in ((0.004, 0.003), (-0.004, 0.002), (0.001, -0.003))]
    for spot, (right, down) in zip(spots, frame.millimetres(np.array(spots)).tolist(), strict=True):
        x, y = view.screen_of(LonLat(*spot))
        assert x / view.width * wide - (wide - frame.width) / 2 == pytest.approx(right, abs=0.02)
        assert y / view.height * tall - (tall - frame.height) / 2 == pytest.approx(down, abs=0.02)
    assert wide == pytest.approx(frame.width, abs=1)
    image = MapPrint(canvas.scene, frame).image
    assert image.width() / wide * 25.4 == pytest.approx(250, rel=0.01)


def test_the_legend_shows_what_is_on_the_map(canvas: MapCanvas) -> None:
    canvas.set_markers("teams", [Marker(id="1", lonlat=CENTER, symbol=Symbol.TEAM)], title="应急队伍")
    canvas.set_markers("none", [], title="空")
    canvas.set_sketches([cordon(canvas)])
    lines = legend_of(canvas.scene)
    assert [line.words for line in lines] == ["应急队伍", "警戒区"]
    ring = tuple((CENTER.lon + x, CENTER.lat + y) for x, y in ((0, 0), (0.01, 0), (0.01, 0.01), (0, 0)))
    canvas.set_areas("grid", [Area(id="1", rings=(ring,))], title="网格边界")
    canvas.set_circle(CENTER, 500)
    crowd = [Marker(id=str(at), lonlat=CENTER) for at in range(400)]
    canvas.set_markers("people", crowd, title="重点人员")
    lines = legend_of(canvas.scene, canvas.viewport)
    assert [line.words for line in lines] == [
        "应急队伍", "重点人员", "多处合并，数字为个数", "网格边界", "500米范围", "警戒区",
    ]  # fmt: skip
    assert all(line.picture.startswith("<svg") for line in lines)
    assert owners_of(canvas.scene) == ()
