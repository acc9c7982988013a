"""What a desk collects to send takes as many statements of much as of little, and is the same in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from commandpost.app.syncing import SyncService
from commandpost.bootstrap.clocks import SystemRawClock
from commandpost.journal.bundle import MAX_ENTRIES
from commandpost.journal.clock import TrustedClock
from commandpost.storage.links import Stretch, fitting
from commandpost.storage.store import JournalStore
from commandpost.transport.http_peer import HttpPeer
from tests.factories import OFFICER, folder, journal, note, server_journal
from tests.fakes import FakeClock
from tests.statements import statements_heard

FEW, MANY = 3, 24  # sessions, and attachments


def desk_with(sessions: int, file: Path, clock: FakeClock, server: JournalStore) -> JournalStore:
    """A desk that was switched on so many times off line, wrote a line or two each time and kept an attachment."""
    desk = journal(file, clock=clock)
    server.add_enrolment(file.stem, desk.position().unit)
    desk.enrolled(server.enroll(file.stem, desk.device().public_key, file.stem))
    for number in range(sessions):
        desk.close()
        desk = journal(file, clock=clock)
        for line in range(1 + number % 2):
            desk.append([note(f"第{number}次开机", f"log-{number}-{line}")], OFFICER)
        desk.put_blob(f"photo {number}".encode())
    return desk


def gathering(desk: JournalStore) -> SyncService:
    """Its link after the server told what it holds."""
    clock = TrustedClock(SystemRawClock())
    peer = HttpPeer("http://nobody", device=desk.device().device, sign=desk.sign_request, clock=clock)
    sync = SyncService(desk, peer, clock, chance=lambda: 0.0)
    sync._asked = desk.repairs
    return sync


@pytest.fixture
def server(clock: FakeClock) -> Iterator[JournalStore]:
    made = server_journal(clock=clock)
    yield made
    made.close()


def test_many_sessions_and_attachments_take_no_more_statements_than_few(server: JournalStore, clock: FakeClock) -> None:
    asked = {}
    for sessions in (FEW, MANY):
        desk = desk_with(sessions, folder() / f"S{sessions}.db", clock, server)
        sync = gathering(desk)
        with statements_heard() as statements:
            outgoing = sync.gather()
        assert (len(outgoing.runs), len(outgoing.blobs)) == (sessions, sessions)
        asked[sessions] = len(statements)
        desk.close()

    assert asked[FEW] == asked[MANY]


@pytest.mark.parametrize("limit", [1, 2, 5, 7, MAX_ENTRIES])
@pytest.mark.parametrize("room", [1, 1_500, 1_000_000])
def test_together_as_much_travels_as_one_session_after_the_other(
    server: JournalStore, clock: FakeClock, limit: int, room: int
) -> None:
    desk = desk_with(5, folder() / "S1.db", clock, server)
    alone: list[tuple[str, int, int]] = []
    left, bytes_left = limit, room
    with desk._engine.connect() as connection:
        for run in desk.offers():
            stretch = Stretch(run.stream, run.first - 1, run.last)
            links = fitting(connection, stretch, left, bytes_left, must=not alone)
            if not links:
                break
            left -= len(links)
            bytes_left -= sum(len(one.link.raw or b"") for one in links)
            alone.append((run.stream, links[0].seq, links[-1].seq))

    together = desk.offers(max_entries=limit, max_bytes=room)

    assert [(run.stream, run.first, run.last) for run in together] == alone
    assert all(answer.verdict.value == "taken" for answer in server.ingest(together).answers)
    desk.close()


def test_of_attachments_as_many_travel_as_have_room_and_one_at_least(server: JournalStore, clock: FakeClock) -> None:
    desk = desk_with(0, folder() / "S1.db", clock, server)
    names = [desk.put_blob(bytes([number]) * 100) for number in range(4)]

    assert [name for name, _ in desk.first_blobs(["0" * 64, *names], 250)] == names[:2]
    assert desk.first_blobs(names, 1) == ((names[0], bytes(100)),)
    assert desk.first_blobs([], 100) == ()
    desk.close()
