"""The form of one row, derived from the ledger's specification."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from commandpost.app.ledgers import LedgerRow
from commandpost.app.permissions import Action
from commandpost.domain.coordinates import LonLat
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.ledgers.base import LedgerGeometry, LedgerSpec, Value
from commandpost.domain.pasted_place import ToldPlace
from commandpost.gui.messages import sentence
from commandpost.gui.pages.ledgers.field_box import FieldBox
from commandpost.gui.theme import Theme
from commandpost.gui.widgets.place_entry import PlaceEntry
from commandpost.gui.widgets.shape import button, column, label, mark_problem, row, set_role
from commandpost.gui.widgets.upright_scroll import UprightScroll

LEAST_WIDTH = 320


class LedgerForm(UprightScroll):
    """A new row or one to revise; says what the operator wants."""

    save_requested = Signal()
    verify_requested = Signal()
    map_requested = Signal()
    reveal_requested = Signal(str)  # key of a field

    def __init__(self, theme: Theme) -> None:
        super().__init__(LEAST_WIDTH)
        self._spec: LedgerSpec | None = None
        self._row: LedgerRow | None = None
        self._boxes: dict[str, FieldBox] = {}
        self._place = QLineEdit()
        self._entry: PlaceEntry | None = None  # only where the ledger's rows are points
        self._verify, self._map, self._give_up = QPushButton(), QPushButton(), QPushButton()
        self._title, self._problem = label("", "heading"), label("", "problem", wrap=True)
        self.dirty = False

    @property
    def record(self) -> RecordId | None:
        """The row to revise; None: a new one."""
        return self._row.id if self._row is not None else None

    def show_spec(self, spec: LedgerSpec, language: str) -> None:
        """Build the form of a ledger."""
        self._spec, self._boxes, self._entry = spec, {}, None
        inside = QWidget()
        inside.setProperty("role", "panel")
        self._title, self._problem = label("", "heading"), label("", "problem", wrap=True)
        layout = column(self._title, self._problem, spacing=10, margins=(16, 14, 16, 14))
        for one in spec.form():
            box = FieldBox(one, language)
            box.edited.connect(self._edited)
            box.reveal_requested.connect(self.reveal_requested)
            self._boxes[one.key] = box
            layout.addWidget(box)
        if spec.geometry is LedgerGeometry.POINT:
            layout.addWidget(self._place_part())
        layout.addLayout(self._buttons())
        layout.addStretch(1)
        inside.setLayout(layout)
        self.hold(inside)
        self.show_row(None)

    def show_row(self, shown: LedgerRow | None) -> None:
        """Show a row; None empties the form for a new one."""
        self._row = shown
        for key, box in self._boxes.items():
            box.show_value(shown.values.get(key) if shown is not None else None, stored=shown is not None)
        place = shown.lonlat if shown is not None else None
        if self._entry is not None:
            self._entry.show_place(place, shown.told_place if shown is not None else None)
        mark_problem(self._place, wrong=False)
        self._say_which()
        self.say("")
        self._mark(dirty=False)

    def show_saved(self, shown: LedgerRow, kept: tuple[object, ...]) -> None:
        """Show what was saved; what was typed since ``kept`` was handed over stays, as changes of the same row."""
        if self.standing() == kept:
            self.show_row(shown)
            return
        self._row = shown
        self._say_which()

    def standing(self) -> tuple[object, ...]:
        """What is written in the form, to be compared."""
        return self.record, self.values(), self._place.text()

    def leave(self) -> bool:
        """Whether the form may show another row; half-typed changes stay, and a sentence says so."""
        if self.dirty:
            self.say(self.tr("Changes are not saved yet: save them or give them up first."))
        return not self.dirty

    def _say_which(self) -> None:
        shown = self._row
        self._title.setText(shown.name if shown is not None else self.tr("New row"))
        self._verify.setVisible(shown is not None)
        self._map.setVisible(shown is not None and (shown.lonlat is not None or shown.geometry is not None))

    def _mark(self, *, dirty: bool) -> None:
        self.dirty = dirty
        self._give_up.setVisible(dirty)

    def values(self) -> dict[str, Value]:
        """What is written in the form."""
        return {key: box.value for key, box in self._boxes.items()}

    def place(self) -> LonLat | None:
        """The coordinate as typed. Raises RuleBroken("coordinate_…") and marks the field."""
        try:
            return self._entry.place() if self._entry is not None else None
        except RuleBroken:
            mark_problem(self._place, wrong=True)
            raise

    @property
    def told_place(self) -> ToldPlace | None:
        """How the coordinate was told."""
        return self._entry.told_place if self._entry is not None else None

    def show_clear(self, key: str, text: str) -> None:
        self._boxes[key].show_clear(text)

    def refuse(self, error: RuleBroken) -> None:
        """Say a refusal beside its field, or above the form."""
        box = self._boxes.get(str(error.params.get("field", "")))
        if box is not None:
            box.say(sentence(error))
        else:
            self.say(sentence(error))

    def say(self, words: str, role: str = "problem") -> None:
        """A sentence above the form; "" takes it away, and every mark with it."""
        set_role(self._problem, role)
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        if not words:
            for box in self._boxes.values():
                box.say("")

    def focus_first(self) -> None:
        """To the first field."""
        first = next(iter(self._boxes.values()), None)
        if first is not None:
            first.focus()

    def _edited(self) -> None:
        self._mark(dirty=True)

    def _place_part(self) -> QWidget:
        self._place = QLineEdit()
        self._place.setPlaceholderText("39.9052, 116.4127")
        self._place.setAccessibleName(self.tr("Coordinate"))
        datum, told = QComboBox(), label("", "small", wrap=True)
        datum.setAccessibleName(self.tr("Which map the coordinate is from"))
        self._entry = PlaceEntry(self._place, datum, told)
        self._entry.changed.connect(self._edited)
        made = QWidget()
        caption = label(self.tr("Coordinate or map link"), "dim")
        made.setLayout(column(caption, self._place, datum, told, spacing=3))
        return made

    def _buttons(self) -> QVBoxLayout:
        save = button(self.tr("Save"), role="primary", needs=Action.EDIT_LEDGERS)
        save.clicked.connect(self.save_requested)
        self._verify = button(self.tr("Verified today"), needs=Action.EDIT_LEDGERS)
        self._verify.clicked.connect(self.verify_requested)
        self._map = button(self.tr("On the map"))
        self._map.clicked.connect(self.map_requested)
        self._give_up = button(self.tr("Give up changes"))
        self._give_up.clicked.connect(lambda: self.show_row(self._row))
        both = column(spacing=8)
        both.addLayout(row(save, self._verify, self._map, None, spacing=8))
        both.addLayout(row(self._give_up, None))
        return both
