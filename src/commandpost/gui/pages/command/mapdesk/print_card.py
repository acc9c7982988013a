"""Asks how the map is printed: sheet, direction, scale, heading."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from commandpost.domain.map_paper import LARGEST, SCALES, SMALLEST
from commandpost.gui.map.foot_card import FootCard
from commandpost.gui.theme import Theme
from commandpost.gui.widgets.shape import button, column, label
from commandpost.gui.widgets.spin_box import SpinBox

LONGEST_HEADING = 40


class PrintCard(FootCard):
    """A card at the foot of the map; the frame it describes is drawn on the map meanwhile."""

    changed = Signal()
    wanted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme.px(420), parent)
        self.heading = QLineEdit()
        self.heading.setMaxLength(LONGEST_HEADING)
        self.heading.setPlaceholderText(self.tr("Heading, may stay empty"))
        self.heading.setAccessibleName(self.tr("Heading"))
        self._sheet = QComboBox()
        self._sheet.setAccessibleName(self.tr("Sheet"))
        for words, value in (
            (self.tr("A4 lying"), ("a4", False)),
            (self.tr("A4 upright"), ("a4", True)),
            (self.tr("A3 lying"), ("a3", False)),
            (self.tr("A3 upright"), ("a3", True)),
        ):
            self._sheet.addItem(words, value)
        self.scale = SpinBox()
        self.scale.setRange(LARGEST, SMALLEST)
        self.scale.setPrefix("1:")
        self.scale.setSingleStep(500)
        self.scale.setKeyboardTracking(False)
        self.scale.setAccessibleName(self.tr("Scale"))
        self._usual = QComboBox()
        self._usual.setAccessibleName(self.tr("Usual scales"))
        for scale in SCALES:
            self._usual.addItem(f"1:{scale}", scale)
        self._make = button(self.tr("Make the PDF"), role="primary", key="Enter")
        close = button(self.tr("Close"), role="flat", key="Esc")
        self._usual.activated.connect(lambda _at: self.scale.setValue(int(self._usual.currentData())))
        self._sheet.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.scale.valueChanged.connect(lambda _value: self.changed.emit())
        self.heading.returnPressed.connect(self.wanted)
        self._make.clicked.connect(self.wanted)
        close.clicked.connect(self.closed)
        layout = column(label(self.tr("Print the map"), "strong"), self.heading, margins=(14, 12, 14, 12))
        layout.addLayout(self.flow(self._sheet, self.scale, self._usual))
        layout.addLayout(self.flow(self._make, None, close))
        self.setLayout(layout)

    @property
    def sheet(self) -> tuple[str, bool]:
        """The name of the sheet, and whether it stands upright."""
        name, upright = self._sheet.currentData()
        return str(name), bool(upright)

    def show_busy(self, *, busy: bool) -> None:
        self._make.setEnabled(not busy)

    def offer_scale(self, scale: int) -> None:
        """Begin with the scale that shows what is looked at."""
        self.scale.blockSignals(True)
        self.scale.setValue(scale)
        self.scale.blockSignals(False)
        self._usual.setCurrentIndex(max(0, self._usual.findData(scale)))
