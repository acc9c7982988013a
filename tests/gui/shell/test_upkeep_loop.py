from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from commandpost.domain.errors import Unavailable
from commandpost.gui.context import GuiContext
from commandpost.gui.notices import Notice, Tone
from commandpost.gui.services import StationFacts
from commandpost.gui.window.upkeep_loop import AGE, TOO_OLD, UPKEEP, UpkeepLoop
from commandpost.journal.entry import ChangeSet
from tests.fakes import START
from tests.gui.conftest import Gui


def watched(gui: Gui, age: timedelta) -> tuple[GuiContext, list[Notice]]:
    gui.services = replace(gui.services, facts=lambda: StationFacts(last_backup=START - age))
    context = gui.context()
    said: list[Notice] = []
    context.notices.posted.connect(said.append)
    return context, said


def test_a_round_is_announced_so_that_the_bars_are_read_again(gui: Gui) -> None:
    async def scenario() -> None:
        context, said = watched(gui, timedelta(minutes=30))
        heard: list[ChangeSet] = []
        gui.bridge.changed.connect(heard.append)
        rounds: list[int] = []
        await UpkeepLoop(context, lambda: rounds.append(1)).once()
        await gui.until(lambda: heard)
        assert heard[0].kinds == {UPKEEP}
        assert (rounds, said) == ([1], [])

    gui.run(scenario())


def test_a_round_that_fails_is_told_in_a_sentence(gui: Gui) -> None:
    async def scenario() -> None:
        context, said = watched(gui, timedelta())

        def full() -> None:
            raise Unavailable("backup_failed", reason="disk_full")

        await UpkeepLoop(context, full).once()
        assert [notice.key for notice in said] == ["error:backup_failed"]

    gui.run(scenario())


def test_an_old_copy_raises_one_alarm_and_a_new_one_ends_it(gui: Gui) -> None:
    async def scenario() -> None:
        context, said = watched(gui, TOO_OLD)
        loop = UpkeepLoop(context, lambda: None)
        await loop.once()
        await loop.once()
        assert [(notice.key, notice.tone) for notice in said] == [(AGE, Tone.ALARM)]
        loop._judge(StationFacts(last_backup=START))
        assert [notice.text for notice in said][1:] == [""]

    gui.run(scenario())


def test_a_journal_that_cannot_be_read_ends_no_round_for_good(gui: Gui) -> None:
    async def scenario() -> None:
        context, said = watched(gui, timedelta())

        def broken() -> StationFacts:
            raise Unavailable("disk_failed", path="journal.db")

        loop = UpkeepLoop(replace(context, services=replace(gui.services, facts=broken)), lambda: None)
        await loop.once()
        await loop.once()
        assert [notice.key for notice in said] == ["error:disk_failed"] * 2

    gui.run(scenario())


def trouble(gui: Gui, facts: StationFacts) -> list[str]:
    """What a round says of the copies."""
    said: list[Notice] = []

    async def scenario() -> None:
        gui.services = replace(gui.services, facts=lambda: facts)
        context = gui.context()
        context.notices.posted.connect(said.append)
        await UpkeepLoop(context, lambda: None).once()

    gui.run(scenario())
    return [notice.text for notice in said]


def test_a_journal_that_never_had_a_copy_raises_the_alarm(gui: Gui) -> None:
    assert trouble(gui, StationFacts()) == [
        "There is no copy of the journal yet, and none can be made. Tell the administrator."
    ]


def test_a_second_place_that_takes_no_copies_raises_the_alarm(gui: Gui) -> None:
    facts = StationFacts(last_backup=START, second_place="/media/usb", second_backup=START - TOO_OLD)

    assert trouble(gui, facts) == ["The second place for copies (/media/usb) takes none. Is its disk there?"]
    assert trouble(gui, replace(facts, second_backup=START)) == []
