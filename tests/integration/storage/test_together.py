"""Pushes of several desks in one transaction: each as if it had come alone, and a bad one harms nobody."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from sqlalchemy.engine import Connection

from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import RecordId
from commandpost.journal.bundle import Run
from commandpost.journal.entry import Draft, Entry
from commandpost.journal.exchange import Ingested, StreamAnswer, Verdict
from commandpost.storage import record_rows
from commandpost.storage.failures import sorted_failures
from commandpost.storage.store import JournalStore
from tests.factories import DISTRICT, OFFICER, STREET, enrolled_desk, note, server_journal
from tests.fakes import FakeClock
from tests.postgres import Cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def relay(request: pytest.FixtureRequest, clock: FakeClock) -> Iterator[JournalStore]:
    cluster: Cluster | None = request.getfixturevalue("cluster") if request.param == "postgresql" else None
    opened = server_journal(cluster.database() if cluster else None, clock=clock)
    yield opened
    opened.close()


def pushes_of(relay: JournalStore, clock: FakeClock, count: int) -> list[tuple[Run, ...]]:
    found = []
    for number in range(count):
        desk = enrolled_desk(relay, clock, f"S{number}")
        for line in range(3):
            desk.append([note(f"第{line}条", f"log-{number}-{line}")], OFFICER)
        found.append(desk.offers())
    return found


def answers(outcomes: Sequence[Ingested | Exception]) -> list[StreamAnswer]:
    return [answer for outcome in outcomes if isinstance(outcome, Ingested) for answer in outcome.answers]


def taken(outcomes: Sequence[Ingested | Exception]) -> list[int]:
    """Entries of each; a refused one is told by its absence."""
    return [len(outcome.changes.entries) for outcome in outcomes if isinstance(outcome, Ingested)]


def test_together_they_are_answered_as_they_are_alone(relay: JournalStore, clock: FakeClock) -> None:
    pushes = pushes_of(relay, clock, 5)
    alone = server_journal(clock=clock)
    for name in ("S0", "S1", "S2", "S3", "S4"):
        alone.add_enrolment(name, STREET)
    alone.trust(relay.relay_authority())

    together = relay.ingest_all(pushes)

    assert [(one.stream, one.verdict, one.seq, one.hash) for one in answers(together)] == [
        (one.stream, one.verdict, one.seq, one.hash) for push in pushes for one in alone.ingest(push).answers
    ]
    assert taken(together) == [3] * 5
    assert all(answer.receipt is not None for answer in answers(together))
    assert all(isinstance(one, Ingested) and one.audience == {STREET, DISTRICT, "1101"} for one in together)
    assert relay.newest() == 15
    assert [relay.receipts(push[0].stream)[-1].high for push in pushes] == [3] * 5
    alone.close()


def test_a_push_that_comes_twice_at_once_is_taken_once_and_both_are_signed_for(
    relay: JournalStore, clock: FakeClock
) -> None:
    desk = enrolled_desk(relay, clock, "S0")
    desk.append([note("第一条", "log-1")], OFFICER)
    first = desk.offers()
    desk.append([note("第二条", "log-2")], OFFICER)
    both = desk.offers()

    together = relay.ingest_all([first, both, both, first])

    assert [answer.verdict for answer in answers(together)] == [Verdict.TAKEN] * 4
    assert [answer.seq for answer in answers(together)] == [1, 2, 2, 2]
    assert taken(together) == [1, 1, 0, 0]
    assert relay.newest() == 2


def test_a_run_that_does_not_verify_harms_no_other_push(relay: JournalStore, clock: FakeClock) -> None:
    pushes = pushes_of(relay, clock, 3)
    pushes[1] = (replace(pushes[1][0], signature=bytes(64)),)

    together = relay.ingest_all(pushes)

    assert [answer.verdict for answer in answers(together)] == [Verdict.TAKEN, Verdict.SIGNATURE, Verdict.TAKEN]
    assert taken(together) == [3, 0, 3]


def test_a_push_that_cannot_be_written_harms_no_other(
    relay: JournalStore, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    pushes = pushes_of(relay, clock, 3)
    honest = record_rows.fold_in

    def failing(connection: Connection, entries: Sequence[Entry], **more: object) -> None:
        if any(entry.body.record == "log-1-0" for entry in entries):
            raise ValueError("of a record that nobody foresaw")
        honest(connection, entries, **more)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(record_rows, "fold_in", failing)
    together = relay.ingest_all(pushes)

    assert [type(outcome) for outcome in together] == [Ingested, ValueError, Ingested]
    assert [relay.record(RecordId(f"log-{number}-0")) is not None for number in range(3)] == [True, False, True]


def test_of_a_database_that_is_away_nobody_is_answered(
    relay: JournalStore, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    pushes = pushes_of(relay, clock, 2)

    def away(*_said: object, **_more: object) -> None:
        with sorted_failures():
            raise Unavailable("database_unreachable")

    monkeypatch.setattr(record_rows, "fold_in", away)
    with pytest.raises(Unavailable, match="database_unreachable"):
        relay.ingest_all(pushes)

    monkeypatch.undo()
    assert relay.newest() == 0
    assert taken(relay.ingest_all(pushes)) == [3, 3]


@pytest.mark.parametrize("field", ["at", "status", "subject", "incident", "due_at"])
def test_a_field_longer_than_an_index_holds_blocks_no_queue(relay: JournalStore, clock: FakeClock, field: str) -> None:
    desk, value = enrolled_desk(relay, clock, "S1"), os.urandom(4_000).hex()
    desk.append([Draft(kind="log", record=RecordId("log-1"), act="log.record", set={field: value})], OFFICER)

    assert [answer.verdict for answer in relay.ingest(desk.offers()).answers] == [Verdict.TAKEN]
    found = relay.record(RecordId("log-1"))
    assert found is not None
    assert found.fields[field] == value
