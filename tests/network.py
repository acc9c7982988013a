"""A line between a desk and its server as bytes see it: thin, far, cut in the middle, silent, refusing."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass


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


class SlowLine:
    """A TCP proxy on loopback before one port."""

    def __init__(self, port: int, line: Line | None = None) -> None:
        self._line = line or Line()
        self._open: set[asyncio.StreamWriter] = set()
        self.carried = 0  # bytes, both ways
        self._upstream = port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="slow line")
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(self._serve, "127.0.0.1", 0), self._loop
        ).result()
        self.port: int = self._server.sockets[0].getsockname()[1]

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

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def aim(self, port: int) -> None:
        self._upstream = port

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self) -> None:
        self._server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

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
