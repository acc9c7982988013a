"""One open desk: the window, its theme and language, the link in the background, the end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from commandpost.app.desk import Desk
from commandpost.app.pinyin import warm
from commandpost.gui.context import GuiContext, Navigator, Selection
from commandpost.gui.main_window import MainWindow
from commandpost.gui.notices import Notices, Tone
from commandpost.gui.pages.base import Page
from commandpost.gui.pages.registry import PAGES, pages_of
from commandpost.gui.preferences import Liking, Preferences, keep_liking
from commandpost.gui.runtime.alarm import Alarm
from commandpost.gui.runtime.app import Translations, is_seen
from commandpost.gui.runtime.changes import ChangeBridge
from commandpost.gui.runtime.collector import Collector
from commandpost.gui.runtime.crash import CrashNet
from commandpost.gui.runtime.speech import VOICES, Speaker
from commandpost.gui.runtime.sync_loop import SyncLoop
from commandpost.gui.runtime.tasks import Tasks
from commandpost.gui.runtime.tray import NoTray, SystemTray
from commandpost.gui.services import Services
from commandpost.gui.theme import Theme
from commandpost.gui.window.call_keeper import CallKeeper
from commandpost.gui.window.leaving import title_of
from commandpost.gui.window.link_notices import LinkNotices
from commandpost.gui.window.log_loop import LogLoop
from commandpost.gui.window.new_alarms import NewAlarms
from commandpost.gui.window.out_calls import OutCalls
from commandpost.gui.window.room_loop import RoomLoop
from commandpost.gui.window.server_loop import ServerLoop
from commandpost.gui.window.upkeep_loop import UpkeepLoop


@dataclass(frozen=True, slots=True, kw_only=True)
class ShellParts:
    """What the composition root hands over; ``bridge.announce`` is the desk's ``announce``."""

    application: QApplication
    resources: Path
    generated: Path  # where the compiled catalogue lies
    folder: Path  # exports and papers
    crashes: Path
    desk: Desk
    services: Services
    tasks: Tasks
    bridge: ChangeBridge
    liking: Liking = field(default_factory=Liking)
    keep_first: Callable[[Liking], None] = lambda _liking: None  # outside of the sealed settings [store]

    @property
    def perceived(self) -> bool:
        """Whether somebody sees and hears it; a rehearsal without a screen has neither tray nor voice."""
        return is_seen(self.application)


class Shell(QObject):
    """Builds the window, builds it anew in another language, and closes everything in order."""

    def __init__(self, parts: ShellParts, pages: Sequence[type[Page]] = PAGES) -> None:
        super().__init__()
        self._parts = parts
        self._pages = pages_of(parts.desk.tier, pages)
        self._translations = Translations(parts.generated)
        self._language = parts.liking.language
        self._closed = asyncio.Event()
        self._rebuilding = False
        theme = Theme(parts.resources, parts.liking.theme, parts.liking.scale, self)
        self.context = GuiContext(
            services=parts.services,
            desk=parts.desk,
            tasks=parts.tasks,
            bridge=parts.bridge,
            theme=theme,
            preferences=Preferences(parts.liking, self),
            notices=Notices(self),
            selection=Selection(self),
            navigator=Navigator(self),
            folder=parts.folder,
            speaker=Speaker(VOICES if parts.perceived else (), self),
            alarm=Alarm(self),
            tray=SystemTray(theme.icons.icon("bell", theme.tokens.accent), self) if parts.perceived else NoTray(),
        )
        self.crash = CrashNet(parts.crashes, parts.desk.clock, self)
        parts.tasks.on_refused = self.context.notices.refused
        parts.tasks.on_bug = self.crash.take
        self.crash.caught.connect(self._crashed)
        self.context.preferences.changed.connect(self._preferences_changed)
        self.sync = SyncLoop(parts.tasks, parts.bridge, parts.services.sync, self) if parts.services.sync else None
        room = parts.services.room
        self.room = SyncLoop(parts.tasks, parts.bridge, room.sync, self) if room is not None else None
        self.serving = RoomLoop(self.context, room.resume, self) if room is not None else None
        tend = parts.services.tend
        self.upkeep = UpkeepLoop(self.context, tend, self) if tend is not None else None
        settle = parts.services.settle
        self.log = LogLoop(self.context, settle, self) if settle is not None else None
        look = parts.services.link.look if parts.services.link is not None else None
        self.server = ServerLoop(self.context, look, self) if look is not None else None
        self._unhook = self.crash.spread()
        self._translations.choose(parts.application, self._language)
        theme.apply()
        new = NewAlarms(self.context.notices, self)  # while one window gives way to another, each is told once
        self._watchers = CallKeeper(self.context, self), OutCalls(self.context, new, self)
        self.window = self._build()
        if isinstance(self.context.tray, SystemTray):
            self.context.tray.pressed.connect(self._to_front)
        self._collector = Collector(self)
        self._collector.start()

    def open(self) -> None:
        """Show the window as large as the screen allows and start the link."""
        self.window.showMaximized()
        self.window.activateWindow()
        if self.sync is not None:
            self.sync.start()
        if self.room is not None:
            self.room.start()
        if self.serving is not None:
            self.serving.start()
        if self.upkeep is not None:
            self.upkeep.start()
        if self.log is not None:
            self.log.start()
        if self.server is not None:
            self.server.start()
        self._parts.tasks.start(self._warm())
        self._parts.tasks.start(self.window.pages.make_rest(), endless=True)

    async def _warm(self) -> None:
        """The first entry and the first command wait for no library."""
        await self._parts.tasks.net(warm)

    async def until_closed(self) -> None:
        """Wait until the operator closes the window, then end everything in order."""
        await self._closed.wait()
        await self.close()

    async def close(self) -> None:
        """Stop the link, cancel the network, drain the store."""
        self.window.leaving.agreed = True
        if self.window.isVisible():
            self.window.close()
        if self.sync is not None:
            await self.sync.stop()
        if self.serving is not None:
            self.serving.stop()
        if self.room is not None:
            await self.room.stop()
        if self.upkeep is not None:
            self.upkeep.stop()
        if self.log is not None:
            self.log.stop()
        if self.server is not None:
            self.server.stop()
        await self._parts.tasks.close()
        self.release()

    def release(self) -> None:
        """Take away what hangs under the whole process."""
        self.context.speaker.stop()
        self.context.alarm.stop()
        self.context.tray.close()
        self._collector.stop()
        self._unhook()

    def _build(self) -> MainWindow:
        window = MainWindow(self.context, self._pages)
        window.closing.connect(self._window_closing)
        if self.sync is not None:
            self.sync.status_changed.connect(window.show_link)
            self.sync.status_changed.connect(window.watch.journal.refresh)
            self.sync.status_changed.connect(LinkNotices(self.context.notices, window).follow)
            window.link_pressed.connect(self.sync.try_now)
        if self.room is not None and (room := self._parts.services.room) is not None:
            window.top_bar.follow_room(room.state)
            window.link_pressed.connect(self.room.try_now)
        return window

    def _to_front(self) -> None:
        """Also a window that was made small, as large as it was before."""
        state = self.window.windowState() & ~Qt.WindowState.WindowMinimized
        self.window.setWindowState(state | Qt.WindowState.WindowActive)
        self.window.raise_()
        self.window.activateWindow()

    def _window_closing(self) -> None:
        if not self._rebuilding:
            self._closed.set()

    def _preferences_changed(self) -> None:
        liking = self.context.preferences.liking
        self._parts.tasks.start(self._keep(liking))
        if (liking.theme, liking.scale) != (self.context.theme.name, self.context.theme.scale):
            self.context.theme.choose(liking.theme, liking.scale)
        if liking.language is not self._language:
            self._language = liking.language
            self._translations.choose(self._parts.application, liking.language)
            self._rebuild()

    async def _keep(self, liking: Liking) -> None:
        await self._parts.tasks.store(keep_liking, self._parts.desk.store, liking)
        await self._parts.tasks.store(self._parts.keep_first, liking)

    def _rebuild(self) -> None:
        """The same desk in a new window; what was not saved is asked of the pages before they close."""
        old, page, shown = self.window, self.window.page, self.window.isVisible()
        self._rebuilding = True
        self.window = self._build()
        self.window.pages.make({"command"} & old.pages.made.keys())
        moved = self.window.take_over(old)
        self.window.go(page)
        if shown:
            self.window.setGeometry(old.geometry())
            self.window.showMaximized() if old.isMaximized() else self.window.show()
            self._parts.tasks.start(self.window.pages.make_rest(), endless=True)
        old.leaving.agreed = True
        old.close()
        self._rest(old)
        self._say_moved(moved)
        self._rebuilding = False
        self._parts.tasks.start(self._free(old), endless=True)  # no two of them wait for one another

    def _rest(self, old: MainWindow) -> None:
        """What is pressed, posted and written from now on is for the new window alone: done once, heard once."""
        for part in (old, *old.findChildren(QObject)):
            self.context.notices.disconnect(part)
            self.context.bridge.disconnect(part)
            self.context.alarm.disconnect(part)

    def _say_moved(self, moved: Sequence[Page]) -> None:
        if moved:
            names = self.tr(", ").join(map(title_of, moved))
            pattern = self.tr("Half-typed text stands on: {pages}. There the words change once it is kept or cleared.")
            self.context.notices.say(pattern.format(pages=names), key="moved")

    async def _free(self, old: MainWindow) -> None:
        """What the old window still awaits comes to an end first."""
        await self._parts.tasks.settled()
        old.deleteLater()

    def _crashed(self, report: str) -> None:
        words = self.tr("Something went wrong. What was saved is safe. The report lies in {path}.")
        self.context.notices.say(words.format(path=report or "—"), key="crash", tone=Tone.WARNING)
