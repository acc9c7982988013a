"""Puts records on the map: incidents as pins in the colour of their level, ledgers as their layers say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from commandpost.app.incidents import IncidentRow
from commandpost.app.ledgers import LedgerLayer, LedgerRow
from commandpost.app.record_fields import table, text
from commandpost.domain.coordinates import LonLat
from commandpost.domain.errors import RuleBroken
from commandpost.domain.geometry import rings_of, shape_from_geojson
from commandpost.domain.ids import RecordId
from commandpost.gui.map.colours import ColourRole
from commandpost.gui.map.markers import Marker, Symbol
from commandpost.gui.map.situation import Area
from commandpost.gui.map.view import MapView
from commandpost.gui.vocabulary import LEVEL_ROLES, LEVEL_WORDS, level_sign, word
from commandpost.journal.fold import Record

INCIDENTS = "incident"
GRIDS = "grid"
PLACE = "place"  # asked for by its coordinate
NAMED = 6  # open incidents whose names are all shown
SYMBOLS: Mapping[str, Symbol] = {
    "square": Symbol.SHELTER,
    "disc": Symbol.TEAM,
    "triangle": Symbol.HAZARD,
    "person": Symbol.PERSON,
    "diamond": Symbol.SUPPLY,
    "pin": Symbol.PIN,
}
COLOURS: Mapping[str, ColourRole] = {"dim": ColourRole.NEUTRAL} | {role.value: role for role in ColourRole}


class Situation:
    """Keeps the map's layers in step with what was read; the map itself never moves for it."""

    def __init__(self, canvas: MapView) -> None:
        self._canvas = canvas
        self._personal: list[str] = []
        self._rows: tuple[IncidentRow, ...] = ()
        self._chosen: RecordId | None = None
        self._revealed: RecordId | None = None  # the choice the map has followed; from then on the hand alone moves it

    def show_incidents(self, rows: Sequence[IncidentRow]) -> None:
        self._rows = tuple(rows)
        self._draw_incidents()

    def choose(self, incident: RecordId | None) -> None:
        """Mark an incident and, when it was chosen just now, bring it into the window if it lies outside.

        A place that it gets later moves nothing: somebody may be looking at another.
        """
        self._chosen = incident
        self._draw_incidents()
        self._canvas.select(INCIDENTS if incident else "", incident or "")
        row = next((row for row in self._rows if row.id == incident), None)
        if row is not None and self._revealed != incident:
            self._revealed = incident
            if row.lonlat is not None:
                self._canvas.reveal(row.lonlat)
        elif incident is None:
            self._revealed = None

    def show_ledgers(self, layers: Sequence[LedgerLayer], language: str) -> None:
        """Draw every ledger's layer; those with people come empty while the desk is locked."""
        for shown in layers:
            markers = [marker for row in shown.rows for marker in _marker(shown, row)]
            title = shown.layer.label.text(language)
            self._canvas.set_markers(shown.layer.key, markers, title=title)

    def show_grids(self, grids: Sequence[Record]) -> None:
        """Draw the borders of the grids."""
        areas = [area for grid in grids for area in _area(grid)]
        if areas or any(entry.name == GRIDS for entry in self._canvas.layers()):
            self._canvas.set_areas(GRIDS, areas, title=QCoreApplication.translate("Situation", "Grid borders"))

    def show_place(self, place: LonLat) -> None:
        """Mark a place somebody asked for by its coordinate, and bring it into the window."""
        words = f"{place.lat:.6f}, {place.lon:.6f}"
        mark = Marker(
            id=PLACE, lonlat=place, symbol=Symbol.DOT, colour_role=ColourRole.ACCENT, label=words, emphasis=True
        )
        self._canvas.set_markers(PLACE, [mark], title=QCoreApplication.translate("Situation", "Pasted coordinate"))
        self._canvas.reveal(place)

    def _draw_incidents(self) -> None:
        title = QCoreApplication.translate("Situation", "Incidents")
        self._canvas.set_markers(INCIDENTS, [pin for row in self._rows for pin in self._pin(row)], title=title)

    def _pin(self, row: IncidentRow) -> tuple[Marker, ...]:
        if row.lonlat is None:
            return ()
        pin = Marker(
            id=row.id,
            lonlat=row.lonlat,
            symbol=Symbol.PIN,
            colour_role=COLOURS[LEVEL_ROLES[row.level]],
            label=row.title,
            emphasis=row.id == self._chosen or len(self._rows) <= NAMED,
            sign=level_sign(row.level),
            meaning=word(LEVEL_WORDS[row.level]),
            weight=row.level.rank,
            apart=row.id == self._chosen,
        )
        return (pin,)


def _marker(shown: LedgerLayer, row: LedgerRow) -> tuple[Marker, ...]:
    if row.lonlat is None:
        return ()
    vulnerable = bool(row.values.get("needs"))
    colour = ColourRole.YELLOW if vulnerable else COLOURS.get(shown.layer.colour, ColourRole.NEUTRAL)
    symbol = SYMBOLS.get(shown.layer.symbol, Symbol.DOT)
    label = " · ".join(filter(None, (row.name, shown.units.get(row.unit, ""))))  # of a person the unit alone
    return (Marker(id=row.id, lonlat=row.lonlat, symbol=symbol, colour_role=colour, label=label),)


def _area(grid: Record) -> tuple[Area, ...]:
    """The areas of a grid; a border that cannot be read, or is none, is not drawn."""
    try:
        form = shape_from_geojson(table(grid.fields, "geometry"))
    except RuleBroken:
        return ()
    name = text(grid.fields, "name")
    return tuple(
        Area(id=f"{grid.id}:{at}" if at else grid.id, rings=rings, label=name)
        for at, rings in enumerate(rings_of(form))
    )
