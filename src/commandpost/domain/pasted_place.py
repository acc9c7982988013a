"""One coordinate as somebody pastes it: numbers in any usual writing, or a link of a map service.

What the numbers refer to is asked of the person; a link only proposes the answer.
"""

from __future__ import annotations

from dataclasses import dataclass

from commandpost.domain.coordinates import Datum, LonLat, Order, place_from, read_pair
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
