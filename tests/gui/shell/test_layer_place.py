"""A file taken in once lies under the map or over it as the card of layers says, by keyboard, without a new import."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from commandpost.bootstrap.map_library import MAPS, SETTING, MapLibrary
from commandpost.domain.map_import import LayerOrigin, ReadChoice, kept_from_plain
from commandpost.gui.map.layer_entry import LayerEntry
from commandpost.gui.pages.command.page import CommandPage
from tests.gui.conftest import Gui
from tests.gui.pages.test_map_overlay import areas
from tests.gui.shell.test_command_page import opened

TITLE = "清河街道界（自测）"


@pytest.fixture
def library(gui: Gui) -> Iterator[MapLibrary]:
    """A street with a drawing of the sample and a file of its own over it."""
    made = MapLibrary(gui.desk.store, gui.folder / MAPS, areas(gui.folder / "drawing.gpkg", "示例底图", 0.004))
    file = areas(gui.folder / "jiedao_v3.gpkg", "jd_poly", 0.002)
    list(made.keep(file, ReadChoice(), TITLE, LayerOrigin(source=file.name), base=False))
    gui.services = replace(gui.services, map_files=made, base_map=made.sheet)
    yield made
    made.close()


def remembered(gui: Gui) -> list[dict[str, Any]]:
    rows = gui.desk.store.setting(SETTING)
    assert isinstance(rows, list)
    return [row for row in rows if isinstance(row, dict)]


def entry(page: CommandPage) -> LayerEntry | None:
    return next((one for one in page.canvas.layers() if one.kept is not None), None)


def move(page: CommandPage) -> QToolButton:
    (made,) = page.canvas.cards.panel._moves.values()
    return made


def test_a_key_lays_a_file_under_the_map_and_over_it_again(gui: Gui, library: MapLibrary) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        await gui.until(lambda: entry(page), "the file is drawn")
        looked = page.canvas.viewport
        for base in (True, False):
            button = move(page)
            button.setFocus()
            QTest.keyClick(button, Qt.Key.Key_Space)
            await gui.until(lambda base=base: (told := entry(page)) and bool(told.group) == base, f"base {base}")

            (kept,) = library.layers()
            assert kept.base == base
            assert [kept_from_plain(row) for row in remembered(gui)] == [kept]
            assert library.sheet().overlaid != base
            assert page.window().focusWidget() is move(page), "the arrow keeps the focus"
            assert not move(page).parentWidget().isHidden(), "and is not folded away"
            assert page.canvas.viewport == looked
        page.close()

    gui.run(scenario())


def test_the_card_and_the_legend_call_a_file_as_the_operator_does(gui: Gui, library: MapLibrary) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        await gui.until(lambda: entry(page), "the file is drawn")
        told = entry(page)
        assert told is not None
        assert told.title == TITLE
        assert TITLE in move(page).accessibleName()
        assert {store.layer.title for store in page.canvas.scene.base.stores if store.layer.kept} == {TITLE}
        page.close()

    gui.run(scenario())
