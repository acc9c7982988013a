"""Ledgers: rows entered, filtered, found around a place and drawn, all from their specifications."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians

from commandpost.app import record_fields as read
from commandpost.app.desk import BEIJING, Desk
from commandpost.domain.coordinates import LonLat, distance_m
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.ledgers import LEDGERS
from commandpost.domain.ledgers.base import LedgerSpec, MapLayerSpec, Value
from commandpost.domain.masking import mask_name, mask_phone, mask_text
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record

_METRES_PER_DEGREE = 110_500.0  # the shortest degree of latitude: boxes are never too small


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One row; sensitive values are masked, ``out_of_date`` says that it was not verified in time."""

    spec: str
    id: RecordId
    name: str
    values: Mapping[str, Value]
    lonlat: LonLat | None
    geometry: Mapping[str, Json] | None
    out_of_date: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NearRow:
    """A row and its distance on the ground."""

    row: LedgerRow
    distance_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLayer:
    """The rows of a ledger as the map draws them."""

    layer: MapLayerSpec
    rows: tuple[LedgerRow, ...]


class LedgerService:
    """Use cases of ledgers."""

    def __init__(self, desk: Desk, specs: Sequence[LedgerSpec] = LEDGERS) -> None:
        self._desk = desk
        self._specs = {spec.key: spec for spec in specs}

    def specs(self) -> tuple[LedgerSpec, ...]:
        return tuple(self._specs.values())

    def spec(self, key: str) -> LedgerSpec:
        """A specification by its key or its records' kind. Raises RuleBroken("ledger_unknown")."""
        found = self._specs.get(key.removeprefix("ledger."))
        if found is None:
            raise RuleBroken("ledger_unknown", ledger=key)
        return found

    def rows(self, spec_key: str, filter: str = "", *, limit: int | None = None) -> tuple[LedgerRow, ...]:  # noqa: A002  # the word on the page
        """Rows every word of ``filter`` occurs in, in the order they were entered."""
        raise NotImplementedError

    def row(self, record: RecordId) -> LedgerRow:
        """Raises RuleBroken("ledger_row_unknown")."""
        raise NotImplementedError

    def save(
        self,
        spec_key: str,
        record: RecordId | None,
        values: Mapping[str, Value],
        *,
        lonlat: LonLat | None = None,
        geometry: Mapping[str, Json] | None = None,
    ) -> RecordId:
        """Enter a row (``record`` None) or revise one; a masked value given back unchanged is left as it is.

        Raises RuleBroken("ledger_field_unknown"|"ledger_field_missing"|"ledger_value_invalid", field=…).
        """
        raise NotImplementedError

    def verify(self, record: RecordId) -> None:
        """Say that a row was looked at today and is right."""
        raise NotImplementedError

    def count(self, spec_key: str) -> int:
        return self._desk.store.count(self.spec(spec_key).kind, unit=self._desk.unit)

    def near(self, center: LonLat, radius_m: float, spec_keys: Iterable[str] | None = None) -> tuple[NearRow, ...]:
        """Rows within a true distance, nearest first; of all ledgers unless some are named."""
        raise NotImplementedError

    def layers(self) -> tuple[LedgerLayer, ...]:
        """The map layers; those with people are empty while the desk is locked."""
        raise NotImplementedError
