"""What is told of alarms outside the window hangs on the desk, not on the window of the moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from commandpost.app.desk import PersonRole
from commandpost.domain.ids import PersonId
from commandpost.domain.roster import DutyRole
from commandpost.gui.flood_gauge import FloodGauge
from commandpost.gui.notices import Notice, Notices, Tone
from commandpost.gui.preferences import Language
from commandpost.gui.runtime.alarm import Alarm
from commandpost.gui.shell import Shell
from commandpost.gui.window.banners import BannerStack
from tests.fakes import FakeClock
from tests.gui.conftest import Gui
from tests.gui.pages.shown import staff
from tests.gui.shell.test_window import end, shown


def pressed_in_the_tray(shell: Shell) -> None:
    shell._to_front()


def test_pressing_the_message_in_the_tray_brings_back_a_window_that_was_made_small(gui: Gui) -> None:
    async def scenario() -> None:
        shell = await shown(gui)
        shell.window.showMaximized()
        shell.window.showMinimized()
        assert shell.window.isMinimized()

        pressed_in_the_tray(shell)

        assert not shell.window.isMinimized()
        assert shell.window.isMaximized()
        end(gui, shell)

    gui.run(scenario())


def in_chinese(shell: Shell) -> None:
    shell.context.preferences.choose(replace(shell.context.preferences.liking, language=Language.CHINESE))


def test_an_alarm_just_after_the_window_was_built_anew_is_told_and_counted_once(
    gui: Gui, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        shell = await shown(gui)
        told: list[str] = []
        monkeypatch.setattr(shell.context.tray, "tell", lambda _title, text, **_: told.append(text))
        monkeypatch.setattr(shell.context.speaker, "say", lambda text, **_: told.append(text))
        shell.context.notices.say("空岗", key="gap:1", tone=Tone.ALARM, rank=1)
        in_chinese(shell)
        shell.context.notices.say("查岗", key="spot:1", tone=Tone.ALARM, rank=1)
        await gui.tasks.settled()

        assert told == ["空岗", "查岗", "查岗"]  # spoken in the Chinese window alone
        shell.context.alarm.pause(100)
        shell.context.notices.say("漏岗", key="gap:2", tone=Tone.ALARM, rank=1)
        assert told[3:] == ["漏岗"]  # in the tray; the pause of the sound holds the voice
        await gui.tasks.settled()
        end(gui, shell)

    gui.run(scenario())
    assert [one.fields["source"] for one in gui.desk.store.records("alarm_call")] == ["gap", "spot", "gap"]


def test_an_alarm_acknowledged_just_after_the_window_was_built_anew_is_logged_once_and_silent(gui: Gui) -> None:
    async def scenario() -> None:
        shell = await shown(gui)
        gui.desk.session.person, gui.desk.session.name = PersonId("staff-officer"), "李静"
        shell.context.notices.say("查岗", key="gap:1", tone=Tone.ALARM, rank=1)
        in_chinese(shell)
        assert shell.context.alarm.sounding == ("gap:1",)
        shell.context.notices.acknowledged.emit("gap:1")
        await gui.until(lambda: not shell.context.alarm.sounding, "silent")
        await gui.tasks.settled()
        end(gui, shell)

    gui.run(scenario())
    assert [str(one.fields["text"]) for one in gui.desk.store.records("log")] == ["李静已确认告警"]
    assert gui.bugs == []


def test_a_pause_goes_on_counting_down_in_a_window_built_anew_and_nothing_sounds_twice(gui: Gui) -> None:
    async def scenario() -> None:
        shell = await shown(gui)
        alarm, played = shell.context.alarm, list[int]()
        alarm.sounder.play = played.append  # type: ignore[method-assign,assignment]  # the port to the loudspeaker
        shell.context.notices.say("查岗", key="spot:1", tone=Tone.ALARM, rank=2)
        await gui.until(lambda: alarm.sounding, "sounding")
        alarm.pause(100)
        before = list(played)
        in_chinese(shell)

        assert 90 < alarm.pause_left <= 100
        assert shell.window.banners.sound.pause_line.isVisibleTo(shell.window)
        assert (played, alarm.sounding) == (before, ("spot:1",))  # the highest stood before the pause
        await gui.tasks.settled()
        end(gui, shell)

    gui.run(scenario())


def test_a_gap_that_was_heard_by_name_stands_quietly_after_a_restart_and_counts_once(gui: Gui) -> None:
    tomorrow = gui.services.duty.today() + timedelta(days=1)
    gui.services.duty.set_day(tomorrow, DutyRole.LEADER, staff(gui, "陈某"))
    gui.services.duty.set_day(tomorrow, DutyRole.SECONDARY, staff(gui, "王磊"))
    key = f"gap:{tomorrow.isoformat()}:empty"

    async def first(shell: Shell) -> None:
        await gui.until(lambda: key in shell.context.alarm.sounding, "sounding")
        gui.desk.session.person, gui.desk.session.name = PersonId("staff-officer"), "李静"
        shell.context.notices.acknowledged.emit(key)
        await gui.until(lambda: key not in shell.context.alarm.sounding, "silent")
        assert any("nobody is planned" in text for text in shell.window.banners.texts)  # it stands

    async def again(shell: Shell) -> None:
        await gui.until(lambda: any("nobody" in text for text in shell.window.banners.texts), "shown")
        assert key not in shell.context.alarm.sounding
        in_chinese(shell)
        await gui.until(lambda: any("空岗" in text for text in shell.window.banners.texts), "in Chinese")
        assert key not in shell.context.alarm.sounding
        gui.desk.session.roles = frozenset({PersonRole.DUTY_LEADER})
        gui.services.duty.set_day(tomorrow, DutyRole.LEADER, None)
        await gui.until(lambda: key in shell.context.alarm.sounding, "one more has fallen out")

    shells: list[Shell] = []  # a process frees none of them before it ends

    async def scenario() -> None:
        for part in (first, again):
            shells.append(await shown(gui))
            await part(shells[-1])
            await gui.tasks.settled()
            shells[-1]._rest(shells[-1].window)
            end(gui, shells[-1])

    gui.later(hours=7)
    gui.run(scenario())
    kept = [one.fields for one in gui.desk.store.records("alarm_call") if one.fields["key"] == key]
    assert [(one["status"], one.get("acknowledged_name")) for one in kept] == [("ended", "李静"), ("live", None)]
    assert gui.bugs == []


def test_slow_alarms_are_no_flood_in_a_window_built_anew(gui: Gui) -> None:
    async def scenario() -> None:
        shell = await shown(gui)
        for number in range(12):
            key = f"incident-1:{number}"
            shell.context.notices.post(Notice(key=key, text="积水", tone=Tone.ALARM, rank=1, group="incident-1"))
            gui.later(minutes=3)
        in_chinese(shell)

        assert shell.context.flood.count(gui.clock.now()) == 3
        assert len(shell.window.banners.texts) == 12
        assert not any(section.is_group for section in shell.window.banners._sections())
        await gui.tasks.settled()
        end(gui, shell)

    gui.run(scenario())


def test_a_flood_goes_on_in_a_window_built_anew(qapp: QApplication) -> None:
    notices, clock, gauge = Notices(), FakeClock(), FloodGauge()
    old = BannerStack(notices, Alarm(), clock.now, flood=gauge)
    for number in range(12):
        notices.say(f"积水{number}", key=f"gap:{number}", tone=Tone.ALARM, rank=1)
    for number in range(4):
        notices.withdraw(f"gap:{number}")

    new = BannerStack(notices, Alarm(), clock.now, flood=gauge)

    assert len(new.texts) == 8
    assert gauge.count(clock.now()) == 12  # the eight that stand alone would be none
    assert old.texts == new.texts
