"""The other side of the bench: the same layers and paints handed to QGIS in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import pyogrio.raw
import shapely

from commandpost.domain.map_layer import GeometryKind
from commandpost.gui.map.base import BaseMap
from commandpost.gui.map.colours import NIGHT
from commandpost.gui.map.vector_layer import VectorLayer
from commandpost.gui.map.viewport import Viewport
from tests.bench.stage import View

PYTHON = "/usr/bin/python3"
_KINDS = {GeometryKind.POINT: "Point", GeometryKind.LINE: "LineString", GeometryKind.AREA: "Polygon"}
RIVAL = Path(__file__).with_name("rival.py")


class Qgis:
    """Draws on request; every answer is None where QGIS is not installed."""

    def __init__(self, folder: Path, base: BaseMap) -> None:
        self._base = base
        self._file = folder / "city.gpkg"
        self._process: subprocess.Popen[str] | None = None
        if installed():
            _write(self._file, self._base.layers)
            self._process = subprocess.Popen([PYTHON, str(RIVAL)], stdin=-1, stdout=-1, stderr=-3, text=True)
            self._ask(do="open", file=str(self._file), layers=[str(at) for at in range(len(self._base.layers))])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._process is not None:
            self._process.communicate()

    def memory_ms(self, view: View, viewport: Viewport) -> float | None:
        return self._draw("memory", viewport)

    def file_ms(self, view: View, viewport: Viewport) -> float | None:
        return self._draw("file", viewport)

    def save(self, view: View, file: Path) -> None:
        self._draw("memory", view.viewport(), png=str(file))

    def _draw(self, source: str, viewport: Viewport, png: str = "") -> float | None:
        if self._process is None:
            return None
        answer = self._ask(
            do="draw",
            source=source,
            paints=self._paints(viewport.resolution),
            ground=NIGHT.ground,
            bounds=viewport.bounds,
            size=(viewport.width, viewport.height),
            png=png,
        )
        return float(answer["cpu_ms"])

    def _ask(self, **request: object) -> dict[str, Any]:
        assert self._process is not None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(request), file=self._process.stdin, flush=True)
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def _paints(self, resolution: float) -> list[dict[str, object]]:
        """Lowest first, in the colours and widths of our own map at this scale."""
        paints: list[dict[str, object]] = []
        for at, layer in enumerate(self._base.layers):
            paint = self._base.paint(layer, resolution, NIGHT)
            if paint is not None:
                strokes = [(stroke.colour, stroke.width) for stroke in paint.strokes]
                paints.append({"layer": str(at), "fill": paint.fill, "strokes": strokes, "dot": paint.dot})
        return paints


def installed() -> bool:
    """Whether Debian's QGIS can be loaded."""
    if not Path(PYTHON).exists() or sys.platform == "win32":
        return False
    return subprocess.run([PYTHON, "-c", "import qgis.core"], check=False, capture_output=True).returncode == 0


def _write(file: Path, layers: tuple[VectorLayer, ...]) -> None:
    """One table a layer, in EPSG:3857 already, so that nobody has to project."""
    for at, layer in enumerate(layers):
        shapes = _shapes(layer)
        fields: list[Any] = []
        pyogrio.raw.write(
            file, shapely.to_wkb(shapes), fields, np.array([]), layer=str(at), geometry_type=_KINDS[layer.kind],
            crs="EPSG:3857", driver="GPKG", append=at > 0,
        )  # fmt: skip


def _shapes(layer: VectorLayer) -> Any:
    store = layer.store
    mine = np.flatnonzero(store.layer.ranks == layer.rank)
    paths = np.flatnonzero(np.isin(store.owners, mine))
    counts = store.starts[paths + 1] - store.starts[paths]
    xy = np.concatenate([store.xy[store.starts[path] : store.starts[path + 1]] for path in paths.tolist()])
    index = np.repeat(np.arange(len(paths)), counts)
    if layer.kind is GeometryKind.POINT:
        return shapely.points(xy)
    if layer.kind is GeometryKind.LINE:
        return shapely.linestrings(xy, indices=index)
    rings: Any = shapely.linearrings(xy, indices=index)
    owners = np.unique(store.owners[paths], return_inverse=True)[1]
    return shapely.polygons(rings, indices=owners)
