"""One map on the bench: shows, pans, jumps, clicks, and how long each takes."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time, thread_time

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from commandpost.domain.coordinates import LonLat
from commandpost.domain.map_layer import MapLayerData
from commandpost.gui.map.base import BaseMap
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.map.colours import MapColours
from commandpost.gui.map.furniture import Attribution
from commandpost.gui.map.markers import Marker
from commandpost.gui.map.scene import plain_picture
from commandpost.gui.map.viewport import Viewport
from tests.bench.city import CENTER

SIZE = (1600, 900)
FRAMES = 80
CLICKS = 40
BATCHES = 5  # the quietest counts: others use the machine too
Rival = Callable[["View", Viewport], float | None]


@dataclass(frozen=True, slots=True)
class View:
    """A window of the bench: the whole city, a district, a street."""

    name: str
    rung: int
    places: tuple[LonLat, ...]

    def viewport(self, at: int = 0) -> Viewport:
        width, height = SIZE
        return Viewport(x=0, y=0, rung=self.rung, width=width, height=height).centered(
            self.places[at % len(self.places)]
        )


def _around(degrees: float) -> tuple[LonLat, ...]:
    steps = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1))
    return tuple(LonLat(CENTER.lon - 0.02 + x * degrees, CENTER.lat - 0.012 + y * degrees * 0.4) for x, y in steps)


VIEWS = (View("city", 22, _around(0.2)), View("district", 29, _around(0.05)), View("street", 34, _around(0.035)))


class Stage:
    """A canvas in a window of 1600 by 900 pixels with the bench city under it."""

    def __init__(self, app: QApplication, layers: Sequence[MapLayerData]) -> None:
        self._app = app
        self.canvas = MapCanvas()
        self.canvas.resize(*SIZE)
        self.canvas.show()
        for _ in range(5):
            app.processEvents()  # the window is there, empty, before a map is read
        self.canvas.set_base(layers, Attribution(invented=True))

    @property
    def base(self) -> BaseMap:
        return self.canvas._scene.base

    @property
    def colours(self) -> MapColours:
        return self.canvas._scene.colours

    def close(self) -> None:
        self.canvas.close()

    def show(self, view: View, at: int = 0) -> tuple[float, float]:
        """Look there and wait for everything; milliseconds until idle, and of processor time of the longest turn."""
        self.canvas.look_at(view.places[at % len(view.places)], view.rung)
        return self._turn_until(lambda: self.canvas.idle)

    def jump(self, view: View, at: int = 1) -> tuple[float, float]:
        """Go where nothing is painted; milliseconds until the window is sharp, and of the longest turn."""
        self.canvas._scheduler.cache.clear()
        self.canvas._scheduler.patch = None
        self.canvas.look_at(view.places[at % len(view.places)], view.rung)
        return self._turn_until(lambda: self.canvas.sharp)

    def pan_ms(self, view: View) -> float:
        """One frame while the map is dragged within its painted ring."""
        image = QImage(*SIZE, QImage.Format.Format_RGB32)
        canvas, steps = self.canvas, iter(range(10_000))

        def pan() -> None:
            canvas._viewport = canvas._viewport.panned(3 if next(steps) % 2 else -3, 2)
            with QPainter(image) as painter:
                canvas._paint(painter)

        return min(median_ms(pan, FRAMES) for _ in range(BATCHES))

    def blit_ms(self) -> float:
        """A bare copy of one window-sized picture."""
        from_image, to_image = (QImage(*SIZE, QImage.Format.Format_RGB32) for _ in range(2))

        def blit() -> None:
            with QPainter(to_image) as painter:
                painter.drawImage(0, 0, from_image)

        return min(median_ms(blit, FRAMES) for _ in range(BATCHES))

    def direct_ms(self, view: View, rounds: int, rival: Rival) -> tuple[float, float | None]:
        """The whole vector frame without tiles, and its ratio to the rival's."""

        def draw(at: int) -> float:
            begun = process_time()
            self._frame(view.viewport(at))
            return (process_time() - begun) * 1000

        self.show(view)
        return _turn_by_turn(view, draw, rounds, rival)

    def jump_ms(self, view: View, rounds: int, rival: Rival) -> tuple[float, float | None]:
        """From a place never seen to a sharp window, and its ratio to the rival's."""

        def jump(at: int) -> float:
            begun = process_time()
            self.jump(view, at)
            return (process_time() - begun) * 1000

        self.show(view)
        return _turn_by_turn(view, jump, rounds, rival)

    def click_ms(self, people: Sequence[Marker]) -> float:
        """What is under the cursor, with everybody in five layers, worst view."""
        for at in range(5):
            self.canvas.set_markers(f"people{at}", people[at::5])
        spent = []
        for view in VIEWS:
            self.show(view)
            spent.append(median_ms(self._click_everywhere, 5) / CLICKS)
        return max(spent)

    def _click_everywhere(self) -> None:
        for at in range(CLICKS):
            self.canvas._scene.spot_at(self.canvas.viewport, 37 * at % SIZE[0], 53 * at % SIZE[1])

    def save(self, view: View, file: Path) -> None:
        self._frame(view.viewport()).save(str(file))

    def _frame(self, viewport: Viewport) -> QImage:
        image = plain_picture(viewport.width, viewport.height, 1.0, self.colours)
        with QPainter(image) as painter:
            self.canvas._scene.draw_directly(painter, viewport)
        return image

    def _turn_until(self, done: Callable[[], bool]) -> tuple[float, float]:
        begun, longest = perf_counter(), 0.0
        while not done():
            turn = thread_time()
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            longest = max(longest, thread_time() - turn)
        return (perf_counter() - begun) * 1000, longest * 1000


def median_ms(act: Callable[[], object], rounds: int) -> float:
    """Median processor time of one act in milliseconds; the first one is not counted."""
    act()
    spent = []
    for _ in range(rounds):
        begin = process_time()
        act()
        spent.append((process_time() - begin) * 1000)
    return statistics.median(spent)


def _turn_by_turn(view: View, ours: Callable[[int], float], rounds: int, rival: Rival) -> tuple[float, float | None]:
    """Both draw the same place one after the other; the medians are compared."""
    mine, theirs = [], []
    for at in range(1, rounds + 1):
        mine.append(ours(at))
        theirs.append(rival(view, view.viewport(at)))
    known = [value for value in theirs if value is not None]
    mean = statistics.median(mine)
    return mean, mean / statistics.median(known) if known else None
