from __future__ import annotations

import hashlib
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from commandpost.app.peer import MAX_BLOB_BYTES, PROTOCOL
from commandpost.domain.errors import CommandPostError, RuleBroken, Unavailable
from commandpost.domain.ids import DeviceId, StreamId, UnitCode
from commandpost.journal.blob_frame import MAX_BLOBS, encode_blobs
from commandpost.journal.bundle import encode
from commandpost.journal.clock import TrustedClock
from commandpost.journal.exchange import Position
from commandpost.transport.http_peer import HttpPeer

NOON = datetime(2026, 7, 18, 4, 0, tzinfo=UTC)
OURS = {"CP-Protocol": str(PROTOCOL), "CP-Epoch": "e1", "CP-Server-Time": NOON.isoformat()}
POSITION = Position(unit=UnitCode("110199001"), epoch="e1", lsn=7)


class Noon:
    def wall(self) -> datetime:
        return NOON

    def boot_ns(self) -> int:
        return 1_000

    def boot_id(self) -> str:
        return "boot"


Said = tuple[int, dict[str, str], bytes]


class Stranger(ThreadingHTTPServer):
    """A server that answers what a test wants, and keeps what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Reply)
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.say: Callable[[int], Said] = lambda _count: (200, OURS, b"{}")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Reply(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Stranger

    def _answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        status, headers, content = self.server.say(len(self.server.asked))
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), "Connection": "close", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)
        self.close_connection = True

    do_GET = do_POST = do_PUT = _answer  # noqa: N815  # the library's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        """A test says enough."""


@contextmanager
def answering() -> Iterator[Stranger]:
    with Stranger() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def stranger() -> Iterator[Stranger]:
    with answering() as server:
        yield server


def peer_at(url: str) -> HttpPeer:
    return HttpPeer(url, device=DeviceId("d1"), sign=lambda _message: b"s", clock=TrustedClock(Noon()))


@pytest.fixture
def peer(stranger: Stranger) -> Iterator[HttpPeer]:
    at_stranger = peer_at(stranger.url)
    yield at_stranger
    at_stranger.abort()
    at_stranger._session.close()


def refusal(ask: Callable[[], object]) -> CommandPostError:
    with pytest.raises(CommandPostError) as refused:
        ask()
    return refused.value


def test_a_server_that_is_not_there_is_unreachable() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        peer = peer_at(f"http://127.0.0.1:{taken.getsockname()[1]}")

        assert refusal(peer.greet).code == "server_unreachable"


def test_a_web_site_is_not_our_server(stranger: Stranger, peer: HttpPeer) -> None:
    stranger.say = lambda _count: (200, {"Content-Type": "text/html"}, b"<html>welcome</html>")

    assert refusal(peer.greet).code == "server_foreign"


@pytest.mark.parametrize("status", [200, 426])
def test_a_server_of_another_version_is_named_with_both_versions(
    stranger: Stranger, peer: HttpPeer, status: int
) -> None:
    stranger.say = lambda _count: (status, {**OURS, "CP-Protocol": "2"}, b"{}")

    refused = refusal(peer.greet)

    assert isinstance(refused, Unavailable)
    assert (refused.code, refused.params["server"], refused.params["own"]) == ("server_version", "2", PROTOCOL)


def test_our_server_may_refuse_our_version(stranger: Stranger, peer: HttpPeer) -> None:
    stranger.say = lambda _count: (426, OURS, b'{"code": "protocol"}')

    assert refusal(peer.greet).code == "server_version"


@pytest.mark.parametrize("status", [500, 502, 504])
def test_a_proxy_before_a_dead_server_and_one_that_fell_over_itself_mean_busy(
    stranger: Stranger, peer: HttpPeer, status: int
) -> None:
    stranger.say = lambda _count: (status, {}, b"Bad Gateway")

    assert refusal(peer.greet).code == "server_busy"


@pytest.mark.parametrize(
    ("status", "said", "code"),
    [
        (503, b'{"code": "disk_full"}', "server_busy"),
        (500, b"oops", "server_busy"),
        (404, b"{}", "server_refused"),
        (422, b'{"detail": "?"}', "server_refused"),
        (401, b'{"code": "device_unknown"}', "device_unknown"),
        (401, b'{"code": "device_revoked"}', "device_revoked"),
        (401, b'{"code": "request_unsigned"}', "server_refused"),
    ],
)
def test_a_refusal_is_something_to_retry(
    stranger: Stranger, peer: HttpPeer, status: int, said: bytes, code: str
) -> None:
    stranger.say = lambda _count: (status, OURS, said)

    refused = refusal(lambda: peer.have({}))

    assert isinstance(refused, Unavailable)
    assert refused.code == code


def test_a_broken_rule_comes_back_as_one(stranger: Stranger, peer: HttpPeer) -> None:
    stranger.say = lambda _count: (422, OURS, b'{"code": "enrolment_code_used", "params": {"unit": "1"}}')

    refused = refusal(lambda: peer.enroll("A", bytes(32), "S1"))

    assert isinstance(refused, RuleBroken)
    assert (refused.code, refused.params) == ("enrolment_code_used", {"unit": "1"})


@pytest.mark.parametrize("said", [b"", b"[]", b"{}", b'{"time": "noon"}', b'{"time": 5}', b"\xff\xfe"])
def test_nonsense_in_our_name_is_refused(stranger: Stranger, peer: HttpPeer, said: bytes) -> None:
    stranger.say = lambda _count: (200, OURS, said)

    asked = (peer.greet, lambda: peer.enroll("A", bytes(32), "S1"), lambda: peer.have({}), lambda: peer.feed(POSITION))

    assert {refusal(ask).code for ask in (*asked, peer.revoked)} == {"server_foreign"}


def test_an_older_server_tells_of_no_revoked_device(stranger: Stranger, peer: HttpPeer) -> None:
    stranger.say = lambda _count: (404, OURS, b'{"detail": "Not Found"}')

    assert peer.revoked() == ()


def test_an_answer_without_end_is_left(stranger: Stranger, peer: HttpPeer) -> None:
    stranger.say = lambda _count: (200, OURS, b" " * 5_000_000)

    assert refusal(peer.greet).code == "server_foreign"


def test_an_answer_cut_in_the_middle_is_no_answer(stranger: Stranger, peer: HttpPeer) -> None:
    stranger.say = lambda _count: (200, {**OURS, "Content-Length": "100"}, b'{"answers": []}')

    assert refusal(lambda: peer.have({})).code == "server_unreachable"


def test_a_redirect_is_not_followed(stranger: Stranger, peer: HttpPeer) -> None:
    stranger.say = lambda _count: (307, {"Location": "http://127.0.0.1:1/v1/time"}, b"")

    assert refusal(peer.greet).code == "server_foreign"
    assert len(stranger.asked) == 1


def test_a_stale_seal_is_made_again_with_the_servers_time(stranger: Stranger, peer: HttpPeer) -> None:
    later = datetime(2026, 7, 19, 4, 0, tzinfo=UTC).isoformat()
    refused = (401, {**OURS, "CP-Server-Time": later}, b'{"code": "request_stale"}')
    stranger.say = lambda count: refused if count == 1 else (200, OURS, b'{"answers": []}')

    assert peer.have({StreamId("s"): (1, bytes(32))}).answers == ()
    first, second = (headers for _, _, headers in stranger.asked)
    assert (first["CP-Time"], second["CP-Time"]) == (NOON.isoformat(), later)
    assert first["CP-Nonce"] != second["CP-Nonce"]


def test_a_seal_that_stays_stale_is_given_up(stranger: Stranger, peer: HttpPeer) -> None:
    stranger.say = lambda _count: (401, OURS, b'{"code": "request_stale"}')

    assert refusal(lambda: peer.have({})).code == "server_refused"
    assert len(stranger.asked) == 3


def test_a_feed_names_its_position_and_brings_the_next(stranger: Stranger, peer: HttpPeer) -> None:
    stranger.say = lambda _count: (200, {**OURS, "CP-After": "9", "CP-More": "1"}, encode(()))

    page = peer.feed(POSITION, limit=5)

    assert (page.after, page.more, page.epoch, page.runs) == (9, True, "e1", ())
    assert stranger.asked[0][1] == "/v1/feed?unit=110199001&after=7&epoch=e1&limit=5&wait=0&whole=0"


def test_a_blob_is_fetched_in_parts_and_checked(stranger: Stranger, peer: HttpPeer) -> None:
    content = b"0123456789"

    def say(count: int) -> Said:
        part = content[:6] if count == 1 else content[6:]
        return 206, {**OURS, "Content-Range": f"bytes {6 * (count - 1)}-?/10"}, part

    stranger.say = say

    assert peer.fetch(hashlib.sha256(content).hexdigest()) == content
    assert [headers["Range"].split("-")[0] for _, _, headers in stranger.asked] == ["bytes=0", "bytes=6"]


def test_a_blob_with_other_content_is_refused(stranger: Stranger, peer: HttpPeer) -> None:
    assert refusal(lambda: peer.fetch("0" * 64)).code == "server_foreign"


def test_a_blob_that_is_not_there_yet_is_none(stranger: Stranger, peer: HttpPeer) -> None:
    stranger.say = lambda _count: (404, OURS, b"{}")

    assert peer.fetch("0" * 64) is None


def test_a_blob_nobody_takes_is_not_sent_again(stranger: Stranger, peer: HttpPeer) -> None:
    stranger.say = lambda _count: (422, OURS, b'{"code": "blob_damaged"}')

    assert peer.store([("0" * 64, b"x"), ("1" * 64, bytes(MAX_BLOB_BYTES + 1))]) == ()
    assert [method for method, _, _ in stranger.asked] == ["POST", "PUT"]


def named(content: bytes) -> tuple[str, bytes]:
    return hashlib.sha256(content).hexdigest(), content


def test_hundreds_of_small_blobs_travel_in_a_few_requests(stranger: Stranger, peer: HttpPeer) -> None:
    blobs = [named(f"{number}".encode()) for number in range(MAX_BLOBS + 100)]
    answers = [blobs[:MAX_BLOBS], blobs[MAX_BLOBS:]]

    def say(count: int) -> Said:
        return 200, OURS, json.dumps({"kept": [name for name, _ in answers[count - 1]]}).encode()

    stranger.say = say

    assert peer.store(blobs) == tuple(name for name, _ in blobs)
    assert [(method, path) for method, path, _ in stranger.asked] == [("POST", "/v1/blobs")] * 2


def test_one_blob_that_is_refused_stops_no_other_of_its_frame(stranger: Stranger, peer: HttpPeer) -> None:
    good, bad = named(b"good"), named(b"bad")

    def say(count: int) -> Said:
        return (422, OURS, b'{"code": "blob_damaged"}') if count in {1, 3} else (200, OURS, b"{}")

    stranger.say = say

    assert peer.store([good, bad]) == (good[0],)


def test_a_server_that_does_not_say_what_it_keeps_is_foreign(stranger: Stranger, peer: HttpPeer) -> None:
    stranger.say = lambda _count: (200, OURS, b"{}")

    assert refusal(lambda: peer.store([named(b"x")])).code == "server_foreign"


def test_the_environment_names_no_proxy_and_no_certificates(
    stranger: Stranger, peer: HttpPeer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere")

    assert refusal(peer.greet).code == "server_foreign"
    assert len(stranger.asked) == 1


def test_aborting_ends_a_long_poll_and_everything_after_it(stranger: Stranger, peer: HttpPeer) -> None:
    asked, released = threading.Event(), threading.Event()

    def say(_count: int) -> Said:
        asked.set()
        released.wait(30)
        return 200, {**OURS, "CP-After": "9"}, encode(())

    stranger.say = say
    ended: list[str] = []
    waiting = threading.Thread(target=lambda: ended.append(refusal(lambda: peer.feed(POSITION, wait=25)).code))
    waiting.start()
    assert asked.wait(10)

    peer.abort()
    waiting.join(10)
    released.set()

    assert ended == ["link_closed"]
    assert refusal(peer.greet).code == "link_closed"


def test_small_blobs_come_in_one_frame_and_others_content_is_left(stranger: Stranger, peer: HttpPeer) -> None:
    asked, foreign = b"asked for", b"not asked for"
    name = hashlib.sha256(asked).hexdigest()
    stranger.say = lambda _count: (200, OURS, encode_blobs([asked, foreign]))

    found = peer.fetch_some((name, "0" * 64), None)

    assert (found.whole, found.begun) == ((asked,), None)
    assert [line[:2] for line in stranger.asked] == [("POST", "/v1/blobs/wanted")]


def test_a_large_blob_comes_part_by_part_over_several_turns(stranger: Stranger, peer: HttpPeer) -> None:
    content = bytes(range(256)) * 800
    name = hashlib.sha256(content).hexdigest()

    def say(count: int) -> Said:
        if count == 1:
            return 200, {**OURS, "CP-Large": name}, encode_blobs(())
        part = content[:128_000] if count == 2 else content[128_000:]
        return 206, {**OURS, "Content-Range": f"bytes ?/{len(content)}"}, part

    stranger.say = say
    first = peer.fetch_some((name,), None)
    second = peer.fetch_some((name,), first.begun)

    assert first.begun == (name, content[:128_000])
    assert second.whole == (content,)
    assert len(stranger.asked) == 3
