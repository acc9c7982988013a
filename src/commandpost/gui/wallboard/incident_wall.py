"""The open incidents in letters for the other end of the room: title, level, place, countdown; no person's data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from commandpost.app.incidents import IncidentRow
from commandpost.gui.pages.command.countdown import countdown_of
from commandpost.gui.theme import Theme
from commandpost.gui.vocabulary import LEVEL_ROLES, LEVEL_WORDS, word

CARD_SHARE = 0.145  # of the height; a dozen incidents are told by their number below the last card
GAP = 10


class IncidentWall(QWidget):
    """Cards one below the other, the nearest deadline first; what does not fit is counted."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[IncidentRow, ...] = ()
        self._now: datetime | None = None
        self.setAccessibleName(self.tr("Open incidents"))

    def show_rows(self, rows: Sequence[IncidentRow], now: datetime) -> None:
        self._rows, self._now = tuple(rows), now
        self.update()

    def tick(self, now: datetime) -> None:
        self._now = now
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw(painter)
        finally:
            painter.end()

    def _draw(self, painter: QPainter) -> None:
        tall = max(96.0, self.height() * CARD_SHARE)
        fitting = max(1, int((self.height() - tall * 0.3) // (tall + GAP)))
        for at, row in enumerate(self._rows[:fitting]):
            self._card(painter, row, QRectF(0, at * (tall + GAP), self.width(), tall))
        left = len(self._rows) - fitting
        words = ""
        if not self._rows:
            words = self.tr("No open incident")
        elif left > 0:
            words = self.tr("and {count} more").format(count=left)
        painter.setPen(self._theme.tokens.colour("dim"))
        painter.setFont(_font(tall * 0.2))
        top = min(len(self._rows), fitting) * (tall + GAP)
        painter.drawText(QRectF(0, top, self.width(), tall * 0.3), Qt.AlignmentFlag.AlignVCenter, words)

    def _card(self, painter: QPainter, row: IncidentRow, card: QRectF) -> None:
        tokens, unit = self._theme.tokens, card.height()
        level = tokens.colour(LEVEL_ROLES[row.level])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.panel))
        painter.drawRoundedRect(card, 8, 8)
        painter.setBrush(level)
        painter.drawRect(QRectF(card.left(), card.top(), unit * 0.06, unit))
        inner = card.adjusted(unit * 0.16, unit * 0.08, -unit * 0.14, -unit * 0.08)
        title, told, clock = (_slice(inner, *share) for share in ((0.0, 0.34), (0.36, 0.26), (0.64, 0.36)))
        _write(painter, title, row.title, tokens.colour("text"), bold=True)
        words = " · ".join(part for part in (word(LEVEL_WORDS[row.level]), row.place) if part)
        _write(painter, told, words, tokens.colour("dim"))
        if self._now is not None:
            left = countdown_of(row, self._now)
            words = "  ".join(part for part in (left.step, left.text) if part)
            _write(painter, clock, words, tokens.colour(left.role), bold=True)


def _slice(inner: QRectF, top: float, share: float) -> QRectF:
    return QRectF(inner.left(), inner.top() + inner.height() * top, inner.width(), inner.height() * share)


def _write(painter: QPainter, room: QRectF, words: str, colour: QColor, *, bold: bool = False) -> None:
    """One line that ends in an ellipsis where it does not fit."""
    painter.setFont(_font(room.height() * 0.74, bold=bold))
    painter.setPen(colour)
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


def _font(pixels: float, *, bold: bool = False) -> QFont:
    font = QFont()
    font.setPixelSize(max(12, round(pixels)))
    font.setBold(bold)
    return font
