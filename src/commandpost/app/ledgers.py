"""Ledgers: rows entered, filtered, found around a place and drawn, all from their specifications."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from commandpost.app.desk import Desk
from commandpost.app.ledger_map import LedgerMap
from commandpost.app.ledger_rows import (
    LedgerLayer,
    LedgerRow,
    NearRow,
    as_typed,
    open_fields,
    row_of,
    rows_of,
    sealed_fields,
    typed_value,
    without_masks,
)
from commandpost.app.names import Names
from commandpost.app.permissions import Action, require
from commandpost.domain.coordinates import LonLat, distance_m, geodesic_ring
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.ledgers import LEDGERS
from commandpost.domain.ledgers.base import LedgerSpec, MapLayerSpec, Value
from commandpost.domain.local_time import local_day
from commandpost.domain.pasted_place import ToldPlace
from commandpost.journal.entry import ChangeSet, Draft, Json
from commandpost.journal.fold import Record

__all__ = ["LedgerLayer", "LedgerRow", "LedgerService", "NearRow"]


class LedgerService:
    """Use cases of ledgers; ``specs`` are those of the program unless a test adds one."""

    def __init__(self, desk: Desk, specs: Sequence[LedgerSpec] = LEDGERS) -> None:
        self._desk = desk
        self._specs = {spec.key: spec for spec in specs}
        self._map = LedgerMap(desk, specs)

    def specs(self) -> tuple[LedgerSpec, ...]:
        return tuple(self._specs.values())

    def spec(self, key: str) -> LedgerSpec:
        """A specification by its key or its records' kind. Raises RuleBroken("ledger_unknown")."""
        found = self._specs.get(key.removeprefix("ledger."))
        if found is None:
            raise RuleBroken("ledger_unknown", ledger=key)
        return found

    def rows(
        self,
        spec_key: str,
        filter: str = "",  # noqa: A002  # the word on the page
        *,
        limit: int | None = None,
        language: str = "zh_CN",
    ) -> tuple[LedgerRow, ...]:
        """Rows in which every word of ``filter`` occurs, in the order they were entered."""
        spec, today = self.spec(spec_key), self._today()
        records = self._desk.store.records(spec.kind, unit=self._desk.unit, limit=limit)
        rows = rows_of(spec, records, today, self._desk.store)
        return tuple(row for row in rows if not filter.strip() or spec.matches(row.values, filter, language))

    def row(self, record: RecordId) -> LedgerRow:
        """Raises RuleBroken("ledger_row_unknown")."""
        found = self._record(record)
        return rows_of(self.spec(found.kind), [found], self._today(), self._desk.store)[0]

    def save(
        self,
        spec_key: str,
        record: RecordId | None,
        values: Mapping[str, Value],
        *,
        lonlat: LonLat | None = None,
        told_place: ToldPlace | None = None,
        geometry: Mapping[str, Json] | None = None,
    ) -> RecordId:
        """Enter a row (``record`` None) or revise one; a masked value given back unchanged is left as it is.

        Raises RuleBroken("ledger_field_unknown"|"ledger_field_missing"|"ledger_value_invalid", field=…) and what
        ``permissions.require`` raises.
        """
        require(self._desk.session, Action.EDIT_LEDGERS)
        draft = self.draft(spec_key, record, values, lonlat=lonlat, told_place=told_place, geometry=geometry)
        self._desk.write(draft)
        return draft.record

    def draft(
        self,
        spec_key: str,
        record: RecordId | None,
        values: Mapping[str, Value],
        *,
        lonlat: LonLat | None = None,
        told_place: ToldPlace | None = None,
        geometry: Mapping[str, Json] | None = None,
    ) -> Draft:
        """The draft of ``save``, for many rows in one transaction; raises as ``save`` but asks for nobody."""
        spec = self.spec(spec_key)
        kept: Mapping[str, str] = self._desk.store.personal(record) if record else {}
        before: dict[str, Value] = {**self._kept(spec, record), **kept}
        told = {**before, **as_typed(without_masks(spec, values, kept), before)}
        clean = spec.checked(told)
        fields = open_fields(spec, clean)
        fields |= {"text": spec.search_text(clean)}
        if lonlat is not None:
            fields |= {"lon": lonlat.lon, "lat": lonlat.lat}
            fields |= {"told_place": dict[str, Json](told_place.to_plain()) if told_place is not None else None}
        if geometry is not None:
            fields |= {"geometry": dict(geometry)}
        return Draft(
            kind=spec.kind,
            record=record or self._desk.new_id(spec.key),
            act="ledger.revise" if record else "ledger.enter",
            set=fields,
            personal=sealed_fields(spec, clean, kept),
        )

    def verify(self, record: RecordId) -> None:
        """Say that a row was looked at today and is right."""
        require(self._desk.session, Action.EDIT_LEDGERS)
        kind = self._record(record).kind
        today: dict[str, Json] = {"verified_at": self._today().isoformat()}
        self._desk.write(Draft(kind=kind, record=record, act="ledger.verify", set=today))

    def count(self, spec_key: str) -> int:
        return self._desk.store.count(self.spec(spec_key).kind, unit=self._desk.unit)

    def search(self, text: str, limit: int = 50) -> tuple[LedgerRow, ...]:
        """Rows of all ledgers by their open words, Chinese or pinyin initials."""
        kinds = [spec.kind for spec in self.specs()]
        found = self._desk.store.search(text, kinds=kinds, limit=limit)
        sealed, today = self._desk.store.personals(found), self._today()
        return tuple(row_of(self.spec(record.kind), record, today, sealed[record.id]) for record in found)

    def near(self, center: LonLat, radius_m: float, spec_keys: Iterable[str] | None = None) -> tuple[NearRow, ...]:
        """Rows within a true distance, nearest first; of all ledgers or of those named, without sensitive values."""
        specs = self.specs() if spec_keys is None else tuple(map(self.spec, spec_keys))
        ring = geodesic_ring(center, radius_m)
        (west, south), (east, north) = ring.min(axis=0).tolist(), ring.max(axis=0).tolist()
        rows = [
            row_of(spec, record, self._today())
            for spec in specs
            for record in self._desk.store.within(spec.kind, west, south, east, north)
        ]
        placed = ((row, distance_m(center, row.lonlat)) for row in rows if row.lonlat is not None)
        found = [NearRow(row=row, distance_m=distance) for row, distance in placed if distance <= radius_m]
        return tuple(sorted(found, key=lambda one: (one.distance_m, one.row.id)))

    def layers(self) -> tuple[LedgerLayer, ...]:
        """The map layers, of this unit and of those below it, without sensitive values.

        Those with people are empty while the desk is locked.
        """
        layers = ((spec, layer) for spec in self.specs() if (layer := spec.layer()) is not None)
        names = Names(self._desk.store)
        return tuple(
            self._layer(layer, () if self._is_hidden(spec) else self._map.rows(spec), names) for spec, layer in layers
        )

    def gather(self) -> bool:
        """Read the next piece of what ``layers`` draws, so that a long ledger holds up nobody; whether more waits."""
        return self._map.gather()

    def took(self, changes: ChangeSet) -> None:
        """Told every change by the composition root; from any thread."""
        self._map.took(changes)

    # --------------------------------------------------------------------------------------------------- inside

    def _layer(self, layer: MapLayerSpec, rows: tuple[LedgerRow, ...], names: Names) -> LedgerLayer:
        others = sorted({row.unit for row in rows} - {self._desk.unit})
        names.know(f"unit-{unit}" for unit in others)
        return LedgerLayer(layer=layer, rows=rows, units={unit: names.unit(unit) for unit in others})

    def _is_hidden(self, spec: LedgerSpec) -> bool:
        return spec.personal and self._desk.session.locked

    def _today(self) -> date:
        return local_day(self._desk.now())

    def _record(self, record: RecordId) -> Record:
        found = self._desk.store.record(record)
        if found is None or not found.kind.startswith("ledger."):
            raise RuleBroken("ledger_row_unknown", record=record)
        return found

    def _kept(self, spec: LedgerSpec, record: RecordId | None) -> dict[str, Value]:
        """The open values of a row that is revised, so that a form may send only what changed."""
        if record is None:
            return {}
        fields = self._record(record).fields
        return {one.key: typed_value(fields, one.key) for one in spec.fields if not one.sensitive}
