"""What a server or a serving desk holds of many named sessions is told in as many statements as of few."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from commandpost.domain.ids import RecordId, StreamId
from commandpost.journal.exchange import StreamAnswer, Verdict
from commandpost.storage.store import JournalStore
from tests.factories import OFFICER, STREET, folder, journal, note, server_journal
from tests.fakes import FakeClock
from tests.postgres import Cluster
from tests.statements import statements_heard

FEW, MANY, LINES = 4, 24, 3


def enrolled(desk: JournalStore, server: JournalStore) -> JournalStore:
    code = f"CODE{desk.device().device}"
    server.add_enrolment(code, STREET)
    desk.enrolled(server.enroll(code, desk.device().public_key, f"desk{desk.device().device[:4]}"))
    return desk


def author(sessions: int, clock: FakeClock, server: JournalStore) -> JournalStore:
    """A desk that was switched on so many times and wrote some lines each time."""
    file: Path = folder() / "author.db"
    desk = enrolled(journal(file, clock=clock), server)
    for number in range(sessions):
        desk.close()
        desk = journal(file, clock=clock)
        for line in range(LINES):
            desk.append([note(f"第{number}次开机", f"log-{number}-{line}")], OFFICER)
    return desk


def holder(kind: str, clock: FakeClock, server: JournalStore) -> JournalStore:
    if kind == "server":
        return server
    desk = enrolled(journal(clock=clock, name="S2"), server)
    desk.open_room()
    return desk


@pytest.mark.parametrize("kind", ["server", "room"])
def test_many_named_sessions_take_no_more_statements_than_few(
    kind: str, clock: FakeClock, server: JournalStore
) -> None:
    asked = {}
    for sessions in (FEW, MANY):
        desk = author(sessions, clock, server)
        holding, runs = holder(kind, clock, server), desk.offers()
        ends = {run.stream: run.hashes() for run in runs}
        partly = {run.stream: at for at, run in enumerate(runs) if at % 4 == 3}
        some = [RecordId(f"log-{at}-2") for at in partly.values()]  # one body of three: two come as mere hashes
        holding.import_runs([run for run in desk.runs_with(some) if run.stream in partly])
        holding.ingest([run for run in runs if run.stream not in partly])
        named = {stream: _named(at, hashes) for at, (stream, hashes) in enumerate(ends.items())}
        with statements_heard() as statements:
            answers = holding.have(named, desk.device().device)
        asked[sessions] = len(statements)

        assert [one.stream for one in answers[: len(named)]] == [*named]
        assert [_said(one) for one in answers[:4]] == [
            (LINES, ends[answers[0].stream][-1], Verdict.TAKEN),
            (LINES, ends[answers[1].stream][-1], Verdict.TAKEN),
            (LINES, ends[answers[2].stream][-1], Verdict.FORK),
            (0, bytes(32), Verdict.TAKEN),
        ]
        desk.close()

    assert asked[FEW] == asked[MANY]


def _named(at: int, hashes: tuple[bytes, ...]) -> tuple[int, bytes]:
    """All of it, a part of it, a part that is another one, all of it."""
    return ((3, hashes[2]), (2, hashes[1]), (2, b"other"), (3, hashes[2]))[at % 4]


def _said(answer: StreamAnswer) -> tuple[int, bytes, Verdict]:
    return answer.seq, answer.hash, answer.verdict


@pytest.mark.parametrize("kind", ["server", "room"])
def test_of_a_session_nobody_brought_nothing_is_held(kind: str, clock: FakeClock, server: JournalStore) -> None:
    answers = holder(kind, clock, server).have({StreamId("f" * 32): (5, b"x")})

    assert [_said(one) for one in answers] == [(0, bytes(32), Verdict.TAKEN)]


@contextmanager
def between_the_hashes(deed: Callable[[], object]) -> Iterator[None]:
    """Do something once, after the first of the two tables was asked for hashes and before the other one."""
    asked: list[str] = []

    def answered(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        is_first = not asked and ".hash" in statement and statement.startswith(("SELECT stub.", "SELECT journal."))
        if is_first:
            asked.append(statement)
            deed()

    event.listen(Engine, "after_cursor_execute", answered)
    try:
        yield
    finally:
        event.remove(Engine, "after_cursor_execute", answered)
    assert asked


def test_an_entry_whose_body_comes_while_it_is_asked_for_is_no_fork(cluster: Cluster, clock: FakeClock) -> None:
    relay = server_journal(cluster.database(), clock=clock)
    desk = author(1, clock, relay)
    (run,) = desk.offers()
    relay.import_runs(desk.runs_with([RecordId("log-0-2")]))  # the first two come as mere hashes

    with between_the_hashes(lambda: relay.ingest([run])):
        (answer,) = relay.have({run.stream: (2, run.hashes()[1])})

    assert answer.verdict is Verdict.TAKEN
    relay.close()
