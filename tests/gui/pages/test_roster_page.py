from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from commandpost.app.duty import DutyRole
from commandpost.domain.roster import RosterProblem, RosterRow
from commandpost.gui.pages.roster import RosterPage
from commandpost.gui.pages.roster.words import problem_words
from commandpost.gui.services import RosterReading
from tests.gui.conftest import Gui
from tests.gui.pages.shown import shown, staff

DAY = date(2026, 7, 25)


async def month(gui: Gui) -> RosterPage:
    page = shown(gui, RosterPage)
    await gui.until(lambda: page.grid.days.cells, "month")
    return page


def planned(gui: Gui) -> None:
    """李静 leads on the 24th, so the month is planned and every other post of that day is a gap."""
    gui.services.duty.set_day(DAY - timedelta(days=1), DutyRole.LEADER, staff(gui, "李静"))


def test_a_letter_in_the_grid_opens_the_day_and_initials_name_the_person(gui: Gui) -> None:
    staff(gui, "李静")

    async def scenario() -> None:
        page = await month(gui)
        page.grid.choose_day(DAY)
        QTest.keyClicks(page.grid, "l")
        box = page.side.editor._boxes[DutyRole.LEADER]
        QTest.keyClicks(box, "j")
        QTest.keyClick(box, Qt.Key.Key_Return)
        await gui.until(lambda: gui.desk.store.count("duty_day") == 1, "kept")

        cell = next(cell for cell in gui.services.duty.month(2026, 7) if cell.date == DAY)
        assert cell.leader.name == "李静"

    gui.run(scenario())


def test_a_name_nobody_bears_is_marked_and_not_kept(gui: Gui) -> None:
    async def scenario() -> None:
        page = await month(gui)
        page.grid.choose_day(DAY)
        QTest.keyClick(page.grid, Qt.Key.Key_Return)
        box = page.side.editor._boxes[DutyRole.LEADER]
        box.setText("无此人")
        QTest.keyClick(box, Qt.Key.Key_Return)

        assert box.property("problem") is True
        assert gui.desk.store.count("duty_day") == 0

    gui.run(scenario())


def test_one_person_on_two_posts_is_refused_below_the_names(gui: Gui) -> None:
    planned(gui)

    async def scenario() -> None:
        page = await month(gui)
        page.grid.choose_day(DAY - timedelta(days=1))
        QTest.keyClick(page.grid, Qt.Key.Key_Return)
        editor = page.side.editor
        box = editor._boxes[DutyRole.PRIMARY]
        box.setText("李静")
        box.take()
        await gui.until(editor._problem.isVisible, "refusal")

        assert box.text() == ""

    gui.run(scenario())


def test_the_badge_counts_the_gaps(gui: Gui) -> None:
    planned(gui)

    async def scenario() -> None:
        page = RosterPage(gui.context())
        counts: list[int] = []
        page.badge_changed.connect(counts.append)
        await page._read()

        assert counts == [len(gui.services.duty.gaps(2026, 7))]
        assert counts[0] > 0

    gui.run(scenario())


def test_a_faulty_file_writes_nothing_and_names_row_and_column(gui: Gui) -> None:
    problem = RosterProblem(row=5, column="primary", code="roster_name_unknown", value="张三三")
    row = RosterRow(row=3, date=DAY, leader="李静")

    async def scenario() -> None:
        page = await month(gui)
        reading = RosterReading(rows=(row,), problems=(problem,))
        object.__setattr__(page.context.services, "read_roster", lambda _file, _year, _month: reading)
        await page.import_file(Path("roster.xlsx"))

        assert page.side._problems.isVisible()
        assert gui.desk.store.count("duty_day") == 0
        assert "5" in problem_words(problem)
        assert "张三三" in problem_words(problem)

    gui.run(scenario())


def test_a_clean_file_with_gaps_is_imported(gui: Gui) -> None:
    staff(gui, "李静")
    gap = RosterProblem(row=3, column="primary", code="roster_post_empty")
    reading = RosterReading(rows=(RosterRow(row=3, date=DAY, leader="李静"),), problems=(gap,))

    async def scenario() -> None:
        page = await month(gui)
        object.__setattr__(page.context.services, "read_roster", lambda _file, _year, _month: reading)
        await page.import_file(Path("roster.xlsx"))

        assert gui.desk.store.count("duty_day") == 1

    gui.run(scenario())


def test_a_substitution_needs_a_reason(gui: Gui) -> None:
    planned(gui)
    staff(gui, "王磊")

    async def scenario() -> None:
        page = await month(gui)
        page.grid.choose_day(DAY - timedelta(days=1))
        QTest.keyClick(page.grid, Qt.Key.Key_Return)
        editor = page.side.editor
        editor._role.setCurrentIndex(editor._role.findData(DutyRole.LEADER))
        editor._stand_in.setText("王磊")
        editor._substitute()
        await gui.until(editor._problem.isVisible, "refusal")
        editor._reason.setText("就医")
        editor._approver.setText("陈某")
        editor._substitute()
        await gui.until(lambda: gui.services.duty.substitutions(2026, 7), "substitution")

    gui.run(scenario())


def test_the_month_is_printed(gui: Gui) -> None:
    async def scenario() -> None:
        page = await month(gui)
        page.act("paper.print")
        await gui.until(lambda: list(gui.folder.glob("*.pdf")), "PDF")

    gui.run(scenario())
