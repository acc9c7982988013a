"""What a new desk does first, each with its key; the list is gone when all is done, or somebody puts it away."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QWidget

from commandpost.app.first_steps import FirstStep
from commandpost.gui.actions import key_of
from commandpost.gui.translation import QT_TRANSLATE_NOOP
from commandpost.gui.widgets.shape import button, column, label, row

WORDS: Mapping[FirstStep, tuple[str, str]] = MappingProxyType(
    {
        FirstStep.PEOPLE: ("staff.open", QT_TRANSLATE_NOOP("FirstSteps", "Enter the people on duty")),
        FirstStep.ROSTER: ("page.4", QT_TRANSLATE_NOOP("FirstSteps", "Import or fill in the month's roster")),
        FirstStep.LEDGERS: ("page.6", QT_TRANSLATE_NOOP("FirstSteps", "Enter teams, shelters and more")),
        FirstStep.MAP: ("map.import", QT_TRANSLATE_NOOP("FirstSteps", "Import the unit's map")),
    }
)
"""The action that leads there, and what is said."""


LEAST_LINES = 3  # that stay to be seen where type is large and the screen small; the rest is scrolled to


class FirstSteps(QScrollArea):
    """Shows what is missing; says which of it is wanted. As high as its steps, lower where there is no room."""

    asked = Signal(str)  # an action
    put_away = Signal()  # not wanted any more

    def __init__(self) -> None:
        super().__init__()
        self._missing: frozenset[FirstStep] = frozenset()
        self._wanted = True
        self._has_map = True  # until somebody has looked
        self.buttons = {step: self._button(*told) for step, told in WORDS.items()}
        heading = label(self.tr("This desk is new. First steps, in any order:"), "dim", wrap=True)
        self.away = button(self.tr("Do not show again"))
        self.away.clicked.connect(self.put_away)
        layout = column(heading, *self.buttons.values(), margins=(14, 10, 14, 10), spacing=6)
        layout.addLayout(row(None, self.away))
        self._steps = QWidget()
        self._steps.setLayout(layout)
        self._become_an_area()
        self._show()

    def sizeHint(self) -> QSize:  # Qt's name
        """All the steps at the width there is."""
        return QSize(self._steps.minimumSizeHint().width(), self._steps.heightForWidth(self.viewport().width()))

    def minimumSizeHint(self) -> QSize:  # Qt's name
        """A few lines."""
        whole = self.sizeHint()
        return QSize(whole.width(), min(whole.height(), LEAST_LINES * self.fontMetrics().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # Qt's name
        super().resizeEvent(event)
        self.updateGeometry()

    def _become_an_area(self) -> None:
        self.setWidget(self._steps)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        for behind in (self.viewport(), self._steps):
            behind.setAutoFillBackground(False)

    @property
    def missing(self) -> frozenset[FirstStep]:
        """What is not done yet."""
        return self._missing | (frozenset() if self._has_map else {FirstStep.MAP})

    def show_missing(self, missing: frozenset[FirstStep]) -> None:
        """What the journal lacks."""
        self._missing = missing
        self._show()

    def show_map(self, *, has_map: bool) -> None:
        """Whether there is a map to look at."""
        self._has_map = has_map
        self._show()

    def show_wanted(self, *, wanted: bool) -> None:
        """Whether this workstation wants the list at all."""
        self._wanted = wanted
        self._show()

    def _show(self) -> None:
        for step, made in self.buttons.items():
            made.setVisible(step in self.missing)
        self.setVisible(self._wanted and bool(self.missing))
        self.updateGeometry()

    def _button(self, action: str, words: str) -> QPushButton:
        made = button(QCoreApplication.translate("FirstSteps", words), key=key_of(action))
        made.clicked.connect(lambda: self.asked.emit(action))
        return made
