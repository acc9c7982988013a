"""What is made of a push before the journal is locked: the same rows as without it, left where others were first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Connection

from commandpost.domain.ids import RecordId
from commandpost.journal.bundle import Run
from commandpost.journal.exchange import Ingested
from commandpost.storage import ahead, ingest
from commandpost.storage.ahead import Ahead
from commandpost.storage.database import in_turn
from commandpost.storage.store import JournalStore
from commandpost.storage.tables import FEED, JOURNAL, RECORD
from tests.factories import CITY, OFFICER, enrolled_desk, note, server_journal
from tests.fakes import FakeClock
from tests.postgres import Cluster

LINES = 60  # of a push, more than ``ahead.MANY``


@pytest.fixture
def relay(cluster: Cluster, clock: FakeClock) -> Iterator[JournalStore]:
    opened = server_journal(cluster.database(), clock=clock)
    yield opened
    opened.close()


def push_of(desk: JournalStore, prefix: str = "log") -> tuple[Run, ...]:
    """Lines of which every tenth is mended in the same push, and every seventh is for the city too."""
    for line in range(LINES):
        told = replace(note(f"第{line}条", f"{prefix}-{line}"), to=(CITY,) if line % 7 == 0 else ())
        desk.append([told], OFFICER)
        if line % 10 == 0:
            desk.append([note(f"第{line}条（更正）", f"{prefix}-{line}")], OFFICER)
    return desk.offers()


def rows_of(relay: JournalStore) -> list[list[tuple[object, ...]]]:
    """All that a push writes, but for the inner numbers of records, which a sequence gives."""
    shown = [column for column in RECORD.c if column is not RECORD.c.id]
    queries = (
        select(JOURNAL).order_by(JOURNAL.c.lsn),
        select(FEED).order_by(FEED.c.lsn, FEED.c.unit),
        select(*shown).order_by(RECORD.c.record),
    )
    with relay._engine.connect() as connection:
        return [[tuple(row) for row in connection.execute(query)] for query in queries]


def entries_of(taken: Sequence[Ingested | Exception]) -> list[int]:
    return [len(one.changes.entries) for one in taken if isinstance(one, Ingested)]


def used(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of each push whether its records were written as they had been made ahead."""
    said: list[bool] = []
    honest = Ahead.begin

    def begin(self: Ahead, connection: Connection, entries: Any) -> Any:
        left = honest(self, connection, entries)
        said.append(len(left) < len(entries))
        return left

    monkeypatch.setattr(Ahead, "begin", begin)
    return said


def test_a_push_prepared_before_the_lock_leaves_the_rows_it_leaves_without(
    relay: JournalStore, cluster: Cluster, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    desks = [enrolled_desk(relay, clock, name) for name in ("S1", "S2")]
    pushes = [push_of(desk, prefix) for desk, prefix in zip(desks, ("one", "two"), strict=True)]
    said = used(monkeypatch)
    plain = server_journal(cluster.database(), clock=clock)
    plain.trust(relay.relay_authority())

    together = relay.ingest_all(pushes)
    monkeypatch.setattr(ahead, "MANY", 10_000)
    one_way = plain.ingest_all(pushes)

    assert said == [True]
    assert entries_of(together) == entries_of(one_way) == [LINES + LINES // 10] * 2
    assert [one.audience for one in together if isinstance(one, Ingested)] == [
        one.audience for one in one_way if isinstance(one, Ingested)
    ]
    assert rows_of(relay) == rows_of(plain)
    plain.close()


def test_a_record_that_others_began_meanwhile_keeps_what_they_wrote(
    relay: JournalStore, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (enrolled_desk(relay, clock, name) for name in ("S1", "S2"))
    second.append([note("别处先记的", "log-5")], OFFICER)
    theirs, ours = second.offers(), push_of(first)
    said, came = used(monkeypatch), iter([theirs])

    def late(connection: Connection) -> None:
        for runs in came:
            relay.ingest(runs)  # by another connection, before the lock is ours
        in_turn(connection)

    monkeypatch.setattr(ingest, "in_turn", late)
    relay.ingest(ours)

    assert said == [False]
    record = relay.record(RecordId("log-5"))
    assert record is not None
    assert record.entries == 2
    assert len(relay.history(RecordId("log-5"))) == 2


def test_of_a_push_that_was_partly_taken_before_the_rest_is_taken_once(
    relay: JournalStore, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = enrolled_desk(relay, clock, "S1")
    desk.append([note("已到的", "log-first")], OFFICER)
    relay.ingest(desk.offers())
    said = used(monkeypatch)

    taken = [relay.ingest(push_of(desk)), relay.ingest(push_of(desk, "more"))]

    assert said == [False, False]
    assert entries_of(taken) == [LINES + LINES // 10] * 2
    assert [len(relay.history(RecordId(name))) for name in ("log-first", "log-10", "log-11", "more-10")] == [1, 2, 1, 2]
    assert relay.newest() == 1 + 2 * (LINES + LINES // 10)


def test_lines_that_mend_what_is_held_are_folded_on_it(
    relay: JournalStore, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = enrolled_desk(relay, clock, "S1")
    desk.append([note("初稿", "log-3")], OFFICER)
    runs = desk.offers()
    relay.ingest(runs)
    desk.settle(relay.have({runs[0].stream: (runs[0].last, runs[0].hashes()[-1])}))
    said = used(monkeypatch)

    relay.ingest(push_of(desk))

    assert said == [True]
    mended, fresh = relay.record(RecordId("log-3")), relay.record(RecordId("log-4"))
    assert mended is not None
    assert fresh is not None
    assert (mended.entries, fresh.entries) == (2, 1)
    assert mended.fields["text"] == "第3条"
