"""What lies around the incident: a radius, six counts, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from commandpost.app.incidents import IncidentRow, Nearby
from commandpost.app.permissions import Action
from commandpost.gui.actions import key_of
from commandpost.gui.widgets.shape import ShrinkingLabel, button, column, label, line, row, set_role, shrinking
from commandpost.gui.widgets.spin_box import SpinBox

SMALLEST, LARGEST, STEP = 100, 5000, 100  # metres
START = 500


class CirclePanel(QFrame):
    """Counts of the ledgers inside a circle on the ground round the chosen incident."""

    radius_changed = Signal(int)  # metres
    asked = Signal(str)  # an action

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.radius = SpinBox()
        self.radius.setRange(SMALLEST, LARGEST)
        self.radius.setSingleStep(STEP)
        self.radius.setValue(START)
        self.radius.setSuffix(" m")
        self.radius.setKeyboardTracking(False)
        self.radius.setAccessibleName(self.tr("Radius in metres"))
        self.radius.valueChanged.connect(self.radius_changed)
        self._around = ShrinkingLabel("dim")
        self._values: dict[str, QLabel] = {}
        head = row(label(self.tr("Within"), "strong"), self.radius, self._around, margins=(14, 10, 14, 10))
        head.setStretch(2, 1)
        layout = column(line(), spacing=0)
        layout.addLayout(head)
        self.counts = QWidget()
        around = column(line(), spacing=0)
        around.addLayout(self._counts())
        self.counts.setLayout(around)
        layout.addWidget(self.counts)
        layout.addWidget(line())
        layout.addLayout(self._buttons())
        self.setLayout(layout)
        self.show_incident(None)

    def _counts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(14, 8, 14, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        cells = (
            ("people", self.tr("People")),
            ("vulnerable", self.tr("in need")),
            ("teams", self.tr("Teams")),
            ("shelters", self.tr("Shelters")),
            ("supplies", self.tr("Supplies")),
            ("hazards", self.tr("Hazards")),
        )
        for at, (key, words) in enumerate(cells):
            value = label("", "strong")
            value.setAccessibleName(words)
            self._values[key] = value
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(shrinking(words, "dim"), at // 2, at % 2 * 3)  # a number is never cut off, its name may be
            grid.addWidget(value, at // 2, at % 2 * 3 + 1)
        grid.setColumnMinimumWidth(2, 4)
        for column_of_names in (0, 3):
            grid.setColumnStretch(column_of_names, 1)
        return grid

    def _buttons(self) -> QGridLayout:
        self._draft = self._button("report.draft", self.tr("Draft report"), "danger", needs=Action.WRITE)
        self._phone = self._button("report.phone", self.tr("Phone report"), needs=Action.SEND)
        self._edit = self._button("incident.edit", self.tr("Revise"), needs=Action.DECIDE)
        self._close = self._button("incident.close", self.tr("End"), needs=Action.CLOSE_INCIDENT)
        grid = QGridLayout()
        grid.setContentsMargins(14, 10, 14, 12)
        grid.setSpacing(8)
        for at, made in enumerate((self._draft, self._phone, self._edit, self._close)):
            grid.addWidget(made, at // 2, at % 2)
        return grid

    def _button(self, action: str, words: str, role: str = "", *, needs: Action) -> QPushButton:
        made = button(words, role=role, key=key_of(action), needs=needs)
        made.clicked.connect(lambda: self.asked.emit(action))
        return made

    def show_incident(self, incident: IncidentRow | None) -> None:
        """The incident in the middle; None greys everything out."""
        self._around.setText(incident.place or incident.title if incident else self.tr("choose an incident"))
        for made in (self._draft, self._phone, self._edit, self._close):
            made.setEnabled(incident is not None)
        self.radius.setEnabled(incident is not None and incident.lonlat is not None)
        if incident is None or incident.lonlat is None:
            self.show_counts(None)
        elif incident.radius:
            self.radius.blockSignals(True)
            self.radius.setValue(round(incident.radius))
            self.radius.blockSignals(False)

    def show_counts(self, found: Nearby | None) -> None:
        """The six counts; None: nothing is known of any circle."""
        if found is None:
            for value in self._values.values():
                value.setText("—")
            return
        words = {
            "people": self.tr("%n", "people", found.people),
            "vulnerable": self.tr("%n", "people", found.vulnerable),
            "teams": self.tr("{teams} with {members}").format(teams=found.teams, members=found.team_members),
            "shelters": self.tr("%n free", "", found.shelter_free),
            "supplies": self.tr("%n", "places", found.supplies),
            "hazards": self.tr("%n", "places", found.hazards_open),
        }
        for key, text in words.items():
            self._values[key].setText(text)
        self._values["shelters"].setToolTip(self.tr("%n shelter(s)", "", found.shelters))
        set_role(self._values["hazards"], "soon" if found.hazards_open else "strong")
