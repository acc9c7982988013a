"""The stream of a board goes on over a moment in which the database does not answer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
import requests
from fastapi import FastAPI

from commandpost.app.board import BoardService
from commandpost.app.board_doors import BoardDoors
from commandpost.app.desk import Tier
from commandpost.app.presence import Roll
from commandpost.domain.errors import Unavailable
from commandpost.journal.entry import Json
from commandpost.server import board
from commandpost.server.bell import Bell
from commandpost.server.board import Board, BoardFiles
from tests.integration.server.in_thread import PATIENCE, InThread
from tests.unit.app.desks import DISTRICT, Room
from tests.unit.app.test_board_doors import PASSWORD, Hasher, Kept


class Shelf(Kept):
    """Accounts in a database that may be away."""

    away = False

    def setting(self, key: str) -> Json:
        if self.away:
            raise Unavailable("database_unreachable")
        return super().setting(key)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def server(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Iterator[InThread]:
    monkeypatch.setattr(board, "LOOK_AGAIN", 0.05)
    monkeypatch.setattr(board, "REST", 0.05)
    room, numbers = Room(tier=Tier.DISTRICT), count(1)
    doors = BoardDoors(shelf, Hasher(), room.clock.now, lambda: f"token-{next(numbers)}")
    doors.set_account("值守台", DISTRICT, PASSWORD)
    now = room.clock.now()
    service = BoardService(room.desk, room.overview, room.incidents, lambda _unit: Roll(now=now, since=now, heard=()))
    app = FastAPI()
    made = Board(doors, lambda _unit: service, Bell(), BoardFiles({"sign-in.html": "$problem"}), lambda: None)
    app.include_router(made.router())
    with InThread(app).running() as running:
        yield running


def test_a_stream_outlives_a_moment_without_the_database(server: InThread, shelf: Shelf) -> None:
    session, url = requests.Session(), f"http://127.0.0.1:{server.port}/board"
    session.trust_env = False
    form = {"name": "值守台", "password": PASSWORD}
    session.post(f"{url}/sign-in", form, allow_redirects=False, timeout=PATIENCE)

    with session.get(f"{url}/events", stream=True, timeout=PATIENCE) as events:
        lines = events.iter_lines(decode_unicode=True)
        seen = [next(lines)]
        shelf.away = True
        seen.append(next(line for line in lines if line.startswith(":")))
        shelf.away = False
        seen.append(next(line for line in lines if line.startswith("event:")))

    assert seen == ["event: state", ": unavailable", "event: state"]
