"""What could not be drawn: a sentence stands in the layer's place, and the map lives."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from commandpost.gui.map.colours import MapColours
from commandpost.gui.map.symbols import map_font

_TOP = 14
_HEIGHT = 30
_PAD = 14
_MOST = 3

_log = logging.getLogger(__name__)


def survives(act: Callable[[], object]) -> bool:
    """Draw; false, and the reason in the log, if that raised: the net under all painting, where Qt would abort."""
    try:
        act()
    except Exception:  # noqa: BLE001 - one wrong layer must not take the window with it
        _log.exception("something on the map could not be drawn and is left out")
        return False
    return True


class Mishaps:
    """The layers that failed since their data last changed; they are not tried again until it does."""

    def __init__(self) -> None:
        self._titles: dict[str, str] = {}

    def attempt(self, name: str, title: str, painter: QPainter, draw: Callable[[], None]) -> None:
        """Draw one layer; if that raises, leave the layer out from now on and the painter as it was."""
        if name in self._titles:
            return
        painter.save()
        if not survives(draw):
            self._titles[name] = title
        painter.restore()

    def forget(self, name: str) -> None:
        """Its data changed: try again."""
        self._titles.pop(name, None)

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(self._titles.values())


def mishap_words(title: str) -> str:
    """The sentence that stands for a layer."""
    words = QCoreApplication.translate("MapMishaps", "⚠ Layer “{title}” cannot be drawn and is left out")
    return words.format(title=title)


def draw_mishaps(painter: QPainter, titles: Iterable[str], width: int, colours: MapColours) -> None:
    """One card a layer at the top of the map, in the middle."""
    font = map_font(13)
    metrics = QFontMetricsF(font)
    for row, title in enumerate(list(dict.fromkeys(titles))[:_MOST]):
        words = metrics.elidedText(mishap_words(title), Qt.TextElideMode.ElideRight, width - 4 * _PAD)
        across = metrics.horizontalAdvance(words) + 2 * _PAD
        card = QRectF((width - across) / 2, _TOP + row * (_HEIGHT + 4), across, _HEIGHT)
        painter.setPen(QPen(QColor(colours.red), 1.3))
        painter.setBrush(QColor(colours.panel))
        painter.drawRoundedRect(card, 6, 6)
        painter.setPen(QColor(colours.text))
        painter.setFont(font)
        painter.drawText(card, Qt.AlignmentFlag.AlignCenter, words)
