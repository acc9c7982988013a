from __future__ import annotations

from datetime import timedelta

from commandpost.domain.roster import DutyRole
from commandpost.gui.notices import Notice, Tone
from commandpost.gui.window.gap_watch import GapWatch
from commandpost.journal.entry import ChangeSet
from tests.gui.conftest import Gui
from tests.gui.pages.shown import staff


def test_a_gap_is_said_a_day_ahead_gets_loud_when_the_shift_runs_and_goes_when_it_is_filled(gui: Gui) -> None:
    leader, other = staff(gui, "陈某"), staff(gui, "李静")
    tomorrow = gui.services.duty.today() + timedelta(days=1)
    gui.services.duty.set_day(tomorrow, DutyRole.LEADER, leader)
    gui.services.duty.set_day(tomorrow, DutyRole.SECONDARY, staff(gui, "王磊"))
    said: list[Notice] = []

    async def scenario() -> None:
        context = gui.context()
        asked: list[str] = []
        context.notices.posted.connect(said.append)
        context.navigator.asked.connect(lambda page, _record: asked.append(page))
        watch = GapWatch(context)
        watch.refresh(ChangeSet(kinds=frozenset({"duty_day"})))
        key = f"gap:{tomorrow.isoformat()}:empty"
        await gui.until(lambda: [one for one in said if one.key == key], "said")
        assert next(one for one in said if one.key == key).tone is Tone.WARNING
        context.notices.chosen.emit(key)
        assert asked == ["roster"]

        gui.later(hours=7)
        watch.tick(context.now())
        await gui.until(lambda: [one for one in said if one.key == key and one.tone is Tone.ALARM], "loud")
        session = gui.desk.session
        session.person = None
        view = gui.services.duty.current_shift()
        gui.desk.write(gui.services.duty.shifts.joined(view, DutyRole.PRIMARY, other, "李静"))
        watch.refresh(ChangeSet(kinds=frozenset({"shift"})))
        await gui.until(lambda: [one for one in said if one.key == key and not one.text], "withdrawn")

    gui.run(scenario())


def test_posts_of_a_shift_that_are_empty_for_one_reason_are_said_in_one_banner(gui: Gui) -> None:
    tomorrow = gui.services.duty.today() + timedelta(days=1)
    for role, name in ((DutyRole.LEADER, "陈某"), (DutyRole.PRIMARY, "李静"), (DutyRole.SECONDARY, "王磊")):
        gui.services.duty.set_day(tomorrow, role, staff(gui, name))
    said: list[Notice] = []

    async def scenario() -> None:
        context = gui.context()
        context.notices.posted.connect(said.append)
        gui.later(hours=7)
        watch = GapWatch(context)
        watch.refresh(ChangeSet())
        await gui.until(lambda: [one for one in said if one.tone is Tone.ALARM], "said")

    gui.run(scenario())
    (alarm,) = [one for one in said if one.tone is Tone.ALARM]
    assert all(name in alarm.text for name in ("陈某", "李静", "王磊"))


def test_a_clock_set_back_keeps_no_gap_unsaid(gui: Gui) -> None:
    said: list[Notice] = []

    async def scenario() -> None:
        context = gui.context()
        context.notices.posted.connect(said.append)
        watch = GapWatch(context)
        watch.tick(gui.clock.now())
        await gui.tasks.settled()
        gui.services.duty.set_day(gui.services.duty.today() + timedelta(days=1), DutyRole.LEADER, staff(gui, "陈某"))
        gui.clock.advance(hours=-1)

        watch.tick(gui.clock.now())

        await gui.until(lambda: any(one.key.startswith("gap:") for one in said), "said")

    gui.run(scenario())
