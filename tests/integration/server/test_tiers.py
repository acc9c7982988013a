"""A district server below a city server: the same program, the same protocol."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from commandpost.app.syncing import SyncService
from commandpost.journal.bundle import MAX_ENTRIES
from commandpost.journal.exchange import FeedPage, Position
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.database import Place
from commandpost.storage.store import open_store
from commandpost.transport.http_peer import HttpPeer
from tests.server_process import CITY, DISTRICT, STREET, UNITS, ServerProcess, TestDesk, open_desk

PATIENCE = 30.0


@contextmanager
def two_tiers(home: Path) -> Iterator[tuple[ServerProcess, ServerProcess]]:
    """A city server and a district server that brings everything to it."""
    for name in ("city", "district"):
        (home / name).mkdir()
    district = ServerProcess(home / "district", arguments=["--unit", DISTRICT, "--tier", "district"])
    below = district.once("--authority", "--unit", DISTRICT).strip()
    city = ServerProcess(home / "city", arguments=["--unit", CITY, "--tier", "city", "--trust", below]).start()
    district.more = ["--upstream", city.url, "--upstream-code", str(city.said["codes"][DISTRICT])]
    district.start()
    try:
        yield city, district
    finally:
        district.close()
        city.close()


@pytest.fixture
def tiers(tmp_path: Path) -> Iterator[tuple[ServerProcess, ServerProcess]]:
    with two_tiers(tmp_path) as both:
        yield both


def wait_until(holds: object) -> None:
    limit = monotonic() + PATIENCE
    while not holds():  # type: ignore[operator]  # a condition
        assert monotonic() < limit, "waited in vain"
        sleep(0.05)


def arrived(desk: TestDesk, entry: object) -> bool:
    assert desk.sync is not None
    desk.sync.once()
    return desk.store.entry(entry) is not None  # type: ignore[arg-type]  # an entry's id


def test_what_a_street_tells_its_district_reaches_the_city_and_the_answer_comes_back(
    tiers: tuple[ServerProcess, ServerProcess], tmp_path: Path
) -> None:
    city, district = tiers
    street, watch = open_desk(tmp_path / "s", STREET, "S1"), open_desk(tmp_path / "c", CITY, "C1")
    try:
        street.enroll(district).once()
        watch.enroll(city)
        told = street.write("槐树里12号院坍塌")
        wait_until(lambda: arrived(street, told) and arrived(watch, told))

        answered = watch.write("请续报", to=(STREET,))
        wait_until(lambda: arrived(watch, answered) and arrived(street, answered))
        assert street.store.pending() == 0
    finally:
        street.close()
        watch.close()


def test_a_city_that_was_away_gets_everything_once_when_it_is_back(
    tiers: tuple[ServerProcess, ServerProcess], tmp_path: Path
) -> None:
    city, district = tiers
    city.stop()
    street, watch = open_desk(tmp_path / "s", STREET, "S1"), open_desk(tmp_path / "c", CITY, "C1")
    try:
        street.enroll(district).once()
        told = [street.write(f"断网期间 {number}", record="log-off") for number in range(20)]
        wait_until(lambda: arrived(street, told[-1]))
        city.start()
        watch.enroll(city)

        wait_until(lambda: arrived(watch, told[-1]))
        assert [entry.id for entry in watch.store.history("log-off")] == told  # type: ignore[arg-type]  # a record's id
    finally:
        street.close()
        watch.close()


class CountingPeer(HttpPeer):
    """Counts the entries that come down."""

    came = 0

    def feed(self, position: Position, *, limit: int = MAX_ENTRIES, wait: float = 0) -> FeedPage:
        page = super().feed(position, limit=limit, wait=wait)
        self.came += sum(len(run.links) for run in page.runs)
        return page


def test_a_relay_is_not_sent_back_what_it_brought(small_server: ServerProcess, tmp_path: Path) -> None:
    street = open_desk(tmp_path / "s", STREET, "S1")
    place = Place(unit=DISTRICT, name="relay", tier="district", serving=True)
    relay = open_store(tmp_path / "relay.db", place, clock=street.clock, signing=Ed25519Signing())
    peer = CountingPeer(small_server.url, device=relay.device().device, sign=relay.sign_request, clock=street.clock)
    try:
        street.enroll(small_server)
        link = SyncService(relay, peer, street.clock, chance=lambda: 0.5)
        link.enroll(small_server.said["codes"][DISTRICT], "relay")
        relay.trust(street.store.authority() or b"")
        written = [street.write(f"第 {number} 条") for number in range(30)]
        relay.ingest(street.store.offers())
        link.once()
        assert relay.pending() == 0
        assert peer.came == UNITS.count("[[unit]]")  # the server's own table; without the mend 30 more

        street.sync.once()
        later = street.write("直接报区里")
        street.sync.once()
        link.once()
        assert relay.entry(written[-1]) is not None
        assert relay.entry(later) is not None
        assert peer.came == UNITS.count("[[unit]]") + 1
    finally:
        peer.abort()
        relay.close()
        street.close()
