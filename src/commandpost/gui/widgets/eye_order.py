"""Tab goes where the eye goes next: by the places on the screen, not by when a part was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

T = TypeVar("T")
Placed = tuple[QRect, T]
TOUCH = 2  # pixels by which neighbours may overlap
AIR = 40  # pixels shown around what Tab reaches in an area that scrolls


def move_focus(window: QWidget, *, onwards: bool) -> bool:
    """Go to what the eye meets next, round and round, and bring it into view; for ``focusNextPrevChild`` of windows.

    Qt goes by when a part was made: a banner and a field added later would come after everything else.
    """
    here = window.focusWidget()
    between: list[QWidget] = []
    order = _in_order(window, here, between)
    stops = [one for one in order if one is not here and _is_stop(one)]
    if not stops:
        return False
    after = order[order.index(here) + 1 :] if here in order else order
    later = [one for one in after if one in stops]
    earlier = [one for one in stops if one not in later]
    chosen = (later or earlier)[0] if onwards else (earlier or later)[-1]
    chosen.setFocus(Qt.FocusReason.TabFocusReason if onwards else Qt.FocusReason.BacktabFocusReason)
    _bring_into_view(chosen)
    return True


def reading_order(placed: Sequence[Placed[T]]) -> Iterator[T]:
    """Band by band from the top; in a band column by column from the left; what lies over one another as it came."""
    bands = _parted(placed, upright=False)
    if len(bands) > 1:
        for band in bands:
            yield from reading_order(band)
        return
    columns = _parted(placed, upright=True)
    if len(columns) > 1:
        for part in columns:
            yield from reading_order(part)
        return
    yield from (one for _box, one in placed)


def _parted(placed: Sequence[Placed[T]], *, upright: bool) -> list[list[Placed[T]]]:
    """Cut where a straight line touches nothing."""

    def span(box: QRect) -> tuple[int, int]:
        return (box.left(), box.right()) if upright else (box.top(), box.bottom())

    parts: list[list[Placed[T]]] = []
    reached = 0
    for one in sorted(placed, key=lambda one: span(one[0])[0]):
        first, last = span(one[0])
        if parts and first < reached - TOUCH:
            parts[-1].append(one)
            reached = max(reached, last)
        else:
            parts.append([one])
            reached = last
    return parts


def _in_order(ground: QWidget, here: QWidget | None, between: list[QWidget]) -> list[QWidget]:
    """What Tab reaches below ``ground``, and where the focus stands now; the caller holds ``between`` meanwhile.

    WORKAROUND: where nobody holds a part, shiboken calls what Qt itself made within it (a row of tabs) deleted.
    """
    between.append(ground)
    found = [ground] if ground is here or _is_stop(ground) else []
    within = [(part.geometry(), _in_order(part, here, between)) for part in _shown_parts(ground, here)]
    for part in reading_order([one for one in within if one[1]]):
        found += part
    return found


def _shown_parts(ground: QWidget, here: QWidget | None) -> Iterable[QWidget]:
    """Also what has just been put away with the focus in it: the eye goes on from where that stood."""
    parts = (child for child in ground.children() if isinstance(child, QWidget))
    return (part for part in parts if not part.isWindow() and (part.isVisible() or _holds(part, here)))


def _holds(part: QWidget, here: QWidget | None) -> bool:
    return here is not None and (part is here or part.isAncestorOf(here))


def _is_stop(widget: QWidget) -> bool:
    if not widget.isEnabled() or widget.focusProxy() is not None:
        return False
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    chosen = group.checkedButton() if group is not None and group.exclusive() else None
    if chosen is None or not (chosen.isVisible() and chosen.isEnabled()):
        return _by_tab(widget)
    # Tab reaches the chosen one and the arrows lead to its brothers; Qt takes the policy from all but the last pressed
    return widget is chosen and any(_by_tab(brother) for brother in chosen.group().buttons())


def _by_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _bring_into_view(widget: QWidget) -> None:
    """Also in an area that the focus enters from outside, which Qt leaves as it stands."""
    above = widget.parentWidget()
    while above is not None:
        inside = above.widget() if isinstance(above, QScrollArea) else None
        if isinstance(above, QScrollArea) and inside is not None:
            at = widget.mapTo(inside, QPoint(0, 0))
            above.ensureVisible(at.x(), at.y() + widget.height(), 0, AIR)
            above.ensureVisible(at.x(), at.y(), 0, AIR)
        above = above.parentWidget()
