"""The application of a desk that serves its room: the wire of a server, and one word about itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from commandpost.app import wire
from commandpost.app.room import RoomService
from commandpost.app.throttle import Allowance, Throttle
from commandpost.domain.errors import CommandPostError, RuleBroken
from commandpost.domain.ids import DeviceId
from commandpost.journal.bundle import card_from_json
from commandpost.journal.encoding import FORM_ERRORS
from commandpost.journal.room_word import RoomWord, word_json
from commandpost.server.addresses import address_of
from commandpost.server.answers import AnswerRoom
from commandpost.server.bell import Bell
from commandpost.server.bodies import BodyRoom
from commandpost.server.exchange import Exchange
from commandpost.server.frontier import Envelope, read_body, refusal_answer
from commandpost.server.meters import Meters
from commandpost.server.watch import RequestWatch
from commandpost.server.web import Site

MAX_CARD_BYTES = 10_000
MEETINGS = Allowance(requests_a_second=0.5, burst=10)  # from one address: a desk introduces itself once
PLENTY = Allowance(entries_a_day=10_000_000)  # a desk may bring a whole journal on its first day


def create_room(
    room: RoomService, word: RoomWord, authority: bytes, version: str, *, seconds: Callable[[], float]
) -> Site:
    """Build the application; ``authority`` is the PEM whose fingerprint the word tells, ``seconds`` a steady clock."""
    bell, meters, meetings = Bell(), Meters(), Throttle(MEETINGS, room.now)
    app = FastAPI(title="commandpost-room", version=version, docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(Exchange(room, bell, Throttle(PLENTY, room.now), meters, version).router())
    app.add_exception_handler(CommandPostError, refusal_answer)
    app.add_middleware(BodyRoom)
    app.add_middleware(AnswerRoom)
    app.add_middleware(Envelope, relay=room)
    app.add_middleware(RequestWatch, meters=meters, seconds=seconds)

    async def say() -> dict[str, Any]:
        """Whose desk this is, and its certificate, under the device's signature."""
        return word_json(word)

    async def meet(request: Request) -> dict[str, Any]:
        """The card of a device that will ask; believed only under the word of the unit's server."""
        meetings.request(DeviceId(address_of(request)))
        content = await read_body(request, MAX_CARD_BYTES)
        try:
            card = card_from_json(json.loads(content))
        except FORM_ERRORS as broken:
            raise RuleBroken("request_invalid") from broken
        await run_in_threadpool(room.introduce, card)
        return {}

    async def shown() -> Response:
        """The certificate of this desk's own authority."""
        return Response(authority, media_type="application/x-pem-file")

    app.add_api_route(wire.ROOM, say, methods=["GET"])
    app.add_api_route(wire.ROOM, meet, methods=["POST"])
    app.add_api_route(wire.AUTHORITY, shown, methods=["GET"], response_class=Response)
    return Site(app, bell)
