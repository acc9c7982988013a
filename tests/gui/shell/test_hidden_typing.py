"""What would hide or turn a line is seen in the entry box as it comes in, and saved letter for letter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest

from commandpost.gui.pages.command.log_edit import CallLine, LogEdit
from tests.gui.conftest import Gui


@pytest.fixture
def box(gui: Gui) -> LogEdit:
    return LogEdit()


@pytest.mark.parametrize("odd", ["求\u202e助", "\u2066", "🚒\u200b\u202e𠮷\u2069尾", "一行\n\u202e二行\u202e"])
def test_a_character_that_turns_the_line_is_a_number_at_once_and_itself_in_the_journal(box: LogEdit, odd: str) -> None:
    box.insertPlainText(odd)

    assert not set(box.toPlainText()) & set("\u202e\u2066\u2069\u200b")
    assert "‹" in box.toPlainText()
    assert box.typed() == odd


def test_one_undo_takes_back_what_was_pasted_with_its_number(box: LogEdit) -> None:
    pasted = QMimeData()
    pasted.setText("\u202ec")
    QTest.keyClicks(box, "ab")
    box.insertFromMimeData(pasted)
    assert (box.toPlainText(), box.typed()) == ("ab‹202E›c", "ab\u202ec")

    box.undo()

    assert box.toPlainText() == "ab"
    box.clear()
    QTest.keyClicks(box, "plain")
    assert (box.toPlainText(), box.typed()) == ("plain", "plain")


def test_a_composition_is_not_disturbed_and_what_it_commits_is_looked_at(box: LogEdit) -> None:
    box.insertPlainText("前")
    box.inputMethodEvent(QInputMethodEvent("ni\u202e", []))
    assert box.toPlainText() == "前"
    assert box.document().firstBlock().layout().preeditAreaText() == "ni\u202e"
    commit = QInputMethodEvent()
    commit.setCommitString("你\u202e")

    box.inputMethodEvent(commit)

    assert box.toPlainText() == "前你‹202E›"
    assert box.typed() == "前你\u202e"


def test_text_that_hides_nothing_stays_and_the_cursor_with_it(box: LogEdit) -> None:
    family = "👨‍👩‍👧‍👦 مرحبا ‹202E›"
    box.insertPlainText(family)
    cursor = box.textCursor()
    cursor.setPosition(2)
    box.setTextCursor(cursor)
    box.insertPlainText("x")

    assert box.textCursor().position() == 3
    assert box.typed() == box.toPlainText()


def test_a_line_of_a_call_shows_it_too_and_the_cursor_goes_on_behind_it(gui: Gui) -> None:
    line = CallLine()
    line.setText("🚒李")
    line.insert("\u202e")
    QTest.keyClicks(line, "x")
    assert (line.text(), line.typed()) == ("🚒李‹202E›x", "🚒李\u202ex")

    line.setCursorPosition(2)
    line.insert("\u200f")
    QTest.keyClicks(line, "y")
    assert (line.text(), line.typed()) == ("🚒‹200F›y李‹202E›x", "🚒\u200fy李\u202ex")
    line.clear()
    QTest.keyClicks(line, "z")
    assert line.typed() == "z"
