"""When alarms of a pack sound and whom they reach: minutes, and who confirmed them."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from commandpost.domain.errors import RuleBroken
from commandpost.domain.rule_parsing import MAX_MINUTES
from commandpost.domain.rules import AlarmTimes
from commandpost.gui.widgets.shape import label, set_role

MINUTE = timedelta(minutes=1)
DEFAULTS = AlarmTimes()
TIMES = ("at_once", "leader", "district", "again", "silent")


class AlarmForm(QWidget):
    """All empty: the pack says nothing about alarms; one left empty keeps the program's default."""

    def __init__(self) -> None:
        super().__init__()
        titles = {
            "at_once": self.tr("“At once” rings after (min)"),
            "leader": self.tr("Not noted: to the leader after (min)"),
            "district": self.tr("Not noted: to the upper tier after (min)"),
            "again": self.tr("Noted but still late: again after (min)"),
            "silent": self.tr("A unit below is silent after (min)"),
            "confirmed_by": self.tr("Confirmed by, with the document"),
        }
        self.boxes = {name: QLineEdit() for name in titles}
        self.state = label("", "soon")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for at, (name, title) in enumerate(titles.items()):
            self.boxes[name].setAccessibleName(title)
            grid.addWidget(label(title, "dim"), at // 3 * 2, at % 3)
            grid.addWidget(self.boxes[name], at // 3 * 2 + 1, at % 3)
        for name in TIMES:
            self.boxes[name].setPlaceholderText(str(getattr(DEFAULTS, name) // MINUTE))
        grid.addWidget(self.state, 4, 0, 1, 3)

    def show_alarm(self, alarm: AlarmTimes | None) -> None:
        """Fill the form."""
        for name in TIMES:
            self.boxes[name].setText("" if alarm is None else str(getattr(alarm, name) // MINUTE))
        self.boxes["confirmed_by"].setText("" if alarm is None else alarm.confirmed_by)
        confirmed = alarm is not None and bool(alarm.confirmed_by)
        unconfirmed = self.tr("No document gives these minutes: defaults of the program, this unit is to confirm them.")
        self.state.setText(self.tr("confirmed") if confirmed else unconfirmed)
        set_role(self.state, "good" if confirmed else "soon")

    def alarm(self) -> AlarmTimes | None:
        """What the form says. Raises RuleBroken("rule_field_unreadable", field=…) for what is no number of minutes."""
        if not any(box.text().strip() for box in self.boxes.values()):
            return None
        return AlarmTimes(
            at_once=self._span("at_once", DEFAULTS.at_once),
            leader=self._span("leader", DEFAULTS.leader),
            district=self._span("district", DEFAULTS.district),
            again=self._span("again", DEFAULTS.again),
            silent=self._span("silent", DEFAULTS.silent),
            confirmed_by=self.boxes["confirmed_by"].text().strip(),
        )

    def _span(self, name: str, default: timedelta) -> timedelta:
        typed = self.boxes[name].text().strip()
        if not typed:
            return default
        if not (typed.isascii() and typed.isdecimal()) or int(typed) > MAX_MINUTES:
            raise RuleBroken("rule_field_unreadable", field=self.boxes[name].accessibleName(), typed=typed)
        return timedelta(minutes=int(typed))
