"""The two floating cards on the map: layers at the right, tools at the left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from commandpost.gui.map.colours import NIGHT, MapColours
from commandpost.gui.map.scene import LayerEntry
from commandpost.gui.map.tools import ToolKind

_ICON = 20
_BUTTON = 38
_FRAME = 2


def _card_style(colours: MapColours) -> str:
    return (
        f"QFrame#mapCard {{ background: {colours.panel}; border: 1px solid {colours.line}; border-radius: 8px; }}"
        f"QFrame#mapCard QScrollArea, QFrame#mapCard QScrollArea > QWidget > QWidget {{ background: transparent; }}"
        f"QFrame#mapCard QLabel {{ color: {colours.text}; background: transparent; border: none; }}"
        f"QFrame#mapCard QToolButton {{ background: transparent; border: none; border-radius: 6px; }}"
        f"QFrame#mapCard QToolButton:hover {{ background: {colours.panel_hover}; }}"
        f"QFrame#mapCard QToolButton:focus {{ border: 1px solid {colours.accent}; }}"
        f"QFrame#mapCard QToolButton:checked {{ background: {colours.panel_hover};"
        f" border: 1px solid {colours.accent}; }}"
    )


class LayerPanel(QFrame):
    """Which layers there are, how much is in them, and whether they are shown."""

    visibility_wanted = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mapCard")
        self._colours = NIGHT
        self._entries: tuple[LayerEntry, ...] = ()
        self._rows: list[QWidget] = []
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(14, 10, 14, 12)
        self._column.setSpacing(5)
        title = QLabel(self.tr("Layers"), self._body)
        title.setStyleSheet("font-weight: bold;")
        self._column.addWidget(title)
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(self._scroll)

    @property
    def count(self) -> int:
        """How many layers are listed."""
        return len(self._rows)

    @property
    def wanted(self) -> QSize:
        """The size at which nothing is cut off."""
        return self._body.sizeHint() + QSize(_FRAME, _FRAME)

    def fit_into(self, room: QSize) -> None:
        """Take the wanted size, or what there is: the rest scrolls."""
        size = self.wanted
        if size.height() > room.height():
            size.setWidth(size.width() + self._scroll.verticalScrollBar().sizeHint().width())
        self.resize(size.boundedTo(room))

    def show_layers(self, entries: Sequence[LayerEntry], colours: MapColours) -> None:
        """Show these lines; nothing is rebuilt when nothing changed."""
        if tuple(entries) == self._entries and colours == self._colours:
            return
        self._entries, self._colours = tuple(entries), colours
        self.setStyleSheet(_card_style(colours))
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(entry) for entry in entries]
        for row in self._rows:
            self._column.addWidget(row)
            row.show()
        self._column.activate()

    def _row(self, entry: LayerEntry) -> QWidget:
        row = QWidget(self._body)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        dot = QLabel(row)
        dot.setPixmap(_dot(self._colours.of(entry.colour_role), self.devicePixelRatioF()))
        words = QLabel(self.tr("{title} {count}").format(title=entry.title, count=entry.count), row)
        box = QCheckBox(row)
        box.setChecked(entry.visible)
        box.setAccessibleName(entry.title)
        box.toggled.connect(lambda shown: self.visibility_wanted.emit(entry.name, shown))
        line.addWidget(dot)
        line.addWidget(words)
        line.addStretch(1)
        line.addSpacing(24)
        line.addWidget(box)
        return row


class ToolStrip(QFrame):
    """Tools and zoom, one below the other."""

    tool_wanted = Signal(str)
    zoom_wanted = Signal(int)
    fit_wanted = Signal()
    layers_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mapCard")
        self._buttons: list[tuple[QToolButton, Callable[[QPainter], None]]] = []
        self._tools: dict[str, QToolButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(3, 3, 3, 3)
        self._column.setSpacing(2)
        self._add_tool(ToolKind.SELECT, self.tr("Select"), _arrow_icon)
        self._add_tool(ToolKind.POINT, self.tr("Place a point"), _pin_icon)
        self._add_tool(ToolKind.MEASURE, self.tr("Measure a distance"), _ruler_icon)
        self._add_tool(ToolKind.RADIUS, self.tr("Circle query: drag from the centre"), _circle_icon)
        self._add(self.tr("Layers"), _layers_icon).clicked.connect(self.layers_wanted)
        self._add(self.tr("Zoom in (+)"), _plus_icon).clicked.connect(lambda: self.zoom_wanted.emit(1))
        self._add(self.tr("Zoom out (-)"), _minus_icon).clicked.connect(lambda: self.zoom_wanted.emit(-1))
        self._add(self.tr("Show everything (Home)"), _fit_icon).clicked.connect(self.fit_wanted)
        self.show_tool(ToolKind.SELECT)

    def dress(self, colours: MapColours) -> None:
        """Draw card and icons in the colours of the theme."""
        self.setStyleSheet(_card_style(colours))
        for button, drawing in self._buttons:
            button.setIcon(_icon(drawing, QColor(colours.text), self.devicePixelRatioF()))
        self.adjustSize()

    def show_tool(self, kind: ToolKind) -> None:
        for name, button in self._tools.items():
            button.setChecked(name == kind.value)

    def _add_tool(self, kind: ToolKind, words: str, drawing: Callable[[QPainter], None]) -> None:
        button = self._add(words, drawing)
        button.setCheckable(True)
        button.clicked.connect(lambda: self.tool_wanted.emit(kind.value))
        self._tools[kind.value] = button

    def _add(self, words: str, drawing: Callable[[QPainter], None]) -> QToolButton:
        button = QToolButton(self)
        button.setFixedSize(_BUTTON, _BUTTON)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._buttons.append((button, drawing))
        self._column.addWidget(button)
        return button


def _dot(colour: QColor, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(10 * ratio), round(10 * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QRectF(1, 1, 8, 8))
    painter.end()
    return pixmap


def _icon(drawing: Callable[[QPainter], None], colour: QColor, ratio: float) -> QIcon:
    pixmap = QPixmap(round(_ICON * ratio), round(_ICON * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, 1.5)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    drawing(painter)
    painter.end()
    return QIcon(pixmap)


def _polygon(*points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


def _arrow_icon(painter: QPainter) -> None:
    painter.drawPolygon(_polygon((4, 3), (16, 9), (10.5, 10.8), (8.2, 16.5)))


def _pin_icon(painter: QPainter) -> None:
    painter.drawArc(QRectF(4.5, 2, 11, 11), -35 * 16, 250 * 16)
    painter.drawPolyline(_polygon((5.5, 10.6), (10, 18), (14.5, 10.6)))
    painter.drawEllipse(QPointF(10, 7.5), 1.8, 1.8)


def _ruler_icon(painter: QPainter) -> None:
    painter.drawPolygon(_polygon((2.5, 13.5), (13.5, 2.5), (17.5, 6.5), (6.5, 17.5)))
    for step in (0.0, 2.8, 5.6):
        painter.drawLine(QPointF(5.3 + step, 10.7 - step), QPointF(7.2 + step, 12.6 - step))


def _circle_icon(painter: QPainter) -> None:
    painter.drawEllipse(QPointF(10, 10), 7.5, 7.5)
    painter.drawEllipse(QPointF(10, 10), 0.8, 0.8)
    painter.drawLine(QPointF(10, 10), QPointF(17.5, 10))


def _layers_icon(painter: QPainter) -> None:
    painter.drawPolygon(_polygon((10, 2.5), (17.5, 6.8), (10, 11), (2.5, 6.8)))
    painter.drawPolyline(_polygon((2.5, 10.3), (10, 14.5), (17.5, 10.3)))
    painter.drawPolyline(_polygon((2.5, 13.6), (10, 17.8), (17.5, 13.6)))


def _plus_icon(painter: QPainter) -> None:
    _minus_icon(painter)
    painter.drawLine(QPointF(10, 4), QPointF(10, 16))


def _minus_icon(painter: QPainter) -> None:
    painter.drawLine(QPointF(4, 10), QPointF(16, 10))


def _fit_icon(painter: QPainter) -> None:
    for x, y in ((3.0, 3.0), (17.0, 3.0), (3.0, 17.0), (17.0, 17.0)):
        inward_x, inward_y = (4.5 if x < _ICON / 2 else -4.5), (4.5 if y < _ICON / 2 else -4.5)
        painter.drawPolyline(_polygon((x + inward_x, y), (x, y), (x, y + inward_y)))
