"""The import of a map file, seen from its dialog: what is proposed, shown, taken in and refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyogrio.raw
import pytest
import shapely
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest

from commandpost.bootstrap.map_library import MAPS, MapLibrary
from commandpost.domain.coordinates import Datum, FloatArray, from_cgcs2000
from commandpost.domain.local_plane import LocalPlane
from commandpost.domain.map_import import KeptLayer, LayerOrigin, ReadChoice
from commandpost.domain.map_layer import GeometryKind
from commandpost.geodata.bounded import MapReader
from commandpost.gui.messages import words
from commandpost.gui.pages.command.base_owner import owner_of
from commandpost.gui.pages.map_import.dialog import MapImportDialog
from commandpost.gui.pages.map_import.words import _NOTES, fit_words
from commandpost.gui.pages.settings.maps import MapsSection
from commandpost.gui.vocabulary_maps import said
from tests.gui.conftest import Gui
from tests.real_maps import REAL_MAPS, needs_real_maps


@pytest.fixture(scope="module")
def reader() -> Iterator[MapReader]:
    """One reading process for all tests, as one serves a whole shift."""
    with MapReader() as started:
        yield started


@pytest.fixture
def library(gui: Gui, reader: MapReader) -> Iterator[MapLibrary]:
    made = MapLibrary(gui.desk.store, gui.folder / MAPS, reader=reader)
    gui.services = replace(gui.services, map_files=made, base_map=made.sheet)
    yield made
    made.close()


def border() -> FloatArray:
    chance = np.random.default_rng(7)
    turns = np.linspace(0, 2 * np.pi, 60)
    radii = 0.02 + 0.004 * chance.uniform(-1, 1, 60)
    ring = np.column_stack([116.4 + radii * np.cos(turns), 39.9 + radii * np.sin(turns)])
    ring[-1] = ring[0]
    return ring


def written(path: Path, datum: Datum) -> Path:
    lon, lat = border().T
    ring = np.column_stack(from_cgcs2000(lon, lat, datum))
    wkb = shapely.to_wkb([shapely.Polygon(ring)])
    names = [np.array(["清河街道（示例）"], dtype=object)]
    pyogrio.raw.write(path, wkb, names, ["name"], driver="GPKG", geometry_type="Polygon", crs="EPSG:4326")
    return path


def keep_known(library: MapLibrary, path: Path, *layers: str) -> None:
    origin = LayerOrigin(source=path.name, trusted=True)
    steps = list(library.keep(path, ReadChoice(layers=layers), "本街道界", origin, base=True))
    assert isinstance(steps[-1], KeptLayer)


async def looked_at(gui: Gui, dialog: MapImportDialog, file: Path) -> None:
    dialog.show()
    dialog.look_at(file)
    await gui.until(lambda: not dialog._busy, "the file is read")


def test_a_file_in_gcj02_is_caught_shown_and_taken_in_at_its_true_place(gui: Gui, library: MapLibrary) -> None:
    keep_known(library, written(gui.folder / "known.gpkg", Datum.CGCS2000))
    context, taken = gui.context(), []

    async def scenario() -> None:
        dialog = MapImportDialog(context, library)
        dialog.imported.connect(taken.append)
        await gui.until(lambda: dialog._known, "known lines")
        await looked_at(gui, dialog, written(gui.folder / "gcj.gpkg", Datum.GCJ02))
        assert dialog.form.datum == Datum.GCJ02
        assert "GCJ-02" in dialog.form.verdict.text()
        assert 500 < dialog.preview.shift_m < 600
        dialog.form._provider.setText("区规划部门（示例）")
        dialog.form._accuracy.setText("5")
        dialog.begin()
        await gui.until(lambda: taken, "taken in")

    gui.run(scenario())
    (kept,) = taken
    assert (kept.origin.datum, kept.origin.provider, kept.origin.accuracy_m) == ("gcj02", "区规划部门（示例）", 5.0)
    moved = np.abs(np.sort(library.sheet().layers[-1].lonlat, axis=0) - np.sort(border(), axis=0)).max()
    assert moved < 1e-7
    again = MapLibrary(gui.desk.store, gui.folder / MAPS)
    assert again.layers() == library.layers()
    again.close()


def test_a_file_that_lies_right_is_left_as_it_is(gui: Gui, library: MapLibrary) -> None:
    keep_known(library, written(gui.folder / "known.gpkg", Datum.CGCS2000))
    context = gui.context()

    async def scenario() -> None:
        dialog = MapImportDialog(context, library)
        await gui.until(lambda: dialog._known, "known lines")
        await looked_at(gui, dialog, written(gui.folder / "right.gpkg", Datum.CGCS2000))
        assert dialog.form.datum == Datum.CGCS2000
        assert dialog.preview.shift_m == 0
        dialog.reject()

    gui.run(scenario())


def test_without_anything_known_the_operator_judges_by_the_preview(gui: Gui, library: MapLibrary) -> None:
    context = gui.context()

    async def scenario() -> None:
        dialog = MapImportDialog(context, library)
        await looked_at(gui, dialog, written(gui.folder / "gcj.gpkg", Datum.GCJ02))
        assert dialog.form.verdict.text() == fit_words(None)
        dialog.form._datum.setCurrentIndex(dialog.form._datum.findData(Datum.BD09.value))
        dialog.form._datum.activated.emit(dialog.form._datum.currentIndex())
        await gui.until(lambda: 1200 < dialog.preview.shift_m < 1500, "drawn in BD-09")
        dialog.preview.look_whole()
        whole = dialog.preview.grab().toImage()
        QTest.keyClick(dialog.preview, Qt.Key.Key_Plus)
        QTest.keyClick(dialog.preview, Qt.Key.Key_Left)
        assert dialog.preview.grab().toImage() != whole
        assert not dialog.preview.grab().isNull()
        dialog.reject()

    gui.run(scenario())


def test_a_broken_file_is_a_sentence_and_the_form_stays(gui: Gui, library: MapLibrary) -> None:
    broken = gui.folder / "坏文件.gpkg"
    broken.write_bytes(b"SQLite format 3\0" + b"x" * 4000)
    context = gui.context()

    async def scenario() -> None:
        dialog = MapImportDialog(context, library)
        await looked_at(gui, dialog, broken)
        assert "坏文件.gpkg" in dialog._problem.text()
        assert not dialog._take.isEnabled()
        await looked_at(gui, dialog, written(gui.folder / "good.gpkg", Datum.CGCS2000))
        assert dialog._problem.text() == ""
        assert dialog._take.isEnabled()
        dialog.reject()

    gui.run(scenario())


def test_the_citys_own_plane_asks_for_its_parameters(gui: Gui, library: MapLibrary) -> None:
    context = gui.context()

    async def scenario() -> None:
        dialog = MapImportDialog(context, library)
        await looked_at(gui, dialog, written(gui.folder / "a.gpkg", Datum.CGCS2000))
        dialog.form._datum.setCurrentIndex(dialog.form._datum.findData("plane"))
        dialog.form._datum.activated.emit(dialog.form._datum.currentIndex())
        await gui.until(lambda: not dialog._busy and dialog._problem.text(), "refused")
        assert dialog._problem.text() == words("plane_parameters_wrong")
        dialog.reject()

    gui.run(scenario())


def test_a_table_in_the_citys_own_plane_comes_in_by_its_parameters(gui: Gui, library: MapLibrary) -> None:
    plane = LocalPlane(east_m=-52_000.0, north_m=4_110_000.0)  # invented
    (east,), (north,) = plane.from_lonlat(np.array([116.4]), np.array([39.9]))
    table = gui.folder / "控制点.csv"
    table.write_text(f"名称,X,Y\n一号点,{north:.4f},{east:.4f}\n", encoding="utf-8")
    context, taken = gui.context(), []

    async def scenario() -> None:
        dialog = MapImportDialog(context, library)
        dialog.imported.connect(taken.append)
        await looked_at(gui, dialog, table)
        assert dialog._problem.text() == words("table_no_degrees", {"sheet": table.name})
        boxes = dialog.form._plane._boxes
        boxes["east_m"][1].setText("-52000")
        boxes["north_m"][1].setText("4110000")
        boxes["rotation_seconds"][1].setText("0")
        boxes["scale_ppm"][1].setText("0")
        dialog.form._datum.setCurrentIndex(dialog.form._datum.findData("plane"))
        dialog.form._datum.activated.emit(dialog.form._datum.currentIndex())
        await gui.until(lambda: not dialog._busy and dialog._reading is not None, "read in metres")
        assert dialog._problem.text() == ""
        assert dialog.form.notes.text() == said(_NOTES["x_north"])
        dialog.begin()
        await gui.until(lambda: taken, "taken in")

    gui.run(scenario())
    layer = library.sheet().layers[0]
    assert layer.names == ("一号点",)
    assert layer.lonlat == pytest.approx(np.array([[116.4, 39.9]]), abs=1e-7)
    assert library.layers()[0].origin.datum == "plane"


def test_no_layer_ticked_is_said_and_nothing_is_read(gui: Gui, library: MapLibrary) -> None:
    context = gui.context()

    async def scenario() -> None:
        dialog = MapImportDialog(context, library)
        await looked_at(gui, dialog, written(gui.folder / "a.gpkg", Datum.CGCS2000))
        dialog.form.only(frozenset())
        await gui.until(lambda: not dialog._busy and dialog._problem.text(), "refused")
        assert dialog._problem.text() == words("map_nothing_chosen")
        dialog.reject()

    gui.run(scenario())


def test_headings_that_name_a_datum_choose_it(gui: Gui, library: MapLibrary) -> None:
    table = gui.folder / "消火栓.csv"
    lon, lat = from_cgcs2000(np.array(116.4), np.array(39.9), Datum.GCJ02)
    table.write_text(f"名称,高德经度,高德纬度\n消火栓,{float(lon)},{float(lat)}\n", encoding="utf-8")
    context, taken = gui.context(), []

    async def scenario() -> None:
        dialog = MapImportDialog(context, library)
        dialog.imported.connect(taken.append)
        await looked_at(gui, dialog, table)
        assert dialog.form.datum == Datum.GCJ02
        assert "GCJ-02" in dialog.form.notes.text()
        dialog.begin()
        await gui.until(lambda: taken, "taken in")

    gui.run(scenario())
    assert library.sheet().layers[0].lonlat == pytest.approx(np.array([[116.4, 39.9]]), abs=1e-7)


def test_a_table_taken_in_at_the_start_lies_by_the_datum_its_headings_name(gui: Gui, library: MapLibrary) -> None:
    lon, lat = (float(one) for one in from_cgcs2000(np.array(116.4), np.array(39.9), Datum.GCJ02))
    told, untold = gui.folder / "told.csv", gui.folder / "untold.csv"
    told.write_text(f"名称,gcj02_lng,gcj02_lat\n消火栓,{lon},{lat}\n", encoding="utf-8")
    untold.write_text(f"名称,经度,纬度\n消火栓,{lon},{lat}\n", encoding="utf-8")

    library.take(told)
    library.take(untold)

    first, second = (layer.lonlat for layer in library.sheet().layers)
    assert first == pytest.approx(np.array([[116.4, 39.9]]), abs=1e-7)
    assert second == pytest.approx(np.array([[lon, lat]]))


def test_a_table_with_bad_rows_comes_in_without_them(gui: Gui, library: MapLibrary) -> None:
    table = gui.folder / "点位.csv"
    table.write_bytes("名称,经度,纬度\n集合点,116.4,39.9\n没有坐标,,\n".encode("gb18030"))
    context, taken = gui.context(), []

    async def scenario() -> None:
        dialog = MapImportDialog(context, library)
        dialog.imported.connect(taken.append)
        await looked_at(gui, dialog, table)
        assert "3" in dialog.form.notes.text()
        dialog.begin()
        await gui.until(lambda: taken, "taken in")

    gui.run(scenario())
    assert library.sheet().layers[0].names == ("集合点",)
    assert not library.layers()[0].drawn
    assert library.sheet().points_only
    assert owner_of(library.sheet()).approved, "points need no map approval number"


def test_points_name_their_provider_and_take_no_number_away_from_a_map(gui: Gui, library: MapLibrary) -> None:
    points = gui.folder / "集合点.csv"
    points.write_text("名称,经度,纬度\n集合点,116.4,39.9\n", encoding="utf-8")
    library.take(points, "某街道")
    assert (library.sheet().provider, library.sheet().approval_number) == ("某街道", "")
    library.take(written(gui.folder / "known.gpkg", Datum.CGCS2000), "某测绘单位", "京S(2026)001号")
    sheet = library.sheet()
    assert (sheet.provider, sheet.approval_number) == ("某街道、某测绘单位", "京S(2026)001号")
    assert not sheet.points_only
    library.take(written(gui.folder / "other.gpkg", Datum.CGCS2000), "来路不明")
    assert not owner_of(library.sheet()).approved, "a map without a number is missing on the whole"


def test_points_lie_over_the_drawing_of_the_sample(gui: Gui, reader: MapReader) -> None:
    drawing = written(gui.folder / "drawing.gpkg", Datum.CGCS2000)
    library = MapLibrary(gui.desk.store, gui.folder / MAPS, drawing, reader=reader)
    points = gui.folder / "集合点.csv"
    points.write_text("名称,经度,纬度\n集合点,116.4,39.9\n", encoding="utf-8")
    library.take(points)

    sheet = library.sheet()
    assert [layer.kind for layer in sheet.layers] == [GeometryKind.AREA, GeometryKind.POINT]
    assert sheet.invented
    library.take(written(gui.folder / "own.gpkg", Datum.CGCS2000))
    assert not library.sheet().invented, "a map of one's own stands instead of the drawing"
    library.close()


def test_layers_stand_in_the_settings_with_their_origin_and_can_be_removed(gui: Gui, library: MapLibrary) -> None:
    keep_known(library, written(gui.folder / "known.gpkg", Datum.CGCS2000))
    folder = gui.folder / MAPS / library.layers()[0].id

    async def scenario() -> None:
        section = MapsSection(gui.context())
        section.refresh()
        section.layers.selectRow(0)
        line = [section.layers.model().index(0, at).data() for at in range(8)]
        assert line[:4] == ["本街道界", "1", section.tr("base map"), "known.gpkg"]
        assert "本街道界" in await section.remove()

    gui.run(scenario())
    assert library.layers() == ()
    assert not folder.exists()


def test_a_file_named_on_the_command_line_is_kept_once(gui: Gui, library: MapLibrary) -> None:
    file = written(gui.folder / "street.gpkg", Datum.CGCS2000)
    library.take(file)
    again = library.take(file, "某单位")
    assert library.layers() == (again,)
    assert library.sheet().provider == "某单位"


@needs_real_maps
def test_the_atlas_in_gcj02_is_caught_by_the_townships(gui: Gui, library: MapLibrary) -> None:
    keep_known(library, REAL_MAPS / "beijing_admin.gpkg", "townships")
    context = gui.context()

    async def scenario() -> None:
        dialog = MapImportDialog(context, library)
        await gui.until(lambda: dialog._known, "known lines")
        await looked_at(gui, dialog, REAL_MAPS / "beijing_admin.gpkg")
        for layer, datum in (("districts_datav_gcj02", Datum.GCJ02), ("districts_fine", Datum.CGCS2000)):
            dialog.form.choose_datum(Datum.CGCS2000.value)
            dialog.form.only(frozenset({layer}))
            await gui.until(lambda: not dialog._busy and not dialog._again, layer)
            assert dialog.form.datum == datum, layer
        dialog.reject()

    gui.run(scenario())


def test_the_import_stands_beside_the_window_and_only_once(gui: Gui, library: MapLibrary) -> None:
    gui.services = replace(gui.services, map_files=library)

    async def scenario() -> None:
        section = MapsSection(gui.context())
        first = section.open_import()
        assert first is not None
        assert first.windowModality() is Qt.WindowModality.NonModal
        assert section.open_import() is first
        await gui.tasks.settled()
        first.reject()
        gui.application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        again = section.open_import()
        assert again is not None
        assert again is not first
        await gui.tasks.settled()
        again.reject()

    gui.run(scenario())


def test_a_number_that_came_later_is_filled_in_and_lets_the_map_be_printed(gui: Gui, library: MapLibrary) -> None:
    keep_known(library, written(gui.folder / "known.gpkg", Datum.CGCS2000))
    assert not owner_of(library.sheet()).approved

    async def scenario() -> None:
        section = MapsSection(gui.context())
        section.refresh()
        assert section.open_owner() is None, "nothing is chosen yet"
        section.layers.selectRow(0)
        dialog = section.open_owner()
        assert dialog is not None
        assert dialog.trusted.isChecked()
        dialog.provider.setText(" 某测绘单位 ")
        dialog.approval.setText("京S(2026)001号")
        QTest.keyClick(dialog.approval, Qt.Key.Key_Return)
        await gui.until(lambda: library.layers()[0].origin.approval_number, "kept")
        await gui.until(lambda: gui.tasks.idle)

    gui.run(scenario())
    again = MapLibrary(gui.desk.store, gui.folder / MAPS)
    origin = again.layers()[0].origin
    assert (origin.source, origin.provider, origin.approval_number) == ("known.gpkg", "某测绘单位", "京S(2026)001号")
    assert origin.trusted
    assert owner_of(again.sheet()).approved
    again.close()
