"""Tiles from a server on loopback: the list of hosts, the shelf, its cap, a line that is down, and the user's key."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from commandpost.app.desk import PersonRole, Session
from commandpost.bootstrap.picture_library import PictureLibrary
from commandpost.domain.errors import CommandPostError, RuleBroken, Unavailable
from commandpost.domain.ids import PersonId
from commandpost.domain.tile_source import TileId, TileKind, TileSource, tianditu, wmts_address
from commandpost.journal.entry import Json
from commandpost.transport.tile_client import LARGEST, REST, TileClient
from commandpost.transport.tile_shelf import TileShelf
from tests.fakes import FakeClock
from tests.tile_server import TileServer, picture, picture_of, tile_server

SECRET = "geheim0123456789"
TILE = TileId(14, 13489, 6208)
LOOPBACK = frozenset({"127.0.0.1"})


@pytest.fixture
def server() -> Iterator[TileServer]:
    with tile_server() as running:
        yield running


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def client(tmp_path: Path, clock: FakeClock) -> Iterator[TileClient]:
    made = TileClient(TileShelf(tmp_path / "tiles"), clock.now, lambda: LOOPBACK)
    yield made
    made.close()


def service(server: TileServer, path: str = "/{z}/{x}/{y}.png?tk={key}") -> TileSource:
    return TileSource(id="a", title="图", kind=TileKind.SERVICE, place=server.address + path, key=SECRET)


def test_a_picture_is_fetched_once_and_then_comes_from_the_shelf(client: TileClient, server: TileServer) -> None:
    assert [client.tile(service(server), TILE) for _ in range(3)] == [picture_of(14, 13489, 6208)] * 3
    assert server.asked == [f"/14/13489/6208.png?tk={SECRET}"]


def test_a_wmts_is_asked_in_its_own_form(client: TileClient, server: TileServer) -> None:
    address = wmts_address("", layer="vec", matrices="w", form="tiles", key="tk")
    assert client.tile(service(server, "/vec_w/wmts" + address), TILE) == picture_of(14, 13489, 6208)
    assert "TILEMATRIX=14&TILEROW=6208&TILECOL=13489" in server.asked[0]


def test_with_the_line_down_what_was_looked_at_is_still_there(
    tmp_path: Path, clock: FakeClock, server: TileServer
) -> None:
    source = service(server)
    TileClient(TileShelf(tmp_path / "tiles"), clock.now, lambda: LOOPBACK).tile(source, TILE)
    clock.raw.advance(timedelta(days=400))
    server.answer = (503, b"")

    later = TileClient(TileShelf(tmp_path / "tiles"), clock.now, lambda: LOOPBACK)

    assert later.tile(source, TILE) == picture_of(14, 13489, 6208)
    with pytest.raises(Unavailable) as caught:
        later.tile(source, TileId(14, 1, 1))
    assert caught.value.code == "tiles_unreachable"


def test_an_old_picture_is_fetched_anew(client: TileClient, server: TileServer, clock: FakeClock) -> None:
    client.tile(service(server), TILE)
    clock.raw.advance(timedelta(days=31))
    server.answer = (200, picture(1, 2, 3))
    assert client.tile(service(server), TILE) == picture(1, 2, 3)


def test_a_host_that_fails_is_left_in_peace_for_a_while(
    client: TileClient, server: TileServer, clock: FakeClock
) -> None:
    server.answer = (500, b"")
    for _ in range(5):
        with pytest.raises(Unavailable):
            client.tile(service(server), TILE)
    assert len(server.asked) == 1

    server.answer = None
    clock.raw.advance(REST)
    assert client.tile(service(server), TILE) is not None


def test_a_host_that_is_not_on_the_list_is_never_asked(tmp_path: Path, clock: FakeClock, server: TileServer) -> None:
    strict = TileClient(TileShelf(tmp_path / "tiles"), clock.now, lambda: frozenset({"tianditu.gov.cn"}))
    with pytest.raises(RuleBroken) as caught:
        strict.tile(service(server), TILE)
    assert (caught.value.code, caught.value.params) == ("tile_host_not_allowed", {"host": "127.0.0.1"})
    assert server.asked == []


def test_a_redirect_to_elsewhere_is_not_followed(client: TileClient, server: TileServer) -> None:
    server.answer, server.where = (302, b""), "http://example.org/"
    with pytest.raises(Unavailable):
        client.tile(service(server), TILE)


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (403, b"", "tiles_refused"),
        (429, b"", "tiles_refused"),
        (200, b"<html>no quota</html>", "tiles_refused"),
        (200, picture(0, 0, 0)[:8] + b"x" * LARGEST, "tiles_refused"),
        (500, b"", "tiles_unreachable"),
    ],
)
def test_whatever_is_no_picture_is_refused_and_not_kept(
    client: TileClient, server: TileServer, status: int, body: bytes, code: str
) -> None:
    server.answer = (status, body)
    with pytest.raises(Unavailable) as caught:
        client.tile(service(server), TILE)
    assert caught.value.code == code


@pytest.mark.parametrize("status", [204, 404])
def test_no_picture_there_is_no_fault(client: TileClient, server: TileServer, status: int) -> None:
    server.answer = (status, b"")
    assert client.tile(service(server), TILE) is None


def test_the_key_is_in_the_request_and_nowhere_else(
    tmp_path: Path, clock: FakeClock, server: TileServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = TileClient(TileShelf(tmp_path / "tiles"), clock.now, lambda: LOOPBACK)
    source = service(server)
    client.tile(source, TILE)
    nobody = "http://127.0.0.1:9/{z}/{x}/{y}?tk={key}"
    down = TileSource(id="b", title="图", kind=TileKind.SERVICE, place=nobody, key=SECRET)

    told = [_refusal(lambda: client.tile(down, TILE))]
    server.answer = (403, b"")
    told.append(_refusal(lambda: client.tile(source, TileId(14, 1, 1))))

    assert server.asked[0].endswith(SECRET)
    kept = "".join(str(path) for path in tmp_path.rglob("*"))
    assert SECRET not in kept + caplog.text + "".join(told)


def test_the_shelf_never_grows_beyond_its_limit_and_drops_the_longest_unused(tmp_path: Path, clock: FakeClock) -> None:
    shelf = TileShelf(tmp_path, limit_bytes=10_000)
    source = TileSource(id="a", title="", kind=TileKind.SERVICE, place="https://a.example/{z}/{x}/{y}")
    for x in range(10):
        shelf.put(source, TileId(5, x, 0), b"x" * 1000, clock.now())
    assert shelf.get(source, TileId(5, 0, 0)) is not None  # used again just now

    shelf.put(source, TileId(5, 10, 0), b"x" * 1000, clock.now())

    assert shelf.bytes_held <= 10_000
    assert shelf.get(source, TileId(5, 0, 0)) is not None
    assert shelf.get(source, TileId(5, 1, 0)) is None
    assert TileShelf(tmp_path).bytes_held == shelf.bytes_held
    shelf.forget(source)
    assert shelf.bytes_held == 0


def test_a_disk_that_refuses_is_no_reason_to_show_nothing(tmp_path: Path, clock: FakeClock, server: TileServer) -> None:
    (tmp_path / "tiles").write_text("a file where the folder should be", encoding="utf-8")
    client = TileClient(TileShelf(tmp_path / "tiles"), clock.now, lambda: LOOPBACK)
    assert client.tile(service(server), TILE) is not None


class Remembered:
    """Settings in memory."""

    def __init__(self) -> None:
        self.values: dict[str, Json] = {}

    def setting(self, key: str) -> Json:
        return self.values.get(key)

    def set_setting(self, key: str, value: Json) -> None:
        self.values[key] = value


def administrator() -> Session:
    return Session(person=PersonId("p"), roles=frozenset({PersonRole.ADMINISTRATOR}))


@pytest.fixture
def library(tmp_path: Path, clock: FakeClock) -> Iterator[PictureLibrary]:
    made = PictureLibrary(Remembered(), tmp_path / "tiles", clock.now, administrator())
    yield made
    made.close()


def test_a_service_of_ones_own_needs_its_host_on_the_list(library: PictureLibrary, server: TileServer) -> None:
    address = f"{server.address}/{{z}}/{{x}}/{{y}}.png?tk={SECRET}"
    assert _refusal(lambda: library.add_service("", address)).startswith("tile_host_not_allowed")
    library.allow("127.0.0.1")

    source = library.add_service("街道图", address, provider="某单位", approval_number="京S(示例)001号")

    assert library.tile(source, TILE) == picture_of(14, 13489, 6208)
    again = PictureLibrary(library._store, Path("unused"), FakeClock().now, Session())
    assert again.sources() == (source,)
    again.close()
    library.remove(source.id)
    assert library.sources() == ()


def test_only_an_administrator_changes_the_list_and_puts_a_host_on_it(library: PictureLibrary) -> None:
    known = library.add_service("", tianditu("vec"), SECRET)
    library._session.roles = frozenset({PersonRole.DUTY_OFFICER})
    for change in (
        lambda: library.allow("a.example"),
        lambda: library.add(replace(known, id="another")),
        lambda: library.add_service("", tianditu("img"), SECRET),
        lambda: library.answer_for(known.id, "某单位", ""),
        lambda: library.remove(known.id),
    ):
        assert _refusal(change).startswith("not_permitted")
    library._session.leave()
    assert _refusal(lambda: library.remove(known.id)).startswith("sign_in_first")

    assert library.sources() == (known,)
    assert "a.example" not in library.hosts()


def test_a_service_that_needs_a_key_says_so(library: PictureLibrary) -> None:
    assert _refusal(lambda: library.add_service("", tianditu("vec"))).startswith("tile_key_missing")
    assert library.add_service("", tianditu("vec"), SECRET).title == "t{s}.tianditu.gov.cn"


def _refusal(act: Callable[[], object]) -> str:
    with _raises() as caught:
        act()
    return str(caught.value)


def _raises() -> AbstractContextManager[pytest.ExceptionInfo[CommandPostError]]:
    return pytest.raises(CommandPostError)
