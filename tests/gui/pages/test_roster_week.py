"""The roster by the week: the same days, larger, turned by seven, edited as in the month."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from commandpost.domain.roster import DutyRole
from commandpost.gui.pages.roster import RosterPage
from commandpost.gui.pages.roster.week_day import WeekDayDelegate
from tests.gui.conftest import Gui
from tests.gui.pages.shown import shown, staff

DAY = date(2026, 7, 29)  # its week ends in August


def days(page: RosterPage) -> list[date]:
    return [cell.date for cell in page.grid.days.cells]


def test_the_week_of_the_chosen_day_is_shown_turned_over_a_month_and_opened_by_a_key(gui: Gui) -> None:
    gui.services.duty.set_day(DAY, DutyRole.PRIMARY, staff(gui, "王磊"))

    async def scenario() -> None:
        page = shown(gui, RosterPage)
        await gui.until(lambda: len(days(page)) > 7, "the month")
        page.grid.choose_day(DAY)
        QTest.mouseClick(page._by_week, Qt.MouseButton.LeftButton)
        monday = date(2026, 7, 27)
        assert days(page) == [monday + timedelta(days=at) for at in range(7)]
        assert page.grid.cell is not None
        assert page.grid.cell.date == DAY
        assert isinstance(page.grid.itemDelegate(), WeekDayDelegate)
        assert all(cell.in_month for cell in page.grid.days.cells), "none is grey as a day of another month"
        assert "7/27" in page._title.text()
        assert "8/2" in page._title.text()
        before = page.grid.grab().toImage()

        page.turn(1)
        await gui.until(lambda: days(page)[0] == date(2026, 8, 3), "the week after")
        assert page.grid.grab().toImage() != before
        page.turn(-1)
        await gui.until(lambda: days(page)[0] == monday, "back")
        page.grid.choose_day(DAY)
        QTest.keyClick(page.grid, Qt.Key.Key_Return)
        await gui.until(page.side.editor.isVisible, "the day")

        QTest.mouseClick(page._by_month, Qt.MouseButton.LeftButton)
        await gui.until(lambda: len(days(page)) > 7, "the month again")
        assert page.grid.cell is not None
        assert page.grid.cell.date == DAY
        page.close()

    gui.run(scenario())
