"""A line in which a moment is typed as on paper; empty when nobody knows."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QLineEdit

from commandpost.domain.errors import RuleBroken
from commandpost.gui.quick_entry import parse_moment
from commandpost.gui.times import local


def moment_in(field: QLineEdit, now: datetime) -> datetime | None:
    """Read ``02:24``, ``18日 02:24``, ``7-18 02:24`` or ``2026-07-18 02:24`` in Beijing time; None when empty.

    Raises RuleBroken("moment_unreadable") that names the field.
    """
    typed = field.text().strip()
    if not typed:
        return None
    found = parse_moment(typed, now)
    if found is None:
        raise RuleBroken("moment_unreadable", field=field.objectName(), typed=typed)
    return found


def show_moment(field: QLineEdit, moment: datetime | None) -> None:
    """Write a moment as it may be typed; None clears the line."""
    field.setText(local(moment).strftime("%Y-%m-%d %H:%M") if moment else "")
