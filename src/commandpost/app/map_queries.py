"""The map's questions: what lies in an area, what is nearest, where is this, what is called so."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

import numpy as np

from commandpost.app.desk import Desk
from commandpost.app.map_answers import AreaAnswer, Asked, AskedShape, FoundItem, PlaceAnswer
from commandpost.app.map_items import (
    GRID,
    HAZARDS,
    INCIDENTS,
    KINDS,
    PEOPLE,
    SHELTERS,
    SUPPLIES,
    TEAMS,
    MapItem,
    Shelf,
    item_of,
)
from commandpost.app.map_names import MapNames
from commandpost.domain.coordinates import LonLat
from commandpost.domain.errors import RuleBroken
from commandpost.domain.geometry import Shape, area_m2, center_of, circle_shape
from commandpost.domain.ids import RecordId
from commandpost.domain.map_layer import IntArray, MapLayerData
from commandpost.domain.plane import buffer_shape
from commandpost.journal.entry import ChangeSet

LISTED = 50  # of each ledger
WIDEST_M = 50_000.0
NEAREST_KINDS = (TEAMS, SHELTERS, SUPPLIES, HAZARDS)
READ = frozenset({*KINDS, GRID})
READ_AGAIN = 500  # changed records beyond which everything is read anew


class MapQueryService:
    """Answers from memory; what changed in the journal is read before the next answer. The store's thread only.

    ``took`` is told every change by the composition root and may be called from any thread.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._items: dict[RecordId, MapItem] | None = None
        self._shelves: dict[str, Shelf] = {}
        self._names = MapNames(desk)
        self._stale: deque[RecordId] = deque()
        self._anew = True  # everything, and not only what is stale

    def took(self, changes: ChangeSet) -> None:
        """Remember which records must be read again; a repaired journal names none: any may be gone."""
        self._stale.extend(changes.records)
        if not changes.records and not changes.kinds.isdisjoint(READ):
            self._anew = True

    def use_base(self, layers: Sequence[MapLayerData]) -> None:
        """Find names and boundaries of this base map as well."""
        self._names.use_base(layers)

    # ------------------------------------------------------------------------------------------------ questions

    def circle(self, center: LonLat, radius_m: float) -> AreaAnswer:
        """All within a true distance. Raises RuleBroken("distance_invalid")."""
        asked = Asked(shape=AskedShape.CIRCLE, center=center, metres=_sensible(radius_m))
        return self._answer(asked)

    def polygon(self, form: Shape) -> AreaAnswer:
        """All inside an area or on its edge."""
        return self._answer(Asked(shape=AskedShape.POLYGON, center=center_of(form), form=form))

    def buffer(self, form: Shape, metres: float) -> AreaAnswer:
        """All within so many metres of a line. Raises RuleBroken("distance_invalid")."""
        asked = Asked(shape=AskedShape.BUFFER, center=center_of(form), metres=_sensible(metres), form=form)
        return self._answer(asked)

    def nearest(self, center: LonLat, count: int, kinds: Iterable[str] = NEAREST_KINDS) -> tuple[FoundItem, ...]:
        """The nearest things of these kinds, nearest first."""
        self._refresh()
        found: list[FoundItem] = []
        for kind in kinds:
            shelf = self._shelf(kind)
            rows, metres = shelf.index.nearest(center, count)
            found += [_found(shelf.items[row], away) for row, away in _pairs(rows, metres)]
        return tuple(sorted(found, key=lambda one: (one.metres, one.id))[:count])

    def place(self, place: LonLat, count: int = 5) -> PlaceAnswer:
        """Where a place is and what lies nearest to it."""
        nearest = self.nearest(place, count)
        return PlaceAnswer(lonlat=place, where=self._names.where(place, self._known()), nearest=nearest)

    def find(self, typed: str, limit: int = 50) -> tuple[FoundItem, ...]:
        """Things and names of the map by name, address, pinyin initials or number; people only by address."""
        self._refresh()
        return self._names.find(typed, self._known(), limit)

    # --------------------------------------------------------------------------------------------------- inside

    def _answer(self, asked: Asked) -> AreaAnswer:
        self._refresh()
        rows = {kind: _rows(self._shelf(kind), asked) for kind in KINDS}
        people = self._shelf(PEOPLE)
        needs = {need: int(has[rows[PEOPLE]].sum()) for need, has in people.needs.items()}
        return AreaAnswer(
            asked=asked,
            where=self._names.where(asked.center, self._known()),
            people=len(rows[PEOPLE]),
            vulnerable=int(people.vulnerable[rows[PEOPLE]].sum()),
            needs={need: count for need, count in sorted(needs.items(), key=lambda one: -one[1]) if count},
            teams=len(rows[TEAMS]),
            team_members=int(self._shelf(TEAMS).amounts[rows[TEAMS]].sum()),
            shelters=len(rows[SHELTERS]),
            shelter_free=int(self._shelf(SHELTERS).amounts[rows[SHELTERS]].sum()),
            supplies=len(rows[SUPPLIES]),
            hazards=len(rows[HAZARDS]),
            incidents=len(rows[INCIDENTS]),
            area_m2=_size(asked),
            items=tuple(item for kind in KINDS if self._listed(kind) for item in self._list(kind, rows[kind], asked)),
        )

    def _list(self, kind: str, rows: IntArray, asked: Asked) -> list[FoundItem]:
        shelf = self._shelf(kind)
        if asked.shape is AskedShape.BUFFER and asked.form is not None:
            metres = shelf.index.distances(asked.form, rows)
            order = np.lexsort((rows, metres))[:LISTED]
            rows, metres = rows[order], metres[order]
        else:
            rows, metres = shelf.index.nearest(asked.center, LISTED, rows)
        return [_found(shelf.items[row], away) for row, away in _pairs(rows, metres)]

    def _listed(self, kind: str) -> bool:
        return kind != PEOPLE or not self._desk.session.locked

    def _known(self) -> dict[RecordId, MapItem]:
        return self._items or {}

    def _shelf(self, kind: str) -> Shelf:
        if kind not in self._shelves:
            self._shelves[kind] = Shelf(one for one in self._known().values() if one.kind == kind)
        return self._shelves[kind]

    def _refresh(self) -> None:
        """Read what changed since the last answer; everything the first time and after many changes."""
        changed = {self._stale.popleft() for _ in range(len(self._stale))}
        if self._anew or self._items is None or len(changed) > READ_AGAIN:
            self._anew = False  # first: what is told from here on is read again
            read = (item_of(record) for kind in KINDS for record in self._desk.store.records(kind))
            self._items = {item.id: item for item in read if item is not None}
            self._shelves.clear()
            self._names.forget()
            return
        for record in changed:
            self._read(record)

    def _read(self, record: RecordId) -> None:
        found = self._desk.store.record(record)
        if found is None or self._items is None:
            return
        if found.kind == GRID:
            self._names.forget()
        if found.kind not in KINDS:
            return
        old, new = self._items.pop(record, None), item_of(found)
        if new is not None:
            self._items[record] = new
        if old != new:
            self._shelves.pop(found.kind, None)
            self._names.forget()


def _rows(shelf: Shelf, asked: Asked) -> IntArray:
    if asked.form is None:
        return shelf.index.within_radius(asked.center, asked.metres)
    if asked.shape is AskedShape.BUFFER:
        return shelf.index.within_distance(asked.form, asked.metres)
    return shelf.index.within_shape(asked.form)


def _size(asked: Asked) -> float:
    if asked.form is None:
        return area_m2(circle_shape(asked.center, asked.metres))
    return area_m2(buffer_shape(asked.form, asked.metres) if asked.shape is AskedShape.BUFFER else asked.form)


def _found(item: MapItem, metres: float) -> FoundItem:
    return FoundItem(
        kind=item.kind, id=item.id, name=item.name, address=item.address, lonlat=item.lonlat, metres=metres
    )


def _pairs(rows: IntArray, metres: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> list[tuple[int, float]]:
    return list(zip(rows.tolist(), metres.tolist(), strict=True))


def _sensible(metres: float) -> float:
    if not 0 < metres <= WIDEST_M:
        raise RuleBroken("distance_invalid", field="metres", least=1, most=round(WIDEST_M))
    return metres
