"""F1: every action with its key, beside the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from commandpost.gui.actions import ACTIONS, key_of
from commandpost.gui.theme import Theme
from commandpost.gui.widgets.shape import button, label

COLUMNS = 2


class KeysDialog(QDialog):
    """A list to read; not modal, Esc closes it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(self.tr("Keys"))
        page = QWidget()
        page.setProperty("role", "plain")
        grid = QGridLayout(page)
        grid.setHorizontalSpacing(theme.px(16))
        keyed = [action for action in ACTIONS if action.key]
        rows = -(-len(keyed) // COLUMNS)
        for at, action in enumerate(keyed):
            grid.addWidget(label(key_of(action.id), "key"), at % rows, at // rows * 2, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(action.words()), at % rows, at // rows * 2 + 1)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        close = button(self.tr("Close"), key="Esc")
        close.clicked.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(label(self.tr("Keys"), "title"))
        layout.addWidget(
            label(self.tr("In the log box: Enter saves, Shift+Enter breaks the line, / begins a command."), "dim")
        )
        layout.addWidget(area)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(theme.px(720), theme.px(640))
