"""The window goes on asking for the room that is switched on."""

from __future__ import annotations

from collections.abc import Iterator

from commandpost.domain.errors import CommandPostError, RuleBroken, Unavailable
from commandpost.gui.notices import Notice
from commandpost.gui.window.room_loop import RoomLoop
from tests.gui.conftest import Gui

NO_NETWORK = Unavailable("room_no_network")


def heard(gui: Gui, answers: Iterator[CommandPostError | None], times: int) -> list[Notice]:
    """Ask at once and again; nothing more is asked after the loop ended."""
    said: list[Notice] = []
    asked: list[int] = []

    def resume() -> None:
        asked.append(1)
        answer = next(answers, None)
        if answer is not None:
            raise answer

    async def scenario() -> None:
        context = gui.context()
        context.notices.posted.connect(said.append)
        loop = RoomLoop(context, resume, seconds=0)
        loop.start()
        await gui.until(lambda: len(asked) >= times, "asked again")
        loop.stop()

    gui.run(scenario())
    return said


def test_a_network_that_comes_late_is_waited_for_and_its_absence_said_once(gui: Gui) -> None:
    said = heard(gui, iter([NO_NETWORK, NO_NETWORK, NO_NETWORK, None]), 5)
    assert [notice.key for notice in said] == ["error:room_no_network"] * 2
    assert said[0].text
    assert said[1].text == ""


def test_another_reason_is_said_as_well_and_ends_nothing(gui: Gui) -> None:
    answers = [NO_NETWORK, RuleBroken("room_not_enrolled"), RuleBroken("room_not_enrolled"), NO_NETWORK]
    keys = [notice.key for notice in heard(gui, iter(answers), 5) if notice.text]
    assert keys[:3] == ["error:room_no_network", "refused", "error:room_no_network"]
