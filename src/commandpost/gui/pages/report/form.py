"""The form of a written report: every element of its step, the figures, title and addressees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QLineEdit, QWidget

from commandpost.app.incidents import IncidentRow
from commandpost.app.report_values import ReportDraft
from commandpost.domain.corrections import FigureChange
from commandpost.domain.incident import FIGURES
from commandpost.domain.report import Finding, Noe, elements_of
from commandpost.gui.dialogs.figure_history import HISTORY_KEY
from commandpost.gui.pages.report.corrections import CorrectionRows
from commandpost.gui.pages.report.fields import ElementField, FigureField
from commandpost.gui.pages.report.words import element_word, finding_words
from commandpost.gui.theme import Theme
from commandpost.gui.times import local
from commandpost.gui.vocabulary import LEVEL_WORDS, word
from commandpost.gui.widgets.shape import button, column, label, row, set_role, shrinking
from commandpost.gui.widgets.upright_scroll import UprightScroll

FIGURE_KEY = "casualties"
ORDER = ("occurred", "place", "kind", FIGURE_KEY, "cause", "course", "measures", "summary", "scope", "leaders")
LAST = ("trend", "next", "requests", "contact", "source")
WIDE = {"place", "cause", "course", "measures", "summary", FIGURE_KEY}  # over both columns
FIGURES_IN_A_ROW = 4
LEAST_LINES = {"course": 3, "measures": 2, "summary": 2}


LEAST_WIDTH = 420


class ReportForm(UprightScroll):
    """Holds the draft as typed; ``edited`` at each change."""

    edited = Signal()
    history_wanted = Signal(str)  # of the figure in focus, "" of all

    def __init__(self, theme: Theme) -> None:
        super().__init__(LEAST_WIDTH)
        self._theme = theme
        self._draft: ReportDraft | None = None
        self._shape: tuple[object, ...] = ()
        self._elements: dict[str, ElementField] = {}
        self._figures: dict[str, FigureField] = {}
        self._corrections = CorrectionRows()
        self._title, self._addressees = QLineEdit(), QLineEdit()
        self._received, self._level = QLineEdit(), QLineEdit()
        self._note = QLabel()

    def show_draft(self, draft: ReportDraft, incident: IncidentRow) -> None:
        """Fill the form; it is built anew only for another step, so that focus and undo stay."""
        shape = (draft.step, draft.incident, draft.sequence)
        if shape != self._shape:
            self._shape = shape
            self._build(draft)
        self._draft = draft
        for box, text in (
            (self._title, draft.title),
            (self._addressees, "、".join(draft.addressees)),
            (self._received, local(incident.received).strftime("%Y-%m-%d %H:%M:%S")),
            (self._level, word(LEVEL_WORDS[incident.level])),
        ):
            if box.text() != text:
                box.blockSignals(True)
                box.setText(text)
                box.setCursorPosition(0)
                box.blockSignals(False)
        for key, field in self._elements.items():
            field.show_text(draft.elements.get(key, ""))
        for name, figure in self._figures.items():
            figure.show_value(draft.figures.get(name))
        self._corrections.show_typed(draft.corrections)

    def draft(self) -> ReportDraft | None:
        """The draft as it stands in the form."""
        if self._draft is None:
            return None
        told = "、".join(self._addressees.text().replace("，", "、").split(","))
        elements = {key: field.text for key, field in self._elements.items()}
        return replace(
            self._draft,
            title=self._title.text().strip(),
            addressees=tuple(part.strip() for part in told.split("、") if part.strip()),
            elements={**self._draft.elements, **elements},
            figures={**self._draft.figures, **{name: figure.value for name, figure in self._figures.items()}},
            corrections={**self._draft.corrections, **self._corrections.typed()},
        )

    def keep_identity(self, saved: ReportDraft) -> None:
        """Take id, number and signature of a saved draft and leave what was typed since."""
        typed = self.draft()
        if typed is not None and typed.incident == saved.incident and typed.step is saved.step:
            self._draft = replace(
                typed,
                id=saved.id,
                number=saved.number,
                status=saved.status,
                signed_by=saved.signed_by,
                signed_by_name=saved.signed_by_name,
                signed_at=saved.signed_at,
            )

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Notes beside the figures: what contradicts what; both stay in the log."""
        false = [one for one in findings if one.noe is Noe.FALSE and one.ok is False]
        self._note.setText("\n".join(f"⚠ {finding_words(one)}" for one in false))
        set_role(self._note, "soon")
        self._note.setVisible(bool(false))
        doubtful = {one.params.get("figure") for one in false}
        for name, figure in self._figures.items():
            figure.mark(doubtful=name in doubtful)

    def show_changes(self, changes: Sequence[FigureChange]) -> None:
        """Figures that are not what was told before, each with its reason and who verified it."""
        self._corrections.show_changes(changes)

    def fill_unknown(self) -> bool:
        """正在核实 into the focused element, else into the first required one that is empty, else into a change."""
        focused = QApplication.focusWidget()
        here = next((field for field in self._elements.values() if field.box is focused), None)
        empty = (field for field in self._elements.values() if self._is_wanting(field))
        field = here if here is not None and not here.text.strip() else next(empty, None)
        if field is None:
            return self._corrections.fill_unknown()
        field.fill_unknown()
        field.box.setFocus()
        return True

    def _is_wanting(self, field: ElementField) -> bool:
        """Whether a required element says nothing; the people are told by a figure or by words."""
        if field.key == FIGURE_KEY and any(figure.value is not None for figure in self._figures.values()):
            return False
        return (field.required or field.key in self._counted) and not field.text.strip()

    def ask_history(self) -> None:
        """The earlier values of the figure in focus, else of all."""
        focused = QApplication.focusWidget()
        self.history_wanted.emit(next((name for name, one in self._figures.items() if one.box is focused), ""))

    def focus_first(self) -> None:
        """Where the operator most likely goes on: the first empty required element."""
        fields = list(self._elements.values())
        field = next((one for one in fields if self._is_wanting(one)), fields[0] if fields else None)
        if field is not None:
            field.box.setFocus()

    def key_in_focus(self) -> str:
        """The element or figure that is being typed in; "" for none."""
        focused = QApplication.focusWidget()
        boxes: dict[str, QWidget] = {key: one.box for key, one in self._elements.items()}
        boxes |= {key: one.box for key, one in self._figures.items()}
        return next((key for key, box in boxes.items() if box is focused), "")

    def go_on(self, key: str) -> None:
        """Type on at the end of that field, if this form has it."""
        field = self._elements.get(key) or self._figures.get(key)
        if field is not None:
            field.box.setFocus()
        if isinstance(field, ElementField):
            field.box.moveCursor(QTextCursor.MoveOperation.End)

    def _build(self, draft: ReportDraft) -> None:
        self._elements, self._figures = {}, {}
        self._counted: set[str] = set()  # required elements that figures tell too
        self._title, self._addressees = self._line(self.tr("Title")), self._line(self.tr("Addressees"))
        self._received, self._level = self._locked(self.tr("Received (locked)")), self._locked(self.tr("Level"))
        self._note = label("", "soon", wrap=True)
        inside = QWidget()
        inside.setProperty("role", "panel")
        grid = QGridLayout(inside)
        grid.setContentsMargins(20, 16, 20, 16)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        _flow(grid, self._cells(draft))
        grid.setRowStretch(grid.rowCount(), 1)
        self.hold(inside)

    def _cells(self, draft: ReportDraft) -> Sequence[tuple[QWidget, bool]]:
        """Widgets in the order of the form; True takes both columns."""
        specs = {spec.key: spec for spec in elements_of(draft.step)}
        cells = [
            (_labelled(self.tr("Title"), self._title), False),
            (_labelled(self.tr("Addressees (separate with 、)"), self._addressees), False),
        ]
        received = _labelled(self.tr("Received (locked)"), self._received)
        for key in (*ORDER, *LAST):
            if key == "cause":
                level = _labelled(self.tr("Level (locked: F6 revises the incident)"), self._level)
                cells.insert(_place_of_level(cells, specs.keys()), (level, False))
            if key not in specs:
                cells += [(received, False)] if key == "occurred" else []
                continue
            required = draft.step in specs[key].required
            self._counted |= {key} if required and key == FIGURE_KEY else set()
            field = ElementField(key, required=required and key != FIGURE_KEY, least=LEAST_LINES.get(key, 1))
            field.edited.connect(self.edited)
            self._elements[key] = field
            cells.append((self._with_figures(field) if key == FIGURE_KEY else field, key in WIDE))
            cells += [(received, False)] if key == "occurred" else []
        return cells

    def _with_figures(self, note: ElementField) -> QWidget:
        for name in FIGURES:
            figure = FigureField(name)
            figure.edited.connect(self.edited)
            self._figures[name] = figure
        boxes = QGridLayout()
        boxes.setSpacing(6)
        for at, figure in enumerate(self._figures.values()):
            boxes.addWidget(figure, at // FIGURES_IN_A_ROW, at % FIGURES_IN_A_ROW)
        made = QWidget()
        earlier = button(self.tr("Earlier values"), role="flat", key=HISTORY_KEY)
        earlier.clicked.connect(self.ask_history)
        layout = column(spacing=3)
        layout.addLayout(row(label(f"{element_word(FIGURE_KEY)} *", "dim"), None, earlier))
        layout.addLayout(boxes)
        layout.addWidget(self._note)
        self._corrections = CorrectionRows()
        self._corrections.edited.connect(self.edited)
        layout.addWidget(self._corrections)
        note.box.setPlaceholderText(self.tr("More about the people, e.g. both already in hospital"))
        layout.addWidget(note.box)
        note.setParent(made)
        note.hide()
        made.setLayout(layout)
        return made

    def _line(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        made.textEdited.connect(lambda _text: self.edited.emit())
        return made

    def _locked(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        made.setEnabled(False)
        return made


def _labelled(title: str, box: QLineEdit) -> QWidget:
    made = QWidget()
    made.setLayout(column(shrinking(title, "dim"), box, None, spacing=3))
    return made


def _place_of_level(cells: Sequence[tuple[QWidget, bool]], keys: Iterable[str]) -> int:
    """Beside the kind of event where the form has one, else beside the time of receipt."""
    kinds = [at for at, (cell, _wide) in enumerate(cells) if isinstance(cell, ElementField) and cell.key == "kind"]
    return kinds[0] + 1 if kinds and "kind" in keys else 3


def _flow(grid: QGridLayout, cells: Iterable[tuple[QWidget, bool]]) -> None:
    line, column_at = 0, 0
    for widget, wide in cells:
        if wide and column_at:
            line, column_at = line + 1, 0
        grid.addWidget(widget, line, column_at, 1, 2 if wide else 1)
        if wide or column_at:
            line, column_at = line + 1, 0
        else:
            column_at = 1
