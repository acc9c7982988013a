"""Codes as one desk's screen shows them, photographed and filmed by another, which reads nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from commandpost.bootstrap.camera import frames_of
from commandpost.gui.pages.onward.channel_in import InDialog
from commandpost.gui.pages.onward.channel_out import OutDialog
from tests.gui.conftest import Gui
from tests.gui.pages.test_camera import filming
from tests.gui.pages.test_onward import report

FFMPEG = shutil.which("ffmpeg")
TITLE = "槐树里12号院自建房局部坍塌"


async def shown(street: Gui, folder: Path) -> list[Path]:
    """Photographs of the screen of a desk that tells its report in two codes: one of each half of the window."""
    out = OutDialog(street.context(), report(street), "槐树里坍塌")
    out.resize(860, 700)
    out.show()
    await street.until(lambda: not out.codes.pixmap().isNull(), "codes are drawn")
    seen, pictures = out.grab().toImage().convertToFormat(QImage.Format.Format_RGB32), list[Path]()
    for half in range(2):
        picture = folder / f"screen{half}.png"
        assert seen.copy(half * seen.width() // 2, 0, seen.width() // 2, seen.height()).save(str(picture))
        pictures.append(picture)
    out.close()
    return pictures


def test_photographs_of_the_screen_are_the_report(pair: tuple[Gui, Gui], tmp_path: Path) -> None:
    street, district = pair

    async def scenario() -> None:
        pictures = await shown(street, tmp_path)
        entry = InDialog(district.context())
        entry.show()
        entry.read_files(pictures)
        await district.until(entry.take.isEnabled, "the codes are read in a child process")
        assert TITLE in entry.said.text()
        entry.take.click()
        await district.until(lambda: len(district.services.inbox.incoming()) == 1, "taken in")
        entry.close()

    street.run(scenario())


@pytest.mark.skipif(FFMPEG is None, reason="ffmpeg is not installed: nothing films here")
def test_a_camera_before_the_screen_sees_the_report(pair: tuple[Gui, Gui], tmp_path: Path) -> None:
    street, district = pair

    async def scenario() -> None:
        await shown(street, tmp_path)
        source = ("-re", "-loop", "1", "-framerate", "1", "-i", str(tmp_path / "screen%d.png"))
        entry = filming(district, frames_of(str(FFMPEG), source))
        entry.turn_camera()
        await district.until(entry.take.isEnabled, "all codes were before the camera")
        assert TITLE in entry.said.text()
        entry.close()

    street.run(scenario())
