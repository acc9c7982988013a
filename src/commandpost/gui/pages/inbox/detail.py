"""The right side of the inbox: what was said, its whole way, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QTabWidget, QWidget

from commandpost.app.flow_values import Directive, Forward, ForwardMode
from commandpost.app.permissions import Action
from commandpost.app.report_values import TimelineStep
from commandpost.domain.ids import UnitCode
from commandpost.gui.flow_words import event_line
from commandpost.gui.pages.inbox.acts import ActPart, AnswerPart
from commandpost.gui.pages.inbox.belongs import BelongsPart
from commandpost.gui.pages.inbox.lines import (
    InboxLine,
    LineKind,
    OpenLine,
    kind_word,
    late_role,
    late_word,
    marks,
    state_word,
)
from commandpost.gui.theme import Theme
from commandpost.gui.times import clock_time, day_time, short_day
from commandpost.gui.vocabulary import lateness_word, step_word
from commandpost.gui.widgets.paper_view import PaperView
from commandpost.gui.widgets.shape import button, column, label, line, row, scrolled, set_role

NARROWEST = 270  # pixels of the design
LOWEST_TABS = 260  # pixels of the design; what stands above scrolls rather than being squeezed


class InboxDetail(QFrame):
    """Says what the operator wants with the line shown."""

    receipt_requested = Signal()
    incident_requested = Signal()
    codes_requested = Signal()  # the receipt as codes
    slip_requested = Signal()  # the directive's slip

    def __init__(self, theme: Theme, *, directs: bool) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._directs = directs
        self._line: InboxLine | None = None
        self._title, self._about = label("", "title", wrap=True), label("", "dim", wrap=True)
        self._late, self._marks = label("", "", wrap=True), label("", "soon", wrap=True)
        self._text, self._times = label("", wrap=True), label("", "dim", wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._steps, self._problem = label("", "dim", wrap=True), label("", "problem", wrap=True)
        self.paper = PaperView(theme)
        self.way = QListWidget()
        self.way.setAccessibleName(self.tr("The whole way"))
        self.way.setWordWrap(True)
        self.way.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._tabs = QTabWidget()
        self._tabs.setMinimumHeight(theme.px(LOWEST_TABS))
        self.setMinimumWidth(theme.px(NARROWEST))
        self._tabs.addTab(self.paper, self.tr("Paper"))
        self._tabs.addTab(self.way, self.tr("The whole way"))
        self._receipt = button(self.tr("Receipt"), role="primary", key="Enter", needs=Action.RECEIPT)
        self._incident = button(self.tr("The incident"), role="flat")
        self._codes = button(self.tr("Receipt as codes"), role="flat")
        self._slip = button(self.tr("Slip"), role="flat")
        self.acts, self.answering = ActPart(), AnswerPart(passes=directs)
        self.belongs = BelongsPart()
        self._connect()
        self._lay()
        self.show_nothing()

    def _connect(self) -> None:
        self._receipt.clicked.connect(self.receipt_requested)
        self._incident.clicked.connect(self.incident_requested)
        self._codes.clicked.connect(self.codes_requested)
        self._slip.clicked.connect(self.slip_requested)

    def _lay(self) -> None:
        whole = column(self._title, self._about, self._marks, self._late, spacing=6, margins=(20, 14, 20, 14))
        whole.addLayout(row(self._receipt, self._incident, self._codes, self._slip, None, spacing=8))
        parts = (self._problem, self._text, self._times, self._steps, self.answering, self.belongs, self.acts, line())
        for part in parts:
            whole.addWidget(part)
        whole.addWidget(self._tabs, 1)
        whole.addStretch(0)
        inside = QWidget()
        inside.setProperty("role", "panel")
        inside.setLayout(whole)
        around = column(spacing=0)
        around.addWidget(scrolled(inside))
        self.setLayout(around)

    # ------------------------------------------------------------------------------------------------- showing

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        self._line = None
        self._title.setText(self.tr("Nothing has come in yet"))
        said = (self._about, self._late, self._marks, self._text, self._times, self._steps, self._problem)
        for part in (*said, self._receipt, self._incident, self._codes, self._slip, self.answering, self.belongs):
            part.hide()
        self._tabs.hide()
        self.acts.offer(report=False)
        self.acts.setVisible(self._directs)

    def show_line(self, opened: OpenLine) -> None:
        """Show a line; what was typed about another one is cleared."""
        shown = opened.line
        if self._line is None or self._line.id != shown.id:
            self.done(self.standing())
        self._line = shown
        _put(self._title, shown.title)
        _put(self._about, " · ".join((kind_word(shown), shown.unit, _when(shown), state_word(shown))))
        _put(self._marks, marks(shown))
        _put(self._late, late_word(shown))
        set_role(self._late, "problem" if late_role(shown) == "red_text" else "dim")
        _put(self._text, _words(opened))
        _put(self._times, "\n".join((*_directive_times(shown.directive), *_forward_times(shown.forward))))
        _put(self._steps, "\n".join(_progress(opened.timeline)))
        self._show_deeds(opened)
        self.way.clear()
        self.way.addItems([event_line(event) for event in opened.way])
        self._tabs.show()
        self._tabs.setTabVisible(0, opened.paper is not None)

    def _show_deeds(self, opened: OpenLine) -> None:
        shown = opened.line
        report = shown.kind is LineKind.REPORT
        self._receipt.setVisible(shown.unread)
        self._codes.setVisible(report and not shown.unread)
        self._slip.setVisible(shown.directive is not None)
        self._incident.setVisible(bool(opened.timeline))
        answers = shown.kind is LineKind.DIRECTIVE and _is_open(shown.directive)
        handles = shown.kind is LineKind.FORWARD and _is_to_handle(shown.forward)
        self.answering.setVisible(answers or handles)
        self.answering.offer(conveys=answers)
        self.belongs.setVisible(self._directs and report)
        self.belongs.show_state(opened.raised_title, opened.likely)
        self.acts.offer(report=report)
        self.acts.setVisible(self._directs)

    def show_units(
        self, below: Mapping[UnitCode, str], beside: Mapping[UnitCode, str], sender: UnitCode | None
    ) -> None:
        """Whom something may go to."""
        self.acts.show_units(below, beside, sender)
        self.answering.show_units(below)

    def say(self, sentence: str, role: str = "problem") -> None:
        """A sentence below the buttons; what was typed stays."""
        set_role(self._problem, role)
        _put(self._problem, sentence)

    def standing(self) -> tuple[str, ...]:
        """What stands in the boxes now."""
        return self.acts.words.toPlainText(), self.answering.answer.toPlainText(), self.answering.to.text()

    def done(self, kept: tuple[str, ...]) -> None:
        """These words have been kept: empty the boxes, unless something else was typed meanwhile."""
        self.say("")
        if self.standing() == kept:
            self.acts.clear()
            self.answering.clear()


def _put(words: QFrame, text: str) -> None:
    words.setProperty("text", text)
    words.setVisible(bool(text))


def _words(opened: OpenLine) -> str:
    """What was said, where no paper shows it."""
    shown = opened.line
    if shown.directive is not None:
        return shown.directive.text
    if shown.forward is not None:
        return "\n".join(part for part in (shown.forward.note, shown.forward.text) if part)
    return shown.item.text if shown.item is not None and opened.paper is None else ""


def _when(shown: InboxLine) -> str:
    return f"{short_day(shown.at)} {clock_time(shown.at)}"


def _is_open(directive: Directive | None) -> bool:
    return directive is not None and directive.status != "answered"


def _is_to_handle(forward: Forward | None) -> bool:
    return forward is not None and forward.mode is ForwardMode.HANDLE and forward.status != "answered"


def _directive_times(one: Directive | None) -> list[str]:
    translate = QCoreApplication.translate
    lines: list[str] = []
    if one is None:
        return lines
    if one.receipted_at is not None:
        words = translate("Inbox", "Receipted {time} by {name}")
        lines.append(words.format(time=day_time(one.receipted_at, one.at), name=one.receipted_by))
    if one.conveyed_at is not None:
        words = translate("Inbox", "Conveyed {time} by {name}")
        to = f" → {one.conveyed_to}" if one.conveyed_to else ""
        lines.append(words.format(time=day_time(one.conveyed_at, one.at), name=one.conveyed_by) + to)
    if one.answered_at is not None:
        words = translate("Inbox", "Answered {time} by {name}: {text}")
        lines.append(words.format(time=day_time(one.answered_at, one.at), name=one.answered_by, text=one.answer))
    return lines


def _forward_times(one: Forward | None) -> list[str]:
    translate = QCoreApplication.translate
    lines: list[str] = []
    if one is not None and one.receipted is not None:
        words = translate("Inbox", "Receipted {time} by {name}")
        lines.append(words.format(time=day_time(one.receipted.at, one.at), name=one.receipted.by))
    if one is not None and one.answered_at is not None:
        words = translate("Inbox", "Answered {time} by {name}: {text}")
        lines.append(words.format(time=day_time(one.answered_at, one.at), name=one.answered_by, text=one.answer))
    return lines


def _progress(steps: Iterable[TimelineStep]) -> list[str]:
    """One line for each report that left: when, whether late, when receipted."""
    translate = QCoreApplication.translate
    lines: list[str] = []
    for step in steps:
        if step.at is None:
            continue
        parts = [f"● {step_word(step.step, step.sequence)}", short_day(step.at), clock_time(step.at, seconds=True)]
        parts.append(lateness_word(step.lateness))
        if step.receipted is not None:
            words = translate("Inbox", "receipted {time} {name}")
            parts.append(words.format(time=day_time(step.receipted, step.at), name=step.receipted_by))
        lines.append("  ".join(part for part in parts if part))
    return lines
