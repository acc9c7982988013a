"""The newest end of a journal's feeds in memory: who waits learns without a question whether anything concerns them.

It holds no word of any entry, only numbers and who may see them. What it cannot tell, it says so, and the journal is
asked.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from commandpost.domain.ids import EVERYONE, UnitCode
from commandpost.journal.exchange import ALL, Glance, Published, Without

KEPT = 5_000  # entries
FEW = 50  # entries of a page that is shared


@dataclass(slots=True)
class FeedTail:
    """Fed with every ``Glance``; used by one thread."""

    epoch: str = ""
    newest: int | None = None  # None: nothing is known
    begin: int = 0  # what was published after it is held
    _rows: list[Published] = field(default_factory=list)
    _latest: dict[UnitCode, int] = field(default_factory=dict)

    def take(self, glance: Glance) -> None:
        """Go on with what was published since, or begin anew where that is not known."""
        if glance.epoch != self.epoch or glance.since != self.newest:
            self.epoch, self.begin = glance.epoch, glance.since
            self._rows, self._latest = [], {}
        self._rows += glance.published
        for row in glance.published:
            self._latest |= dict.fromkeys(row.units, row.lsn)
        self.newest = glance.newest
        if len(self._rows) > 2 * KEPT:
            self.begin = self._rows[-KEPT - 1].lsn
            self._rows = self._rows[-KEPT:]

    def learn(self, unit: UnitCode, newest: int) -> None:
        """Keep the number of the last entry in a unit's feed, as the journal told it since ``begin``."""
        self._latest[unit] = max(newest, self._latest.get(unit, 0))

    def has_news(self, unit: UnitCode, after: int) -> bool | None:
        """Whether a unit's feed goes on after a cursor; None: the journal must be asked, and ``learn`` told."""
        if max(self._latest.get(unit, 0), self._latest.get(EVERYONE, 0)) > after:
            return True
        return False if after >= self.begin or unit in self._latest else None

    def public(self, unit: UnitCode, after: int, without: Without = ALL) -> tuple[Published, ...]:
        """What a reader may see after a cursor, where all of it is for everybody and new to it; () else."""
        if after < self.begin:
            return ()
        rows = self._visible(unit, after)
        held = any(without.holds(row.device, row.stream, row.seq) for row in rows)
        if len(rows) > FEW or held or not all(EVERYONE in row.units for row in rows):
            return ()
        return tuple(rows)

    def _visible(self, unit: UnitCode, after: int) -> list[Published]:
        start = bisect_right(self._rows, after, key=lambda row: row.lsn)
        return [row for row in self._rows[start:] if unit in row.units or EVERYONE in row.units]
