"""The desk of one report: head, progress, form, paper, bar."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QSplitter, QWidget

from commandpost.app.report_values import ReportRow
from commandpost.domain.deadlines import Verdict
from commandpost.domain.rules import Step
from commandpost.gui.pages.report.bar import ReportBar
from commandpost.gui.pages.report.form import ReportForm
from commandpost.gui.pages.report.head import ReportHead
from commandpost.gui.pages.report.progress import ProgressColumn
from commandpost.gui.pages.report.reading import Judged, OpenReport, TimeFacts
from commandpost.gui.pages.report.words import judgement_word, state_word
from commandpost.gui.theme import Theme
from commandpost.gui.times import clock_time
from commandpost.gui.vocabulary import STEP_WORDS, word
from commandpost.gui.widgets.paper_view import PaperView
from commandpost.gui.widgets.shape import button, column, line, panel, row

WRITTEN = (Step.INITIAL, Step.FOLLOW_UP, Step.FINAL, Step.SUPPLEMENT)
WRITING = (250, 720, 430)  # widths of progress, form and paper in pixels of the design
READING = (270, 0, 1100)


class ReportDesk(QFrame):
    """Lays the parts; a report that has left shows its paper instead of a form."""

    back_requested = Signal()
    step_chosen = Signal(object)  # Step

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.head = ReportHead(theme)
        self.progress = ProgressColumn(theme)
        self.form = ReportForm(theme)
        self.paper = PaperView(theme)
        self.bar = ReportBar()
        self._steps = QComboBox()
        self._steps.setAccessibleName(self.tr("Which report"))
        for step in WRITTEN:
            self._steps.addItem(word(STEP_WORDS[step]), step)
        self._steps.activated.connect(lambda _at: self.step_chosen.emit(Step(self._steps.currentData())))
        back = button(self.tr("‹ All reports"), role="flat")
        back.clicked.connect(self.back_requested)
        self._middle = QSplitter(Qt.Orientation.Horizontal)
        for part, share in ((self._left(back), 2), (self.form, 6), (self.paper, 4)):
            self._middle.addWidget(part)
            self._middle.setStretchFactor(self._middle.count() - 1, share)
        self._middle.setChildrenCollapsible(False)
        self._middle.setHandleWidth(1)
        self._theme = theme
        self._shown: tuple[object, ...] | None = None  # the draft on the desk
        whole = column(self.head, spacing=0)
        whole.addWidget(self._middle, 1)
        whole.addWidget(line())
        whole.addWidget(self.bar)
        self.setLayout(whole)

    def _left(self, back: QWidget) -> QFrame:
        made = panel()
        layout = column(spacing=0)
        tools = column(spacing=4, margins=(8, 8, 12, 0))
        tools.addLayout(row(back, None))
        tools.addWidget(self._steps)
        layout.addLayout(tools)
        layout.addWidget(self.progress, 1)
        made.setLayout(layout)
        return made

    def show_report(self, opened: OpenReport, link: str) -> None:
        """Show a draft to write on, or what has left."""
        draft = opened.draft
        shown = (draft.incident, draft.step, draft.sequence)
        self.head.show_report(opened)
        self.progress.show_steps(opened.row, opened.timeline, (draft.step, draft.sequence))
        self._steps.setCurrentIndex(self._steps.findData(draft.step))
        self.form.setVisible(opened.sent is None)
        self._middle.setSizes([self._theme.px(size) for size in (WRITING if opened.sent is None else READING)])
        self.bar.show_link(link)
        if opened.sent is None:
            self.form.show_draft(draft, opened.row)
            self.bar.show_draft(signed_by=draft.signed_by_name, another=shown != self._shown)
            self.show_judged(opened.judged, opened.time)
        else:
            self._show_sent(opened.sent, opened.time)
        self._shown = shown if opened.sent is None else None

    def show_judged(self, judged: Judged, facts: TimeFacts) -> None:
        """The check and the countdown of a draft."""
        self.progress.show_findings(judged.findings)
        self.progress.show_time(facts)
        self.form.show_findings(judged.findings)
        self.form.show_changes(judged.changes)
        if judged.driving is None:
            self.head.show_nothing_due()
        else:
            self.head.show_deadline(judged.driving)

    def _show_sent(self, sent: ReportRow, facts: TimeFacts) -> None:
        self.progress.show_findings(())
        self.progress.show_time(facts, sent=True)
        time = clock_time(sent.sent_at or sent.at, seconds=True)
        words = self.tr("sent {time}").format(time=time)
        late = sent.lateness is not None and sent.lateness.verdict is Verdict.LATE
        told = " · ".join(part for part in (words, judgement_word(sent)) if part)
        self.head.show_sent(told, late=late)
        self.bar.show_sent(f"{told} · {state_word(sent)}", pending=sent.pending_leader_signature)
