"""Over the base map or as the base map: proposed from the first moment, however slow the reading process warms up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from commandpost.bootstrap.map_library import MAPS, MapLibrary
from commandpost.geodata.bounded import MapReader
from commandpost.gui.pages.map_import.dialog import MapImportDialog
from tests.gui.conftest import Gui


@pytest.fixture
def warmed(monkeypatch: pytest.MonkeyPatch) -> Event:
    """The reading process is warm when this is set."""
    event = Event()
    monkeypatch.setattr(MapLibrary, "warm", lambda _library: event.wait())
    return event


@pytest.fixture
def library(gui: Gui, warmed: Event) -> Iterator[MapLibrary]:
    with MapReader() as reader:
        made = MapLibrary(gui.desk.store, gui.folder / MAPS, reader=reader)
        gui.services = replace(gui.services, map_files=made, base_map=made.sheet)
        yield made
        warmed.set()
        made.close()


@pytest.mark.parametrize("there", [True, False])
def test_a_file_chosen_before_the_reader_is_warm_lies_where_any_other_would(
    gui: Gui, library: MapLibrary, monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    monkeypatch.setattr(MapLibrary, "has_base", lambda _library: there)

    async def scenario() -> None:
        dialog = MapImportDialog(gui.context(), library)
        assert dialog.form.as_base != there
        dialog.reject()

    gui.run(scenario())


@pytest.mark.parametrize("chosen", ["by mouse", "by key"])
def test_what_was_chosen_while_the_reader_warms_up_stands(
    gui: Gui, library: MapLibrary, warmed: Event, monkeypatch: pytest.MonkeyPatch, chosen: str
) -> None:
    monkeypatch.setattr(MapLibrary, "has_base", lambda _library: True)

    async def scenario() -> None:
        dialog = MapImportDialog(gui.context(), library)
        dialog.show()
        if chosen == "by mouse":
            dialog.form._below.click()
        else:
            QTest.keyClick(dialog.form._below, Qt.Key.Key_Space)
        warmed.set()
        await gui.tasks.settled()
        assert dialog.form.as_base
        dialog.reject()

    gui.run(scenario())


def test_points_alone_lie_over_the_map_though_there_is_none(gui: Gui, library: MapLibrary) -> None:
    async def scenario() -> None:
        dialog = MapImportDialog(gui.context(), library)
        assert dialog.form.as_base
        dialog.form.show_points_only(points_only=True)
        assert not dialog.form.as_base
        dialog.reject()

    gui.run(scenario())
