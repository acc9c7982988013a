"""The figures of alarms in words and as a workbook: what EEMUA 191 asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject

from commandpost.domain.alarm_rates import AIMS, AlarmRates
from commandpost.domain.alarms import Priority
from commandpost.gui.context import GuiContext
from commandpost.gui.pages.exporting import keep_file
from commandpost.gui.times import local

SPAN = timedelta(hours=24)
EXPORTED_DAYS = (1, 7, 30)
Row = tuple[str | int | float, ...]


class AlarmFigures(QObject):
    """Reads them off the window's thread and gives the words."""

    def __init__(self, context: GuiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def ask(self, show: Callable[[str], None]) -> None:
        """Read the last day and show it in words."""
        self._context.tasks.start(self._read(show))

    def save(self) -> None:
        """Write day, week and month as a workbook into the folder of exports."""
        self._context.start(self._save)

    async def _read(self, show: Callable[[str], None]) -> None:
        show(self.words(await self._rates(SPAN)))

    async def _save(self) -> None:
        told = [await self._rates(timedelta(days=days)) for days in EXPORTED_DAYS]
        title, day = self.tr("Alarm figures"), f"{local(self._context.now()):%Y-%m-%d}"
        content = await self._context.tasks.net(self._context.services.flow.workbook, self.rows(told), title)
        await keep_file(self._context, f"{title}-{day}.xlsx", content)

    async def _rates(self, span: timedelta) -> AlarmRates:
        return await self._context.tasks.read(self._context.services.tools.alarms.rates, span)

    def words(self, rates: AlarmRates) -> str:
        """Two lines: how many, and how they share among the priorities against the aims."""
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
        told = (shares.format(name=name, share=rates.shares[one], aim=AIMS[one]) for one, name in self._names().items())
        return f"{many}\n{' · '.join(told)}"

    def rows(self, told: list[AlarmRates]) -> tuple[Row, ...]:
        """A line for each figure, a column for each span, the aim beside; shares in percent."""
        head = (self.tr("Figure (EEMUA 191)"), *(self.tr("last %n day(s)", "", days) for days in EXPORTED_DAYS))
        figures: tuple[tuple[str, Callable[[AlarmRates], int | float]], ...] = (
            (self.tr("Alarms"), lambda one: one.total),
            (self.tr("an hour, mean"), lambda one: round(one.per_hour, 2)),
            (self.tr("in ten minutes, mean"), lambda one: round(one.per_window, 3)),
            (self.tr("in ten minutes, most"), lambda one: one.most),
            (self.tr("flood, % of the time"), lambda one: round(100 * one.flood_share, 2)),
        )
        lines = [(words, *map(figure, told), "") for words, figure in figures]
        lines += [
            (self.tr("{name}, %").format(name=name), *(round(100 * one.shares[kind], 1) for one in told), AIMS[kind])
            for kind, name in self._names().items()
        ]
        standing = (self.tr("Standing now"), told[0].standing)
        return ((*head, self.tr("aim")), *lines, standing)

    def _names(self) -> dict[Priority, str]:
        return {
            Priority.HIGH: self.tr("high"),
            Priority.MEDIUM: self.tr("medium"),
            Priority.LOW: self.tr("low"),
        }
