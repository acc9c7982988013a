"""The one background executor of the map: numpy and shapely work that leaves the interpreter to the window."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

from PySide6.QtCore import QObject, Signal

from commandpost.gui.alive import alive
from commandpost.gui.map.levels import Level
from commandpost.gui.map.lod import LodPyramid, level_for
from commandpost.gui.map.vector_layer import VectorLayer

_SWITCH_SECONDS = 0.001  # how long the window may wait for the interpreter; Python's own 0.005 is half a frame

_log = logging.getLogger(__name__)


class LevelPreparer(QObject):
    """Makes levels of detail; ``prepared`` and ``failed`` come on the GUI thread."""

    prepared = Signal()
    failed = Signal(object)  # VectorLayer

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_SWITCH_SECONDS)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="map-levels")
        self._under_way: set[tuple[int, int]] = set()
        self._closed = False

    def request(self, wanted: Sequence[tuple[VectorLayer, LodPyramid]], resolution: float) -> None:
        """Have the levels made; ``prepared`` follows once for each."""
        for layer, pyramid in wanted:
            mark = (id(pyramid), level_for(resolution))
            if not self._closed and mark not in self._under_way:
                self._under_way.add(mark)
                done = partial(self._done, layer, mark)
                self._submit(partial(pyramid.level, resolution), done)

    def close(self) -> None:
        self._closed = True
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _submit(self, make: Callable[[], Level], done: Callable[[Future[Level]], None]) -> None:
        self._executor.submit(make).add_done_callback(done)

    def _done(self, layer: VectorLayer, mark: tuple[int, int], future: Future[Level]) -> None:
        self._under_way.discard(mark)
        if future.cancelled() or not alive(self):
            return
        error = future.exception()
        if error is not None:
            _log.error("a level of detail could not be made and its layer is left out", exc_info=error)
            self.failed.emit(layer)
        self.prepared.emit()
