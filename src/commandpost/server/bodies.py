"""What requests bring is held in memory until they are answered: bounded over all connections, and for each caller."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from commandpost.domain.errors import Unavailable
from commandpost.server.senders import is_proved, sender_of

ROOM = 200_000_000  # bytes over all connections; half of it may wait for a place at work
UNPROVED = 2  # one part in so many of the room, for all together of whom nobody knows yet who they are
SHARE = 45_000_000  # bytes of one caller: two of the largest attachments and what is beside them
PATIENCE = 10.0  # seconds a sender waits for room before it is told to come back
SILENCE = 30.0  # seconds without a byte after which a sender is given up; thin lines bring kilobytes in that time
SOON = 2.0  # seconds after which to come back


@dataclass(slots=True)
class _Body:
    """What one request brought so far."""

    caller: str = ""  # known when it is first read
    proved: bool = False
    size: int = 0
    whole: bool = False


class BodyRoom:
    """Reads on only where there is room; whoever sends meanwhile waits on the line, which holds 64 kB of each.

    Whoever only says that it is some device takes nothing of that device's share: see ``sender_of``.
    Raises Unavailable("server_full"|"request_stalled", retry_after=seconds) into whoever reads a body.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        room: int = ROOM,
        share: int = SHARE,
        patience: float = PATIENCE,
        silence: float = SILENCE,
    ) -> None:
        self._app = app
        self._room = room
        self._share = share
        self._patience = patience
        self._silence = silence
        self._held = 0
        self._unproved = 0
        self._callers: Counter[str] = Counter()
        self._freed = asyncio.Condition()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _brings_content(scope):
            await self._app(scope, receive, send)
            return
        body = _Body()

        async def received() -> Message:
            if not body.caller:
                body.caller, body.proved = sender_of(scope), is_proved(scope)
            return await (receive() if body.whole else self._more(body, receive))

        try:
            await self._app(scope, received, send)
        finally:
            await self._forget(body)

    async def _more(self, body: _Body, receive: Receive) -> Message:
        await self._until_there_is_room(body)
        try:
            async with asyncio.timeout(self._silence):
                message = await receive()
        except TimeoutError as silent:
            raise Unavailable("request_stalled", retry_after=SOON) from silent
        size = len(message.get("body", b""))
        body.size += size
        self._count(body, size)
        body.whole = not message.get("more_body", False)
        return message

    def _count(self, body: _Body, size: int) -> None:
        self._held += size
        self._callers[body.caller] += size
        self._unproved += 0 if body.proved else size

    async def _until_there_is_room(self, body: _Body) -> None:
        if self._has_room(body):
            return
        try:
            async with asyncio.timeout(self._patience), self._freed:
                await self._freed.wait_for(lambda: self._has_room(body))
        except TimeoutError as full:
            raise Unavailable("server_full", retry_after=SOON) from full

    def _has_room(self, body: _Body) -> bool:
        known = body.proved or self._unproved < self._room // UNPROVED
        return known and self._held < self._room and self._callers[body.caller] < self._share

    async def _forget(self, body: _Body) -> None:
        self._count(body, -body.size)
        if not self._callers[body.caller]:
            del self._callers[body.caller]
        async with self._freed:
            self._freed.notify_all()


def _brings_content(scope: Scope) -> bool:
    return any(name in {b"content-length", b"transfer-encoding"} for name, _value in scope["headers"])
