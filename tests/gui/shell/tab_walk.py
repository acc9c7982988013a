"""Tab through a window: what it reaches, in which order, whether it is seen there and shows that it has the focus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDateTimeEdit, QWidget

from tests.gui.conftest import Gui

MOST = 400
EDGE = 3  # pixels around a part in which its frame may show
LEAST = 18  # pixels of a part that must be in sight
PARTS = 4  # of a date: Tab leads through its year, month and day
SAME = 2  # pixels by which neighbours may overlap


@dataclass(slots=True)
class Walk:
    """What was met, and what is wrong with it."""

    met: list[QWidget] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


async def walked(gui: Gui, window: QWidget, looked_at: set[tuple[str, str]], *, back: bool = False) -> Walk:
    """Press Tab until it comes round; of parts of one kind the picture of one is looked at."""
    await gui.tasks.settled()  # what comes later would be passed over: from here to the answer nothing is let in
    await gui.drawn()
    walk, key = Walk(), Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
    window.activateWindow()
    QTest.keyClick(window.focusWidget() or window, key)
    while (here := window.focusWidget()) not in walk.met and len(walk.met) < MOST:
        if here is None:
            walk.wrong.append(f"the focus is lost after {told(walk.met[-1]) if walk.met else 'nothing'}")
            return walk
        walk.met.append(here)
        walk.wrong += [f"{told(here)} is out of sight"] if _is_out_of_sight(here) else []
        kind = (type(here).__name__, here.property("role"))
        focused = _picture(here) if kind not in looked_at else None
        looked_at.add(kind)
        for _part in range(PARTS if isinstance(here, QDateTimeEdit) else 1):
            QTest.keyClick(here, key)
            if window.focusWidget() is not here:
                break
        if focused is not None and window.focusWidget() is not here and focused == _picture(here):
            walk.wrong.append(f"{told(here)} does not show that it has the focus")
    back_at = window.focusWidget()
    if back_at is walk.met[-1] and len(list(_reachable(window))) > 1:
        walk.wrong.append(f"{told(back_at)} keeps Tab for itself")
    elif back_at is not walk.met[0]:
        walk.wrong.append(f"from {told(walk.met[-1])} Tab leads into a circle that begins at {told(back_at)}")
    return walk


def passed_over(window: QWidget, met: Sequence[QWidget]) -> list[str]:
    """What takes the focus by Tab and was not met."""
    return [told(one) for one in _reachable(window) if one not in met and not _beside_a_chosen_one(one, met)]


def out_of_order(window: QWidget, met: Sequence[QWidget]) -> list[str]:
    """Steps that go up, or to the left in the same band, other than the one that begins anew."""
    backward = [
        f"{told(one)} → {told(other)}"
        for one, other in zip(met, [*met[1:], *met[:1]], strict=True)
        if _goes_back(one, other, window)
    ]
    return backward if len(backward) > 1 else []


def told(widget: QWidget | None) -> str:
    """Enough to find it in the code."""
    if widget is None:
        return "nothing"
    words = widget.text() if isinstance(widget, QAbstractButton) else widget.accessibleName()
    at = widget.mapTo(widget.window(), QPoint(0, 0))
    above = type(widget.parentWidget()).__name__
    return f"{type(widget).__name__} {words or widget.objectName()!r} in {above} at {at.x()},{at.y()}"


def _reachable(window: QWidget) -> Iterator[QWidget]:
    for one in window.findChildren(QWidget):
        shown = one.window() is window and one.isVisible() and one.isEnabled() and one.width() > 0 < one.height()
        if shown and one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None:
            yield one


def _beside_a_chosen_one(widget: QWidget, met: Sequence[QWidget]) -> bool:
    """The arrows lead from the chosen button of a group to its brothers."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and group.exclusive() and group.checkedButton() in met


def _goes_back(one: QWidget, other: QWidget, window: QWidget) -> bool:
    above = next(part for part in _upwards(one) if part.isAncestorOf(other) or part is other)
    if above in {one, other}:
        return False
    first, second = _box(_branch(one, above), window), _box(_branch(other, above), window)
    if second.bottom() <= first.top() + SAME:
        return not first.bottom() <= second.top() + SAME
    same_band = first.bottom() > second.top() + SAME
    return same_band and second.right() <= first.left() + SAME


def _branch(widget: QWidget, above: QWidget) -> QWidget:
    return next(part for part in _upwards(widget) if part.parentWidget() is above)


def _upwards(widget: QWidget) -> Iterator[QWidget]:
    at: QWidget | None = widget
    while at is not None:
        yield at
        at = at.parentWidget()


def _box(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _is_out_of_sight(widget: QWidget) -> bool:
    seen = widget.visibleRegion().boundingRect()
    return seen.width() < min(widget.width(), LEAST) or seen.height() < min(widget.height(), LEAST)


def _picture(widget: QWidget) -> QImage:
    window = widget.window()
    around = QRect(widget.mapTo(window, QPoint(-EDGE, -EDGE)), widget.size() + QSize(2 * EDGE, 2 * EDGE))
    return window.grab(around).toImage()
