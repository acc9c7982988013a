"""Somebody who writes a whole first report without the mouse; every key is counted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from commandpost.domain.errors import RuleBroken
from commandpost.gui.main_window import MainWindow

SECONDS_A_KEY = 0.28  # an average typist's keystroke (Card, Moran and Newell's keystroke-level model)
SECONDS_A_CHARACTER = 0.75  # eighty Chinese characters in a minute: slow for an operator
SECONDS_A_THOUGHT = 1.35  # before each field (the same model)
PATIENCE = 20.0  # real seconds until something was awaited in vain
PAUSE = 0.01
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


@dataclass(slots=True)
class Count:
    """What was typed, and how long the machine let wait."""

    keys: int = 0
    characters: int = 0
    thoughts: int = 0
    waited: float = 0.0  # real seconds

    @property
    def seconds(self) -> float:
        """A slow operator's time for it, the machine's included."""
        typed = self.keys * SECONDS_A_KEY + self.characters * SECONDS_A_CHARACTER
        return typed + self.thoughts * SECONDS_A_THOUGHT + self.waited


class Typist:
    """Types into whatever has the focus, as a person does; never calls what a key would call."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.count = Count()

    async def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """One key, with its modifier a second one."""
        self.count.keys += 1 if modifier == NO_MODIFIER else 2
        QTest.keyClick(self._focused(), key, modifier)
        await asyncio.sleep(PAUSE)

    async def write(self, words: str, *, latin: bool = False) -> None:
        """Words into the focused field, as an input method commits them; ``latin``: letters, one key each."""
        self.count.thoughts += 1
        if latin:
            for letter in words:
                self.count.keys += 1
                QTest.keyClicks(self._focused(), letter)
        else:
            self.count.characters += len(words)
            event = QInputMethodEvent()
            event.setCommitString(words)
            QApplication.sendEvent(self._focused(), event)
        await asyncio.sleep(PAUSE)

    async def tab_to(self, wanted: QWidget) -> None:
        """Tab until a field has the focus. Raises ``RuleBroken("tour_waited_in_vain")`` when it cannot be reached."""
        for _step in range(40):
            focused = QApplication.focusWidget()
            if focused is wanted or (focused is not None and wanted.isAncestorOf(focused)):
                return
            await self.press(Qt.Key.Key_Tab)
        raise RuleBroken("tour_waited_in_vain", reason=f"{wanted.accessibleName()} is not reached by Tab")

    async def until(self, condition: Callable[[], bool], reason: str) -> None:
        """Wait for the machine; the time counts."""
        began = monotonic()
        while not condition():
            if monotonic() - began > PATIENCE:
                raise RuleBroken("tour_waited_in_vain", reason=reason)
            await asyncio.sleep(PAUSE)
        self.count.waited += monotonic() - began

    def _focused(self) -> QWidget:
        for one in (QApplication.activePopupWidget(), QApplication.focusWidget()):
            if one is not None:
                return one
        return self._window
