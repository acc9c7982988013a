"""What was handed over is written once, and what was typed since stays."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from commandpost.app.people import PersonRole
from commandpost.gui.pages.command.page import CommandPage
from commandpost.gui.pages.ledgers import LedgersPage
from commandpost.gui.pages.report import ReportPage
from commandpost.gui.pages.settings.staff import StaffSection
from commandpost.gui.preferences import Language, Liking
from commandpost.gui.runtime.tasks import Tasks
from commandpost.gui.shell import Shell
from tests.gui.conftest import Gui
from tests.gui.pages.shown import incident, shown
from tests.gui.shell.test_command_page import opened


def test_closing_writes_what_was_handed_over_to_its_last_step(gui: Gui) -> None:
    tasks, done = Tasks(), []

    async def deed() -> None:
        await tasks.store(done.append, "first")
        async with asyncio.Lock():
            await tasks.store(done.append, "second")

    async def scenario() -> None:
        tasks.start(deed())  # and nobody waits a turn
        await tasks.close()

    gui.run(scenario())

    assert done == ["first", "second"]


def test_a_deed_asked_for_again_while_under_way_is_done_once(gui: Gui) -> None:
    tasks, done = Tasks(), []

    async def deed(words: str) -> None:
        await tasks.store(done.append, words)

    async def scenario() -> None:
        for words in ("one", "one", "two"):
            tasks.once(deed, words)
        await tasks.settled()
        tasks.once(deed, "one")
        await tasks.close()

    gui.run(scenario())

    assert done == ["one", "two", "one"]


def test_a_line_typed_while_another_is_saved_stays_and_is_saved_after_it(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        edit, gate = page.log.entry.edit, threading.Event()
        busy = asyncio.ensure_future(gui.tasks.store(gate.wait, 10))
        for words in ("first", "first", "second"):
            edit.setPlainText(words)
            QTest.keyClick(edit, Qt.Key.Key_Return)
        edit.setPlainText("third, half")
        gate.set()
        await busy
        await gui.tasks.settled()
        assert edit.toPlainText() == "third, half"
        page.close()

    gui.run(scenario())
    assert [row.fields["text"] for row in gui.desk.store.records("log")] == ["first", "second"]


def test_the_draft_of_a_report_is_kept_when_another_is_opened(gui: Gui) -> None:
    first, second = incident(gui), incident(gui)

    async def scenario() -> None:
        page = shown(gui, ReportPage)
        page.open_record(first)
        await gui.until(lambda: page._open is not None and page._open.draft.incident == first)
        page._edited()
        page.open_record(second)
        await gui.until(lambda: page._open is not None and page._open.draft.incident == second)
        page.close()

    gui.run(scenario())
    assert [row.fields["incident"] for row in gui.desk.store.records("report")] == [first]


def test_a_half_typed_report_is_kept_before_the_desk_is_locked(gui: Gui) -> None:
    told = incident(gui)

    async def scenario() -> None:
        shell = Shell(gui.shell_parts(Liking(language=Language.ENGLISH, idle_minutes=0)))
        shell.window.show()
        shell.window.go("report", told)
        page = shell.window.pages["report"]
        assert isinstance(page, ReportPage)
        await gui.until(lambda: page._open is not None)
        page._edited()
        shell.window.act("lock")
        await gui.until(lambda: shell.window.lock_bar.isVisibleTo(shell.window))
        shell.release()
        shell.window.close()

    gui.run(scenario())
    assert gui.desk.session.locked
    assert [row.fields["incident"] for row in gui.desk.store.records("report")] == [told]


def test_save_pressed_three_times_enters_one_row(gui: Gui, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = {"name": "另一人", "needs": ("alone",), "address": "槐树里12号院", "phone": "13900000111"}

    async def scenario() -> None:
        page = shown(gui, LedgersPage)
        page.new_row()
        monkeypatch.setattr(page.form, "values", lambda: typed)
        for _press in range(3):
            page.form.save_requested.emit()
        await gui.tasks.settled()
        page.close()

    gui.run(scenario())
    assert gui.desk.store.count("ledger.person") == 1


def test_a_wrong_pin_and_a_second_press_leave_one_person(gui: Gui) -> None:
    gui.desk.session.roles = frozenset({PersonRole.ADMINISTRATOR})
    before = gui.desk.store.count("staff")

    async def scenario() -> None:
        section = StaffSection(gui.context())
        section._name.setText("何某")
        for pin in ("12", "2468", "2468"):
            section._pin.setText(pin)
            section.do(section._save)
            if pin == "12":
                await gui.tasks.settled()
        await gui.tasks.settled()
        section.close()

    gui.run(scenario())
    assert gui.desk.store.count("staff") == before + 1


def test_a_half_typed_line_lives_through_another_language(gui: Gui) -> None:
    async def scenario() -> None:
        shell = Shell(gui.shell_parts(Liking(language=Language.ENGLISH, idle_minutes=0)))
        old = shell.window.pages["command"]
        assert isinstance(old, CommandPage)
        old.log.entry.phone.setText("13800000000")
        old.log.entry.edit.setPlainText("half a line")
        shell.context.preferences.choose(replace(shell.context.preferences.liking, language=Language.CHINESE))
        new = shell.window.pages["command"]
        assert isinstance(new, CommandPage)
        assert new is not old
        assert (new.log.entry.edit.toPlainText(), new.log.entry.phone.text()) == ("half a line", "13800000000")
        shell._translations.choose(gui.application, Language.ENGLISH)
        shell.release()
        shell.window.close()

    gui.run(scenario())
