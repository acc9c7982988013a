"""A card at the foot of the map, which gives way where the map is narrower than the card."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QWidget

GAP = 8  # pixels between two widgets
_NARROW = 0.8  # of the full width: down to it the keys give way, below it everything stands below one another
_EDGE = 14  # and from the side of a card


class FootCard(QFrame):
    """Large type on a small screen: what stood side by side stands below one another, and buttons drop their keys.

    ``width`` in pixels, where the map leaves that much.
    """

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._full_width = width
        self._flowing: list[QHBoxLayout] = []
        self._knobs: dict[QPushButton, str] = {}
        self.setFixedWidth(self._full_width)

    def flow(self, *widgets: QWidget | None) -> QHBoxLayout:
        """Widgets side by side where there is room; None takes the room that is left."""
        made = QHBoxLayout()
        made.setSpacing(GAP)
        for one in widgets:
            made.addStretch(1) if one is None else made.addWidget(one)
        self._flowing.append(made)
        self._knobs |= {one: one.text() for one in widgets if isinstance(one, QPushButton)}
        return made

    def fit(self, room: QSize) -> None:
        """The map leaves this much."""
        narrow = room.width() < _NARROW * self._full_width
        self.setFixedWidth(min(self._full_width, max(1, room.width())))
        for one in self._flowing:
            one.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        for knob, words in self._knobs.items():
            knob.ensurePolished()
            knob.setText(words)
        for one in self._flowing:
            one.invalidate()  # the type may have grown since it was laid out
        margins = self.contentsMargins()
        inside = self.width() - margins.left() - margins.right()
        crowded = any(one.sizeHint().width() > inside - 2 * _EDGE for one in self._flowing)
        for knob in self._knobs:
            if narrow or crowded:  # a key may be left out, a word may not be cut off
                knob.setText(knob.accessibleName())
        self.arrange(room, narrow=narrow)

    def tall(self) -> int:
        """Pixels of height that everything takes at this width; ``sizeHint`` would tell of a wider card."""
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return self.sizeHint().height()
        return layout.totalHeightForWidth(self.width())

    def arrange(self, room: QSize, *, narrow: bool) -> None:
        """What else gives way; nothing."""
