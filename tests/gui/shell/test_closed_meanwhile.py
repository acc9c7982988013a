"""A window closed while something is done for it: it is done all the same, and nothing reaches for what is gone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
import shapely
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from commandpost.app.desk import PersonRole
from commandpost.app.map_files import MapFiles
from commandpost.bootstrap.map_library import MAPS, MapLibrary
from commandpost.domain.coordinates import LonLat
from commandpost.domain.layer_style import StyleKind
from commandpost.domain.ledgers.base import Value
from commandpost.domain.map_export import MapForm
from commandpost.gui.context import MAP, GuiContext
from commandpost.gui.pages.map_export.dialog import MapExportDialog
from commandpost.gui.pages.map_import.dialog import MapImportDialog
from commandpost.gui.pages.settings.layer_style import LayerStyleDialog
from commandpost.gui.preferences import Liking
from tests.gui.conftest import Gui
from tests.gui.pages.shown import staff
from tests.gui.shell.test_dialogs_fit import DIALOGS, ready


@contextmanager
def held(gui: Gui) -> Iterator[None]:
    """The store is at something else for a while."""
    gate = Event()

    async def wait() -> None:
        await gui.tasks.store(gate.wait)

    gui.tasks.start(wait())
    try:
        yield
    finally:
        gate.set()


def gone(dialog: QWidget) -> None:
    """Closed, and deleted as Qt does it in the next turn of its loop."""
    dialog.close()
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)


@pytest.fixture
def library(gui: Gui) -> Iterator[MapLibrary]:
    made = MapLibrary(gui.desk.store, gui.folder / MAPS)
    gui.services = replace(gui.services, map_files=made, base_map=made.sheet)
    yield made
    made.close()


@pytest.fixture
def context(gui: Gui, library: MapLibrary) -> GuiContext:
    gui.services.people.sign_in(staff(gui, "李静", PersonRole.DUTY_OFFICER), "1234")
    return gui.context()


def square(folder: Path) -> Path:
    file = folder / "积水.geojson"
    area = json.loads(shapely.to_geojson(shapely.box(116.39, 39.89, 116.41, 39.91)))
    feature = {"type": "Feature", "properties": {"name": "积水"}, "geometry": area}
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return file


def files_of(gui: Gui) -> MapFiles:
    files = gui.services.map_files
    assert files is not None
    return files


def test_a_window_closed_before_its_answer_came_asks_for_nothing_more(gui: Gui) -> None:
    async def scenario() -> None:
        desk = ready(gui, Liking())
        for name, make in DIALOGS.items():
            with held(gui):
                dialog = make(desk)
                dialog.show()
                await gui.drawn()
                gone(dialog)
            await gui.tasks.settled()
            assert gui.bugs == [], name
        desk.under.close()

    gui.run(scenario())


def test_an_export_whose_window_was_closed_is_written_and_told(gui: Gui, context: GuiContext) -> None:
    target, told = gui.folder / "态势.geojson", []

    async def scenario() -> None:
        row: dict[str, Value] = {"name": "抢险一队", "type": "works", "members": 12}
        gui.services.ledgers.save("team", None, row, lonlat=LonLat(116.4, 39.9))
        context.notices.posted.connect(lambda notice: told.append(notice.text))
        with held(gui):
            dialog = MapExportDialog(context, files_of(gui))
            dialog._form.setCurrentIndex(dialog._form.findData(MapForm.GEOJSON))
            dialog.write(target)
            await gui.drawn()
            gone(dialog)
        await gui.tasks.settled()
        assert gui.bugs == []
        assert target.exists()
        assert any(target.name in words for words in told)

    gui.run(scenario())


def test_a_style_whose_window_was_closed_is_kept_and_seen(gui: Gui, library: MapLibrary, context: GuiContext) -> None:
    layer, heard = library.take(square(gui.folder)), []

    async def scenario() -> None:
        gui.bridge.changed.connect(lambda changes: heard.append(changes.kinds))
        with held(gui):
            dialog = LayerStyleDialog(context, library, layer)
            dialog.kind.setCurrentIndex(dialog.kind.findData(StyleKind.SINGLE.value))
            dialog._take.click()
            await gui.drawn()
            gone(dialog)
        await gui.tasks.settled()
        assert gui.bugs == []
        assert library.layers()[0].style.kind is StyleKind.SINGLE
        assert {MAP} in heard

    gui.run(scenario())


def test_a_file_whose_window_was_closed_as_it_was_kept_lies_on_the_map(
    gui: Gui, library: MapLibrary, context: GuiContext
) -> None:
    heard: list[frozenset[str]] = []

    async def scenario() -> None:
        gui.bridge.changed.connect(lambda changes: heard.append(changes.kinds))
        dialog = MapImportDialog(context, library)
        dialog.look_at(square(gui.folder))
        await gui.until(lambda: dialog._reading is not None and not dialog._busy, "looked at")
        with held(gui):
            dialog.begin()
            await gui.until(library.layers, "taken in")
            await gui.drawn()
            gone(dialog)
        await gui.tasks.settled()
        assert gui.bugs == []
        assert {MAP} in heard

    gui.run(scenario())


def test_a_file_whose_window_was_closed_as_it_was_looked_at_is_forgotten(
    gui: Gui, library: MapLibrary, context: GuiContext
) -> None:
    table = gui.folder / "点位.csv"
    table.write_text("名称,经度,纬度\n泵站,116.40,39.90\n", encoding="utf-8")

    async def scenario() -> None:
        for file in (table, square(gui.folder)):
            dialog = MapImportDialog(context, library)
            dialog.look_at(file)
            gone(dialog)
            await gui.tasks.settled()
        assert gui.bugs == []
        assert library.layers() == ()

    gui.run(scenario())
