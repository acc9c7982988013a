"""A signature on the spot: who, and the person's own PIN; a strip inside the page, never a dialog over it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit

from commandpost.app.namesakes import told_apart
from commandpost.app.people import StaffView
from commandpost.domain.ids import PersonId
from commandpost.gui.widgets.shape import button, column, label, mark_problem, row


class SignBox(QFrame):
    """Asks for a person and a PIN; ``confirmed`` carries both, the PIN is forgotten at once."""

    confirmed = Signal(str, str)  # PersonId, PIN
    dismissed = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._words = label(words, "strong")
        self._person = QComboBox()
        self._person.setAccessibleName(self.tr("Who signs"))
        self._pin = QLineEdit()
        self._pin.setEchoMode(QLineEdit.EchoMode.Password)
        self._pin.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
        self._pin.setPlaceholderText(self.tr("PIN"))
        self._pin.setAccessibleName(self.tr("PIN"))
        self._pin.setMaxLength(12)
        self._pin.returnPressed.connect(self._confirm)
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        self.reason = QLineEdit()
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setMaxLength(200)
        self.reason.returnPressed.connect(self._confirm)
        self.reason.hide()
        sign = button(self.tr("Sign"), role="primary")
        sign.clicked.connect(self._confirm)
        leave = button(self.tr("Not now"), role="flat")
        leave.clicked.connect(self._leave)
        fields = row(self._person, self._pin, sign, leave, spacing=8)
        fields.setStretch(0, 1)
        fields.setStretch(1, 1)
        layout = column(self._words, self._problem, spacing=8, margins=(12, 10, 12, 10))
        layout.insertWidget(1, self.reason)
        layout.insertLayout(2, fields)
        self.setLayout(layout)
        self.hide()

    def ask(self, people: Sequence[StaffView], words: str = "", *, reason: str = "") -> None:
        """Open for one of these people; those without a PIN here say so. ``reason``: what its field is asked for."""
        if words:
            self._words.setText(words)
        self._person.clear()
        words_of = told_apart(people)
        for one in sorted(people, key=lambda one: not one.has_pin):
            name = words_of[one.id]
            title = f"{name}  {one.title}" if one.title else name
            missing = "" if one.has_pin else self.tr("(no PIN here)")
            self._person.addItem(f"{title} {missing}".strip(), one.id)
        self._pin.clear()
        self.reason.clear()
        self.reason.setPlaceholderText(reason)
        self.reason.setAccessibleName(reason or self.tr("Reason"))
        self.reason.setVisible(bool(reason))
        self.say("")
        self.show()
        (self.reason if reason else self._pin).setFocus()

    def say(self, sentence: str) -> None:
        """Show why it was refused; the box stays open."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        mark_problem(self._pin, wrong=bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _confirm(self) -> None:
        person, pin = self._person.currentData(), self._pin.text()
        if not pin:
            self._pin.setFocus()  # nothing typed yet is no wrong PIN
        elif person is not None:
            self._pin.clear()
            self.confirmed.emit(PersonId(person), pin)

    def _leave(self) -> None:
        self._pin.clear()
        self.hide()
        self.dismissed.emit()
