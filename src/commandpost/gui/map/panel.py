"""The two floating cards on the map: layers at the right, tools at the left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from commandpost.gui.map import tool_icons as icons
from commandpost.gui.map.colours import NIGHT, MapColours
from commandpost.gui.map.layer_entry import LayerEntry
from commandpost.gui.map.tool_registry import BY_KIND, SINGLE, TOOLS, ToolSpec
from commandpost.gui.map.tools import ToolKind

_BUTTON = 38
_FRAME = 8  # pixels: borders of card and area


def card_style(colours: MapColours) -> str:
    """The look of every card that floats on the map."""
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
    reshaped = Signal()

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
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body.installEventFilter(self)
        self._scroll.setWidget(self._body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(self._scroll)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Type of another size, other words: another size of the card."""
        if watched is self._body and event.type() is QEvent.Type.LayoutRequest:
            self.reshaped.emit()
        return super().eventFilter(watched, event)

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
        self.setStyleSheet(card_style(colours))
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
        counted = self.tr("{title} {count}").format(title=entry.title, count=entry.count)
        words = QLabel(entry.title if entry.count is None else counted, row)
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
    """Tools and zoom, one below the other; the tools of a group share a button that shows the last one used."""

    tool_wanted = Signal(str)
    zoom_wanted = Signal(int)
    fit_wanted = Signal()
    layers_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mapCard")
        self._colours = NIGHT
        self._in_hand = ToolKind.SELECT
        self._buttons: list[tuple[QToolButton, icons.Drawing]] = []
        self._tools: dict[ToolKind, QToolButton] = {}
        self._shown: dict[QToolButton, ToolSpec] = {}
        self._entries: list[tuple[QAction, ToolSpec]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(3, 3, 3, 3)
        self._column.setSpacing(2)
        for group, specs in _grouped():
            self._add_group(specs) if group != SINGLE else self._add_tool(specs[0])
        self._add(self.tr("Layers"), icons.layers, self.layers_wanted.emit)
        self._add(self.tr("Zoom in (+)"), icons.plus, lambda: self.zoom_wanted.emit(1))
        self._add(self.tr("Zoom out (-)"), icons.minus, lambda: self.zoom_wanted.emit(-1))
        self._add(self.tr("Show everything (Home)"), icons.fit, self.fit_wanted.emit)
        self.show_tool(ToolKind.SELECT)

    def dress(self, colours: MapColours) -> None:
        """Draw card and icons in the colours of the theme."""
        self._colours = colours
        self.setStyleSheet(card_style(colours))
        colour, ratio = QColor(colours.text), self.devicePixelRatioF()
        for button, drawing in self._buttons:
            button.setIcon(icons.icon_of(drawing, colour, ratio))
        for button, spec in self._shown.items():
            button.setIcon(icons.icon_of(spec.drawing, colour, ratio))
        for entry, spec in self._entries:
            entry.setIcon(icons.icon_of(spec.drawing, colour, ratio))
        self.adjustSize()

    def show_tool(self, kind: ToolKind) -> None:
        """Mark the tool in hand."""
        self._in_hand = kind
        holder = self._tools[kind]
        for button in set(self._tools.values()):
            button.setChecked(button is holder)
        if BY_KIND[kind].group != SINGLE:
            self._show_in(holder, BY_KIND[kind])

    def _add_tool(self, spec: ToolSpec) -> None:
        button = self._add(_hint(spec), spec.drawing, lambda: self.tool_wanted.emit(spec.kind.value))
        button.setCheckable(True)
        self._tools[spec.kind] = button

    def _add_group(self, specs: Sequence[ToolSpec]) -> None:
        button = self._bare()
        button.setCheckable(True)
        menu = QMenu(button)
        button.clicked.connect(lambda: self._open(button, menu))
        for spec in specs:
            entry = QAction(_hint(spec), menu)
            entry.triggered.connect(lambda _checked=False, kind=spec.kind: self.tool_wanted.emit(kind.value))
            menu.addAction(entry)
            self._entries.append((entry, spec))
            self._tools[spec.kind] = button
        self._show_in(button, specs[0])

    def _open(self, button: QToolButton, menu: QMenu) -> None:
        """Show the list beside its button; never the button's own way, which waits in a loop of its own."""
        self.show_tool(self._in_hand)
        menu.popup(button.mapToGlobal(QPoint(button.width() + 4, 0)))

    def _show_in(self, button: QToolButton, spec: ToolSpec) -> None:
        self._shown[button] = spec
        button.setIcon(icons.icon_of(spec.drawing, QColor(self._colours.text), self.devicePixelRatioF()))
        button.setToolTip(_hint(spec))
        button.setAccessibleName(spec.words())

    def _add(self, words: str, drawing: icons.Drawing, deed: Callable[[], object]) -> QToolButton:
        button = self._bare()
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda _checked=False: deed())
        self._buttons.append((button, drawing))
        return button

    def _bare(self) -> QToolButton:
        button = QToolButton(self)
        button.setFixedSize(_BUTTON, _BUTTON)
        button.setIconSize(QSize(icons.ICON_PX, icons.ICON_PX))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._column.addWidget(button)
        return button


def _grouped() -> list[tuple[str, list[ToolSpec]]]:
    """The tools in order, neighbours of one group together."""
    groups: list[tuple[str, list[ToolSpec]]] = []
    for spec in TOOLS:
        if groups and spec.group != SINGLE and groups[-1][0] == spec.group:
            groups[-1][1].append(spec)
        else:
            groups.append((spec.group, [spec]))
    return groups


def _hint(spec: ToolSpec) -> str:
    return f"{spec.words()} ({spec.key})"


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
