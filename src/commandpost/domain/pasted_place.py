"""One coordinate as somebody pastes it: numbers in any usual writing, or a link of a map service.

What the numbers refer to is asked of the person; a link only proposes the answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commandpost.domain.coordinates import Datum, LonLat, Order, place_from, read_pair
from commandpost.domain.errors import RuleBroken
from commandpost.domain.map_links import MapService, is_link, read_link


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedPlace:
    """Degrees as they were written, before any shift; ``datum`` is what the writing itself says, None if nothing."""

    raw: LonLat
    order: Order
    datum: Datum | None = None
    service: MapService | None = None

    def place(self, datum: Datum) -> LonLat:
        """Where it truly is, if the numbers were written in this datum."""
        return place_from(self.raw.lon, self.raw.lat, datum)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPlace:
    """How a record's place was told: the bare numbers, the datum somebody chose for them, and whose link it was.

    It stays with the record as evidence; ``datum`` is None where nobody said and the numbers were taken as they are.
    """

    raw: LonLat
    datum: Datum | None = None
    service: MapService | None = None

    def to_plain(self) -> dict[str, str | float]:
        return {
            "lon": self.raw.lon,
            "lat": self.raw.lat,
            "datum": str(self.datum or ""),
            "service": str(self.service or ""),
        }


def told_from_plain(plain: Mapping[str, object]) -> ToldPlace | None:
    """Read what :meth:`ToldPlace.to_plain` wrote; None for anything else."""
    lon, lat, datum, service = (plain.get(key) for key in ("lon", "lat", "datum", "service"))
    if not isinstance(lon, int | float) or not isinstance(lat, int | float):
        return None
    try:
        raw = LonLat(float(lon), float(lat))
    except RuleBroken:
        return None
    return ToldPlace(
        raw=raw,
        datum=Datum(str(datum)) if datum in set(Datum) else None,
        service=MapService(str(service)) if service in set(MapService) else None,
    )


def read_pasted(text: str) -> PastedPlace:
    """Read a pasted coordinate.

    Raises what :func:`~commandpost.domain.coordinates.read_pair` and
    :func:`~commandpost.domain.map_links.read_link` raise.
    """
    if is_link(text):
        linked = read_link(text)
        return PastedPlace(raw=linked.lonlat, order=Order.MARKED, datum=linked.datum, service=linked.service)
    raw, order = read_pair(text)
    return PastedPlace(raw=raw, order=order)
