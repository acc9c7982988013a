"""Reports of the day that came from the chosen unit: their words, whether corrected, and what stood there before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtWidgets import QListWidget, QWidget

from commandpost.app.daily import DailyRow
from commandpost.domain.deadlines import Verdict
from commandpost.domain.ids import UnitCode
from commandpost.gui.context import GuiContext
from commandpost.gui.runtime.reading import Reading
from commandpost.gui.times import clock_time, short_day
from commandpost.gui.widgets.shape import column, label

SHOWN = 7  # days


class DayReports(QWidget):
    """``chosen`` names the unit chosen in the table of units."""

    def __init__(self, context: GuiContext, chosen: Callable[[], Sequence[UnitCode]]) -> None:
        super().__init__()
        self._context = context
        self._chosen = chosen
        self._reading = Reading(context.tasks, self._read)
        heading = label(self.tr("Its reports of the day"), "dim")
        self.list = QListWidget()
        self.list.setAccessibleName(heading.text())
        self.list.setWordWrap(True)
        heading.setBuddy(self.list)
        self.setLayout(column(heading, self.list, spacing=4))

    def ask(self) -> None:
        """Another unit was chosen, or a report came."""
        self._reading.ask()

    async def _read(self) -> None:
        chosen = self._chosen()
        rows: tuple[DailyRow, ...] = ()
        if chosen:
            rows = await self._context.tasks.read(self._context.services.daily.rows, chosen[0], SHOWN)
        if chosen != self._chosen():
            return  # it is read again for the other one
        self.list.clear()
        self.list.addItems([*map(self._line, rows)] or [self.tr("none received yet")])

    def _line(self, one: DailyRow) -> str:
        if one.explained:
            return self.tr("{day}  not reported: {reason}").format(day=_day(one), reason=one.late_reason)
        words = self.tr("{day}  {words} ({at} {by})")
        told = words.format(day=_day(one), words=self._words(one.text), at=_at(one.sent_at), by=one.sent_by)
        if one.lateness is not None and one.lateness.verdict is Verdict.LATE:
            told += self.tr(" · late")
        if one.corrected_at is None:
            return told
        mark = self.tr("▲ corrected {at} {by}; before: {before}")
        before = " → ".join(map(self._words, one.before))
        return "\n".join((told, mark.format(at=_at(one.corrected_at), by=one.corrected_by, before=before)))

    def _words(self, told: str) -> str:
        return told or self.tr("zero report")


def _day(one: DailyRow) -> str:
    return f"{one.day.month}/{one.day.day}"


def _at(moment: datetime) -> str:
    return f"{short_day(moment)} {clock_time(moment)}"
