"""The roll-call of the communities: who has answered, who is silent, one key an answer."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit

from commandpost.app.permissions import Action
from commandpost.app.roll_call import RollCall
from commandpost.gui.times import clock_time
from commandpost.gui.widgets.shape import button, column, label, row, set_role
from commandpost.gui.widgets.spin_box import SpinBox

DEFAULT_MINUTES = 30
LONGEST_MINUTES = 7 * 24 * 60


class RollBox(QFrame):
    """Begins a roll-call, or takes the answers of the one that goes on."""

    begin_wanted = Signal(str, int)  # reason, minutes
    answer_wanted = Signal(str, str)  # community, what it said
    end_wanted = Signal(str)  # why, with somebody silent

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._current: RollCall | None = None
        self._title = label(self.tr("Roll-call of the communities"), "strong")
        self._state = label("", "dim", wrap=True)
        self.reason = QLineEdit()
        self.minutes = SpinBox()
        self.minutes.setRange(1, LONGEST_MINUTES)
        self.minutes.setValue(DEFAULT_MINUTES)
        self.minutes.setSuffix(self.tr(" min"))
        self.minutes.setAccessibleName(self.tr("Minutes to answer"))
        self.community = QComboBox()
        self.community.setAccessibleName(self.tr("Community that answers"))
        self.community.setMinimumContentsLength(8)
        self.begin = button(self.tr("Begin"), role="primary", needs=Action.DECIDE)
        self.answer = button(self.tr("Answered"), role="primary", needs=Action.WRITE)
        self.end = button(self.tr("End"), needs=Action.WRITE)
        self.begin.clicked.connect(lambda: self.begin_wanted.emit(self.reason.text().strip(), self.minutes.value()))
        self.answer.clicked.connect(self._answer)
        self.end.clicked.connect(lambda: self.end_wanted.emit(self.reason.text().strip()))
        self.reason.returnPressed.connect(self._enter)
        inputs = row(self.community, self.reason, self.minutes, self.begin, self.answer, self.end, spacing=8)
        inputs.setStretch(1, 1)
        layout = column(spacing=8, margins=(12, 10, 12, 10))
        heading = row(self._title, spacing=8)
        heading.addWidget(self._state, 1)
        self._state.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout.addLayout(heading)
        layout.addLayout(inputs)
        self.setLayout(layout)
        self.show_current(None)

    def show_current(self, current: RollCall | None) -> None:
        """The one that goes on; None: none does."""
        self._current = current
        going = current is not None
        for widget, wanted in (
            (self.community, going),
            (self.answer, going),
            (self.end, going),
            (self.minutes, not going),
            (self.begin, not going),
        ):
            widget.setVisible(wanted)
        asked = self.tr("What it said; empty: all is well") if going else self.tr("Why they are asked, e.g. heavy rain")
        self.reason.setPlaceholderText(asked)
        self.reason.setAccessibleName(asked)
        chosen = self.community.currentText()
        self.community.clear()
        self.community.addItems(current.silent if current is not None else ())
        self.community.setCurrentIndex(max(0, self.community.findText(chosen)))  # whose answer is being typed
        if current is None:
            self._state.setText(self.tr("None goes on"))
            set_role(self._state, "dim")

    def ask_for(self, community: str) -> None:
        """Take the answer of this one; what stands typed for another is kept until that one's is entered."""
        if not self.reason.text().strip():
            self.community.setCurrentIndex(max(0, self.community.findText(community)))
        self.reason.setFocus()

    def tick(self, now: datetime) -> None:
        current = self._current
        if current is None:
            return
        silent = len(current.silent)
        pattern = self.tr("{reason} · {silent} of {asked} silent · until {time}")
        words = pattern.format(
            reason=current.reason, silent=silent, asked=len(current.communities), time=clock_time(current.limit_at)
        )
        self._state.setText(words)
        set_role(self._state, "overdue" if silent and now >= current.limit_at else "soon" if silent else "good")

    def said(self) -> None:
        """Empty again for the next one."""
        self.reason.clear()

    def _answer(self) -> None:
        if self.community.currentText():
            self.answer_wanted.emit(self.community.currentText(), self.reason.text().strip())

    def _enter(self) -> None:
        (self._answer if self._current is not None else self.begin.click)()
