"""One field of a ledger's form, made from its specification."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from commandpost.app.permissions import Action
from commandpost.domain.ledgers.base import FieldKind, FieldSpec, Value
from commandpost.gui.widgets.shape import button, column, label, mark_problem, row

TAGS_ABREAST = 2


class FieldBox(QWidget):
    """Label, input, hint; a sensitive value is masked until it is asked for, and asking is recorded."""

    edited = Signal()
    reveal_requested = Signal(str)  # key

    def __init__(self, spec: FieldSpec, language: str) -> None:
        super().__init__()
        self.spec = spec
        self._language = language
        title = spec.label.text(language)
        if spec.unit:
            title = f"{title} ({spec.unit})"
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        self._line, self._choice = QLineEdit(), QComboBox()
        self._tags: dict[str, QCheckBox] = {}
        self._input = self._make_input(title)
        words = label(f"{title} *" if spec.required else title, "dim")
        self._reveal = button(self.tr("Show (recorded)"), role="flat", needs=Action.REVEAL)
        self._reveal.setVisible(False)
        self._reveal.clicked.connect(lambda: self.reveal_requested.emit(self.spec.key))
        layout = column(spacing=3)
        layout.addLayout(row(words, None, self._reveal, spacing=4))
        layout.addWidget(self._input)
        layout.addWidget(self._problem)
        self.setLayout(layout)

    def show_value(self, value: Value, *, stored: bool) -> None:
        """Put a value in; ``stored``: a masked one may be asked for in clear."""
        if self._tags:
            chosen = value if isinstance(value, tuple) else ()
            for key, box in self._tags.items():
                box.setChecked(key in chosen)
        elif self._input is self._choice:
            at = self._choice.findData(value)
            self._choice.setCurrentIndex(max(0, at))
        else:
            self._line.setText(_text(value))
        self._reveal.setVisible(stored and self.spec.sensitive and bool(value))
        self.say("")

    def show_clear(self, text: str) -> None:
        """The value in clear, as it was asked for."""
        self._line.setText(text)
        self._reveal.hide()

    @property
    def value(self) -> Value:
        """What is written there; the ledger gives it its type."""
        if self._tags:
            return tuple(key for key, box in self._tags.items() if box.isChecked())
        if self._input is self._choice:
            data: Value = self._choice.currentData()
            return data
        return self._line.text().strip() or None

    def say(self, sentence: str) -> None:
        """Say what is wrong with it; "" takes it away."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        mark_problem(self._input, wrong=bool(sentence))
        if sentence:
            self._input.setFocus()

    def focus(self) -> None:
        """To the input."""
        self._input.setFocus()

    def _make_input(self, title: str) -> QWidget:
        kind = self.spec.kind
        if kind is FieldKind.TAGS:
            return self._make_tags()
        if kind in {FieldKind.CHOICE, FieldKind.BOOL}:
            self._choice.setAccessibleName(title)
            self._choice.addItem("—", None)
            for key, words in self._choices():
                self._choice.addItem(words, key)
            self._choice.currentIndexChanged.connect(lambda _at: self.edited.emit())
            return self._choice
        self._line.setAccessibleName(title)
        if kind is FieldKind.DATE:
            self._line.setPlaceholderText("2026-07-19")
        self._line.textEdited.connect(lambda _text: self.edited.emit())
        return self._line

    def _choices(self) -> list[tuple[Value, str]]:
        if self.spec.kind is FieldKind.BOOL:
            translate = QCoreApplication.translate
            return [(True, translate("Ledgers", "yes")), (False, translate("Ledgers", "no"))]
        return [(choice.key, choice.label.text(self._language)) for choice in self.spec.choices]

    def _make_tags(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        for number, choice in enumerate(self.spec.choices):
            box = QCheckBox(choice.label.text(self._language))
            box.toggled.connect(lambda _on: self.edited.emit())
            grid.addWidget(box, number // TAGS_ABREAST, number % TAGS_ABREAST)
            self._tags[choice.key] = box
        return made


def _text(value: Value) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)
