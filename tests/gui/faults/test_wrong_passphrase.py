from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from commandpost.app.desk import Tier
from commandpost.bootstrap import desktop
from commandpost.bootstrap.desktop import passphrase_of
from commandpost.bootstrap.first_look import first_language, first_look, keep_first
from commandpost.bootstrap.paths import generated_dir, profile_dir, resources_dir
from commandpost.bootstrap.sample.house import PROFILES
from commandpost.domain.errors import Unavailable
from commandpost.gui.dialogs.unlock_window import UnlockWindow
from commandpost.gui.preferences import Language, Liking
from commandpost.gui.runtime.app import Translations
from commandpost.gui.shell import Shell
from commandpost.gui.theme import Theme, ThemeName
from commandpost.security.keyslots import KeySlots
from tests.gui.conftest import Gui

RIGHT = "值班室的口令 2026"


@pytest.fixture
def locked(gui: Gui, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A profile that only a passphrase opens; everything speaks Chinese."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    folder = profile_dir("own")
    folder.mkdir(parents=True)
    PROFILES[Tier.STREET].write(folder)
    KeySlots(folder).create(RIGHT)
    words = Translations(generated_dir())
    words.choose(gui.application, Language.CHINESE)
    yield "own"
    words.choose(gui.application, Language.ENGLISH)


def window(gui: Gui) -> UnlockWindow | None:
    return next((one for one in gui.application.topLevelWidgets() if isinstance(one, UnlockWindow)), None)


async def asked(gui: Gui) -> UnlockWindow:
    await gui.until(lambda: window(gui) is not None and window(gui).isVisible())
    found = window(gui)
    assert found is not None
    return found


def test_a_wrong_passphrase_is_a_sentence_and_the_right_one_opens(gui: Gui, locked: str) -> None:
    async def scenario() -> None:
        opening = asyncio.ensure_future(passphrase_of(locked, Theme(resources_dir())))
        shown = await asked(gui)
        QTest.keyClicks(shown.passphrase, "123456")
        QTest.keyClick(shown.passphrase, Qt.Key.Key_Return)
        await gui.until(lambda: not shown.problem.isHidden())
        assert shown.problem.text() == "启动口令不对。"
        assert shown.isVisible()
        shown.passphrase.setText(RIGHT)
        QTest.keyClick(shown.passphrase, Qt.Key.Key_Return)
        assert await opening == RIGHT

    gui.run(scenario())


def test_the_window_asks_in_the_language_that_was_chosen_last(
    gui: Gui, locked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The desk is told English; its settings are sealed, the next start asks in English all the same."""
    folder, told = profile_dir(locked), []

    async def choose() -> None:
        parts = replace(gui.shell_parts(), keep_first=partial(keep_first, folder))
        shell = Shell(parts)
        shell.context.preferences.choose(replace(shell.context.preferences.liking, language=Language.ENGLISH))
        await gui.until(lambda: first_language(folder) is Language.ENGLISH)
        shell.release()
        shell.window.close()

    async def refused(profile: str, theme: Theme) -> str | None:
        opening = asyncio.ensure_future(passphrase_of(profile, theme))
        shown = await asked(gui)
        told.extend(one.text() for one in shown.findChildren(QLabel))
        shown.close()
        return await opening

    gui.run(choose())
    Translations(generated_dir()).choose(gui.application, Language.CHINESE)
    monkeypatch.setattr(desktop, "has_display", lambda _environment: True)
    monkeypatch.setattr(desktop, "make_application", lambda _words: gui.application)
    monkeypatch.setattr(desktop, "run", lambda _application, begin: gui.run(begin()))
    monkeypatch.setattr(desktop, "passphrase_of", refused)
    with pytest.raises(Unavailable, match="passphrase_needed"):
        desktop.open_desktop(profile=locked, tier=Tier.STREET)

    assert "The journal of this workstation is locked: enter its passphrase." in told
    assert [file.read_text("ascii") for file in folder.glob("language")] == ["en"]


def test_what_comes_before_the_desk_looks_as_the_desk_did_last(tmp_path: Path) -> None:
    keep_first(tmp_path, Liking(theme=ThemeName.NIGHT, scale=130))

    assert first_look(tmp_path) == (ThemeName.NIGHT, 130)


@pytest.mark.parametrize("kept", ["", "night", "dusk 100", "night 99", "day x"])
def test_a_look_that_is_not_known_is_the_shipped_one(tmp_path: Path, kept: str) -> None:
    (tmp_path / "look").write_text(kept, "ascii")

    assert first_look(tmp_path) == (ThemeName.DAY, 100)


@pytest.mark.parametrize("kept", [b"", b"fr", b"\xff\xfe", b"zh_CN"])
def test_a_language_that_is_not_known_is_the_shipped_one(tmp_path: Path, kept: bytes) -> None:
    assert first_language(tmp_path) is Language.CHINESE
    (tmp_path / "language").write_bytes(kept)

    assert first_language(tmp_path) is Language.CHINESE


def test_a_disk_that_refuses_the_word_stops_nothing(tmp_path: Path) -> None:
    keep_first(tmp_path / "nowhere", Liking(language=Language.ENGLISH))

    assert first_language(tmp_path / "nowhere") is Language.CHINESE


def test_a_closed_window_opens_nothing(gui: Gui, locked: str) -> None:
    async def scenario() -> None:
        opening = asyncio.ensure_future(passphrase_of(locked, Theme(resources_dir())))
        (await asked(gui)).close()
        with pytest.raises(Unavailable, match="passphrase_needed"):
            await opening

    gui.run(scenario())
