"""Alarms that leave the window: a message in the tray, and the words spoken by a program of the machine."""

from __future__ import annotations

import shutil
import wave
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtGui import QIcon

from commandpost.gui.context import GuiContext
from commandpost.gui.notices import Tone
from commandpost.gui.pages.settings.calling import CallingSection
from commandpost.gui.preferences import Language, Liking, keep_liking, read_liking
from commandpost.gui.runtime.speech import VOICES, Speaker, Voice
from commandpost.gui.runtime.tray import NoTray, SystemTray
from commandpost.gui.window.new_alarms import NewAlarms
from commandpost.gui.window.out_calls import OutCalls
from tests.gui.conftest import Gui

ABSENT = Voice(name="absent", ask=("no-such-speaker", "-L"), sign="cmn", speak=("no-such-speaker",))
HANGING = Voice(name="hanging", ask=("sh", "-c", "echo cmn; exec sleep 600"), sign="cmn", speak=("false",))
FOREIGN = Voice(name="foreign", ask=("echo", "en-gb"), sign="cmn", speak=("false",))


@dataclass
class TrayFake:
    """Remembers what it was told."""

    available: bool = True
    told: list[tuple[str, bool]] = field(default_factory=list)

    def tell(self, title: str, text: str, *, grave: bool) -> None:
        assert title
        self.told.append((text, grave))

    def close(self) -> None:
        """Nothing to take away."""


class SpeakerFake(Speaker):
    """Remembers what it was to speak."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.hushed: list[str] = []

    def say(self, text: str, *, key: str = "", rank: int = 0) -> None:
        del key, rank
        self.said.append(text)

    def hush(self, key: str) -> None:
        self.hushed.append(key)


def writing(path: Path) -> Voice:
    """A voice that appends to a file what it is given; slow enough that the next sentence has to wait."""
    script = f"sleep 0.1; cat >> '{path}'"
    return Voice(name="written", ask=("echo", "5 cmn"), sign="cmn", speak=("sh", "-c", script))


@dataclass
class Outside:
    """A desk's context with a fake tray and a fake voice."""

    context: GuiContext
    tray: TrayFake
    speaker: SpeakerFake
    calls: OutCalls
    new: NewAlarms


def outside(gui: Gui, liking: Liking | None = None) -> Outside:
    tray, speaker = TrayFake(), SpeakerFake()
    context = replace(gui.context(liking), tray=tray, speaker=speaker)
    new = NewAlarms(context.notices)
    return Outside(context, tray, speaker, OutCalls(context, new), new)


def test_an_alarm_is_told_once_and_again_when_it_grows_graver(gui: Gui) -> None:
    out = outside(gui)
    for rank in (1, 1, 2):
        out.context.notices.say("坍塌：初报已超时", key="a", tone=Tone.ALARM, rank=rank)
    out.context.notices.say("已保存", key="said")

    assert out.tray.told == [("坍塌：初报已超时", False), ("坍塌：初报已超时", True)]
    assert out.speaker.said == ["坍塌：初报已超时"] * 2


def test_what_was_taken_note_of_is_not_spoken_on(gui: Gui) -> None:
    out = outside(gui)
    out.context.notices.say("积水", key="a", tone=Tone.ALARM)
    out.context.notices.withdraw("a")
    out.context.notices.withdraw("never said")

    assert out.speaker.hushed == ["a"]


def test_a_locked_desk_tells_no_incident_to_the_tray_and_speaks_none(gui: Gui) -> None:
    out = outside(gui)
    gui.desk.session.locked = True
    out.context.notices.say("槐树里12号院坍塌", key="a", tone=Tone.ALARM)

    hidden = "The desk is locked; unlock it to read the alarm."
    assert (out.tray.told, out.speaker.said) == ([(hidden, False)], [hidden])


def test_each_can_be_switched_off_and_a_pause_holds_the_voice_but_for_the_gravest(gui: Gui) -> None:
    out = outside(gui, Liking(tray=False))
    out.context.alarm.pause(100)
    out.context.notices.say("积水", key="a", tone=Tone.ALARM, rank=1)
    out.context.notices.say("坍塌", key="b", tone=Tone.ALARM, rank=2)
    assert (out.tray.told, out.speaker.said) == ([], ["坍塌"])

    for quiet in (Liking(speech=False), Liking(language=Language.ENGLISH)):
        silent = outside(gui, quiet)
        silent.context.notices.say("坍塌", key="b", tone=Tone.ALARM, rank=2)
        assert (silent.speaker.said, len(silent.tray.told)) == ([], 1)


def test_the_first_program_with_a_chinese_voice_speaks_without_marks(gui: Gui, tmp_path: Path) -> None:
    async def scenario() -> None:
        speaker = Speaker((ABSENT, FOREIGN, writing(tmp_path / "said")))
        await gui.until(lambda: speaker.voice is not None, "voice")
        speaker.say("■ 坍塌：书面初报已超时")
        await gui.until(lambda: (tmp_path / "said").exists() and (tmp_path / "said").read_text("utf-8"), "spoken")

        assert speaker.voice is not None
        assert speaker.voice.name == "written"
        assert (tmp_path / "said").read_text("utf-8") == "坍塌：书面初报已超时\n"
        speaker.stop()

    gui.run(scenario())


def test_one_is_spoken_and_one_waits_the_gravest_of_many(gui: Gui, tmp_path: Path) -> None:
    said = tmp_path / "said"

    async def scenario() -> None:
        speaker = Speaker((writing(said),))
        await gui.until(lambda: speaker.voice is not None, "voice")
        for text, rank in (("甲", 0), ("乙", 1), ("丙", 2), ("丁", 1), ("戊", 2)):
            speaker.say(text, key=text, rank=rank)
        await gui.until(lambda: said.exists() and said.read_text("utf-8").count("\n") == 2, "both")
        assert said.read_text("utf-8") == "甲\n戊\n"

        speaker.say("己", key="己")
        speaker.say("庚", key="庚")
        speaker.hush("庚")
        speaker.hush("己")
        await gui.until(lambda: speaker._now is None, "hushed")
        assert said.read_text("utf-8") == "甲\n戊\n"
        speaker.stop()

    gui.run(scenario())


def test_a_machine_without_a_voice_says_so_and_stays_silent(gui: Gui) -> None:
    async def scenario() -> None:
        speaker = Speaker((ABSENT, FOREIGN))
        section = CallingSection(replace(gui.context(), speaker=speaker, tray=NoTray()))
        looking = section.voice_state.text()
        await gui.until(lambda: speaker.searched, "searched")
        speaker.say("坍塌")

        assert section.voice_state.text() != looking
        assert "espeak-ng" in section.voice_state.text()
        assert "no tray" in section.tray_state.text()
        assert not section.listen.isEnabled()

    gui.run(scenario())


def test_a_voice_that_is_gone_stops_nothing(gui: Gui) -> None:
    async def scenario() -> None:
        speaker = Speaker((Voice(name="gone", ask=("echo", "cmn"), sign="cmn", speak=("no-such-speaker",)),))
        await gui.until(lambda: speaker.voice is not None, "voice")
        speaker.say("坍塌")
        await gui.until(lambda: speaker._now is None, "given up")

    gui.run(scenario())


def test_a_program_that_never_lists_its_voices_is_ended_and_the_next_is_asked(gui: Gui, tmp_path: Path) -> None:
    async def scenario() -> None:
        speaker = Speaker((HANGING, writing(tmp_path / "said")), ask_ms=200)
        await gui.until(lambda: speaker.searched, "searched")
        assert speaker.voice is not None
        assert speaker.voice.name == "written"

        alone = Speaker((HANGING,), ask_ms=200)
        await gui.until(lambda: alone.searched, "searched")
        assert alone.voice is None

    gui.run(scenario())


def test_a_speaker_that_hangs_is_ended_and_the_alarm_behind_it_is_spoken(gui: Gui, tmp_path: Path) -> None:
    said = tmp_path / "said"
    script = f'read -r words; if [ "$words" = 甲 ]; then exec sleep 600; fi; echo "$words" >> \'{said}\''

    async def scenario() -> None:
        speaker = Speaker((replace(writing(said), speak=("sh", "-c", script)),), speak_ms=2000)
        await gui.until(lambda: speaker.voice is not None, "voice")
        speaker.say("甲", key="甲")
        speaker.say("乙", key="乙")
        await gui.until(lambda: said.exists() and speaker._now is None, "the second")
        speaker.say("丙", key="丙")
        await gui.until(lambda: speaker._now is None, "the third")
        assert said.read_text("utf-8") == "乙\n丙\n"

    gui.run(scenario())


def test_the_settings_switch_both_and_the_workstation_keeps_it(gui: Gui) -> None:
    context = replace(gui.context(), tray=TrayFake())
    section = CallingSection(context)
    assert "has a tray" in section.tray_state.text()
    section.tray.click()
    section.speech.click()
    keep_liking(gui.desk.store, context.preferences.liking)

    assert (read_liking(gui.desk.store).tray, read_liking(gui.desk.store).speech) == (False, False)


def test_where_the_desktop_has_no_tray_nothing_is_shown_and_nothing_fails(gui: Gui) -> None:
    tray = SystemTray(QIcon())
    tray.tell("警报", "坍塌", grave=True)
    tray.close()

    assert tray.available is False


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="no Chinese voice is installed (espeak-ng)")
def test_a_real_chinese_voice_speaks_the_words(gui: Gui, tmp_path: Path) -> None:
    real, heard = VOICES[0], tmp_path / "heard.wav"

    async def scenario() -> None:
        speaker = Speaker((replace(real, speak=(*real.speak, "-w", str(heard))),))
        await gui.until(lambda: speaker.searched, "searched")
        assert speaker.voice is not None
        speaker.say("坍塌：书面初报已超时，请立即发送")
        await gui.until(lambda: speaker._now is None and heard.exists(), "spoken")
        speaker.stop()

    gui.run(scenario())
    with wave.open(str(heard)) as file:
        assert file.getnframes() / file.getframerate() > 1.5
