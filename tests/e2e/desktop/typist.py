"""A whole desktop on a profile, with somebody at it who types without end; a process of its own, made to be killed.

``python typist.py PROFILE WORD [hasty]``: types ``WORD 1``, ``WORD 2``, … into the log box, Enter after each, and says
every text on its output once the box has shown it as saved. ``hasty`` plants the bug of a box that says so too early.
"""

from __future__ import annotations

import asyncio
import sys

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from commandpost.bootstrap.desktop import Desktop, own_desktop
from commandpost.gui.pages.command.deeds import Deeds, Stood
from commandpost.gui.pages.command.entry_box import EntryBox, Typed
from commandpost.gui.pages.command.page import CommandPage
from commandpost.gui.runtime.app import make_application
from commandpost.gui.runtime.loop import run


def main() -> None:
    profile, word = sys.argv[1:3]
    if "hasty" in sys.argv:
        plant(Deeds._record)
    application = make_application(["commandpost"])
    desktop = own_desktop(profile)
    run(application, lambda: type_without_end(application, desktop, word))


async def type_without_end(application: QApplication, desktop: Desktop, word: str) -> int:
    shell = desktop.shell(application)
    shell.open()
    page = shell.window.pages["command"]
    assert isinstance(page, CommandPage)
    await read(page)
    shell.window.tick()
    edit, number = page.log.entry.edit, 0
    while True:
        number += 1
        saved = asyncio.Event()
        edit.setPlainText(f"{word} {number}")
        listening = edit.textChanged.connect(saved.set)
        QTest.keyClick(edit, Qt.Key.Key_Return)
        await saved.wait()
        edit.textChanged.disconnect(listening)
        print(f"{word} {number}", flush=True)


async def read(page: CommandPage) -> None:
    """Wait until the page has been read once."""
    shown = asyncio.Event()
    page.badge_changed.connect(shown.set)
    await shown.wait()


def plant(honest: object) -> None:
    """Say "saved" first and save afterwards."""

    async def hasty(self: Deeds, box: EntryBox, typed: Typed, stood: Stood) -> None:
        box.saved(stood.standing)
        await asyncio.sleep(0.5)
        await honest(self, box, typed, stood)  # type: ignore[operator]  # the method it stands in for

    Deeds._record = hasty  # type: ignore[method-assign]  # in this process only


if __name__ == "__main__":
    main()
