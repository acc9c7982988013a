"""A moment of another day is never told by its clock alone: a night shift has two days."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from commandpost.app.logbook import Decision, LogMode
from commandpost.gui.pages.command.countdown import countdown_of
from commandpost.gui.pages.command.log_lines import decided_before, older_lines, tags
from tests.gui.conftest import Gui
from tests.gui.pages.shown import incident


def happened(gui: Gui) -> list[str]:
    return [words for words, _role in tags(gui.services.logbook.items()[-1]) if "happened" in words]


def test_a_line_that_happened_the_day_before_at_the_same_minute_says_so(gui: Gui) -> None:
    gui.services.logbook.record("报", happened=gui.desk.now())
    assert happened(gui) == []
    gui.services.logbook.record("补记", happened=gui.desk.now() - timedelta(minutes=20))
    assert "/" not in happened(gui)[0]
    gui.services.logbook.record("补记", happened=gui.desk.now() - timedelta(days=1))
    assert "7/18" in happened(gui)[0]


def test_what_was_decided_and_corrected_the_next_day_tells_the_day(gui: Gui) -> None:
    call = gui.services.logbook.record("树倒了", mode=LogMode.CALL_IN)
    gui.later(days=1)
    gui.services.logbook.decide(call, Decision.NOTED)
    gui.services.logbook.decide(call, Decision.PASSED_ON, passed_to="园林")
    gui.services.logbook.correct(call, "树倒压车", "补充")
    gui.later(days=1)
    (line,) = gui.services.logbook.items()
    gui.services.logbook.correct(line.id, "树倒压车两辆", "又补充")

    (line,) = gui.services.logbook.items()
    assert "7/20" in decided_before(line)
    assert ["7/" in when for _text, when in older_lines(line)] == [False, True]


def test_a_report_of_yesterday_tells_its_day_beside_the_incident(gui: Gui) -> None:
    about = incident(gui)
    reports, now = gui.services.reports, gui.desk.now()
    reports.send(reports.mark_unknown(reports.draft(about)), late_reason="核实")
    row = replace(gui.services.incidents.row(about), deadlines=())  # nothing more is owed

    assert "7/" not in countdown_of(row, now).text
    assert "7/19" in countdown_of(row, now + timedelta(days=1)).text
