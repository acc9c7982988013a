from __future__ import annotations

import asyncio
import os
import threading
import time
from pathlib import Path

import pytest

from commandpost.domain.errors import CommandPostError, RuleBroken, Unavailable
from commandpost.domain.ids import RecordId
from commandpost.gui.runtime.alarm import Alarm
from commandpost.gui.runtime.app import let_chinese_be_typed
from commandpost.gui.runtime.changes import ChangeBridge
from commandpost.gui.runtime.child import ChildLimits
from commandpost.gui.runtime.crash import CrashNet
from commandpost.gui.runtime.reading import Reading
from commandpost.gui.runtime.tasks import Tasks
from commandpost.journal.entry import ChangeSet
from tests.fakes import FakeClock
from tests.gui.conftest import Gui


def double(number: int) -> int:
    return 2 * number


def sleep_for_ever() -> None:
    time.sleep(3600)


def refuse() -> None:
    raise RuleBroken("rule_pack_invalid", line=7)


def die() -> None:
    os._exit(3)


def test_work_for_the_store_keeps_its_order_on_one_thread(gui: Gui) -> None:
    seen: list[tuple[int, int]] = []

    async def scenario() -> None:
        await asyncio.gather(
            *(gui.tasks.store(lambda at=at: seen.append((at, threading.get_ident()))) for at in range(50))
        )

    gui.run(scenario())

    assert [at for at, _ in seen] == list(range(50))
    assert len({thread for _, thread in seen}) == 1


def test_a_child_answers_refuses_dies_and_is_stopped(gui: Gui) -> None:
    async def scenario() -> None:
        assert await gui.tasks.child(double, ChildLimits(), 21) == 42
        with pytest.raises(RuleBroken) as refused:
            await gui.tasks.child(refuse, ChildLimits())
        assert (refused.value.code, refused.value.params) == ("rule_pack_invalid", {"line": 7})
        with pytest.raises(RuleBroken, match="child_died"):
            await gui.tasks.child(die, ChildLimits())
        with pytest.raises(RuleBroken, match="child_too_slow"):
            await gui.tasks.child(sleep_for_ever, ChildLimits(seconds=0.3))

    gui.run(scenario())


def test_a_refusal_is_said_and_a_bug_is_caught(gui: Gui) -> None:
    refused: list[CommandPostError] = []
    bugs: list[BaseException] = []
    gui.tasks.on_refused, gui.tasks.on_bug = refused.append, bugs.append

    async def fail(error: Exception) -> None:
        raise error

    async def scenario() -> None:
        gui.tasks.start(fail(Unavailable("disk_full")))
        gui.tasks.start(fail(ZeroDivisionError()))
        await gui.until(lambda: refused and bugs)

    gui.run(scenario())

    assert [error.code for error in refused] == ["disk_full"]
    assert isinstance(bugs[0], ZeroDivisionError)


def test_changes_of_another_thread_arrive_here_and_a_burst_arrives_once(gui: Gui) -> None:
    bridge, heard = ChangeBridge(), []
    bridge.changed.connect(lambda changes: heard.append((changes, threading.get_ident())))

    def announce() -> None:
        for at in range(5):
            bridge.announce(ChangeSet(kinds=frozenset({"log"}), records=(RecordId(f"log-{at}"),)))

    async def scenario() -> None:
        thread = threading.Thread(target=announce)
        thread.start()
        thread.join()
        await gui.until(lambda: heard)

    gui.run(scenario())

    assert len(heard) == 1
    assert len(heard[0][0].records) == 5
    assert heard[0][1] == threading.get_ident()


def test_what_is_asked_while_reading_is_read_once_more(gui: Gui) -> None:
    rounds: list[int] = []
    gate = asyncio.Event()

    async def read() -> None:
        rounds.append(len(rounds))
        await gate.wait()

    reading = Reading(gui.tasks, read)

    async def scenario() -> None:
        reading.ask()
        await asyncio.sleep(0)
        reading.ask()
        reading.ask()
        gate.set()
        await gui.until(lambda: reading.idle)

    gui.run(scenario())

    assert len(rounds) == 2


def test_a_bug_leaves_a_report_file(tmp_path: Path, qapp: object) -> None:
    net, said = CrashNet(tmp_path / "crashes", FakeClock()), []
    net.caught.connect(said.append)

    net.take(ZeroDivisionError("planted"))

    assert "planted" in Path(said[0]).read_text("utf-8")


def test_a_report_that_cannot_be_written_does_not_raise(tmp_path: Path, qapp: object) -> None:
    (tmp_path / "crashes").write_text("a file where the folder should be")
    net, said = CrashNet(tmp_path / "crashes", FakeClock()), []
    net.caught.connect(said.append)

    net.take(ZeroDivisionError())

    assert said == [""]


def test_an_alarm_sounds_until_every_cause_is_acknowledged(qapp: object) -> None:
    alarm, loud = Alarm(), []
    alarm.flashed.connect(loud.append)
    alarm.raise_for("a")
    alarm.raise_for("b")
    alarm.raise_for("a")

    alarm.acknowledge("a")
    assert alarm.sounding == ("b",)
    alarm.acknowledge("b")

    assert alarm.sounding == ()
    assert loud[-1] is False


def test_fcitx_is_led_through_ibus_and_nothing_else_is_touched() -> None:
    fcitx, other = {"QT_IM_MODULE": "fcitx5"}, {"QT_IM_MODULE": "xim"}

    let_chinese_be_typed(fcitx)
    let_chinese_be_typed(other)

    assert fcitx == {"QT_IM_MODULE": "ibus", "IBUS_USE_PORTAL": "1"}
    assert other == {"QT_IM_MODULE": "xim"}


def test_two_who_wait_for_all_others_do_not_wait_for_each_other(gui: Gui) -> None:
    ended: list[str] = []

    async def waits(name: str) -> None:
        await gui.tasks.settled()
        ended.append(name)

    async def works() -> None:
        await asyncio.sleep(0)
        ended.append("work")

    async def scenario() -> None:
        for work in (works(), waits("one"), waits("two")):
            gui.tasks.start(work)
        await gui.until(lambda: len(ended) == 3, "all ended")
        assert ended[0] == "work"

    gui.run(scenario())


def test_what_is_begun_while_closing_ends_with_the_rest_and_what_was_written_stays(gui: Gui) -> None:
    tasks, done, begun, gate = Tasks(), [], [], threading.Event()

    async def writing() -> None:
        await tasks.store(done.append, "written as the window closes")

    async def going_on() -> None:
        begun.append("never")

    async def following() -> None:
        try:
            await asyncio.sleep(3600)
        finally:
            tasks.start(going_on())

    async def scenario() -> None:
        tasks.start(blocking())
        tasks.start(writing())
        tasks.start(following())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        closing = asyncio.ensure_future(tasks.close())
        await asyncio.sleep(0)
        gate.set()
        await closing

    async def blocking() -> None:
        await tasks.store(gate.wait, 10)

    gui.run(scenario())

    assert done == ["written as the window closes"]
    assert begun == []


def test_what_is_only_read_is_left_when_nobody_waits_for_it_any_more(gui: Gui) -> None:
    tasks, read, gate = Tasks(), [], threading.Event()

    async def scenario() -> None:
        blocked = asyncio.ensure_future(tasks.store(gate.wait, 10))
        asking = asyncio.ensure_future(tasks.read(read.append, "superseded"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        gate.set()
        await blocked
        await tasks.close()

    gui.run(scenario())

    assert read == []
