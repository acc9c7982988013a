"""What is half typed anywhere outlives another language, and the window asks before it closes over it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPlainTextEdit, QWidget

from commandpost.app.people import PersonRole
from commandpost.app.report_values import ReportDraft
from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import RecordId
from commandpost.gui.pages.command.page import CommandPage
from commandpost.gui.pages.ledgers import LedgersPage
from commandpost.gui.pages.report import ReportPage
from commandpost.gui.pages.roster import RosterPage
from commandpost.gui.pages.settings.page import SettingsPage
from commandpost.gui.preferences import Language, Liking
from commandpost.gui.shell import Shell
from commandpost.gui.widgets.half_typed import Field, words_of
from tests.gui.conftest import Gui
from tests.gui.pages.shown import incident, staff


def opened(gui: Gui) -> Shell:
    shell = Shell(gui.shell_parts(Liking(language=Language.ENGLISH, idle_minutes=0)))
    gui.tasks.on_bug = gui.bugs.append
    shell.window.resize(1600, 900)
    shell.window.show()
    return shell


def choose(shell: Shell, language: Language) -> None:
    shell.context.preferences.choose(replace(shell.context.preferences.liking, language=language))


def ended(gui: Gui, shell: Shell) -> None:
    shell._translations.choose(gui.application, Language.ENGLISH)
    shell.release()
    shell.window.leaving.agreed = True
    shell.window.close()


def fields(ground: QWidget) -> Iterator[Field]:
    """Every line and text below it that can be typed into now."""
    for one in every(ground):
        typed = one.isEnabled() and not one.isReadOnly() and one.isVisibleTo(ground)
        secret = isinstance(one, QLineEdit) and one.echoMode() is not QLineEdit.EchoMode.Normal
        if typed and not secret and not isinstance(one.parent(), QAbstractSpinBox):
            yield one


def every(ground: QWidget) -> list[Field]:
    return [*ground.findChildren(QLineEdit), *ground.findChildren(QPlainTextEdit)]


def type_everywhere(ground: QWidget, numbers: Iterator[int]) -> list[str]:
    typed = []
    for field in fields(ground):
        number = next(numbers)
        words = str(number % 9) if isinstance(field, QLineEdit) and field.validator() is not None else f"w{number}w"
        QTest.keyClicks(field, words)
        typed.append(words_of(field))
    return typed


async def type_on_every_page(gui: Gui, shell: Shell) -> dict[str, list[str]]:
    """By the page it was typed on."""
    about, numbers = incident(gui), itertools.count(100)
    typed = {"incident": [str(about)]}
    for name in shell.window.pages:
        shell.window.go(name, about if name == "report" else None)
        await gui.tasks.settled()
        page = shell.window.pages[name]
        if isinstance(page, RosterPage):
            page._open_leave()
        if isinstance(page, LedgersPage):
            page.new_row()
        if isinstance(page, SettingsPage):
            for at, section in enumerate(page.sections):
                page._list.setCurrentRow(at)
                await gui.tasks.settled()
                typed[f"settings {at}"] = type_everywhere(section, numbers)
        else:
            typed[name] = type_everywhere(page, numbers)
    return typed


def test_what_is_typed_on_every_page_and_in_an_open_form_outlives_another_language(gui: Gui) -> None:
    staff(gui, "李静")
    gui.desk.session.roles = frozenset({PersonRole.DUTY_OFFICER, PersonRole.ADMINISTRATOR})

    async def scenario() -> None:
        shell = opened(gui)
        command = shell.window.pages["command"]
        assert isinstance(command, CommandPage)
        form = command.deeds.new_incident()
        QTest.keyClicks(form.ui.title, "smoke in the")
        typed = await type_on_every_page(gui, shell)
        assert sum(map(len, typed.values())) > 60, typed
        shell.window.finder.open_search()
        QTest.keyClicks(shell.window.finder.edit, "pump")
        old = shell.window

        choose(shell, Language.CHINESE)
        await gui.tasks.settled()

        assert shell.window is not old
        there = [words_of(field) for field in every(shell.window)]
        kept = gui.services.reports.draft(RecordId(typed.pop("incident")[0]))
        there += [kept.title, *kept.addressees, *kept.elements.values(), *map(str, kept.figures.values())]
        found = "\n".join(there)
        lost = {name: gone for name, words in typed.items() if (gone := [one for one in words if one not in found])}
        assert lost == {}
        page = shell.window.pages["command"]
        assert isinstance(page, CommandPage)
        assert page is not command
        assert page.isAncestorOf(page.log.entry)
        assert form.ui.title.text().startswith("smoke in the")
        assert form.parentWidget() is page
        assert form.isVisible()
        assert shell.window.finder.edit.text() == "pump"
        form.pick_wanted.emit()
        assert page.picking.form is form
        ended(gui, shell)

    gui.run(scenario())


def test_a_page_that_came_over_changes_its_words_once_nothing_is_half_typed(gui: Gui) -> None:
    async def scenario() -> None:
        shell = opened(gui)
        shell.window.go("ledgers")
        await gui.tasks.settled()
        page = shell.window.pages["ledgers"]
        assert isinstance(page, LedgersPage)
        page.new_row()
        field = next(one for one in fields(page.form))
        QTest.keyClicks(field, "half")
        choose(shell, Language.CHINESE)
        assert shell.window.pages["ledgers"] is page
        assert shell.window._stack.currentWidget() is page
        shell.window.go("ledgers")
        assert shell.window.pages["ledgers"] is page
        page.form._give_up.click()
        shell.window.go("command")
        shell.window.go("ledgers")
        await gui.tasks.settled()
        fresh = shell.window.pages["ledgers"]
        assert fresh is not page
        assert shell.window._stack.currentWidget() is fresh
        ended(gui, shell)

    gui.run(scenario())


def test_the_filter_of_a_page_goes_on_in_the_page_of_the_new_language(gui: Gui) -> None:
    async def scenario() -> None:
        shell = opened(gui)
        shell.window.go("ledgers")
        await gui.tasks.settled()
        page = shell.window.pages["ledgers"]
        assert isinstance(page, LedgersPage)
        QTest.keyClicks(page._filter, "pump")
        choose(shell, Language.CHINESE)
        fresh = shell.window.pages["ledgers"]
        assert isinstance(fresh, LedgersPage)
        assert fresh is not page
        assert fresh._filter.text() == "pump"
        ended(gui, shell)

    gui.run(scenario())


def asked(shell: Shell) -> bool:
    return any("Half-typed" in words for words in shell.window.banners.texts)


def test_the_window_asks_before_it_closes_over_an_open_form(gui: Gui) -> None:
    async def scenario() -> None:
        shell = opened(gui)
        command = shell.window.pages["command"]
        assert isinstance(command, CommandPage)
        form = command.deeds.new_incident()
        QTest.keyClicks(form.ui.title, "smoke")
        shell.window.close()
        await gui.until(lambda: asked(shell))
        assert shell.window.isVisible()
        assert form.ui.title.text() == "smoke"
        QTest.keyClicks(form.ui.title, " in the yard")
        shell.window.close()  # what was typed since is asked about, too
        assert shell.window.isVisible()
        await gui.tasks.settled()
        shell.window.close()
        assert not shell.window.isVisible()
        shell.release()

    gui.run(scenario())


def test_the_answer_on_the_banner_closes_and_what_was_cleared_is_not_asked_about(gui: Gui) -> None:
    async def scenario() -> None:
        shell = opened(gui)
        command = shell.window.pages["command"]
        assert isinstance(command, CommandPage)
        QTest.keyClicks(command.log.entry.edit, "half a line")
        shell.window.close()
        await gui.until(lambda: asked(shell))
        command.log.entry.edit.clear()
        shell.window.close()
        assert not shell.window.isVisible()
        shell.window.show()
        QTest.keyClicks(command.log.entry.edit, "another")
        shell.window.close()
        await gui.tasks.settled()
        assert shell.window.isVisible()
        shell.context.notices.chosen.emit("leaving")
        assert not shell.window.isVisible()
        shell.release()

    gui.run(scenario())


def test_a_draft_with_typed_text_is_kept_as_the_window_closes_also_while_it_is_being_saved(gui: Gui) -> None:
    about = incident(gui)

    async def scenario() -> None:
        shell = opened(gui)
        shell.window.go("report", about)
        page = shell.window.pages["report"]
        assert isinstance(page, ReportPage)
        await gui.until(lambda: page._open is not None, "draft")
        QTest.keyClicks(page.desk.form._elements["cause"].box, "gas")
        page.save()
        QTest.keyClicks(page.desk.form._elements["cause"].box, " leak")
        shell.window.close()
        await shell.until_closed()

    gui.run(scenario())
    assert gui.services.reports.draft(about).elements["cause"] == "gas leak"


def test_a_draft_that_cannot_be_kept_is_asked_about(gui: Gui) -> None:
    about = incident(gui)

    async def scenario() -> None:
        shell = opened(gui)
        shell.window.go("report", about)
        page = shell.window.pages["report"]
        assert isinstance(page, ReportPage)
        await gui.until(lambda: page._open is not None, "draft")
        QTest.keyClicks(page.desk.form._elements["cause"].box, "gas")
        gui.desk.session.locked = True  # a locked desk writes nothing
        shell.window.close()
        await gui.until(lambda: asked(shell))
        assert shell.window.isVisible()
        assert page.desk.form._elements["cause"].text == "gas"
        gui.desk.session.locked = False
        ended(gui, shell)

    gui.run(scenario())


def test_a_disk_that_keeps_no_draft_lets_the_window_close_once_asked(gui: Gui, monkeypatch: pytest.MonkeyPatch) -> None:
    about = incident(gui)

    def refused(_draft: ReportDraft) -> ReportDraft:
        raise Unavailable("disk_full")

    async def scenario() -> None:
        shell = opened(gui)
        shell.window.go("report", about)
        page = shell.window.pages["report"]
        assert isinstance(page, ReportPage)
        await gui.until(lambda: page._open is not None, "draft")
        QTest.keyClicks(page.desk.form._elements["cause"].box, "gas")
        monkeypatch.setattr(gui.services.reports, "save", refused)
        shell.window.close()
        await gui.until(lambda: asked(shell))
        assert shell.window.isVisible()
        shell.window.close()
        await shell.until_closed()

    gui.run(scenario())


def test_a_form_gives_up_what_was_typed_when_asked_twice_and_an_untouched_one_at_once(gui: Gui) -> None:
    async def scenario() -> None:
        shell = opened(gui)
        command = shell.window.pages["command"]
        assert isinstance(command, CommandPage)
        untouched = command.deeds.new_incident()
        QTest.keyClick(untouched, Qt.Key.Key_Escape)
        assert not untouched.isVisible()
        form = command.deeds.new_incident()
        QTest.keyClicks(form.ui.title, "smoke")
        QTest.keyClick(form, Qt.Key.Key_Escape)
        assert form.isVisible()
        assert form.ui.problem.text()
        QTest.keyClick(form, Qt.Key.Key_Escape)
        assert not form.isVisible()
        ended(gui, shell)

    gui.run(scenario())
