"""What the colours of own layers mean: a card at the bottom right, on the window and on every picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from commandpost.domain.layer_style import OTHERS, StyleKind
from commandpost.domain.map_layer import GeometryKind, MapLayerData
from commandpost.gui.map.colours import ColourRole, MapColours
from commandpost.gui.map.features import FeatureStore
from commandpost.gui.map.symbols import map_font
from commandpost.gui.map.viewport import Viewport

_MARGIN, _FOOT, _GAP = 14, 54, 8
_PAD, _ROW, _SWATCH = 12, 20, 14
_LONGEST = 16
_MOST = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendRow:
    """A heading where ``colour`` is None, else a colour and its meaning."""

    words: str
    colour: ColourRole | None = None
    kind: GeometryKind = GeometryKind.AREA  # LINE also for areas that are outlines


def legend_of(stores: Sequence[FeatureStore]) -> list[LegendRow]:
    """The rows of every layer with a style of its own, each layer once."""
    rows: list[LegendRow] = []
    said: set[tuple[str, str]] = set()
    for layer in (store.layer for store in stores):
        if layer.style.kind is StyleKind.BASE or (layer.source, layer.name) in said:
            continue
        said.add((layer.source, layer.name))
        if layer.style.kind is not StyleKind.CATEGORIES:
            colour = layer.style.classes[0].colour if layer.style.classes else OTHERS
            rows.append(LegendRow(words=layer.title, colour=_role(colour), kind=_swatch_kind(layer)))
            continue
        rows.append(LegendRow(words=f"{layer.title} · {layer.style.field}"))
        rows += [LegendRow(words=one.value, colour=_role(one.colour), kind=layer.kind) for one in layer.style.classes]
        if layer.classes is not None and (layer.classes < 0).any():
            others = QCoreApplication.translate("MapLegend", "other values")
            rows.append(LegendRow(words=others, colour=ColourRole(OTHERS), kind=layer.kind))
    return rows[:_MOST]


def _swatch_kind(layer: MapLayerData) -> GeometryKind:
    open_area = layer.kind is GeometryKind.AREA and layer.style.kind is StyleKind.OUTLINE
    return GeometryKind.LINE if open_area else layer.kind


def legend_box(rows: Sequence[LegendRow], viewport: Viewport, foot: QRectF) -> QRectF:
    """The card at the bottom right, over the one at the foot where both do not fit beside one another."""
    if not rows:
        return QRectF()
    metrics = QFontMetricsF(map_font(12, bold=True))
    width = max(metrics.horizontalAdvance(_short(row.words)) for row in rows) + _SWATCH + 8 + 2 * _PAD
    height = len(rows) * _ROW + 12
    card = QRectF(viewport.width - _MARGIN - width, viewport.height - _FOOT - height, width, height)
    if card.left() < foot.right() + _GAP:
        card.moveBottom(min(card.bottom(), foot.top() - _GAP))
    return card


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def draw_legend(painter: QPainter, rows: Sequence[LegendRow], card: QRectF, colours: MapColours) -> None:
    """Nothing where there is nothing to explain; ``card`` is the :func:`legend_box`."""
    if not rows:
        return
    font, bold = map_font(12), map_font(12, bold=True)
    ground = QColor(colours.panel)
    ground.setAlpha(240)
    painter.setPen(QPen(QColor(colours.line), 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(card, 6, 6)
    for at, row in enumerate(rows):
        middle = card.top() + 6 + (at + 0.5) * _ROW
        left = card.left() + _PAD
        if row.colour is not None:
            draw_swatch(painter, row, QPointF(left, middle), colours)
            left += _SWATCH + 8
        painter.setFont(font if row.colour is not None else bold)
        painter.setPen(QColor(colours.text))
        line = QRectF(left, middle - _ROW / 2, card.right() - left, _ROW)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, _short(row.words))


def draw_swatch(painter: QPainter, row: LegendRow, left: QPointF, colours: MapColours) -> None:
    """The sign of a row; ``left`` is the middle of its left side."""
    colour = colours.of(row.colour or ColourRole.NEUTRAL)
    if row.kind is GeometryKind.LINE:
        painter.setPen(QPen(colour, 2.4))
        painter.drawLine(left, left + QPointF(_SWATCH, 0))
        return
    fill = QColor(colour)
    fill.setAlphaF(0.45 if row.kind is GeometryKind.AREA else 1.0)
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(fill)
    box = QRectF(left.x() + 1, left.y() - 5, _SWATCH - 2, 10)
    if row.kind is GeometryKind.POINT:
        painter.drawEllipse(box.center(), 5, 5)
    else:
        painter.drawRect(box)


def _role(name: str) -> ColourRole:
    return ColourRole(name) if name in list(ColourRole) else ColourRole(OTHERS)
