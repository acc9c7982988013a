"""The log as a list: the newest lines at the bottom, older ones fetched as the reader goes up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from commandpost.app.logbook import LogItem
from commandpost.domain.ids import RecordId
from commandpost.gui.pages.command.log_lines import heading, tags

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class LogRole(IntEnum):
    """What the delegate and the page ask a line for."""

    ITEM = Qt.ItemDataRole.UserRole + 1  # LogItem
    ID = Qt.ItemDataRole.UserRole + 2


class LogModel(QAbstractListModel):
    """Oldest first; a batch replaces what lies in its stretch of time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: list[LogItem] = []

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join([heading(item), item.text, *(words for words, _ in tags(item))])
        answers: dict[int, object] = {Qt.ItemDataRole.DisplayRole: item.text, LogRole.ITEM: item, LogRole.ID: item.id}
        return answers.get(role)

    @property
    def items(self) -> tuple[LogItem, ...]:
        return tuple(self._items)

    @property
    def oldest(self) -> datetime | None:
        return self._items[0].at if self._items else None

    def replace(self, items: Sequence[LogItem]) -> None:
        """Show these lines and no others."""
        if list(items) == self._items:
            return
        self.beginResetModel()
        self._items = list(items)
        self.endResetModel()

    def take_newest(self, batch: Sequence[LogItem]) -> None:
        """Take the newest lines as they are now; older ones already fetched stay."""
        if not batch:
            self.replace(())
            return
        kept = [item for item in self._items if item.at < batch[0].at]
        fresh = [*kept, *batch]
        if fresh[: len(self._items)] == self._items and self._items:
            self._append(fresh[len(self._items) :])
        else:
            self.replace(fresh)

    def _append(self, items: Sequence[LogItem]) -> None:
        if items:
            first = len(self._items)
            self.beginInsertRows(QModelIndex(), first, first + len(items) - 1)
            self._items.extend(items)
            self.endInsertRows()

    def put_before(self, items: Sequence[LogItem]) -> None:
        """Older lines, fetched when the reader reached the top."""
        known = {item.id for item in self._items}
        fresh = [item for item in items if item.id not in known]
        if fresh:
            self.beginInsertRows(QModelIndex(), 0, len(fresh) - 1)
            self._items[:0] = fresh
            self.endInsertRows()

    def index_of(self, log: RecordId) -> QModelIndex:
        at = next((at for at, item in enumerate(self._items) if item.id == log), None)
        return QModelIndex() if at is None else self.index(at)
