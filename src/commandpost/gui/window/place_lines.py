"""A coordinate or a map link typed into the palette: one line for each map it may be from."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from commandpost.domain.coordinates import Datum, LonLat
from commandpost.domain.errors import RuleBroken
from commandpost.domain.pasted_place import read_pasted
from commandpost.gui.vocabulary_maps import OFFERED, datum_words


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """One reading of what was typed."""

    words: str
    note: str
    place: LonLat


def place_lines(typed: str) -> tuple[PlaceLine, ...]:
    """The places it may mean, a link's own datum alone; () for anything that is no coordinate."""
    try:
        pasted = read_pasted(typed)
    except RuleBroken:
        return ()
    said = Datum.CGCS2000 if pasted.datum is Datum.WGS84 else pasted.datum
    offered = OFFERED if said is None else (said,)
    return tuple(_line(pasted.place(datum), datum) for datum in offered)


def _line(place: LonLat, datum: Datum) -> PlaceLine:
    pattern = QCoreApplication.translate("Finder", "Show {lat}, {lon} on the map")
    words = pattern.format(lat=f"{place.lat:.6f}", lon=f"{place.lon:.6f}")
    return PlaceLine(words=words, note=datum_words(datum.value), place=place)
