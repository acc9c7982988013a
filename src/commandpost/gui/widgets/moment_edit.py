"""A field for a moment: typed as on paper, empty when nobody knows."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QLineEdit, QWidget

from commandpost.domain.errors import RuleBroken
from commandpost.gui.quick_entry import parse_moment
from commandpost.gui.times import local


class MomentEdit(QLineEdit):
    """Reads ``02:24``, ``18日 02:24``, ``7-18 02:24`` and ``2026-07-18 02:24`` in Beijing time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(False)

    def moment(self, now: datetime) -> datetime | None:
        """None when empty. Raises RuleBroken("moment_unreadable")."""
        typed = self.text().strip()
        if not typed:
            return None
        found = parse_moment(typed, now)
        if found is None:
            raise RuleBroken("moment_unreadable", field=self.objectName(), typed=typed)
        return found

    def show_moment(self, moment: datetime | None) -> None:
        self.setText(local(moment).strftime("%Y-%m-%d %H:%M") if moment else "")
