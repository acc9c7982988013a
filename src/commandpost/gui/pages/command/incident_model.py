"""The open incidents as a list, the nearest deadline first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from commandpost.app.incidents import IncidentRow
from commandpost.domain.ids import RecordId
from commandpost.gui.pages.command.countdown import countdown_of
from commandpost.gui.times import day_time
from commandpost.gui.vocabulary import LEVEL_WORDS, word

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
LAST = float("inf")


class IncidentRole(IntEnum):
    """What the delegate and the page ask a row for."""

    ROW = Qt.ItemDataRole.UserRole + 1  # IncidentRow
    ID = Qt.ItemDataRole.UserRole + 2


def urgency(row: IncidentRow, now: datetime) -> tuple[int, float, str]:
    """Sort key: "at once" first and longest waiting, then the nearest limit, then what owes nothing."""
    deadline = row.driving(now)
    if deadline is None:
        return (2, -row.received.timestamp(), row.id)
    left = deadline.left(now)
    if left is None:
        return (0, -deadline.elapsed(now).total_seconds(), row.id)
    return (1, deadline.due.timestamp() if deadline.due else LAST, row.id)


class IncidentModel(QAbstractListModel):
    """Rows keep their place until ``sort_by_urgency`` is called: nothing jumps under the mouse."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[IncidentRow] = []
        self.now: datetime | None = None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        answers: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: row.title,
            IncidentRole.ROW: row,
            IncidentRole.ID: row.id,
            Qt.ItemDataRole.ToolTipRole: row.place,
        }
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return answers.get(role)

    def _spoken(self, row: IncidentRow) -> str:
        parts = [row.title, word(LEVEL_WORDS[row.level]), row.place, day_time(row.received, self.now or row.received)]
        if self.now is not None:
            parts.append(countdown_of(row, self.now).spoken)
        return ", ".join(part for part in parts if part)

    @property
    def rows(self) -> tuple[IncidentRow, ...]:
        return tuple(self._rows)

    def set_rows(self, rows: Sequence[IncidentRow], now: datetime) -> None:
        """Take the new state in the order of urgency."""
        self.now = now
        fresh = sorted(rows, key=lambda row: urgency(row, now))
        if [row.id for row in fresh] == [row.id for row in self._rows]:
            self._rows = fresh
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()

    def sort_by_urgency(self, now: datetime) -> bool:
        """Put the nearest deadline first again; False when it already was."""
        self.now = now
        order = sorted(self._rows, key=lambda row: urgency(row, now))
        if [row.id for row in order] == [row.id for row in self._rows]:
            return False
        self.layoutAboutToBeChanged.emit()
        places = {row.id: at for at, row in enumerate(order)}
        old = self.persistentIndexList()
        self.changePersistentIndexList(old, [self.index(places[self._rows[index.row()].id]) for index in old])
        self._rows = order
        self.layoutChanged.emit()
        return True

    def index_of(self, incident: RecordId | None) -> QModelIndex:
        at = next((at for at, row in enumerate(self._rows) if row.id == incident), None)
        return QModelIndex() if at is None else self.index(at)

    def row_of(self, incident: RecordId | None) -> IncidentRow | None:
        return next((row for row in self._rows if row.id == incident), None)
