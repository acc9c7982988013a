"""How far a place lies from the nearest of many lines: known boundaries, against which foreign ones are judged."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians

import numpy as np
import shapely

from commandpost.domain.coordinates import FloatArray

_METRES_PER_DEGREE = 111_200.0


class LineIndex:
    """Lines of degrees in a tree; distances are of a local plane, good to a percent within a city."""

    def __init__(self, paths: Sequence[FloatArray]) -> None:
        runs = [np.stack([path[:-1], path[1:]], axis=1) for path in paths if len(path) > 1]
        segments = np.concatenate(runs) if runs else np.empty((0, 2, 2))
        corners = segments.reshape(-1, 2) if len(segments) else np.zeros((1, 2))
        self.bounds: FloatArray = np.concatenate([corners.min(axis=0), corners.max(axis=0)])
        middle = radians(float(corners[:, 1].mean()))
        self._scale = _METRES_PER_DEGREE * np.array([cos(middle), 1.0])
        self._tree = shapely.STRtree(np.asarray(shapely.linestrings(segments * self._scale)))

    def distances_m(self, lonlat: FloatArray) -> FloatArray:
        """Metres from each of ``(n, 2)`` places to the nearest line; infinite where there are no lines."""
        if not len(self._tree) or not len(lonlat):
            return np.full(len(lonlat), np.inf)
        points = np.asarray(shapely.points(lonlat * self._scale))
        _, found = self._tree.query_nearest(points, return_distance=True, all_matches=False)
        return np.asarray(found, dtype=np.float64)
