"""One kind of work on the map of the command page; the page knows only this contract."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from commandpost.domain.errors import CommandPostError
from commandpost.gui.context import GuiContext
from commandpost.gui.map.canvas import MapCanvas
from commandpost.journal.entry import ChangeSet


class MapDesk(QObject):
    """Made once with the page; ``deeds`` are its actions, ``refresh`` tells it what has changed."""

    cleared = Signal()  # the map may show again what it showed before

    def __init__(self, context: GuiContext, canvas: MapCanvas, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self.canvas = canvas
        self.closed = False  # what was being read then comes back to nobody

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """Action → what it does."""
        return {}

    def refresh(self, changes: ChangeSet) -> None:
        """Read again what changed; an empty set: everything."""

    def escape(self) -> bool:
        """Esc: put away what is open; False when nothing is."""
        return False

    def close(self) -> None:
        """The page closes."""
        self.closed = True

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Say what is refused here and now, on the window's thread."""
        try:
            yield
        except CommandPostError as error:
            self.context.notices.refused(error)
