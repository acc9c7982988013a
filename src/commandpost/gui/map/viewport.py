"""Where the window looks: an immutable mapping between EPSG:3857 metres and pixels.

Zoom rungs are half steps: each rung shrinks the metres a pixel covers by the square root of two.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, log2

import numpy as np

from commandpost.domain.coordinates import FloatArray, LonLat, lonlat_from_mercator, mercator_from_lonlat

Bounds = tuple[float, float, float, float]

_WORLD_RESOLUTION = 156543.03392804097  # metres a pixel covers when the world is 256 pixels wide
MIN_RUNG = 6
MAX_RUNG = 42


def resolution_of(rung: int) -> float:
    """EPSG:3857 metres one logical pixel covers at a rung."""
    return float(_WORLD_RESOLUTION / 2.0 ** (rung / 2.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewport:
    """Centre in EPSG:3857 metres, zoom rung, and size in logical pixels."""

    x: float
    y: float
    rung: int
    width: int
    height: int

    @property
    def resolution(self) -> float:
        return resolution_of(self.rung)

    @property
    def bounds(self) -> Bounds:
        """West, south, east, north in EPSG:3857 metres."""
        half_width, half_height = self.width * self.resolution / 2, self.height * self.resolution / 2
        return self.x - half_width, self.y - half_height, self.x + half_width, self.y + half_height

    def meets(self, bounds: Bounds | None) -> bool:
        """Whether any of the EPSG:3857 bounds lies in the window."""
        west, south, east, north = self.bounds
        return bounds is not None and west < bounds[2] and bounds[0] < east and south < bounds[3] and bounds[1] < north

    @property
    def center(self) -> LonLat:
        return self.lonlat_at(self.width / 2, self.height / 2)

    def to_screen(self, world: FloatArray) -> FloatArray:
        """Pixels ``(n, 2)`` of EPSG:3857 points ``(n, 2)``."""
        west, _, _, north = self.bounds
        return np.column_stack([world[:, 0] - west, north - world[:, 1]]) / self.resolution

    def to_world(self, screen: FloatArray) -> FloatArray:
        """EPSG:3857 points ``(n, 2)`` of pixels ``(n, 2)``."""
        west, _, _, north = self.bounds
        return np.column_stack([west + screen[:, 0] * self.resolution, north - screen[:, 1] * self.resolution])

    def screen_of(self, place: LonLat) -> tuple[float, float]:
        x, y = mercator_from_lonlat(np.array(place.lon), np.array(place.lat))
        west, _, _, north = self.bounds
        return (float(x) - west) / self.resolution, (north - float(y)) / self.resolution

    def lonlat_at(self, x: float, y: float) -> LonLat:
        """Place under a pixel; beyond the edge of the world the edge."""
        west, _, _, north = self.bounds
        lon, lat = lonlat_from_mercator(np.array(west + x * self.resolution), np.array(north - y * self.resolution))
        return LonLat(lon=float(np.clip(lon, -180, 180)), lat=float(lat))

    def panned(self, right: float, down: float) -> Viewport:
        """Look further right and down by so many pixels."""
        return replace(self, x=self.x + right * self.resolution, y=self.y - down * self.resolution)

    def zoomed(self, steps: int, at: tuple[float, float]) -> Viewport:
        """Zoom by rungs and keep what is under the pixel ``at`` where it is."""
        rung = min(MAX_RUNG, max(MIN_RUNG, self.rung + steps))
        change = self.resolution - resolution_of(rung)
        right, down = at[0] - self.width / 2, at[1] - self.height / 2
        return replace(self, rung=rung, x=self.x + right * change, y=self.y - down * change)

    def resized(self, width: int, height: int) -> Viewport:
        return replace(self, width=max(1, width), height=max(1, height))

    def centered(self, place: LonLat) -> Viewport:
        x, y = mercator_from_lonlat(np.array(place.lon), np.array(place.lat))
        return replace(self, x=float(x), y=float(y))

    def fitted(self, bounds: Bounds, *, margin: int = 24) -> Viewport:
        """Show the whole of the EPSG:3857 bounds, as large as the rungs allow."""
        west, south, east, north = bounds
        wide = (east - west) / max(1, self.width - 2 * margin)
        tall = (north - south) / max(1, self.height - 2 * margin)
        needed = max(wide, tall, resolution_of(MAX_RUNG))
        rung = MAX_RUNG - ceil(2 * log2(needed / resolution_of(MAX_RUNG)) - 1e-9)
        return replace(self, x=(west + east) / 2, y=(south + north) / 2, rung=max(MIN_RUNG, rung))
