"""Codes held before a camera; a picture series is what the program films here."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from commandpost.bootstrap.camera import camera_command, frames_of
from commandpost.domain.errors import Unavailable
from commandpost.gui.pages.onward.camera import Frames
from commandpost.gui.pages.onward.channel_in import InDialog
from tests.gui.conftest import Gui
from tests.gui.pages.test_onward import report

FFMPEG = shutil.which("ffmpeg")


def bitmap(size: int) -> bytes:
    return b"BM" + size.to_bytes(4, "little") + bytes(size - 6)


@pytest.mark.parametrize("step", [1, 7, 1000])
def test_a_stream_of_bitmaps_is_cut_into_its_frames_however_it_arrives(step: int) -> None:
    wanted = [bitmap(60), bitmap(20), bitmap(200)]
    stream = b"noise" + b"".join(wanted)
    frames = Frames()

    found = [frame for at in range(0, len(stream), step) for frame in frames.feed(stream[at : at + step])]

    assert found == wanted


def test_a_length_that_cannot_be_is_passed_over() -> None:
    assert list(Frames().feed(b"BM\xff\xff\xff\xff" + bytes(20) + bitmap(30))) == [bitmap(30)]


def test_without_a_camera_or_its_program_a_sentence_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unavailable, match="camera_missing"):
        camera_command(tmp_path)
    (tmp_path / "video0").touch()
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Unavailable, match="camera_program_missing"):
        camera_command(tmp_path)
    monkeypatch.setattr("sys.platform", "win32")
    with pytest.raises(Unavailable, match="camera_unsupported"):
        camera_command(tmp_path)


def test_the_button_tells_what_is_missing_and_keeps_what_was_typed(gui: Gui, pair: tuple[Gui, Gui]) -> None:
    async def scenario() -> None:
        entry = filming(pair[1], ())
        entry.texts.setPlainText("值报")
        entry.film.click()
        await gui.until(entry.problem.isVisible)
        assert not entry.camera.is_on
        assert entry.texts.toPlainText() == "值报"
        entry.close()

    gui.run(scenario())


@pytest.mark.skipif(FFMPEG is None, reason="ffmpeg is not installed: nothing films here")
def test_codes_shown_one_after_another_to_the_camera_are_the_report(pair: tuple[Gui, Gui], tmp_path: Path) -> None:
    street, district = pair
    sent = report(street)
    channels = street.services.channels
    assert channels is not None
    for at, code in enumerate(channels.dispatch.report_series(sent)):
        held(channels.draw_code(code)).save(tmp_path / f"code{at}.png")
    source = ("-re", "-loop", "1", "-framerate", "1", "-i", str(tmp_path / "code%d.png"))

    async def scenario() -> None:
        entry = filming(district, frames_of(str(FFMPEG), source))
        entry.turn_camera()
        await district.until(entry.take.isEnabled, "all codes were before the camera")
        assert not entry.camera.is_on
        assert "槐树里12号院自建房局部坍塌" in entry.said.text()
        entry.close()

    street.run(scenario())


@pytest.mark.skipif(FFMPEG is None, reason="ffmpeg is not installed: nothing films here")
def test_a_camera_that_stops_says_why(pair: tuple[Gui, Gui], tmp_path: Path) -> None:
    async def scenario() -> None:
        entry = filming(pair[1], frames_of(str(FFMPEG), ("-f", "v4l2", "-i", str(tmp_path / "video9"))))
        entry.turn_camera()
        await pair[1].until(lambda: "video9" in entry.problem.text())
        assert not entry.camera.is_on
        entry.close()

    pair[0].run(scenario())


def held(code: bytes) -> Image.Image:
    """A code somewhere in what a camera sees."""
    seen = Image.new("L", (1000, 800), 200)
    seen.paste(Image.open(BytesIO(code)).convert("L"), (90, 40))
    return seen


def filming(gui: Gui, command: tuple[str, ...]) -> InDialog:
    """The dialog with this command as its camera; () stands for none."""
    channels = gui.services.channels
    assert channels is not None

    def camera() -> tuple[str, ...]:
        if not command:
            raise Unavailable("camera_missing")
        return command

    object.__setattr__(channels, "camera", camera)
    entry = InDialog(gui.context())
    entry.show()
    return entry
