"""The card at the right of the map: its layers, each with a box; those of the base map fold under a heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from commandpost.domain.map_layer import KeptAs
from commandpost.gui.map.card_style import card_style
from commandpost.gui.map.colours import NIGHT, MapColours
from commandpost.gui.map.layer_entry import LayerEntry

_BORDER = 1  # pixels around the area that scrolls


class LayerPanel(QFrame):
    """Which layers there are, how much is in them, and whether they are shown."""

    visibility_wanted = Signal(str, bool)
    place_wanted = Signal(str, bool)  # the number of a kept file; True: as base map, False: over it
    reshaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mapCard")
        self._colours = NIGHT
        self._entries: tuple[LayerEntry, ...] = ()
        self._rows: list[QWidget] = []
        self._boxes: dict[str, QCheckBox] = {}
        self._moves: dict[str, QToolButton] = {}
        self._unfolded = False
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(14, 10, 14, 12)
        self._column.setSpacing(5)
        title = QLabel(self.tr("Layers"), self._body)
        title.setStyleSheet("font-weight: bold;")
        self._column.addWidget(title)
        self._heading = QToolButton(self._body)
        self._heading.setObjectName("layerHeading")
        self._heading.setText(self.tr("Base map"))
        self._heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._heading.clicked.connect(self._fold)
        self._body.installEventFilter(self)
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_BORDER, _BORDER, _BORDER, _BORDER)
        whole.addWidget(self._scroll)
        self._fold_rows()

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
        return self._body.sizeHint() + QSize(2 * _BORDER, 2 * _BORDER)

    def fit_into(self, room: QSize) -> None:
        """Take the wanted size, or what there is: only a card that is cut off below scrolls, and only downwards."""
        size, bar = self.wanted, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if size.height() > room.height():
            bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOn
            size.setWidth(size.width() + self._scroll.verticalScrollBar().sizeHint().width())
        self._scroll.setVerticalScrollBarPolicy(bar)
        self.resize(size.boundedTo(room))

    def show_layers(self, entries: Sequence[LayerEntry], colours: MapColours) -> None:
        """Show these lines; where only boxes changed the rows stay, and with them the keyboard's focus."""
        before, self._entries = self._entries, tuple(entries)
        if colours == self._colours and _bare(before) == _bare(self._entries):
            for entry in self._entries:
                self._boxes[entry.name].setChecked(entry.visible)
            return
        self._colours = colours
        self.setStyleSheet(card_style(colours))
        self._build()

    def _build(self) -> None:
        focus = self.window().focusWidget()
        in_hand = next((kept for kept, move in self._moves.items() if move is focus), "")
        for row in (*self._rows, self._heading):
            self._column.removeWidget(row)
        for row in self._rows:
            row.hide()
            row.deleteLater()
        ordered = sorted(self._entries, key=lambda entry: bool(entry.group))
        self._boxes, self._moves = {}, {}
        self._rows = [self._row(entry) for entry in ordered]
        for entry, row in zip(ordered, self._rows, strict=True):
            if entry.group and self._column.indexOf(self._heading) < 0:
                self._column.addWidget(self._heading, 0, Qt.AlignmentFlag.AlignLeft)
            self._column.addWidget(row)
        self._unfolded |= any(entry.group and entry.kept and entry.kept.id == in_hand for entry in self._entries)
        self._fold_rows()
        if in_hand in self._moves:
            self._moves[in_hand].setFocus()

    def _fold(self) -> None:
        self._unfolded = not self._unfolded
        self._fold_rows()
        self.reshaped.emit()

    def _fold_rows(self) -> None:
        arrow = Qt.ArrowType.DownArrow if self._unfolded else Qt.ArrowType.RightArrow
        self._heading.setArrowType(arrow)
        self._heading.setVisible(any(entry.group for entry in self._entries))
        for at, row in enumerate(self._rows):
            folds = at >= sum(not entry.group for entry in self._entries)
            row.setVisible(self._unfolded or not folds)
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
        box.clicked.connect(lambda shown: self.visibility_wanted.emit(entry.name, shown))
        self._boxes[entry.name] = box
        line.addWidget(dot)
        line.addWidget(words)
        line.addStretch(1)
        line.addSpacing(24)
        if entry.kept is not None and entry.kept.id not in self._moves:
            line.addWidget(self._move(entry.kept, row))
        line.addWidget(box)
        return row

    def _move(self, kept: KeptAs, row: QWidget) -> QToolButton:
        """Where the whole file lies: an arrow down to the base map, up to lie over it."""
        made = QToolButton(row)
        made.setObjectName("layerMove")
        made.setText("↑" if kept.base else "↓")
        words = self.tr("Lay {title} over the base map") if kept.base else self.tr("Make {title} the base map")
        made.setToolTip(words.format(title=kept.title))
        made.setAccessibleName(made.toolTip())
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.clicked.connect(lambda: self.place_wanted.emit(kept.id, not kept.base))
        self._moves[kept.id] = made
        return made


def _bare(entries: Sequence[LayerEntry]) -> list[LayerEntry]:
    return [replace(entry, visible=True) for entry in entries]


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
