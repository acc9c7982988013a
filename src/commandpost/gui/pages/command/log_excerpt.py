"""A line of long ago among its neighbours: what a search found beyond the list of the log."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from commandpost.app.logbook import LogItem
from commandpost.domain.ids import RecordId
from commandpost.gui.pages.command.log_menu import line_menu
from commandpost.gui.pages.command.log_model import LogModel
from commandpost.gui.pages.command.log_view import LogView
from commandpost.gui.theme import Theme
from commandpost.gui.times import long_day
from commandpost.gui.widgets.screen_room import open_at
from commandpost.gui.widgets.shape import button, column, label
from commandpost.gui.widgets.side_window import SideWindow


class LogExcerpt(SideWindow):
    """A list to read; not modal, Esc closes it; its lines have the same menu as those of the log."""

    line_asked = Signal(str, object)  # action, LogItem

    def __init__(self, theme: Theme, items: Sequence[LogItem], found: RecordId, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(self.tr("Found in the log"))
        self.model = LogModel(self)
        self.view = LogView(self.model, theme)
        self.view.menu_wanted.connect(self._menu)
        self.model.replace(items)
        shown = next((item for item in items if found in {item.id, item.corrects}), items[-1])
        close = button(self.tr("Close"), key="Esc")
        close.clicked.connect(self.close)
        layout = column(label(long_day(shown.at), "heading"), self.view, margins=(14, 12, 14, 12))
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.setLayout(layout)
        open_at(self, theme, 520, 520)
        self.view.stand_on(self.model.index_of(shown.id))
        self.view.setFocus()

    def _menu(self, item: LogItem, at: QPoint) -> None:
        line_menu(self, item, self.line_asked.emit).popup(at)
