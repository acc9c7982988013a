"""A short list at the left of a page: which part of it is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from commandpost.gui.theme import Theme

INDENT = "  "


class SideList(QListWidget):
    """``currentRowChanged`` says what was chosen."""

    def __init__(self, titles: Sequence[str], theme: Theme, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(theme.px(180))
        for title in titles:
            item = QListWidgetItem(f"{INDENT}{title}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, title)
            item.setToolTip(title)
            item.setSizeHint(QSize(0, theme.px(38)))
            self.addItem(item)
