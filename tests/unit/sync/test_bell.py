from __future__ import annotations

import asyncio

from commandpost.server.bell import Bell


def test_a_ring_wakes_everybody_who_waits() -> None:
    async def scene() -> int:
        bell = Bell()
        waiting = [asyncio.create_task(bell.wait(bell.count(), 3600)) for _ in range(3)]
        await asyncio.sleep(0)
        bell.ring()
        await asyncio.gather(*waiting)
        return bell.count()

    assert asyncio.run(scene()) == 1


def test_a_ring_between_looking_and_waiting_is_not_missed() -> None:
    async def scene() -> None:
        bell = Bell()
        heard = bell.count()
        bell.ring()
        await bell.wait(heard, 3600)

    asyncio.run(scene())


def test_waiting_ends_by_itself() -> None:
    async def scene() -> None:
        bell = Bell()
        await bell.wait(bell.count(), 0.001)

    asyncio.run(scene())


def test_a_closed_bell_keeps_nobody() -> None:
    async def scene() -> bool:
        bell = Bell()
        waiting = asyncio.create_task(bell.wait(bell.count(), 3600))
        await asyncio.sleep(0)
        bell.close()
        await waiting
        await bell.wait(bell.count(), 3600)
        return bell.closed

    assert asyncio.run(scene())


def test_a_ring_for_one_room_leaves_the_others_asleep() -> None:
    async def scene() -> list[bool]:
        bell = Bell()
        here = asyncio.create_task(bell.wait(bell.count("here"), 3600, "here"))
        there = asyncio.create_task(bell.wait(bell.count("there"), 0.05, "there"))
        board = asyncio.create_task(bell.wait(bell.count(), 3600))
        await asyncio.sleep(0)
        bell.ring({"here"})
        return list(await asyncio.gather(here, there, board))

    assert asyncio.run(scene()) == [True, False, True]


def test_what_concerns_all_wakes_every_room() -> None:
    async def scene() -> list[bool]:
        bell = Bell()
        waiting = [asyncio.create_task(bell.wait(bell.count(room), 3600, room)) for room in ("here", "there")]
        await asyncio.sleep(0)
        bell.ring({"*", "elsewhere"})
        return list(await asyncio.gather(*waiting))

    assert asyncio.run(scene()) == [True, True]
