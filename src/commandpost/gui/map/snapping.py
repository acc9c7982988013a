"""Drawing a place to a corner or an edge nearby: of sketches, of areas, of the base map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from commandpost.domain.coordinates import FloatArray, LonLat, lonlat_from_mercator
from commandpost.gui.map.scene import Scene
from commandpost.gui.map.viewport import Viewport

REACH_PX = 9.0
_MOST_FEATURES = 60  # under the cursor; more are a crowd nobody means


def snap(scene: Scene, viewport: Viewport, x: float, y: float) -> LonLat | None:
    """The corner within reach of a pixel, else the nearest point of an edge within reach, else None."""
    spot = viewport.to_world(np.array([[x, y]]))[0]
    reach = REACH_PX * viewport.resolution
    paths = list(_near(scene, spot, reach))
    found = _corner(paths, spot, reach)
    if found is None:
        found = _on_edge(paths, spot, reach)
    if found is None:
        return None
    lon, lat = lonlat_from_mercator(found[0], found[1])
    return LonLat(lon=float(lon), lat=float(lat))


def _near(scene: Scene, spot: FloatArray, reach: float) -> Iterator[FloatArray]:
    """Paths that come near, in EPSG:3857: sketches and areas of the situation first."""
    yield from scene.sketches.paths()
    for layer in scene.area_layers.values():
        if layer.visible:
            yield from (ring for rings in layer.paths for ring in rings)
    box = (float(spot[0] - reach), float(spot[1] - reach), float(spot[0] + reach), float(spot[1] + reach))
    for store in scene.base.shown_stores:
        for feature in store.query(box)[:_MOST_FEATURES]:
            yield from store.paths_of(int(feature))


def _corner(paths: Iterable[FloatArray], spot: FloatArray, reach: float) -> FloatArray | None:
    best, nearest = None, reach
    for path in paths:
        away = np.hypot(path[:, 0] - spot[0], path[:, 1] - spot[1])
        at = int(away.argmin()) if len(away) else -1
        if at >= 0 and away[at] <= nearest:
            best, nearest = path[at], float(away[at])
    return best


def _on_edge(paths: Iterable[FloatArray], spot: FloatArray, reach: float) -> FloatArray | None:
    best, nearest = None, reach
    for path in paths:
        if len(path) < 2:
            continue
        begin, run = path[:-1], np.diff(path, axis=0)
        squared = np.maximum((run**2).sum(axis=1), 1e-12)
        along = np.clip(((spot - begin) * run).sum(axis=1) / squared, 0, 1)[:, None]
        feet = begin + along * run
        away = np.hypot(feet[:, 0] - spot[0], feet[:, 1] - spot[1])
        at = int(away.argmin())
        if away[at] <= nearest:
            best, nearest = feet[at], float(away[at])
    return best
