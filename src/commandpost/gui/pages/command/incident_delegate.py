"""Paints one incident as a card: level bar, title, chip, kind, place, countdown, marks."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from commandpost.app.incidents import IncidentRow
from commandpost.domain.ids import RecordId
from commandpost.gui.pages.command.countdown import Countdown, Shape, countdown_of
from commandpost.gui.pages.command.incident_model import IncidentRole
from commandpost.gui.theme import Theme, Tokens
from commandpost.gui.times import day_time
from commandpost.gui.vocabulary import CLASS_WORDS, DELIVERY_ROLES, DELIVERY_WORDS, LEVEL_ROLES, LEVEL_WORDS, word
from commandpost.journal.fold import Delivery

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter
TEXT_ROLES = {"neutral": "dim"}


class IncidentDelegate(QStyledItemDelegate):
    """Pure painting; ``now`` is set by the page before each repaint."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.now: datetime | None = None
        self.alike: frozenset[RecordId] = frozenset()  # may be the same as another

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row = index.data(IncidentRole.ROW)
        lines = 4 if self._marks(row) else 3
        return QSize(200, self._theme.px(22 + 25 * lines))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(IncidentRole.ROW)
        state, card = option.state, QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, card, row, chosen=bool(state & QStyle.StateFlag.State_Selected))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(self._tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(card.adjusted(2, 2, -2, -2))
        px = self._theme.px
        inner = card.adjusted(px(18), px(10), -px(12), -px(8))
        height = px(25)
        lines = [QRect(inner.left(), inner.top() + at * height, inner.width(), height) for at in range(4)]
        self._title(painter, lines[0], row)
        self._facts(painter, lines[1], row)
        if self.now is not None:
            self._countdown(painter, lines[2], countdown_of(row, self.now), row)
        self._marks_line(painter, lines[3], row)
        painter.restore()

    @property
    def _tokens(self) -> Tokens:
        return self._theme.tokens

    def _ground(self, painter: QPainter, card: QRect, row: IncidentRow, *, chosen: bool) -> None:
        tokens = self._tokens
        painter.fillRect(card, QColor(tokens.selected if chosen else tokens.panel))
        bar = QRect(card.left(), card.top(), self._theme.px(6), card.height())
        painter.fillRect(bar, tokens.colour(LEVEL_ROLES[row.level]))
        painter.fillRect(card.left(), card.bottom(), card.width(), 1, QColor(tokens.line))

    def _title(self, painter: QPainter, line: QRect, row: IncidentRow) -> None:
        chip = self._chip(painter, line, row)
        font = self._theme.font(15.5, bold=True)
        self._words(painter, line.adjusted(0, 0, -chip - 8, 0), row.title, font, "text")

    def _chip(self, painter: QPainter, line: QRect, row: IncidentRow) -> int:
        """Level as a word on its colour; answers its width."""
        role, font = LEVEL_ROLES[row.level], self._theme.font(12, bold=True)
        words = word(LEVEL_WORDS[row.level])
        width = QFontMetrics(font).horizontalAdvance(words) + self._theme.px(20)
        box = QRectF(line.right() - width, line.top() + 2, width, line.height() - 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._tokens.tint(role, 0.18))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(font)
        painter.setPen(self._tokens.colour(TEXT_ROLES.get(role, f"{role}_text")))
        painter.drawText(box, CENTER, words)
        return width

    def _facts(self, painter: QPainter, line: QRect, row: IncidentRow) -> None:
        font = self._theme.font(13)
        received = self.tr("received {time}").format(time=day_time(row.received, self.now or row.received))
        width = QFontMetrics(font).horizontalAdvance(received)
        kind = word(CLASS_WORDS[row.event_class]) if row.event_class else self.tr("kind unknown")
        parts = [kind, row.code_name, row.grid or row.place]
        facts = " · ".join(dict.fromkeys(part for part in parts if part))
        self._words(painter, line.adjusted(0, 0, -width - 10, 0), facts, font, "dim")
        self._words(painter, line, received, font, "dim", align=RIGHT)

    def _countdown(self, painter: QPainter, line: QRect, countdown: Countdown, row: IncidentRow) -> None:
        if not countdown.step:
            self._settled(painter, line, countdown)
            return
        px, small, large = self._theme.px, self._theme.font(13), self._theme.font(17, bold=True)
        end = line.right() - QFontMetrics(large).horizontalAdvance(countdown.text) - px(8)
        self._words(painter, line, countdown.text, large, countdown.role, align=RIGHT)
        if countdown.shape is not Shape.NONE:
            end -= px(14)
            self._shape(painter, QRectF(end, line.center().y() - px(6), px(13), px(13)), countdown)
            end -= px(6)
        step = line.adjusted(0, 0, end - line.right(), 0)
        self._words(painter, step, countdown.step, small, "text")
        bar = QRectF(step.left() + QFontMetrics(small).horizontalAdvance(countdown.step) + px(10), 0, 0, px(6))
        bar.moveTop(line.center().y() - px(2))
        bar.setRight(end)
        if bar.width() > px(16) and countdown.share is not None:
            self._bar(painter, bar, countdown)

    def _settled(self, painter: QPainter, line: QRect, countdown: Countdown) -> None:
        font = self._theme.font(13)
        size = self._theme.px(16)
        if countdown.role != "dim":
            tick = self._theme.icons.pixmap("check", self._tokens.colour(countdown.role).name(), size)
            painter.drawPixmap(line.left(), line.center().y() - size // 2 + 1, tick)
            line = line.adjusted(size + 4, 0, 0, 0)
        self._words(painter, line, countdown.text, font, countdown.role)
        role = "overdue" if countdown.hint and countdown.role != "green_text" else "dim"
        self._words(painter, line, countdown.hint, font, role, align=RIGHT)

    def _bar(self, painter: QPainter, bar: QRectF, countdown: Countdown) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._tokens.line))
        painter.drawRoundedRect(bar, 3, 3)
        gone = QRectF(bar)
        gone.setWidth(max(6.0, bar.width() * (countdown.share or 0.0)))
        painter.setBrush(self._tokens.colour("accent" if countdown.role == "accent_text" else countdown.role))
        painter.drawRoundedRect(gone, 3, 3)

    def _shape(self, painter: QPainter, box: QRectF, countdown: Countdown) -> None:
        colour = self._tokens.colour(countdown.role)
        painter.setPen(QPen(colour, 1.6))
        painter.setBrush(colour if countdown.shape in {Shape.FILLED, Shape.STOP} else Qt.BrushStyle.NoBrush)
        match countdown.shape:
            case Shape.HOLLOW | Shape.FILLED:
                top = QPointF(box.center().x(), box.top() + 1)
                painter.drawPolygon(QPolygonF([top, box.bottomRight(), box.bottomLeft()]))
            case Shape.STOP:
                painter.drawRect(box.adjusted(1, 1, -1, -1))
                painter.setPen(QPen(QColor(self._tokens.panel), 2))
                middle = box.center()
                painter.drawLine(QPointF(middle.x(), box.top() + 3), QPointF(middle.x(), box.bottom() - 4))
            case Shape.BOLT:
                for shift in (0.0, 6.0):
                    left = box.left() + shift
                    edge = QPointF(left + 5, box.center().y())
                    painter.drawLine(QPointF(left, box.top() + 1), edge)
                    painter.drawLine(edge, QPointF(left, box.bottom() - 1))
            case Shape.NONE:
                return

    def _marks_line(self, painter: QPainter, line: QRect, row: IncidentRow) -> None:
        font = self._theme.font(12.5)
        left = line.left()
        for words, role in self._marks(row):
            width = QFontMetrics(font).horizontalAdvance(words) + self._theme.px(12)
            self._words(painter, QRect(left, line.top(), line.right() - left, line.height()), words, font, role)
            left += width

    def _marks(self, row: IncidentRow) -> list[tuple[str, str]]:
        likely = [(self.tr("≈ Same as another? Shift+F2"), "orange_text")] if row.id in self.alike else []
        return likely + _marks(row)

    def _words(
        self,
        painter: QPainter,
        box: QRect,
        words: str,
        font: QFont,
        role: str,
        *,
        align: Qt.AlignmentFlag = LEFT,
    ) -> None:
        painter.setFont(font)
        painter.setPen(self._tokens.colour(role))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, max(0, box.width()))
        painter.drawText(box, align, shown)


def _marks(row: IncidentRow) -> list[tuple[str, str]]:
    """What else must be seen: conflict, sensitive, not yet sent."""
    marks: list[tuple[str, str]] = []
    if row.conflicts:
        marks.append(
            (
                QCoreApplication.translate("IncidentDelegate", "▲ Conflict: {n} values to choose").format(
                    n=len(row.conflicts)
                ),
                "overdue",
            )
        )
    if row.sensitive:
        marks.append((QCoreApplication.translate("IncidentDelegate", "◆ Sensitive"), "orange_text"))
    if row.undelivered or row.delivery is Delivery.PENDING:
        words = word(DELIVERY_WORDS[Delivery.PENDING])
        count = f" {row.undelivered}" if row.undelivered else ""
        marks.append((f"● {words}{count}", DELIVERY_ROLES[Delivery.PENDING]))
    return marks
