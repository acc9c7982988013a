"""The small pieces of a picture: some chunks of one layer in one fill, one stroke or one width of bars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, Protocol, cast

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QTransform

from commandpost.domain.coordinates import FloatArray
from commandpost.domain.map_layer import IntArray
from commandpost.gui.map.bars import Bars
from commandpost.gui.map.features import touching
from commandpost.gui.map.levels import ChunkBook, Level
from commandpost.gui.map.ribbons import mitred, segments_of
from commandpost.gui.map.style import Stroke
from commandpost.gui.map.vector_layer import VectorLayer
from commandpost.gui.map.viewport import Bounds

_AREA_CHUNKS_PER_JOB = 32
_CHUNKS_PER_JOB = 16
_BROAD_CHUNKS_PER_JOB = 8
_SCREEN_MARGIN_PX = 24  # more than half the widest stroke, so that lines beside a tile still reach into it


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BarJob:
    """Some chunks of bars, all of one width."""

    layer: VectorLayer
    transform: QTransform
    bars: Bars
    chunks: IntArray
    stroke: Stroke

    def run(self, painter: QPainter) -> None:
        painter.setTransform(self.transform)
        painter.setPen(pen_of(self.stroke))
        _draw_segments(painter, self.bars.of(self.chunks))


class Job(Protocol):
    """A piece of a picture that paints itself; it leaves its transform behind."""

    @property
    def layer(self) -> VectorLayer: ...

    def run(self, painter: QPainter) -> None: ...


class Window(NamedTuple):
    """What of the world is painted: EPSG:3857 bounds, and metres a pixel; west and north are pixel zero.

    ``within`` is the part of the bounds that matters.
    """

    bounds: Bounds
    resolution: float
    within: Bounds

    @property
    def reach(self) -> Bounds:
        """What matters, and what lies beside it and reaches in with half its width."""
        west, south, east, north = self.within
        margin = _SCREEN_MARGIN_PX * self.resolution
        return west - margin, south - margin, east + margin, north + margin

    def transform(self, origin: tuple[float, float]) -> QTransform:
        """From metres counted from an origin to pixels."""
        right, down = (origin[0] - self.bounds[0]) / self.resolution, (self.bounds[3] - origin[1]) / self.resolution
        return QTransform(1 / self.resolution, 0.0, 0.0, -1 / self.resolution, right, down)


def path_jobs(
    layer: VectorLayer, level: Level, book: ChunkBook, window: Window, *, fill: str | None, stroke: Stroke | None
) -> Iterator[PaintJob]:
    """A level's paths, filled or stroked."""
    chunks = np.flatnonzero(touching(level.chunk_boxes, window.reach))
    transform = window.transform(level.origin)
    size = _AREA_CHUNKS_PER_JOB
    if stroke is not None:
        size = _CHUNKS_PER_JOB if stroke.width <= 1 else _BROAD_CHUNKS_PER_JOB
    for at in range(0, len(chunks), size):
        yield PaintJob(
            layer=layer,
            transform=transform,
            level=level,
            book=book,
            chunks=chunks[at : at + size],
            resolution=window.resolution,
            fill=fill,
            stroke=stroke,
        )


def bar_jobs(layer: VectorLayer, bars: Bars, window: Window, fill: str) -> Iterator[BarJob]:
    """A level's bars, one job for every width."""
    chunks = np.flatnonzero(touching(bars.chunk_boxes, window.reach))
    widths, transform = bars.widths[chunks], window.transform(bars.origin)
    for first, last in pairwise([*np.flatnonzero(np.diff(widths, prepend=-1.0)).tolist(), len(chunks)]):
        stroke = Stroke(colour=fill, width=float(widths[first]) / window.resolution)
        yield BarJob(layer=layer, transform=transform, bars=bars, chunks=chunks[first:last], stroke=stroke)


@lru_cache(maxsize=256)
def pen_of(stroke: Stroke) -> QPen:
    """A cosmetic pen: its width is in pixels whatever the transform."""
    pen = QPen(QColor(stroke.colour), stroke.width)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if stroke.dashes:
        pen.setDashPattern(list(stroke.dashes))
    return pen


def _draw_segments(painter: QPainter, segments: FloatArray) -> None:
    """Hand the numpy buffer to Qt without copying; the caller's array outlives the call."""
    first = cast(QLineF, shiboken6.wrapInstance(segments.ctypes.data, QLineF))
    painter.drawLines(first, len(segments))
