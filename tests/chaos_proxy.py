"""A TCP proxy that treats HTTP badly: refuses, delays, cuts answers in the middle, delivers requests twice."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass

from tests.tcp_proxy import TcpProxy


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """Chances of each mischief for one connection."""

    refuse: float = 0.0
    cut_request: float = 0.0
    cut_answer: float = 0.0
    twice: float = 0.0
    delay: float = 0.0  # at most so many seconds


class ChaosProxy(TcpProxy):
    """One request for each connection; its chance is seeded."""

    def __init__(self, port: int, weather: Weather, seed: int) -> None:
        self.weather = weather
        self._chance = random.Random(seed)
        super().__init__(port)

    def _happens(self, chance: float) -> bool:
        return self._chance.random() < chance

    async def _serve(self, caller: asyncio.StreamReader, answer: asyncio.StreamWriter) -> None:
        try:
            await self._one(caller, answer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            answer.transport.abort()  # the other side went away, which is what we are here for
        finally:
            answer.close()

    async def _one(self, caller: asyncio.StreamReader, answer: asyncio.StreamWriter) -> None:
        weather = self.weather
        request = await _request(caller)
        if weather.delay:
            await asyncio.sleep(self._chance.random() * weather.delay)
        if self._happens(weather.refuse):
            return
        if self._happens(weather.cut_request):
            await self._upstreamed(request[: len(request) // 2], wait=False)
            return
        reply = await self._upstreamed(request)
        if self._happens(weather.twice):
            reply = await self._upstreamed(request)
        if self._happens(weather.cut_answer):
            reply = reply[: self._chance.randrange(len(reply) + 1)]
        answer.write(reply)
        await answer.drain()

    async def _upstreamed(self, request: bytes, *, wait: bool = True) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._upstream)
        try:
            writer.write(request)
            await writer.drain()
            return await reader.read() if wait else b""
        finally:
            writer.close()


async def _request(caller: asyncio.StreamReader) -> bytes:
    head = await caller.readuntil(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    length = next((int(line.split(b":")[1]) for line in lines if line.lower().startswith(b"content-length")), 0)
    kept = [line for line in lines[:-2] if not line.lower().startswith(b"connection:")]
    return b"\r\n".join([*kept, b"Connection: close", b"", b""]) + await caller.readexactly(length)
