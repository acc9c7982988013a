"""The window's watch over obligations: a disk that refuses to write silences no alarm."""

from __future__ import annotations

import pytest

from commandpost.domain.alarms import AlarmBoard
from commandpost.domain.errors import Unavailable
from commandpost.domain.incident import NewIncident
from commandpost.gui.window.watch import TRY_AGAIN, Watch
from tests.gui.conftest import Gui


def refuse() -> int:
    raise Unavailable("disk_full")


def owing(gui: Gui) -> None:
    """An incident whose first report is long overdue."""
    gui.services.incidents.open(NewIncident(title="坍塌", code="12P13", received=gui.desk.now()))
    gui.later(hours=3)


def test_an_alarm_stands_though_follow_ups_cannot_be_written(gui: Gui, monkeypatch: pytest.MonkeyPatch) -> None:
    owing(gui)
    monkeypatch.setattr(gui.services.flow.forwards, "follow", refuse)

    async def scenario() -> None:
        context = gui.context()
        watch = Watch(context)
        watch._following.ask()
        watch._reading.ask()
        await gui.until(lambda: context.notices.alarms, "the alarm")
        await gui.tasks.settled()

    gui.run(scenario())
    assert {error.code for error in gui.refused} == {"disk_full"}


def test_what_the_disk_refuses_is_tried_again_after_a_rest_and_not_at_every_tick(
    gui: Gui, monkeypatch: pytest.MonkeyPatch
) -> None:
    owing(gui)
    tried: list[int] = []

    def keep() -> int:
        tried.append(1)
        return refuse()

    monkeypatch.setattr(gui.services.obligations, "keep", keep)

    async def scenario() -> None:
        watch = Watch(gui.context())
        watch._reading.ask()
        await gui.until(lambda: tried, "the first try")
        await gui.tasks.settled()
        for _ in range(4):
            watch.tick(gui.desk.now())
            await gui.tasks.settled()
        assert len(tried) == 1
        watch.tick(gui.later(seconds=TRY_AGAIN.total_seconds()))
        await gui.until(lambda: len(tried) == 2, "the second try")
        await gui.tasks.settled()
        gui.clock.advance(seconds=-60)  # the clock is set back, by less than what is owed has been due
        watch.tick(gui.desk.now())
        await gui.until(lambda: len(tried) == 3, "the third try")
        await gui.tasks.settled()

    gui.run(scenario())


def test_a_first_reading_that_failed_is_asked_for_again(gui: Gui, monkeypatch: pytest.MonkeyPatch) -> None:
    owing(gui)
    whole, asked = gui.services.obligations.board, [0]

    def board() -> AlarmBoard:
        asked[0] += 1
        if asked[0] == 1:
            raise Unavailable("disk_failed", path="journal.db")
        return whole()

    monkeypatch.setattr(gui.services.obligations, "board", board)

    async def scenario() -> None:
        watch = Watch(gui.context())
        for _ in range(3):
            watch.tick(gui.desk.now())
            await gui.tasks.settled()
        assert (watch.board, asked) == (None, [1])
        watch.tick(gui.later(seconds=TRY_AGAIN.total_seconds()))
        await gui.until(lambda: watch.board is not None, "the board")
        await gui.tasks.settled()

    gui.run(scenario())
