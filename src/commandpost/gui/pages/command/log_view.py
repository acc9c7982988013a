"""The list of the log: stays at the newest line unless the reader went up, fetches older ones there."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from commandpost.app.logbook import LogItem
from commandpost.gui.pages.command.log_delegate import LogDelegate
from commandpost.gui.pages.command.log_model import LogModel, LogRole
from commandpost.gui.theme import Theme
from commandpost.gui.widgets.table import draw_hint, nothing_fits

Index = QModelIndex | QPersistentModelIndex


class LogView(QListView):
    """Shows; asks for older lines and for a menu."""

    older_wanted = Signal()
    menu_wanted = Signal(object, QPoint)  # LogItem, global position
    stood_on = Signal(object)  # LogItem the reader moved to

    def __init__(self, model: LogModel, theme: Theme) -> None:
        super().__init__()
        self.setModel(model)
        self._delegate = LogDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(False)
        self.setAccessibleName(self.tr("Duty log"))
        self.is_filtered: bool | None = None  # one incident alone; None: nothing was read yet
        self._at_end = True
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._ranged)
        model.modelReset.connect(self._settle)
        model.rowsInserted.connect(self._settle)
        self._theme = theme
        theme.changed.connect(self._restyle)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model().rowCount() == 0:
            draw_hint(self.viewport(), self.empty_words, self._theme)

    @property
    def empty_words(self) -> str:
        """What the list says without a line: that it is being read, then what is the case."""
        if self.is_filtered is None:
            return self.tr("Reading the duty log…")
        words = self.tr("Nothing is written yet. Write the first line below; Enter saves it.")
        return nothing_fits() if self.is_filtered else words

    def current(self) -> LogItem | None:
        """The line the reader stands on."""
        index = self.currentIndex()
        return index.data(LogRole.ITEM) if index.isValid() else None

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.stood_on.emit(current.data(LogRole.ITEM))

    def stand_on(self, index: QModelIndex) -> None:
        """Show and choose a line that need not be the newest."""
        self._at_end = False
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def contextMenuEvent(self, event: object) -> None:
        item = self.current()
        if item is not None:
            self.menu_wanted.emit(item, self.mapToGlobal(self.visualRect(self.currentIndex()).center()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
        self._settle()

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        self._at_end = value >= bar.maximum() - 4
        if value == bar.minimum() and bar.maximum() > bar.minimum():
            self.older_wanted.emit()

    def _ranged(self, least: int, most: int) -> None:
        if self._at_end:
            self.verticalScrollBar().setValue(most)

    def _settle(self) -> None:
        if self._at_end:
            QTimer.singleShot(0, self, self.scrollToBottom)

    def _restyle(self) -> None:
        self._delegate.forget()
        self.scheduleDelayedItemsLayout()
