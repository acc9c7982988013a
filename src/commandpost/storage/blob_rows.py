"""Blobs: attachments and salted personal fields, outside the chain and therefore erasable."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection

from commandpost.journal.entry import Entry, Json
from commandpost.storage.bulk import insert_of, pieces
from commandpost.storage.database import put_new
from commandpost.storage.straight import Statement
from commandpost.storage.tables import BLOB, JOURNAL, NAMING

HERE, WANTED, ERASED = "here", "wanted", "erased"
STATE = Statement(select(BLOB.c.state).where(BLOB.c.sha256 == bindparam("sha256")))
CONTENT = Statement(select(BLOB.c.content).where(BLOB.c.sha256 == bindparam("sha256")))
PART = Statement(
    select(func.substr(BLOB.c.content, bindparam("first"), bindparam("length")).label("part"), BLOB.c.size).where(
        BLOB.c.sha256 == bindparam("sha256"), BLOB.c.state == HERE
    )
)
ERASURE = "personal_erased"  # field of an entry that erases: hashes of personal blobs


def digest(content: bytes) -> str:
    """SHA-256 in hex: a blob's name."""
    return hashlib.sha256(content).hexdigest()


def keep(connection: Connection, content: bytes) -> str:
    """Keep a blob's content; one that was erased stays erased, one that two bring at once is kept once."""
    name = digest(content)
    if STATE.value(connection, {"sha256": name}) in {None, WANTED}:  # else nothing is sent for nothing
        row = {"sha256": name, "size": len(content), "state": HERE, "content": content, "sent": False}
        connection.execute(_kept(connection.dialect.name), row)
    return name


@lru_cache(2)
def _kept(dialect: str) -> sqlite.Insert:
    insert = insert_of(dialect, BLOB)
    came = {"size": insert.excluded.size, "state": HERE, "content": insert.excluded.content, "sent": True}
    return insert.on_conflict_do_update(index_elements=["sha256"], set_=came, where=BLOB.c.state == WANTED)


def keep_all(connection: Connection, contents: Iterable[bytes]) -> tuple[str, ...]:
    """Keep blobs, locked in the order of their names: two who bring the same ones wait in turn."""
    named = [(digest(content), content) for content in contents]
    for _name, content in sorted(named):
        keep(connection, content)
    return tuple(name for name, _content in named)


def content_of(connection: Connection, name: str) -> bytes | None:
    """A blob's content; None when it is wanted, erased or unknown."""
    content = CONTENT.value(connection, {"sha256": name})
    return None if content is None else bytes(content)


def part_of(connection: Connection, name: str, first: int, length: int) -> tuple[bytes, int] | None:
    """Bytes of a blob from ``first`` on, and the size of all of it; None when it is wanted, erased or unknown.

    The database cuts it: nothing else of it comes into this program's memory.
    """
    row = PART.row(connection, {"sha256": name, "first": first + 1, "length": length})
    return None if row is None else (bytes(row.part), row.size)


def contents_of(connection: Connection, names: Sequence[str]) -> dict[str, bytes]:
    """The contents of those blobs that are here, by their names."""
    found: dict[str, bytes] = {}
    for some in pieces(names):
        query = select(BLOB.c.sha256, BLOB.c.content).where(BLOB.c.sha256.in_(some))
        rows = connection.execute(query)
        found |= {name: bytes(content) for name, content in rows if content is not None}
    return found


def first_contents(connection: Connection, names: Sequence[str], room: int) -> tuple[tuple[str, bytes], ...]:
    """The first of those named blobs that are here, at most ``room`` bytes together but one at least."""
    sizes: dict[str, int] = {}
    for some in pieces(names):
        query = select(BLOB.c.sha256, BLOB.c.size).where(BLOB.c.sha256.in_(some), BLOB.c.state == HERE)
        sizes |= {row.sha256: row.size for row in connection.execute(query)}
    chosen: list[str] = []
    for name in names:
        room -= sizes.get(name, 0)
        if chosen and room < 0:
            break
        chosen += [name] if name in sizes else []
    contents = contents_of(connection, chosen)
    return tuple((name, contents[name]) for name in chosen if name in contents)


def known(connection: Connection, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that are blobs here, in the given order."""
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return ()
    found = set(connection.execute(select(BLOB.c.sha256).where(BLOB.c.sha256.in_(wanted))).scalars())
    return tuple(name for name in wanted if name in found)


def note_named(connection: Connection, entries: Sequence[Entry], first_lsn: int) -> None:
    """Remember which entries name which blobs, and want those that are not here."""
    naming: list[dict[str, object]] = []
    for lsn, entry in enumerate(entries, first_lsn):
        naming += [{"sha256": name, "lsn": lsn, "personal": False} for name in entry.body.blobs]
        if entry.body.personal:
            naming.append({"sha256": entry.body.personal, "lsn": lsn, "personal": True})
    wanted: list[dict[str, object]] = [
        {"sha256": row["sha256"], "size": 0, "state": WANTED, "sent": True} for row in naming
    ]
    put_new(connection, NAMING, naming)
    put_new(connection, BLOB, sorted(wanted, key=lambda row: str(row["sha256"])))


def obey_erasures(connection: Connection, entries: Sequence[Entry], at: str) -> None:
    """Erase what entries say; only personal blobs that the same record's entries name."""
    for entry in entries:
        said: Json = entry.body.set.get(ERASURE)
        if isinstance(said, list):
            own = set(_personal_of(connection, entry.body.record))
            erase(connection, [name for name in said if isinstance(name, str) and name in own], at)


def erase(connection: Connection, names: Sequence[str], at: str) -> None:
    """Overwrite the content of blobs and remember that they were erased."""
    if names:
        gone = {"state": ERASED, "content": None, "erased_at": at}
        connection.execute(update(BLOB).where(BLOB.c.sha256.in_(list(names))).values(gone))


def _personal_of(connection: Connection, record: str) -> Sequence[str]:
    query = select(NAMING.c.sha256).join(JOURNAL, JOURNAL.c.lsn == NAMING.c.lsn)
    return connection.execute(query.where(JOURNAL.c.record == record, NAMING.c.personal)).scalars().all()
