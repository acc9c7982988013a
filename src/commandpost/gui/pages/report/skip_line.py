"""越级: leaving a level out, with the reason that stands on the report for ever."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from commandpost.app.permissions import Action
from commandpost.gui.widgets.shape import button, label, row


class SkipLine(QWidget):
    """Hidden until asked for; shows the reason once a level is left out."""

    skip_requested = Signal(str)  # reason
    keep_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("Why the district is left out, e.g. its line is dead. Enter confirms."))
        self.reason.setAccessibleName(self.tr("Reason for leaving a level out"))
        self.reason.returnPressed.connect(lambda: self.skip_requested.emit(self.reason.text().strip()))
        self._said = label(self.tr("To the tier above the upper one; the level left out still sees it"), "soon")
        self._keep = button(self.tr("Keep the level"), role="flat", needs=Action.WRITE)
        self._keep.clicked.connect(self.keep_requested)
        layout = row(self._said, spacing=12)
        layout.addWidget(self.reason, 1)
        layout.addWidget(self._keep)
        self.setLayout(layout)
        self.hide()

    def ask(self) -> None:
        """Open the line."""
        self.show()
        self.reason.setFocus()

    def show_reason(self, reason: str) -> None:
        """What the draft says; "" while no level is left out."""
        if self.reason.text().strip() != reason:
            self.reason.setText(reason)
        self._keep.setVisible(bool(reason))
        self.setVisible(bool(reason))
