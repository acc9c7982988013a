"""A map file lies over the base map unless the operator says that it is the base map; every point of it is seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyogrio.raw
import pytest
import shapely
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest

from commandpost.bootstrap.map_library import MAPS, MapLibrary
from commandpost.domain.coordinates import LonLat
from commandpost.domain.errors import RuleBroken
from commandpost.domain.layer_style import LayerStyle, StyleKind
from commandpost.domain.map_import import KeptLayer, kept_from_plain
from commandpost.domain.map_paper import refuse_unapproved
from commandpost.geodata.bounded import MapReader
from commandpost.gui.map.base import BaseMap
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.map.colours import DAY
from commandpost.gui.map.furniture import Attribution
from commandpost.gui.map.printing import owners_of
from commandpost.gui.pages.command.base_owner import owner_of
from commandpost.gui.pages.map_import.dialog import MapImportDialog
from tests.gui.conftest import Gui

CENTER = LonLat(116.4, 39.9)


@pytest.fixture(scope="module")
def reader() -> Iterator[MapReader]:
    with MapReader() as started:
        yield started


@pytest.fixture
def library(gui: Gui, reader: MapReader) -> Iterator[MapLibrary]:
    """A street with a drawing of the sample under it."""
    drawing = areas(gui.folder / "drawing.gpkg", "示例底图", 0.004)
    made = MapLibrary(gui.desk.store, gui.folder / MAPS, drawing, reader=reader)
    gui.services = replace(gui.services, map_files=made, base_map=made.sheet)
    yield made
    made.close()


def areas(file: Path, layer: str, half: float) -> Path:
    box = shapely.box(CENTER.lon - half, CENTER.lat - half, CENTER.lon + half, CENTER.lat + half)
    names = [np.array(["清河街道（示例）"], dtype=object)]
    pyogrio.raw.write(
        file, shapely.to_wkb([box]), names, np.array(["name"]), layer=layer, geometry_type="Polygon", crs="EPSG:4490",
        driver="GPKG",
    )  # fmt: skip
    return file


def nameless(file: Path) -> Path:
    """Three points in a file without any column."""
    places = [shapely.Point(CENTER.lon + shift, CENTER.lat) for shift in (-0.001, 0, 0.001)]
    pyogrio.raw.write(
        file, shapely.to_wkb(places), [], np.array([]), layer="井", geometry_type="Point", crs="EPSG:4490",
        driver="GPKG",
    )  # fmt: skip
    return file


def taken_in(gui: Gui, library: MapLibrary, file: Path, *keys: Qt.Key) -> KeptLayer:
    """By keyboard alone: the choice has the focus, keys change it, Ctrl+Enter takes the file in."""
    taken: list[KeptLayer] = []

    async def scenario() -> None:
        dialog = MapImportDialog(gui.context(), library)
        dialog.imported.connect(taken.append)
        dialog.show()
        dialog.look_at(file)
        await gui.until(lambda: not dialog._busy, "the file is read")
        chosen = dialog.form._below if dialog.form.as_base else dialog.form._over
        chosen.setFocus()
        for key in keys:
            QTest.keyClick(dialog.focusWidget() or chosen, key)
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await gui.until(lambda: taken, "taken in")

    gui.run(scenario())
    return taken[0]


def picture(library: MapLibrary, rung: int) -> set[str]:
    canvas = MapCanvas()
    canvas.show_base(BaseMap(library.sheet().layers), Attribution(invented=True))
    canvas.look_at(CENTER, rung)
    image = canvas.picture(QSize(900, 700), colours=DAY, ratio=1)
    canvas.close()
    flat = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(-1, 4)[:, 2::-1]
    return {"#" + bytes(row).hex() for row in np.unique(flat, axis=0)}


def test_a_file_of_areas_lies_over_the_drawing_and_takes_nothing_away(gui: Gui, library: MapLibrary) -> None:
    kept = taken_in(gui, library, areas(gui.folder / "社区.gpkg", "社区", 0.002))

    assert not kept.base
    assert kept.style.kind is StyleKind.OUTLINE
    sheet = library.sheet()
    assert [layer.name for layer in sheet.layers] == ["示例底图", "社区"]
    assert sheet.invented
    assert DAY.teal in picture(library, 32), "its outline"


def test_by_one_key_it_becomes_the_base_map(gui: Gui, library: MapLibrary) -> None:
    kept = taken_in(gui, library, areas(gui.folder / "社区.gpkg", "社区", 0.002), Qt.Key.Key_Down)

    assert kept.base
    assert kept.style == LayerStyle()
    assert [layer.name for layer in library.sheet().layers] == ["社区"]
    assert not library.sheet().invented


def test_without_any_base_map_the_first_file_is_proposed_as_one(gui: Gui, reader: MapReader) -> None:
    library = MapLibrary(gui.desk.store, gui.folder / MAPS, reader=reader)
    assert taken_in(gui, library, areas(gui.folder / "社区.gpkg", "社区", 0.002)).base
    assert not taken_in(gui, library, areas(gui.folder / "网格.gpkg", "网格", 0.001)).base
    library.close()


@pytest.mark.parametrize("rung", [24, 32])
def test_points_without_names_are_seen_from_near_and_far(gui: Gui, library: MapLibrary, rung: int) -> None:
    kept = taken_in(gui, library, nameless(gui.folder / "井.gpkg"), Qt.Key.Key_Down)

    assert not kept.base, "points alone are never a base map"
    assert library.sheet().layers[-1].names == ("", "", "")
    assert DAY.teal in picture(library, rung)


def test_nameless_points_that_the_map_draws_itself_are_dots(gui: Gui, library: MapLibrary) -> None:
    kept = library.take(nameless(gui.folder / "井.gpkg"))
    library.restyle(kept.id, LayerStyle())

    assert DAY.dim in picture(library, 32)


def test_what_lies_over_the_invented_map_needs_its_own_number(gui: Gui, library: MapLibrary) -> None:
    taken_in(gui, library, areas(gui.folder / "社区.gpkg", "社区", 0.002))
    owner = owner_of(library.sheet())
    assert not owner.approved
    canvas = MapCanvas()
    canvas.show_base(BaseMap(library.sheet().layers), owner)
    assert owners_of(canvas.scene) == (owner,)
    canvas.close()
    with pytest.raises(RuleBroken):
        refuse_unapproved([owner])

    kept = library.layers()[0]
    library.answer_for(kept.id, replace(kept.origin, provider="某单位", approval_number="京S(2026)001号"))
    owner = owner_of(library.sheet())
    assert owner.approved
    assert "某单位" in owner.words()
    assert "京S(2026)001号" in owner.words()


def test_layers_kept_before_there_was_a_choice_stay_what_they_were(library: MapLibrary, gui: Gui) -> None:
    kept = library.take(areas(gui.folder / "社区.gpkg", "社区", 0.002))
    plain = {name: value for name, value in kept.to_plain().items() if name != "base"}
    assert kept_from_plain(plain).base
    assert not kept_from_plain({**plain, "drawn": False}).base
