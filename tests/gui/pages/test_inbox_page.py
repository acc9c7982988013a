from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from commandpost.app.desk import Desk, Tier
from commandpost.bootstrap.paths import resources_dir
from commandpost.bootstrap.workstation import build_services
from commandpost.documents.fonts import FontChoice
from commandpost.documents.papers import PaperPress
from commandpost.domain.ids import PersonId
from commandpost.domain.incident import NewIncident
from commandpost.gui.pages.inbox import InboxPage
from commandpost.gui.pages.inbox.lines import LineKind, unread_count
from tests.gui.conftest import Gui
from tests.gui.pages.shown import shown
from tests.unit.app.desks import START, STREET, Room


@pytest.fixture
def street() -> Room:
    room = Room()
    incident = room.incidents.open(NewIncident(title="东段积水倒灌", code="11A02", received=START))
    room.reports.send(room.reports.draft(incident))
    return room


@pytest.fixture
def district(street: Room) -> Room:
    room = Room(tier=Tier.DISTRICT, journal=street.journal, clock=street.clock)
    room.sign_in(PersonId("staff-zhaoqiang"), "赵强")
    return room


def at(gui: Gui, desk: Desk) -> Gui:
    """The same window at another desk."""
    press = PaperPress(FontChoice(), resources_dir() / "templates")
    return Gui(
        application=gui.application,
        loop=gui.loop,
        clock=gui.clock,
        tasks=gui.tasks,
        bridge=gui.bridge,
        desk=desk,
        services=build_services(desk, press, None),
        folder=gui.folder,
    )


def test_enter_receipts_and_list_rows_and_badge_agree(gui: Gui, district: Room) -> None:
    room = at(gui, district.desk)

    async def scenario() -> None:
        page = shown(room, InboxPage)
        badges: list[int] = []
        page.badge_changed.connect(badges.append)
        await room.until(lambda: page.table.current is not None, "first row")
        assert unread_count(page._lines) == badges[-1] == 1
        page.activateWindow()
        page.setFocus()
        await room.until(page.table.hasFocus, "focus")
        QTest.keyClick(page.table, Qt.Key.Key_Return)
        await room.until(lambda: badges[-1] == 0, "receipt")

        assert unread_count(page._lines) == room.services.inbox.unread() == 0

    gui.run(scenario())


def test_the_district_issues_a_directive_with_a_limit(gui: Gui, district: Room) -> None:
    room = at(gui, district.desk)

    async def scenario() -> None:
        page = shown(room, InboxPage)
        await room.until(lambda: page.table.current is not None and page.detail._unit.count(), "first row")
        page.detail.issue_requested.emit(str(STREET), "", None)
        await room.until(page.detail._problem.isVisible, "refusal")
        page.detail._words.setPlainText("核实被困人数")
        page.detail.issue_requested.emit(str(STREET), "核实被困人数", timedelta(minutes=30))
        await room.until(lambda: LineKind.ISSUED in {line.kind for line in page._lines}, "directive")

        (directive,) = room.services.inbox.directives()
        assert directive.limit_at == room.desk.now() + timedelta(minutes=30)
        assert page.detail._words.toPlainText() == ""

    gui.run(scenario())


def test_the_street_conveys_and_answers(gui: Gui, street: Room, district: Room) -> None:
    directive = district.inbox.issue_directive(STREET, "核实被困人数")
    room = at(gui, street.desk)

    async def scenario() -> None:
        page = shown(room, InboxPage)
        await room.until(page.detail._answering.isVisible, "directive")
        page.detail.convey_requested.emit("陈某")
        await room.until(lambda: room.services.inbox.directives()[0].status == "conveyed", "conveyed")
        page.detail.answer_requested.emit("被困1人")
        await room.until(lambda: room.services.inbox.directives()[0].status == "answered", "answered")

        assert room.services.inbox.directives()[0].id == directive

    gui.run(scenario())
