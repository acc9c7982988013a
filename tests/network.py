"""A line between a desk and its server as bytes see it: thin, far, cut in the middle, silent, refusing."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from tests.tcp_proxy import TcpProxy


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a line does to every connection made from now on."""

    rate: float = 0.0  # bytes a second each way; 0: as quick as it goes
    delay: float = 0.0  # seconds before the first byte of each piece goes on
    cut_up: int = -1  # bytes of the caller after which the connection is cut; -1: never
    cut_down: int = -1  # bytes of the answer after which it is cut
    silent: bool = False  # takes everything and answers nothing: a black hole
    refuse: bool = False  # closes at once


PIECE = 4_096  # bytes carried on at once; a thin line carries a tenth of a second's worth


class SlowLine(TcpProxy):
    """Carries every connection as the line of the hour does."""

    def __init__(self, port: int, line: Line | None = None) -> None:
        self._line = line or Line()
        self._open: set[asyncio.StreamWriter] = set()
        self.carried = 0  # bytes, both ways
        super().__init__(port)

    @property
    def line(self) -> Line:
        return self._line

    @line.setter
    def line(self, line: Line) -> None:
        """Another weather; what stood open before is cut, so that no kept connection escapes it."""
        self._line = line
        asyncio.run_coroutine_threadsafe(self._cut(), self._loop).result()

    async def _cut(self) -> None:
        for writer in self._open:
            writer.transport.abort()

    async def _serve(self, caller: asyncio.StreamReader, answer: asyncio.StreamWriter) -> None:
        line, upstream = self.line, None
        self._open.add(answer)
        try:
            if line.refuse:
                return
            if line.silent:
                while await caller.read(PIECE):
                    pass
                return
            reader, upstream = await asyncio.open_connection("127.0.0.1", self._upstream)
            ways = [
                asyncio.create_task(self._carry(caller, upstream, line, line.cut_up)),
                asyncio.create_task(self._carry(reader, answer, line, line.cut_down)),
            ]
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
        except OSError:
            answer.transport.abort()  # the other side went away, which is what we are here for
        finally:
            self._open.discard(answer)
            for writer in (answer, upstream):
                if writer is not None:
                    writer.transport.abort() if line.cut_up >= 0 or line.cut_down >= 0 else writer.close()

    async def _carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter, line: Line, cut: int) -> None:
        room = cut if cut >= 0 else -1
        while piece := await source.read(min(PIECE, max(1, int(line.rate / 10))) if line.rate else PIECE):
            if line.delay:
                await asyncio.sleep(line.delay)
            if line.rate:
                await asyncio.sleep(len(piece) / line.rate)
            if room >= 0:
                piece, room = piece[:room], room - len(piece[:room])
            target.write(piece)
            await target.drain()
            self.carried += len(piece)
            if room == 0:
                return
