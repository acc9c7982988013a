"""Small things beside the journal: settings, numbers, attachments, alarms, the head of the chain."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import delete, func, select, update
from sqlalchemy.engine import Connection

from commandpost.app.ports import Head
from commandpost.domain.ids import StreamId
from commandpost.journal.chain import ZERO
from commandpost.journal.entry import Json
from commandpost.journal.exchange import Alarm
from commandpost.storage import blob_rows
from commandpost.storage.bulk import pieces
from commandpost.storage.database import LSN, Database, fact, keep_fact, last_number, take_numbers
from commandpost.storage.entry_rows import find_stream
from commandpost.storage.sessions import last_own_stream
from commandpost.storage.tables import ALARM, META, QUARANTINE

NUMBER_FLOOR = "number_floor"  # fact: below it a repaired journal cannot tell which numbers were given
SETTING = "setting:"
TAIL = "tail"  # fact: the end of an own session that was saved once and is not all here


class Facts(Database):
    """What is kept but not journaled."""

    def setting(self, key: str) -> Json:
        return self._read(lambda connection: fact(connection, f"{SETTING}{key}"))

    def settings(self, keys: Sequence[str]) -> Mapping[str, Json]:
        """Those of these settings that are kept."""
        return self._read(lambda connection: dict(_settings(connection, keys)))

    def settings_under(self, prefix: str) -> Mapping[str, Json]:
        """Those whose keys begin with ``prefix``."""
        query = select(META.c.k, META.c.v).where(META.c.k.startswith(f"{SETTING}{prefix}", autoescape=True))
        rows = self._read(lambda connection: connection.execute(query).all())
        return {row.k.removeprefix(SETTING): json.loads(row.v) for row in rows}

    def forget_setting(self, key: str) -> None:
        self._write(lambda connection: connection.execute(delete(META).where(META.c.k == f"{SETTING}{key}")))

    def set_setting(self, key: str, value: Json) -> None:
        self._write(lambda connection: keep_fact(connection, f"{SETTING}{key}", value))

    def next_number(self, series: str) -> int:
        return self._write(lambda connection: take_numbers(connection, f"number:{series}", 1, floor=_floor(connection)))

    def put_blob(self, content: bytes) -> str:
        return self._write(lambda connection: blob_rows.keep(connection, content))

    def put_blobs(self, contents: Sequence[bytes]) -> tuple[str, ...]:
        return self._write(lambda connection: blob_rows.keep_all(connection, contents))

    def blob(self, sha256: str) -> bytes | None:
        return self._read(lambda connection: blob_rows.content_of(connection, sha256))

    def blob_part(self, sha256: str, first: int, length: int) -> tuple[bytes, int] | None:
        """Bytes of a blob from ``first`` on, and the size of all of it; None where it is not here."""
        return self._read(lambda connection: blob_rows.part_of(connection, sha256, first, length))

    def first_blobs(self, names: Sequence[str], room: int) -> tuple[tuple[str, bytes], ...]:
        """The first of those named blobs that are here, at most ``room`` bytes together but one at least."""
        return self._read(lambda connection: blob_rows.first_contents(connection, names, room))

    def head(self) -> Head:
        stream = self._read(last_own_stream)
        entries = self._read(lambda connection: last_number(connection, LSN))
        if stream is None:
            return Head(stream="", seq=0, hash=ZERO, entries=entries)
        return Head(stream=stream.stream, seq=stream.seq, hash=bytes(stream.hash), entries=entries)

    def alarms(self) -> tuple[Alarm, ...]:
        query = select(ALARM).where(~ALARM.c.dismissed).order_by(ALARM.c.id)
        rows = self._read(lambda connection: connection.execute(query).all())
        return tuple(Alarm(id=row.id, code=row.code, stream=row.stream, detail=row.detail, at=row.at) for row in rows)

    def dismiss(self, alarm: int) -> None:
        dismissed = update(ALARM).where(ALARM.c.id == alarm).values(dismissed=True)
        self._write(lambda connection: connection.execute(dismissed))

    def missing(self) -> int:
        """How many own entries that were saved once are not here; 0 as soon as they came back."""
        return self._read(_missing)

    def quarantined(self) -> int:
        """How many frames were kept aside."""
        query = select(func.count()).select_from(QUARANTINE)
        return self._read(lambda connection: connection.execute(query).scalar_one())


def _settings(connection: Connection, keys: Sequence[str]) -> Iterator[tuple[str, Json]]:
    for some in pieces(keys):
        among = [f"{SETTING}{key}" for key in some]
        for name, said in connection.execute(select(META.c.k, META.c.v).where(META.c.k.in_(among))):
            yield name.removeprefix(SETTING), json.loads(said)


def _floor(connection: Connection) -> int:
    said = fact(connection, NUMBER_FLOOR)
    return said if isinstance(said, int) else 0


def _missing(connection: Connection) -> int:
    tail = fact(connection, TAIL)
    if not isinstance(tail, dict):
        return 0
    row = find_stream(connection, StreamId(str(tail["stream"])))
    return max(0, int(str(tail["seq"])) - (0 if row is None else row.seq))
