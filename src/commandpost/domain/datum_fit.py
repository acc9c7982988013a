"""Which datum a file was drawn in, told by laying its outlines over boundaries that are known to be right.

A file in GCJ-02 lies some 550 m off, one in BD-09 some 1,350 m; after the right shift its corners fall on the known
lines. Corners far from any known line say nothing, so corners that fall on a line are counted, not averaged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from commandpost.domain.coordinates import Datum, FloatArray, to_cgcs2000
from commandpost.domain.line_index import LineIndex

TRIED = (Datum.CGCS2000, Datum.GCJ02, Datum.BD09)
ON_THE_LINE_M = 60.0  # a ninth of the smallest shift; outlines of one border by two hands differ less
ENOUGH = 12  # corners on known lines, fewer prove nothing
CLEARLY = 2.0  # times as many as in any other datum
MOST_CORNERS = 4000
_REACH_DEGREES = 0.03  # no shift moves a corner farther


@dataclass(frozen=True, slots=True, kw_only=True)
class DatumFit:
    """How many of ``corners`` fall on known lines in each datum; ``best`` is None where nothing can be told."""

    corners: int
    matched: Mapping[Datum, int]
    best: Datum | None


def fit_datum(lonlat: FloatArray, known: Sequence[FloatArray]) -> DatumFit:
    """Compare corners ``(n, 2)`` as written in a file with known lines, each ``(m, 2)`` degrees CGCS2000."""
    lines = LineIndex(known)
    near = _near(lonlat, lines.bounds)
    matched = {datum: _on_lines(near, datum, lines) for datum in TRIED}
    best = max(TRIED, key=lambda datum: matched[datum])
    others = max(count for datum, count in matched.items() if datum is not best)
    sure = matched[best] >= ENOUGH and matched[best] >= CLEARLY * others
    return DatumFit(corners=len(near), matched=matched, best=best if sure else None)


def _near(lonlat: FloatArray, bounds: FloatArray) -> FloatArray:
    """Corners within reach of the known lines, evenly thinned."""
    low, high = bounds[:2] - _REACH_DEGREES, bounds[2:] + _REACH_DEGREES
    near = lonlat[((lonlat >= low) & (lonlat <= high)).all(axis=1)]
    if len(near) <= MOST_CORNERS:
        return near
    return near[np.linspace(0, len(near) - 1, MOST_CORNERS).astype(np.int64)]


def _on_lines(lonlat: FloatArray, datum: Datum, lines: LineIndex) -> int:
    lon, lat = to_cgcs2000(lonlat[:, 0], lonlat[:, 1], datum)
    return int(np.count_nonzero(lines.distances_m(np.column_stack([lon, lat])) <= ON_THE_LINE_M))
