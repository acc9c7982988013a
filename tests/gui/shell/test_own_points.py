"""A click on a point of a layer of one's own is answered with its name and its fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyogrio.raw
import pytest
import shapely
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from commandpost.bootstrap.map_library import MAPS, MapLibrary
from commandpost.domain.coordinates import LonLat
from commandpost.domain.layer_style import LayerStyle, StyleClass, StyleKind
from commandpost.gui.pages.command.page import CommandPage
from tests.gui.conftest import Gui
from tests.gui.shell.test_command_page import opened
from tests.gui.shell.test_map_desks import queries

WELL = LonLat(116.4, 39.9)
NAMES = ("一号井", "二号井<b>")
PRESSURES = ("0.4 MPa", "")


@pytest.fixture
def files(gui: Gui) -> Iterator[MapLibrary]:
    made = MapLibrary(gui.desk.store, gui.folder / MAPS)
    file = gui.folder / "消防水井.gpkg"
    _write(file, [WELL, LonLat(116.402, 39.9)])
    layer = made.take(file, provider="某单位", approval_number="京S(2026)001号")
    made.restyle(layer.id, LayerStyle(kind=StyleKind.SINGLE, classes=(StyleClass(colour="violet"),)))
    gui.services = replace(gui.services, map_files=made, base_map=made.sheet)
    yield made
    made.close()


def _write(file: Path, places: list[LonLat]) -> None:
    points = np.array([shapely.Point(place.lon, place.lat) for place in places])
    columns = [np.array(words, dtype=object) for words in (NAMES, PRESSURES)]
    pyogrio.raw.write(
        file, shapely.to_wkb(points), columns, np.array(["name", "压力"]), layer="水井",
        geometry_type="Point", crs="EPSG:4490", driver="GPKG",
    )  # fmt: skip


def click(page: CommandPage, place: LonLat) -> None:
    x, y = page.canvas.viewport.screen_of(place)
    QTest.mouseClick(page.canvas, Qt.MouseButton.LeftButton, pos=QPoint(round(x) + 4, round(y)))


def test_a_click_on_an_own_point_shows_its_name_and_the_fields_that_are_filled(gui: Gui, files: MapLibrary) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        await gui.until(lambda: page.canvas.scene.base.points, "the layer is drawn")
        page.canvas.look_at(WELL, 32)
        card = queries(page).card

        click(page, WELL)
        await gui.until(lambda: not card.isHidden(), "the answer")
        assert card._where.text().count("一号井") == 1
        assert "0.4 MPa" in card._needs.text()

        click(page, LonLat(116.402, 39.9))
        await gui.until(lambda: "二号井" in card._where.text(), "the other one")
        assert "MPa" not in card._needs.text()
        assert card._needs.textFormat() is Qt.TextFormat.PlainText

        page.canvas.set_layer_visible(page.canvas.scene.base.points[0].name, visible=False)
        queries(page).clear()
        click(page, WELL)
        assert queries(page)._ask is None
        page.close()

    gui.run(scenario())


def test_only_kept_layers_have_fields_and_a_moved_profile_still_has_them(gui: Gui, files: MapLibrary) -> None:
    layer = files.sheet().layers[0]
    fid = int(layer.fids[0])
    elsewhere = f"/elsewhere/{Path(layer.source).parent.name}/kept.gpkg"

    assert dict(files.fields(elsewhere, layer.name, fid)) == {"name": "一号井", "压力": "0.4 MPa"}
    assert files.fields("/elsewhere/other/kept.gpkg", layer.name, fid) == ()
    assert files.fields(layer.source, "no such layer", fid) == ()
    assert files.fields(layer.source, layer.name, 999) == ()
