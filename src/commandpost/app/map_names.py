"""Names on the map: those of the journal's things and of the base map, with their pinyin initials."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from commandpost.app import pinyin
from commandpost.app.desk import Desk
from commandpost.app.map_answers import FoundItem
from commandpost.app.map_items import GRID, PEOPLE, MapItem, path_array
from commandpost.app.names import Names
from commandpost.app.record_fields import table, text
from commandpost.domain.coordinates import LonLat
from commandpost.domain.errors import RuleBroken
from commandpost.domain.gazetteer import Division, Gazetteer, NamedArea, Whereabouts, division_of
from commandpost.domain.geometry import Shape, shape_from_geojson
from commandpost.domain.ids import RecordId
from commandpost.domain.layer_shapes import Shapes, inner_places, point_shapes, shapes_of
from commandpost.domain.map_layer import GeometryKind, LayerRole, MapLayerData
from commandpost.domain.name_index import NameIndex
from commandpost.journal.fold import Record

BASE = "base"  # kind of what only the base map knows
DIVIDING = frozenset({LayerRole.BOUNDARY, LayerRole.GRID})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """One source of names: the base map's, or the journal's."""

    items: tuple[FoundItem, ...]
    names: NameIndex
    places: Gazetteer


class MapNames:
    """Keeps a book of the base map, made once, and a book of the journal, made anew after a change."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._base: _Book | None = None
        self._own: _Book | None = None

    def use_base(self, layers: Sequence[MapLayerData]) -> None:
        self._base = _base_book(layers)

    def forget(self) -> None:
        """The journal's things or grids have changed."""
        self._own = None

    def where(self, place: LonLat, items: Mapping[RecordId, MapItem]) -> Whereabouts:
        own = self._book(items).places.where(place)
        return own if self._base is None else own.with_rest(self._base.places.where(place))

    def find(self, typed: str, items: Mapping[RecordId, MapItem], limit: int) -> tuple[FoundItem, ...]:
        """The journal's hits before those of the base map."""
        books = [self._book(items)] + ([self._base] if self._base else [])
        hits = [book.items[row] for book in books for row in book.names.find(typed, limit)]
        shown = (hit for hit in hits if hit.kind != PEOPLE or not self._desk.session.locked)
        return tuple(shown)[:limit]

    def _book(self, items: Mapping[RecordId, MapItem]) -> _Book:
        if self._own is None:
            self._own = _own_book(tuple(items.values()), self._grids())
        return self._own

    def _grids(self) -> list[NamedArea]:
        units = Names(self._desk.store)
        areas: list[NamedArea] = []
        for record in self._desk.store.records(GRID):
            form = _form(record)
            if form is None:
                continue
            street = self._desk.unit_name if record.unit == self._desk.unit else units.unit(record.unit)
            told = (
                (Division.GRID, text(record.fields, "name")),
                (Division.COMMUNITY, text(record.fields, "community")),
                (Division.STREET, street),
            )
            areas += [NamedArea(name=name, division=division, form=form) for division, name in told if name]
        return areas


class _Letters(dict[int, str]):
    """Character → first letter of its pinyin; each is looked up once."""

    def __missing__(self, code: int) -> str:
        letter = pinyin.initials(chr(code)) or chr(code)
        self[code] = letter
        return letter


_LETTERS = _Letters()


def initials(name: str) -> str:
    """幸福巷3号 → xfx3h; where a character is said in several ways its neighbours are asked: 长安街 → caj."""
    return name.translate(_LETTERS) if pinyin.SEVERAL_WAYS.isdisjoint(name) else pinyin.initials(name)


def _own_book(items: Sequence[MapItem], grids: Sequence[NamedArea]) -> _Book:
    found = tuple(
        FoundItem(kind=one.kind, id=one.id, name=one.name, address=one.address, lonlat=one.lonlat) for one in items
    )
    words = [(one.name, one.address, one.number, initials(one.name), initials(one.address)) for one in items]
    addressed = [one for one in items if one.address]
    return _Book(
        items=found,
        names=NameIndex(words),
        places=Gazetteer(
            grids,
            [one.address for one in addressed],
            point_shapes(path_array(one.lonlat for one in addressed)),
        ),
    )


def _base_book(layers: Iterable[MapLayerData]) -> _Book:
    areas: list[NamedArea] = []
    names: list[str] = []
    forms: list[Shapes] = [point_shapes(np.empty((0, 2)))]
    for layer in layers:
        features, shapes = shapes_of(layer)
        known = [(layer.names[feature], at) for at, feature in enumerate(features) if layer.names[feature].strip()]
        if layer.role in DIVIDING and layer.kind is GeometryKind.AREA:
            areas += [
                NamedArea(name=name, division=division, form=shapes[at])
                for name, at in known
                if (division := division_of(name)) is not None
            ]
        else:
            names += [name for name, _ in known]
            forms.append(shapes[[at for _, at in known]])
    every = np.concatenate(forms)
    return _Book(
        items=tuple(_base_item(name, spot) for name, spot in zip(names, inner_places(every), strict=True)),
        names=NameIndex([(name, initials(name)) for name in names]),
        places=Gazetteer(areas, names, every),
    )


def _base_item(name: str, spot: LonLat) -> FoundItem:
    return FoundItem(kind=BASE, id=RecordId(""), name=name, address="", lonlat=spot)


def _form(record: Record) -> Shape | None:
    geometry = table(record.fields, "geometry")
    try:
        return shape_from_geojson(geometry) if geometry else None
    except RuleBroken:
        return None
