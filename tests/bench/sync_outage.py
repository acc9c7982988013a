"""After 72 hours without a line everybody comes back at once; and the busiest of them over a thin line."""

from __future__ import annotations

import argparse
import asyncio
import time
from pathlib import Path
from urllib.parse import urlsplit

from commandpost.app import wire
from commandpost.domain.ids import UnitCode
from commandpost.journal.bundle import encode
from tests.bench.fleet import Post, enrol
from tests.bench.processor import of_cluster, of_process
from tests.bench.sync_rows import Figure, ground
from tests.bench.wire_client import Link

BUSIEST = 900
PUSH = 500  # entries of one request, as a desk sends them
THIN = 64_000 / 8  # bytes a second


async def _bring(url: str, post: Post, frames: list[bytes]) -> int:
    """Ask what is held, then push; turned away by 429 it comes back as it was told. Returns how often it was."""
    turned_away = 0
    async with Link(url) as link:
        for path, content in ((wire.HAVE, b"{}"), *((wire.ENTRIES, frame) for frame in frames)):
            while True:
                status, headers, _ = await link.ask("POST", path, content, post.headers("POST", path, content))
                if status == 200:
                    break
                if status != 429:
                    raise RuntimeError(f"{path}: {status}")
                turned_away += 1
                await asyncio.sleep(float(headers["retry-after"]))
    return turned_away


def everybody(home: Path, chosen: argparse.Namespace) -> list[Figure]:
    """All of them at once; the watch stops when the last one holds its last receipt."""
    with ground(home) as stage:
        posts = [enrol(stage.store, _unit(number), f"S{number}") for number in range(chosen.posts)]
        loads = []
        usual = (chosen.backlog - BUSIEST) // (chosen.posts - 1)
        for number, post in enumerate(posts):
            left, frames = BUSIEST if number == 0 else usual, []
            while left:
                frames.append(encode([post.run(min(left, PUSH))]))
                left -= min(left, PUSH)
            loads.append((post, frames))
        entries = sum(post.seq for post in posts)

        async def storm() -> list[int]:
            return await asyncio.gather(*(_bring(stage.server.url, post, frames) for post, frames in loads))

        ours, theirs = of_process(stage.server.pid), of_cluster(stage.cluster)
        begun = time.perf_counter()
        turned_away = sum(asyncio.run(storm()))
        spent = time.perf_counter() - begun
        ours, theirs = of_process(stage.server.pid) - ours, of_cluster(stage.cluster) - theirs
        held = stage.store.head().entries
    return [
        Figure(f"{chosen.posts} workstations back, entries", entries),
        Figure("held by the server afterwards", held, entries),
        Figure("told to come back later", turned_away),
        Figure("seconds of the processor, the server", round(ours, 1)),
        Figure("seconds of the processor, PostgreSQL", round(theirs, 1)),
        Figure("seconds until the last receipt", round(spent, 1), 20.0, most=True),
    ]


def busiest(home: Path, chosen: argparse.Namespace) -> list[Figure]:
    """Nine hundred entries over 64 kbit/s, through a proxy that lets no more through."""
    from tests.network import Line, SlowLine

    del chosen
    with ground(home) as stage:
        post = enrol(stage.store, UnitCode("110199001"), "S1")
        frames = [encode([post.run(count)]) for count in (PUSH, BUSIEST - PUSH)]
        line = SlowLine(urlsplit(stage.server.url).port or 0, Line(rate=THIN))
        try:
            begun = time.perf_counter()
            asyncio.run(_bring(line.url, post, frames))
            spent = time.perf_counter() - begun
        finally:
            line.close()
    return [Figure("900 entries over 64 kbit/s, seconds", round(spent, 1), 18.0, most=True)]


def _unit(number: int) -> UnitCode:
    return UnitCode(f"1101{number // 25 + 1:02}{number % 25 + 1:03}")
