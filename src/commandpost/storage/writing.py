"""The one door in for the operator's own changes: entry, fold and chain head in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.engine import Connection

from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import EntryId, PersonId, RecordId, StreamId
from commandpost.journal.chain import body_hash, entry_hash
from commandpost.journal.clock import next_hlc
from commandpost.journal.encoding import UNREADABLE, VERSION, body_bytes, read_body, sealed_personal
from commandpost.journal.entry import DIGEST, MAX_BODY_BYTES, Body, ChangeSet, Draft, Entry, Timing
from commandpost.journal.exchange import AlarmKind
from commandpost.journal.fold import CRITICAL, Record, apply
from commandpost.storage import blob_rows, record_rows
from commandpost.storage.database import Database
from commandpost.storage.engine import empty_log
from commandpost.storage.entry_rows import insert_entries, move_head
from commandpost.storage.feed_rows import publish
from commandpost.storage.refold import Progress, quietly, refold
from commandpost.storage.sessions import Session
from commandpost.storage.witness import Witness

SALT_BYTES = 16
RUN_ENTRIES = 20  # a long transaction is signed this often, so that it can travel in pieces
RUN_BYTES = 20_000


@dataclass(slots=True, kw_only=True)
class Chaining:
    """A transaction's growing end of the chain and the records it changes."""

    stream: StreamId
    seq: int
    hash: bytes
    hlc: int
    timing: Timing
    author: PersonId | None
    records: dict[RecordId, Record]
    entries: list[Entry] = field(default_factory=list)


class Writing(Database):
    """Appends drafts to this session's stream."""

    _session: Session
    _witness: Witness | None = None
    _progress: Progress = staticmethod(quietly)

    def append(self, drafts: Sequence[Draft], author: PersonId | None) -> ChangeSet:
        """Write all drafts in one transaction, durable when this returns.

        A base that is not given means "what this journal held": the live heads of each critical field.
        Raises RuleBroken("entry_too_large", limit, size); a clock that was set writes a ``clock.step`` entry first.
        """
        if not drafts:
            return ChangeSet()
        entries, now = self._write(lambda connection: self._appended(connection, drafts, author))
        self._session.wrote(now)
        self._testify(entries[-1])
        return changes_of(entries)

    def _testify(self, last: Entry) -> None:
        """Tell the witness beside the file, if there is one, how far the own chain has come."""
        if self._witness is not None:
            self._witness.note(last.stream, last.seq)

    def erase(self, record: RecordId, author: PersonId | None) -> ChangeSet:
        """Erase the record's personal fields here and, through the journal, everywhere; the chain still verifies."""
        found = self._read(lambda connection: record_rows.load(connection, [record])).get(record)
        if found is None or not found.blobs:
            return ChangeSet()
        names = [name for _, name in found.blobs]
        erasure = Draft(
            kind=found.kind, record=record, act="personal.erase", set={blob_rows.ERASURE: [*dict.fromkeys(names)]}
        )
        changes = self.append([erasure], author)
        self._compact()
        return changes

    def rebuild(self) -> int:
        """Drop the cache of records and fold the journal again; returns the number of records."""
        return self._write(lambda connection: refold(connection, reader=self._place.reader, progress=self._progress))

    def _compact(self) -> None:
        """Leave no copy of erased content in the write-ahead log."""
        if self.is_sqlite:
            with self._lock, self._engine.connect() as connection:
                empty_log(connection)

    def _appended(
        self, connection: Connection, drafts: Sequence[Draft], author: PersonId | None
    ) -> tuple[list[Entry], Timing]:
        now = self._session.timing()
        drafts = [*self._step_drafts(connection, self._session.step(connection, now)), *drafts]
        seq, head, hlc = self._session.head(connection)
        chaining = Chaining(
            stream=self._session.stream,
            seq=seq,
            hash=head,
            hlc=hlc,
            timing=now,
            author=author,
            records=record_rows.load(connection, (draft.record for draft in drafts)),
        )
        for draft in drafts:
            self._chain(connection, chaining, draft, last=draft is drafts[-1])
        self._store(connection, chaining)
        return chaining.entries, now

    def _step_drafts(self, connection: Connection, step: float | None) -> list[Draft]:
        if step is None:
            return []
        self._alarm(connection, AlarmKind.CLOCK_STEP, "", f"{step:.0f}:{self._stamp()}")
        record = RecordId(f"clock-{self._signing.random(8).hex()}")
        facts: dict[str, float | str] = {"seconds": round(step, 3), "at": self._stamp()}
        return [Draft(kind="clock", record=record, act="clock.step", set=facts)]

    def _chain(self, connection: Connection, chaining: Chaining, draft: Draft, *, last: bool) -> None:
        record = chaining.records.get(draft.record)
        seen = record.last[0] if record else 0
        own = next_hlc(self._clock.now(), chaining.hlc)
        chaining.hlc = own
        raw = body_bytes(self._body(connection, chaining, draft, max(own, seen + 1)))
        if len(raw) > MAX_BODY_BYTES:
            raise RuleBroken("entry_too_large", limit=MAX_BODY_BYTES, size=len(raw))
        chaining.seq += 1
        ends_run = last or chaining.seq % RUN_ENTRIES == 0 or len(raw) > RUN_BYTES
        prev, chaining.hash = chaining.hash, entry_hash(chaining.stream, chaining.seq, chaining.hash, body_hash(raw))
        entry = Entry(
            stream=chaining.stream,
            seq=chaining.seq,
            prev=prev,
            hash=chaining.hash,
            signature=self._session.signer.sign(chaining.hash) if ends_run else None,
            raw=raw,
            body=read_body(raw),
        )
        if entry.body.kind == UNREADABLE:
            raise RuleBroken("entry_unreadable", record=draft.record)
        chaining.entries.append(entry)
        chaining.records[draft.record] = apply(record, entry)

    def _body(self, connection: Connection, chaining: Chaining, draft: Draft, hlc: int) -> Body:
        hashes = (value for value in draft.set.values() if isinstance(value, str) and DIGEST.fullmatch(value))
        personal = None
        if draft.personal:
            content = sealed_personal(draft.personal, self._signing.random(SALT_BYTES))
            personal = blob_rows.keep(connection, content)
        return Body(
            version=VERSION,
            hlc=hlc,
            timing=chaining.timing,
            author=chaining.author,
            unit=self._place.unit,
            kind=draft.kind,
            record=draft.record,
            act=draft.act,
            set=draft.set,
            base=_bases(draft, chaining.records.get(draft.record)),
            to=draft.to,
            personal=personal,
            blobs=blob_rows.known(connection, hashes),
            note=draft.note,
        )

    def _store(self, connection: Connection, chaining: Chaining) -> None:
        received, units = self._stamp(), [self._place.unit] * len(chaining.entries)
        first = insert_entries(connection, chaining.entries, received, units)
        move_head(connection, chaining.stream, chaining.seq, chaining.hash)
        blob_rows.note_named(connection, chaining.entries, first)
        blob_rows.obey_erasures(connection, chaining.entries, received)
        changed = dict.fromkeys(entry.body.record for entry in chaining.entries)
        records = [chaining.records[name] for name in changed]
        record_rows.save(connection, records, reader=self._place.reader)
        if self._place.serving:
            publish(connection, chaining.entries, first, units)


def changes_of(entries: Sequence[Entry]) -> ChangeSet:
    """What entries changed, to be announced after commit."""
    return ChangeSet(
        kinds=frozenset(entry.body.kind for entry in entries),
        records=tuple(dict.fromkeys(entry.body.record for entry in entries)),
        entries=tuple(entry.id for entry in entries),
    )


def _bases(draft: Draft, record: Record | None) -> dict[str, tuple[EntryId, ...]]:
    critical = draft.set.keys() & CRITICAL.get(draft.kind, frozenset())
    heads = record.heads if record else {}
    seen = {name: heads[name] for name in sorted(critical) if name in heads}
    return {**seen, **draft.base}
