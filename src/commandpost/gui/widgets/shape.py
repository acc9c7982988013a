"""Small pieces every page builds of: labels by role, lines, buttons with their key, tab order without surprises."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from commandpost.gui.widgets.steady_scroll import SteadyScroll


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A label of one role of the style sheet; plain text always, so that nothing typed is read as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


class ShrinkingLabel(QLabel):
    """A line that gives way before anything else does; it ends in an ellipsis."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        if len(shown) <= 1 < len(self.text()) or len(shown) <= 3 < len(self.text()) // 2:
            return  # an ellipsis alone tells nothing, nor do two letters of a long text
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment()), shown)
        painter.end()


def shrinking(text: str, role: str = "") -> ShrinkingLabel:
    """A name that may give way, whole in its tool tip."""
    made = ShrinkingLabel(role)
    made.setText(text)
    made.setToolTip(text)
    return made


class DeedButton(QPushButton):
    """The second press of a double click is none: it may fall on what the first one put in its place."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()


def button(text: str, *, role: str = "", key: str = "", name: str = "", steps: bool = False) -> QPushButton:
    """A button that shows its key; it takes the focus by keyboard only. ``steps``: pressed many times in a row."""
    made = (QPushButton if steps else DeedButton)(f"{text}  {key}" if key else text)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAutoDefault(False)
    made.setAccessibleName(name or text)
    if role:
        made.setProperty("role", role)
    return made


def line(*, upright: bool = False) -> QFrame:
    """A one-pixel line."""
    made = QFrame()
    made.setProperty("role", "upright" if upright else "line")
    return made


def panel(role: str = "panel") -> QFrame:
    """A plain coloured ground."""
    made = QFrame()
    made.setProperty("role", role)
    return made


def row(
    *widgets: QWidget | int | None, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Widgets side by side; a number is a gap, None takes the room that is left."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    _fill(layout, widgets)
    return layout


def column(
    *widgets: QWidget | int | None, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Widgets below each other; a number is a gap, None takes the room that is left."""
    layout = QVBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    _fill(layout, widgets)
    return layout


def _fill(layout: QHBoxLayout | QVBoxLayout, widgets: tuple[QWidget | int | None, ...]) -> None:
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        elif isinstance(widget, int):
            layout.addSpacing(widget)
        else:
            layout.addWidget(widget)


def set_role(widget: QWidget, role: str) -> None:
    """Change the role of a widget already shown."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        for part in (widget, *widget.findChildren(QLabel)):
            part.style().unpolish(part)
            part.style().polish(part)


def mark_problem(widget: QWidget, *, wrong: bool) -> None:
    """Mark the field that was refused, or take the mark away."""
    if widget.property("problem") != wrong:
        widget.setProperty("problem", wrong)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def scrolled(inside: QWidget) -> SteadyScroll:
    """A part that scrolls up and down where it would be squeezed; its width is the place's own."""
    area = SteadyScroll()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
