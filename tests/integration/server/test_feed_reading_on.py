"""A feed reads on over what is left out, sees what came while it read, and remembers no failure."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.requests import Request

from commandpost.app import wire
from commandpost.app.relay import RelayService
from commandpost.app.throttle import Allowance, Throttle
from commandpost.domain.ids import UnitCode
from commandpost.journal.bundle import decode
from commandpost.journal.chain import DeviceCard
from commandpost.journal.exchange import FeedPage, Position
from commandpost.security.signing import Ed25519Signing
from commandpost.server import exchange as exchanging
from commandpost.server.bell import Bell
from commandpost.server.exchange import Exchange, FeedQuestion
from commandpost.server.meters import Meters
from commandpost.server.pages import Pages
from commandpost.server.scout import Scout
from commandpost.storage.database import Place
from commandpost.storage.store import JournalStore, open_store
from tests.bench.fleet import CLOCK, enrol

DISTRICT = UnitCode("110199")
STREET = UnitCode("110199001")
PAGE = 100
WOKEN = 9.0  # seconds: well before the wait is over, whatever the device's share of it


def opened(file: Path) -> JournalStore:
    place = Place(unit=DISTRICT, name="server", tier="district", serving=True, searchable=False)
    return open_store(file, place, clock=CLOCK, signing=Ed25519Signing())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[JournalStore]:
    made = opened(tmp_path / "s.db")
    yield made
    made.close()


def exchange_of(relay: RelayService) -> Exchange:
    return Exchange(relay, Bell(), Throttle(Allowance(), CLOCK.now), Meters(), "1")


def relay_of(store: JournalStore, kind: type[RelayService] = RelayService) -> RelayService:
    return kind(store, Ed25519Signing(), CLOCK, pick=lambda letters: letters[0])


def test_pages_that_are_all_left_out_say_that_more_is_behind_them(store: JournalStore) -> None:
    me, other = enrol(store, STREET, "A"), enrol(store, STREET, "B")
    store.ingest([me.run(2 * PAGE + 10)])
    store.ingest([other.run(1)])
    exchange = exchange_of(relay_of(store))

    async def three_pages() -> list[tuple[str, bool]]:
        after, told = 0, []
        for _ in range(3):
            question = asking(store).model_copy(update={"after": after, "wait": 0})
            answer = await exchange._awaited_page(listening(), me.card, question)
            after = int(answer.headers[wire.AFTER_HEADER])
            told.append((answer.headers[wire.MORE_HEADER], bool(decode(bytes(answer.body)))))
        return told

    assert asyncio.run(three_pages()) == [("1", False), ("1", False), ("0", True)]


def test_who_waits_is_not_left_waiting_before_what_is_already_there(store: JournalStore) -> None:
    me, other = enrol(store, STREET, "A"), enrol(store, STREET, "B")
    store.ingest([me.run(2 * PAGE + 10)])
    store.ingest([other.run(1)])
    exchange, question = exchange_of(relay_of(store)), asking(store)

    answer = asyncio.run(exchange._awaited_page(listening(), me.card, question))

    assert [run.stream for run in decode(bytes(answer.body))] == [other.stream]


def test_what_another_server_takes_while_a_page_is_read_wakes_its_reader(
    store: JournalStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchanging, "LOOK_AGAIN", 0.05)
    me, other = enrol(store, STREET, "A"), enrol(store, STREET, "B")
    store.ingest([me.run(1)])
    second = opened(tmp_path / "s.db")

    seen = threading.Event()

    class Overtaken(RelayService):
        """Another process takes an entry behind the reading of the first page, and somebody else's look sees it."""

        read = 0

        def feed(self, caller: DeviceCard, position: Position, limit: int) -> FeedPage:
            page = super().feed(caller, position, limit)
            self.read += 1
            if self.read == 1:
                before = exchange._scout.tail.newest
                second.ingest([other.run(1)])
                while exchange._scout.tail.newest == before:
                    seen.wait(0.01)
            return page

    exchange = exchange_of(relay_of(store, Overtaken))

    async def among_others() -> bytes:
        async def others() -> None:
            while True:
                await exchange._scout.look()
                await asyncio.sleep(0.01)

        crowd = asyncio.create_task(others())
        try:
            answering = exchange._awaited_page(listening(), me.card, asking(store))
            return bytes((await asyncio.wait_for(answering, WOKEN)).body)
        finally:
            crowd.cancel()

    found = asyncio.run(among_others())
    second.close()
    assert [run.stream for run in decode(found)] == [other.stream]


def test_a_reading_that_failed_is_made_again(store: JournalStore) -> None:
    sender, reader = enrol(store, DISTRICT, "C"), enrol(store, STREET, "S")
    sender.to = (UnitCode("*"),)

    class Failing(RelayService):
        failed = False

        def public_feed(self, after: int, limit: int, upto: int) -> FeedPage:
            if not self.failed:
                self.failed = True
                raise LookupError("once")
            return super().public_feed(after, limit, upto)

    async def twice() -> list[FeedPage]:
        relay = relay_of(store, Failing)
        scout = Scout(relay)
        pages, at = Pages(relay, scout), await scout.look()
        await asyncio.to_thread(store.ingest, [sender.run(1)])
        await scout.look()
        place = Position(unit=STREET, epoch=at.epoch, lsn=at.newest)
        with pytest.raises(LookupError):
            await pages.page(reader.card, place, PAGE)
        return [(await pages.page(reader.card, place, PAGE)).page]

    (page,) = asyncio.run(twice())
    assert [run.stream for run in page.runs] == [sender.stream]


def asking(store: JournalStore) -> FeedQuestion:
    return FeedQuestion(unit=STREET, after=0, epoch=store.epoch(), limit=PAGE, wait=20)


def listening() -> Request:
    """The request of a desk that stays on the line."""

    async def nothing() -> dict[str, str]:
        await asyncio.sleep(3600)
        return {}

    return Request({"type": "http", "method": "GET", "path": "/v1/feed", "headers": []}, nothing)
