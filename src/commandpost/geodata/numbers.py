"""What a file's numbers are: degrees, metres of a labelled projection, or a city's own plane; labels often lie."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from commandpost.domain.coordinates import Datum, FloatArray, to_cgcs2000
from commandpost.domain.errors import RuleBroken
from commandpost.domain.map_import import ReadChoice

Shapes = NDArray[Any]

_DEGREES = ("EPSG:4326", "EPSG:4490", "OGC:CRS84")
_CHINA = (73.0, 3.0, 136.0, 54.0)


@dataclass(slots=True)
class Numbers:
    """Brings one file's shapes to degrees CGCS2000 by the operator's choice; keeps what was noticed."""

    file: str
    choice: ReadChoice
    notes: set[str] = field(default_factory=set)

    def to_degrees(self, shapes: Shapes, label: str | None) -> Shapes:
        """Raises ``map_crs_unknown``, ``map_crs_wrong`` or ``map_plane_wrong``."""
        xy = shapely.get_coordinates(shapes)
        xy = xy[np.isfinite(xy).all(axis=1)]
        if not len(xy):
            return shapes
        if self.choice.plane is not None:
            return self._from_plane(shapes)
        return self._shifted(self._as_labelled(shapes, xy, label))

    def _as_labelled(self, shapes: Shapes, xy: FloatArray, label: str | None) -> Shapes:
        degrees = _are_degrees(xy)
        if _are_swapped(xy):
            self.notes.add("axes_swapped")
            return np.asarray(shapely.transform(shapes, lambda each: each[:, ::-1]))
        if label is None:
            if not degrees:
                raise RuleBroken("map_crs_unknown", file=self.file)
            self.notes.add("label_missing")
            return shapes
        crs = self._crs(label)
        if crs.is_geographic:
            if not degrees:
                raise RuleBroken("map_crs_wrong", file=self.file, label=label)
            return shapes if label in _DEGREES else self._projected(shapes, crs)
        if degrees and _are_in_china(xy):
            self.notes.add("label_wrong")
            return shapes
        return self._projected(shapes, crs)

    def _crs(self, label: str) -> CRS:
        try:
            return CRS.from_user_input(label)
        except CRSError as error:
            raise RuleBroken("map_crs_unknown", file=self.file, reason=str(error)) from error

    def _projected(self, shapes: Shapes, crs: CRS) -> Shapes:
        try:
            change = Transformer.from_crs(crs, "EPSG:4490", always_xy=True)
            return np.asarray(shapely.transform(shapes, lambda xy: np.column_stack(change.transform(*xy.T))))
        except (CRSError, ProjError) as error:
            raise RuleBroken("map_crs_unknown", file=self.file, reason=str(error)) from error

    def _from_plane(self, shapes: Shapes) -> Shapes:
        plane = self.choice.plane
        if plane is None:
            return shapes
        moved = np.asarray(shapely.transform(shapes, lambda xy: np.column_stack(plane.to_lonlat(*xy.T))))
        xy = shapely.get_coordinates(moved)
        if not (np.isfinite(xy).all() and _are_in_china(xy)):
            raise RuleBroken("map_plane_wrong", file=self.file)
        return moved

    def _shifted(self, shapes: Shapes) -> Shapes:
        if self.choice.datum in {Datum.CGCS2000, Datum.WGS84}:
            return shapes
        datum = self.choice.datum
        return np.asarray(shapely.transform(shapes, lambda xy: np.column_stack(to_cgcs2000(xy[:, 0], xy[:, 1], datum))))


def _are_degrees(xy: FloatArray) -> bool:
    return bool((np.abs(xy[:, 0]) <= 180).all() and (np.abs(xy[:, 1]) <= 90).all())


def _are_in_china(xy: FloatArray) -> bool:
    west, south, east, north = _CHINA
    inside = (xy[:, 0] >= west) & (xy[:, 0] <= east) & (xy[:, 1] >= south) & (xy[:, 1] <= north)
    return bool(inside.all())


def _are_swapped(xy: FloatArray) -> bool:
    """Latitude first: no place in China reads that way round."""
    return _are_in_china(xy[:, ::-1]) and not _are_in_china(xy)
