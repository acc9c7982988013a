"""Pages that many readers share are told from numbers alone: each must be the page the journal itself would give."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from commandpost.app import feed_plan
from commandpost.app.feed_plan import StreamReaders, plan
from commandpost.app.feed_tail import FeedTail
from commandpost.app.relay import NOBODY, RelayService
from commandpost.domain.ids import EVERYONE, StreamId, UnitCode
from commandpost.journal.bundle import Run, decode
from commandpost.journal.chain import DeviceCard
from commandpost.journal.exchange import FeedPage, Glance, Position, Shown, Verdict
from commandpost.security.signing import Ed25519Signing
from commandpost.server.pages import Pages
from commandpost.server.scout import Scout
from commandpost.storage.database import Place
from commandpost.storage.store import JournalStore, open_store
from tests.bench.fleet import CLOCK, Post, enrol
from tests.postgres import Cluster

CITY = UnitCode("1101")
STREETS = [UnitCode(f"1101990{number:02}") for number in range(1, 6)]


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[JournalStore]:
    url = str(tmp_path / "s.db") if request.param == "sqlite" else _database(request)
    place = Place(unit=CITY, name="server", tier="city", serving=True, searchable=False)
    opened = open_store(url, place, clock=CLOCK, signing=Ed25519Signing())
    yield opened
    opened.close()


def _database(request: pytest.FixtureRequest) -> str:
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.database()


def written(store: JournalStore, chance: random.Random) -> list[Post]:
    """Sessions of city and streets, addressed to nobody, some and all, in runs of several lengths; at last to all."""
    posts = [enrol(store, unit, f"P{number}") for number, unit in enumerate([CITY, CITY, *STREETS[:2]])]
    for number in range(24):
        post = chance.choice(posts)
        post.to = (EVERYONE,) if number > 18 else chance.choice([(), (EVERYONE,), tuple(chance.sample(STREETS, 2))])
        store.ingest([post.run(chance.randint(1, 4))])
    return posts


def test_a_plan_is_the_page_the_journal_gives(store: JournalStore) -> None:
    chance, tail, streams = random.Random(7), FeedTail(), {}
    posts = written(store, chance)
    tail.take(store.glance(None))
    for post in posts:
        streams[post.stream] = StreamReaders()
        streams[post.stream].take(store.shown(post.stream, 0))
    shared = 0
    for unit in [CITY, *STREETS]:
        for after in range((tail.newest or 0) - 15, tail.newest or 0):
            rows = tail.public(unit, after)
            page = store.seen_by(unit).feed(unit, after, upto=rows[-1].lsn if rows else None)
            assert bool(tail.has_news(unit, after)) == bool(page.after > after)
            if rows:
                wanted = plan(page.epoch, unit, after, rows, streams)
                assert wanted is not None, (unit, after)
                shared += 1
                public = store.seen_by(NOBODY).feed(NOBODY, after, upto=rows[-1].lsn)
                assert wanted.is_met_by(public), (unit, after)
                runs = {run.stream: run for run in public.runs}
                assert all(serves(runs[own.stream], own) for own in page.runs), (unit, after)
    assert shared > 20


def serves(public: Run, own: Run) -> bool:
    """Whether the page for everybody holds, from where the reader stands, link by link what its own page holds."""
    common = own.first - public.first
    stands = public.prev if common == 0 else public.hashes()[common - 1]
    return common >= 0 and (stands, public.links[common:], public.signature) == (own.prev, own.links, own.signature)


def test_all_who_stand_at_one_place_are_given_one_reading(store: JournalStore) -> None:
    sender = enrol(store, CITY, "C")
    readers = [enrol(store, unit, f"S{number}").card for number, unit in enumerate(STREETS)]
    trial = Trial(store)
    sender.to = (EVERYONE,)
    pages = asyncio.run(trial.after(lambda: store.ingest([sender.run(3)]), readers))
    assert {page.runs[0].last for page in pages} == {3}
    assert len({id(page) for page in pages}) == 1


def test_those_who_were_shown_entries_of_their_own_meanwhile_share_the_page_with_the_others(
    store: JournalStore,
) -> None:
    sender, posts = enrol(store, CITY, "C"), [enrol(store, unit, f"S{unit}") for unit in STREETS]
    for post in posts[1:]:
        sender.to = (post.unit,)
        store.ingest([sender.run(1)])
    sender.to = (EVERYONE,)
    trial = Trial(store)
    pages = asyncio.run(trial.after(lambda: store.ingest([sender.run(1)]), [post.card for post in posts]))
    assert {(page.runs[0].first, page.runs[0].last) for page in pages} == {(1, 5)}
    assert [link.raw is not None for link in pages[0].runs[0].links] == [False] * 4 + [True]
    assert len({id(page) for page in pages}) == 1


def test_whoever_stands_far_behind_which_the_others_begin_reads_its_own_page(
    store: JournalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_plan, "NEAR", 2)
    sender, first, second = enrol(store, CITY, "C"), enrol(store, STREETS[0], "S"), enrol(store, STREETS[1], "T")
    sender.to = (first.unit,)
    store.ingest([sender.run(3)])
    sender.to = (EVERYONE,)
    trial = Trial(store)
    pages = asyncio.run(trial.after(lambda: store.ingest([sender.run(1)]), [first.card, second.card]))
    assert [page.runs[0].first for page in pages] == [4, 1]


def test_a_desk_that_is_given_links_once_more_holds_them_once(store: JournalStore, tmp_path: Path) -> None:
    sender, street = enrol(store, CITY, "C"), enrol(store, STREETS[0], "S")
    place = Place(unit=street.unit, name="S", tier="street")
    desk = open_store(tmp_path / "desk.db", place, clock=CLOCK, signing=Ed25519Signing())
    desk.trust(store.relay_authority())
    sender.to = (street.unit,)
    store.ingest([sender.run(2)])
    desk.take(store.seen_by(street.unit).feed(street.unit, 0))
    sender.to = (EVERYONE,)
    store.ingest([sender.run(1)])

    public = store.seen_by(NOBODY).feed(NOBODY, 2)
    assert [(run.first, run.last) for run in public.runs] == [(1, 3)]
    assert [answer.verdict for answer in desk.take(replace(public, unit=street.unit)).answers] == [Verdict.TAKEN]

    assert (desk.newest(), desk.alarms()) == (3, ())
    desk.close()


def test_what_is_wrongly_held_to_be_for_everybody_is_given_to_nobody_else(store: JournalStore) -> None:
    """The planted fault: the numbers say that all may see what is for one street alone."""
    sender, street, favoured = enrol(store, CITY, "C"), enrol(store, STREETS[0], "S"), enrol(store, STREETS[1], "T")
    sender.to = (favoured.unit,)
    trial = Trial(store, lies=True)
    pages = asyncio.run(trial.after(lambda: store.ingest([sender.run(1)]), [favoured.card, street.card]))
    assert [len(page.runs) for page in pages] == [1, 0]


class LyingRelay(RelayService):
    """Tells that everything is for everybody."""

    def glance(self, known: int | None) -> Glance:
        told = super().glance(known)
        return replace(told, published=tuple(replace(row, units=row.units | {EVERYONE}) for row in told.published))

    def shown(self, stream: StreamId, after: int) -> tuple[Shown, ...]:
        return tuple(replace(link, units=link.units | {EVERYONE}) for link in super().shown(stream, after))


class Trial:
    """Readers who stood at the end of their feeds when something was written, and ask at once."""

    def __init__(self, store: JournalStore, *, lies: bool = False) -> None:
        kind = LyingRelay if lies else RelayService
        self._relay = kind(store, Ed25519Signing(), CLOCK, pick=lambda letters: letters[0])

    async def after(self, writes: Callable[[], object], readers: Sequence[DeviceCard]) -> list[FeedPage]:
        scout = Scout(self._relay)
        pages, at = Pages(self._relay, scout), await scout.look()
        await asyncio.to_thread(writes)
        await scout.look()
        places = [Position(unit=card.unit, epoch=at.epoch, lsn=at.newest) for card in readers]
        asked = (pages.page(card, place, 500) for card, place in zip(readers, places, strict=True))
        packed = await asyncio.gather(*asked)
        assert all(decode(one.frame) == one.page.runs for one in packed)
        return [one.page for one in packed]
