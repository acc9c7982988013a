"""The style of a layer of one's own: chosen in a small panel, seen on the map, explained by a legend, remembered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyogrio.raw
import pytest
import shapely
from PySide6.QtCore import QSize
from shapely.geometry.base import BaseGeometry

from commandpost.bootstrap.map_library import MAPS, MapLibrary
from commandpost.domain.coordinates import LonLat
from commandpost.domain.layer_style import FieldValues, LayerStyle, StyleClass, StyleKind, style_by
from commandpost.domain.map_import import KeptLayer
from commandpost.domain.map_layer import GeometryKind
from commandpost.geodata.classes import styled, values_in
from commandpost.gui.context import GuiContext
from commandpost.gui.map.base import BaseMap
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.map.colours import DAY, NIGHT, ColourRole, MapColours
from commandpost.gui.map.furniture import Attribution
from commandpost.gui.map.legend import legend_of
from commandpost.gui.pages.settings.layer_style import LayerStyleDialog
from tests.gui.conftest import Gui

CENTER = LonLat(116.4, 39.9)
LEVELS = ("重大", "较大", "一般", "")


@pytest.fixture
def context(gui: Gui) -> Iterator[GuiContext]:
    files = MapLibrary(gui.desk.store, gui.folder / MAPS)
    gui.services = replace(gui.services, map_files=files, base_map=files.sheet)
    yield gui.context()
    files.close()


@pytest.fixture
def hazards(gui: Gui, context: GuiContext) -> KeptLayer:
    """Thirty-two squares with a level and a long remark each, and as many points."""
    file = gui.folder / "隐患.gpkg"
    squares = [shapely.box(x, y, x + 0.002, y + 0.002) for x, y in _places()]
    _write(file, "隐患区", squares, "Polygon")
    _write(file, "隐患点", [shapely.Point(x, y) for x, y in _places()], "Point", append=True)
    files = context.services.map_files
    assert isinstance(files, MapLibrary)
    return files.take(file, provider="某单位", approval_number="京S(2026)001号")


def _places() -> list[tuple[float, float]]:
    return [(116.388 + 0.003 * x, 39.895 + 0.003 * y) for x in range(8) for y in range(4)]


def _write(file: Path, layer: str, shapes: Sequence[BaseGeometry], kind: str, *, append: bool = False) -> None:
    levels = np.array([LEVELS[at % 4] for at in range(len(shapes))], dtype=object)
    remarks = np.array([f"第{at}号，{'详见登记表' * 9}" for at in range(len(shapes))], dtype=object)
    pyogrio.raw.write(
        file, shapely.to_wkb(np.array(shapes)), [levels, remarks], np.array(["等级", "备注"]), layer=layer,
        geometry_type=kind, crs="EPSG:4490", driver="GPKG", append=append,
    )  # fmt: skip


def picture(files: MapLibrary, colours: MapColours) -> set[str]:
    canvas = MapCanvas()
    canvas.resize(900, 700)
    canvas.show_base(BaseMap(files.sheet().layers), Attribution(provider="某单位", approval_number="1"))
    canvas.look_at(CENTER, 31)
    image = canvas.picture(QSize(900, 700), colours=colours, ratio=1)
    canvas.close()
    flat = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(-1, 4)[:, 2::-1]
    return {"#" + bytes(row).hex() for row in np.unique(flat, axis=0)}


def test_a_field_of_levels_is_proposed_and_drawn_in_their_colours_in_both_themes(
    gui: Gui, context: GuiContext, hazards: KeptLayer
) -> None:
    files = context.services.map_files
    assert isinstance(files, MapLibrary)

    async def scenario() -> None:
        dialog = LayerStyleDialog(context, files, hazards)
        await dialog._read_fields()
        dialog.kind.setCurrentIndex(dialog.kind.findData(StyleKind.CATEGORIES.value))
        assert [dialog.field.itemText(at) for at in range(dialog.field.count())] == ["等级"]
        assert {one.value: one.colour for one in dialog.chosen.classes} == {
            "重大": "orange", "较大": "yellow", "一般": "blue",
        }  # fmt: skip
        assert "重大" in dialog.classes.text()
        await dialog._keep()

    gui.run(scenario())
    again = MapLibrary(gui.desk.store, gui.folder / MAPS)
    assert again.layers()[0].style.kind is StyleKind.CATEGORIES
    for colours in (DAY, NIGHT):
        seen = picture(again, colours)
        assert {colours.orange, colours.yellow, colours.blue, colours.neutral} <= seen
        assert colours.red not in seen
    again.close()


def test_the_legend_names_every_value_and_the_rest(context: GuiContext, hazards: KeptLayer) -> None:
    files = context.services.map_files
    assert isinstance(files, MapLibrary)
    files.restyle(hazards.id, style_by(files.values(hazards.id)[0]))
    rows = legend_of(BaseMap(files.sheet().layers).stores)
    areas = [row.words for row in rows if row.kind is GeometryKind.AREA]
    assert {"隐患 · 隐患区 · 等级", "重大", "较大", "一般"} < set(areas)
    assert sum(row.colour is ColourRole.NEUTRAL for row in rows) == 2


def test_one_colour_and_clusters_need_no_field(gui: Gui, context: GuiContext, hazards: KeptLayer) -> None:
    files = context.services.map_files
    assert isinstance(files, MapLibrary)

    async def scenario() -> None:
        dialog = LayerStyleDialog(context, files, hazards)
        await dialog._read_fields()
        dialog.kind.setCurrentIndex(dialog.kind.findData(StyleKind.CLUSTER.value))
        dialog.colour.setCurrentIndex(dialog.colour.findData("violet"))
        await dialog._keep()

    gui.run(scenario())
    assert files.layers()[0].style == LayerStyle(kind=StyleKind.CLUSTER, classes=(StyleClass(colour="violet"),))
    base = BaseMap(files.sheet().layers)
    assert [len(layer.markers) for layer in base.points] == [32]
    assert DAY.violet in picture(files, DAY)


def test_a_copy_that_is_gone_draws_everything_in_the_neutral_colour(
    context: GuiContext, hazards: KeptLayer, tmp_path: Path
) -> None:
    files = context.services.map_files
    assert isinstance(files, MapLibrary)
    missing = tmp_path / "missing.gpkg"
    assert values_in(missing) == ()
    style = style_by(FieldValues(field="等级", values=("重大", "较大")))
    layers = styled(files.sheet().layers, style, missing)
    assert all(layer.classes is not None and (layer.classes == -1).all() for layer in layers)


def test_a_field_that_is_gone_is_no_error(gui: Gui, context: GuiContext, hazards: KeptLayer) -> None:
    files = context.services.map_files
    assert isinstance(files, MapLibrary)
    files.restyle(hazards.id, style_by(FieldValues(field="没有", values=("甲", "乙"))))
    assert DAY.neutral in picture(files, DAY)
