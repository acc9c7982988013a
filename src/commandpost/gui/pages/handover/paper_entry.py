"""Entering a form that was filled in by hand while the power was gone, under its paper number."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QLineEdit, QPlainTextEdit

from commandpost.app.paper_forms import LETTERS, FormKind
from commandpost.gui.widgets.shape import button, column, label, row, set_role

HANDOVER_FIELDS = ("day", "outgoing", "incoming", "leader", "signed_outgoing", "signed_incoming")
PHONE_FIELDS = ("happened", "caller", "caller_unit", "phone")


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedForm:
    """What was typed, as typed."""

    number: str
    kind: FormKind
    values: dict[str, str] = field(default_factory=dict)
    text: str = ""
    undone: tuple[str, ...] = ()  # of a handover, one for each line


class PaperEntry(QFrame):
    """The number, typed or read from the QR code, decides which fields there are."""

    entered = Signal(object)  # TypedForm
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._said = label("", "problem", wrap=True)
        self._said.hide()
        self.number = QLineEdit()
        self.number.setPlaceholderText(self.tr("Paper number, or what the QR code says"))
        self.number.setAccessibleName(self.tr("Paper number"))
        self.number.textChanged.connect(lambda _text: self._show_kind())
        self.text = _box(self.tr("What stands on the paper"))
        self.undone = _box(self.tr("Undone matters, one a line; the next shift's sheet carries them"))
        self._form = QFormLayout()
        self._form.setSpacing(6)
        self.fields: dict[str, QLineEdit] = {}
        titles = self._titles()
        for name in (*HANDOVER_FIELDS, *PHONE_FIELDS):
            box = QLineEdit()
            box.setObjectName(name)
            box.setAccessibleName(titles[name])
            self.fields[name] = box
            self._form.addRow(label(titles[name], "dim"), box)
        keep, close = button(self.tr("Enter"), role="primary"), button(self.tr("Close"), role="flat", key="Esc")
        keep.clicked.connect(self._enter)
        close.clicked.connect(self._close)
        layout = column(spacing=8, margins=(12, 10, 12, 12))
        layout.addLayout(row(label(self.tr("Enter a paper form"), "heading"), None, close))
        layout.addWidget(self._said)
        layout.addWidget(self.number)
        layout.addLayout(self._form)
        layout.addWidget(self.text)
        layout.addWidget(self.undone)
        layout.addLayout(row(keep, None))
        self.setLayout(layout)
        self._show_kind()
        self.hide()

    def open_empty(self) -> None:
        """For another form."""
        for box in (self.number, *self.fields.values()):
            box.clear()
        self.text.clear()
        self.undone.clear()
        self.say("")
        self.show()
        self.number.setFocus()

    def say(self, sentence: str, role: str = "problem") -> None:
        set_role(self._said, role)
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))

    @property
    def kind(self) -> FormKind:
        """By the letters of the number; a handover until they are typed."""
        told = self.number.text().strip().rpartition(":")[2].upper()
        return FormKind.PHONE if told.startswith(LETTERS[FormKind.PHONE]) else FormKind.HANDOVER

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _titles(self) -> dict[str, str]:
        return {
            "day": self.tr("Day of the shift (2026-07-18)"),
            "outgoing": self.tr("Outgoing"),
            "incoming": self.tr("Incoming"),
            "leader": self.tr("Leader, if signed"),
            "signed_outgoing": self.tr("Outgoing signed at"),
            "signed_incoming": self.tr("Incoming signed at"),
            "happened": self.tr("Call came in at"),
            "caller": self.tr("Caller"),
            "caller_unit": self.tr("Caller's unit"),
            "phone": self.tr("Number"),
        }

    def _show_kind(self) -> None:
        shown = PHONE_FIELDS if self.kind is FormKind.PHONE else HANDOVER_FIELDS
        for name, box in self.fields.items():
            self._form.setRowVisible(box, name in shown)
        self.undone.setVisible(self.kind is FormKind.HANDOVER)

    def _enter(self) -> None:
        values = {name: box.text().strip() for name, box in self.fields.items()}
        undone = tuple(self.undone.toPlainText().splitlines()) if self.kind is FormKind.HANDOVER else ()
        self.entered.emit(
            TypedForm(
                number=self.number.text().strip(),
                kind=self.kind,
                values=values,
                text=self.text.toPlainText().strip(),
                undone=undone,
            )
        )

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


def _box(words: str) -> QPlainTextEdit:
    """For several lines; Tab goes on."""
    made = QPlainTextEdit()
    made.setAccessibleName(words)
    made.setPlaceholderText(words)
    made.setTabChangesFocus(True)
    made.setMaximumHeight(90)
    return made
