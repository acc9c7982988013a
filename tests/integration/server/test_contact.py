"""Who is silent on the board: whoever does not speak to the server any more, not whoever has nothing to write."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from commandpost.app.admission import Seal, seal_message
from commandpost.app.relay import RelayService
from commandpost.bootstrap.server_pages import server_pages
from commandpost.bootstrap.unit_table import enter_units, read_units
from commandpost.domain.ids import UnitCode
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.database import Place
from commandpost.storage.store import JournalStore, open_store
from tests.factories import journal
from tests.fakes import FakeClock
from tests.integration.server.test_tiers import wait_until
from tests.server_process import DISTRICT, STREET, UNITS, ServerProcess, open_desk

OTHER = UnitCode("110199002")


@dataclass
class Server:
    """A serving journal with its relay and its board, on a clock that is turned by hand."""

    location: Path | str
    clock: FakeClock
    numbers: Iterator[int] = field(default_factory=count)
    store: JournalStore = field(init=False)
    relay: RelayService = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        place = Place(unit=DISTRICT, name="server", tier="district", serving=True, searchable=False)
        self.store = open_store(self.location, place, clock=self.clock, signing=Ed25519Signing())
        self.relay = RelayService(self.store, Ed25519Signing(), self.clock, pick=secrets.choice)
        self.relay.recall_presence()

    def restart(self) -> None:
        self.store.close()
        self.start()

    def hears(self, desk: JournalStore) -> None:
        at, nonce = self.clock.now().isoformat(), str(next(self.numbers))
        signature = desk.sign_request(seal_message("GET", "/v1/feed", b"", at, nonce))
        self.relay.admit(
            "GET", "/v1/feed", b"", Seal(device=desk.device().device, at=at, nonce=nonce, signature=signature)
        )
        if self.relay.is_presence_due():
            self.relay.keep_presence()

    def board(self) -> dict[UnitCode, tuple[datetime | None, bool]]:
        view = server_pages(self.store, self.relay, self.clock, b"").boards(DISTRICT).view()
        return {unit.state.unit: (unit.contact, unit.silent) for unit in view.units}


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    on_file = request.param == "sqlite"
    made = Server(tmp_path / "server.db" if on_file else request.getfixturevalue("cluster").database(), FakeClock())
    (tmp_path / "units.toml").write_text(UNITS, "utf-8")
    enter_units(made.store, read_units(tmp_path / "units.toml"))
    yield made
    made.store.close()


def enrolled(server: Server, name: str, unit: UnitCode = STREET) -> JournalStore:
    desk = journal(clock=server.clock, unit=unit)
    desk.enrolled(server.relay.enroll(server.relay.invite(unit), desk.device().public_key, name))
    return desk


def test_a_quiet_desk_that_asks_every_minute_is_not_silent_and_one_that_went_away_is(server: Server) -> None:
    desk, clock = enrolled(server, "永宁街道 S1"), server.clock
    for _ in range(5):
        server.hears(desk)
        clock.advance(minutes=1)
    quiet, heard = server.board()[STREET], clock.now() - timedelta(minutes=1)
    clock.advance(minutes=3)

    assert quiet == (heard, False)
    assert server.board()[STREET] == (heard, True)
    assert server.board()[OTHER] == (None, True)  # never enrolled, and nothing of it came
    desk.close()


def test_a_restart_knows_who_was_heard_and_accuses_nobody_at_once(server: Server) -> None:
    desk, clock = enrolled(server, "永宁街道 S1"), server.clock
    server.hears(desk)
    heard = clock.now()
    clock.advance(minutes=20)
    server.restart()
    before = server.board()[STREET]
    clock.advance(minutes=4)

    assert (before, server.board()[STREET]) == ((heard, False), (heard, True))
    desk.close()


def test_contact_is_kept_once_a_minute_however_often_a_desk_asks(server: Server) -> None:
    desk, kept = enrolled(server, "永宁街道 S1"), set[datetime]()
    for _ in range(20):
        server.hears(desk)
        server.clock.advance(seconds=10)
        kept.add(server.store.heard()[STREET])

    assert len(kept) == 4
    desk.close()


def test_the_later_contact_of_two_servers_on_one_journal_counts(server: Server) -> None:
    now = server.clock.now()
    server.store.keep_heard({STREET: now, OTHER: now})
    server.clock.advance(minutes=5)
    kept = server.store.keep_heard({STREET: now - timedelta(minutes=5), OTHER: now + timedelta(minutes=5)})

    assert kept == server.store.heard() == {STREET: now, OTHER: now + timedelta(minutes=5)}


def test_a_room_that_went_away_is_silent_though_the_clock_was_a_day_ahead_when_it_was_heard(server: Server) -> None:
    gone, stays = enrolled(server, "永宁街道 S1"), enrolled(server, "区 D1", DISTRICT)
    server.clock.advance(days=1)
    server.restart()
    server.hears(gone)
    server.hears(stays)
    server.clock.advance(days=-1)
    for _ in range(5):
        server.hears(stays)
        server.clock.advance(minutes=1)

    assert server.board()[STREET][1]
    assert not server.board()[DISTRICT][1]
    for desk in (gone, stays):
        desk.close()


def test_a_server_that_was_killed_knows_whom_it_heard(small_server: ServerProcess, tmp_path: Path) -> None:
    street, district = open_desk(tmp_path / "street", STREET, "S1"), open_desk(tmp_path / "district", DISTRICT, "D1")
    street.enroll(small_server).once()
    with create_engine(small_server.database, poolclass=NullPool).connect() as connection:
        kept = text("SELECT v FROM meta WHERE k = 'heard'")
        wait_until(lambda: STREET in str(connection.execute(kept).scalar()))
    small_server.kill()
    small_server.start()

    roll = district.enroll(small_server).roll()

    contact = roll.contact(STREET)
    assert contact is not None
    assert contact < roll.since
    assert roll.silent() == ()
    for desk in (street, district):
        desk.close()
