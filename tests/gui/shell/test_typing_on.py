"""Whoever types goes on typing: incidents, alarms, a check and the return of a shelved alarm take no key."""

from __future__ import annotations

from PySide6.QtTest import QTest

from commandpost.domain.incident import NewIncident
from commandpost.gui.notices import Tone
from tests.gui.conftest import Gui
from tests.gui.shell.test_spot_calls import called
from tests.gui.shell.test_window import command, end, shown

TYPED = "road flooded at the east gate, two cars stuck, pump on its way"


def test_typing_goes_on_while_all_arrives_and_a_shelved_alarm_comes_back(gui: Gui) -> None:
    incident = gui.services.incidents.open(NewIncident(title="积水", code="11A02", received=gui.desk.now()))
    gui.later(minutes=6)
    key = f"{incident}:phone:1"

    async def scenario() -> None:
        shell = await shown(gui)
        window, notices = shell.window, shell.context.notices
        edit = command(shell).log.entry.edit
        edit.setFocus()
        letters = iter(TYPED)

        def type_on(count: int) -> None:
            for _ in range(count):
                QTest.keyClicks(window.focusWidget() or edit, next(letters))

        await gui.until(lambda: notices.alarm(key) is not None, "it calls")
        type_on(9)
        await gui.tasks.store(gui.services.obligations.shelve, key, 5, "calling them")
        await gui.until(lambda: notices.alarm(key) is None, "put aside")
        type_on(9)
        for number in range(3):
            new = NewIncident(title=f"坍塌{number}", code="12P13", received=gui.desk.now())
            await gui.tasks.store(gui.services.incidents.open, new)
            type_on(3)
        called(gui)
        await gui.until(lambda: notices.alarm("spot:spot_check-1") is not None, "the check")
        type_on(9)
        for number in range(12):
            notices.say(f"积水{number}", key=f"more:{number}", tone=Tone.ALARM, rank=number % 3)
        type_on(9)
        gui.later(minutes=5)
        window.tick()
        assert notices.alarm(key) is not None, "the shelved one is back"
        assert key in window.context.alarm.sounding
        type_on(9)
        await gui.tasks.settled()
        await gui.drawn()
        type_on(len(TYPED) - 54)

        assert (window.focusWidget() is edit, edit.toPlainText()) == (True, TYPED)
        edit.clear()  # a window with a half-typed line asks before it closes
        end(gui, shell)

    gui.run(scenario())
    assert gui.bugs == []
