from __future__ import annotations

import asyncio
import threading

import pytest

from commandpost.domain.errors import Unavailable
from commandpost.journal.exchange import Glance
from commandpost.server.scout import Porter, Scout


class Journal:
    """Counts how often it is looked at; a look lasts until it is let go."""

    def __init__(self) -> None:
        self.looks = 0
        self.newest = 0
        self.open = threading.Event()
        self.begun = threading.Event()
        self.broken = False
        self.stood = 0

    def glance(self, known: int | None) -> Glance:
        self.looks += 1
        seen = self.newest
        self.begun.set()
        self.open.wait(10)
        if self.broken:
            raise Unavailable("database_unreachable")
        return Glance(epoch="e", newest=seen, cards=0, since=known or 0, published=())

    def standing(self) -> Glance:
        self.stood += 1
        return Glance(epoch="e", newest=self.newest, cards=3, since=self.newest, published=())


def scout_of(journal: Journal) -> Scout:
    return Scout(journal)  # type: ignore[arg-type]  # the one question a scout asks of a relay


def test_who_asks_while_a_look_is_under_way_gets_a_later_one_and_all_of_them_the_same() -> None:
    journal = Journal()

    async def scene() -> list[int]:
        scout = scout_of(journal)
        first = asyncio.create_task(scout.look())
        await asyncio.to_thread(journal.begun.wait, 10)
        journal.newest = 7
        later = [asyncio.create_task(scout.look()) for _ in range(100)]
        await asyncio.sleep(0)
        journal.open.set()
        return [(await one).newest for one in (first, *later)]

    assert asyncio.run(scene()) == [0, *[7] * 100]
    assert journal.looks == 2


def test_a_glimpse_is_content_with_what_was_seen_a_moment_ago() -> None:
    journal = Journal()
    journal.open.set()

    async def scene() -> None:
        scout = scout_of(journal)
        for _ in range(10):
            await scout.glimpse()

    asyncio.run(scene())
    assert journal.looks == 1


def test_a_failed_look_is_told_to_all_who_asked_and_the_next_one_begins_anew() -> None:
    journal = Journal()
    journal.open.set()
    journal.broken = True

    async def scene() -> list[object]:
        scout = scout_of(journal)
        found = await asyncio.gather(scout.look(), scout.look(), return_exceptions=True)
        journal.broken = False
        return [*found, (await scout.look()).epoch]

    first, second, third = asyncio.run(scene())
    assert isinstance(first, Unavailable)
    assert isinstance(second, Unavailable)
    assert third == "e"


def test_a_journal_that_does_not_answer_is_told_and_looked_at_again_when_it_does() -> None:
    journal = Journal()

    async def scene() -> None:
        scout = Scout(journal, longest=0.01)  # type: ignore[arg-type]  # the one question a scout asks of a relay
        for _ in range(3):
            with pytest.raises(Unavailable, match="database_unreachable"):
                await scout.look()
        journal.newest = 7
        journal.open.set()
        patient = scout._next or scout._running
        assert patient is not None
        await patient
        scout._longest = 10.0
        assert (await scout.look()).newest == 7

    asyncio.run(scene())
    assert journal.looks <= 3


def test_for_those_who_ask_for_no_page_nothing_is_read_of_what_was_published() -> None:
    journal = Journal()

    async def scene() -> list[int]:
        porter = Porter(journal)  # type: ignore[arg-type]  # the one question a porter asks of a relay
        return [one.cards for one in await asyncio.gather(porter.look(), porter.look())]

    assert asyncio.run(scene()) == [3, 3]
    assert (journal.looks, journal.stood) == (0, 1)
