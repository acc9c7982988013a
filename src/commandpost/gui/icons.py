"""Icons: outline drawings of our own, painted in a colour of the theme."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

CURRENT = "currentColor"
SHARPEST = 3.0  # device pixels for one; larger screens scale up


class IconBook:
    """Pixmaps of ``resources/icons/*.svg`` by name, colour and size; drawn once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drawn: dict[tuple[str, str, int], QPixmap] = {}

    def pixmap(self, name: str, colour: str, size: int, ratio: float = SHARPEST) -> QPixmap:
        """A square picture, ``size`` in logical pixels."""
        key = (name, colour, size)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, colour, size, ratio)
        return self._drawn[key]

    def icon(self, name: str, colour: str, size: int = 20, checked: str | None = None) -> QIcon:
        """An icon for a button; ``checked`` is its colour when it is on."""
        icon = QIcon(self.pixmap(name, colour, size))
        if checked is not None:
            icon.addPixmap(self.pixmap(name, checked, size), QIcon.Mode.Normal, QIcon.State.On)
        return icon

    def _draw(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        svg = (self._folder / f"{name}.svg").read_text("utf-8").replace(CURRENT, colour)
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(pixmap.rect()))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap
