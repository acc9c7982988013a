"""Ground metres on a plane: CGCS2000 / 3-degree Gauss-Kruger, central meridian 117° E (EPSG:4548).

Within a degree of the meridian, which holds Beijing, a length on the plane is at most 0.02 % too long. Buffers and
distances to lines are taken here; distances between two places are taken on the ellipsoid (``coordinates``).
"""

from __future__ import annotations

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from commandpost.domain.coordinates import FloatArray

_TO_PLANE = Transformer.from_crs("EPSG:4490", "EPSG:4548", always_xy=True)
_CORNERS_OF_A_QUARTER = 24


def plane_from_lonlat(lonlat: FloatArray) -> FloatArray:
    """Degrees ``(n, 2)`` as metres ``(n, 2)`` east and north."""
    return np.column_stack(_TO_PLANE.transform(lonlat[:, 0], lonlat[:, 1]))


def lonlat_from_plane(metres: FloatArray) -> FloatArray:
    """Metres ``(n, 2)`` back as degrees."""
    return np.column_stack(_TO_PLANE.transform(metres[:, 0], metres[:, 1], direction="INVERSE"))


def on_plane(form: BaseGeometry) -> BaseGeometry:
    """A shape of degrees as a shape of metres."""
    return shapely.transform(form, plane_from_lonlat)


def buffer_shape(form: BaseGeometry, metres: float) -> BaseGeometry:
    """Everything within so many metres of a shape, in degrees; for drawing, the corners are rounded by chords."""
    wide = shapely.buffer(on_plane(form), metres, quad_segs=_CORNERS_OF_A_QUARTER)
    return shapely.transform(wide, lonlat_from_plane)
