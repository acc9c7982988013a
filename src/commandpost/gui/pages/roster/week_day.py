"""A day of the week's roster: each post by its name, who holds it, and for whom and why somebody stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QPoint, QRect
from PySide6.QtGui import QPainter

from commandpost.app.duty import DutyCell, DutyPost
from commandpost.gui.pages.roster.month_grid import DAYS, DayDelegate
from commandpost.gui.pages.roster.words import day_word, post_word


class WeekDayDelegate(DayDelegate):
    """Paints what the month has no room for."""

    def _body(self, painter: QPainter, box: QRect, cell: DutyCell) -> None:
        px = self._theme.px
        room = QRect(box.left() + px(9), box.top() + px(36), box.width() - px(18), px(19))
        for post in (one for one in cell.posts if one.name or one.gap):
            if room.top() + px(40) > box.bottom():
                break
            painter.setFont(self._theme.font(12))
            self._say(painter, room.topLeft(), post_word(post), "dim", most=room.width())
            room.translate(0, px(19))
            painter.setFont(self._theme.font(15, bold=True))
            self._post(painter, QRect(room), cell, post)
            room.translate(0, px(22))
            if post.substitute_for:
                painter.setFont(self._theme.font(12))
                self._say(painter, room.topLeft(), _instead(post), "dim", most=room.width())
                room.translate(0, px(18))
            room.translate(0, px(8))
        if cell.note and room.bottom() <= box.bottom():
            painter.setFont(self._theme.font(12))
            self._say(painter, QPoint(room.left(), room.top()), cell.note, "dim", most=room.width())


def week_of(cells: Sequence[DutyCell], day: date) -> tuple[DutyCell, ...]:
    """The seven days, Monday first, in which a day lies; of a week none is of another month."""
    monday = day - timedelta(days=day.weekday())
    return tuple(replace(cell, in_month=True) for cell in cells if 0 <= (cell.date - monday).days < DAYS)


def week_word(day: date) -> str:
    """7月13日 周一 – 7月19日 周日."""
    monday = day - timedelta(days=day.weekday())
    return f"{day_word(monday)} – {day_word(monday + timedelta(days=DAYS - 1))}"


def _instead(post: DutyPost) -> str:
    """替 张敏 · 就医."""
    words = QCoreApplication.translate("Roster", "for {name}").format(name=post.substitute_for)
    return " · ".join(part for part in (words, post.reason) if part)
