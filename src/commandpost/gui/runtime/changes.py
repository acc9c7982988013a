"""The one way in: what was committed on the store's thread reaches the pages on theirs."""

from __future__ import annotations

from collections import deque
from functools import reduce
from operator import or_

from PySide6.QtCore import QObject, Qt, Signal

from commandpost.journal.entry import ChangeSet

LINK = "link"  # announced like a kind of record: the workstation was linked to a server


class ChangeBridge(QObject):
    """Takes ``announce`` from any thread and emits ``changed`` on the window's thread, a burst as one."""

    changed = Signal(object)  # ChangeSet
    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[ChangeSet] = deque()
        self._arrived.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def announce(self, changes: ChangeSet) -> None:
        """May be called from any thread, after the commit."""
        self._waiting.append(changes)
        self._arrived.emit()

    def _pass_on(self) -> None:
        burst: list[ChangeSet] = []
        while self._waiting:
            burst.append(self._waiting.popleft())
        if burst:
            self.changed.emit(reduce(or_, burst))
