"""A key pressed twice, a refusal in between, another hand at the same lines: each call gets what was meant for it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from commandpost.app.logbook import Decision, LogItem, LogMode
from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import RecordId
from commandpost.gui.pages.command.page import CommandPage
from commandpost.gui.shell import Shell
from tests.gui.conftest import Gui
from tests.gui.shell.test_command_page import opened


def line(gui: Gui, log: RecordId) -> LogItem:
    return next(item for item in gui.services.logbook.items() if item.id == log)


def test_enter_twice_passes_on_the_call_decided_anew_and_not_the_next_one(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        lift = gui.services.logbook.record("lift", mode=LogMode.CALL_IN)
        gui.services.logbook.decide(lift, Decision.NOTED)
        other = gui.services.logbook.record("unrelated", mode=LogMode.CALL_IN)
        await gui.until(lambda: len(page.log.model.items) == 2)
        strip = page.log.undecided

        page.lines.show(lift)
        page.act("call.anew")
        page.act("call.passed_on")
        QTest.keyClicks(strip._to, "WY")
        for _ in range(2):
            QTest.keyClick(strip._to, Qt.Key.Key_Return)
        assert (strip._to.text(), strip._to.isHidden()) == ("", True)
        assert "unrelated" in strip._words.text()
        await gui.until(lambda: line(gui, lift).decision is Decision.PASSED_ON)
        await page._read()
        assert line(gui, lift).passed_to == "WY"
        assert line(gui, other).decision is Decision.UNDECIDED
        page.close()

    gui.run(scenario())


def test_a_passing_on_that_was_refused_is_asked_again_for_the_same_call(
    gui: Gui, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        lift = gui.services.logbook.record("lift", mode=LogMode.CALL_IN)
        gui.services.logbook.decide(lift, Decision.PASSED_ON, passed_to="WY")
        other = gui.services.logbook.record("unrelated", mode=LogMode.CALL_IN)
        await gui.until(lambda: len(page.log.model.items) == 2)
        strip = page.log.undecided

        page.lines.show(lift)
        page.act("call.anew")
        page.act("call.passed_on")
        QTest.keyClicks(strip._to, "WY")
        QTest.keyClick(strip._to, Qt.Key.Key_Return)  # so decided already
        await gui.until(lambda: not strip._to.isHidden())
        assert (strip.first, strip._to.text()) == (lift, "WY")
        QTest.keyClicks(strip._to, "2")
        QTest.keyClick(strip._to, Qt.Key.Key_Return)
        await gui.until(lambda: line(gui, lift).passed_to == "WY2")
        assert line(gui, other).decision is Decision.UNDECIDED

        monkeypatch.setattr(gui.services.logbook, "decide", _full)
        page.lines.show(other)
        page.act("call.passed_on")
        QTest.keyClicks(strip._to, "12345")
        QTest.keyClick(strip._to, Qt.Key.Key_Return)
        page.lines.show(lift)  # gone on to another line before the answer came
        await page._read()
        assert strip._to.isHidden()
        page.lines.show(other)
        page.act("call.passed_on")
        QTest.keyClicks(strip._to, "12345")
        QTest.keyClick(strip._to, Qt.Key.Key_Return)
        await gui.until(lambda: strip._to.text() == "12345")
        assert strip.first == other
        page.close()

    gui.run(scenario())


def _full(*_args: object, **_named: object) -> None:
    raise Unavailable("disk_full")


def test_nobody_to_pass_on_to_is_refused_and_the_field_goes_on_standing_there(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        call = gui.services.logbook.record("lift", mode=LogMode.CALL_IN)
        await gui.until(lambda: page.log.undecided.first == call)
        strip = page.log.undecided
        page.act("call.passed_on")
        QTest.keyClick(strip._to, Qt.Key.Key_Return)
        await page._read()
        assert not strip._to.isHidden()
        QTest.keyClicks(strip._to, "12345")
        QTest.keyClick(strip._to, Qt.Key.Key_Return)
        await gui.until(lambda: line(gui, call).decision is Decision.PASSED_ON)
        page.close()

    gui.run(scenario())


def test_an_enter_held_down_saves_no_line_under_way(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        box = page.log.entry
        said: list[object] = []
        box.submitted.connect(said.append)
        QTest.keyClicks(box.edit, "half a li")
        held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
        QApplication.sendEvent(box.edit, held)
        assert (said, box.edit.toPlainText()) == ([], "half a li")
        page.close()

    gui.run(scenario())


def test_adopting_all_passes_over_a_line_adopted_at_another_desk(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        session = gui.desk.session
        person, session.person = session.person, None
        lines = [gui.services.logbook.record(words) for words in ("first", "second", "third")]
        await gui.until(lambda: len(page._view.unadopted if page._view else ()) == 3)
        assert page._view is not None
        stale = page._view.unadopted
        session.person = person
        gui.services.logbook.adopt(lines[0])
        page.deeds.adopt(stale)
        await gui.until(lambda: gui.services.logbook.unadopted() == ())
        page.close()

    gui.run(scenario())


def test_a_key_of_the_window_held_down_acts_once(gui: Gui) -> None:
    async def scenario() -> None:
        shell = Shell(gui.shell_parts(), (CommandPage,))
        keys = shell.window.findChildren(QShortcut)
        assert {key.key().toString() for key in keys} >= {"Alt+N", "Alt+P", "Alt+G"}
        assert not [key.key().toString() for key in keys if key.autoRepeat()]
        shell.window.close()

    gui.run(scenario())
