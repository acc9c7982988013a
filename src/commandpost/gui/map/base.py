"""The base map as one composite group: what is drawn where, in small jobs that fit into slices of time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import PurePath
from typing import NamedTuple

import numpy as np
from PySide6.QtGui import QPainter

from commandpost.domain.map_layer import MapLayerData
from commandpost.gui.map.colours import MapColours
from commandpost.gui.map.dots import dot_jobs
from commandpost.gui.map.features import FeatureStore
from commandpost.gui.map.levels import ChunkBook
from commandpost.gui.map.lod import LodPyramid
from commandpost.gui.map.mishaps import survives
from commandpost.gui.map.own_style import is_marked, marker_layer_of, own_paint
from commandpost.gui.map.paint_jobs import Job, Window, bar_jobs, path_jobs
from commandpost.gui.map.style import PAINT_ORDER, Paint, Stroke, paint_of
from commandpost.gui.map.vector_layer import VectorLayer, split_by_paint
from commandpost.gui.map.viewport import Bounds

PaintOf = Callable[[VectorLayer, float, MapColours], Paint | None]


def paint_by_role(layer: VectorLayer, resolution: float, colours: MapColours) -> Paint | None:
    """Its own style if it has one, else what it shows decides how it is painted."""
    if layer.colour is not None:
        return own_paint(layer.store.layer, layer.colour, colours)
    return paint_of(layer.role, layer.kind, layer.rank, resolution, colours)


_PlanKey = tuple[float, MapColours, PaintOf, frozenset[str], int]


class _Pass(NamedTuple):
    layer: VectorLayer
    pyramid: LodPyramid
    fill: str | None
    stroke: Stroke | None


class BaseMap:
    """Every static layer, in painting order. Made of numpy only, so it may be made beside the GUI thread."""

    def __init__(self, layers: Sequence[MapLayerData] = (), paint: PaintOf = paint_by_role) -> None:
        self.stores = tuple(FeatureStore(layer) for layer in layers if layer.vertex_count)
        self._names = tuple(base_name(store.layer) for store in self.stores)
        drawn = [made for store in self.stores for made in split_by_paint(store)]
        self.layers = tuple(sorted(drawn, key=_painted_when))
        self.points = tuple(marker_layer_of(layer, base_name(layer)) for layer in layers if is_marked(layer))
        self.paint = paint
        self._book = ChunkBook()
        self.hidden: frozenset[str] = frozenset()  # names of layers that are not shown
        self.failed: dict[VectorLayer, str] = {}  # what could not be painted is left out, and said
        self._plan: tuple[_PlanKey, list[tuple[VectorLayer, Paint]]] | None = None  # of the scale asked for last

    @property
    def bounds(self) -> Bounds | None:
        """EPSG:3857 box of everything, or None for an empty map."""
        boxes = np.array([store.bounds for store in self.stores if store.bounds])
        if not len(boxes):
            return None
        west, south = boxes[:, :2].min(axis=0)
        east, north = boxes[:, 2:].max(axis=0)
        return float(west), float(south), float(east), float(north)

    def hide(self, names: Iterable[str]) -> None:
        """Show everything but the layers of these names; pictures painted before are stale."""
        self.hidden = frozenset(names)
        for layer in self.points:
            layer.visible = layer.name not in self.hidden

    @property
    def shown_stores(self) -> tuple[FeatureStore, ...]:
        """The features of the layers that are shown."""
        return tuple(store for store, name in zip(self.stores, self._names, strict=True) if name not in self.hidden)

    def run(self, job: Job, painter: QPainter) -> None:
        """Paint a job; a layer that raises is painted no more."""
        if job.layer in self.failed:
            return
        if not survives(partial(job.run, painter)):
            self.leave_out(job.layer)

    def leave_out(self, layer: VectorLayer) -> None:
        """Paint this layer no more."""
        self.failed[layer] = layer.store.layer.title

    def missing_levels(self, resolution: float, colours: MapColours) -> list[tuple[VectorLayer, LodPyramid]]:
        """Pyramids that still have to make what a picture at this resolution needs."""
        needed = {step.pyramid: step.layer for step in self._passes(resolution, colours)}
        return [(layer, pyramid) for pyramid, layer in needed.items() if not pyramid.has(resolution)]

    def jobs(
        self, bounds: Bounds, resolution: float, colours: MapColours, *, within: Bounds | None = None
    ) -> Iterator[Job]:
        """Everything to paint within the EPSG:3857 bounds, lowest first; west and north are pixel zero.

        ``within`` is the part of the bounds that matters, where not all does.
        """
        window = Window(bounds, resolution, within or bounds)
        for step in self._passes(resolution, colours):
            level = step.pyramid.level(resolution)
            if level.bars is not None and step.fill is not None:
                yield from bar_jobs(step.layer, level.bars, window, step.fill)
            yield from path_jobs(step.layer, level, self._book, window, fill=step.fill, stroke=step.stroke)
        for layer, paint in self._visible(resolution, colours):
            if paint.dot is not None:
                yield from dot_jobs(layer, window, *paint.dot)

    def _passes(self, resolution: float, colours: MapColours) -> Iterator[_Pass]:
        """Per role: all fills, then the lowest strokes of all ranks, then the strokes above them."""
        visible = self._visible(resolution, colours)
        for role in PAINT_ORDER:
            yield from _group(
                [(layer, paint) for layer, paint in visible if layer.role is role and layer.colour is None]
            )
        yield from _group([(layer, paint) for layer, paint in visible if layer.colour is not None])

    def _visible(self, resolution: float, colours: MapColours) -> list[tuple[VectorLayer, Paint]]:
        key = resolution, colours, self.paint, self.hidden, len(self.failed)
        if self._plan is None or self._plan[0] != key:
            self._plan = key, self._find_visible(resolution, colours)
        return self._plan[1]

    def _find_visible(self, resolution: float, colours: MapColours) -> list[tuple[VectorLayer, Paint]]:
        stores = set(map(id, self.shown_stores))
        shown = (layer for layer in self.layers if layer not in self.failed and id(layer.store) in stores)
        painted = ((layer, self.paint(layer, resolution, colours)) for layer in shown)
        return [(layer, paint) for layer, paint in painted if paint is not None]


def base_name(layer: MapLayerData) -> str:
    """By which a layer of the base map is shown and hidden: its file, its layer there, and what it shows."""
    file = PurePath(layer.source)
    return f"base.{file.parent.name}/{file.name}:{layer.name}:{layer.role}"


def _group(layers: list[tuple[VectorLayer, Paint]]) -> Iterator[_Pass]:
    """All fills, then stroke by stroke, so that junctions of roads stay open."""
    for layer, paint in layers:
        if paint.fill:
            yield _Pass(layer, layer.surface, paint.fill, None)
    for lower in range(max((len(paint.strokes) for _, paint in layers), default=0)):
        for layer, paint in layers:
            if lower < len(paint.strokes):
                yield _Pass(layer, layer.outline, None, paint.strokes[lower])


def _painted_when(layer: VectorLayer) -> tuple[bool, int, int]:
    return layer.colour is not None, PAINT_ORDER.index(layer.role), -layer.rank


def paint_all(painter: QPainter, base: BaseMap, jobs: Iterable[Job]) -> None:
    """Paint everything at once, for pictures on paper and as the measure of the tiles."""
    for job in jobs:
        base.run(job, painter)
    painter.resetTransform()
