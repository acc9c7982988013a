"""A dialog asks before it closes over what was typed there, whichever way it is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from commandpost.bootstrap.map_library import MAPS, MapLibrary
from commandpost.gui.dialogs.template_picker import TemplatePicker
from commandpost.gui.pages.map_export.dialog import MapExportDialog
from commandpost.gui.pages.map_import.dialog import MapImportDialog
from commandpost.gui.pages.onward.channel_in import InDialog
from commandpost.gui.pages.settings.map_owner import MapOwnerDialog
from commandpost.gui.preferences import Liking
from commandpost.gui.widgets.half_typed import words_of
from commandpost.gui.widgets.side_window import SideWindow
from tests.gui.conftest import Gui
from tests.gui.shell.test_dialogs_fit import Desk, ready

WORDS = "half a line"


ASKING: Mapping[str, Callable[[Desk, MapLibrary], SideWindow]] = {
    "codes in": lambda d, _maps: InDialog(d.context, d.under),
    "map import": lambda d, maps: MapImportDialog(d.context, maps, d.under),
    "map export": lambda d, maps: MapExportDialog(d.context, maps, d.under),
    "map owner": lambda d, _maps: MapOwnerDialog(d.context.theme, "a layer", d.under),
    "templates": lambda d, _maps: TemplatePicker(d.context, d.incident, d.under),
}


@pytest.fixture
def maps(gui: Gui) -> Iterator[MapLibrary]:
    made = MapLibrary(gui.desk.store, gui.folder / MAPS)
    yield made
    made.close()


def _closed_by(way: str, dialog: SideWindow) -> None:
    if way == "Esc":
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        dialog.close()


@pytest.mark.parametrize("way", ["Esc", "the frame"])
@pytest.mark.parametrize("name", ASKING)
def test_it_asks_keeps_the_words_and_closes_when_asked_again(gui: Gui, maps: MapLibrary, name: str, way: str) -> None:
    async def scenario() -> None:
        desk = ready(gui, Liking())
        dialog = ASKING[name](desk, maps)
        dialog.show()
        await gui.tasks.settled()
        await gui.drawn()
        field = _typeable(dialog)[0]
        field.setEnabled(True)
        field.setFocus()
        QTest.keyClicks(field, WORDS)

        _closed_by(way, dialog)
        asked = [one.text() for one in dialog.findChildren(QLabel) if one.isVisible() and "given up" in one.text()]
        assert (dialog.isVisible(), len(asked)) == (True, 1)
        assert WORDS in words_of(field)
        _closed_by(way, dialog)
        await gui.until(lambda: not shiboken6.isValid(dialog) or not dialog.isVisible())
        desk.under.close()

    gui.run(scenario())


def _typeable(dialog: SideWindow) -> list[QLineEdit | QPlainTextEdit]:
    texts: list[QLineEdit | QPlainTextEdit] = [*dialog.findChildren(QPlainTextEdit)]
    lines = [one for one in dialog.findChildren(QLineEdit) if one.validator() is None]
    return [one for one in [*texts, *lines] if one.isVisible() and not one.isReadOnly()]


@pytest.mark.parametrize("name", ASKING)
def test_one_in_which_nothing_was_typed_closes_at_once(gui: Gui, maps: MapLibrary, name: str) -> None:
    async def scenario() -> None:
        desk = ready(gui, Liking())
        dialog = ASKING[name](desk, maps)
        dialog.show()
        await gui.tasks.settled()
        await gui.drawn()

        QTest.keyClick(dialog, Qt.Key.Key_Escape)

        await gui.until(lambda: not shiboken6.isValid(dialog) or not dialog.isVisible())
        desk.under.close()

    gui.run(scenario())


def test_codes_of_a_series_that_is_not_whole_are_not_thrown_away_with_the_window(gui: Gui) -> None:
    async def scenario() -> None:
        desk = ready(gui, Liking())
        dialog = InDialog(desk.context, desk.under)
        dialog.show()
        dialog._codes |= {"one of three": None}  # as a camera that was taken away leaves it

        dialog.close()
        assert dialog.isVisible()
        dialog.close()
        desk.under.close()

    gui.run(scenario())
