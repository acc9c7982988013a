"""What one level of detail keeps in memory, and how Qt gets it: chunks of winding paths, or of lines.

A chunk's points count from its middle, so that four bytes a number are enough: eight bytes a vertex. What Qt draws is
made when it is needed; the paths of areas are kept for a while, because making them costs half as much as drawing them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath

from commandpost.domain.coordinates import FloatArray
from commandpost.domain.map_layer import IntArray
from commandpost.gui.map.bars import Bars

_ELEMENT = np.dtype([("kind", "<i4"), ("x", "<f4"), ("y", "<f4")])  # how Qt streams a path
_MOVE, _LINE = 0, 1
_END_OF_PATH = np.array([0, 1], dtype="<i4").tobytes()  # where the last subpath starts, and the winding rule
_KEPT_BYTES = 8 * 2**20
_BYTES_OF_A_VERTEX = 64  # measured: elements, spare room and wrappers of many small paths

SmallInts = NDArray[np.int32]


@dataclass(slots=True, eq=False)
class Level:
    """Chunks of one level in EPSG:3857 metres from ``origin``; paths keep their order, holes their feature.

    Chunk ``i`` holds the paths from ``chunk_starts[i]`` on, and path ``j`` the points from ``path_starts[j]`` on,
    which count from ``middles[i]``.
    """

    origin: tuple[float, float]
    chunk_boxes: FloatArray
    chunk_starts: SmallInts
    middles: FloatArray
    points: NDArray[np.float32]
    path_starts: SmallInts
    bars: Bars | None = None  # areas that are drawn as broad lines instead

    def vertices_of(self, chunk: int) -> int:
        first, last = self.chunk_starts[chunk], self.chunk_starts[chunk + 1]
        return int(self.path_starts[last] - self.path_starts[first])

    def points_of(self, chunks: IntArray) -> tuple[FloatArray, IntArray]:
        """Points ``(n, 2)`` of some chunks one after the other, and where their paths begin."""
        local, starts, counts = self._take(chunks)
        placed: FloatArray = np.repeat(self.middles[chunks], counts, axis=0)
        placed += local
        return placed, starts

    def paths_of(self, chunks: list[int]) -> list[QPainterPath]:
        """Winding paths, read by Qt from one stream, which is many times faster than point by point."""
        if not chunks:
            return []
        local, starts, counts = self._take(np.array(chunks))
        elements = np.empty(len(local), dtype=_ELEMENT)
        elements["kind"] = _LINE
        elements["kind"][starts[:-1]] = _MOVE
        elements["x"], elements["y"] = local[:, 0], local[:, 1]
        ends = np.cumsum(counts)
        slices = zip((ends - counts).tolist(), ends.tolist(), strict=True)
        pieces = ((b - a).to_bytes(4, "little") + elements[a:b].tobytes() + _END_OF_PATH for a, b in slices)
        stream = QDataStream(QByteArray(b"".join(pieces)))
        stream.setByteOrder(QDataStream.ByteOrder.LittleEndian)
        stream.setFloatingPointPrecision(QDataStream.FloatingPointPrecision.SinglePrecision)
        paths = [QPainterPath() for _ in chunks]
        for path, (x, y) in zip(paths, self.middles[chunks].tolist(), strict=True):
            stream >> path
            path.translate(x, y)
        return paths

    def _take(self, chunks: IntArray) -> tuple[NDArray[np.float32], IntArray, IntArray]:
        """Points as they are kept, where their paths begin with the end, and how many each chunk has.

        Taken in slices, because neighbouring chunks mostly follow one another.
        """
        gaps = np.flatnonzero(np.diff(chunks) != 1)
        first = self.chunk_starts[chunks[np.append(0, gaps + 1)]]
        last = self.chunk_starts[chunks[np.append(gaps, len(chunks) - 1)] + 1]
        begin, end = self.path_starts[first], self.path_starts[last]
        shift = np.cumsum(end - begin) - end
        runs = zip(first.tolist(), last.tolist(), shift.tolist(), strict=True)
        starts = [self.path_starts[a:b] + by for a, b, by in runs]
        slices = zip(begin.tolist(), end.tolist(), strict=True)
        points = np.concatenate([self.points[a:b] for a, b in slices])
        counts = self.path_starts[self.chunk_starts[chunks + 1]] - self.path_starts[self.chunk_starts[chunks]]
        return points, np.append(np.concatenate(starts), len(points)), counts


class ChunkBook:
    """Paths of some chunks as Qt draws them; the oldest are thrown away when there are too many bytes."""

    def __init__(self, limit_bytes: int = _KEPT_BYTES) -> None:
        self._limit = limit_bytes
        self._bytes = 0
        self._kept: dict[tuple[Level, int], QPainterPath] = {}  # the level itself: an id may be given anew

    def paths(self, level: Level, chunks: list[int]) -> list[QPainterPath]:
        """The paths of the chunks; what is not kept is made in one go."""
        missing = [chunk for chunk in chunks if (level, chunk) not in self._kept]
        if missing:
            self._bytes += self._bytes_of(level, missing)
            self._kept.update(zip([(level, chunk) for chunk in missing], level.paths_of(missing), strict=True))
        wanted = [self._kept[level, chunk] for chunk in chunks]
        self._forget_oldest()
        return wanted

    def _forget_oldest(self) -> None:
        """A few at a time, because throwing thousands away at once would be felt."""
        while self._bytes > self._limit and self._kept:
            level, chunk = next(iter(self._kept))
            del self._kept[level, chunk]
            self._bytes -= self._bytes_of(level, [chunk])

    def _bytes_of(self, level: Level, chunks: list[int]) -> int:
        return sum(level.vertices_of(chunk) for chunk in chunks) * _BYTES_OF_A_VERTEX
