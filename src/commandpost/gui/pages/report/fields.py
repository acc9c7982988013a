"""The fields of the report form: an element with its label and hint, and a figure that may be unknown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from commandpost.domain.report import UNKNOWN
from commandpost.gui.pages.report.words import element_word
from commandpost.gui.vocabulary import FIGURE_WORDS, word
from commandpost.gui.widgets.growing_edit import GrowingEdit
from commandpost.gui.widgets.shape import column, label, mark_problem, row, set_role

MOST_PEOPLE = 99_999


class ElementField(QWidget):
    """One element; an empty required one says what to do and never blocks."""

    edited = Signal()

    def __init__(self, key: str, *, required: bool, least: int) -> None:
        super().__init__()
        self.key = key
        self.required = required
        title = element_word(key)
        self._label = label(f"{title} *" if required else title, "dim")
        self.box = GrowingEdit(least=least)
        self.box.setAccessibleName(title)
        self.box.setPlaceholderText(
            self.tr("Not filled in. Not known yet? F8 writes “being verified”.") if required else ""
        )
        self.box.textChanged.connect(self._changed)
        self._hint = label("", "problem", wrap=True)
        self._hint.hide()
        self.setLayout(column(self._label, self.box, self._hint, spacing=3))

    @property
    def text(self) -> str:
        return self.box.toPlainText()

    def show_text(self, text: str) -> None:
        """Put a text in without telling anybody."""
        if text != self.text:
            self.box.blockSignals(True)
            self.box.setPlainText(text)
            self.box.blockSignals(False)
            self.box.fit()
        self._mark()

    def fill_unknown(self) -> None:
        """正在核实, as if typed: it can be undone."""
        self.box.selectAll()
        self.box.insertPlainText(UNKNOWN)

    def say(self, sentence: str) -> None:
        """A note below the field that is no refusal."""
        set_role(self._hint, "soon")
        self._hint.setText(sentence)
        self._hint.setVisible(bool(sentence))

    def _changed(self) -> None:
        self._mark()
        self.edited.emit()

    def _mark(self) -> None:
        missing = self.required and not self.text.strip()
        mark_problem(self.box, wrong=missing)
        set_role(self._hint, "problem")
        self._hint.setText(self.tr("Required: “being verified” may be reported too (F8)") if missing else "")
        self._hint.setVisible(missing)


class FigureField(QFrame):
    """A number of people; empty is unknown, which is not zero."""

    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.setProperty("role", "card")
        title = word(FIGURE_WORDS[name])
        self.box = QLineEdit()
        self.box.setValidator(QIntValidator(0, MOST_PEOPLE, self.box))
        self.box.setPlaceholderText(self.tr("unknown"))
        self.box.setAccessibleName(title)
        self.box.setMinimumWidth(40)
        self.box.textChanged.connect(lambda _text: self.edited.emit())
        layout = row(label(title, "dim"), spacing=6, margins=(8, 4, 4, 4))
        layout.addWidget(self.box, 1)
        self.setLayout(layout)

    @property
    def value(self) -> int | None:
        text = self.box.text().strip()
        return int(text) if text else None

    def show_value(self, value: int | None) -> None:
        text = "" if value is None else str(value)
        if text != self.box.text():
            self.box.blockSignals(True)
            self.box.setText(text)
            self.box.blockSignals(False)

    def mark(self, *, doubtful: bool) -> None:
        """Mark a figure that something contradicts."""
        mark_problem(self.box, wrong=doubtful)
