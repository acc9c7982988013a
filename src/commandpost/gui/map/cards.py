"""Where the two cards lie on the map: the strip at the left, the layers at the right, folded where room is short."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from commandpost.gui.map.colours import MapColours
from commandpost.gui.map.panel import LayerPanel, ToolStrip
from commandpost.gui.map.scene import LayerEntry

MARGIN = 12
FURNITURE = 96  # pixels at the foot of the map that belong to scale bar, reading and provider
LARGEST_SHARE = 0.6  # of the map's width: a wider card of layers folds until it is asked for


class Cards:
    """Keeps the cards off one another; what the person folded or unfolded stays so."""

    def __init__(self, parent: QWidget) -> None:
        self.panel, self.strip = LayerPanel(parent), ToolStrip(parent)
        self._room = parent.size()
        self._asked: bool | None = None  # None: as the room allows
        self.strip.layers_wanted.connect(self._toggle)

    def show_layers(self, entries: Sequence[LayerEntry], colours: MapColours) -> None:
        self.panel.show_layers(entries, colours)
        self._place()

    def fit(self, room: QSize) -> None:
        """The map has this size now."""
        self._room = room
        self._place()

    def _toggle(self) -> None:
        self._asked = not self.panel.isVisible()
        self._place()
        if self._asked:
            self.panel.raise_()

    def _place(self) -> None:
        self.strip.move(MARGIN, MARGIN)
        left = self.strip.width() + 2 * MARGIN
        free = QSize(max(0, self._room.width() - left - MARGIN), max(0, self._room.height() - MARGIN - FURNITURE))
        self.panel.fit_into(free)
        self.panel.move(max(left, self._room.width() - self.panel.width() - MARGIN), MARGIN)
        roomy = self.panel.wanted.width() <= LARGEST_SHARE * self._room.width()
        self.panel.setVisible(bool(self.panel.count) and (roomy if self._asked is None else self._asked))
