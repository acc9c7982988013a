"""The bar at the foot: this workstation's journal and database, and what must never be entered here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from commandpost.app.link import LinkStatus
from commandpost.gui.services import StationFacts
from commandpost.gui.theme import Theme
from commandpost.gui.times import day_time
from commandpost.gui.widgets.shape import label, row, shrinking

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """What is read for the bar on the store's thread."""

    station: str
    entries: int
    head_code: str
    facts: StationFacts


class StatusBar(QFrame):
    """Plain words, nothing to press."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._theme = theme
        self._journal = label("", "small")
        self._database = label("", "small")
        self._sync = label("", "small")
        words = self.tr("Not a classified system: never enter, store or send state secrets or work secrets.")
        secrecy = shrinking(words, "small")
        secrecy.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        keys = label(self.tr("F1 keys · Ctrl+K commands"), "small")
        self._database_parts = (self._database, self._sync)
        layout = row(self._journal, self._database, self._sync, secrecy, keys, margins=(16, 0, 16, 0), spacing=20)
        layout.setStretch(3, 1)
        self.setLayout(layout)
        self._rescale()
        theme.changed.connect(self._rescale)

    def _rescale(self) -> None:
        self.setFixedHeight(self._theme.px(28))

    def show_foot(self, foot: Foot, now: datetime) -> None:
        """This workstation, its journal's length and head, whether the chain was found whole, the database."""
        facts = foot.facts
        chain = self.tr("head {code}").format(code=foot.head_code)
        if facts.chain_whole is not None:
            chain = self.tr("chain whole") if facts.chain_whole else self.tr("▲ CHAIN BROKEN")
        station = self.tr("Station {name} · journal #{n}").format(name=foot.station, n=foot.entries)
        self._journal.setText(f"{station} · {chain}")
        self._journal.setToolTip(foot.head_code)
        size = self.tr("database {size} MB").format(size=f"{facts.database_bytes / MEGABYTE:.1f}")
        backup = day_time(facts.last_backup, now) if facts.last_backup else self.tr("never")
        saved = self.tr("last backup {time}").format(time=backup)
        self._database.setText(f"{size} · {saved}")

    def show_link(self, link: LinkStatus, now: datetime) -> None:
        last = day_time(link.last_sync, now) if link.last_sync else self.tr("never")
        self._sync.setText(self.tr("last sync {time}").format(time=last))

    def resizeEvent(self, event: object) -> None:
        """On a narrow screen the database gives way; the warning never does."""
        self._sync.setVisible(self.width() > self._theme.px(1300))
        self._database.setVisible(self.width() > self._theme.px(1150))
