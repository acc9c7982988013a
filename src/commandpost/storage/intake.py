"""What one transaction takes in: judged run by run, written down together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from sqlalchemy.engine import Connection

from commandpost.domain.ids import DeviceId, UnitCode
from commandpost.journal.bundle import Run
from commandpost.journal.chain import DeviceCard
from commandpost.journal.entry import Entry
from commandpost.journal.exchange import StreamAnswer
from commandpost.storage import blob_rows
from commandpost.storage.ahead import Ahead
from commandpost.storage.database import put_new
from commandpost.storage.entry_rows import insert_entries
from commandpost.storage.feed_rows import publish
from commandpost.storage.heads import Heads
from commandpost.storage.tables import STUB


@dataclass(slots=True)
class Taken:
    """What came of one run."""

    answer: StreamAnswer
    entries: list[Entry] = field(default_factory=list)
    audience: set[UnitCode] = field(default_factory=set)


@dataclass(slots=True)
class Intake:
    """What one transaction took; what waits to be written is in no table yet."""

    believed: Mapping[DeviceId, DeviceCard] = field(default_factory=dict)  # the cards of those who are no strangers
    rescued: bool = False  # read from this machine's own file of before, not brought from elsewhere
    heads: Heads = field(default_factory=Heads)
    ahead: Ahead | None = None  # what could be made before the journal was locked
    runs: list[Taken] = field(default_factory=list)
    _waiting: list[tuple[Entry, UnitCode, int]] = field(default_factory=list)
    _stubs: list[dict[str, object]] = field(default_factory=list)

    @property
    def entries(self) -> list[Entry]:
        return [entry for run in self.runs for entry in run.entries]

    @property
    def answers(self) -> list[StreamAnswer]:
        return [run.answer for run in self.runs]

    def add(self, run: Run, entries: Sequence[Entry], stubs: Sequence[dict[str, object]] = ()) -> None:
        """Entries of the run that is being taken, and hashes of those that did not come."""
        at = len(self.runs) - 1
        self.runs[at].entries += entries
        self._waiting += [(entry, run.opening.unit, at) for entry in entries]
        self._stubs += stubs

    def write_down(self, connection: Connection, received: str, *, publishing: bool) -> None:
        """Bring all that waits into the tables, in its order."""
        self.heads.write(connection)
        put_new(connection, STUB, self._stubs)
        self._stubs = []
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        entries, units = [entry for entry, _, _ in waiting], [unit for _, unit, _ in waiting]
        if self.ahead is not None and self.ahead.is_of(entries):
            first = self.ahead.write_entries(connection)
        else:
            first = insert_entries(connection, entries, received, units)
        blob_rows.note_named(connection, entries, first)
        if publishing:
            readers = publish(connection, entries, first, units)
            for (at, some), _ in groupby(zip((at for _, _, at in waiting), readers, strict=True)):
                self.runs[at].audience.update(some)
