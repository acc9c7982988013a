"""The rail at the left: one button a page, with its key and what waits there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QSizePolicy, QToolButton

from commandpost.gui.pages.base import Page
from commandpost.gui.theme import Theme
from commandpost.gui.widgets.shape import column

MOST = 99
ROOMY = 48  # of a button that holds the picture at its full size
LOWEST = 40  # of a button where type is large and the screen small: icon and word, without air
AT_THE_FOOT = "settings"


class RailButton(QToolButton):
    """One page; the badge sits in its corner and is spoken with its name."""

    def __init__(self, page: type[Page], theme: Theme) -> None:
        super().__init__()
        self.page = page.id
        self._icon = page.icon
        self._theme = theme
        self._words = QCoreApplication.translate("Pages", page.title)
        self.setText(self._words)
        self.setToolTip(f"{self._words}  {page.key}")
        self.setCheckable(True)
        self.setProperty("role", "rail")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._badge = QLabel(self)
        self._badge.setProperty("role", "badge")
        self._badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show_badge(0)
        self.restyle()

    def sizeHint(self) -> QSize:  # Qt's name
        """As high as it may be; what there is no room for is given up."""
        return QSize(self._theme.px(68), self._theme.px(52))

    def minimumSizeHint(self) -> QSize:  # Qt's name
        return QSize(self._theme.px(68), self._theme.px(LOWEST))

    def restyle(self) -> None:
        tokens, size = self._theme.tokens, self._theme.px(22)
        self.setIcon(self._theme.icons.icon(self._icon, tokens.dim, size, checked=tokens.accent_text))
        self._fit_icon()
        self.setFixedWidth(self._theme.px(68))
        self.setMinimumHeight(self._theme.px(LOWEST))
        self.setMaximumHeight(self._theme.px(52))

    def show_badge(self, count: int) -> None:
        """What waits; 0 hides it."""
        self._badge.setVisible(count > 0)
        self._badge.setText(str(min(count, MOST)))
        self._place_badge()
        waiting = QCoreApplication.translate("Rail", "{page}, {n} waiting").format(page=self._words, n=count)
        self.setAccessibleName(waiting if count else self._words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_icon()
        self._place_badge()

    def _fit_icon(self) -> None:
        """A low button keeps its word whole and makes the picture smaller."""
        size = self._theme.px(22 if self.height() >= self._theme.px(ROOMY) else 15)
        self.setIconSize(QSize(size, size))

    def _place_badge(self) -> None:
        size = self._theme.px(18)
        words = self._badge.fontMetrics().horizontalAdvance(self._badge.text())
        self._badge.setFixedSize(max(size, words + self._theme.px(10)), size)
        self._badge.move(self.width() - self._badge.width() - 1, 2)


class Rail(QFrame):
    """Pages from top to bottom; settings stand at the foot."""

    chosen = Signal(str)

    def __init__(self, pages: Sequence[type[Page]], theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._buttons = {page.id: RailButton(page, theme) for page in pages}
        self._group = QButtonGroup(self)
        layout = column(spacing=4, margins=(5, 8, 5, 8))
        for made in self._buttons.values():
            self._group.addButton(made)
            made.clicked.connect(lambda _checked, which=made.page: self.chosen.emit(which))
            if made.page != AT_THE_FOOT:
                layout.addWidget(made)
        layout.addStretch(1)
        if AT_THE_FOOT in self._buttons:
            layout.addWidget(self._buttons[AT_THE_FOOT])
        self.setLayout(layout)
        self.setFixedWidth(theme.px(78))
        self._theme = theme
        theme.changed.connect(self._restyle)

    def show_page(self, page: str) -> None:
        self._buttons[page].setChecked(True)

    def show_badge(self, page: str, count: int) -> None:
        self._buttons[page].show_badge(count)

    def _restyle(self) -> None:
        self.setFixedWidth(self._theme.px(78))
        for made in self._buttons.values():
            made.restyle()
