"""The rows of the ledgers as the map draws them, kept in memory: read in pieces once, then only what changed.

Of every unit whose rows are here: a room is given its own and those of the units below it, and the map draws what
the map's questions count.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date

from commandpost.app.desk import Desk
from commandpost.app.ledger_rows import LedgerRow, row_of
from commandpost.domain.ids import RecordId
from commandpost.domain.ledgers.base import LedgerSpec
from commandpost.domain.local_time import local_day
from commandpost.journal.entry import ChangeSet

PIECE = 500  # rows read at once; what the operator saves waits for no more


class LedgerMap:
    """Rows by their ledger, without sensitive values. The store's thread only, but for ``took``."""

    def __init__(self, desk: Desk, specs: Sequence[LedgerSpec]) -> None:
        self._desk = desk
        self._specs = {spec.kind: spec for spec in specs if spec.layer() is not None}
        self._rows: dict[str, dict[RecordId, LedgerRow]] = {}
        self._day: date | None = None  # a row grows out of date overnight
        self._waiting: deque[RecordId] = deque()

    def took(self, changes: ChangeSet) -> None:
        """Remember which rows must be read again; from any thread."""
        if changes.kinds.isdisjoint(self._specs):
            return
        self._waiting.extend(changes.records)
        if not changes.records:  # a repaired journal names none: any may be gone
            self._day = None

    def gather(self, most: int = PIECE) -> bool:
        """Read the next rows; whether more are waiting."""
        today = local_day(self._desk.now())
        if today != self._day:
            self._begin(today)
        wanted = [self._waiting.popleft() for _ in range(min(most, len(self._waiting)))]
        for record in self._desk.store.several(wanted).values():
            spec = self._specs.get(record.kind)
            if spec is not None:
                self._rows[record.kind][record.id] = row_of(spec, record, today)
        return bool(self._waiting)

    def rows(self, spec: LedgerSpec) -> tuple[LedgerRow, ...]:
        """The rows of one ledger, whatever their unit, in the order they were entered; reads first what still waits."""
        while self.gather():
            pass
        return tuple(self._rows[spec.kind].values())

    def _begin(self, today: date) -> None:
        self._day, self._rows = today, {kind: {} for kind in self._specs}
        self._waiting.clear()  # first: what is told from here on is read again
        self._waiting.extend(self._named())

    def _named(self) -> Iterator[RecordId]:
        for kind in self._specs:
            yield from self._desk.store.names(kind)
