"""Rows of the ledgers: from records to values and back, personal ones masked on the way out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from commandpost.app.incident_records import lonlat_of
from commandpost.app.ports import Store
from commandpost.app.record_fields import Fields, table, text, texts
from commandpost.domain import visible_text
from commandpost.domain.coordinates import LonLat
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.ledgers.base import FieldSpec, LedgerSpec, MapLayerSpec, Value
from commandpost.domain.masking import mask_name, mask_phone, mask_text
from commandpost.domain.pasted_place import ToldPlace, told_from_plain
from commandpost.journal.entry import Json
from commandpost.journal.fold import Record

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One row; sensitive values are masked, ``out_of_date`` says that it was not verified in time."""

    spec: str
    id: RecordId
    unit: UnitCode
    name: str
    values: Mapping[str, Value]
    lonlat: LonLat | None
    told_place: ToldPlace | None
    geometry: Mapping[str, Json] | None
    out_of_date: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NearRow:
    """A row and its distance on the ground."""

    row: LedgerRow
    distance_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLayer:
    """The rows of a ledger as the map draws them; ``units`` has the names of the other units whose rows they are."""

    layer: MapLayerSpec
    rows: tuple[LedgerRow, ...]
    units: Mapping[UnitCode, str]


def rows_of(spec: LedgerSpec, records: Sequence[Record], today: date, store: Store) -> list[LedgerRow]:
    """Records as rows with their masked values."""
    sealed = store.personals(records) if any(one.sensitive for one in spec.fields) else {}
    return [row_of(spec, record, today, sealed.get(record.id, {})) for record in records]


def row_of(spec: LedgerSpec, record: Record, today: date, personal: Mapping[str, str] = NOTHING) -> LedgerRow:
    """A record as a row; without its sensitive values they are left out, which is quicker for a whole map."""
    values = {one.key: _value(one, record.fields, personal) for one in spec.fields}
    return LedgerRow(
        spec=spec.key,
        id=record.id,
        unit=record.unit,
        name=str(values.get("name") or ""),
        values=values,
        lonlat=lonlat_of(record.fields),
        told_place=told_from_plain(table(record.fields, "told_place")),
        geometry=table(record.fields, "geometry") or None,
        out_of_date=spec.out_of_date(values, today),
    )


def masked(key: str, value: str) -> str:
    """A personal value until it is asked for."""
    if "phone" in key:
        return mask_phone(value)
    return mask_name(value) if key in {"name", "carer", "keeper", "leader"} else mask_text(value)


def without_masks(spec: LedgerSpec, values: Mapping[str, Value], personal: Mapping[str, str]) -> dict[str, Value]:
    """The values of a form; a masked one that was not touched is the kept one again."""
    sensitive = {one.key for one in spec.fields if one.sensitive}
    untouched = {
        key: personal[key]
        for key, value in values.items()
        if key in sensitive and personal.get(key) and value == masked(key, personal[key])
    }
    return {**values, **untouched}


def as_typed(values: Mapping[str, Value], kept: Mapping[str, Value]) -> dict[str, Value]:
    """The values of a form; what gives back only what was shown of a kept one has its letters again."""
    return {key: _letters(value, kept.get(key)) for key, value in values.items()}


def typed_value(fields: Fields, key: str) -> Value:
    """An open value letter for letter, to be written again."""
    value = fields.get(key)
    if isinstance(value, list):
        return tuple(one for one in value if isinstance(one, str))
    return None if isinstance(value, dict) else value


def _letters(value: Value, kept: Value) -> Value:
    words = kept if isinstance(kept, str) else "\n".join(kept) if isinstance(kept, tuple) else ""
    if isinstance(value, tuple):
        return tuple(visible_text.as_typed(one, words) for one in value)
    return visible_text.as_typed(value, words) if isinstance(value, str) else value


def open_fields(spec: LedgerSpec, values: Mapping[str, Value]) -> dict[str, Json]:
    """What goes into the journal's body: everything that is not sensitive."""
    shown = {one.key: one for one in spec.fields if not one.sensitive}
    return {key: _json(value) for key, value in values.items() if key in shown}


def sealed_fields(spec: LedgerSpec, values: Mapping[str, Value], kept: Mapping[str, str]) -> dict[str, str]:
    """What goes into the erasable blob; a kept value that was emptied is told as empty."""
    sensitive = {one.key for one in spec.fields if one.sensitive}
    told = {key: "" if value is None else str(value) for key, value in values.items() if key in sensitive}
    return {key: value for key, value in told.items() if value or key in kept}


def _json(value: Value) -> Json:
    return list(value) if isinstance(value, tuple) else value


def _value(one: FieldSpec, fields: Fields, personal: Mapping[str, str]) -> Value:
    if one.sensitive:
        return masked(one.key, personal[one.key]) if personal.get(one.key) else None
    value = typed_value(fields, one.key)
    if isinstance(value, tuple):
        return texts(fields, one.key)
    return text(fields, one.key) if isinstance(value, str) else value
