"""Small pieces every page builds of: labels by role, lines, buttons with their key, tab order without surprises."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from commandpost.app.permissions import Action
from commandpost.gui.rights import rights_at
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


class Button(QPushButton):
    """While whoever sits here would be refused it is grey, whatever its page wants, and its tool tip says why."""

    _wanted, _refused, _tip = True, "", ""

    def __init__(self, text: str, needs: Action | None = None) -> None:
        super().__init__(text)
        self.needs = needs

    def setEnabled(self, wanted: bool) -> None:  # Qt's signature
        self._wanted = wanted
        super().setEnabled(wanted and not self._refused)

    def refuse(self, why: str) -> None:
        """Grey with this sentence; "" gives it back as its page wants it."""
        if why == self._refused:
            return
        if not self._refused:
            self._tip = self.toolTip()
        self._refused = why
        self.setToolTip(why or self._tip)
        self.setAccessibleDescription(why)
        super().setEnabled(self._wanted and not why)

    def need(self, action: Action | None) -> None:
        """From now on it is refused to whoever may not do this; None: to nobody."""
        self.needs = action
        if action is None and (rights := rights_at(self)) is not None:
            rights.free(self)
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def _follow(self) -> None:
        """Follow the rights of the page or window it stands on."""
        if self.needs is not None and (rights := rights_at(self)) is not None:
            rights.guard(self.needs, self)


class DeedButton(Button):
    """The second press of a double click is none: it may fall on what the first one put in its place."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()


def button(
    text: str, *, role: str = "", key: str = "", name: str = "", steps: bool = False, needs: Action | None = None
) -> Button:
    """A button that shows its key; it takes the focus by keyboard only.

    ``steps``: pressed many times in a row. ``needs``: the right without which what it does is refused.
    """
    made = (Button if steps else DeedButton)(f"{text}  {key}" if key else text, needs)
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
