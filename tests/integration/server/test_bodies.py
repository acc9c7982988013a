"""What requests bring is bounded over all connections: a real server on a real socket, and senders that stop midway."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
import requests
from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool

from commandpost.app import wire
from commandpost.domain.errors import CommandPostError
from commandpost.domain.ids import DeviceId
from commandpost.server.bodies import BodyRoom
from commandpost.server.frontier import read_body, refusal_answer
from commandpost.server.senders import note_proved
from tests.integration.server.in_thread import PATIENCE, InThread
from tests.server_process import STREET, ServerProcess, open_desk

ROOM, SHARE, LARGEST = 300_000, 200_000, 180_000


class Site(InThread):
    """A server that keeps what comes until it is told to answer."""

    def __init__(self, *, silence: float = PATIENCE) -> None:
        app = FastAPI()
        app.add_api_route("/", self.take, methods=["POST"])
        app.add_exception_handler(CommandPostError, refusal_answer)
        app.add_middleware(BodyRoom, room=ROOM, share=SHARE, patience=0.2, silence=silence)
        self.held = threading.Semaphore(0)  # bodies that are here
        self.answer = threading.Event()
        super().__init__(app)

    async def take(self, request: Request) -> int:
        if not request.headers.get("unproved"):
            note_proved(request.scope, DeviceId(request.headers["CP-Device"]))
        content = await read_body(request, LARGEST)
        if request.headers.get("hold"):
            self.held.release()
            await run_in_threadpool(self.answer.wait, PATIENCE)
        return len(content)

    def post(self, size: int, caller: str = "a", **headers: str) -> requests.Response:
        said = {"CP-Device": caller, **headers}
        return requests.post(f"http://127.0.0.1:{self.port}/", data=bytes(size), headers=said, timeout=PATIENCE)

    def begin(self, size: int, sent: int, caller: str) -> socket.socket:
        """Send the head of a request and a part of what it announces."""
        line = self.connect()
        head = f"POST / HTTP/1.1\r\nHost: x\r\nCP-Device: {caller}\r\nContent-Length: {size}\r\n\r\n"
        line.sendall(head.encode() + bytes(sent))
        return line


@pytest.fixture
def site() -> Iterator[Site]:
    with Site().running() as made:
        yield made


@contextmanager
def holding(site: Site, *callers: str, **said: str) -> Iterator[None]:
    """Bodies that came and are not answered yet."""
    said = {"hold": "1", **said}
    threads = [threading.Thread(target=site.post, args=(150_000, caller), kwargs=said) for caller in callers]
    for thread in threads:
        thread.start()
    for _ in threads:
        assert site.held.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        site.answer.set()
        for thread in threads:
            thread.join(PATIENCE)


def told(answer: requests.Response) -> tuple[int, str, int]:
    return answer.status_code, answer.json()["code"], int(answer.headers["Retry-After"])


def test_whoever_comes_when_all_room_is_taken_is_told_when_to_come_again_and_is_taken_later(site: Site) -> None:
    with holding(site, "a", "b"):
        assert told(site.post(1, "c")) == (429, "server_full", 2)

    assert site.post(1, "c").json() == 1


def test_one_caller_takes_no_more_than_its_share_and_keeps_nobody_else_out(site: Site) -> None:
    with holding(site, "a"):
        assert told(site.post(150_000, "a")) == (429, "server_full", 2)
        assert site.post(100_000, "b").json() == 100_000


def test_whoever_only_says_that_it_is_a_device_takes_nothing_of_its_share(site: Site) -> None:
    with holding(site, "a", unproved="1"):
        assert site.post(140_000, "a").json() == 140_000
        assert told(site.post(1, "b", unproved="1")) == (429, "server_full", 2), (
            "half of the room is for those who prove"
        )


def test_what_a_sender_that_broke_off_had_brought_is_given_back(site: Site) -> None:
    lines = [site.begin(180_000, 150_000, caller) for caller in ("a", "b")]
    for line in lines:
        line.close()

    assert [site.post(LARGEST, caller).json() for caller in ("a", "b", "a", "b")] == [LARGEST] * 4


def test_a_sender_that_falls_silent_is_given_up_and_told_so() -> None:
    with Site(silence=0.2).running() as site, site.begin(180_000, 10, "a") as line:
        said = b""
        while b"request_stalled" not in said:
            came = line.recv(10_000)
            assert came, said
            said += came

        assert said.startswith(b"HTTP/1.1 429")
        assert b"retry-after: 2" in said.lower()
        assert site.post(LARGEST, "a").json() == LARGEST


def test_what_announces_more_than_is_taken_is_not_read(site: Site) -> None:
    with site.begin(LARGEST + 1, 0, "a") as line:
        assert b"422" in line.recv(10_000)[:20]


@pytest.mark.parametrize("route", ["POST /v1/entries", "POST /v1/have", "POST /v1/blobs", "PUT /v1/blobs/00"])
def test_a_stranger_is_refused_before_its_content_is_read(small_server: ServerProcess, route: str) -> None:
    seal = "CP-Device: 00\r\nCP-Time: 2026-01-01T00:00:00+00:00\r\nCP-Nonce: 1\r\nCP-Signature: 00\r\n"
    head = f"{route} HTTP/1.1\r\nHost: x\r\nCP-Protocol: 1\r\n{seal}Content-Length: 1000000\r\n\r\n"
    with socket.create_connection(("127.0.0.1", small_server.port), PATIENCE) as line:
        line.sendall(head.encode())
        said = b""
        while b"device_unknown" not in said:
            came = line.recv(10_000)
            assert came, said
            said += came

    assert said.startswith(b"HTTP/1.1 401")


def test_a_desk_that_stays_and_one_that_is_let_in_for_the_first_time_are_heard_as_before(
    small_server: ServerProcess, tmp_path: Path
) -> None:
    desk = open_desk(tmp_path / "desk", STREET, "S1")
    try:
        sync = desk.enroll(small_server)
        desk.write("巡查正常")
        sync.once()
        small_server.stop()
        small_server.start()
        desk.write("又巡查")
        sync.once()
        assert desk.store.pending() == 0
    finally:
        desk.close()


def test_bodies_under_another_devices_name_keep_its_own_from_nothing(
    small_server: ServerProcess, tmp_path: Path
) -> None:
    desk = open_desk(tmp_path / "desk", STREET, "S1")
    name, size = "0" * 64, 18_000_000
    seal = f"CP-Device: {desk.store.device().device}\r\nCP-Time: 2026-01-01T00:00:00+00:00\r\nCP-Nonce: 1\r\n"
    seal += f"CP-Signature: 00\r\n{wire.DIGEST_HEADER}: {name}\r\n"
    head = f"PUT /v1/blobs/{name} HTTP/1.1\r\nHost: x\r\nCP-Protocol: 1\r\n{seal}Content-Length: {size + 1}\r\n\r\n"
    with ExitStack() as lines:
        lines.callback(desk.close)
        sync = desk.enroll(small_server)
        for _ in range(3):
            line = lines.enter_context(socket.create_connection(("127.0.0.1", small_server.port), PATIENCE))
            line.settimeout(1.0)
            with suppress(TimeoutError):  # beyond the share of an address nothing more is read
                line.sendall(head.encode() + bytes(size))
        desk.write("巡查正常")
        sync.once()
        assert desk.store.pending() == 0
