"""Information and incident are two things: which incident of this room a report belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from commandpost.app.permissions import Action
from commandpost.app.raising import Likeness
from commandpost.gui.flow_words import REASON_WORDS
from commandpost.gui.times import clock_time
from commandpost.gui.vocabulary import word
from commandpost.gui.widgets.shape import button, column, label, row


class BelongsPart(QWidget):
    """Raise it, or join it with an incident that is there; a likely duplicate is offered with its reasons."""

    raise_requested = Signal()
    join_requested = Signal(str)  # RecordId of the incident
    apart_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._state = label("", "dim", wrap=True)
        self.raising = button(self.tr("Raise to an incident here"), needs=Action.DECIDE)
        self.raising.clicked.connect(self.raise_requested)
        self.likely = QComboBox()
        self.likely.setAccessibleName(self.tr("Incidents that may be the same"))
        self.likely.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.likely.setMinimumContentsLength(10)
        self.joining = button(self.tr("Join with it"), needs=Action.DECIDE)
        self.joining.clicked.connect(lambda: self.join_requested.emit(str(self.likely.currentData() or "")))
        self.apart = button(self.tr("Take apart"), role="flat", needs=Action.DECIDE)
        self.apart.clicked.connect(self.apart_requested)
        line = row(self.raising, spacing=8)
        line.addWidget(self.likely, 1)
        line.addWidget(self.joining)
        line.addWidget(self.apart)
        layout = column(self._state, spacing=6)
        layout.addLayout(line)
        self.setLayout(layout)

    def show_state(self, raised_title: str, likely: Sequence[Likeness]) -> None:
        """``raised_title`` "" while the report belongs to no incident of this room."""
        self.likely.clear()
        for one in likely:
            reasons = "、".join(word(REASON_WORDS[reason]) for reason in one.reasons)
            at = clock_time(one.incident.received)
            self.likely.addItem(f"{at} {one.incident.title} ({reasons})", one.incident.id)
        belongs = bool(raised_title)
        words = self.tr("Belongs to: {title}").format(title=raised_title) if belongs else ""
        if likely and not belongs:
            words = self.tr("May be the same as an incident of this room; a person decides.")
        self._state.setText(words)
        self._state.setVisible(bool(words))
        self.raising.setVisible(not belongs)
        for part in (self.likely, self.joining):
            part.setVisible(not belongs and bool(likely))
        self.apart.setVisible(belongs)
