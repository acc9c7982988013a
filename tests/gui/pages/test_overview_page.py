from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from commandpost.app.desk import Tier
from commandpost.app.presence import Heard, Roll
from commandpost.domain.codes import Level
from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import PersonId
from commandpost.domain.incident import NewIncident
from commandpost.domain.local_time import local_day
from commandpost.gui.pages.overview import OverviewPage
from commandpost.gui.pages.registry import pages_of
from tests.gui.conftest import Gui
from tests.gui.pages.shown import shown
from tests.gui.pages.test_inbox_page import at
from tests.unit.app.desks import OTHER_STREET, START, STREET, Room


@pytest.fixture
def street() -> Room:
    return Room()


@pytest.fixture
def district(street: Room) -> Room:
    room = Room(tier=Tier.DISTRICT, journal=street.journal, clock=street.clock)
    room.knows(STREET, "永宁街道")
    room.knows(OTHER_STREET, "安澜街道")
    room.sign_in(PersonId("staff-zhaoqiang"), "赵强")
    return room


def test_an_upper_room_sees_its_units_the_worst_first_and_what_each_owes(
    gui: Gui, street: Room, district: Room
) -> None:
    new = NewIncident(title="东段积水倒灌", code="11A02", level=Level.GENERAL, received=START)
    street.incidents.open(new)
    street.clock.advance(hours=3)
    room = at(gui, district.desk)

    async def scenario() -> None:
        page = shown(room, OverviewPage)
        badges: list[int] = []
        page.badge_changed.connect(badges.append)
        await room.until(lambda: page.units.current is not None and page.owed.count(), "units")

        assert page.units.current.name == "永宁街道"
        assert badges[-1] == 1
        assert any("东段积水倒灌" in page.owed.item(row).text() for row in range(page.owed.count()))

    gui.run(scenario())


def test_the_statistics_of_any_span_are_exported_as_a_workbook(gui: Gui, district: Room) -> None:
    room = at(gui, district.desk)

    async def scenario() -> None:
        page = shown(room, OverviewPage)
        page.since.setDate(page.since.date().addDays(-300))
        await room.until(lambda: page.figures.model().rowCount() == 4, "two units by two time bases")
        await page.export()
        page.since.setDate(page.until.date().addDays(2))
        await room.until(page._problem.text, "the span is refused")

    gui.run(scenario())
    (file,) = gui.folder.glob("*.xlsx")
    assert file.read_bytes().startswith(b"PK")


def test_a_street_and_a_department_have_no_page_of_units() -> None:
    assert OverviewPage in pages_of(Tier.DISTRICT)
    assert OverviewPage in pages_of(Tier.CITY)
    for tier in (Tier.STREET, Tier.DEPARTMENT):
        assert OverviewPage not in pages_of(tier)


def test_a_unit_is_checked_and_its_answer_stands_in_the_table(gui: Gui, street: Room, district: Room) -> None:
    room = at(gui, district.desk)

    async def scenario() -> None:
        page = shown(room, OverviewPage)
        await room.until(lambda: page.units.current is not None, "units")
        page.checks.question.setText("带班领导在岗吗？")
        await page.checks.call(page._chosen_unit())
        assert page.checks.question.text() == ""
        await page.checks.read()
        (check,) = page.checks.table.table.rows
        assert (check.unit, check.question) == (STREET, "带班领导在岗吗？")

        await page.checks.call(())
        assert page.checks._problem.text()
        await page.checks.call(page._every_unit())
        await page.checks.read()
        assert len(page.checks.table.table.rows) == 3

    gui.run(scenario())


class _Link:
    """The server's word on who is heard."""

    def __init__(self, roll: Roll | Unavailable) -> None:
        self._roll = roll

    def roll(self) -> Roll:
        if isinstance(self._roll, Unavailable):
            raise self._roll
        return self._roll


def test_a_desk_the_server_has_not_heard_for_three_minutes_is_shown_until_it_is(
    gui: Gui, street: Room, district: Room
) -> None:
    street.logbook.record("巡查正常")
    room = at(gui, district.desk)
    now = room.desk.now()
    gone = Roll(now=now, since=now - timedelta(hours=1), heard=(Heard(unit=STREET, at=now - timedelta(minutes=4)),))

    async def scenario() -> None:
        page = shown(room, OverviewPage)
        await room.until(lambda: page.units.table.rows, "units")
        for link, silent in ((_Link(gone), True), (_Link(Unavailable("server_unreachable")), False)):
            page.context = replace(page.context, services=replace(page.context.services, sync=link))  # type: ignore[arg-type]  # only its roll is called
            await page._call_the_roll()
            words = {row.name: page._heard(row) for row in page.units.table.rows}
            assert ("desk silent" in words["永宁街道"] or "席位失联" in words["永宁街道"]) is silent

    gui.run(scenario())


def test_an_upper_room_reads_the_days_of_the_chosen_unit_with_the_mark_of_a_correction(
    gui: Gui, street: Room, district: Room
) -> None:
    street.sign_in(PersonId("staff-lihua"), "李华")
    street.daily.send(local_day(START))
    street.clock.advance(hours=1)
    street.incidents.open(
        NewIncident(title="东段积水倒灌", code="11A02", level=Level.GENERAL, received=street.clock.now())
    )
    street.daily.send(local_day(START), told="东段积水倒灌一起，已转移17人")
    room = at(gui, district.desk)

    async def scenario() -> None:
        page = shown(room, OverviewPage)
        page.resize(1366, 700)
        await room.until(lambda: page.units.current is not None, "units")
        rows = [one.unit for one in page.units.table.rows]
        page.units.selectRow(rows.index(STREET))
        await room.until(lambda: "积水" in _listed(page), "the street's day")
        assert "▲ corrected" in _listed(page)
        assert "before: zero report" in _listed(page)
        assert page.days.list.count() == 1

        page.units.selectRow(rows.index(OTHER_STREET))
        await room.until(lambda: _listed(page) == "none received yet", "the other street")

    gui.run(scenario())


def _listed(page: OverviewPage) -> str:
    return "\n".join(page.days.list.item(row).text() for row in range(page.days.list.count()))
