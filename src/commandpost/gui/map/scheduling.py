"""When what is painted: short slices on the GUI thread, first the window, then names, then one ring around it.

Painting holds the interpreter lock, so threads would not help. After a jump the whole window is painted once as a
patch, which is half the work of the tiles under it; the tiles follow while nobody waits for them.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from commandpost.gui.map.base import BaseMap
from commandpost.gui.map.colours import MapColours
from commandpost.gui.map.paint_jobs import Job
from commandpost.gui.map.preparing import LevelPreparer
from commandpost.gui.map.tiles import Patch, TileCache, TileKey, patch_over, tiles_over
from commandpost.gui.map.vector_layer import VectorLayer
from commandpost.gui.map.viewport import Viewport, resolution_of

_SLICE_NS = 3_000_000  # the last job may take a little more, and a frame comes on top; 8 ms is the promise
_WORTH_A_PATCH = 0.5  # of the window's tiles missing
_STILL_USEFUL = 0.6  # of the window covered by a patch half way


class Painting:
    """One picture half way."""

    def __init__(
        self, what: TileKey | Patch, base: BaseMap, colours: MapColours, ratio: float, *, see_through: bool = False
    ) -> None:
        self.what = what
        form = QImage.Format.Format_ARGB32_Premultiplied if see_through else QImage.Format.Format_RGB32
        self.image = QImage(round(what.width * ratio), round(what.height * ratio), form)
        self.image.setDevicePixelRatio(ratio)
        self.image.fill(Qt.GlobalColor.transparent if see_through else QColor(colours.ground))
        self._base = base
        self._jobs: Iterator[Job] = base.jobs(what.bounds, resolution_of(what.rung), colours)

    def advance(self, clock: QElapsedTimer, deadline_ns: int) -> bool:
        """Paint until the deadline; true when the picture is finished. A layer that cannot be painted is left out."""
        painter = QPainter(self.image)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for job in self._jobs:
                self._base.run(job, painter)
                if clock.nsecsElapsed() > deadline_ns:
                    return False
            return True
        finally:
            painter.end()


class TileScheduler(QObject):
    """Paints what the viewport needs from a zero-timer that rests when nothing is missing."""

    tile_ready = Signal()
    layer_left_out = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cache = TileCache()
        self.patch: tuple[Patch, QImage] | None = None
        self._base = BaseMap()
        self._colours: MapColours | None = None
        self._ratio = 1.0
        self._see_through = False
        self._visible: list[TileKey | Patch] = []
        self._ring: list[TileKey] = []
        self._errand: Iterator[None] | None = None
        self._painting: Painting | None = None
        self._left_out = 0
        self._news = False  # something was finished in this slice
        self._preparer = LevelPreparer(self)
        self._preparer.prepared.connect(self._start)
        self._preparer.failed.connect(self._leave_out)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)

    @property
    def idle(self) -> bool:
        """Nothing is missing, not even in the ring around the window."""
        return not (self._visible or self._ring or self._painting or self._errand)

    def covers(self, viewport: Viewport) -> bool:
        """All of the window is painted at its own rung."""
        if self.patch is not None and self.patch[0].covers(viewport):
            return True
        return all(key in self.cache for key in tiles_over(viewport.bounds, viewport.rung))

    def show(self, base: BaseMap, colours: MapColours, ratio: float, *, see_through: bool = False) -> None:
        """Throw the pictures away and begin anew with another map, theme or screen.

        ``see_through`` leaves the ground open for maps of pictures below; opaque tiles are quicker.
        """
        self._base, self._colours, self._ratio, self._see_through = base, colours, ratio, see_through
        self._left_out = len(base.failed)
        self.cache.clear()
        self.patch = self._painting = self._errand = None
        self._visible, self._ring = [], []
        self._timer.stop()

    def want(self, viewport: Viewport) -> None:
        """Say what is looked at; what is visible comes first, then one ring around it."""
        visible = tiles_over(viewport.bounds, viewport.rung)
        missing = [key for key in visible if key not in self.cache]
        seen = set(visible)
        around = [key for key in tiles_over(viewport.bounds, viewport.rung, ring=1) if key not in seen]
        self._visible = self._urgent(missing, len(visible), viewport)
        self._errand = None  # names for another window
        urgent = set(self._visible)
        later = [key for key in missing if key not in urgent]
        self._ring = later + [key for key in around if key not in self.cache]
        self._keep_painting(viewport)
        self._start()

    def run(self, errand: Iterator[None]) -> None:
        """Take small steps of other work in the slices, after the window is painted and before the ring is."""
        self._errand = errand
        self._start()

    def close(self) -> None:
        self._timer.stop()
        self._preparer.close()

    def _urgent(self, missing: list[TileKey], visible: int, viewport: Viewport) -> list[TileKey | Patch]:
        """What the person at the map waits for: nothing, the whole window, or the tiles that a pan laid bare."""
        patch = self.patch[0] if self.patch is not None else None
        if patch is not None and patch.share_of(viewport) > _WORTH_A_PATCH and patch.rung == viewport.rung:
            return [key for key in missing if not patch.hides(key, viewport)]
        if len(missing) > _WORTH_A_PATCH * visible:
            return [patch_over(viewport)]
        return list(missing)

    def _keep_painting(self, viewport: Viewport) -> None:
        """What is half painted goes on if it is still wanted, else it is dropped."""
        if self._painting is None:
            return
        what = self._painting.what
        if isinstance(what, Patch):
            wanted = bool(self._visible) and what.rung == viewport.rung and what.share_of(viewport) > _STILL_USEFUL
            if wanted and what.covers(viewport):
                self._visible = [key for key in self._visible if not isinstance(key, Patch)]
        else:
            wanted = what in self._visible or (what in self._ring and not self._visible)
            self._visible = [key for key in self._visible if key != what]
            self._ring = [key for key in self._ring if key != what] if wanted else self._ring
        if not wanted:
            self._painting = None

    def _start(self) -> None:
        if not self.idle:
            self._timer.start()

    def _slice(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        self._news = False
        while clock.nsecsElapsed() < _SLICE_NS and self._step(clock):
            pass
        if len(self._base.failed) != self._left_out:
            self._left_out = len(self._base.failed)
            self.layer_left_out.emit()
        if self._news:
            self.tile_ready.emit()
        if self.idle:
            self._timer.stop()

    def _step(self, clock: QElapsedTimer) -> bool:
        """Do the next piece; false when time is over, the window is there to be shown, or nothing can be done."""
        if self._painting is None and not self._visible and self._errand is not None:
            self._run_errand(clock)
            self._news |= self._errand is None
            return self._errand is None
        if not self._begin() or self._painting is None or not self._painting.advance(clock, _SLICE_NS):
            return False
        done, self._painting, self._news = self._painting, None, True
        if isinstance(done.what, Patch):
            self.patch = done.what, done.image
            return False
        self.cache.put(done.what, done.image)
        return True

    def _run_errand(self, clock: QElapsedTimer) -> None:
        while self._errand is not None and clock.nsecsElapsed() < _SLICE_NS:
            if next(self._errand, _OVER) is _OVER:
                self._errand = None

    def _begin(self) -> bool:
        """Take up the next picture; false when there is none or its levels are still being made."""
        if self._painting is not None:
            return True
        waiting = self._visible or self._ring
        if not waiting or self._colours is None:
            return False
        resolution = resolution_of(waiting[0].rung)
        missing = self._base.missing_levels(resolution, self._colours)
        if missing:
            self._timer.stop()
            self._preparer.request(missing, resolution)
            return False
        what = waiting.pop(0)
        self._painting = Painting(what, self._base, self._colours, self._ratio, see_through=self._see_through)
        return True

    def _leave_out(self, layer: VectorLayer) -> None:
        self._base.leave_out(layer)


_OVER = object()
