"""Where the cards lie on the map: the strip at the left, the layers at the right, folded where room is short.

Other cards, of questions and drawings, lie at the foot, over everything.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from commandpost.gui.map.colours import MapColours
from commandpost.gui.map.foot_card import FootCard
from commandpost.gui.map.layer_entry import LayerEntry
from commandpost.gui.map.panel import LayerPanel
from commandpost.gui.map.tool_strip import ToolStrip

MARGIN = 12
FURNITURE = 96  # pixels at the foot of the map that belong to scale bar, reading and provider
FOOT = 68  # the same where cards may lie close above it
WIDE = 420  # pixels of the map from which the owner stands in one line of its own
LEAST_PANEL = 120  # pixels of the card of layers that stay even over a tall card at the foot
_RESHAPES = frozenset({QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Resize, QEvent.Type.Move})
LARGEST_SHARE = 0.6  # of the map's width: a wider card of layers folds until it is asked for


class Cards(QObject):
    """Keeps the cards off one another; what the person folded or unfolded stays so."""

    placed = Signal()  # what is covered changed

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.panel, self.strip = LayerPanel(parent), ToolStrip(parent)
        self._parent = parent
        self._others: list[tuple[FootCard, Qt.AlignmentFlag]] = []
        self._room = parent.size()
        self._head = 0  # pixels at the top that belong to a mark
        self._asked: bool | None = None  # None: as the room allows
        self.strip.layers_wanted.connect(self._toggle)
        self.panel.reshaped.connect(self._place)

    def show_layers(self, entries: Sequence[LayerEntry], colours: MapColours) -> None:
        self.panel.show_layers(entries, colours)
        self._place()

    def fit(self, room: QSize) -> None:
        """The map has this size now."""
        self._room = room
        self._place()
        self.settle()

    def leave_head(self, pixels: int) -> None:
        """Keep the card of layers below a mark at the top of the map."""
        self._head = pixels
        self._place()

    def add(self, card: FootCard, side: Qt.AlignmentFlag) -> None:
        """Keep a card at the foot, left, right or in the middle; it stays hidden until its owner shows it."""
        card.setParent(self._parent)
        card.hide()
        self._others.append((card, side))
        card.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A card at the foot comes, grows or goes: the card of layers ends above it."""
        if event.type() in _RESHAPES:
            self._place()
        return super().eventFilter(watched, event)

    @property
    def covered(self) -> tuple[QRectF, ...]:
        """The parts of the map under cards, in its pixels."""
        cards = (self.panel, self.strip, *(card for card, _ in self._others))
        return tuple(QRectF(card.geometry()) for card in cards if not card.isHidden())

    def settle(self) -> None:
        """A card at the foot was shown or has grown: those of one side lie above one another, else side by side."""
        foot = self._room.height() - FOOT
        feet = dict.fromkeys((side for _, side in self._others), foot)
        shifts = dict.fromkeys(feet, 0)
        for card, side in self._others:
            card.fit(QSize(self._room.width() - 2 * MARGIN, foot - MARGIN))
            card.setMaximumHeight(max(0, foot - MARGIN))
            card.resize(card.width(), card.tall())
            if feet[side] - card.height() < MARGIN and feet[side] < foot:  # beside the pile
                feet[side], shifts[side] = foot, shifts[side] + self._widest(side) + MARGIN
            card.move(self._left_of(card, side, shifts[side]), feet[side] - card.height())
            card.raise_()
            if not card.isHidden():
                feet[side] -= card.height() + MARGIN

    def _left_of(self, card: FootCard, side: Qt.AlignmentFlag, shift: int) -> int:
        if side is Qt.AlignmentFlag.AlignHCenter:
            return (self._room.width() - card.width()) // 2
        right = self._room.width() - card.width() - MARGIN
        wanted = MARGIN + shift if side is Qt.AlignmentFlag.AlignLeft else right - shift
        return min(max(wanted, MARGIN), max(right, MARGIN))

    def _widest(self, side: Qt.AlignmentFlag) -> int:
        """Of the cards that are shown on one side."""
        return max((card.width() for card, at in self._others if at is side and not card.isHidden()), default=0)

    def _tops_from(self, left: int) -> list[int]:
        """Where cards at the foot begin that reach to the right of a column."""
        cards = [card.geometry() for card, _ in self._others if card.isVisible()]
        return [card.top() for card in cards if card.right() > left]

    def _toggle(self) -> None:
        self._asked = not self.panel.isVisible()
        self._place()
        if self._asked:
            self.panel.raise_()

    def _place(self) -> None:
        low = FOOT if self._room.width() >= WIDE else FURNITURE  # the owner may take two lines
        self.strip.fit(self._room.height() - low - MARGIN)
        self.strip.move(MARGIN, MARGIN)
        left = self.strip.width() + 2 * MARGIN
        reach = max(left, self._room.width() - self.panel.wanted.width() - MARGIN)
        foot = min([self._room.height() - FURNITURE, *(top - MARGIN for top in self._tops_from(reach))])
        foot = max(foot, min(LEAST_PANEL, self._room.height() - FURNITURE))
        self.panel.fit_into(QSize(max(0, self._room.width() - left - MARGIN), max(0, foot - MARGIN - self._head)))
        self.panel.move(max(left, self._room.width() - self.panel.width() - MARGIN), MARGIN + self._head)
        roomy = self.panel.wanted.width() <= LARGEST_SHARE * self._room.width()
        self.panel.setVisible(bool(self.panel.count) and (roomy if self._asked is None else self._asked))
        self.placed.emit()
