"""Shelving, pausing, testing and counting alarms in the window."""

from __future__ import annotations

import wave
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from python_calamine import CalamineWorkbook

from commandpost.app.alarm_care import LONGEST_PAUSE_S
from commandpost.app.duty_views import PostView, ShiftView
from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.roster import DutyRole
from commandpost.gui.notices import Notice, Notices, Tone
from commandpost.gui.runtime.alarm import Alarm
from commandpost.gui.runtime.sound import TONES, Sounder, found_player, write_tones
from commandpost.gui.window.alarm_figures import AlarmFigures
from commandpost.gui.window.banners import BannerStack
from commandpost.gui.window.call_keeper import CallKeeper
from commandpost.gui.window.sound_bar import SoundBar
from commandpost.gui.window.sound_test import ShiftStart, SoundTest
from tests.fakes import FakeClock
from tests.gui.conftest import Gui, staff_member


class Recorder(Sounder):
    """Plays nothing and remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__(("true",))
        self.played: list[int] = []

    def play(self, rank: int) -> None:
        self.played.append(rank)


def test_the_gravest_is_heard_and_the_sounds_differ(qapp: QApplication, tmp_path: Path) -> None:
    sounder = Recorder()
    alarm = Alarm(sounder=sounder)
    alarm.raise_for("low", 0)
    alarm.raise_for("high", 2)
    alarm.raise_for("medium", 1)

    assert sounder.played == [0, 2, 2]
    lengths = set()
    for rank, tones in enumerate(TONES):
        write_tones(tmp_path / f"{rank}.wav", tones)
        with wave.open(str(tmp_path / f"{rank}.wav")) as file:
            lengths.add(file.getnframes())
    assert len(lengths) == len(TONES)


def test_a_pause_is_counted_down_in_sight_and_the_highest_ends_it(qapp: QApplication) -> None:
    sounder = Recorder()
    alarm = Alarm(sounder=sounder)
    bar = SoundBar(alarm)
    alarm.pause(600)
    alarm.raise_for("medium", 1)

    assert 0 < alarm.pause_left <= LONGEST_PAUSE_S
    assert sounder.played == []
    assert str(alarm.pause_left) in bar.count.text()
    assert not bar.pause_line.isHidden()

    alarm.raise_for("high", 2)

    assert sounder.played[-1] == 2
    assert alarm.pause_left == 0
    assert bar.pause_line.isHidden()


def test_a_bar_says_that_no_device_sounds_and_goes_when_one_does(qapp: QApplication) -> None:
    sounder = Sounder(())
    stack = BannerStack(Notices(), Alarm(sounder=sounder), FakeClock().now)
    assert found_player(lambda _name: None) == ()
    assert not stack.isHidden()
    assert not stack.sound.mute_line.isHidden()

    sounder.works = True
    sounder.worked.emit(True)

    assert stack.isHidden()


def test_a_player_that_fails_is_told(gui: Gui) -> None:
    told: list[bool] = []

    async def scenario() -> None:
        sounder = Sounder(("false",))
        sounder.worked.connect(told.append)
        sounder.play(1)
        await gui.until(lambda: told, "the player ended")

    gui.run(scenario())
    assert told == [False]


def test_a_player_that_never_ends_is_ended_and_told(gui: Gui) -> None:
    told: list[bool] = []

    async def scenario() -> None:
        sounder = Sounder(("sleep", "600"), longest_ms=50)
        sounder.worked.connect(told.append)
        sounder.play(1)
        await gui.until(lambda: told, "the player was ended")
        assert not sounder.works

    gui.run(scenario())
    assert told == [False]


def test_a_pause_is_over_after_a_sleep_that_was_longer(qapp: QApplication) -> None:
    sounder, second = Recorder(), 1_000_000_000
    alarm = Alarm(sounder=sounder)
    alarm.raise_for("medium", 1)
    alarm.pause(60)
    for at in (1000, 1059):
        alarm.follow(at * second)
    assert alarm.pause_left > 0
    before = len(sounder.played)

    alarm.follow(1060 * second)

    assert (alarm.pause_left, len(sounder.played)) == (0, before + 1)


def test_the_figures_and_the_test_of_the_sounds_reach_the_window_and_the_log(gui: Gui) -> None:
    told: list[str] = []
    said: list[Notice] = []

    async def scenario() -> None:
        context = gui.context()
        context.notices.posted.connect(said.append)
        AlarmFigures(context).ask(told.append)
        sounder = Sounder(())
        SoundTest(context, sounder, sounder).start()
        await gui.until(lambda: told and said, "figures, and what came of the test")
        await gui.tasks.settled()

    gui.run(scenario())
    assert "80" in told[0]
    assert said[-1].tone is Tone.WARNING
    lines = gui.desk.store.records("log", newest_first=True, limit=5)
    assert any("没有听到声音" in str(line.fields["text"]) for line in lines)


def test_a_rehearsal_without_a_screen_makes_no_sound_and_misses_none(qapp: QApplication) -> None:
    alarm = Alarm()
    alarm.raise_for("a", 2)

    assert alarm.sounder.is_mute
    assert BannerStack(Notices(), alarm, FakeClock().now).isHidden()
    alarm.acknowledge("a")


def test_the_gravest_alarm_is_the_first_to_be_acknowledged(qapp: QApplication) -> None:
    alarm = Alarm()
    for key, rank in (("old", 0), ("gravest", 2), ("newer", 0)):
        alarm.raise_for(key, rank)

    assert alarm.sounding == ("gravest", "old", "newer")
    for key in alarm.sounding:
        alarm.acknowledge(key)


def test_who_signs_in_for_the_shift_at_this_desk_hears_the_sounds_tried_once(gui: Gui) -> None:
    said: list[Notice] = []

    def shift(*, signed: bool) -> ShiftView:
        now = gui.desk.now()
        post = PostView(role=DutyRole.PRIMARY, person=gui.desk.session.person, signed_in_at=now if signed else None)
        return ShiftView(id=RecordId("shift-1"), date=now.date(), shift="", start=now, end=now, posts=(post,))

    async def scenario() -> None:
        person = await gui.tasks.store(staff_member, gui, "李静")
        await gui.tasks.store(gui.services.people.sign_in, PersonId(person), "1234")
        context = gui.context()
        context.notices.posted.connect(said.append)
        sounder = Sounder(())
        start = ShiftStart(context, sounder, sounder)
        for signed in (False, True, True):
            start.follow(shift(signed=signed))
        await gui.until(lambda: said, "what came of the test")
        await gui.tasks.settled()

    gui.run(scenario())
    tried = [line for line in gui.desk.store.records("log") if "没有听到声音" in str(line.fields["text"])]
    assert len(tried) == 1


def test_an_alarm_the_board_does_not_know_is_kept_once_and_the_boards_own_are_not_kept_twice(gui: Gui) -> None:
    async def scenario() -> None:
        context = gui.context()
        keeper = CallKeeper(context)
        await gui.tasks.settled()
        for rank in (1, 1, 2):
            context.notices.say("空岗", key="gap:2026-07-19", tone=Tone.ALARM, rank=rank)
        context.notices.post(Notice(key="incident-1:phone:1", text="已超时", tone=Tone.ALARM, rank=2, kept=True))
        context.notices.say("已保存", key="said")
        await gui.tasks.settled()
        assert keeper is not None

    gui.run(scenario())
    kept = [(one.fields["source"], one.fields["rank"]) for one in gui.desk.store.records("alarm_call")]
    assert kept == [("gap", 1), ("gap", 2)]
    assert gui.services.tools.alarms.rates(timedelta(hours=1)).total == 2


def test_a_disk_that_refuses_the_count_says_nothing_twice(gui: Gui, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def refuse(key: str, rank: int, items: frozenset[str]) -> None:
        tried.append(f"{key}:{rank}:{len(items)}")
        raise Unavailable("disk_full")

    monkeypatch.setattr(gui.services.tools.calls, "call", refuse)

    async def scenario() -> None:
        context = gui.context()
        keeper = CallKeeper(context)
        context.notices.say("磁盘已满", key="journal:disk_full", tone=Tone.ALARM)
        await gui.until(lambda: tried, "tried")
        await gui.tasks.settled()
        assert keeper is not None

    gui.run(scenario())
    assert (tried, gui.refused) == (["journal:disk_full:0:0"], [])


def test_the_figures_are_saved_as_a_workbook_from_the_list(gui: Gui) -> None:
    for source, rank in (("gap", 1), ("spot", 2), ("inbox", 1), ("backup-age", 0)):
        gui.services.tools.calls.call(source, rank)
    gui.later(hours=30)
    gui.services.tools.calls.call("gap:2", 1)

    async def scenario() -> None:
        context = gui.context()
        stack = BannerStack(context.notices, Alarm(), context.now, AlarmFigures(context))
        stack.open_list()
        assert stack._list is not None
        stack._list.export.click()
        await gui.until(lambda: list(gui.folder.glob("*.xlsx")), "workbook")
        await gui.tasks.settled()

    gui.run(scenario())
    (made,) = gui.folder.glob("*.xlsx")
    table = CalamineWorkbook.from_path(str(made)).get_sheet_by_index(0).to_python()
    assert table[0][1:] == ["last 1 day(s)", "last 7 day(s)", "last 30 day(s)", "aim"]
    assert table[1] == ["Alarms", 1, 5, 5, ""]
    assert table[6] == ["high, %", 0, 20, 20, 5]
