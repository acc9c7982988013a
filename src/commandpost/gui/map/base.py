"""The base map as one composite group: what is drawn where, in small jobs that fit into slices of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QTransform

from commandpost.domain.map_layer import GeometryKind, IntArray, LayerRole, MapLayerData
from commandpost.gui.map.colours import MapColours
from commandpost.gui.map.features import FeatureStore, touching
from commandpost.gui.map.lod import Level, LodPyramid
from commandpost.gui.map.style import PAINT_ORDER, Paint, Stroke, paint_of
from commandpost.gui.map.viewport import Bounds

_CHUNKS_PER_JOB = 24
_SCREEN_MARGIN_PX = 40  # half the widest stroke, so that lines beside a tile still reach into it


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VectorLayer:
    """Features of one role and rank; roads of one file make several, so that main roads lie on top."""

    store: FeatureStore
    rank: int
    pyramid: LodPyramid

    @property
    def role(self) -> LayerRole:
        return self.store.layer.role

    @property
    def kind(self) -> GeometryKind:
        return self.store.layer.kind


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PaintJob:
    """Some chunks of a level in one fill or one stroke."""

    transform: QTransform
    level: Level
    chunks: IntArray
    kind: GeometryKind
    fill: str | None
    stroke: Stroke | None

    def run(self, painter: QPainter) -> None:
        painter.setTransform(self.transform)
        painter.setBrush(QBrush(QColor(self.fill)) if self.fill else Qt.BrushStyle.NoBrush)
        painter.setPen(pen_of(self.stroke) if self.stroke else Qt.PenStyle.NoPen)
        if self.kind is GeometryKind.LINE:
            for chunk in self.chunks.tolist():
                _draw_segments(painter, self.level, chunk)
        else:
            for chunk in self.chunks.tolist():
                painter.drawPath(self.level.path_of(chunk))


class BaseMap:
    """Every static layer, in painting order."""

    def __init__(self, layers: Sequence[MapLayerData]) -> None:
        self.stores = tuple(FeatureStore(layer) for layer in layers if layer.vertex_count)
        drawn = [made for store in self.stores for made in _split(store)]
        self.layers = tuple(sorted(drawn, key=lambda layer: (PAINT_ORDER.index(layer.role), -layer.rank)))

    @property
    def bounds(self) -> Bounds | None:
        """EPSG:3857 box of everything, or None for an empty map."""
        boxes = np.array([store.bounds for store in self.stores if store.bounds])
        if not len(boxes):
            return None
        west, south = boxes[:, :2].min(axis=0)
        east, north = boxes[:, 2:].max(axis=0)
        return float(west), float(south), float(east), float(north)

    def missing_levels(self, resolution: float, colours: MapColours) -> list[LodPyramid]:
        """Pyramids that still have to make what a picture at this resolution needs."""
        visible = (layer for layer, _ in self._visible(resolution, colours))
        return [layer.pyramid for layer in visible if not layer.pyramid.has(resolution)]

    def jobs(self, bounds: Bounds, resolution: float, colours: MapColours) -> Iterator[PaintJob]:
        """Everything to paint within the EPSG:3857 bounds, lowest first; west and north are pixel zero."""
        margin = _SCREEN_MARGIN_PX * resolution
        reach = (bounds[0] - margin, bounds[1] - margin, bounds[2] + margin, bounds[3] + margin)
        for layer, fill, stroke in self._passes(resolution, colours):
            level = layer.pyramid.level(resolution)
            chunks = np.flatnonzero(touching(level.chunk_boxes, reach))
            transform = _transform(level.origin, bounds, resolution)
            for at in range(0, len(chunks), _CHUNKS_PER_JOB):
                yield PaintJob(
                    transform=transform,
                    level=level,
                    chunks=chunks[at : at + _CHUNKS_PER_JOB],
                    kind=layer.kind,
                    fill=fill,
                    stroke=stroke,
                )

    def _passes(
        self, resolution: float, colours: MapColours
    ) -> Iterator[tuple[VectorLayer, str | None, Stroke | None]]:
        """Per role: all fills, then the lowest strokes of all ranks, then the strokes above them."""
        visible = self._visible(resolution, colours)
        for role in PAINT_ORDER:
            mine = [(layer, paint) for layer, paint in visible if layer.role is role]
            yield from ((layer, paint.fill, None) for layer, paint in mine if paint.fill)
            depth = max((len(paint.strokes) for _, paint in mine), default=0)
            for lower in range(depth):
                yield from ((layer, None, paint.strokes[lower]) for layer, paint in mine if lower < len(paint.strokes))

    def _visible(self, resolution: float, colours: MapColours) -> list[tuple[VectorLayer, Paint]]:
        painted = ((layer, paint_of(layer.role, layer.kind, layer.rank, resolution, colours)) for layer in self.layers)
        return [(layer, paint) for layer, paint in painted if paint is not None]


def paint_all(painter: QPainter, jobs: Iterable[PaintJob]) -> None:
    """Paint everything at once, for pictures on paper and as the measure of the tiles."""
    for job in jobs:
        job.run(painter)
    painter.resetTransform()


def pen_of(stroke: Stroke) -> QPen:
    """A cosmetic pen: its width is in pixels whatever the transform."""
    pen = QPen(QColor(stroke.colour), stroke.width)
    pen.setCosmetic(True)
    if stroke.width > 1:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if stroke.dashes:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(list(stroke.dashes))
    return pen


def _split(store: FeatureStore) -> Iterator[VectorLayer]:
    if store.layer.kind is GeometryKind.POINT:
        return
    ranks = store.layer.ranks
    for rank in np.unique(ranks).tolist():
        yield VectorLayer(store=store, rank=int(rank), pyramid=LodPyramid(store, ranks == rank))


def _transform(origin: tuple[float, float], bounds: Bounds, resolution: float) -> QTransform:
    right, down = (origin[0] - bounds[0]) / resolution, (bounds[3] - origin[1]) / resolution
    return QTransform(1 / resolution, 0.0, 0.0, -1 / resolution, right, down)


def _draw_segments(painter: QPainter, level: Level, chunk: int) -> None:
    """Hand the numpy buffer to Qt without copying; ``segments`` outlives the call."""
    segments = level.segments_of(chunk)
    first = cast(QLineF, shiboken6.wrapInstance(segments.ctypes.data, QLineF))
    painter.drawLines(first, len(segments))
