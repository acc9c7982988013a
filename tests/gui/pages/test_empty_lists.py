"""An empty list says what is the case: nobody has looked yet, nothing is there at all, or nothing fits the filter."""

from __future__ import annotations

from commandpost.app.desk import Tier
from commandpost.domain.ids import PersonId
from commandpost.domain.incident import NewIncident
from commandpost.gui.pages.inbox import InboxPage
from commandpost.gui.pages.ledgers import LedgersPage
from commandpost.gui.pages.report import ReportPage
from commandpost.gui.widgets.table import TableColumn, TableView, nothing_fits
from tests.gui.conftest import Gui
from tests.gui.pages.shown import shown
from tests.gui.pages.test_inbox_page import at
from tests.gui.shell.test_command_page import incident, opened
from tests.unit.app.desks import START, Room


def test_a_table_says_nothing_until_somebody_has_looked(gui: Gui) -> None:
    table: TableView[str] = TableView((TableColumn(title="x", text=str),), gui.context().theme, "x")
    table.hint = "按 F2 开始"
    assert table.empty_words == ""
    table.show_rows((), str.__eq__)
    assert table.empty_words == "按 F2 开始"
    table.show_rows((), str.__eq__, of=3)
    assert table.empty_words == nothing_fits()


def test_a_ledger_whose_rows_do_not_fit_is_not_called_empty(gui: Gui) -> None:
    async def scenario() -> None:
        page = shown(gui, LedgersPage)
        table = page.tables["person"]
        assert table.empty_words == ""
        await gui.until(lambda: "New row" in table.empty_words)
        gui.services.ledgers.save("person", None, {"name": "周某兰", "address": "槐树里12号院", "needs": ("alone",)})
        page._filter.setText("nobody of that name")
        await gui.until(lambda: table.empty_words == nothing_fits())
        page._filter.clear()
        await gui.until(lambda: table.table.rows)

    gui.run(scenario())


def test_the_log_of_one_incident_without_a_line_does_not_call_the_log_empty(gui: Gui) -> None:
    async def scenario() -> None:
        page = await opened(gui)
        assert page.log.view.empty_words.startswith("Nothing is written yet")
        gui.services.logbook.record("巡查一圈")
        incident(gui, "停电")
        await gui.until(lambda: page.log.model.items and page.incidents.model.rows)
        page.act("log.filter")
        await gui.until(lambda: not page.log.model.items)
        assert page.log.view.empty_words == nothing_fits()
        page.close()

    gui.run(scenario())


def test_the_reports_are_not_called_none_before_they_are_read_nor_under_a_filter(gui: Gui) -> None:
    async def scenario() -> None:
        page = shown(gui, ReportPage)
        reports = page.list
        reports._wanted.setText("nothing of the kind")
        assert reports.table.empty_words == ""
        await gui.until(lambda: reports.table.empty_words.startswith("No report yet"))
        gui.services.reports.send(gui.services.reports.draft(incident(gui, "停电")))
        await gui.until(lambda: reports.table.empty_words == nothing_fits())
        reports._wanted.clear()
        assert reports.table.table.rows

    gui.run(scenario())


def test_an_inbox_of_reports_alone_is_not_called_empty_where_directives_are_wanted(gui: Gui) -> None:
    street = Room()
    street.reports.send(
        street.reports.draft(street.incidents.open(NewIncident(title="积水", code="11A02", received=START)))
    )
    district = Room(tier=Tier.DISTRICT, journal=street.journal, clock=street.clock)
    district.sign_in(PersonId("staff-zhaoqiang"), "赵强")
    room = at(gui, district.desk)

    async def scenario() -> None:
        page = shown(room, InboxPage)
        page._which.setCurrentIndex(page._which.findData("directive"))
        assert page.table.empty_words == ""
        await room.until(lambda: page.table.empty_words)
        assert page.table.empty_words == nothing_fits()
        page._which.setCurrentIndex(0)
        assert page.table.table.rows
        await room.tasks.settled()  # the chosen report is opened; what waits still would begin outside of the loop

    gui.run(scenario())

    async def empty() -> None:
        own = shown(gui, InboxPage)
        await gui.until(lambda: own.table.empty_words.startswith("Nothing has come in"))

    gui.run(empty())
