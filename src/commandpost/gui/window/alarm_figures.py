"""The figures of alarms in words: what EEMUA 191 asks for, of the last day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject

from commandpost.domain.alarm_rates import AIMS, AlarmRates
from commandpost.domain.alarms import Priority
from commandpost.gui.context import GuiContext

SPAN = timedelta(hours=24)


class AlarmFigures(QObject):
    """Reads them off the window's thread and gives the words."""

    def __init__(self, context: GuiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def ask(self, show: Callable[[str], None]) -> None:
        self._context.start(self._read(show))

    async def _read(self, show: Callable[[str], None]) -> None:
        show(self.words(await self._context.tasks.store(self._context.services.tools.alarms.rates, SPAN)))

    def words(self, rates: AlarmRates) -> str:
        """Two lines: how many, and how they share among the priorities against the aims."""
        names = {
            Priority.HIGH: self.tr("high"),
            Priority.MEDIUM: self.tr("medium"),
            Priority.LOW: self.tr("low"),
        }
        many = self.tr(
            "Last 24 h: {total} alarms; {per_hour:.1f} an hour, {per_window:.2f} in ten minutes, at most {most} in ten "
            "minutes; {standing} stand; flood {flood:.0%} of the time."
        ).format(
            total=rates.total,
            per_hour=rates.per_hour,
            per_window=rates.per_window,
            most=rates.most,
            standing=rates.standing,
            flood=rates.flood_share,
        )
        shares = self.tr("{name} {share:.0%} (aim {aim}%)")
        told = (shares.format(name=names[one], share=rates.shares[one], aim=AIMS[one]) for one in Priority)
        return f"{many}\n{' · '.join(told)}"
