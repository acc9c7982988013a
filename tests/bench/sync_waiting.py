"""A thousand clients wait for news: how soon one that is addressed has it, and how soon all have it."""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from collections.abc import Sequence
from pathlib import Path

from commandpost.app import wire
from commandpost.domain.ids import UnitCode
from commandpost.journal.bundle import encode
from tests.bench.fleet import Post, enrol
from tests.bench.sync_rows import Figure, ground
from tests.bench.wire_client import Link

PROBES = 100
ROUNDS = 5
SETTLE = 0.3  # seconds between two probes


class Waiter:
    """A client with an open question; tells when its page came."""

    def __init__(self, url: str, post: Post) -> None:
        self.post, self._link = post, Link(url)
        self._after, self._epoch = "0", ""
        self.came: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    async def listen(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            asked = f"{wire.FEED}?unit={self.post.unit}&after={self._after}&epoch={self._epoch}&wait=25"
            status, headers, content = await self._link.ask("GET", asked, b"", self.post.headers("GET", asked))
            if status != 200:
                await asyncio.sleep(0.5)
                continue
            empty = self._after == headers["cp-after"] or self._epoch == "" or len(content) < 60
            self._after, self._epoch = headers["cp-after"], headers["cp-epoch"]
            if not empty and not self.came.done():
                self.came.set_result(loop.time())

    def again(self) -> asyncio.Future[float]:
        self.came = asyncio.get_running_loop().create_future()
        return self.came


async def _probe(url: str, sender: Post, to: tuple[UnitCode, ...], hearers: Sequence[Waiter]) -> list[float]:
    """Seconds from the begin of a push to the arrival at each hearer."""
    sender.to = to
    frame = encode([sender.run(1)])
    coming = [one.again() for one in hearers]
    async with Link(url) as link:
        begun = asyncio.get_running_loop().time()
        status, _, content = await link.ask("POST", wire.ENTRIES, frame, sender.headers("POST", wire.ENTRIES, frame))
        if status != 200 or json.loads(content)["answers"][0]["verdict"] != "taken":
            raise RuntimeError(content.decode())
        arrived = await asyncio.wait_for(asyncio.gather(*coming), 60)
    return [at - begun for at in arrived]


async def _trial(url: str, sender: Post, posts: Sequence[Post]) -> tuple[list[float], list[float]]:
    waiters = [Waiter(url, post) for post in posts]
    listening = [asyncio.create_task(one.listen()) for one in waiters]
    await asyncio.sleep(8.0)
    single, whole = [], []
    for number in range(PROBES):
        hearer = waiters[(number * 37) % len(waiters)]
        single += await _probe(url, sender, (hearer.post.unit,), [hearer])
        await asyncio.sleep(SETTLE)
    for _ in range(ROUNDS):
        whole.append(max(await _probe(url, sender, (UnitCode("*"),), waiters)))
        await asyncio.sleep(3.0)
    for task in listening:
        task.cancel()
    return single, whole


def addressed(home: Path, chosen: argparse.Namespace) -> list[Figure]:
    """One addressed entry, a hundred times; then the same to all."""
    with ground(home) as stage:
        sender = enrol(stage.store, UnitCode("1101"), "C1")
        posts = [
            enrol(stage.store, UnitCode(f"1101{n // 25 + 1:02}{n % 25 + 1:03}"), f"S{n}") for n in range(chosen.waiting)
        ]
        begun = time.perf_counter()
        single, whole = asyncio.run(_trial(stage.server.url, sender, posts))
        print(f"waiting trial took {time.perf_counter() - begun:.0f} s", flush=True)
    ordered = sorted(single)
    return [
        Figure("addressed entry, median, ms", round(ordered[len(ordered) // 2] * 1000)),
        Figure(
            "addressed entry while all wait, p99, ms", round(ordered[int(len(ordered) * 0.99)] * 1000), 100, most=True
        ),
        Figure(f"the same entry to all {chosen.waiting}, seconds, worst", round(max(whole), 2), 1.5, most=True),
    ]
