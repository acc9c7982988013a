"""Opens and closes the wallboard, and remembers its screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from commandpost.gui.context import GuiContext
from commandpost.gui.wallboard.board import Wallboard

SETTING = "wallboard.screen"


class WallboardKeeper(QObject):
    """At most one wallboard; it goes when the window of the desk goes."""

    def __init__(self, context: GuiContext, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self.board: Wallboard | None = None
        window.installEventFilter(self)

    def toggle(self) -> None:
        """F11."""
        if self.board is not None:
            self.board.close()
        else:
            self._context.start(self._open)

    async def _open(self) -> None:
        kept = await self._context.tasks.store(self._context.desk.store.setting, SETTING)
        if self.board is not None:
            return
        board = Wallboard(self._context, self._window)
        board.closed.connect(self._closed)
        board.screen_chosen.connect(lambda name: self._context.tasks.start(self._keep(name)))
        self.board = board
        board.open_on(self._screen(str(kept or "")))

    async def _keep(self, name: str) -> None:
        await self._context.tasks.store(self._context.desk.store.set_setting, SETTING, name)

    def _screen(self, name: str) -> QScreen:
        """The remembered screen, else one the desk does not stand on, else the only one."""
        screens = QGuiApplication.screens()
        own = self._window.screen()
        found = [screen for screen in screens if screen.name() == name]
        others = [screen for screen in screens if screen is not own and screen.name() != own.name()]
        return next(iter([*found, *others, own]))

    def _closed(self) -> None:
        board, self.board = self.board, None
        if board is not None:
            board.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and watched is self._window and self.board is not None:
            self.board.close()
        return super().eventFilter(watched, event)
