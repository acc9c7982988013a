"""The base map as one composite group: what is drawn where, in small jobs that fit into slices of time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import PurePath
from typing import NamedTuple, cast

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QTransform

from commandpost.domain.layer_style import StyleKind
from commandpost.domain.map_layer import GeometryKind, IntArray, LayerRole, MapLayerData
from commandpost.gui.map.colours import ColourRole, MapColours
from commandpost.gui.map.features import BoolArray, FeatureStore, touching
from commandpost.gui.map.lod import ChunkBook, Level, LodPyramid
from commandpost.gui.map.mishaps import survives
from commandpost.gui.map.own_style import is_marked, marker_layer_of, own_classes, own_paint
from commandpost.gui.map.ribbons import mitred, segments_of
from commandpost.gui.map.style import PAINT_ORDER, Paint, Stroke, paint_of
from commandpost.gui.map.viewport import Bounds

_CHUNKS_PER_JOB = 16
_BROAD_CHUNKS_PER_JOB = 4
_SCREEN_MARGIN_PX = 24  # more than half the widest stroke, so that lines beside a tile still reach into it


@dataclass(frozen=True, kw_only=True, eq=False)
class VectorLayer:
    """Features of one role and rank; roads of one file make several, so that main roads lie on top."""

    store: FeatureStore
    rank: int
    features: BoolArray
    colour: ColourRole | None = None  # of its own style; None: what it shows decides

    @property
    def role(self) -> LayerRole:
        return self.store.layer.role

    @property
    def kind(self) -> GeometryKind:
        return self.store.layer.kind

    @cached_property
    def surface(self) -> LodPyramid:
        """Levels for filling."""
        return LodPyramid(self.store, self.features, areas=True)

    @cached_property
    def outline(self) -> LodPyramid:
        """Levels for stroking; for areas their edges."""
        return LodPyramid(self.store, self.features, areas=False)


PaintOf = Callable[[VectorLayer, float, MapColours], Paint | None]


def paint_by_role(layer: VectorLayer, resolution: float, colours: MapColours) -> Paint | None:
    """Its own style if it has one, else what it shows decides how it is painted."""
    if layer.colour is not None:
        return own_paint(layer.kind, layer.colour, colours)
    return paint_of(layer.role, layer.kind, layer.rank, resolution, colours)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PaintJob:
    """Some chunks of a level in one fill or one stroke."""

    layer: VectorLayer
    transform: QTransform
    level: Level
    book: ChunkBook
    chunks: IntArray
    resolution: float
    fill: str | None
    stroke: Stroke | None

    def run(self, painter: QPainter) -> None:
        painter.setTransform(self.transform)
        if self.stroke is None:
            self._fill(painter)
        else:
            self._draw(painter, self.stroke)

    def _fill(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(QColor(self.fill)))
        for path in self.book.paths(self.level, self.chunks.tolist()):
            painter.drawPath(path)

    def _draw(self, painter: QPainter, stroke: Stroke) -> None:
        painter.setPen(pen_of(stroke))
        points = self.level.points_of(self.chunks)
        broad = stroke.width > 1 and not stroke.dashes
        segments = mitred(*points, stroke.width * self.resolution / 2) if broad else segments_of(*points)
        if len(segments):
            _draw_segments(painter, segments)


class _Pass(NamedTuple):
    layer: VectorLayer
    pyramid: LodPyramid
    fill: str | None
    stroke: Stroke | None


class BaseMap:
    """Every static layer, in painting order. Made of numpy only, so it may be made beside the GUI thread."""

    def __init__(self, layers: Sequence[MapLayerData] = (), paint: PaintOf = paint_by_role) -> None:
        self.stores = tuple(FeatureStore(layer) for layer in layers if layer.vertex_count)
        drawn = [made for store in self.stores for made in _split(store)]
        self.layers = tuple(sorted(drawn, key=_painted_when))
        self.points = tuple(marker_layer_of(layer, base_name(layer)) for layer in layers if is_marked(layer))
        self.paint = paint
        self._book = ChunkBook()
        self.hidden: frozenset[str] = frozenset()  # names of layers that are not shown
        self.failed: dict[VectorLayer, str] = {}  # what could not be painted is left out, and said

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
        return tuple(store for store in self.stores if base_name(store.layer) not in self.hidden)

    def run(self, job: PaintJob, painter: QPainter) -> None:
        """Paint a job; a layer that raises is painted no more."""
        if job.layer in self.failed:
            return
        if not survives(partial(job.run, painter)):
            self.leave_out(job.layer)

    def leave_out(self, layer: VectorLayer) -> None:
        """Paint this layer no more."""
        self.failed[layer] = layer.store.layer.name

    def missing_levels(self, resolution: float, colours: MapColours) -> list[tuple[VectorLayer, LodPyramid]]:
        """Pyramids that still have to make what a picture at this resolution needs."""
        needed = {step.pyramid: step.layer for step in self._passes(resolution, colours)}
        return [(layer, pyramid) for pyramid, layer in needed.items() if not pyramid.has(resolution)]

    def jobs(self, bounds: Bounds, resolution: float, colours: MapColours) -> Iterator[PaintJob]:
        """Everything to paint within the EPSG:3857 bounds, lowest first; west and north are pixel zero."""
        margin = _SCREEN_MARGIN_PX * resolution
        reach = (bounds[0] - margin, bounds[1] - margin, bounds[2] + margin, bounds[3] + margin)
        for step in self._passes(resolution, colours):
            level = step.pyramid.level(resolution)
            chunks = np.flatnonzero(touching(level.chunk_boxes, reach))
            transform = _transform(level.origin, bounds, resolution)
            size = _CHUNKS_PER_JOB if step.stroke is None or step.stroke.width <= 1 else _BROAD_CHUNKS_PER_JOB
            for at in range(0, len(chunks), size):
                yield PaintJob(
                    layer=step.layer,
                    transform=transform,
                    level=level,
                    book=self._book,
                    chunks=chunks[at : at + size],
                    resolution=resolution,
                    fill=step.fill,
                    stroke=step.stroke,
                )

    def _passes(self, resolution: float, colours: MapColours) -> Iterator[_Pass]:
        """Per role: all fills, then the lowest strokes of all ranks, then the strokes above them."""
        visible = self._visible(resolution, colours)
        for role in PAINT_ORDER:
            yield from _group(
                [(layer, paint) for layer, paint in visible if layer.role is role and layer.colour is None]
            )
        yield from _group([(layer, paint) for layer, paint in visible if layer.colour is not None])

    def _visible(self, resolution: float, colours: MapColours) -> list[tuple[VectorLayer, Paint]]:
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


def paint_all(painter: QPainter, base: BaseMap, jobs: Iterable[PaintJob]) -> None:
    """Paint everything at once, for pictures on paper and as the measure of the tiles."""
    for job in jobs:
        base.run(job, painter)
    painter.resetTransform()


def pen_of(stroke: Stroke) -> QPen:
    """A cosmetic pen: its width is in pixels whatever the transform."""
    pen = QPen(QColor(stroke.colour), stroke.width)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if stroke.dashes:
        pen.setDashPattern(list(stroke.dashes))
    return pen


def _split(store: FeatureStore) -> Iterator[VectorLayer]:
    if store.layer.kind is GeometryKind.POINT:
        return
    if store.layer.style.kind is not StyleKind.BASE:
        for colour, features in own_classes(store.layer):
            yield VectorLayer(store=store, rank=0, features=features, colour=colour)
        return
    ranks = store.layer.ranks
    for rank in np.unique(ranks).tolist():
        yield VectorLayer(store=store, rank=int(rank), features=ranks == rank)


def _transform(origin: tuple[float, float], bounds: Bounds, resolution: float) -> QTransform:
    right, down = (origin[0] - bounds[0]) / resolution, (bounds[3] - origin[1]) / resolution
    return QTransform(1 / resolution, 0.0, 0.0, -1 / resolution, right, down)


def _draw_segments(painter: QPainter, segments: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> None:
    """Hand the numpy buffer to Qt without copying; the caller's array outlives the call."""
    first = cast(QLineF, shiboken6.wrapInstance(segments.ctypes.data, QLineF))
    painter.drawLines(first, len(segments))
