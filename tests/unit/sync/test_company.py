"""Pushes that wait go together, and each is answered for itself."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

import pytest

from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.domain.ids import DeviceId, UnitCode
from commandpost.journal.chain import DeviceCard
from commandpost.journal.entry import ChangeSet
from commandpost.journal.exchange import Ingested
from commandpost.server.company import AT_WORK, MOST, MOST_BYTES, Brought, Company

CARD = DeviceCard(device=DeviceId("d"), unit=UnitCode("110199001"), public_key=b"", name="S1", enrolled_at="")
TAKEN = Ingested(changes=ChangeSet(), answers=())
PATIENCE = 30.0  # seconds, of a test that hangs


def push(content: bytes = b"x") -> Brought:
    return Brought(CARD, content, "")


class Door:
    """Takes nothing in until it is opened; keeps what came together."""

    def __init__(self) -> None:
        self.opened = threading.Event()
        self.came: list[list[bytes]] = []

    def take(self, pushes: Sequence[Brought]) -> list[Ingested | Exception]:
        self.came.append([one.content for one in pushes])
        assert self.opened.wait(PATIENCE)
        return [RuleBroken("bundle_invalid") if one.content == b"bad" else TAKEN for one in pushes]


async def brought(door: Door, contents: Sequence[bytes]) -> list[Ingested | BaseException]:
    company = Company(door.take)
    coming = [asyncio.create_task(company.one(push(content))) for content in contents]
    await asyncio.sleep(0)
    door.opened.set()
    return await asyncio.gather(*coming, return_exceptions=True)


def test_what_waits_while_others_are_at_work_goes_together() -> None:
    door = Door()

    assert asyncio.run(brought(door, [b"x"] * (AT_WORK + MOST + 1))) == [TAKEN] * (AT_WORK + MOST + 1)
    assert sorted(map(len, door.came)) == [1, 1, 1, MOST]


def test_no_more_goes_together_than_has_room_and_a_large_one_alone() -> None:
    door, large = Door(), bytes(MOST_BYTES + 1)
    half = bytes(MOST_BYTES // 2)

    asyncio.run(brought(door, [b"x"] * AT_WORK + [half, half, large, half]))

    assert sorted(map(len, door.came)) == [1, 1, 1, 1, 2]


def test_one_bad_push_is_answered_for_itself() -> None:
    answers = asyncio.run(brought(Door(), [b"x"] * AT_WORK + [b"x", b"bad", b"x"]))

    assert [type(answer) for answer in answers[AT_WORK:]] == [Ingested, RuleBroken, Ingested]


def test_where_all_fail_all_are_told_and_the_next_are_taken() -> None:
    outcomes: list[object] = []

    def take(pushes: Sequence[Brought]) -> list[Ingested | Exception]:
        if not outcomes:
            outcomes.append(None)
            raise Unavailable("database_unreachable")
        return [TAKEN for _ in pushes]

    async def twice() -> None:
        company = Company(take)
        with pytest.raises(Unavailable, match="database_unreachable"):
            await company.one(push())
        assert await company.one(push()) == TAKEN

    asyncio.run(twice())


def test_whoever_goes_away_meanwhile_keeps_nobody_from_an_answer() -> None:
    door = Door()

    async def gone() -> Ingested:
        company = Company(door.take)
        first, second = (asyncio.create_task(company.one(push())) for _ in range(2))
        await asyncio.sleep(0)
        first.cancel()
        await asyncio.sleep(0)
        door.opened.set()
        return await second

    assert asyncio.run(gone()) == TAKEN
