"""What stands around every request: sizes, seals, the protocol's version, errors as JSON."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from math import ceil
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from commandpost.app import wire
from commandpost.app.admission import Seal
from commandpost.app.peer import PROTOCOL
from commandpost.app.relay import RelayService
from commandpost.domain.errors import CommandPostError, RuleBroken, Unavailable
from commandpost.domain.ids import DeviceId
from commandpost.journal.chain import DeviceCard
from commandpost.journal.entry import DIGEST
from commandpost.server.senders import note_proved

UNADMITTED = frozenset(
    {"device_unknown", "device_revoked", "request_unsigned", "request_stale", "request_replayed"}
)  # codes that answer 401
LONGEST_COUNT = 12  # digits of a size
AGAIN = 1  # seconds after which to ask a server anew that could not answer; a desk's own pauses grow from there
SMALL = 10_000  # bytes; larger content is digested beside the event loop
FORBIDDEN = frozenset({"feed_foreign"})


class Envelope:
    """Puts epoch, protocol and time on every answer, and refuses callers of another protocol on ``/v1``."""

    def __init__(self, app: ASGIApp, relay: RelayService) -> None:
        self._app = app
        self._relay = relay

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def enveloped(message: Message) -> None:
            if message["type"] == "http.response.start":
                await self._mark(message)
            await send(message)

        if scope["path"].startswith("/v1/") and not _speaks_ours(scope):
            refusal = JSONResponse({"code": "protocol", "params": {"own": PROTOCOL}}, 426)
            await refusal(scope, receive, enveloped)
            return
        await self._app(scope, receive, enveloped)

    async def _mark(self, message: MutableMapping[str, Any]) -> None:
        headers = MutableHeaders(scope=message)
        headers[wire.PROTOCOL_HEADER] = str(PROTOCOL)
        headers[wire.SERVER_TIME_HEADER] = self._relay.now().isoformat()
        if wire.EPOCH_HEADER not in headers:
            headers[wire.EPOCH_HEADER] = await run_in_threadpool(self._epoch)

    def _epoch(self) -> str:
        try:
            return self._relay.epoch()
        except Unavailable:  # the answer itself says so
            return ""


async def read_body(request: Request, limit: int) -> bytes:
    """The request's content. Raises RuleBroken("request_too_large"), and what ``BodyRoom`` raises."""
    told = request.headers.get("content-length", "")
    if told.isdecimal() and (len(told) > LONGEST_COUNT or int(told) > limit):
        raise RuleBroken("request_too_large", limit=limit)
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > limit:
            raise RuleBroken("request_too_large", limit=limit)
    return bytes(content)


async def read_sealed(relay: RelayService, request: Request, limit: int, cards: Callable[[], Awaitable[str]]) -> bytes:
    """The content of an enrolled device's request; a stranger's is not read. Raises as ``read_body`` and ``admitted``.

    ``cards`` tells the state of all cards, where it is needed.

    Where the request tells the digest of its content, what comes counts against the device that signed it; else, until
    all of it is here, against the address it comes from.
    """
    seal = _seal(request)
    met = relay.remembers(seal.device)
    if not met and not await run_in_threadpool(relay.meets, seal.device, await cards()):
        raise RuleBroken("device_unknown", device=seal.device)
    told = request.headers.get(wire.DIGEST_HEADER, "")
    if DIGEST.fullmatch(told):
        said = request.method, _target(request), bytes.fromhex(told), seal
        if relay.vouches(*said) if met else await run_in_threadpool(relay.vouches, *said):
            note_proved(request.scope, seal.device)
    return await read_body(request, limit)


async def admitted(relay: RelayService, request: Request, content: bytes, cards: str) -> DeviceCard:
    """The caller's card, read anew unless it is known in the state ``cards``.

    Raises RuleBroken with one of ``UNADMITTED``.
    """
    seal, target = _seal(request), _target(request)
    if len(content) < SMALL and relay.knows(seal.device, cards):  # a turn of a thread costs as much as the check
        card = relay.admit(request.method, target, content, seal, cards)
    else:
        card = await run_in_threadpool(relay.admit, request.method, target, content, seal, cards)
    note_proved(request.scope, card.device)
    return card


def _target(request: Request) -> str:
    """Path and query as they were sent, and signed."""
    query = request.scope["query_string"].decode("ascii", "replace")
    path = request.scope["raw_path"].decode("ascii", "replace")
    return f"{path}?{query}" if query else path


def refusal_answer(_request: Request, error: Exception) -> JSONResponse:
    """One of the three errors as JSON; anything else is a bug and goes on."""
    if not isinstance(error, CommandPostError):
        raise error
    said = {"code": error.code, "params": {name: str(value) for name, value in error.params.items()}}
    again = error.params.get("retry_after", AGAIN)
    headers = {"Retry-After": str(ceil(float(str(again))))} if isinstance(error, Unavailable) else {}
    return JSONResponse(said, _status(error), headers)


def form_answer(_request: Request, _error: Exception) -> JSONResponse:
    """A query or path of another form, told as everything that is refused."""
    return JSONResponse({"code": "request_invalid", "params": {}}, 422)


def _status(error: CommandPostError) -> int:
    if isinstance(error, Unavailable):
        return 429 if "retry_after" in error.params else 503
    if error.code in UNADMITTED:
        return 401
    return 403 if error.code in FORBIDDEN else 422


def _seal(request: Request) -> Seal:
    said = request.headers
    try:
        return Seal(
            device=DeviceId(said[wire.DEVICE_HEADER]),
            at=said[wire.TIME_HEADER],
            nonce=said[wire.NONCE_HEADER],
            signature=bytes.fromhex(said[wire.SIGNATURE_HEADER]),
        )
    except (KeyError, ValueError) as broken:
        raise RuleBroken("request_unsigned", reason="headers") from broken


def _speaks_ours(scope: Scope) -> bool:
    name = wire.PROTOCOL_HEADER.lower().encode()
    return any(key == name and value == str(PROTOCOL).encode() for key, value in scope["headers"])
