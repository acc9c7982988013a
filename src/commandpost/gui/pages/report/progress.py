"""The left column of the report desk: how far the reporting is, the four noes, what the time is worth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from commandpost.app.incidents import IncidentRow
from commandpost.app.report_values import TimelineStep
from commandpost.domain.deadlines import DeadlineState
from commandpost.domain.report import Finding, Noe
from commandpost.gui.pages.report.reading import TimeFacts
from commandpost.gui.pages.report.words import OK, UNSURE, WRONG, finding_words, noe_word
from commandpost.gui.theme import Theme
from commandpost.gui.times import clock_time, day_time, short_day
from commandpost.gui.vocabulary import STATE_ROLES, STATE_WORDS, lateness_word, step_word, word
from commandpost.gui.widgets.shape import column, label

DONE = {DeadlineState.DONE, DeadlineState.DONE_LATE, DeadlineState.NOT_PROVABLE}


class StepMark(QWidget):
    """A dot and the line to the next one; hollow while the step is not owed, with a stroke when late."""

    def __init__(self, theme: Theme, state: DeadlineState | None, *, owed: bool, last: bool) -> None:
        super().__init__()
        self._theme, self._state, self._owed, self._last = theme, state, owed, last
        self.setFixedWidth(theme.px(24))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens, px = QPainter(self), self._theme.tokens, self._theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, size = px(8), px(13)
        if not self._last:
            painter.setPen(QPen(tokens.colour("line"), 2))
            painter.drawLine(middle, px(14), middle, self.height())
        box = QRectF(middle - size / 2, px(4), size, size)
        colour = tokens.colour(self._role())
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour if self._owed else tokens.colour("panel"))
        painter.drawEllipse(box)
        if self._state in {DeadlineState.OVERDUE, DeadlineState.DONE_LATE}:
            painter.setPen(QPen(tokens.colour("panel"), 2))
            half = QPointF(px(3), px(3))
            painter.drawLine(box.center() - half, box.center() + half)

    def _role(self) -> str:
        if not self._owed:
            return "faint"
        roles = {DeadlineState.DONE: "green", DeadlineState.CALM: "accent", None: "green"}
        return roles.get(self._state, STATE_ROLES[self._state] if self._state else "green")


class ProgressColumn(QScrollArea):
    """Shows; asks nothing."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._steps, self._noes, self._time = QWidget(), QWidget(), QWidget()
        self._noes_title = label(self.tr("Check of the four noes"), "heading", wrap=True)
        inside = QWidget()
        inside.setProperty("role", "panel")
        inside.setLayout(
            column(
                label(self.tr("Progress of the reporting"), "heading", wrap=True),
                self._steps,
                12,
                self._noes_title,
                self._noes,
                12,
                label(self.tr("Evidence of time"), "heading", wrap=True),
                self._time,
                None,
                spacing=8,
                margins=(20, 16, 12, 16),
            )
        )
        for part in (self._steps, self._noes, self._time):
            part.setLayout(column(spacing=0))
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(theme.px(200))

    def show_steps(self, row: IncidentRow, steps: Sequence[TimelineStep], now_step: tuple[object, int]) -> None:
        """Receipt of the incident first, then each step; the one being written is in bold."""
        received = self.tr("Received")
        told = " · ".join(part for part in (clock_time(row.received, seconds=True), row.source) if part)
        lines = [self._step(received, "", told, None, owed=True, last=False, strong=False)]
        for number, step in enumerate(steps):
            owed = step.at is not None or step.due is not None or step.state is DeadlineState.AT_ONCE
            lines.append(
                self._step(
                    step_word(step.step, step.sequence),
                    _judgement(step),
                    _detail(step, row),
                    step.state,
                    owed=owed,
                    last=number == len(steps) - 1,
                    strong=step.at is None and (step.step, step.sequence) == now_step,
                )
            )
        _refill(self._steps, lines)

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Of a draft; what has left is checked no more, and no tick is set against what nobody looked at."""
        found = tuple(findings)
        for part in (self._noes_title, self._noes):
            part.setVisible(bool(found))
        if not found:
            return
        _refill(self._noes, [self._noe(noe, [one for one in found if one.noe is noe]) for noe in Noe])

    def show_time(self, facts: TimeFacts, *, sent: bool = False) -> None:
        """What the time is worth; of a draft also where in the chain it will stand."""
        lines = _time_lines(facts)
        if not sent:
            onto = QCoreApplication.translate("Reports", "Will be signed and chained to {code}")
            lines.append(onto.format(code=facts.head))
        _refill(self._time, [label(words, "dim", wrap=True) for words in lines], gap=4)

    def _step(
        self, title: str, judged: str, detail: str, state: DeadlineState | None, *, owed: bool, last: bool, strong: bool
    ) -> QWidget:
        heading = label(f"{title}  {judged}".strip(), "strong" if strong else "", wrap=True)
        words = column(heading, label(detail, "small", wrap=True), 10, spacing=1)
        return _side_by_side(StepMark(self._theme, state, owed=owed, last=last), words)

    def _noe(self, noe: Noe, findings: Sequence[Finding]) -> QWidget:
        bad = [one for one in findings if one.ok is False]
        unsure = [one for one in findings if one.ok is None]
        mark, role = (WRONG, "problem") if bad else (UNSURE, "soon") if unsure else (OK, "good")
        told = "；".join(finding_words(one) for one in (bad or unsure or findings))
        sign = label(mark, role)
        sign.setFixedWidth(self._theme.px(18))
        sign.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        return _side_by_side(sign, column(label(f"{noe_word(noe)}  {told}", wrap=True), spacing=0))


def _side_by_side(mark: QWidget, words: QVBoxLayout) -> QWidget:
    made = QWidget()
    layout = QHBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    layout.addWidget(mark)
    layout.addLayout(words, 1)
    return made


def _refill(place: QWidget, widgets: Sequence[QWidget], gap: int = 6) -> None:
    layout = place.layout()
    if layout is None:
        return
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    layout.setSpacing(gap)
    for widget in widgets:
        layout.addWidget(widget)


def _judgement(step: TimelineStep) -> str:
    if step.at is not None:
        return lateness_word(step.lateness)
    return word(STATE_WORDS[step.state]) if step.state is DeadlineState.OVERDUE else ""


def _detail(step: TimelineStep, row: IncidentRow) -> str:
    translate = QCoreApplication.translate
    if step.at is not None:
        parts = [f"{short_day(step.at)} {clock_time(step.at, seconds=True)}"]
        if step.taken_by:
            parts.append(translate("Reports", "taken by {name}").format(name=step.taken_by))
        if step.receipted is not None:
            parts.append(translate("Reports", "receipted {time}").format(time=day_time(step.receipted, step.at)))
        if step.late_reason:
            parts.append(step.late_reason)
        return " · ".join(parts)
    if step.due is not None:
        unconfirmed = "" if step.confirmed else translate("Reports", "(to be confirmed)")
        return translate("Reports", "due {time}").format(time=day_time(step.due, row.received)) + unconfirmed
    if step.state is DeadlineState.AT_ONCE:
        return translate("Reports", "at once")
    return translate("Reports", "not owed yet")


def _time_lines(facts: TimeFacts) -> list[str]:
    translate, trust = QCoreApplication.translate, facts.trust
    now = clock_time(facts.now, seconds=True)
    if trust.uncertainty is None:
        first = translate("Reports", "Clock {time}, never compared with a server").format(time=now)
    else:
        worth = f"{trust.uncertainty:.1f}"
        first = translate("Reports", "Clock {time}, trusted to ±{seconds} s").format(time=now, seconds=worth)
    lines = [first]
    if trust.anchored_at is not None:
        compared = clock_time(trust.anchored_at, seconds=True)
        lines.append(translate("Reports", "Last compared {time}").format(time=compared))
    if trust.stepped:
        lines.append(translate("Reports", "⚠ the clock jumped by {seconds} s").format(seconds=round(trust.stepped)))
    else:
        lines.append(translate("Reports", "Steady since then, never set back"))
    return lines
