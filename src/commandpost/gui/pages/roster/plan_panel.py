"""The automatic roster: for which days, its progress, what it came to, and why a post stays empty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCheckBox, QProgressBar, QVBoxLayout, QWidget

from commandpost.app.permissions import Action
from commandpost.domain.rostering.answer import RosterAnswer
from commandpost.gui.pages.roster.card import Card, date_edit, refill
from commandpost.gui.pages.roster.fault_words import evenness_words, fault_words, shortage_words
from commandpost.gui.widgets.shape import button, label, row

MOST_LINES = 12


class PlanPanel(Card):
    """Says what the operator wants; solving itself runs elsewhere."""

    start_asked = Signal(object, object, bool)  # first, last, keep what is filled
    cancel_asked = Signal()
    apply_asked = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Automatic roster"))
        self._first, self._last = date_edit(self.tr("First day")), date_edit(self.tr("Last day"))
        self._keep = QCheckBox(self.tr("Keep what is filled; fill the gaps only"))
        self._bar = QProgressBar()
        self._bar.setRange(0, 100)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._start = button(self.tr("Make the roster"), role="primary")
        self._cancel = button(self.tr("Cancel"))
        self._apply = button(self.tr("Take it over"), role="primary", needs=Action.EDIT_ROSTER)
        self._start.clicked.connect(self._begin)
        self._cancel.clicked.connect(self.cancel_asked)
        self._apply.clicked.connect(self.apply_asked)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.addLayout(row(self._first, label("–"), self._last, None, spacing=6))
        self.body.addWidget(self._keep)
        note = self.tr("Only days to come; cells set by hand stay, approved swaps are replayed.")
        self.body.addWidget(label(note, "small", wrap=True))
        self.body.addLayout(row(self._start, self._cancel, self._apply, None, spacing=6))
        self.body.addWidget(self._bar)
        self.body.addLayout(self._lines)
        self.show_idle()

    def open_for(self, first: date, last: date) -> None:
        """Propose these days."""
        self._first.setDate(QDate(first.year, first.month, first.day))
        self._last.setDate(QDate(last.year, last.month, last.day))
        self.show_idle()
        self.show()
        self._start.setFocus()

    def show_idle(self) -> None:
        """Nothing runs, nothing to take over."""
        self._show_state(running=False, done=False)
        refill(self._lines, [])

    def show_progress(self, share: float) -> None:
        """How far it is; 0 begins."""
        self._show_state(running=True, done=False)
        self._bar.setValue(round(share * 100))

    def show_answer(self, answer: RosterAnswer) -> None:
        """What it came to; an answer with a gap says which rules clash."""
        self._show_state(running=False, done=bool(answer.roster))
        head = self.tr("Best possible: no roster is more even") if answer.proven else self.tr("Best roster found")
        good = not answer.figures.gaps
        lines: list[QWidget] = [label(head, "good" if good else "soon", wrap=True)]
        lines += [label(words, "small", wrap=True) for words in map(evenness_words, answer.figures.evenness)]
        lines += _capped([shortage_words(one) for one in answer.shortages])
        lines += _capped([fault_words(one) for one in answer.faults if one.code != "roster_gap"])
        refill(self._lines, lines)

    def _show_state(self, *, running: bool, done: bool) -> None:
        self._bar.setVisible(running)
        self._cancel.setVisible(running)
        self._start.setVisible(not running)
        self._apply.setVisible(done)

    def _begin(self) -> None:
        first, last = (_day(one.date()) for one in (self._first, self._last))
        if last < first:
            self.say(self.tr("The last day lies before the first."))
            return
        self.say("")
        self.start_asked.emit(first, last, self._keep.isChecked())


def _day(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


def _capped(sentences: Sequence[str]) -> list[QWidget]:
    shown: list[QWidget] = [label(one, "problem", wrap=True) for one in sentences[:MOST_LINES]]
    if len(sentences) > MOST_LINES:
        shown.append(label(f"… +{len(sentences) - MOST_LINES}", "dim"))
    return shown
