"""The head of the report desk: what is written to whom, and how long is left."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from commandpost.domain.deadlines import Deadline, DeadlineState
from commandpost.gui.pages.report.reading import OpenReport
from commandpost.gui.theme import Theme
from commandpost.gui.times import clock_time, countdown, span
from commandpost.gui.vocabulary import LEVEL_WORDS, STATE_ROLES, step_word, word
from commandpost.gui.widgets.shape import column, label, row

LOUD = {DeadlineState.URGENT, DeadlineState.OVERDUE, DeadlineState.AT_ONCE}


class ReportHead(QFrame):
    """Two lines on the left, the countdown and its reason on the right; tinted when it is urgent."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._deadline: Deadline | None = None
        self._received: datetime | None = None
        self._role = "neutral"
        self._title = label("", "title")
        self._about = label("", "dim", wrap=True)
        self._clock = label("")
        self._clock.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._why = label("", "small", wrap=True)
        self._why.setAlignment(Qt.AlignmentFlag.AlignRight)
        left: QVBoxLayout = column(self._title, self._about, None, spacing=2)
        right = column(self._clock, self._why, None, spacing=0)
        whole = row(spacing=16, margins=(20, 8, 20, 8))
        whole.addLayout(left, 1)
        whole.addLayout(right, 1)
        self.setLayout(whole)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_report(self, opened: OpenReport) -> None:
        """Show whose report this is; the countdown follows ``tick``."""
        step = step_word(opened.draft.step, opened.draft.sequence)
        self._title.setText(self.tr("Report of an incident · {step}").format(step=step))
        sent_to = "、".join(opened.draft.addressees)
        parts = [opened.row.title, word(LEVEL_WORDS[opened.row.level]), opened.draft.number]
        if sent_to:
            parts.append(self.tr("to {addressees}").format(addressees=sent_to))
        self._about.setText(" · ".join(part for part in parts if part))
        self._received = opened.row.received
        self.show_deadline(opened.judged.driving)

    def show_deadline(self, deadline: Deadline | None) -> None:
        self._deadline = deadline
        self._why.setText(_reasons(deadline, self._received))

    def show_sent(self, words: str, *, late: bool) -> None:
        """In place of the countdown: how and when it left."""
        self._deadline = None
        self._why.setText("")
        self._show_clock(words, "overdue" if late else "green_text", "red" if late else "green")

    def tick(self, now: datetime) -> None:
        if self._deadline is not None:
            state = self._deadline.state(now)
            words = _time_words(self._deadline, state, now)
            self._show_clock(words, STATE_ROLES[state], _tint(state))

    def show_nothing_due(self) -> None:
        self._deadline = None
        self._why.setText("")
        self._show_clock(self.tr("No report owed"), "dim", "neutral")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), self._theme.tokens
        loud = self._role not in {"neutral", "green"}
        painter.fillRect(self.rect(), tokens.tint(self._role, 0.1) if loud else tokens.colour("panel"))
        painter.fillRect(0, self.height() - 2, self.width(), 2, tokens.colour(self._role if loud else "line"))

    def _show_clock(self, words: str, role: str, tint: str) -> None:
        if self._clock.text() != words:
            self._clock.setText(words)
            self._clock.setAccessibleName(words)
        look = (role, tint, self._deadline is None)
        if look != self._clock.property("look"):
            self._clock.setProperty("look", look)
            self._clock.setProperty("colour", role)
            self._role = tint
            self._restyle()

    def _restyle(self) -> None:
        role = str(self._clock.property("colour") or "text")
        size = self._theme.px(28 if self._deadline is not None else 20)
        colour = self._theme.tokens.colour(role).name()
        self._clock.setStyleSheet(f"color: {colour}; font-size: {size}px; font-weight: 700;")
        self.update()


def _tint(state: DeadlineState) -> str:
    if state in LOUD:
        return "red"
    return "yellow" if state is DeadlineState.SOON else "neutral"


def _time_words(deadline: Deadline, state: DeadlineState, now: datetime) -> str:
    translate = QCoreApplication.translate
    if state is DeadlineState.AT_ONCE:
        return translate("Reports", "at once · {time} gone").format(time=countdown(deadline.elapsed(now)))
    left = deadline.left(now) or timedelta()
    if state is DeadlineState.OVERDUE:
        return translate("Reports", "⚠ overdue {time}").format(time=countdown(left))
    return translate("Reports", "{time} left").format(time=countdown(left))


def _reasons(deadline: Deadline | None, received: datetime | None) -> str:
    """接报 02:24:08 · 时限 30 分钟 · 截止 02:54:08 · 依据."""
    if deadline is None:
        return ""
    translate = QCoreApplication.translate
    parts: list[str] = []
    if received is not None:
        parts.append(translate("Reports", "received {time}").format(time=clock_time(received, seconds=True)))
    if deadline.due is None:
        parts.append(translate("Reports", "at once"))
    else:
        parts.append(translate("Reports", "limit {span}").format(span=span(deadline.due - deadline.started)))
        parts.append(translate("Reports", "due {time}").format(time=clock_time(deadline.due, seconds=True)))
    unconfirmed = "" if deadline.confirmed else translate("Reports", "(to be confirmed)")
    parts.append(translate("Reports", "source: {source}").format(source=deadline.source) + unconfirmed)
    return " · ".join(parts)
