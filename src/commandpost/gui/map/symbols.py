"""Pictures of markers, clusters and label cards, drawn once and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from commandpost.gui.map.colours import ColourRole, MapColours
from commandpost.gui.map.markers import DISC_EDGE_PX, Symbol, disc_radius

_FONT = "Noto Sans CJK SC"
_SIDE = 48  # every symbol is drawn in the middle of a square of this side
_SMALL_SIDE = 14
_SMALL = frozenset({Symbol.PERSON, Symbol.DOT})
_THOUSAND = 1000


def map_font(pixels: int, *, bold: bool = False) -> QFont:
    """The Chinese font of the map at a size in pixels."""
    font = QFont(_FONT)
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font


class SymbolBook:
    """Pixmaps by symbol and colour for one theme and one screen density."""

    def __init__(self, colours: MapColours, ratio: float, letters: Mapping[Symbol, str] | None = None) -> None:
        self.colours = colours
        self._letters = letters_in(QCoreApplication.translate) if letters is None else letters
        self._ratio = ratio
        self._kept: dict[tuple[object, ...], QPixmap] = {}

    def symbol(self, symbol: Symbol, role: ColourRole, sign: str = "") -> QPixmap:
        """A square picture whose middle is the place; a pin bears its sign instead of an eye."""
        key = (symbol, role, sign)
        if key not in self._kept:
            self._kept[key] = self._draw_symbol(symbol, self.colours.of(role), sign)
        return self._kept[key]

    def cluster(self, count: int, role: ColourRole, sign: str = "") -> QPixmap:
        """A disc with the number in it, behind the sign of the most serious; large numbers are shortened."""
        words = (f"{sign}×" if sign else "") + (str(count) if count < _THOUSAND else f"{count / _THOUSAND:.1f}k")
        key = ("cluster", words, role)
        if key not in self._kept:
            radius = disc_radius(count, signed=bool(sign))
            self._kept[key] = self._draw_cluster(radius, words, self.colours.of(role))
        return self._kept[key]

    def _blank(self, side: float) -> QPixmap:
        pixmap = QPixmap(ceil(side * self._ratio), ceil(side * self._ratio))
        pixmap.setDevicePixelRatio(self._ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        return pixmap

    def _draw_symbol(self, symbol: Symbol, colour: QColor, sign: str) -> QPixmap:
        side = _SMALL_SIDE if symbol in _SMALL else _SIDE
        pixmap = self._blank(side)
        painter = QPainter(pixmap)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(side / 2, side / 2)
            if symbol is Symbol.PIN and sign:
                _signed_pin(painter, colour, sign)
            else:
                _DRAWINGS[symbol](painter, colour, QColor(self.colours.ground))
            if symbol in self._letters:
                _letter(painter, self._letters[symbol])
        finally:
            painter.end()
        return pixmap

    def _draw_cluster(self, radius: float, words: str, colour: QColor) -> QPixmap:
        side = 2 * radius + 2 * DISC_EDGE_PX
        pixmap = self._blank(side)
        painter = QPainter(pixmap)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(side / 2, side / 2)
            painter.setPen(QPen(colour, DISC_EDGE_PX))
            painter.setBrush(QColor(self.colours.panel))
            painter.drawEllipse(QPointF(0, 0), radius, radius)
            painter.setPen(QColor(self.colours.text))
            painter.setFont(map_font(11, bold=True))
            painter.drawText(QRectF(-20, -10, 40, 20), Qt.AlignmentFlag.AlignCenter, words)
        finally:
            painter.end()
        return pixmap


def draw_centred(painter: QPainter, picture: QPixmap, x: float, y: float) -> None:
    """Draw a picture with its middle at a pixel."""
    half = picture.width() / picture.devicePixelRatio() / 2
    painter.drawPixmap(QPointF(x - half, y - half), picture)


def _pin(painter: QPainter, colour: QColor, _ground: QColor) -> None:
    """A drop whose tip is the place, with a white ring and a white eye."""
    _drop(painter, colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#ffffff"))
    painter.drawEllipse(QPointF(0, -11), 4.2, 4.2)


def _signed_pin(painter: QPainter, colour: QColor, sign: str) -> None:
    """The drop with a black letter on a white disc: read on every colour, and in black and white."""
    _drop(painter, colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#ffffff"))
    painter.drawEllipse(QPointF(0, -11), 9.2, 9.2)
    painter.setPen(QColor("#101418"))
    painter.setFont(map_font(13, bold=True))
    painter.drawText(QRectF(-12, -21.5, 24, 20), Qt.AlignmentFlag.AlignCenter, sign)


def _drop(painter: QPainter, colour: QColor) -> None:
    path = QPainterPath(QPointF(0, 0))
    path.cubicTo(QPointF(-2, -6), QPointF(-12, -11), QPointF(-12, -20))
    path.cubicTo(QPointF(-12, -27), QPointF(-6.5, -32), QPointF(0, -32))
    path.cubicTo(QPointF(6.5, -32), QPointF(12, -27), QPointF(12, -20))
    path.cubicTo(QPointF(12, -11), QPointF(2, -6), QPointF(0, 0))
    path.translate(0, 9)  # the square is not tall enough to hold the drop above its middle
    painter.setPen(QPen(QColor("#ffffff"), 2.0))
    painter.setBrush(colour)
    painter.drawPath(path)


def pin_lift(symbol: Symbol) -> float:
    """How far above the place the picture's middle lies, so that a pin's tip is the place."""
    return 9.0 if symbol is Symbol.PIN else 0.0


def letters_in(translate: Callable[[str, str, str], str]) -> Mapping[Symbol, str]:
    """The letter within a sign, in the language of who translates."""
    return {
        Symbol.SHELTER: translate("MapSymbols", "S", "one letter for a shelter"),
        Symbol.SUPPLY: translate("MapSymbols", "M", "one letter for materials"),
        Symbol.TEAM: translate("MapSymbols", "T", "one letter for a team"),
    }


def _square(painter: QPainter, colour: QColor, _ground: QColor) -> None:
    painter.setPen(QPen(QColor("#ffffff"), 1.2))
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(-9.5, -9.5, 19, 19), 3, 3)


def _letter(painter: QPainter, letter: str) -> None:
    painter.setPen(QColor("#ffffff"))
    painter.setFont(map_font(13, bold=True))
    painter.drawText(QRectF(-10, -10.5, 20, 20), Qt.AlignmentFlag.AlignCenter, letter)


def _team(painter: QPainter, colour: QColor, _ground: QColor) -> None:
    painter.setPen(QPen(QColor("#ffffff"), 1.2))
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(0, 0), 10, 10)


def _hazard(painter: QPainter, colour: QColor, ground: QColor) -> None:
    painter.setPen(QPen(ground, 1.2))
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(0, -9.5), QPointF(9.5, 7.5), QPointF(-9.5, 7.5)]))
    painter.setPen(QPen(QColor("#ffffff"), 2.0))
    painter.drawLine(QPointF(0, -3.6), QPointF(0, 1.6))
    painter.drawPoint(QPointF(0, 4.8))


def _person(painter: QPainter, colour: QColor, ground: QColor) -> None:
    painter.setPen(QPen(ground, 1.2))
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(0, 0), 4.2, 4.2)


def _dot(painter: QPainter, colour: QColor, ground: QColor) -> None:
    painter.setPen(QPen(ground, 1.2))
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(0, 0), 5.5, 5.5)


_DRAWINGS = {
    Symbol.PIN: _pin,
    Symbol.SHELTER: _square,
    Symbol.TEAM: _team,
    Symbol.HAZARD: _hazard,
    Symbol.PERSON: _person,
    Symbol.SUPPLY: _square,
    Symbol.DOT: _dot,
}
