from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from commandpost.app.duty import DutyRole
from commandpost.app.people import PersonRole
from commandpost.bootstrap.planner import roster_files, solve_roster
from commandpost.domain.roster import RosterProblem
from commandpost.domain.rostering.answer import RosterAnswer
from commandpost.domain.rostering.task import RosterTask
from commandpost.gui.pages.roster import RosterPage
from commandpost.gui.pages.roster.words import problem_words
from commandpost.gui.services import RosterReading
from commandpost.gui.widgets.sign_box import SignBox
from tests.gui.conftest import Gui
from tests.gui.pages.shown import PIN, shown, staff
from tests.rosters import roster_row

DAY = date(2026, 7, 25)


def sleep_long(tell: Callable[[float], None], _task: RosterTask) -> RosterAnswer:
    tell(0.1)
    Event().wait(60)
    raise AssertionError("nobody cancelled")


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
    row = roster_row(row=3, date=DAY, leader="李静")

    async def scenario() -> None:
        page = await month(gui)
        reading = RosterReading(rows=(row,), problems=(problem,))
        object.__setattr__(page.context.services, "read_roster", lambda *_asked: reading)
        await page.import_file(Path("roster.xlsx"))

        assert page.side._problems.isVisible()
        assert gui.desk.store.count("duty_day") == 0
        assert "5" in problem_words(problem)
        assert "张三三" in problem_words(problem)

    gui.run(scenario())


def test_a_clean_file_with_gaps_is_imported(gui: Gui) -> None:
    staff(gui, "李静")
    gap = RosterProblem(row=3, column="primary", code="roster_post_empty")
    reading = RosterReading(rows=(roster_row(row=3, date=DAY, leader="李静"),), problems=(gap,))

    async def scenario() -> None:
        page = await month(gui)
        object.__setattr__(page.context.services, "read_roster", lambda *_asked: reading)
        await page.import_file(Path("roster.xlsx"))

        assert gui.desk.store.count("duty_day") == 1

    gui.run(scenario())


def choose(page: RosterPage, day: date) -> None:
    page.grid.choose_day(day)
    QTest.keyClick(page.grid, Qt.Key.Key_Return)


def sign(box: SignBox, name: str) -> None:
    box._person.setCurrentIndex(box._person.findText(name, Qt.MatchFlag.MatchStartsWith))
    box._pin.setText(PIN)
    box._confirm()


def test_a_stand_in_is_asked_for_with_a_reason_and_approved_with_the_leaders_pin(gui: Gui) -> None:
    planned(gui)
    staff(gui, "王磊")
    staff(gui, "陈某", PersonRole.DUTY_LEADER)

    async def scenario() -> None:
        page = await month(gui)
        choose(page, DAY - timedelta(days=1))
        page._open_swap()
        card = page.side.swap
        card._other.setText("王磊")
        card._ask(now=False)
        await gui.until(card._said.isVisible, "refusal")
        card._reason.setText("就医")
        card._ask(now=False)
        await gui.until(lambda: gui.services.swaps.requests(open_only=True), "request")
        assert gui.services.duty.substitutions(2026, 7) == ()
        (request,) = gui.services.swaps.requests()
        page.side.swaps.approve_asked.emit(request.id, True)
        await gui.until(page.side.swaps.sign_box.isVisible, "leader")
        sign(page.side.swaps.sign_box, "陈某")
        await gui.until(page.side.swaps.sign_box._problem.isVisible, "the clash asks why")
        assert gui.services.duty.substitutions(2026, 7) == ()
        page.side.swaps.sign_box.reason.setText("无人可替")
        sign(page.side.swaps.sign_box, "陈某")
        await gui.until(lambda: gui.services.duty.substitutions(2026, 7), "substitution")
        assert gui.services.swaps.requests()[0].despite == "无人可替"

    gui.run(scenario())


def test_todays_roster_asks_for_the_leader_and_then_changes(gui: Gui) -> None:
    staff(gui, "李静")
    staff(gui, "王磊")
    staff(gui, "陈某", PersonRole.DUTY_LEADER)
    people = {one.name: one.id for one in gui.services.people.staff()}
    today = gui.services.duty.today()
    gui.services.duty.set_day(today, DutyRole.PRIMARY, people["李静"])

    async def scenario() -> None:
        page = await month(gui)
        choose(page, today)
        box = page.side.editor._boxes[DutyRole.PRIMARY]
        box.setText("王磊")
        box.take()
        await gui.until(page.side.editor.leader_box.isVisible, "leader")
        assert gui.services.duty.current_shift().primary.name == "李静"
        sign(page.side.editor.leader_box, "陈某")
        await gui.until(lambda: gui.services.duty.current_shift().primary.name == "王磊", "changed")

    gui.run(scenario())


def test_a_month_is_made_in_a_child_process_with_progress_and_taken_over(
    gui: Gui, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        staff(gui, f"值班{number}", pin="")
    for number in range(3):
        staff(gui, f"领导{number}", PersonRole.DUTY_LEADER, pin="")
    object.__setattr__(gui.services, "solve_roster", solve_roster)
    seen: list[float] = []

    async def scenario() -> None:
        page = await month(gui)
        page._open_plan()
        plan, tell = page.side.plan, page.side.plan.show_progress
        monkeypatch.setattr(plan, "show_progress", lambda share: (seen.append(share), tell(share)))
        plan._begin()
        await gui.until(plan._apply.isVisible, "answer")
        assert seen[0] == 0.0
        assert seen[-1] == 1.0
        plan.apply_asked.emit()
        await gui.until(lambda: gui.services.duty.month(2026, 7)[-1].posts, "written")
        await gui.until(lambda: not plan._apply.isVisible(), "done")

    gui.run(scenario())

    planned = [one for one in gui.services.duty.month(2026, 7) if one.in_month and one.date > gui.services.duty.today()]
    assert all(post.name for one in planned for post in one.posts)


def test_a_cancelled_plan_ends_its_process_and_writes_nothing(gui: Gui) -> None:
    staff(gui, "李静", pin="")
    object.__setattr__(gui.services, "solve_roster", sleep_long)

    async def scenario() -> None:
        page = await month(gui)
        page._open_plan()
        page.side.plan._begin()
        await gui.until(page.side.plan._cancel.isVisible, "running")
        page.side.plan.cancel_asked.emit()
        task = page.plans._solving
        assert task is not None
        await gui.until(task.done, "ended")
        assert page.side.plan._start.isVisible()

    gui.run(scenario())
    assert gui.desk.store.count("duty_day") == 0


def test_leave_is_entered_and_the_gap_is_shown_at_once(gui: Gui) -> None:
    person, today = staff(gui, "李静"), gui.services.duty.today()
    gui.services.duty.set_day(today + timedelta(days=1), DutyRole.PRIMARY, person)

    async def scenario() -> None:
        page = await month(gui)
        page._open_leave()
        page.side.leave.entered.emit(person, today, today + timedelta(days=3), "")
        await gui.until(page.side.leave._said.isVisible, "refusal")
        page.side.leave.entered.emit(person, today, today + timedelta(days=3), "探亲")
        await gui.until(page.side._gaps.isVisible, "gap")
        cells = page.grid.days
        await gui.until(lambda: any(cell.primary.away for cell in cells.cells), "away")
        page.side.leave.cancelled.emit(gui.services.leave.rows()[0].id)
        await gui.until(lambda: gui.services.leave.rows()[0].cancelled, "taken back")

    gui.run(scenario())


def test_the_leave_card_is_empty_after_its_leave_is_entered_and_keeps_what_was_typed_since(gui: Gui) -> None:
    staff(gui, "李静")
    staff(gui, "王磊")

    async def scenario() -> None:
        page = await month(gui)
        page._open_leave()
        card = page.side.leave
        card._person.setText("李静")
        card._reason.setText("探亲")
        card._enter()
        await gui.until(card._said.isVisible, "entered")
        assert (card._person.text(), card._reason.text()) == ("", "")
        card._person.setText("李静")
        card._reason.setText("就医")
        card._enter()
        card._person.setText("王磊")  # in haste
        await gui.until(lambda: len(gui.services.leave.rows()) == 2, "the second")
        await gui.tasks.settled()
        assert card._person.text() == "王磊"

    gui.run(scenario())


def test_files_leave_as_excel_and_calendar(gui: Gui) -> None:
    planned(gui)
    object.__setattr__(gui.services, "roster_files", roster_files())

    async def scenario() -> None:
        page = await month(gui)
        await page.files.write_workbook(empty=False)
        await page.files.write_calendar(own=False)
        assert [len(list(gui.folder.glob(f"*.{ending}"))) for ending in ("xlsx", "ics")] == [1, 1]
        await page.files.write_workbook(empty=True)
        await page.files.write_calendar(own=True)
        assert [len(list(gui.folder.glob(f"*.{ending}"))) for ending in ("xlsx", "ics")] == [2, 2]

    gui.run(scenario())


def test_the_workload_and_who_came_are_shown(gui: Gui) -> None:
    planned(gui)

    async def scenario() -> None:
        page = await month(gui)
        await page.plans.show_load(2026, 7)
        assert page.side.load.isVisible()
        await page.plans.show_presence()
        assert page.side.presence.isVisible()
        assert not page.side.load.isVisible()

    gui.run(scenario())


def test_the_month_is_printed(gui: Gui) -> None:
    async def scenario() -> None:
        page = await month(gui)
        page.act("paper.print")
        await gui.until(lambda: list(gui.folder.glob("*.pdf")), "PDF")

    gui.run(scenario())
