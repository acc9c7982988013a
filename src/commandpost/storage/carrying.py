"""What a person carries past the cut line: whose word is believed here, and the runs that bring some records along."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import Row, select
from sqlalchemy.engine import Connection

from commandpost.domain.ids import DeviceId, RecordId, StreamId
from commandpost.journal.bundle import Run
from commandpost.journal.chain import DeviceCard, Link, Stored
from commandpost.storage.entry_rows import find_card, find_stream, opening_of
from commandpost.storage.ingest import Ingest
from commandpost.storage.links import hash_at, read_links, signed_end
from commandpost.storage.tables import JOURNAL


class Carrying(Ingest):
    """Reads for the channels beside the server."""

    def believed(self, card: DeviceCard) -> DeviceCard | None:
        """The card as enrolled here or vouched for by a server trusted here; None for a stranger's."""

        def tells_news(connection: Connection) -> bool:
            return self._is_to_keep(connection, card, find_card(connection, card.device))

        if self._read(tells_news):  # a stranger's never waits for writers
            self._write(lambda connection: self._believe(connection, [card]))
        return self._read(lambda connection: find_card(connection, card.device))

    def hash_of(self, stream: StreamId, seq: int) -> bytes | None:
        """The hash of one entry of a stream; None where it has not arrived."""
        return self._read(lambda connection: hash_at(connection, stream, seq))

    def runs_with(self, records: Collection[RecordId]) -> tuple[Run, ...]:
        """Runs that bring every entry of these records to whoever holds nothing; all others are only hashes."""
        return self._read(lambda connection: tuple(self._carried(connection, records)))

    def _carried(self, connection: Connection, records: Collection[RecordId]) -> list[Run]:
        query = select(JOURNAL.c.stream, JOURNAL.c.seq).where(JOURNAL.c.record.in_(list(records)))
        wanted: dict[str, set[int]] = {}
        for row in connection.execute(query.order_by(JOURNAL.c.lsn)):
            wanted.setdefault(row.stream, set()).add(row.seq)
        return [self._bringing(connection, StreamId(stream), seqs) for stream, seqs in wanted.items()]

    def _bringing(self, connection: Connection, stream: StreamId, wanted: set[int]) -> Run:
        row: Row[tuple[object, ...]] | None = find_stream(connection, stream)
        links = read_links(connection, stream, 1, signed_end(connection, stream, max(wanted)))
        signature = links[-1].signature
        if row is None or signature is None:
            raise LookupError("a run must end at a signed entry of a known stream")
        opening = opening_of(row)
        return Run(
            opening=opening,
            card=self._vouched(connection, DeviceId(opening.device)),
            first=1,
            prev=links[0].prev,
            links=tuple(_link(stored, wanted) for stored in links),
            signature=signature,
        )


def _link(stored: Stored, wanted: set[int]) -> Link:
    return stored.link if stored.seq in wanted else replace(stored.link, raw=None)
