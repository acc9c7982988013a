from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from commandpost.app.desk import Tier
from commandpost.bootstrap.desktop import passphrase_of
from commandpost.bootstrap.paths import generated_dir, profile_dir
from commandpost.bootstrap.sample.house import PROFILES
from commandpost.domain.errors import Unavailable
from commandpost.gui.dialogs.unlock_window import UnlockWindow
from commandpost.gui.preferences import Language
from commandpost.gui.runtime.app import Translations
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
        opening = asyncio.ensure_future(passphrase_of(locked))
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


def test_a_closed_window_opens_nothing(gui: Gui, locked: str) -> None:
    async def scenario() -> None:
        opening = asyncio.ensure_future(passphrase_of(locked))
        (await asked(gui)).close()
        with pytest.raises(Unavailable, match="passphrase_needed"):
            await opening

    gui.run(scenario())
