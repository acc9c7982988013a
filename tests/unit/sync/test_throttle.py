from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from commandpost.app import throttle as throttling
from commandpost.app.throttle import Allowance, Throttle
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.domain.ids import DeviceId
from commandpost.server import slots as places
from commandpost.server.slots import FARTHEST, LEAST, Slots

NOON = datetime(2026, 7, 18, 4, 0, tzinfo=UTC)
ONE, TWO = DeviceId("one"), DeviceId("two")


class Moment:
    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


def refused(ask: object, *arguments: object) -> Unavailable:
    with pytest.raises(Unavailable) as caught:
        ask(*arguments)  # type: ignore[operator]  # any of the three questions
    return caught.value


def test_a_device_beyond_its_burst_is_told_when_to_come_back_and_others_are_served() -> None:
    now = Moment()
    throttle = Throttle(Allowance(requests_a_second=2.0, burst=3), now)
    for _ in range(3):
        throttle.request(ONE)

    refusal = refused(throttle.request, ONE)
    throttle.request(TWO)

    assert (refusal.code, refusal.params["retry_after"]) == ("too_many_requests", 0.5)
    now.at += timedelta(seconds=0.5)
    throttle.request(ONE)


def test_a_clock_set_back_gives_nothing_and_costs_nothing() -> None:
    now = Moment()
    throttle = Throttle(Allowance(requests_a_second=1.0, burst=1), now)
    throttle.request(ONE)
    now.at -= timedelta(days=1)

    assert refused(throttle.request, ONE).params["retry_after"] == 1.0
    now.at += timedelta(seconds=1)
    throttle.request(ONE)


def test_entries_and_blobs_of_a_day_are_bounded_and_the_next_day_begins_anew() -> None:
    now = Moment()
    throttle = Throttle(Allowance(entries_a_day=10, blob_bytes_a_day=100), now)
    throttle.entries(ONE, 10)
    throttle.blob(ONE, 100)
    now.at += timedelta(hours=23)

    assert [refused(ask, ONE, 1).params["retry_after"] for ask in (throttle.entries, throttle.blob)] == [3600.0] * 2
    now.at += timedelta(hours=1)
    throttle.entries(ONE, 10)
    throttle.blob(ONE, 100)


def test_what_could_not_be_kept_for_now_does_not_count_and_what_is_wrong_does() -> None:
    throttle = Throttle(Allowance(entries_a_day=10, blob_bytes_a_day=100), Moment())
    for _ in range(3):
        throttle.entries(ONE, 10)
        throttle.give_back_entries(ONE, 10)
        with pytest.raises(Unavailable, match="disk_full"), throttle.storing(ONE, 100):
            raise Unavailable("disk_full")
    throttle.entries(ONE, 10)
    with pytest.raises(RuleBroken), throttle.storing(ONE, 100):
        raise RuleBroken("blob_damaged")

    assert [refused(ask, ONE, 1).code for ask in (throttle.entries, throttle.blob)] == ["quota_spent"] * 2


def test_the_memory_of_devices_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttling, "MAX_REMEMBERED", 2)
    throttle = Throttle(Allowance(burst=1), Moment())
    for device in (ONE, TWO, DeviceId("three")):
        throttle.request(device)

    throttle.request(ONE)  # forgotten, so it begins anew
    assert refused(throttle.request, DeviceId("three")).code == "too_many_requests"


def test_slots_serve_in_turn_and_give_everybody_who_would_wait_too_long_a_later_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(places, "FIRST_GUESS", 10.0)

    async def busy() -> tuple[list[str], list[float]]:
        slots, order, release, told = Slots(places=1, patience=9.0), [], asyncio.Event(), []

        async def work(name: str) -> None:
            async with slots.taken():
                order.append(name)
                await release.wait()

        first, second = asyncio.create_task(work("first")), asyncio.create_task(work("second"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        for _ in range(3):
            with pytest.raises(Unavailable, match="server_full") as full:
                async with slots.taken():
                    order.append("never")
            told.append(float(str(full.value.params["retry_after"])))
        release.set()
        await asyncio.gather(first, second)
        return order, told

    order, told = asyncio.run(busy())
    assert order == ["first", "second"]
    assert told == sorted(set(told))


def test_those_at_the_end_of_a_line_that_is_slower_than_it_seemed_are_told_before_their_patience_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(places, "FIRST_GUESS", 0.0)

    async def scene() -> tuple[list[int], dict[int, float]]:
        loop, release = asyncio.get_running_loop(), asyncio.Event()
        slots, served, told = Slots(places=1, patience=9.0), [], {}

        async def work(number: int) -> None:
            try:
                async with slots.taken():
                    served.append(number)
                    await release.wait()
            except Unavailable as full:
                told[number] = float(str(full.params["retry_after"]))

        works = [asyncio.create_task(work(number)) for number in range(31)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        begun = loop.time()
        monkeypatch.setattr(loop, "time", lambda: begun + 5.0)  # so long the first push took
        release.set()
        await asyncio.gather(*works)
        return served, told

    served, told = asyncio.run(scene())
    assert served == list(range(10))  # half a second each is reckoned now: nine more in the four that are left
    assert list(told) == list(range(10, 31))
    assert list(told.values()) == sorted(set(told.values()))


def test_a_place_given_to_one_who_goes_away_at_that_moment_is_the_next_ones() -> None:
    async def scene() -> list[str]:
        slots, release, served = Slots(places=1), asyncio.Event(), []

        async def work(name: str) -> None:
            async with slots.taken():
                served.append(name)
                await release.wait()
            gone.cancel()  # its place was just given to it, and it has not run since

        first, gone, after = (asyncio.create_task(work(name)) for name in ("first", "gone", "after"))
        for _ in range(3):
            await asyncio.sleep(0)
        release.set()
        await asyncio.gather(first, after)
        assert gone.cancelled()
        return served

    assert asyncio.run(scene()) == ["first", "after"]


def test_one_who_asks_again_and_again_moves_nobody_out_of_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "FIRST_GUESS", 10.0)

    async def told_after(times: int) -> float:
        slots, release, told = Slots(places=1, patience=9.0), asyncio.Event(), 0.0

        async def work() -> None:
            async with slots.taken():
                await release.wait()

        works = [asyncio.create_task(work()) for _ in range(2)]
        await asyncio.sleep(0)
        for _ in range(times):
            with pytest.raises(Unavailable) as full:
                async with slots.taken():
                    raise AssertionError("there was no place")
            told = float(str(full.value.params["retry_after"]))
        release.set()
        await asyncio.gather(*works)
        return told

    assert asyncio.run(told_after(5_000)) <= 10.0 + FARTHEST + 1


def test_a_place_is_free_again_after_work_that_failed() -> None:
    async def scene() -> str:
        slots = Slots(places=1)
        with pytest.raises(ValueError, match="broken"):
            async with slots.taken():
                raise ValueError("broken")
        async with slots.taken():
            return "served"

    assert asyncio.run(scene()) == "served"


async def refused_while_one_works(slots: Slots, sizes: tuple[int, ...]) -> tuple[list[int], int]:
    """Which sizes find no room behind a push that takes long, and how many wait for it."""
    release, full = asyncio.Event(), []

    async def work(size: int) -> None:
        try:
            async with slots.taken(size):
                await release.wait()
        except Unavailable:
            full.append(size)

    works = [asyncio.create_task(work(size)) for size in (0, *sizes)]
    for _ in range(3):
        await asyncio.sleep(0)
    waiting = slots.waiting
    release.set()
    await asyncio.gather(*works)
    return full, waiting


def test_no_more_bytes_wait_than_there_is_room_for_however_short_the_queue_seems() -> None:
    async def scene() -> tuple[tuple[list[int], int], tuple[list[int], int]]:
        slots = Slots(places=1, room=10 * LEAST)
        crowd, large = tuple(range(30)), (5 * LEAST, 5 * LEAST, LEAST)
        return await refused_while_one_works(slots, large), await refused_while_one_works(slots, crowd)

    (large, few), (crowd, many) = asyncio.run(scene())
    assert (large, few) == ([5 * LEAST], 2)
    assert (len(crowd), many) == (21, 9)  # what stands in the queue costs room, too


def test_nobody_waits_beyond_the_patience_that_was_reckoned() -> None:
    async def scene() -> str:
        slots, release = Slots(places=1, patience=0.11), asyncio.Event()

        async def work() -> None:
            async with slots.taken():
                await release.wait()

        first = asyncio.create_task(work())
        await asyncio.sleep(0)
        with pytest.raises(Unavailable, match="server_full") as late:
            async with slots.taken():
                raise AssertionError("there was no place")
        assert slots.waiting == 0
        release.set()
        await first
        async with slots.taken():
            return str(late.value.code)

    assert asyncio.run(scene()) == "server_full"
