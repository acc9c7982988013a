"""A typed slash offers everything; typed lines are carried out; what is refused stays in the box."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from commandpost.app.logbook import LogMode
from commandpost.app.typed_commands import NAMES
from commandpost.domain.due_time import parse_due
from commandpost.domain.ids import RecordId
from commandpost.gui.actions import ACTIONS
from commandpost.gui.dialogs.reminder_form import ReminderForm
from commandpost.gui.pages.command.page import CommandPage
from commandpost.gui.pages.command.slash_list import offered
from commandpost.gui.quick_entry import COMMANDS
from commandpost.journal.entry import Draft
from tests.gui.conftest import Gui
from tests.gui.pages.shown import shown, staff


def sign_in(gui: Gui) -> None:
    gui.services.people.sign_in(staff(gui, "李静"), "1234")


def test_a_slash_alone_offers_every_mode_command_and_action() -> None:
    choices = offered("/")

    assert {one.mode for one in choices if one.mode} == set(COMMANDS.values())
    assert {one.begins.strip(" /") for one in choices if one.begins} == {names[0] for names in NAMES.values()}
    assert {one.action for one in choices if one.action} == {action.id for action in ACTIONS}


@pytest.mark.parametrize("typed", ["", "没有", "/来电 有人", "/提醒 ", "／ "])
def test_text_is_left_alone(typed: str) -> None:
    assert offered(typed) == ()


def test_a_command_is_found_by_its_beginning_and_by_pinyin() -> None:
    assert [one.begins for one in offered("/tix")] == ["/提醒 "]
    assert next(one.mode for one in offered("／去")) is LogMode.CALL_OUT
    assert "handover.open" in [one.action for one in offered("/handover")]


def test_enter_takes_the_chosen_line_and_the_action_is_done(gui: Gui) -> None:
    page = shown(gui, CommandPage)
    asked: list[str] = []
    page.context.navigator.act_asked.connect(asked.append)
    edit = page.log.entry.edit

    QTest.keyClicks(edit, "/handoversheet")
    assert page.log.entry.slash.isVisible()
    QTest.keyClick(edit, Qt.Key.Key_Return)

    assert asked == ["handover.open"]
    assert edit.toPlainText() == ""
    page.close()


def test_escape_leaves_a_line_that_only_begins_with_a_slash(gui: Gui) -> None:
    async def scenario() -> None:
        page = shown(gui, CommandPage)
        page.tick(gui.desk.now())
        edit = page.log.entry.edit
        QTest.keyClicks(edit, "/h")
        assert page.log.entry.slash.isVisible()
        QTest.keyClick(edit, Qt.Key.Key_Escape)
        assert not page.log.entry.slash.isVisible()
        QTest.keyClick(edit, Qt.Key.Key_Return)
        await gui.until(lambda: [item.text for item in page.log.model.items] == ["/h"], "kept as text")
        page.close()

    gui.run(scenario())


def test_tab_begins_a_typed_command_and_its_line_is_logged_and_remembered(gui: Gui) -> None:
    async def scenario() -> None:
        page = shown(gui, CommandPage)
        page.tick(gui.desk.now())
        edit = page.log.entry.edit
        QTest.keyClicks(edit, "/tx")
        QTest.keyClick(edit, Qt.Key.Key_Tab)
        assert edit.toPlainText() == "/提醒 "
        edit.insertPlainText("30 回访王大爷")
        QTest.keyClick(edit, Qt.Key.Key_Return)
        await gui.until(lambda: "回访王大爷" in page.log.reminders.words, "the strip")

        assert [item.text for item in page.log.model.items] == ["回访王大爷"]
        assert edit.toPlainText() == ""
        page.close()

    gui.run(scenario())


def test_a_refused_line_stays_in_the_box_with_a_sentence(gui: Gui) -> None:
    async def scenario() -> None:
        page = shown(gui, CommandPage)
        page.tick(gui.desk.now())
        edit = page.log.entry.edit
        edit.setPlainText("/提醒 改天 回访")
        QTest.keyClick(edit, Qt.Key.Key_Return)
        await gui.until(page.log.entry.problem.isVisible, "the sentence")

        assert edit.toPlainText() == "/提醒 改天 回访"
        assert gui.services.tools.reminders.open() == ()
        page.close()

    gui.run(scenario())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("/题醒 30 回访", "/提醒", id="a mistyped command"),
        pytest.param("1234", "Ctrl+I", id="bare digits, which may be a PIN"),
    ],
)
def test_what_may_not_be_meant_is_asked_about_once_and_then_written_down_as_it_stands(
    gui: Gui, typed: str, said: str
) -> None:
    async def scenario() -> None:
        page = shown(gui, CommandPage)
        page.tick(gui.desk.now())
        edit, problem = page.log.entry.edit, page.log.entry.problem
        edit.setPlainText(typed)
        QTest.keyClick(edit, Qt.Key.Key_Return)

        assert problem.isVisible()
        assert said in problem.text()
        assert (edit.toPlainText(), gui.desk.store.count("log")) == (typed, 0)
        QTest.keyClick(edit, Qt.Key.Key_Return)
        await gui.until(lambda: gui.desk.store.count("log") == 1, "kept as text")
        page.close()

    gui.run(scenario())


def test_a_roll_call_that_has_begun_is_told_with_its_limit_and_where_answers_go(gui: Gui) -> None:
    async def scenario() -> None:
        fields = {"name": "一网格", "community": "槐树里社区"}
        gui.desk.write(Draft(kind="grid", record=RecordId("grid-1"), act="grid.enter", set=dict(fields)))
        await gui.tasks.store(sign_in, gui)
        page = shown(gui, CommandPage)
        page.tick(gui.desk.now())
        said: list[str] = []
        page.context.notices.posted.connect(lambda notice: said.append(notice.text))
        page.log.entry.edit.setPlainText("/点名 20 暴雨 全部")
        page.log.entry._submit()
        await gui.until(lambda: said, "told")

        assert [word in said[0] for word in ("暴雨", "Ctrl+0")] == [True, True]
        page.close()

    gui.run(scenario())


def test_a_roll_call_is_one_typed_line(gui: Gui) -> None:
    async def scenario() -> None:
        await gui.tasks.store(sign_in, gui)
        page = shown(gui, CommandPage)
        page.tick(gui.desk.now())
        page.log.entry.edit.setPlainText("/点名 20 暴雨 槐树里社区")
        page.log.entry._submit()
        await gui.until(
            lambda: page.log.entry.problem.isVisible() or not page.log.entry.edit.toPlainText(), "an answer"
        )

        assert page.log.entry.problem.isVisible()  # this street has no grids yet, so nobody is to be asked
        page.close()

    gui.run(scenario())


def test_a_reminder_is_set_moved_and_done_by_keys_alone(gui: Gui) -> None:
    async def scenario() -> None:
        await gui.tasks.store(sign_in, gui)
        await gui.tasks.store(gui.services.logbook.record, "光明路积水")
        page = shown(gui, CommandPage)
        await gui.until(lambda: page.log.model.items, "the log")
        for action, when, words in (("reminder.add", "20", ""), ("reminder.move", "40", "泵在换")):
            page.act(action)
            form = next(one for one in page.findChildren(ReminderForm) if one.isVisible())
            now = gui.desk.now()
            assert parse_due(form.ui.when.text(), now) == (now + timedelta(minutes=30), "")
            form.ui.when.setText(when)
            form.ui.text.setText(words)
            form.begin()
            await gui.until(lambda when=when: f"{when}:00" in page.log.reminders.words, "the strip")
        page.act("reminder.done")
        await gui.until(page.log.reminders.isHidden, "the strip is gone")

        assert gui.services.tools.reminders.open() == ()
        page.close()

    gui.run(scenario())
