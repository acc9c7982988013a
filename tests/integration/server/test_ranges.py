"""A range of a large attachment: the database cuts it, and no more than the range comes into the server's memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from commandpost.security.signing import Ed25519Signing
from commandpost.storage.database import Place
from commandpost.storage.store import JournalStore, open_store
from tests.fakes import FakeClock
from tests.server_process import DISTRICT, STREET, ServerProcess, TestDesk, open_desk

LARGE = bytes(range(256)) * 40_000  # 10 MB
PART = 131_072


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[JournalStore]:
    on_file = request.param == "sqlite"
    location = tmp_path / "server.db" if on_file else request.getfixturevalue("cluster").database()
    place = Place(unit=DISTRICT, name="server", tier="district", serving=True, searchable=False)
    opened = open_store(location, place, clock=FakeClock(), signing=Ed25519Signing())
    yield opened
    opened.close()


def peak_of(read: object) -> int:
    """Bytes of this program's objects at their most while something is read."""
    tracemalloc.start()
    try:
        read()  # type: ignore[operator]  # a call
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_only_the_range_is_read(store: JournalStore) -> None:
    name = store.put_blob(LARGE)
    store.blob_part(name, 0, 1)  # what is read once and kept

    part = peak_of(lambda: store.blob_part(name, 5_000_000, PART))
    whole = peak_of(lambda: store.blob(name))  # so the measure sees what it is to see

    assert store.blob_part(name, 5_000_000, PART) == (LARGE[5_000_000 : 5_000_000 + PART], len(LARGE))
    assert part < 1_000_000 < len(LARGE) <= whole


def test_a_range_ends_with_the_blob_and_what_is_not_here_has_none(store: JournalStore) -> None:
    name = store.put_blob(LARGE)

    assert store.blob_part(name, len(LARGE) - 3, PART) == (LARGE[-3:], len(LARGE))
    assert store.blob_part(name, len(LARGE), PART) == (b"", len(LARGE))
    assert store.blob_part("0" * 64, 0, PART) is None


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("bytes=0-9", (206, "bytes 0-9/300000", slice(0, 10))),
        ("bytes=299990-", (206, "bytes 299990-299999/300000", slice(299_990, None))),
        ("bytes=299990-999999999999", (206, "bytes 299990-299999/300000", slice(299_990, None))),
        ("bytes=300000-", (416, "bytes */300000", slice(0))),
        ("bytes=999999999999-", (416, "bytes */300000", slice(0))),
        ("bytes=9-3", (416, "bytes */300000", slice(0))),
        ("bytes=-5", (200, None, slice(None))),
        ("lines=1-2", (200, None, slice(None))),
    ],
)
def test_a_server_answers_the_range_that_was_asked(
    desk: TestDesk, name: str, asked: str, answered: tuple[int, str | None, slice]
) -> None:
    assert desk.peer is not None
    path, (status, told, part) = f"/v1/blobs/{name}", answered
    headers = {"CP-Protocol": "1", "Range": asked, **desk.peer._seal("GET", path, b"")}
    answer = requests.get(desk.peer._url + path, headers=headers, timeout=10)

    assert (answer.status_code, answer.headers.get("content-range")) == (status, told)
    assert answer.content == LARGE[:300_000][part]


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    process = ServerProcess(tmp_path_factory.mktemp("server")).start()
    yield process
    process.close()


@pytest.fixture(scope="module")
def desk(serving: ServerProcess, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    opened = open_desk(tmp_path_factory.mktemp("desk"), STREET, "S1")
    opened.enroll(serving)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def name(desk: TestDesk) -> str:
    """A blob of 300,000 bytes that is at the server."""
    named = desk.store.put_blob(LARGE[:300_000])
    desk.write("附件", record="log-blob", pdf=named)
    assert desk.sync is not None
    while desk.store.blobs_to_send() or desk.store.pending():
        desk.sync.once()
    return named
