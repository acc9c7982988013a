"""A new unit's desk: nobody on the staff, no roster, no ledgers, no map; it says what comes first."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from commandpost.app.first_steps import FirstStep
from commandpost.bootstrap.sample.street import build_street
from commandpost.domain.ids import PersonId
from commandpost.domain.roster import DutyRole
from commandpost.gui.pages.command.first_steps import FirstSteps
from commandpost.gui.pages.command.page import CommandPage
from commandpost.gui.preferences import keep_liking, read_liking
from commandpost.gui.services import BaseSheet
from commandpost.gui.widgets.table import TableColumn, TableView
from tests.gui.conftest import Gui, staff_member
from tests.gui.shell.test_command_page import opened


def shown(steps: FirstSteps) -> set[FirstStep]:
    return {step for step, made in steps.buttons.items() if not made.isHidden()}


def test_a_new_desk_says_what_comes_first_and_each_step_goes_when_it_is_done(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        steps = page.incidents.steps
        await gui.until(lambda: shown(steps) == set(FirstStep))
        assert not steps.isHidden()

        people = [staff_member(gui, name) for name in ("李静", "王磊")]
        await gui.until(lambda: FirstStep.PEOPLE not in shown(steps))
        gui.services.ledgers.save("team", None, {"name": "应急队", "members": 8, "type": "fire"})
        await gui.until(lambda: FirstStep.LEDGERS not in shown(steps))
        today = gui.services.duty.current_shift().date
        gui.services.duty.set_day(today, DutyRole.PRIMARY, PersonId(people[0]))
        await gui.until(lambda: shown(steps) == {FirstStep.MAP})
        steps.show_map(has_map=True)
        assert steps.isHidden()
        page.close()

    gui.run(scenario())


def test_a_desk_with_a_map_is_not_asked_for_one(gui: Gui) -> None:
    gui.services = replace(gui.services, base_map=lambda: BaseSheet(layers=build_street().layers[:1]))

    async def scenario() -> None:
        page = await opened(gui)
        await gui.until(lambda: shown(page.incidents.steps) == set(FirstStep) - {FirstStep.MAP})
        page.close()

    gui.run(scenario())


def test_a_step_leads_to_where_it_is_done(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        asked: list[str] = []
        page.incidents.steps.asked.connect(asked.append)
        for made in page.incidents.steps.buttons.values():
            made.click()
        assert asked == ["staff.open", "page.4", "page.6", "map.import"]
        page.close()

    gui.run(scenario())


def test_an_empty_list_says_what_to_do_and_a_row_takes_the_words_away(gui: Gui) -> None:
    async def scenario() -> None:
        theme = gui.context().theme
        table: TableView[str] = TableView((TableColumn(title="x", text=str),), theme, "x")
        table.show_rows((), str.__eq__)
        table.resize(400, 200)
        table.show()
        bare = table.grab().toImage()
        table.hint = "按 F2 开始"
        table.viewport().update()
        assert table.grab().toImage() != bare
        table.hint = ""
        table.table.show(("row",))
        with_row = table.grab().toImage()
        table.hint = "按 F2 开始"
        assert table.grab().toImage() == with_row
        table.close()

    gui.run(scenario())


def test_a_unit_that_keeps_neither_roster_nor_map_here_puts_the_list_away_for_good_and_gets_it_back(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        steps, preferences = page.incidents.steps, page.context.preferences
        await gui.until(lambda: shown(steps) == set(FirstStep))
        steps.away.setFocus()
        QTest.keyClick(steps.away, Qt.Key.Key_Space)
        assert steps.isHidden()
        await page._read()
        assert steps.isHidden()
        keep_liking(gui.desk.store, preferences.liking)
        assert read_liking(gui.desk.store).first_steps is False

        again = CommandPage(gui.context(read_liking(gui.desk.store)))
        await again._read()
        assert again.incidents.steps.isHidden()
        page.act("steps.toggle")
        assert not steps.isHidden()
        again.close()
        page.close()

    gui.run(scenario())
