"""The whole window, in Chinese, on a real journal that may lie on a disk of the test's choice."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from commandpost.bootstrap.paths import resources_dir
from commandpost.bootstrap.roster_file import read_roster_file
from commandpost.bootstrap.workstation import build_services
from commandpost.documents.fonts import FontChoice
from commandpost.documents.papers import PaperPress
from commandpost.gui.pages.command.page import CommandPage
from commandpost.gui.preferences import Language, Liking
from commandpost.gui.shell import Shell
from tests.factories import journal, memory_desk
from tests.fakes import QuickPinHasher
from tests.gui.conftest import Gui


def move_to(gui: Gui, path: Path) -> None:
    """Let the desk keep its journal there."""
    gui.desk.store.close()  # type: ignore[attr-defined]  # the real journal behind the port
    store = journal(path, clock=gui.clock)
    gui.desk = memory_desk(store, clock=gui.clock, announce=gui.bridge.announce)
    press = PaperPress(FontChoice(), resources_dir() / "templates")
    services = build_services(gui.desk, press, None, pins=QuickPinHasher())
    gui.services = replace(services, sign_in_hint="1234")


def play(gui: Gui, scenario: Callable[[Shell], Awaitable[None]]) -> None:
    """Open the window, play, and see that it lived: no bug, and the next entry is taken."""
    gui.services = replace(gui.services, read_roster=read_roster_file)

    async def whole() -> None:
        shell = Shell(gui.shell_parts(Liking(language=Language.CHINESE, idle_minutes=0)))
        gui.tasks.on_bug = gui.bugs.append
        shell.window.resize(1366, 768)
        shell.window.show()
        try:
            await gui.until(lambda: command(shell)._view is not None)
            shell.window.tick()
            await scenario(shell)
            assert gui.bugs == []
            assert shell.window.isVisible()
        finally:
            shell._translations.choose(gui.application, Language.ENGLISH)
            shell.release()
            shell.window.close()

    gui.run(whole())


def command(shell: Shell) -> CommandPage:
    page = shell.window.pages["command"]
    assert isinstance(page, CommandPage)
    return page


def enter(shell: Shell, text: str) -> None:
    """Put the text into the log box and press Enter."""
    edit = command(shell).log.entry.edit
    edit.setPlainText(text)
    QTest.keyClick(edit, Qt.Key.Key_Return)


async def takes_an_entry(gui: Gui, shell: Shell, text: str = "窗口仍然可用") -> None:
    """The proof that the window lives."""
    enter(shell, text)
    await gui.until(lambda: any(item.text == text for item in command(shell).log.model.items), text)


def shown_words(widget: QWidget) -> str:
    """Every label one can read."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def is_chinese(sentence: str) -> bool:
    """A plain sentence for an operator: no code word, no English."""
    return any("\u4e00" <= letter <= "\u9fff" for letter in sentence) and "_" not in sentence
