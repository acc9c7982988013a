"""Reading: records by kind, place and words; entries; personal fields; how far things have been delivered."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select, text
from sqlalchemy.engine import Connection

from commandpost.app.record_fields import in_time
from commandpost.domain.ids import EntryId, RecordId, UnitCode
from commandpost.journal.clock import receipted_evidence
from commandpost.journal.encoding import read_personal
from commandpost.journal.entry import Entry
from commandpost.journal.fold import Delivery, Record
from commandpost.storage import blob_rows, owed_rows
from commandpost.storage.bulk import PIECE, pieces
from commandpost.storage.database import Database
from commandpost.storage.entry_rows import entry_of
from commandpost.storage.owed_rows import SEEN_KIND, TO_FOLLOW
from commandpost.storage.record_document import from_document
from commandpost.storage.search_text import Term, match, terms
from commandpost.storage.straight import Statement
from commandpost.storage.tables import BOX, JOURNAL, OWED, RECEIPT, RECORD, STREAM, TEXT

MANY = 100_000
RECEIPTED_KINDS = frozenset({"report", "directive"})
# Asked again and again; statements are made once.
ENTRY = Statement(select(JOURNAL).where(JOURNAL.c.stream == bindparam("stream"), JOURNAL.c.seq == bindparam("seq")))
PENDING = Statement(select(func.coalesce(func.sum(STREAM.c.seq - STREAM.c.acked), 0)).where(STREAM.c.own))


class Queries(Database):
    """What the pages ask."""

    def record(self, record: RecordId) -> Record | None:
        found = self._records(select(RECORD.c.document).where(RECORD.c.record == record))
        return found[0] if found else None

    def several(self, records: Collection[RecordId]) -> Mapping[RecordId, Record]:
        """Those of these records that are here, by their names."""
        return {one.id: one for one in self._among(records, lambda some: [RECORD.c.record.in_(some)])}

    def records(
        self,
        kind: str,
        *,
        unit: UnitCode | None = None,
        status: str | None = None,
        parent: RecordId | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
        newest_first: bool = False,
    ) -> tuple[Record, ...]:
        """Records of a kind ordered by ``at``; since ≤ at < until."""
        wanted = [RECORD.c.kind == kind]
        wanted += [] if unit is None else [RECORD.c.unit == unit]
        wanted += [] if status is None else [RECORD.c.status == status]
        wanted += [] if parent is None else [RECORD.c.parent == parent]
        wanted += [] if since is None else [RECORD.c.at >= since]
        wanted += [] if until is None else [RECORD.c.at < until]
        order = (RECORD.c.at.desc(), RECORD.c.id.desc()) if newest_first else (RECORD.c.at, RECORD.c.id)
        return self._records(select(RECORD.c.document).where(*wanted).order_by(*order).limit(limit))

    def count(self, kind: str, *, unit: UnitCode | None = None, status: str | None = None) -> int:
        wanted = [RECORD.c.kind == kind]
        wanted += [] if unit is None else [RECORD.c.unit == unit]
        wanted += [] if status is None else [RECORD.c.status == status]
        query = select(func.count()).select_from(RECORD).where(*wanted)
        return self._read(lambda connection: connection.execute(query).scalar_one())

    def names(self, kind: str) -> tuple[RecordId, ...]:
        """The names of the records of a kind, in the order of ``records``."""
        query = select(RECORD.c.record).where(RECORD.c.kind == kind)
        query = query.order_by(RECORD.c.at, RECORD.c.id)
        return self._read(lambda connection: tuple(map(RecordId, connection.execute(query).scalars())))

    def about(self, kind: str, subjects: Collection[RecordId]) -> tuple[Record, ...]:
        """Records of a kind whose field ``subject`` is one of these, oldest first."""
        return self._among(subjects, lambda some: [RECORD.c.subject.in_(some), SEEN_KIND.in_([kind])])

    def below(self, kind: str, parents: Collection[RecordId], *, newest: int | None = None) -> tuple[Record, ...]:
        """Records of a kind whose parent is one of these, oldest first; the ``newest`` of each parent."""

        def wanted(some: Sequence[str]) -> list[ColumnElement[bool]]:
            meets: list[ColumnElement[bool]] = [SEEN_KIND.in_([kind]), RECORD.c.parent.in_(some)]
            return meets if newest is None else [RECORD.c.id.in_(_newest_of_each(meets, newest))]

        return self._among(parents, wanted)

    def unreceipted(self, kind: str) -> tuple[Record, ...]:
        """Records of a kind that wait for a receipt of this unit, newest first, however old they are."""
        query = select(OWED.c.record).where(OWED.c.kind == kind)
        waiting = self._read(lambda connection: list(connection.execute(query).scalars()))
        found = self._among(waiting, lambda some: [RECORD.c.record.in_(some)])  # joined, all are looked through by date
        return tuple(sorted(found, key=in_time, reverse=True))

    def to_follow(self) -> Mapping[str, RecordId]:
        """Why → incident: those this unit forwarded about which something was written since they were followed."""
        query = select(OWED.c.record, OWED.c.subject).where(OWED.c.kind == TO_FOLLOW)
        rows = self._read(lambda connection: connection.execute(query).all())
        return {row.subject: RecordId(row.record.removeprefix(f"{TO_FOLLOW} ")) for row in rows}

    def followed(self, looked_at: Mapping[str, RecordId]) -> None:
        """These need no look any more, but for what was written meanwhile."""
        if looked_at:
            self._write(lambda connection: owed_rows.no_longer_to_follow(connection, [*looked_at]))

    def kinds(self) -> frozenset[str]:
        query = select(RECORD.c.kind).distinct()
        return self._read(lambda connection: frozenset(connection.execute(query).scalars()))

    def within(self, kind: str, west: float, south: float, east: float, north: float) -> tuple[Record, ...]:
        """Records of a kind whose box meets the given one, degrees."""
        meets = and_(BOX.c.west <= east, BOX.c.east >= west, BOX.c.south <= north, BOX.c.north >= south)
        query = select(RECORD.c.document).join(BOX, BOX.c.id == RECORD.c.id)
        return self._records(query.where(RECORD.c.kind == kind, meets).order_by(RECORD.c.at, RECORD.c.id))

    def search(self, text: str, *, kinds: Sequence[str] = (), limit: int = 50) -> tuple[Record, ...]:
        """The newest records that hold all the words, newest first; the kind ``ledger`` means every ledger."""
        wanted = terms(text, kinds)
        if not wanted:
            return ()
        newest = select(TEXT.c.rowid).where(self._says(wanted)).order_by(TEXT.c.rowid.desc()).limit(limit)
        return self._records(select(RECORD.c.document).where(RECORD.c.id.in_(newest)).order_by(RECORD.c.at.desc()))

    def history(self, record: RecordId) -> tuple[Entry, ...]:
        """All entries of a record in the order all journals agree on."""
        query = select(JOURNAL).where(JOURNAL.c.record == record)
        query = query.order_by(JOURNAL.c.hlc, JOURNAL.c.stream, JOURNAL.c.seq)
        return tuple(entry_of(row) for row in self._read(lambda connection: connection.execute(query).all()))

    def entry(self, entry: EntryId) -> Entry | None:
        stream, _, seq = entry.rpartition(":")
        if not seq.isdigit():
            return None
        asked = {"stream": stream, "seq": int(seq)}
        row = self._read(lambda connection: ENTRY.row(connection, asked))
        return None if row is None else entry_of(row)

    def personal(self, record: RecordId) -> Mapping[str, str]:
        """The record's personal fields; {} when erased or not yet here."""
        found = self.record(record)
        return {} if found is None else self.personals([found])[record]

    def personals(self, records: Collection[Record]) -> Mapping[RecordId, Mapping[str, str]]:
        """The personal fields of many records; {} for those whose are erased or not yet here."""
        names = [name for record in records for _, name in record.blobs]
        sealed = self._read(lambda connection: blob_rows.contents_of(connection, names)) if names else {}
        return {record.id: _fields_of(record, sealed) for record in records}

    def pending(self) -> int:
        """How many own entries have no verified receipt of the server yet."""
        return int(self._read(PENDING.value))

    def pending_about(self, records: Collection[RecordId], kinds: Sequence[str]) -> Mapping[RecordId, int]:
        found = Counter[RecordId]()
        for among in pieces([*records]):
            below = select(RECORD.c.record).where(RECORD.c.parent.in_(among), RECORD.c.kind.in_(list(kinds)))
            query = select(JOURNAL.c.record, RECORD.c.parent, RECORD.c.kind).distinct()
            query = query.join(STREAM, STREAM.c.stream == JOURNAL.c.stream)
            query = query.join(RECORD, RECORD.c.record == JOURNAL.c.record, isouter=True)
            query = query.where(STREAM.c.own, JOURNAL.c.seq > STREAM.c.acked)
            query = query.where(or_(JOURNAL.c.record.in_(among), JOURNAL.c.record.in_(below)))
            for name, parent, kind in self._read(partial(_all, query)):
                found.update({RecordId(name), *([RecordId(parent)] if parent and kind in kinds else [])} & {*among})
        return found

    def _says(self, wanted: Sequence[Sequence[Term]]) -> ColumnElement[bool]:
        if self.is_sqlite:
            return text("record_text MATCH :typed").bindparams(typed=match(wanted)).self_group()  # type: ignore[return-value]  # a text clause is a condition
        return and_(*(or_(*map(_holds, choice)) for choice in wanted))

    def _among(
        self, wanted: Collection[str], condition: Callable[[Sequence[str]], Sequence[ColumnElement[bool]]]
    ) -> tuple[Record, ...]:
        """Those that meet the condition on some of these names, by stretches of them; oldest first in each stretch."""
        found: list[Record] = []
        for some in pieces([*wanted]):
            query = select(RECORD.c.document).where(*condition(some))
            found += self._records(query.order_by(RECORD.c.at, RECORD.c.id))
        return tuple(found)

    def _records(self, query: Select[Any]) -> tuple[Record, ...]:
        return self._read(lambda connection: self._completed(connection, query))

    def _completed(self, connection: Connection, query: Select[Any]) -> tuple[Record, ...]:
        found = [from_document(document) for document in connection.execute(query).scalars()]
        finished: list[Record] = []
        for some in pieces(found):
            finished += _delivered(connection, some)
        return tuple(finished)


def _newest_of_each(meets: Sequence[ColumnElement[bool]], newest: int) -> Select[Any]:
    """The ids of the last records of each parent among those that meet this."""
    order = (RECORD.c.at.desc(), RECORD.c.id.desc())
    place = func.row_number().over(partition_by=RECORD.c.parent, order_by=order).label("place")
    ranked = select(RECORD.c.id, place).where(*meets).subquery()
    return select(ranked.c.id).where(ranked.c.place <= newest)


def _all(query: Select[Any], connection: Connection) -> list[Any]:
    return [*connection.execute(query)]


def _holds(term: Term) -> ColumnElement[bool]:
    """The same without an index: the tokens stand somewhere in the column."""
    return TEXT.c[term.column].contains(" ".join(term.tokens), autoescape=True)


def _delivered(connection: Connection, records: Sequence[Record]) -> list[Record]:
    """Complete records with what is no fold: receipts prove times, and tell how far a record has come."""
    pending = _pending(connection, records)
    receipted = _receipted(connection, records)
    proved = _proved(connection, [record.entry for record in records])
    return [
        record.come(
            Delivery.PENDING
            if record.id in pending
            else Delivery.RECEIPTED
            if record.id in receipted
            else Delivery.DELIVERED,
            receipted_evidence(record.created, proved[record.entry]) if record.entry in proved else record.created,
        )
        for record in records
    ]


def _pending(connection: Connection, records: Sequence[Record]) -> set[str]:
    query = select(JOURNAL.c.record).distinct().join(STREAM, STREAM.c.stream == JOURNAL.c.stream)
    query = query.where(JOURNAL.c.record.in_([record.id for record in records]))
    return set(connection.execute(query.where(STREAM.c.own, JOURNAL.c.seq > STREAM.c.acked)).scalars())


def _receipted(connection: Connection, records: Sequence[Record]) -> set[str]:
    subjects = [record.id for record in records if record.kind in RECEIPTED_KINDS]
    if not subjects:
        return set()
    query = select(RECORD.c.subject).where(SEEN_KIND.in_(["receipt"]), RECORD.c.subject.in_(subjects))
    return {subject for subject in connection.execute(query).scalars() if subject}


def _proved(connection: Connection, entries: Sequence[EntryId]) -> dict[EntryId, datetime]:
    """The server's time of the earliest receipt, for those entries that have one."""
    streams: dict[str, list[int]] = {}
    for entry in entries:
        stream, _, seq = entry.rpartition(":")
        streams.setdefault(stream, []).append(int(seq))
    waiting = {stream: sorted(set(seqs)) for stream, seqs in streams.items()}
    covers = [
        and_(RECEIPT.c.stream == stream, RECEIPT.c.high >= first, RECEIPT.c.low <= last)
        for stream, seqs in waiting.items()
        for first, last in _stretches(seqs)
    ]
    if not covers:
        return {}
    query = select(RECEIPT.c.stream, RECEIPT.c.low, RECEIPT.c.high, RECEIPT.c.at).where(or_(*covers))
    proved: dict[EntryId, datetime] = {}
    for stream, low, high, at in connection.execute(query.order_by(RECEIPT.c.at)):
        seqs = waiting[stream]  # the earliest receipt of an entry takes it out
        covered = slice(bisect_left(seqs, low), bisect_right(seqs, high))
        proved |= dict.fromkeys((EntryId(f"{stream}:{seq}") for seq in seqs[covered]), datetime.fromisoformat(at))
        del seqs[covered]
        if not any(waiting.values()):  # a long journal has many more that cover the same
            break
    return proved


def _stretches(seqs: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of entries that lie near one another; a line of long ago asks for no receipt in between."""
    first = last = seqs[0]
    for seq in seqs[1:]:
        if seq - last > PIECE:
            yield first, last
            first = seq
        last = seq
    yield first, last


def _fields_of(record: Record, sealed: Mapping[str, bytes]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for _, name in record.blobs:
        fields |= read_personal(sealed[name]) if name in sealed else {}
    return fields
