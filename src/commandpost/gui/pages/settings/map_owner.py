"""Who answers for a map taken in before: provider, approval number, accuracy, and whether its lines are vouched for."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from commandpost.gui.theme import Theme
from commandpost.gui.widgets.shape import button, column, label, row
from commandpost.gui.widgets.side_window import SideWindow

_WIDTH = 460
_LARGEST_ACCURACY = 100_000.0


class MapOwnerDialog(SideWindow):
    """Never modal; ``kept`` says that what is filled in shall count."""

    kept = Signal()

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(self.tr("Provider and approval number"))
        self.provider, self.approval, self._accuracy = QLineEdit(), QLineEdit(), QLineEdit()
        self.trusted = QCheckBox(self.tr("Its boundaries are right and may judge other files"))
        limits = QDoubleValidator(0.0, _LARGEST_ACCURACY, 2, self)
        limits.setLocale(QLocale.c())
        self._accuracy.setValidator(limits)
        self._form = QFormLayout()
        self._form.setSpacing(10)
        named = (
            (self.tr("Provider"), self.provider),
            (self.tr("Approval number"), self.approval),
            (self.tr("Accuracy, m"), self._accuracy),
        )
        for words, box in named:
            box.setAccessibleName(words)
            self._form.addRow(label(words, "dim"), box)
        self._form.addRow(self.trusted)
        keep = button(self.tr("Keep"), role="primary", key="Enter")
        cancel = button(self.tr("Cancel"), key="Esc")
        keep.setDefault(True)
        keep.clicked.connect(self._keep)
        cancel.clicked.connect(self.reject)
        layout = column(label(title, "title", wrap=True), spacing=10, margins=(18, 16, 18, 14))
        layout.addLayout(self._form)
        layout.addLayout(row(None, cancel, keep))
        self.setLayout(layout)
        self.resize(theme.px(_WIDTH), self.sizeHint().height())

    @property
    def accuracy_m(self) -> float | None:
        """Metres; None where nothing or no number stands there."""
        return float(self._accuracy.text()) if self._accuracy.hasAcceptableInput() else None

    def show_owner(self, provider: str, approval: str) -> None:
        """What is known so far, of a map of pictures."""
        self.provider.setText(provider)
        self.approval.setText(approval)
        self._form.setRowVisible(self._accuracy, False)
        self._form.setRowVisible(self.trusted, False)

    def show_layer(self, provider: str, approval: str, accuracy_m: float | None, *, trusted: bool) -> None:
        """The same of a layer of one's own."""
        self.provider.setText(provider)
        self.approval.setText(approval)
        self._accuracy.setText("" if accuracy_m is None else f"{accuracy_m:g}")
        self.trusted.setChecked(trusted)

    def _keep(self) -> None:
        self.kept.emit()
        self.accept()
