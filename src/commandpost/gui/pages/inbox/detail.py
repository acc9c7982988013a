"""The right side of the inbox: what was said, its times, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QWidget

from commandpost.app.inbox import Directive
from commandpost.app.report_values import TimelineStep
from commandpost.domain.ids import UnitCode
from commandpost.gui.pages.inbox.lines import InboxLine, LineKind, OpenLine, kind_word, late_role, late_word, state_word
from commandpost.gui.theme import Theme
from commandpost.gui.times import clock_time, short_day
from commandpost.gui.vocabulary import lateness_word, step_word
from commandpost.gui.widgets.growing_edit import GrowingEdit
from commandpost.gui.widgets.paper_view import PaperView
from commandpost.gui.widgets.shape import button, column, label, line, row, set_role

LIMITS = (0, 15, 30, 60, 120, 360)  # minutes; 0: none


class InboxDetail(QFrame):
    """Says what the operator wants with the line shown."""

    receipt_requested = Signal()
    issue_requested = Signal(str, str, object)  # unit code, text, timedelta or None
    convey_requested = Signal(str)
    answer_requested = Signal(str)
    incident_requested = Signal()

    def __init__(self, theme: Theme, *, directs: bool) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._directs = directs
        self._line: InboxLine | None = None
        self._title, self._about = label("", "title", wrap=True), label("", "dim", wrap=True)
        self._late, self._text = label("", "", wrap=True), label("", wrap=True)
        self._times, self._steps = label("", "dim", wrap=True), label("", "dim", wrap=True)
        self._problem = label("", "problem", wrap=True)
        self.paper = PaperView(theme)
        self._receipt = button(self.tr("Receipt"), role="primary", key="Enter")
        self._receipt.clicked.connect(self.receipt_requested)
        self._incident = button(self.tr("The incident"), role="flat")
        self._incident.clicked.connect(self.incident_requested)
        self._answering, self._issuing = self._answer_part(), self._issue_part()
        whole = column(self._title, self._about, self._late, spacing=6, margins=(20, 14, 20, 14))
        whole.addLayout(row(self._receipt, self._incident, None, spacing=8))
        for part in (self._problem, self._text, self._times, self._steps, self._answering, self._issuing, line()):
            whole.addWidget(part)
        whole.addWidget(self.paper, 1)
        self._fill = QWidget()
        whole.addWidget(self._fill, 1)
        self.setLayout(whole)
        self.show_nothing()

    # ------------------------------------------------------------------------------------------------- showing

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        self._line = None
        self._title.setText(self.tr("Nothing has come in yet"))
        for words in (self._about, self._late, self._text, self._times, self._steps, self._problem):
            words.hide()
        for part in (self._receipt, self._incident, self._answering, self.paper):
            part.hide()
        self._fill.show()
        self._issuing.setVisible(self._directs)

    def show_line(self, opened: OpenLine) -> None:
        """Show a line; what was typed about another one is cleared."""
        shown = opened.line
        if self._line is None or self._line.id != shown.id:
            self._say_nothing_yet()
        self._line = shown
        _put(self._title, shown.title)
        _put(self._about, " · ".join((kind_word(shown), shown.unit, _when(shown), state_word(shown))))
        _put(self._late, late_word(shown))
        set_role(self._late, "problem" if late_role(shown) == "red_text" else "dim")
        _put(self._text, shown.directive.text if shown.directive is not None else "")
        _put(self._times, "\n".join(_directive_times(shown.directive)) if shown.directive is not None else "")
        _put(self._steps, "\n".join(_progress(opened.timeline)))
        self._receipt.setVisible(shown.unread)
        self._incident.setVisible(bool(opened.timeline))
        self._answering.setVisible(shown.kind is LineKind.DIRECTIVE and _is_open(shown.directive))
        self._issuing.setVisible(self._directs)
        self.paper.setVisible(opened.paper is not None)
        self._fill.setVisible(opened.paper is None)

    def show_units(self, units: Mapping[UnitCode, str], chosen: UnitCode | None) -> None:
        """Whom a directive may go to."""
        self._unit.clear()
        for code, name in units.items():
            self._unit.addItem(name, code)
        at = self._unit.findData(chosen)
        if at < 0 and chosen is not None:
            self._unit.addItem(chosen, chosen)
            at = self._unit.count() - 1
        self._unit.setCurrentIndex(max(0, at))

    def say(self, sentence: str, role: str = "problem") -> None:
        """A sentence below the buttons; what was typed stays."""
        set_role(self._problem, role)
        _put(self._problem, sentence)

    def done(self) -> None:
        """What was typed has been kept: empty the boxes."""
        self._say_nothing_yet()

    def focus_text(self) -> None:
        """To the box in which something can be said about the line."""
        (self._words if self._issuing.isVisible() else self._answer).setFocus()

    # ------------------------------------------------------------------------------------------------- laying

    def _answer_part(self) -> QWidget:
        self._answer, self._to = GrowingEdit(), QLineEdit()
        self._answer.setPlaceholderText(self.tr("What was done about it"))
        self._answer.setAccessibleName(self.tr("Answer"))
        self._to.setPlaceholderText(self.tr("Conveyed to whom"))
        self._to.setAccessibleName(self.tr("Conveyed to"))
        convey, answer = button(self.tr("Conveyed")), button(self.tr("Answer"), role="primary")
        convey.clicked.connect(lambda: self.convey_requested.emit(self._to.text().strip()))
        self._to.returnPressed.connect(lambda: self.convey_requested.emit(self._to.text().strip()))
        answer.clicked.connect(lambda: self.answer_requested.emit(self._answer.toPlainText().strip()))
        made = QWidget()
        layout = column(spacing=6)
        for box, done in ((self._to, convey), (self._answer, answer)):
            one = row(spacing=8)
            one.addWidget(box, 1)
            one.addWidget(done)
            layout.addLayout(one)
        made.setLayout(layout)
        return made

    def _issue_part(self) -> QWidget:
        self._words, self._unit, self._limit = GrowingEdit(least=2), QComboBox(), QComboBox()
        self._words.setPlaceholderText(self.tr("Directive to the street: what, by when"))
        self._words.setAccessibleName(self.tr("Directive"))
        self._unit.setAccessibleName(self.tr("To which unit"))
        self._unit.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._limit.setAccessibleName(self.tr("Limit"))
        for minutes in LIMITS:
            self._limit.addItem(
                self.tr("within {n} min").format(n=minutes) if minutes else self.tr("no limit"), minutes
            )
        issue = button(self.tr("Issue directive"), role="primary")
        issue.clicked.connect(self._issue)
        made = QWidget()
        layout = column(label(self.tr("Directive"), "heading"), self._words, spacing=6)
        layout.addLayout(row(self._unit, self._limit, None, issue, spacing=8))
        made.setLayout(layout)
        return made

    def _issue(self) -> None:
        minutes = int(self._limit.currentData())
        limit = timedelta(minutes=minutes) if minutes else None
        self.issue_requested.emit(str(self._unit.currentData() or ""), self._words.toPlainText().strip(), limit)

    def _say_nothing_yet(self) -> None:
        for box in (self._answer, self._words):
            box.clear()
        self._to.clear()
        self._limit.setCurrentIndex(0)
        self.say("")


def _put(words: QWidget, text: str) -> None:
    words.setProperty("text", text)
    words.setVisible(bool(text))


def _when(shown: InboxLine) -> str:
    return f"{short_day(shown.at)} {clock_time(shown.at)}"


def _is_open(directive: Directive | None) -> bool:
    return directive is not None and directive.status != "answered"


def _directive_times(one: Directive) -> list[str]:
    translate = QCoreApplication.translate
    lines: list[str] = []
    if one.receipted_at is not None:
        words = translate("Inbox", "Receipted {time} by {name}")
        lines.append(words.format(time=clock_time(one.receipted_at), name=one.receipted_by))
    if one.conveyed_at is not None:
        words = translate("Inbox", "Conveyed {time} by {name}")
        lines.append(words.format(time=clock_time(one.conveyed_at), name=one.conveyed_by))
    if one.answered_at is not None:
        words = translate("Inbox", "Answered {time} by {name}: {text}")
        lines.append(words.format(time=clock_time(one.answered_at), name=one.answered_by, text=one.answer))
    return lines


def _progress(steps: Iterable[TimelineStep]) -> list[str]:
    """One line for each report that left: when, whether late, when receipted."""
    translate = QCoreApplication.translate
    lines: list[str] = []
    for step in steps:
        if step.at is None:
            continue
        parts = [f"● {step_word(step.step, step.sequence)}", clock_time(step.at, seconds=True)]
        parts.append(lateness_word(step.lateness))
        if step.receipted is not None:
            words = translate("Inbox", "receipted {time} {name}")
            parts.append(words.format(time=clock_time(step.receipted), name=step.receipted_by))
        lines.append("  ".join(part for part in parts if part))
    return lines
