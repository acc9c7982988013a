"""Whoever has the key and a database tool changes the past: ``verify`` says so, whatever was changed.

Not found, and said in the manual: the end of a session that no receipt covers yet, dropped together with its head. What
is only this machine's own note (order of arrival, moment of arrival, how far a stream is delivered) is not evidence; a
receipt that was taken away lowers the proof of a time and is asked for again.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.engine import Connection

from commandpost.domain.ids import StreamId
from commandpost.journal.chain import ZERO, body_hash, entry_hash, key_digest
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.engine import open_engine
from commandpost.storage.verification import _verified
from tests.factories import KEY, OFFICER, folder, journal, note, server_journal
from tests.fakes import FakeClock
from tests.integration.storage.test_exchange import enrol, push

SIGNING = Ed25519Signing()
SESSIONS = 4  # the last of them not delivered yet
EVIDENCE = {
    "journal": ("stream", "seq", "hlc", "unit", "kind", "record", "prev", "hash", "signature", "body"),
    "stream": ("stream", "device", "unit", "public_key", "parent_seq", "parent_hash", "certificate", "seq", "hash"),
    "receipt": ("stream", "low", "high", "tier", "hash", "at", "signature"),
    "device": ("device", "unit", "public_key", "name", "certificate"),
}


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """An open journal of four sessions, three of them delivered; its triggers are gone."""
    clock, path = FakeClock(), folder() / "journal.db"
    server = server_journal(clock=clock)
    for session in range(SESSIONS):
        store = enrol(journal(path, clock=clock), server) if session == 0 else journal(path, clock=clock)
        for number in range(3):
            store.append([note(f"第{number}条", f"log-{session}-{number}"), note(record=f"log-{number}")], OFFICER)
        if session < SESSIONS - 1:
            push(store, server)
        store.close()
    opened = open_engine(path, KEY)
    with opened.begin() as connection:
        for trigger in ("journal_no_update", "journal_no_delete"):
            connection.execute(text(f"DROP TRIGGER {trigger}"))
    yield opened
    opened.dispose()


def reasons(engine: Engine, attack: Callable[[Connection], object]) -> list[str]:
    """What a verification says after an attack, which is then undone."""
    with engine.connect() as connection, connection.begin() as transaction:
        attack(connection)
        said = [fault.reason for fault in _verified(connection, SIGNING).faults]
        transaction.rollback()
    return said


def sql(*statements: str) -> Callable[[Connection], object]:
    return lambda connection: [connection.execute(text(statement)) for statement in statements]


def first_stream(connection: Connection, opened: int = 1) -> str:
    return str(
        connection.execute(
            text("SELECT stream FROM stream ORDER BY opened LIMIT 1 OFFSET :at"), {"at": opened - 1}
        ).scalar()
    )


def chain_again(connection: Connection) -> None:
    """Rewrite the second entry of the first session and put every later digest right; only the signatures cannot be."""
    stream = first_stream(connection)
    rows = connection.execute(
        text("SELECT seq, body FROM journal WHERE stream = :stream ORDER BY seq"), {"stream": stream}
    ).all()
    prev = ZERO
    for seq, body in rows:
        raw = bytes(body).replace("巡查正常".encode(), "一切正常".encode()) if seq == 2 else bytes(body)
        head = entry_hash(StreamId(stream), seq, prev, body_hash(raw))
        values = {"raw": raw, "prev": prev, "head": head, "stream": stream, "seq": seq}
        connection.execute(
            text("UPDATE journal SET body = :raw, prev = :prev, hash = :head WHERE stream = :stream AND seq = :seq"),
            values,
        )
        prev = head
    connection.execute(text("UPDATE stream SET hash = :head WHERE stream = :stream"), {"head": prev, "stream": stream})


def sign_again(connection: Connection) -> None:
    """Rewrite a closed session under a fresh key, as whoever has the disk but not the session's key must."""
    stream, signer = first_stream(connection), SIGNING.fresh()
    forged = key_digest(signer.public_key)
    chain_again(connection)
    connection.execute(
        text("UPDATE stream SET stream = :new, public_key = :key WHERE stream = :old"),
        {"new": forged, "key": signer.public_key, "old": stream},
    )
    connection.execute(text("UPDATE journal SET stream = :new WHERE stream = :old"), {"new": forged, "old": stream})
    rows = connection.execute(text("SELECT seq, body FROM journal WHERE stream = :new ORDER BY seq"), {"new": forged})
    prev = ZERO
    for seq, body in rows.all():
        head = entry_hash(forged, seq, prev, body_hash(bytes(body)))  # type: ignore[arg-type]  # a stream's name
        connection.execute(
            text("UPDATE journal SET prev = :p, hash = :h, signature = :s WHERE stream = :new AND seq = :seq"),
            {"p": prev, "h": head, "s": signer.sign(head), "new": forged, "seq": seq},
        )
        prev = head
    connection.execute(text("UPDATE stream SET hash = :h WHERE stream = :new"), {"h": prev, "new": forged})


def drop_session(connection: Connection, opened: int) -> None:
    stream = {"stream": first_stream(connection, opened)}
    for table in ("journal", "stream", "receipt"):
        connection.execute(text(f"DELETE FROM {table} WHERE stream = :stream"), stream)


def cut(connection: Connection, opened: int, keep: int) -> None:
    """Drop the end of a session and correct its head."""
    stream = {"stream": first_stream(connection, opened), "keep": keep}
    connection.execute(text("DELETE FROM journal WHERE stream = :stream AND seq > :keep"), stream)
    head = "(SELECT hash FROM journal WHERE stream = :stream AND seq = :keep)"
    connection.execute(text(f"UPDATE stream SET seq = :keep, hash = {head} WHERE stream = :stream"), stream)


ATTACKS: dict[str, Callable[[Connection], object]] = {
    "a text is rewritten": sql(
        "UPDATE journal SET body = CAST(replace(CAST(body AS TEXT), '正常', '异常') AS BLOB) WHERE lsn = 2"
    ),
    "a text is rewritten and the chain made again": chain_again,
    "a session is written again under another key": sign_again,
    "an entry is taken out": sql("DELETE FROM journal WHERE lsn = 3"),
    "two entries change places": sql(
        "UPDATE journal SET seq = 100 WHERE lsn = 3",
        "UPDATE journal SET seq = 3 WHERE lsn = 4",
        "UPDATE journal SET seq = 4 WHERE lsn = 3",
    ),
    "the delivered end of a session is dropped": lambda connection: cut(connection, 3, 2),
    "a whole session is taken out": lambda connection: drop_session(connection, 2),
    "a receipt is dated back": sql("UPDATE receipt SET at = '2026-07-18T01:00:00+00:00' WHERE id = 1"),
}


def test_an_untouched_journal_is_whole(engine: Engine) -> None:
    assert reasons(engine, lambda _connection: None) == []


@pytest.mark.parametrize("name", ATTACKS)
def test_each_of_the_eight_attacks_is_found(engine: Engine, name: str) -> None:
    assert reasons(engine, ATTACKS[name]) != []


def test_an_entry_shown_under_another_record_is_found(engine: Engine) -> None:
    assert reasons(engine, sql("UPDATE journal SET record = 'log-elsewhere' WHERE lsn = 2")) == ["columns"]


def test_a_workstation_moved_to_another_unit_is_found(engine: Engine) -> None:
    assert "card" in reasons(engine, sql("UPDATE device SET unit = '1101'"))


def test_the_documented_exception_is_the_end_that_no_receipt_covers(engine: Engine) -> None:
    assert reasons(engine, lambda connection: cut(connection, SESSIONS, 2)) == []


def mutation(chance: random.Random) -> Callable[[Connection], str]:
    """One change by chance to one row: a bit, a number, a text, or the row itself."""
    table = chance.choices(list(EVIDENCE), (6, 3, 2, 1))[0]
    column = chance.choice((*EVIDENCE[table], *(("the row",) if table != "receipt" else ())))

    def mutate(connection: Connection) -> str:
        named = [row[0] for row in connection.execute(text(f"SELECT rowid FROM {table} ORDER BY rowid")).all()]
        at = {"at": chance.choice(named)}
        if column == "the row":
            connection.execute(text(f"DELETE FROM {table} WHERE rowid = :at"), at)
            return f"{table} row {at['at']} deleted"
        held = connection.execute(text(f"SELECT {column} FROM {table} WHERE rowid = :at"), at).scalar()
        value = _changed(held, chance)
        connection.execute(
            text(f"UPDATE OR REPLACE {table} SET {column} = :value WHERE rowid = :at"), at | {"value": value}
        )
        return f"{table}.{column} of row {at['at']}: {held!r} → {value!r}" if value != held else ""

    return mutate


def _changed(held: object, chance: random.Random) -> object:
    if isinstance(held, int):
        return held + chance.choice((-2, -1, 1, 2, 1_000))
    if isinstance(held, str):
        where = chance.randrange(len(held) + 1)
        return held[:where] + chance.choice("0a第") + held[where + chance.randrange(2) :]
    if held is None:
        return bytes(64)
    assert isinstance(held, bytes)
    content = bytearray(held)
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


@dataclass(slots=True)
class Change:
    """A mutation and, once it is made, its words; "" when it changed nothing."""

    mutate: Callable[[Connection], str]
    made: str = ""

    def make(self, connection: Connection) -> None:
        self.made = self.mutate(connection)


def undetected(engine: Engine, count: int, seed: int) -> list[str]:
    """Mutations that a verification did not find."""
    chance, silent = random.Random(seed), []
    for _ in range(count):
        change = Change(mutation(chance))
        said = reasons(engine, change.make)
        if change.made and not said:
            silent.append(change.made)
    return silent


def test_two_hundred_mutations_are_found(engine: Engine) -> None:
    assert undetected(engine, 200, 1) == []


@pytest.mark.long
def test_ten_thousand_mutations_are_found(engine: Engine) -> None:
    assert undetected(engine, 10_000, 2) == []


def test_the_planted_bug_of_columns_nobody_compares_is_caught(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commandpost.storage.verification.annotation_faults", lambda *_args: [])

    assert undetected(engine, 100, 1) != []


def test_a_journal_that_never_enrolled_is_whole(tmp_path: Path) -> None:
    store = journal(tmp_path / "journal.db")
    store.append([replace(note(), note="未登记联网")], OFFICER)
    opened = store._engine

    assert reasons(opened, lambda _connection: None) == []
