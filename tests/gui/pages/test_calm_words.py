"""Colours of lists say what is late by rule; what is merely new is calm, and an outrun signature is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt

from commandpost.app.desk import Tier
from commandpost.app.leader_signature import LeaderSignature
from commandpost.app.people import PersonRole
from commandpost.app.report_values import NEWEST
from commandpost.domain.ids import PersonId
from commandpost.gui.pages.inbox import InboxPage
from commandpost.gui.pages.inbox.lines import late_count, line_role, state_role
from commandpost.gui.pages.report.list_view import ReportList
from commandpost.gui.pages.report.words import state_role as report_role
from commandpost.gui.pages.report.words import state_word
from tests.gui.conftest import Gui
from tests.gui.pages.shown import incident, shown, staff
from tests.gui.pages.test_inbox_page import at, lines
from tests.unit.app.desks import STREET, Room


def test_a_directive_that_has_just_come_is_new_and_calm_and_red_only_past_its_limit(gui: Gui) -> None:
    street = Room()
    district = Room(tier=Tier.DISTRICT, journal=street.journal, clock=street.clock)
    district.sign_in(PersonId("staff-zhaoqiang"), "赵强")
    district.inbox.issue_directive(STREET, "核实被困人数", limit=street.desk.now() + timedelta(minutes=15))
    room = at(gui, street.desk)

    async def scenario() -> None:
        page = shown(room, InboxPage)
        await room.until(lambda: lines(page), "directive")
        (new,) = lines(page)
        title = page.table.table.index(0, 4)
        assert (new.unread, state_role(new), line_role(new), late_count([new])) == (True, "accent", "text", 0)
        assert page._count.property("role") == "strong"
        assert title.data(Qt.ItemDataRole.FontRole).bold()

        street.clock.advance(minutes=16)
        page.tick(room.desk.now())
        await room.until(lambda: lines(page)[0].overdue, "overdue")
        (late,) = lines(page)
        assert (state_role(late), line_role(late), late_count([late])) == ("red", "red_text", 1)
        assert page._count.property("role") == "problem"
        assert page._count.text() == "1 not receipted · 1 past the limit"
        page.close()

    gui.run(scenario())


def test_a_draft_whose_signature_was_outrun_is_not_called_signed(gui: Gui) -> None:
    leader = staff(gui, "陈建国", PersonRole.DUTY_LEADER)
    gui.services.reports.sign(gui.services.reports.draft(incident(gui)), LeaderSignature(leader=leader, pin="1234"))
    (signed,) = gui.services.reports.rows()
    outrun = replace(signed, outrun=True)

    assert (state_word(signed), report_role(signed)) == ("Signed", "blue")
    assert (state_word(outrun), report_role(outrun)) == ("To be signed again", "orange")


def test_a_list_that_holds_the_newest_reports_alone_says_so_and_how_older_ones_are_found(gui: Gui) -> None:
    gui.services.reports.save(gui.services.reports.draft(incident(gui)))
    (one,) = gui.services.reports.rows()
    shown_list = ReportList(gui.context().theme)

    shown_list.show_rows([one])
    assert "Ctrl+F" not in shown_list._count.text()
    shown_list.show_rows([one] * NEWEST)

    assert str(NEWEST) in shown_list._count.text()
    assert "Ctrl+F" in shown_list._count.text()
