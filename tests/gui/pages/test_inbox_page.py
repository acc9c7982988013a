from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from commandpost.app.desk import Desk, Tier
from commandpost.app.flow_values import Purpose
from commandpost.bootstrap.paths import resources_dir
from commandpost.bootstrap.workstation import build_services
from commandpost.documents.fonts import FontChoice
from commandpost.documents.papers import PaperPress
from commandpost.domain.ids import PersonId, UnitCode
from commandpost.domain.incident import NewIncident
from commandpost.gui.pages.inbox import InboxPage
from commandpost.gui.pages.inbox.acts import Act, ActPart
from commandpost.gui.pages.inbox.lines import InboxLine, LineKind, unread_count
from commandpost.gui.preferences import Language, Liking
from commandpost.gui.shell import Shell
from commandpost.gui.widgets.eye_order import move_focus
from tests.fakes import QuickPinHasher
from tests.gui.conftest import Gui
from tests.gui.pages.shown import shown
from tests.unit.app.desks import DEPARTMENT, START, STREET, Room

ROUND = 40  # more than there is to Tab through


def lines(page: InboxPage) -> tuple[InboxLine, ...]:
    """What is shown; nothing before it was read."""
    return page._lines or ()


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
        services=build_services(desk, press, None, pins=QuickPinHasher()),
        folder=gui.folder,
    )


def test_enter_receipts_and_list_rows_and_badge_agree(gui: Gui, district: Room) -> None:
    room = at(gui, district.desk)

    async def scenario() -> None:
        page = shown(room, InboxPage)
        badges: list[int] = []
        page.badge_changed.connect(badges.append)
        await room.until(lambda: page.table.current is not None, "first row")
        assert unread_count(lines(page)) == badges[-1] == 1
        page.activateWindow()
        page.setFocus()
        await room.until(page.table.hasFocus, "focus")
        QTest.keyClick(page.table, Qt.Key.Key_Return)
        await room.until(lambda: badges[-1] == 0, "receipt")

        assert unread_count(lines(page)) == room.services.inbox.unread() == 0

    gui.run(scenario())


def test_the_district_issues_a_directive_with_a_limit(gui: Gui, district: Room) -> None:
    room = at(gui, district.desk)

    async def scenario() -> None:
        page = shown(room, InboxPage)
        acts = page.detail.acts
        await room.until(lambda: page.table.current is not None and acts.unit.count(), "first row")
        acts.go.click()
        await room.until(page.detail._problem.isVisible, "refusal")
        acts.words.setPlainText("核实被困人数")
        acts.limit.setCurrentIndex(acts.limit.findData(30))
        acts.go.click()
        await room.until(lambda: LineKind.ISSUED in {line.kind for line in lines(page)}, "directive")

        (directive,) = room.services.inbox.directives()
        assert directive.limit_at == room.desk.now() + timedelta(minutes=30)
        assert (directive.to_unit, directive.purpose) == (STREET, Purpose.DIRECTIVE)
        assert acts.words.toPlainText() == ""

    gui.run(scenario())


def test_the_street_conveys_and_answers(gui: Gui, street: Room, district: Room) -> None:
    directive = district.inbox.issue_directive(STREET, "核实被困人数")
    room = at(gui, street.desk)

    async def scenario() -> None:
        page = shown(room, InboxPage)
        await room.until(page.detail.answering.isVisible, "directive")
        page.detail.answering.convey_requested.emit("陈某")
        await room.until(lambda: room.services.inbox.directives()[0].status == "conveyed", "conveyed")
        page.detail.answering.answer_requested.emit("被困1人")
        await room.until(lambda: room.services.inbox.directives()[0].status == "answered", "answered")

        assert room.services.inbox.directives()[0].id == directive

    gui.run(scenario())


def choose(acts: ActPart, act: Act, words: str) -> None:
    """Choose what shall be done, type why, and send."""
    acts.what.setCurrentIndex(acts.what.findData(act))
    acts.words.setPlainText(words)
    acts.go.click()


def test_a_report_is_returned_verified_handed_on_and_raised_from_its_line(gui: Gui, district: Room) -> None:
    district.knows(STREET, "永宁街道")
    district.knows(DEPARTMENT, "示范区住建委", Tier.DEPARTMENT)
    room = at(gui, district.desk)
    inbox, flow = room.services.inbox, room.services.flow

    async def scenario() -> None:
        page = shown(room, InboxPage)
        acts = page.detail.acts
        await room.until(lambda: page.table.current is not None and acts.what.count() > 1, "first row")
        choose(acts, Act.VERIFY, "被困几人？")
        await room.until(lambda: len(inbox.directives()) == 1, "verification asked")
        await room.until(lambda: len(lines(page)) == 2, "read again")
        page._which.setCurrentIndex(2)
        await room.until(lambda: page.table.current is not None and acts.what.count() > 1, "the report")
        choose(acts, Act.RETURN, "缺联系人")
        await room.until(lambda: len(inbox.directives()) == 2, "returned")
        acts.what.setCurrentIndex(acts.what.findData(Act.HANDLE))
        await room.until(lambda: acts.unit.currentData() == DEPARTMENT, "departments offered")
        choose(acts, Act.HANDLE, "请派员到场")
        await room.until(lambda: len(flow.forwards.forwards()) == 1, "handed on")
        page.detail.belongs.raising.click()
        await room.until(lambda: inbox.incoming()[0].raised is not None, "raised")
        await room.until(lambda: page.detail.way.count() >= 6, "the whole way")

        assert {one.purpose for one in inbox.directives()} == {Purpose.VERIFY, Purpose.RETURN}
        words = "\n".join(page.detail.way.item(at).text() for at in range(page.detail.way.count()))
        assert "被困几人？" in words
        assert "赵强" in words

    gui.run(scenario())


def test_a_badge_clears_only_what_was_receipted(gui: Gui, street: Room, district: Room) -> None:
    incident = street.incidents.open(NewIncident(title="另一处", code="", received=START))
    street.reports.send(street.reports.draft(incident))
    room = at(gui, district.desk)

    async def scenario() -> None:
        page = shown(room, InboxPage)
        badges: list[int] = []
        page.badge_changed.connect(badges.append)
        await room.until(lambda: badges and badges[-1] == 2, "two unread")
        page.detail.receipt_requested.emit()
        await room.until(lambda: badges[-1] == 1, "one receipted")

        red = [line for line in lines(page) if line.unread]
        assert len(red) == badges[-1] == room.services.inbox.unread() == 1
        assert {line.id for line in red} == room.services.inbox.unread_ids()

    gui.run(scenario())


def test_a_unit_chosen_for_one_line_is_not_kept_for_another(qapp: QApplication) -> None:
    acts, other = ActPart(), UnitCode("110199002")
    below = {STREET: "永宁街道", other: "安定街道"}
    acts.show_units(below, {}, STREET)
    acts.unit.setCurrentIndex(acts.unit.findData(other))
    acts.show_units(below, {}, STREET)
    assert acts.unit.currentData() == other  # the same line was read again
    acts.clear()
    acts.offer(report=True)
    acts.show_units(below, {}, STREET)

    assert acts.unit.currentData() == STREET


def test_a_limit_that_passes_turns_its_line_red_without_any_change(gui: Gui, street: Room, district: Room) -> None:
    district.inbox.issue_directive(STREET, "核实被困人数", limit=street.desk.now() + timedelta(minutes=15))
    room = at(gui, street.desk)

    async def scenario() -> None:
        page = shown(room, InboxPage)
        await room.until(lambda: page._lines, "directive")
        page.tick(room.desk.now())
        assert not lines(page)[0].overdue
        street.clock.advance(minutes=16)
        page.tick(room.desk.now())
        await room.until(lambda: lines(page)[0].overdue, "overdue")

    gui.run(scenario())


def test_tab_leads_through_the_report_that_is_open_beside_the_list(gui: Gui, district: Room) -> None:
    room = at(gui, district.desk)

    async def scenario() -> None:
        shell = Shell(room.shell_parts(Liking(language=Language.ENGLISH, idle_minutes=0)))
        gui.tasks.on_bug = gui.bugs.append
        shell.window.show()
        shell.window.go("inbox", None)
        page = shell.window.pages["inbox"]
        assert isinstance(page, InboxPage)
        await room.until(lambda: page.table.current is not None, "first row")
        await gui.tasks.settled()
        await gui.drawn()

        met = set()
        for _press in range(ROUND):
            assert move_focus(shell.window, onwards=True)
            met.add(type(shell.window.focusWidget()).__name__)

        assert {"QTabBar", "PaperView", "GrowingEdit"} <= met
        shell.release()
        shell.window.leaving.agreed = True
        shell.window.close()

    gui.run(scenario())
