"""The circle round the chosen incident: drawn on the map, counted from the ledgers, its radius kept once it rests."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from commandpost.app.incidents import IncidentRow
from commandpost.domain.coordinates import LonLat
from commandpost.gui.context import GuiContext
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.pages.command.circle_panel import CirclePanel
from commandpost.gui.runtime.reading import Reading

RADIUS_PAUSE_MS = 250


class Circle(QObject):
    """``chosen`` tells the incident it is round."""

    settled = Signal(object, int)  # IncidentRow, metres: another radius than is kept

    def __init__(
        self,
        context: GuiContext,
        panel: CirclePanel,
        canvas: MapCanvas,
        chosen: Callable[[], IncidentRow | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context, self._panel, self._canvas, self._chosen = context, panel, canvas, chosen
        self._counted: tuple[LonLat | None, int] | None = None  # place and radius the counts are of
        self._counting = Reading(context.tasks, self._count)
        self._pause = QTimer(self, singleShot=True, interval=RADIUS_PAUSE_MS)
        self._pause.timeout.connect(self._rests)
        panel.radius_changed.connect(self._radius_changed)

    def follow(self) -> None:
        """Another incident may be chosen, or the chosen one lies elsewhere."""
        row = self._chosen()
        self._panel.show_incident(row)
        self.draw()
        if row is None or self._counted != (row.lonlat, self._panel.radius.value()):
            self._counting.ask()

    def draw(self) -> None:
        """Draw it anew, e.g. where a tool took its place."""
        row = self._chosen()
        if row is None or row.lonlat is None:
            self._canvas.clear_circle()
        else:
            self._canvas.set_circle(row.lonlat, self._panel.radius.value())

    def count_again(self) -> None:
        """What is counted may have changed."""
        self._counting.ask()

    def choose_radius(self) -> None:
        """Lead the keyboard to its number."""
        self._panel.radius.setFocus()
        self._panel.radius.selectAll()

    async def _count(self) -> None:
        row, radius = self._chosen(), self._panel.radius.value()
        self._counted = None if row is None else (row.lonlat, radius)
        if row is None or row.lonlat is None:
            self._panel.show_counts(None)
            return
        found = await self._context.tasks.read(self._context.services.incidents.nearby, row.lonlat, radius)
        self._panel.show_counts(found)

    def _radius_changed(self, _metres: int) -> None:
        self.draw()
        self._counting.ask()
        self._pause.start()

    def _rests(self) -> None:
        row, metres = self._chosen(), self._panel.radius.value()
        if row is not None and round(row.radius) != metres:
            self.settled.emit(row, metres)
