"""Two who bring the same at the same time to a server on PostgreSQL: each is served, and nothing is kept twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError, Event
from types import ModuleType
from typing import Any

import psycopg
import pytest
from fastapi import Request
from psycopg.errors import DeadlockDetected, SerializationFailure
from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError

from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.domain.ids import RecordId
from commandpost.journal.exchange import StreamAnswer, Verdict
from commandpost.server.frontier import refusal_answer
from commandpost.storage import blob_rows, entry_rows, ingest, intake, relay_side
from commandpost.storage.database import ATTEMPTS, CARDS, LSN, take_numbers
from commandpost.storage.failures import sorted_failures
from commandpost.storage.store import JournalStore
from tests.factories import OFFICER, STREET, enrolled_desk, folder, journal, note, server_journal
from tests.fakes import FakeClock
from tests.postgres import Cluster

WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
PATIENCE = 30.0  # seconds, of a test that hangs


@pytest.fixture
def relay(cluster: Cluster, clock: FakeClock) -> Iterator[JournalStore]:
    opened = server_journal(cluster.database(), clock=clock)
    yield opened
    opened.close()


def meet_at(monkeypatch: pytest.MonkeyPatch, where: ModuleType, name: str) -> None:
    """Both callers stand at a step before either takes it, unless one of them is kept waiting before it."""
    both, honest = Barrier(2), getattr(where, name)

    def together(*args: Any, **more: Any) -> Any:
        try:
            both.wait(0.5)
        except BrokenBarrierError:
            return honest(*args, **more)
        return honest(*args, **more)

    monkeypatch.setattr(where, name, together)


def at_once(*works: Callable[[], Any]) -> list[Any]:
    with ThreadPoolExecutor(len(works)) as pool:
        return [one.result() for one in [*map(pool.submit, works)]]


def verdicts(answers: tuple[StreamAnswer, ...]) -> list[Verdict]:
    return [answer.verdict for answer in answers]


def count_attempts(relay: JournalStore, monkeypatch: pytest.MonkeyPatch) -> list[None]:
    attempts: list[None] = []
    honest = relay._attempt

    def counted(work: Callable[[Connection], Any]) -> Any:
        attempts.append(None)
        return honest(work)

    monkeypatch.setattr(relay, "_attempt", counted)
    return attempts


@pytest.mark.parametrize(("where", "step"), [(ingest, "in_turn"), (intake, "insert_entries")])
def test_one_push_that_comes_twice_at_once_is_kept_once_and_signed_for_twice(
    relay: JournalStore, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, where: ModuleType, step: str
) -> None:
    desk = enrolled_desk(relay, clock, "S2")
    desk.append([note()], OFFICER)
    runs = desk.offers()
    meet_at(monkeypatch, where, step)

    taken = at_once(lambda: relay.ingest(runs), lambda: relay.ingest(runs))

    assert [verdicts(one.answers) for one in taken] == [[Verdict.TAKEN]] * 2
    assert all(answer.receipt is not None for one in taken for answer in one.answers)
    assert sorted(len(one.changes.entries) for one in taken) == [0, 1]
    assert len(relay.history(RecordId("log-1"))) == 1


def test_pushes_that_bring_the_same_new_session_behind_different_ones_do_not_wait_for_each_other(
    relay: JournalStore, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = []
    for name in ("S2", "S3"):
        desk = enrolled_desk(relay, clock, name)
        desk.append([note(record=f"log-{name}")], OFFICER)
        runs += desk.offers()
    attempts = count_attempts(relay, monkeypatch)
    numbered, honest = Event(), entry_rows.insert_entries

    def slow(connection: Connection, *rest: Any) -> int:
        """Whoever has the numbers first goes on when the other waits for a lock."""
        first = honest(connection, *rest)
        if not numbered.is_set():
            numbered.set()
            until = time.monotonic() + PATIENCE
            while not connection.execute(WAITING).scalar_one():
                assert time.monotonic() < until
        return first

    monkeypatch.setattr(intake, "insert_entries", slow)

    def second() -> Any:
        assert numbered.wait(PATIENCE)
        return relay.ingest(runs[1:])

    both, one = at_once(lambda: relay.ingest(runs), second)

    assert verdicts(both.answers) + verdicts(one.answers) == [Verdict.TAKEN] * 3
    assert len(attempts) == 2, "nobody was sent away and had to come again"
    assert [len(relay.history(RecordId(f"log-{name}"))) for name in ("S2", "S3")] == [1, 1]


def test_a_blob_that_two_bring_at_once_is_kept_for_both(relay: JournalStore, monkeypatch: pytest.MonkeyPatch) -> None:
    meet_at(monkeypatch, blob_rows, "_kept")

    first, second = at_once(lambda: relay.put_blob(b"map"), lambda: relay.put_blob(b"map"))

    assert first == second
    assert relay.blob(first) == b"map"


def test_frames_of_the_same_blobs_in_other_orders_do_not_wait_for_each_other(
    relay: JournalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts = count_attempts(relay, monkeypatch)
    meet_at(monkeypatch, blob_rows, "_kept")
    blobs = (b"a", b"b", b"c")

    there, back = at_once(lambda: relay.put_blobs(blobs), lambda: relay.put_blobs(blobs[::-1]))

    assert there == back[::-1]
    assert [relay.blob(name) for name in there] == [*blobs]
    assert len(attempts) == 2


def test_of_two_desks_that_enrol_as_one_station_at_once_one_is_refused(
    relay: JournalStore, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = {name: journal(folder() / f"{name}.db", clock=clock).device().public_key for name in ("ONE", "TWO")}
    for code in keys:
        relay.add_enrolment(code, STREET)
    meet_at(monkeypatch, relay_side, "find_card")

    def enrol(code: str) -> str:
        try:
            return relay.enroll(code, keys[code], "清河街道 S1").card.name
        except RuleBroken as refused:
            return refused.code

    assert sorted(at_once(lambda: enrol("ONE"), lambda: enrol("TWO"))) == ["station_taken", "清河街道 S1"]


def test_of_two_who_wait_for_each_other_both_are_served_one_after_the_other(
    relay: JournalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    both, attempts, served = Barrier(2), count_attempts(relay, monkeypatch), Event()

    def take(first: str, second: str) -> str:
        tries: list[None] = []

        def work(connection: Connection) -> str:
            tries.append(None)
            if len(tries) > 1:  # whoever comes again lets the other one go first
                assert served.wait(PATIENCE)
            take_numbers(connection, first, 1)
            if len(tries) == 1:
                both.wait(PATIENCE)
            take_numbers(connection, second, 1)
            return "served"

        told = relay._write(work)
        served.set()
        return told

    relay._write(lambda connection: [take_numbers(connection, name, 1) for name in (CARDS, LSN)])

    assert at_once(lambda: take(CARDS, LSN), lambda: take(LSN, CARDS)) == ["served", "served"]
    assert len(attempts) == 4, "one before the two, and one of the two twice"


def send_away(relay: JournalStore, monkeypatch: pytest.MonkeyPatch, times: int, error: psycopg.Error) -> list[None]:
    """PostgreSQL takes a transaction back so many times; returns the attempts."""
    attempts: list[None] = []
    honest = relay._attempt

    def sent_away(work: Callable[[Connection], Any]) -> Any:
        attempts.append(None)
        if len(attempts) > times:
            return honest(work)
        with sorted_failures():
            raise OperationalError("UPDATE", {}, error)

    monkeypatch.setattr(relay, "_attempt", sent_away)
    return attempts


@pytest.mark.parametrize("error", [DeadlockDetected("检测到死锁"), SerializationFailure("could not serialize access")])
def test_whoever_is_sent_away_three_times_is_served_the_fourth(
    relay: JournalStore, monkeypatch: pytest.MonkeyPatch, error: psycopg.Error
) -> None:
    send_away(relay, monkeypatch, ATTEMPTS - 1, error)

    assert relay.blob(relay.put_blob(b"map")) == b"map"


def test_whoever_is_sent_away_again_and_again_is_told_that_it_is_the_server_that_cannot(
    relay: JournalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts = send_away(relay, monkeypatch, 100, DeadlockDetected("deadlock detected"))
    with pytest.raises(Unavailable, match="database_contended") as refused:
        relay.put_blob(b"map")

    answer = refusal_answer(Request({"type": "http"}), refused.value)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1"), (
        "429 would say that the desk asks too much"
    )
    assert len(attempts) == ATTEMPTS
