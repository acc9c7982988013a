"""What readers have not taken yet is bounded over all connections: a real server on a real socket."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
import requests
from fastapi import FastAPI, Request
from fastapi.responses import Response

from commandpost.domain.ids import DeviceId
from commandpost.server.answers import AnswerRoom
from commandpost.server.senders import note_proved
from tests.integration.server.in_thread import PATIENCE, InThread

LARGE = 12_000_000  # bytes; more than the buffers of both ends take together
ROOM, SHARE = 30_000_000, 20_000_000


class Site(InThread):
    """A server with one long answer for everybody."""

    def __init__(self, *, silence: float = PATIENCE) -> None:
        app = FastAPI()
        app.add_api_route("/{size}", self.give, methods=["GET"], response_class=Response)
        self.room = AnswerRoom(app, room=ROOM, share=SHARE, silence=silence)
        super().__init__(self.room)

    async def give(self, request: Request, size: int) -> Response:
        note_proved(request.scope, DeviceId(request.headers["CP-Device"]))
        return Response(bytes(size))

    def get(self, caller: str, size: int = LARGE) -> requests.Response:
        return requests.get(f"http://127.0.0.1:{self.port}/{size}", headers={"CP-Device": caller}, timeout=PATIENCE)

    def begin(self, caller: str) -> socket.socket:
        """Ask, and read no more than the first bytes of the answer."""
        line = self.connect()
        line.sendall(f"GET /{LARGE} HTTP/1.1\r\nHost: x\r\nCP-Device: {caller}\r\n\r\n".encode())
        assert line.recv(12) == b"HTTP/1.1 200"
        return line


@pytest.fixture
def site() -> Iterator[Site]:
    with Site().running() as made:
        yield made


def told(answer: requests.Response) -> tuple[int, str, int]:
    return answer.status_code, answer.json()["code"], int(answer.headers["Retry-After"])


def test_a_long_answer_comes_whole_and_a_short_one_is_never_refused(site: Site) -> None:
    assert site.get("a").content == bytes(LARGE)
    with ExitStack() as lines:
        for caller in ("a", "b"):
            lines.enter_context(site.begin(caller))
        assert [site.get(caller, 1_000).status_code for caller in ("a", "c")] == [200, 200]


def test_of_readers_that_do_not_read_only_as_many_are_answered_as_there_is_room_for(site: Site) -> None:
    with site.begin("a"), site.begin("b"):
        assert told(site.get("c")) == (429, "server_full", 2)

    assert site.get("c", ROOM).content == bytes(ROOM)


def test_one_reader_takes_no_more_than_its_share(site: Site) -> None:
    with site.begin("a"):
        assert told(site.get("a")) == (429, "server_full", 2)
        assert len(site.get("b").content) == LARGE


def test_a_reader_that_takes_nothing_is_cut_off_and_its_room_given_back() -> None:
    with Site(silence=0.2).running() as site, site.begin("a") as line, site.begin("b"):
        while True:
            answer = site.get("c")
            if answer.status_code == 200:
                break
            assert told(answer) == (429, "server_full", 2)
        assert len(answer.content) == LARGE
        left = 0
        while came := line.recv(1_000_000):
            left += len(came)
        assert left < LARGE
