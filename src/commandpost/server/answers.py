"""What answers bring is held in memory until it is read: bounded over all connections, and for each caller."""

from __future__ import annotations

import asyncio
from collections import Counter

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from commandpost.domain.errors import Unavailable
from commandpost.server.frontier import refusal_answer
from commandpost.server.senders import sender_of
from commandpost.server.watch import LOG

ROOM = 200_000_000  # bytes over all connections
SHARE = 45_000_000  # bytes of one caller: two of the largest attachments and what is beside them
PIECE = 65_536  # bytes handed to the line at once; as much again may wait in it, and smaller answers are not counted
SILENCE = 120.0  # seconds in which a reader takes no piece; 9,600 bit/s take one in 55
SOON = 2.0  # seconds after which to come back


class AnswerRoom:
    """Hands long answers to the line piece by piece, as they are read; where too much waits, the answer is 429 instead.

    A refused answer is let go at once, one whose reader takes nothing after a while: its connection is closed.
    """

    def __init__(self, app: ASGIApp, *, room: int = ROOM, share: int = SHARE, silence: float = SILENCE) -> None:
        self._app = app
        self._room = room
        self._share = share
        self.silence = silence
        self._held = 0
        self._callers: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, _Answer(self, scope, receive, send).pass_on)

    def has_room(self, caller: str, size: int) -> bool:
        """Whether so much more may wait; what is larger than any share has room where nothing else waits."""
        own = self._callers[caller]
        return (self._held + size <= self._room or not self._held) and (own + size <= self._share or not own)

    def hold(self, caller: str, size: int) -> None:
        self._held += size
        self._callers[caller] += size

    def let_go(self, caller: str, size: int) -> None:
        self._held -= size
        self._callers[caller] -= size
        if not self._callers[caller]:
            del self._callers[caller]


class _Answer:
    """One answer on its way: the head of a long one waits for its content, so that it can still become a refusal."""

    def __init__(self, room: AnswerRoom, scope: Scope, receive: Receive, send: Send) -> None:
        self._room = room
        self._scope = scope
        self._receive = receive
        self._send = send
        self._head: Message | None = None
        self._ended = False

    async def pass_on(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._head = message
            if not _is_long(message):
                await self._begin()
        elif not self._ended:
            await self._body(message)

    async def _body(self, message: Message) -> None:
        size = len(message.get("body", b""))
        if size <= PIECE:
            await self._begin()
            await self._send(message)
            return
        caller = sender_of(self._scope)
        if self._head is not None and not self._room.has_room(caller, size):
            await self._refuse()
            return
        self._room.hold(caller, size)
        try:
            await self._begin()
            await self._in_pieces(message)
        finally:
            self._room.let_go(caller, size)

    async def _begin(self) -> None:
        head, self._head = self._head, None
        if head is not None:
            await self._send(head)

    async def _refuse(self) -> None:
        self._ended = True
        refusal = refusal_answer(Request(self._scope), Unavailable("server_full", retry_after=SOON))
        await refusal(self._scope, self._receive, self._send)

    async def _in_pieces(self, message: Message) -> None:
        body, more = memoryview(message["body"]), message.get("more_body", False)
        for at in range(0, len(body), PIECE):
            piece = {**message, "body": bytes(body[at : at + PIECE]), "more_body": more or at + PIECE < len(body)}
            try:
                async with asyncio.timeout(self._room.silence):
                    await self._send(piece)
            except TimeoutError:
                self._ended = True  # cut in the middle: the connection is closed behind it
                LOG.warning("answer_stalled", extra={"fields": {"left": len(body) - at}})
                return


def _is_long(head: Message) -> bool:
    told = next((value for name, value in head["headers"] if name == b"content-length"), b"0")
    return int(told) > PIECE
