"""Keeps a preview up with what is typed: never more than one paper in the press, always the newest at the end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer

from commandpost.domain.errors import CommandPostError
from commandpost.domain.papers import Paper
from commandpost.gui.messages import sentence
from commandpost.gui.pages.base import GuiContext
from commandpost.gui.widgets.paper_view import PaperView

PAUSE_MS = 150  # of typing before the paper is set again


class LivePreview:
    """``ask`` with a function that reads the paper on the store's thread; a later question replaces an open one."""

    def __init__(self, context: GuiContext, view: PaperView) -> None:
        self._context = context
        self._view = view
        self._wanted: Callable[[], Paper] | None = None
        self._running = False
        self._pause = QTimer(view, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._begin)

    def ask(self, make: Callable[[], Paper], *, at_once: bool = False) -> None:
        """Show this paper soon."""
        self._wanted = make
        if at_once:
            self._begin()
        else:
            self._pause.start()

    def forget(self) -> None:
        """Show nothing and drop what was asked."""
        self._wanted = None
        self._view.show_pages(())

    def _begin(self) -> None:
        if not self._running and self._wanted is not None:
            self._running = True
            self._context.tasks.start(self._run(), owner=self._view)

    async def _run(self) -> None:
        try:
            while self._wanted is not None:
                make, self._wanted = self._wanted, None
                await self._set(make)
        finally:
            self._running = False

    async def _set(self, make: Callable[[], Paper]) -> None:
        preview = self._context.services.preview
        if preview is None:
            return
        try:
            paper = await self._context.tasks.read(make)
            pages = await self._context.tasks.net(preview, paper)
        except CommandPostError as error:
            self._view.show_problem(sentence(error))
        else:
            if self._wanted is None:
                self._view.show_pages(pages)
