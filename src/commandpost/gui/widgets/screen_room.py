"""How large a window may open: as the design wants it, never larger than the screen it stands on."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from commandpost.gui.theme import Theme

TITLE_BAR = 40  # pixels at 100 %


def room_for(window: QWidget, theme: Theme) -> QSize:
    """What the screen has free, less the title bar."""
    return window.screen().availableGeometry().size() - QSize(0, theme.px(TITLE_BAR))


def open_at(window: QWidget, theme: Theme, width: int, height: int) -> None:
    """Give a window its size; both lengths in pixels of the design."""
    window.resize(QSize(theme.px(width), theme.px(height)).boundedTo(room_for(window, theme)))
