"""The wire: ``/v1`` as the protocol document describes it; every decision is the relay's."""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from commandpost.app import wire
from commandpost.app.guesses import Guesses
from commandpost.app.peer import MAX_BLOB_BYTES, MAX_WAIT
from commandpost.app.relay import RelayService
from commandpost.app.throttle import Throttle
from commandpost.domain.errors import CommandPostError, RuleBroken, Unavailable
from commandpost.domain.ids import UNSAID, DeviceId, UnitCode
from commandpost.journal.blob_frame import MAX_BLOBS, MAX_FRAME, decode_blobs, encode_blobs
from commandpost.journal.bundle import MAX_ENTRIES
from commandpost.journal.chain import DeviceCard
from commandpost.journal.encoding import FORM_ERRORS, plain
from commandpost.journal.exchange import Position
from commandpost.journal.revocation import revocation_json
from commandpost.server import openapi
from commandpost.server.addresses import address_of
from commandpost.server.bell import Bell
from commandpost.server.company import AT_WORK, MOST, Brought, Company
from commandpost.server.frontier import admitted, read_body, read_sealed
from commandpost.server.meters import Meters
from commandpost.server.pages import FRAMES, Pages, empty_page
from commandpost.server.push_door import PushDoor
from commandpost.server.scout import Porter, Scout
from commandpost.server.slots import Slots
from commandpost.server.watch import LOG

MAX_FRAME_BYTES = 4_000_000  # of a push as it travels
MAX_NAMES = MAX_BLOBS  # of wanted blobs in one question
MAX_QUESTION_BYTES = 1_000_000  # of a have
MAX_ENROLMENT_BYTES = 10_000
MAX_PART = 1_000_000  # of a blob, read without waiting for a place; a desk asks for less
RANGE = re.compile(r"bytes=(\d{1,12})-(\d{0,12})", re.ASCII)
LOOK_AGAIN = 5.0  # seconds; another process on the same database cannot ring our bell


class FeedQuestion(BaseModel):
    """The query of a feed."""

    unit: str
    after: Annotated[int, Field(ge=0)] = 0
    epoch: str = ""
    limit: Annotated[int, Field(ge=1)] = MAX_ENTRIES
    wait: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    whole: bool = False


class Exchange:
    """The endpoints of one relay."""

    def __init__(self, relay: RelayService, bell: Bell, throttle: Throttle, meters: Meters, version: str) -> None:
        self._relay = relay
        self._bell = bell
        self._throttle = throttle
        self._meters = meters
        self._version = version
        self._guesses = Guesses(relay.now)
        self._slots = Slots(MOST * AT_WORK)  # of pushes
        self._blob_slots = Slots()
        self._reading = Slots()  # of large answers, which only ``AnswerRoom`` counts
        self._company = Company(PushDoor(relay, throttle).take)
        self._porter = Porter(relay)
        self._scout = Scout(relay)
        self._pages = Pages(relay, self._scout)
        self._keeping: set[asyncio.Task[None]] = set()

    def router(self) -> APIRouter:
        routes = APIRouter()
        one = wire.BLOBS + "/{sha256}"
        routes.add_api_route(wire.TIME, self.time, methods=["GET"], **openapi.TIME)
        routes.add_api_route(wire.ENROLL, self.enroll, methods=["POST"], **openapi.ENROLL)
        routes.add_api_route(wire.HAVE, self.have, methods=["POST"], **openapi.HAVE)
        routes.add_api_route(wire.ENTRIES, self.entries, methods=["POST"], **openapi.ENTRIES)
        routes.add_api_route(wire.FEED, self.feed, methods=["GET"], response_class=Response, **openapi.FEED)
        routes.add_api_route(wire.PRESENCE, self.presence, methods=["GET"], **openapi.PRESENCE)
        routes.add_api_route(wire.REVOKED, self.revoked, methods=["GET"], **openapi.REVOKED)
        routes.add_api_route(one, self.blob, methods=["GET"], response_class=Response, **openapi.BLOB)
        routes.add_api_route(one, self.put_blob, methods=["PUT"], **openapi.PUT_BLOB)
        routes.add_api_route(
            wire.WANTED, self.wanted_blobs, methods=["POST"], response_class=Response, **openapi.WANTED
        )
        routes.add_api_route(wire.BLOBS, self.put_blobs, methods=["POST"], **openapi.PUT_BLOBS)
        return routes

    async def time(self) -> dict[str, str]:
        """The server's time, for the trusted clocks of its desks."""
        return {"time": self._relay.now().isoformat(), "version": self._version}

    async def enroll(self, request: Request) -> dict[str, Any]:
        """A one-time code and a public key against a device card."""
        said = _object(await read_body(request, MAX_ENROLMENT_BYTES))
        try:
            code, name, key = str(said["code"]), str(said["name"]), bytes.fromhex(said["public_key"])
            unit = UnitCode(plain(said.get("unit", UNSAID)))
        except FORM_ERRORS as broken:
            raise RuleBroken("enrolment_invalid") from broken
        try:
            with self._guesses.one(address_of(request)):
                enrolled = await run_in_threadpool(self._relay.enroll, code, key, name, unit)
        except CommandPostError as refused:
            self._meters.enrolment(refused.code)
            LOG.warning("enrolment_refused", extra={"fields": {"code": refused.code}})
            raise
        self._meters.enrolment("taken")
        return wire.enrolment_json(enrolled)

    async def have(self, request: Request) -> dict[str, Any]:
        """What is held of the streams the caller names."""
        content, caller = await self._sealed(request, MAX_QUESTION_BYTES)
        try:
            streams = wire.holdings_from_json(_object(content))
        except FORM_ERRORS as broken:
            raise RuleBroken("request_invalid") from broken
        answers = await run_in_threadpool(self._relay.have, caller, streams, _sealed_at(request))
        return {"answers": wire.answers_json(answers)}

    async def entries(self, request: Request) -> dict[str, Any]:
        """Run frames; answered when what was taken is durable."""
        content, caller = await self._sealed(request, MAX_FRAME_BYTES)
        self._meters.pushes_waiting.set(self._slots.waiting)
        async with self._slots.taken(len(content)):
            ingested = await self._company.one(Brought(caller, content, _sealed_at(request)))
        if ingested.changes.entries:
            self._meters.took(entries=len(ingested.changes.entries))
            self._bell.ring(ingested.audience)
        return {"answers": wire.answers_json(ingested.answers)}

    async def feed(self, request: Request, asked: Annotated[FeedQuestion, Query()]) -> Response:
        """A page of the unit's feed; stays open up to ``wait`` seconds while there is nothing new."""
        caller = await self._caller(request)
        with self._meters.feeds_waiting.track_inprogress():
            return await self._awaited_page(request, caller, asked)

    async def presence(self, request: Request) -> dict[str, Any]:
        """When the caller's unit and those below it were last heard."""
        caller = await self._caller(request)
        return wire.roll_json(await run_in_threadpool(self._relay.presence, caller))

    async def revoked(self, request: Request) -> dict[str, Any]:
        """Who of the caller's unit and those below it is let in no more."""
        caller = await self._caller(request)
        found = await run_in_threadpool(self._relay.revoked, caller)
        return {"revoked": [*map(revocation_json, found)]}

    async def blob(self, request: Request, sha256: str) -> Response:
        """A blob or a range of it; 404 as well where the caller may not see it."""
        caller = await self._caller(request)
        asked = RANGE.fullmatch(request.headers.get("range", ""))
        if asked is None:
            async with self._place_for(MAX_BLOB_BYTES):
                content = await run_in_threadpool(self._relay.blob, caller, sha256)
            return _no_blob() if content is None else Response(content, media_type=FRAMES)
        first, last = (min(int(said or MAX_BLOB_BYTES), MAX_BLOB_BYTES) for said in asked.groups())
        length = max(0, last - first + 1)
        async with self._place_for(length):
            found = await run_in_threadpool(self._relay.blob_part, caller, sha256, first, length)
        return _no_blob() if found is None else _part(first, *found)

    async def wanted_blobs(self, request: Request) -> Response:
        """A frame of small blobs out of those named; the large ones that are there are told in a header."""
        content, caller = await self._sealed(request, MAX_QUESTION_BYTES)
        said = _object(content)
        try:
            names, room = [plain(name) for name in said["names"]][:MAX_NAMES], min(int(said["room"]), MAX_FRAME)
        except FORM_ERRORS as broken:
            raise RuleBroken("request_invalid") from broken
        small, large = await run_in_threadpool(self._relay.blobs, caller, names, room)
        return Response(encode_blobs(small), headers={wire.LARGE_HEADER: ",".join(large)}, media_type=FRAMES)

    async def put_blob(self, request: Request, sha256: str) -> dict[str, str]:
        """Keep a blob; idempotent."""
        content, caller = await self._sealed(request, MAX_BLOB_BYTES)
        with self._throttle.storing(caller.device, len(content)):
            async with self._blob_slots.taken(len(content)):
                await run_in_threadpool(self._relay.put_blob, sha256, content)
        self._meters.took(blob_bytes=len(content))
        return {"kept": sha256}

    async def put_blobs(self, request: Request) -> dict[str, list[str]]:
        """Keep a frame of small blobs, all or none; idempotent."""
        content, caller = await self._sealed(request, MAX_FRAME_BYTES)
        blobs = await run_in_threadpool(decode_blobs, content)
        size = sum(map(len, blobs))
        with self._throttle.storing(caller.device, size):
            async with self._blob_slots.taken(len(content)):
                kept = await run_in_threadpool(self._relay.put_blobs, blobs)
        self._meters.took(blob_bytes=size)
        return {"kept": [*kept]}

    def _place_for(self, length: int) -> AbstractAsyncContextManager[None]:
        """Read so much of a blob in turn, if it is much: nobody counts it until it is an answer."""
        return self._reading.taken() if length > MAX_PART else nullcontext()

    async def _sealed(self, request: Request, limit: int) -> tuple[bytes, DeviceCard]:
        """What an enrolled device brings, and which one it is."""
        content = await read_sealed(self._relay, request, limit, self._cards)
        return content, await self._caller(request, content)

    async def _caller(self, request: Request, content: bytes = b"") -> DeviceCard:
        caller = await admitted(self._relay, request, content, await self._cards())
        self._throttle.request(caller.device)
        if self._relay.is_presence_due():
            keeping = asyncio.create_task(run_in_threadpool(self._keep_presence))
            self._keeping.add(keeping)  # the loop itself holds it weakly
            keeping.add_done_callback(self._keeping.discard)
        return caller

    def _keep_presence(self) -> None:
        with suppress(Unavailable):  # once more in a minute
            self._relay.keep_presence()

    async def _cards(self) -> str:
        """The state of all cards now."""
        glance = await self._porter.look()
        return f"{glance.epoch}:{glance.cards}"

    async def _awaited_page(self, request: Request, caller: DeviceCard, asked: FeedQuestion) -> Response:
        loop = asyncio.get_running_loop()
        until = loop.time() + min(asked.wait, MAX_WAIT) * _share(caller.device)
        position = Position(unit=UnitCode(asked.unit), epoch=asked.epoch, lsn=asked.after, whole=asked.whole)
        while True:
            heard, more = self._bell.count(caller.unit), False
            known = (await self._scout.look()).newest
            if not await self._pages.is_empty(caller, position):
                packed = await self._pages.page(caller, position, asked.limit)
                if packed.page.runs:
                    return packed.answer()
                position = replace(position, epoch=packed.page.epoch, lsn=packed.page.after)
                more = packed.page.more  # all of it was left out, and behind it is what nobody looked at
            if until <= loop.time() or self._bell.closed or await request.is_disconnected():
                return empty_page(position, more=more)
            if not more:
                await self._news(request, caller.unit, heard, known, until)

    async def _news(self, request: Request, unit: UnitCode, heard: int, known: int, until: float) -> None:
        """Wait until it rang for the unit, or another process wrote, or the time is over, or nobody listens.

        ``heard`` and ``known`` were taken before the page was read: what came meanwhile wakes at once.
        """
        loop = asyncio.get_running_loop()
        while (left := until - loop.time()) > 0:
            if await self._bell.wait(heard, min(left, LOOK_AGAIN), unit):
                return
            if (await self._scout.glimpse()).newest != known or await request.is_disconnected():
                return


def _share(device: DeviceId) -> float:
    """Six to ten tenths of the wait, its own for each device: those who came at once do not all ask again at once."""
    return 0.6 + 0.4 * (int(device[:4], 16) / 0xFFFF)


def _sealed_at(request: Request) -> str:
    return request.headers.get(wire.TIME_HEADER, "")


def _no_blob() -> Response:
    return Response(b"{}", 404, media_type="application/json")


def _part(first: int, part: bytes, size: int) -> Response:
    if not part:
        return Response(b"", 416, {"Content-Range": f"bytes */{size}"})
    return Response(part, 206, {"Content-Range": f"bytes {first}-{first + len(part) - 1}/{size}"}, media_type=FRAMES)


def _object(content: bytes) -> dict[str, Any]:
    try:
        said = json.loads(content)
    except FORM_ERRORS as broken:
        raise RuleBroken("request_invalid") from broken
    if not isinstance(said, dict):
        raise RuleBroken("request_invalid")
    return said
