"""What is always on the map: scale bar in true metres, coordinates, provider and approval number."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from commandpost.domain.coordinates import LonLat, distance_m
from commandpost.domain.map_paper import MapOwner
from commandpost.gui.map.colours import MapColours
from commandpost.gui.map.symbols import map_font
from commandpost.gui.map.viewport import Viewport

_BAR_PX = 120.0
_PROBE_PX = 50.0
_STEPS = (1, 2, 5)
_KILOMETRE = 1000
_MARGIN = 14
_HEIGHT = 28
_LINE = 18
_PAD = 10
_BETWEEN = " · "  # parts of the owner's line


class Attribution(MapOwner):
    """The base map's owner as the line below the map tells it."""

    def words(self) -> str:
        internal = QCoreApplication.translate("MapFurniture", "internal use")
        invented = QCoreApplication.translate("MapFurniture", "Invented map")
        if self.invented and not self.overlaid:
            return f"{invented} · {internal}"
        missing = "⚠ " + QCoreApplication.translate("MapFurniture", "map approval number not filled in")
        number = QCoreApplication.translate("MapFurniture", "Approval no. {number}")
        no_map = QCoreApplication.translate("MapFurniture", "points only, no base map")
        missing = no_map if self.points_only else missing
        approval = number.format(number=self.approval_number) if self.approval_number else missing
        over = QCoreApplication.translate("MapFurniture", "Invented map, over it:") + " " if self.overlaid else ""
        return over + " · ".join(part for part in (self.provider, approval, internal) if part)


def scale_bar(viewport: Viewport) -> tuple[str, float]:
    """The words and the length in pixels of a round distance on the ground at the centre."""
    middle_x, middle_y = viewport.width / 2, viewport.height / 2
    left, right = (viewport.lonlat_at(middle_x + side, middle_y) for side in (-_PROBE_PX, _PROBE_PX))
    metres_per_px = max(1e-9, distance_m(left, right) / (2 * _PROBE_PX))
    most = _BAR_PX * metres_per_px
    lengths = [step * 10.0**power for power in range(-1, 8) for step in _STEPS]
    metres = max((length for length in lengths if length <= most), default=lengths[0])
    words = f"{metres / _KILOMETRE:g} km" if metres >= _KILOMETRE else f"{metres:g} m"
    return words, metres / metres_per_px


def coordinate_words(place: LonLat) -> str:
    """Degrees with the letters of the directions, to about ten metres."""
    east, north = ("E" if place.lon >= 0 else "W"), ("N" if place.lat >= 0 else "S")
    return f"CGCS2000 · {abs(place.lon):.4f}°{east} {abs(place.lat):.4f}°{north}"


class _Foot(NamedTuple):
    """Where the parts of the card at the bottom left stand."""

    card: QRectF
    bar_words: str
    bar_x: float
    bar_px: float
    reading: str
    reading_x: float
    owner: QPointF  # from the baseline of the first line
    owner_lines: tuple[str, ...]


def furniture_box(viewport: Viewport, place: LonLat, attribution: Attribution) -> QRectF:
    """The card at the bottom left, in pixels."""
    return _foot(viewport, place, attribution.words()).card


@lru_cache(maxsize=4)
def _foot(viewport: Viewport, place: LonLat, words: str) -> _Foot:
    """One line, or more where the window is narrow, so that the owner is never cut off."""
    metrics = QFontMetricsF(map_font(12))
    bar_words, bar_px = scale_bar(viewport)
    reading = coordinate_words(place)
    bar_x = _MARGIN + _PAD + metrics.horizontalAdvance(bar_words) + 8
    reading_x = bar_x + bar_px + 14
    owner_x = reading_x + metrics.horizontalAdvance(reading + " · ")
    owner_px = metrics.horizontalAdvance(words)
    narrow = owner_x + owner_px + _PAD > viewport.width - _MARGIN
    if reading_x + metrics.horizontalAdvance(reading) + _PAD > viewport.width - _MARGIN:
        reading = ""  # the scale and the owner are never cut off; the reading gives way
    lines = _broken(words, metrics, viewport.width - 2 * (_MARGIN + _PAD)) if narrow else (words,)
    owner_px = max(metrics.horizontalAdvance(line) for line in lines)
    width = (owner_x if not narrow else _MARGIN + _PAD) + owner_px + _PAD - _MARGIN
    width = max(width, reading_x + metrics.horizontalAdvance(reading) + _PAD - _MARGIN)
    height = _HEIGHT + (_LINE * len(lines) if narrow else 0)
    card = QRectF(_MARGIN, viewport.height - _MARGIN - height, width, height)
    reading = reading if narrow or not reading else reading + " · "
    owner = QPointF(_MARGIN + _PAD, _LINE) if narrow else QPointF(owner_x, 0)
    return _Foot(card, bar_words, bar_x, bar_px, reading, reading_x, owner, lines)


def _broken(words: str, metrics: QFontMetricsF, room: float) -> tuple[str, ...]:
    """Between its parts where that is enough, else wherever a line is full."""
    lines: list[str] = []
    for part in words.split(_BETWEEN):
        longer = f"{lines[-1]}{_BETWEEN}{part}" if lines else ""
        if longer and metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
            continue
        lines.append("")
        for letter in part:
            if lines[-1] and metrics.horizontalAdvance(lines[-1] + letter) > room:
                lines.append("")
            lines[-1] += letter
    return tuple(line.strip() for line in lines)


def draw_furniture(
    painter: QPainter, viewport: Viewport, place: LonLat, attribution: Attribution, colours: MapColours
) -> None:
    """The card at the bottom left; a missing approval number is a warning with a sign, not only a colour."""
    font = map_font(12)
    metrics, foot = QFontMetricsF(font), _foot(viewport, place, attribution.words())
    _draw_ground(painter, foot.card, colours)
    baseline = foot.card.top() + (_HEIGHT + metrics.ascent() - metrics.descent()) / 2
    painter.setFont(font)
    painter.setPen(QColor(colours.dim))
    painter.drawText(QPointF(_MARGIN + _PAD, baseline), foot.bar_words)
    _draw_bar(painter, foot.bar_x, foot.card.top() + _HEIGHT / 2, foot.bar_px)
    painter.drawText(QPointF(foot.reading_x, baseline), foot.reading)
    painter.setPen(QColor(colours.dim if attribution.approved else colours.red))
    for at, line in enumerate(foot.owner_lines):
        painter.drawText(foot.owner + QPointF(0, baseline + at * _LINE), line)


def _draw_ground(painter: QPainter, card: QRectF, colours: MapColours) -> None:
    ground = QColor(colours.panel)
    ground.setAlpha(240)
    painter.setPen(QPen(QColor(colours.line), 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(card, 6, 6)


def _draw_bar(painter: QPainter, left: float, middle: float, length: float) -> None:
    right = left + length
    painter.drawLines(
        [
            QLineF(left, middle, right, middle),
            QLineF(left, middle - 4, left, middle + 4),
            QLineF(right, middle - 4, right, middle + 4),
        ]
    )
