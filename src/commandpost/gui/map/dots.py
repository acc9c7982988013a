"""Points of the base map as small dots, so that a place without a name is seen too; one dot where many share a spot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import cast

import numpy as np
import shiboken6
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QTransform

from commandpost.domain.coordinates import FloatArray
from commandpost.gui.map.paint_jobs import Window
from commandpost.gui.map.vector_layer import VectorLayer

_SIDE_PX, _RADIUS_PX, _RIM_PX = 7, 2.6, 1.2
_SPOT_PX = 12.0
_DOTS_PER_JOB = 500
_FRAGMENT = 10  # numbers: middle, corner and size of the source, scale, turn, how opaque


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DotJob:
    """Some dots with their middles in pixels ``(n, 2)``."""

    layer: VectorLayer
    middles: FloatArray
    colour: str
    rim: str

    def run(self, painter: QPainter) -> None:
        ratio = painter.device().devicePixelRatioF()
        dot = _dot(self.colour, self.rim, ratio)
        fragments = np.zeros((len(self.middles), _FRAGMENT))
        fragments[:, :2] = self.middles
        fragments[:, 4:6] = dot.width()
        fragments[:, 6:8] = 1 / ratio
        fragments[:, 9] = 1.0
        painter.setTransform(QTransform())
        first = cast(QPainter.PixmapFragment, shiboken6.wrapInstance(fragments.ctypes.data, QPainter.PixmapFragment))
        painter.drawPixmapFragments(first, len(fragments), dot)


def dot_jobs(layer: VectorLayer, window: Window, colour: str, rim: str) -> Iterator[DotJob]:
    """The dots in a window; spots are fixed to the ground, so that every picture chooses the same of many points."""
    store = layer.store
    paths = np.flatnonzero(np.isin(store.owners, store.query(window.reach)))
    xy = store.xy[store.starts[paths]]
    spots = np.floor(xy / (_SPOT_PX * window.resolution)).astype(np.int64)
    first = np.unique(spots[:, 0] * 2**32 + spots[:, 1], return_index=True)[1]
    west, _, _, north = window.bounds
    pixels = np.column_stack([xy[first, 0] - west, north - xy[first, 1]]) / window.resolution
    middles = np.floor(pixels) + 0.5  # on whole pixels, so that every dot is as round as the others
    for at in range(0, len(middles), _DOTS_PER_JOB):
        yield DotJob(layer=layer, middles=middles[at : at + _DOTS_PER_JOB], colour=colour, rim=rim)


def _dot(colour: str, rim: str, ratio: float) -> QPixmap:
    side = ceil(_SIDE_PX * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(rim), _RIM_PX * ratio))
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QPointF(side / 2, side / 2), _RADIUS_PX * ratio, _RADIUS_PX * ratio)
    finally:
        painter.end()
    return pixmap
