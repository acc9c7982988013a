"""A journal that heals: damage is met, the files are set aside, and the desk goes on in a new session."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import update
from sqlalchemy.engine import Connection

from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import StreamId
from commandpost.journal.bundle import Run
from commandpost.journal.entry import Json
from commandpost.journal.exchange import AlarmKind
from commandpost.storage.backup import PageWork
from commandpost.storage.burnt_numbers import burn_numbers
from commandpost.storage.client_side import ClientSide
from commandpost.storage.database import fact, keep_fact, put_new
from commandpost.storage.engine import open_engine
from commandpost.storage.entry_rows import card_row, find_stream
from commandpost.storage.facts import TAIL, Facts
from commandpost.storage.relay_side import EPOCH
from commandpost.storage.repair import (
    Mending,
    Wreck,
    drop_log,
    exchange,
    finish,
    holds_something,
    keep_log,
    left_behind,
    newest_copy,
    set_log_aside,
    undo_exchange,
    unfinished,
)
from commandpost.storage.successor import all_told, successor
from commandpost.storage.tables import BLOB, DEVICE, STREAM
from commandpost.storage.witness import Testimony, Witness

MOST_REPAIRS = 3  # of one run of the program: a disk that damages the third file is left alone
WANTED = 100_000


class Healing(ClientSide, Facts):
    """Repairs the file it stands on."""

    page_work: PageWork
    _epoch: str
    _mending: Mending | None = None
    _witness: Witness | None = None
    rescued: int = 0  # entries the last repair saved from the damaged file

    def heal_from(self, mending: Mending) -> None:
        """Repair this journal from now on, and keep a witness of how far it has come."""
        self._mending = mending
        self._witness = Witness(mending.file, mending.key)

    def open(self) -> None:
        """Start; a file that does not open because it is damaged, emptied or gone is repaired first."""
        mending, witness = self._mending, self._witness
        if mending is None or witness is None:
            self.start()
            return
        undo_exchange(mending.file)
        if mending.begin_from is not None:
            self._begin(mending, mending.begin_from)
            return
        keep_log(mending.file)
        if unfinished(mending.file) and self._mended():
            return
        if not holds_something(mending.file) and _was_used(mending, witness) and self._mended():
            return
        try:
            self.start()
        except Unavailable as refused:
            if not _is_damage(refused, key_is_right=witness.knows_key()) or not self._mended():
                raise

    def start(self) -> None:
        """Bring the tables up to this version and take up a new session."""
        raise NotImplementedError

    def check(self) -> bool:
        """Read and prove every page beside the running work, from any thread; damage is repaired. True: it was whole.

        Raises Unavailable for damage that cannot be repaired from here.
        """
        if self._mending is None:
            return True
        known = self._repairs
        try:
            self.page_work.prove(self._mending.file, self._mending.key)
        except Unavailable as refused:
            if not _is_damage(refused, key_is_right=True):
                raise
            if not self.mend(known):
                raise
            return False
        return True

    @property
    def repairs(self) -> int:
        """How often this journal was repaired since the program began; noted before a check beside the running work."""
        return self._repairs

    def mend(self, known: int | None = None) -> bool:
        """Repair now, because a check found damage; False where this journal cannot be repaired from here.

        With ``known``, the ``repairs`` noted before the check, nothing is done where somebody repaired it meanwhile.
        """
        return self._mended(known)

    def put_back(self, copy: Path) -> None:
        """Put a copy back by hand, though this journal opens; its files are set aside and what is newer saved."""
        with self._lock:
            if self._mending is not None:
                self._replaced(self._mending, copy, AlarmKind.RESTORED)

    def _mended(self, known: int | None = None) -> bool:
        with self._lock:
            if known is not None and known != self._repairs:
                return True  # two threads met the same damage, and the other one was first
            if self._mending is None or self._repairs >= MOST_REPAIRS:
                return False
            copy = newest_copy(self._mending.copies, self._mending.key)
            self._replaced(self._mending, copy, AlarmKind.DAMAGED)
        return True

    def _replaced(self, mending: Mending, copy: Path | None, kind: AlarmKind) -> None:
        """Put a copy in the journal's place, or begin anew with what makes the workstation itself; save what can be.

        Raises Unavailable; until the successor has the journal's name everything lies where it lay.
        """
        self._engine.dispose()
        said = self._witness.said() if self._witness else None
        before = Wreck(mending.file, mending.key).heirloom()
        aside = exchange(mending.file, successor(mending, copy, before), self._clock.now())
        self._repairs += 1
        self._go_on(mending)
        folders = unfinished(mending.file)  # this one, and those of repairs that broke off before
        self.rescued = sum(self._rescue(Wreck(folder / mending.file.name, mending.key)) for folder in folders)
        kept = copy.name if copy else "heirloom" if before else ""
        told: dict[str, str | int] = {"folder": aside.name, "copy": kept, "rescued": self.rescued}
        self._attempt(lambda connection: self._tell(connection, kind, told, said))
        finish(folders)
        self._epoch = ""

    def _begin(self, mending: Mending, copy: Path) -> None:
        """Begin where there is no journal; nobody knows what was written after the copy but for what is left here."""
        if left_behind(mending.file):
            self._replaced(mending, copy, AlarmKind.RESTORED)
            return
        self._engine.dispose()
        successor(mending, copy, None).rename(mending.file)
        self._go_on(mending)
        told: dict[str, str | int] = {"copy": copy.name}
        self._attempt(lambda connection: self._tell(connection, AlarmKind.MOVED, told, None))
        self._epoch = ""

    def _go_on(self, mending: Mending) -> None:
        """Go on in what was put in the journal's place, in a new session."""
        self._engine = open_engine(mending.file, mending.key)
        self.start()

    def _rescue(self, wreck: Wreck) -> int:
        """Take what the damaged file still holds of own entries and of the blobs they name; return how many entries."""
        count = 0
        for run in wreck.runs(self._held):
            taken = self._attempt(lambda connection, one=run: self._take_back(connection, one))  # type: ignore[misc]  # a default binds the loop's value
            if not taken:
                break
            count += taken
        for sha256 in self.blobs_wanted(WANTED):
            content = wreck.blob(sha256)
            if content is not None:
                self.put_blob(content)
                self._attempt(lambda connection, name=sha256: _send_again(connection, name))  # type: ignore[misc]  # as above
        return count

    def _take_back(self, connection: Connection, run: Run) -> int:
        """Take a run of the own old file: its device is believed, its chain and signature are proved as any other's."""
        put_new(connection, DEVICE, [card_row(run.card)])
        intake = self._take_runs(connection, [run], rescued=True)
        connection.execute(update(STREAM).where(STREAM.c.stream == run.stream).values(own=True))
        return len(intake.entries)

    def _held(self, stream: StreamId) -> int:
        row = self._look(lambda connection: find_stream(connection, stream))
        return 0 if row is None else int(row.seq)

    def _tell(
        self, connection: Connection, kind: AlarmKind, told: dict[str, str | int], said: Testimony | None
    ) -> None:
        if said is not None:
            keep_fact(connection, TAIL, {"stream": said.stream, "seq": said.seq})
        keep_fact(connection, EPOCH, self._signing.random(8).hex())  # who reads from here reads everything again
        self._alarm(connection, kind, "", json.dumps({**told, "known": int(said is not None)}))

    def _compare_witness(self, connection: Connection) -> None:
        """Raise an alarm when the file ends before what was saved; keep the torn log that may hold the rest.

        What was lost had numbers: they are not given again.
        """
        said = self._witness.said() if self._witness else None
        if said is None or self._mending is None:
            return
        row = find_stream(connection, said.stream)
        held = 0 if row is None else int(row.seq)
        if held >= said.seq:
            drop_log(self._mending.file)
            return
        aside = set_log_aside(self._mending.file, self._clock.now())
        tail: Json = {"stream": said.stream, "seq": said.seq}
        if fact(connection, TAIL) != tail:  # else it was met at the start before
            keep_fact(connection, TAIL, tail)
            burn_numbers(connection, all_told(self._mending), 1)
        told = {"folder": aside.name if aside else "", "lost": said.seq - held, "seq": said.seq}
        self._alarm(connection, AlarmKind.TAIL_LOST, said.stream, json.dumps(told))


def _was_used(mending: Mending, witness: Witness) -> bool:
    """Whether a journal that is not there was there once: its witness or a whole copy is left."""
    return witness.said() is not None or newest_copy(mending.copies, mending.key) is not None


def _is_damage(refused: Unavailable, *, key_is_right: bool) -> bool:
    """Whether a file that does not open is damaged; a damaged first page looks like a wrong key."""
    return refused.code == "journal_damaged" or (refused.code == "wrong_passphrase" and key_is_right)


def _send_again(connection: Connection, sha256: str) -> None:
    connection.execute(update(BLOB).where(BLOB.c.sha256 == sha256).values(sent=False))
