"""What tests of the window stand on: one loop, one real desk on a real journal, one context."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import qasync
import shiboken6
from PySide6.QtCore import QEvent, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from commandpost.app.desk import Desk, PersonRole
from commandpost.bootstrap.paths import generated_dir, resources_dir
from commandpost.bootstrap.workstation import build_services
from commandpost.documents.fonts import FontChoice
from commandpost.documents.papers import PaperPress
from commandpost.domain.errors import CommandPostError
from commandpost.gui.context import GuiContext, Navigator, Selection
from commandpost.gui.main_window import MainWindow
from commandpost.gui.notices import Notices
from commandpost.gui.preferences import Liking, Preferences
from commandpost.gui.runtime.changes import ChangeBridge
from commandpost.gui.runtime.tasks import Tasks
from commandpost.gui.services import Services
from commandpost.gui.shell import ShellParts
from commandpost.gui.theme import Theme
from commandpost.storage.store import JournalStore
from tests.factories import memory_desk
from tests.fakes import FakeClock, QuickPinHasher

WAIT_SECONDS = 20.0
TURNS = 8  # of the loop: what one turn posts, the next ones lay out and paint


@dataclass(slots=True)
class Gui:
    """A desk with its window parts; ``run`` plays a scenario in the loop, ``until`` waits for a condition."""

    application: QApplication
    loop: qasync.QEventLoop
    clock: FakeClock
    tasks: Tasks
    bridge: ChangeBridge
    desk: Desk
    services: Services
    folder: Path
    refused: list[CommandPostError] = field(default_factory=list)
    bugs: list[BaseException] = field(default_factory=list)

    def run(self, scenario: Coroutine[Any, Any, None]) -> None:
        self.loop.run_until_complete(scenario)

    async def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Wait until it holds; a bug meanwhile fails the test at once."""
        limit = self.loop.time() + WAIT_SECONDS
        while not condition():
            assert not self.bugs, self.bugs
            assert self.loop.time() < limit, f"never: {what or condition}"
            await asyncio.sleep(0.005)

    async def drawn(self) -> None:
        """Let what was changed be laid out and painted; the loop is never run by hand inside a task."""
        for _turn in range(TURNS):
            await asyncio.sleep(0)

    def context(self, liking: Liking | None = None) -> GuiContext:
        self.tasks.on_refused = self.refused.append
        self.tasks.on_bug = self.bugs.append
        liking = liking or Liking()
        return GuiContext(
            services=self.services,
            desk=self.desk,
            tasks=self.tasks,
            bridge=self.bridge,
            theme=Theme(resources_dir(), liking.theme, liking.scale),
            preferences=Preferences(liking),
            notices=Notices(),
            selection=Selection(),
            navigator=Navigator(),
            folder=self.folder,
        )

    def shell_parts(self, liking: Liking | None = None) -> ShellParts:
        return ShellParts(
            application=self.application,
            resources=resources_dir(),
            generated=generated_dir(),
            folder=self.folder,
            crashes=self.folder / "crashes",
            desk=self.desk,
            services=self.services,
            tasks=self.tasks,
            bridge=self.bridge,
            liking=liking or Liking(),
        )

    def later(self, **span: float) -> datetime:
        """Move the clock on."""
        self.clock.raw.advance(timedelta(**span))
        return self.desk.now()


def carry_store(desk: Desk) -> JournalStore:
    """The desk's real journal, which can sign."""
    assert isinstance(desk.store, JournalStore)
    return desk.store


@pytest.fixture
def gui(qapp: QApplication, tmp_path: Path) -> Iterator[Gui]:
    qapp.setQuitOnLastWindowClosed(False)
    gc.disable()  # a widget must not be freed by a worker's collection
    loop = qasync.QEventLoop(qapp, already_running=False)
    asyncio.set_event_loop(loop)
    clock, bridge, tasks = FakeClock(), ChangeBridge(), Tasks()
    desk = memory_desk(clock=clock, announce=bridge.announce)
    press = PaperPress(FontChoice(), resources_dir() / "templates")
    services = build_services(desk, press, None, carry_store(desk), QuickPinHasher())
    bridge.changed.connect(services.ledgers.took)
    made = Gui(
        application=qapp,
        loop=loop,
        clock=clock,
        tasks=tasks,
        bridge=bridge,
        desk=desk,
        services=replace(services, sign_in_hint="1234"),
        folder=tmp_path,
    )
    yield made
    _free_windows(qapp)
    _forget_languages(qapp)
    loop.run_until_complete(tasks.close())
    desk.store.close()  # type: ignore[attr-defined]  # the real journal behind the port
    loop.close()
    asyncio.set_event_loop(None)
    gc.collect()
    gc.enable()


def _forget_languages(application: QApplication) -> None:
    """A test that chose a language leaves its catalogue behind."""
    for translator in application.findChildren(QTranslator):
        application.removeTranslator(translator)
        translator.deleteLater()


def _free_windows(application: QApplication) -> None:
    """Destroy every window a test left, here and now, on this thread."""
    for window in application.topLevelWidgets():
        if isinstance(window, MainWindow):  # of a test that failed: its clock must not run on in the next ones
            window._ticker.stop()
            if shiboken6.isValid(window.context.alarm):
                window.context.alarm.stop()
        window.close()
        if window.windowType() is not Qt.WindowType.Popup:  # a completer frees its own list
            window.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    application.processEvents()


def staff_member(gui: Gui, name: str, *roles: PersonRole, pin: str = "1234") -> str:
    """A person with a PIN on this workstation; call it on the store's thread."""
    person = gui.services.people.add(name, roles or (PersonRole.DUTY_OFFICER,), phone="13900000218")
    gui.desk.store.set_setting(f"pin:{person}", QuickPinHasher().hash(pin))
    return str(person)
