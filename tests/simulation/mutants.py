"""Planted bugs: each a mistake that somebody has made in a program of this kind; the simulation must find every one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

import pytest
from msgspec.structs import replace as changed
from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from commandpost.app.room_side import RoomSide
from commandpost.app.sync_steps import Outgoing
from commandpost.app.syncing import SyncService
from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import PersonId, StreamId, UnitCode
from commandpost.journal.bundle import Run
from commandpost.journal.chain import DeviceCard, Opening, key_digest
from commandpost.journal.entry import Body, ChangeSet, Draft, Entry
from commandpost.journal.exchange import FeedPage, Ingested, Position, StreamAnswer, Verdict
from commandpost.journal.fold import Folding
from commandpost.journal.merge import Pick
from commandpost.journal.revocation import Revocation
from commandpost.storage import feed, feed_rows, intake, record_rows, stick, writing
from commandpost.storage.database import Place
from commandpost.storage.intake import Intake
from commandpost.storage.proofs import Proof
from commandpost.storage.sessions import Session
from commandpost.storage.tables import JOURNAL, STREAM
from tests.simulation.city import ROOMS_FROM, STICKS_FROM
from tests.simulation.machine import SimulatedStore
from tests.simulation.nodes import Classes

T = TypeVar("T")
Plant = Callable[[pytest.MonkeyPatch], None]


class CountsWhatWasSentAsDelivered(SimulatedStore):
    """Advances by what it sent, not by what the server says it holds."""

    def offers(self, **limits: int) -> tuple[Run, ...]:
        runs = super().offers(**limits)
        for run in runs:
            sent = update(STREAM).where(STREAM.c.stream == run.stream).values(acked=run.last)
            self._write(lambda connection, one=sent: connection.execute(one))
        return runs

    def settle(self, answers: Sequence[StreamAnswer], before: Mapping[StreamId, int] | None = None) -> ChangeSet:
        del answers, before
        return ChangeSet()


class BelievesNumbersWithoutHashes(SimulatedStore):
    """An acknowledgement is a number; nobody looks at verdict, hash or receipt."""

    def settle(self, answers: Sequence[StreamAnswer], before: Mapping[StreamId, int] | None = None) -> ChangeSet:
        for answer in answers:
            told = update(STREAM).where(STREAM.c.stream == answer.stream, STREAM.c.own)
            self._write(lambda connection, one=told, at=answer.seq: connection.execute(one.values(acked=at)))
        return ChangeSet()


class SavesTheCursorFirst(SimulatedStore):
    """The cursor is saved in a transaction of its own, and now and then the program ends before the page's."""

    pages = 0

    def take(self, page: FeedPage, asked: Position | None = None) -> Ingested:
        self.pages += 1
        if page.runs and self.pages % 5 == 0:
            super().take(replace(page, runs=()), asked)
            raise Unavailable("disk_failed")
        return super().take(page, asked)


class SaysSavedBeforeTheCommit(SimulatedStore):
    """A disk that fails at the commit is not noticed."""

    def append(self, drafts: Sequence[Draft], author: PersonId | None) -> ChangeSet:
        entries: list[Entry] = []

        def hasty(connection: Connection) -> tuple[list[Entry], object]:
            made = self._appended(connection, drafts, author)
            entries.extend(made[0])
            return made

        try:
            self._write(hasty)
        except Unavailable:
            self.early = [*getattr(self, "early", []), *entries]
        return writing.changes_of(entries)

    def entry(self, name: Any) -> Entry | None:
        early = (entry for entry in getattr(self, "early", ()) if entry.id == name)
        return super().entry(name) or next(early, None)


class SignsBeforeTheCommit(SimulatedStore):
    """The server's word goes out although its disk failed."""

    def ingest(self, runs: Sequence[Run]) -> Ingested:
        said: list[Ingested] = []

        def hasty(connection: Connection) -> None:
            intake = self._take_runs(connection, runs)
            answers = tuple(self._signed_for(answer) for answer in intake.answers)
            said.append(Ingested(changes=writing.changes_of(intake.entries), answers=answers))

        try:
            self._write(hasty)
        except Unavailable:
            if not said:
                raise
        return said[-1]


class KeepsItsEpochWhenRestored(SimulatedStore):
    """A restored server goes on as if nothing had happened, and gives numbers again that readers have passed."""

    def new_epoch(self) -> str:
        return self.epoch()


class ForgetsNewEpochs(SimulatedStore):
    """Nobody offers again when the server is not the one it was."""

    def met_epoch(self, epoch: str) -> bool:
        super().met_epoch(epoch)
        return False

    def _forget_deliveries(self, connection: Connection, epoch: str | None) -> None:
        if epoch is not None:
            writing_fact(connection, epoch)


def writing_fact(connection: Connection, epoch: str) -> None:
    from commandpost.storage.client_side import UPSTREAM, epoch_of
    from commandpost.storage.database import keep_fact

    keep_fact(connection, epoch_of(UPSTREAM), epoch)


class CarriesOnlyItsOwn(SimulatedStore):
    """A relay keeps what its clients gave it."""

    def _delivers(self, connection: Connection) -> Any:
        del connection
        return STREAM.c.own


class IsSilentOfBranches(SimulatedStore):
    """Copies of a disk go on without a word."""

    def _note_branches(self, connection: Connection, run: Run, intake: Intake) -> None:
        del connection, run, intake


class GoesOnFromItsCopy(SimulatedStore):
    """What a copy of this machine wrote is taken in and gone on from as its own, without a word."""

    def _note_own(self, connection: Connection, run: Run, intake: Intake) -> None:
        del connection, run, intake


class TakesWhatDoesNotVerify(SimulatedStore):
    """Signatures are not looked at."""

    def _proof(self, run: Run, intake: Intake) -> Proof:
        found = super()._proof(run, intake)
        return replace(found, signed=bool(found.hashes))


class TakesForks(SimulatedStore):
    """Two entries of one number: the later one is said to be held, without a word."""

    def _flaw(self, connection: Connection, run: Run, proof: Proof, held: int, intake: Intake) -> Verdict | None:
        fault = super()._flaw(connection, run, proof, held, intake)
        return None if fault is Verdict.FORK else fault

    def _receipted(self, connection: Connection, receipt: Any, stream: StreamId) -> bool:
        ahead = update(STREAM).where(STREAM.c.stream == stream, STREAM.c.acked < receipt.high)
        return connection.execute(ahead.values(acked=receipt.high)).rowcount > 0


class ForgetsToFold(SimulatedStore):
    """What arrives while another run of the same request was bad is kept and not shown."""

    def _take_runs(
        self, connection: Connection, runs: Sequence[Run], *, judged: bool = False, rescued: bool = False
    ) -> Intake:
        with pytest.MonkeyPatch.context() as patch:
            if len(runs) > 1:
                patch.setattr(record_rows, "fold_in", lambda *_said, **_more: None)
            return super()._take_runs(connection, runs, judged=judged, rescued=rescued)


class TakesTheBeginningOfAStick(SimulatedStore):
    """What several desks wrote is on one stick; the first one's is kept, and all of it called taken in."""

    def import_runs(self, runs: Sequence[Run]) -> Ingested:
        taken = super().import_runs(runs[:1])
        return replace(taken, answers=taken.answers * len(runs))


class BringsOnlyItsOwn(SimulatedStore):
    """What another desk of the room wrote is shown and not brought to the server."""

    def open_room(self) -> None:
        """Nothing else is brought from now on."""


class HearsOfNoRevocation(SimulatedStore):
    """Who was struck off is known to the server alone."""

    def heed(self, revocations: Sequence[Revocation]) -> None:
        del revocations


class BelievesWhoWasRevoked(SimulatedStore):
    """A revoked desk is turned away at the door, and let in where another one brings what it writes."""

    def _stranger(self, run: Run, card: DeviceCard | None, *, known: bool, judged: bool) -> Verdict | None:
        plain = None if card is None else replace(card, revoked_at=None)
        return super()._stranger(run, plain, known=known, judged=judged)


class CountsTheRoomAsTheServer(RoomSide):
    """What the serving desk holds counts as delivered."""

    def settle(self, answers: Sequence[StreamAnswer], before: Mapping[StreamId, int] | None = None) -> ChangeSet:
        store = cast("SimulatedStore", self._store)
        for answer in answers:
            if answer.verdict is Verdict.TAKEN:
                told = update(STREAM).where(STREAM.c.stream == answer.stream, STREAM.c.acked < answer.seq)
                store._write(lambda connection, one=told, at=answer.seq: connection.execute(one.values(acked=at)))
        return super().settle(answers, before)


def _numbers_from_a_sequence(patch: pytest.MonkeyPatch) -> None:
    """A page's cursor runs ahead of numbers that are given out and not yet committed."""
    honest = feed._visible

    def ahead(connection: Connection, reader: Any, limit: int) -> Any:
        rows = honest(connection, reader, limit)
        return rows[1:] if len(rows) > 2 else rows

    patch.setattr(feed, "_visible", ahead)


def _sessions_go_on(patch: pytest.MonkeyPatch) -> None:
    """One stream for a workstation's whole life: its key is the device's, on the disk and in every copy of it."""
    begun = Session.begin

    def lasting(self: Session, connection: Connection) -> Place:
        place = begun(self, connection)
        self.signer = self.device_key
        self.stream = StreamId(key_digest(self.signer.public_key))
        return place

    def alone(self: Session, connection: Connection) -> Opening:
        made = Opening(
            stream=self.stream,
            device=self.device,
            unit=self._place.unit,
            public_key=self.signer.public_key,
            parent=None,
            parent_seq=0,
            parent_hash=bytes(32),
            certificate=b"",
        )
        return replace(made, certificate=self.device_key.sign(made.message))

    patch.setattr(Session, "begin", lasting)
    patch.setattr(Session, "_opening", alone)


def _last_arrival_wins(patch: pytest.MonkeyPatch) -> None:
    """A field shows what came last, not what was written last."""
    honest = Folding.take

    def by_arrival(self: Folding, stream: StreamId, seq: int, body: Body, *pick: Pick) -> None:
        honest(self, stream, seq, body, *pick)
        self._fields.update({name: value for name, value in body.set.items() if name not in self._claims})

    patch.setattr(Folding, "take", by_arrival)


def _conflicts_by_the_wall_clock(patch: pytest.MonkeyPatch) -> None:
    """Of two live values the later by the machine's wall clock stays: last write wins."""
    honest = Folding._claim

    def latest(self: Folding, name: str, claim: Any, base: Iterable[Any], pick: Pick) -> None:
        honest(self, name, claim, base, pick)
        self._claims[name] = self._claims[name][-1:]
        self._heads[name] = tuple(one.entry for one in self._claims[name])
        self._conflicts.pop(name, None)

    patch.setattr(Folding, "_claim", latest)


def _addressees_are_forgotten(patch: pytest.MonkeyPatch) -> None:
    """An entry goes to its own unit and those above it alone."""
    honest = feed_rows.publish

    def narrow(connection: Connection, entries: Sequence[Entry], first: int, units: Sequence[UnitCode]) -> Any:
        bare = [
            changed(entry, body=changed(entry.body, to=())) if entry.body.kind != "unit" else entry for entry in entries
        ]
        return honest(connection, bare, first, units)

    patch.setattr(intake, "publish", narrow)


def _stubs_carry_bodies(patch: pytest.MonkeyPatch) -> None:
    """The feed shows whole runs, also what the reader may not see."""

    def everything(connection: Connection, _reader: Any, stream: StreamId, start: int, end: int) -> frozenset[int]:
        query = select(JOURNAL.c.seq).where(JOURNAL.c.stream == stream, JOURNAL.c.seq.between(start, end))
        return frozenset(connection.execute(query).scalars())

    patch.setattr(feed, "_seen", everything)


def _sticks_carry_everything(patch: pytest.MonkeyPatch) -> None:
    """A stick brings whole sessions, also what its receiver may not see."""

    def everything(connection: Connection, row: Any, start: int, *_reader: Any) -> set[int]:
        query = select(JOURNAL.c.seq).where(JOURNAL.c.stream == row.stream, JOURNAL.c.seq >= start)
        return set(connection.execute(query).scalars())

    patch.setattr(stick, "_shown", everything)


def _folds_twice(patch: pytest.MonkeyPatch) -> None:
    """A run that comes again counts again."""
    honest = record_rows.fold_in

    def again(connection: Connection, entries: Sequence[Entry], *, reader: UnitCode | None) -> None:
        honest(connection, entries, reader=reader)
        honest(connection, entries[-1:], reader=reader)

    patch.setattr(record_rows, "fold_in", again)


class DropsTheOutbox(SyncService):
    """What could not be sent once is left, and nobody asks later what the server holds."""

    def gather(self) -> Outgoing:
        self._asked = True
        return super().gather()

    def failed(self, problem: Unavailable) -> None:
        super().failed(problem)
        sent = update(STREAM).where(STREAM.c.own).values(acked=STREAM.c.seq)
        cast("SimulatedStore", self._store)._write(lambda connection: connection.execute(sent))


@dataclass(frozen=True, slots=True)
class Mutant:
    """One planted bug: a class in place of the real one, or a patch."""

    name: str
    store: type[SimulatedStore] = SimulatedStore
    sync: type[SyncService] = SyncService
    side: type[RoomSide] = RoomSide
    patch: Plant | None = None
    first: int = 0  # the seed from which on it is looked for

    @contextmanager
    def planted(self) -> Iterator[Classes]:
        with pytest.MonkeyPatch.context() as patch:
            if self.patch is not None:
                self.patch(patch)
            yield Classes(store=self.store, sync=self.sync, side=self.side)


MUTANTS: tuple[Mutant, ...] = (
    Mutant("what was sent counts as delivered", CountsWhatWasSentAsDelivered),
    Mutant("acknowledged without a hash", BelievesNumbersWithoutHashes),
    Mutant("the cursor is saved before its page", SavesTheCursorFirst),
    Mutant("saved is said before the commit", SaysSavedBeforeTheCommit),
    Mutant("the server signs before the commit", SignsBeforeTheCommit),
    Mutant("lsn reuse: a restored server keeps its epoch", KeepsItsEpochWhenRestored),
    Mutant("a new epoch is not noticed", ForgetsNewEpochs),
    Mutant("a relay carries only its own", CarriesOnlyItsOwn),
    Mutant("branches are not told", IsSilentOfBranches),
    Mutant("what a copy wrote is gone on from", GoesOnFromItsCopy, first=5_001_085),
    Mutant("signatures are not looked at", TakesWhatDoesNotVerify),
    Mutant("forks are taken", TakesForks),
    Mutant("some arrivals are not folded", ForgetsToFold),
    Mutant("the outbox is dropped after a failure", sync=DropsTheOutbox),
    Mutant("a cursor runs over uncommitted numbers", patch=_numbers_from_a_sequence),
    Mutant("sessions go on after a restart", patch=_sessions_go_on),
    Mutant("the last arrival wins", patch=_last_arrival_wins),
    Mutant("a conflict is settled by arrival", patch=_conflicts_by_the_wall_clock),
    Mutant("addressees are forgotten", patch=_addressees_are_forgotten),
    Mutant("stubs carry bodies", patch=_stubs_carry_bodies),
    Mutant("an entry is folded twice", patch=_folds_twice),
    Mutant("sticks carry what may not be seen", patch=_sticks_carry_everything, first=STICKS_FROM),
    Mutant("the rest of a stick is lost", TakesTheBeginningOfAStick, first=STICKS_FROM),
    Mutant("a desk of a room brings only its own", BringsOnlyItsOwn, first=ROOMS_FROM),
    Mutant("what the room holds counts as delivered", side=CountsTheRoomAsTheServer, first=ROOMS_FROM),
    Mutant("desks do not hear who was struck off", HearsOfNoRevocation, first=ROOMS_FROM),
    Mutant("who was struck off is believed where others bring it", BelievesWhoWasRevoked, first=ROOMS_FROM),
)
