"""Each field of each form × nonsense: a plain sentence and nothing lost, or taken; never a bug, never English."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import cycle

import pytest
import shiboken6
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget

from commandpost.app.people import PersonRole
from commandpost.bootstrap.paths import generated_dir
from commandpost.gui.dialogs.form import FormDialog
from commandpost.gui.pages.ledgers import LedgersPage
from commandpost.gui.pages.roster import RosterPage
from commandpost.gui.pages.settings.page import SettingsPage
from commandpost.gui.preferences import Language, Liking
from commandpost.gui.runtime.app import Translations
from commandpost.gui.shell import Shell
from commandpost.gui.widgets.half_typed import words_of
from tests.gui.conftest import Gui
from tests.gui.faults.nonsense import NONSENSE, put, typeable
from tests.gui.faults.window import is_chinese, play, takes_an_entry
from tests.gui.pages.shown import incident, staff
from tests.gui.shell.test_dialogs_fit import DIALOGS, Desk, ready

EACH = 3  # kinds of nonsense a field gets in the quick run; one field after another they all come round
LONGEST_SENTENCE = 400


async def after(gui: Gui, dialog: FormDialog) -> str:
    """Submit it; "" when it was taken, else the sentence."""
    dialog.begin()
    await gui.until(lambda: not shiboken6.isValid(dialog) or not dialog.isVisible() or not dialog.busy)
    if not shiboken6.isValid(dialog) or not dialog.isVisible():
        return ""
    return dialog.ui.problem.text() if dialog.ui.problem.isVisible() else "no sentence"


async def tried(gui: Gui, desk: Desk, name: str, at: int, kind: str) -> Iterator[str]:
    """What is wrong with what the form makes of it."""
    dialog = DIALOGS[name](desk)
    assert isinstance(dialog, FormDialog)
    dialog.show()
    await asyncio.sleep(0)
    field = typeable(dialog)[at]
    put(field, NONSENSE[kind])
    stood, where = words_of(field), f"{name}, {field.objectName() or field.accessibleName()}, {kind}"
    secret = isinstance(field, QLineEdit) and field.echoMode() is not QLineEdit.EchoMode.Normal
    said = await after(gui, dialog)
    wrong = [f"{where}: {said}"] if said and not (is_chinese(said) and len(said) < LONGEST_SENTENCE) else []
    wrong += [f"{where}: lost"] if said and not secret and words_of(field) != stood else []
    shiboken6.delete(dialog) if shiboken6.isValid(dialog) else None
    return iter(wrong)


def fields_of(desk: Desk, name: str) -> int:
    dialog = DIALOGS[name](desk)
    dialog.show()
    found = len(typeable(dialog)) if isinstance(dialog, FormDialog) else 0
    shiboken6.delete(dialog)
    return found


async def all_forms(gui: Gui, each: int) -> list[str]:
    translations, wrong, kinds = Translations(generated_dir()), [], cycle(NONSENSE)
    translations.choose(gui.application, Language.CHINESE)
    desk = ready(gui, Liking(language=Language.CHINESE))
    for name in DIALOGS:
        for at in range(fields_of(desk, name)):
            for _kind in range(each):
                wrong += [*await tried(gui, desk, name, at, next(kinds))]
    translations.choose(gui.application, Language.ENGLISH)
    desk.under.close()
    return wrong


def test_no_field_of_a_form_answers_nonsense_with_a_bug_or_in_english_or_loses_it(gui: Gui) -> None:
    async def scenario() -> None:
        assert await all_forms(gui, EACH) == []

    gui.run(scenario())


@pytest.mark.long
def test_every_field_of_every_form_with_every_nonsense(gui: Gui) -> None:
    async def scenario() -> None:
        assert await all_forms(gui, len(NONSENSE)) == []

    gui.run(scenario())


def grounds(gui: Gui, shell: Shell, about: str) -> Iterator[tuple[str, QWidget]]:
    """Every page and every section of the settings, one after another, as the operator opens them."""
    for name in shell.window.pages:
        shell.window.go(name, gui.services.incidents.open_rows()[0].id if about == name else None)
        page = shell.window.pages[name]
        if isinstance(page, RosterPage):
            page._open_leave()
        if isinstance(page, LedgersPage):
            page.new_row()
        sections = page.sections if isinstance(page, SettingsPage) else (page,)
        for at, ground in enumerate(sections):
            if isinstance(page, SettingsPage):
                page._list.setCurrentRow(at)
            yield f"{name}/{type(ground).__name__}", ground


async def pressed_everywhere(gui: Gui, window: QWidget, ground: QWidget) -> None:
    """Every button there, and what it opens closed again."""
    for one in ground.findChildren(QPushButton):
        if shiboken6.isValid(one) and one.isVisible() and one.isEnabled() and not one.isCheckable():
            one.click()
            await gui.tasks.settled()
            await asyncio.sleep(0)
        for dialog in window.findChildren(QDialog):
            if shiboken6.isValid(dialog) and dialog.isVisible():
                dialog.done(0)


@pytest.mark.long
@pytest.mark.parametrize("kind", NONSENSE)
def test_nonsense_in_every_field_of_every_page_and_every_button_pressed(
    gui: Gui, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "open", lambda *_told: None)
    gui.services.people.sign_in(staff(gui, "李静"), "1234")
    incident(gui)

    async def scenario(shell: Shell) -> None:
        wrong: list[str] = []
        for where, ground in grounds(gui, shell, "report"):
            gui.desk.session.roles = frozenset(PersonRole)
            await gui.tasks.settled()
            await gui.drawn()
            for field in typeable(ground):
                if shiboken6.isValid(field) and field.isVisible():
                    put(field, NONSENSE[kind])
            await pressed_everywhere(gui, shell.window, ground)
            said = [one.text() for one in ground.findChildren(QLabel) if one.isVisible() and _is_problem(one)]
            wrong += [f"{where}: {one}" for one in said if not (is_chinese(one) and len(one) < LONGEST_SENTENCE)]
        assert wrong == []
        shell.window.go("command")
        await takes_an_entry(gui, shell)
        shell.window.leaving.agreed = True

    play(gui, scenario)


def _is_problem(shown: QLabel) -> bool:
    return shown.property("role") == "problem" and bool(shown.text()) and shown.mapTo(shown.window(), QPoint()).y() >= 0
