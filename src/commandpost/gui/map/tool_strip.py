"""The card at the left of the map: tools and zoom."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QFrame, QGridLayout, QMenu, QToolButton, QWidget

from commandpost.gui.map import tool_icons as icons
from commandpost.gui.map.card_style import card_style
from commandpost.gui.map.colours import NIGHT, MapColours
from commandpost.gui.map.tool_registry import BY_KIND, SINGLE, TOOLS, ToolSpec
from commandpost.gui.map.tools import ToolKind

_BUTTON = 38
_EDGE, _GAP = 3, 2


class ToolStrip(QFrame):
    """Tools and zoom, one below the other, in columns where the map is low.

    The tools of a group share a button that shows the last one used.
    """

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
        self._knobs: list[QToolButton] = []
        self._tools: dict[ToolKind, QToolButton] = {}
        self._shown: dict[QToolButton, ToolSpec] = {}
        self._entries: list[tuple[QAction, ToolSpec]] = []
        self._rows = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        self._grid.setSpacing(_GAP)
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

    def fit(self, height: int) -> None:
        """No taller than this: what has no room below stands in a further column."""
        rows = max(1, (height - 2 * _EDGE + _GAP) // (_BUTTON + _GAP))
        rows = min(rows, len(self._knobs))
        if rows != self._rows:
            self._rows = rows
            for at, knob in enumerate(self._knobs):
                self._grid.addWidget(knob, at % rows, at // rows)
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
        self._knobs.append(button)
        self._grid.addWidget(button, len(self._knobs) - 1, 0)
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
