"""Duplicates are marked, looked at beforehand, merged and taken apart, all by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from commandpost.domain.ids import RecordId
from commandpost.gui.dialogs.merge_form import MergeForm
from commandpost.gui.pages.command.page import CommandPage
from tests.gui.conftest import Gui
from tests.gui.pages.shown import incident, shown, staff


def sign_in(gui: Gui) -> None:
    gui.desk.session.person, gui.desk.session.name = staff(gui, "李静"), "李静"


async def form_of(gui: Gui, page: CommandPage, choices: int) -> MergeForm:
    page.act("incident.merge")
    await gui.until(lambda: page.findChildren(MergeForm))
    form = page.findChildren(MergeForm)[-1]
    await gui.until(lambda: form.ui.other.count() == choices and form.ui.preview.text())
    return form


def two_of_one(gui: Gui) -> tuple[RecordId, RecordId]:
    first = incident(gui)
    gui.later(minutes=2)
    second = incident(gui, "槐树里自建房坍塌")
    gui.services.logbook.record("现场报：被困2人", incident=second)
    return first, second


def test_a_likely_duplicate_is_marked_previewed_and_merged_by_keyboard_and_taken_out_again(gui: Gui) -> None:
    async def scenario() -> None:
        sign_in(gui)
        first, second = two_of_one(gui)
        page = shown(gui, CommandPage)
        await gui.until(lambda: page._chosen_row() is not None)
        assert page.incidents._delegate.alike == {first, second}
        form = await form_of(gui, page, 1)
        assert "现场" not in form.ui.preview.text()
        assert "1" in form.ui.preview.text()
        form.ui.reason.setFocus()
        QTest.keyClicks(form.ui.reason, "same collapse")
        QTest.keyClick(form.ui.reason, Qt.Key.Key_Return)
        await gui.until(lambda: [row.id for row in page.incidents.model.rows] == [first])
        assert gui.services.incidents.row(second).closing_reason == "same collapse"
        assert gui.services.reports.draft(first).figures["trapped"] == 2

        again = await form_of(gui, page, 1)
        again.ui.reason.setText("两处院子")
        again.begin()
        await gui.until(lambda: len(page.incidents.model.rows) == 2)
        page.close()

    gui.run(scenario())


def test_an_overdue_duplicate_says_what_to_report_first_and_keeps_the_button_shut(gui: Gui) -> None:
    async def scenario() -> None:
        sign_in(gui)
        two_of_one(gui)
        gui.later(hours=30)
        page = shown(gui, CommandPage)
        await gui.until(lambda: page._chosen_row() is not None)
        form = await form_of(gui, page, 1)

        assert not form.ui.submit.isEnabled()
        assert not form.ui.warnings.isHidden()
        form.reject()
        page.close()

    gui.run(scenario())
