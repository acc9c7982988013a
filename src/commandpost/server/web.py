"""The server's application: the wire for desks, one page for people."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from commandpost.app import wire
from commandpost.app.board import Boards
from commandpost.app.board_doors import BoardDoors
from commandpost.app.relay import RelayService
from commandpost.app.throttle import Allowance, Throttle
from commandpost.domain.errors import CommandPostError, Unavailable
from commandpost.server import openapi
from commandpost.server.answers import AnswerRoom
from commandpost.server.bell import Bell
from commandpost.server.board import Board, BoardFiles, LastBackup
from commandpost.server.bodies import BodyRoom
from commandpost.server.exchange import Exchange
from commandpost.server.frontier import Envelope, form_answer, refusal_answer
from commandpost.server.meters import Meters
from commandpost.server.openapi import REFUSALS, SEALS
from commandpost.server.status_page import StatusPage
from commandpost.server.watch import RequestWatch

PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True, slots=True)
class Pages:
    """What people see of a server: the status page, and the board with its doors."""

    status: StatusPage
    board: BoardFiles
    boards: Boards
    doors: BoardDoors
    last_backup: LastBackup
    authority: bytes = b""  # PEM of the authority behind this server's certificate; b"" where it is a public one


@dataclass(frozen=True, slots=True)
class Site:
    """An application and the bell that must be closed before it ends."""

    app: FastAPI
    bell: Bell


def create_app(
    relay: RelayService,
    pages: Pages,
    version: str,
    *,
    seconds: Callable[[], float],
    allowance: Allowance | None = None,
) -> Site:
    """Build the application around a relay; ``seconds`` is a steady clock."""
    bell, meters = Bell(), Meters()
    throttle = Throttle(allowance or Allowance(), relay.now)
    app = FastAPI(title="commandpost-server", version=version, description=SEALS, docs_url=None, redoc_url=None)
    app.include_router(Exchange(relay, bell, throttle, meters, version).router(), responses=REFUSALS)
    app.include_router(Board(pages.doors, pages.boards, bell, pages.board, pages.last_backup).router())
    app.add_exception_handler(CommandPostError, refusal_answer)
    app.add_exception_handler(RequestValidationError, form_answer)
    app.add_middleware(BodyRoom)
    app.add_middleware(AnswerRoom)
    app.add_middleware(Envelope, relay=relay)
    app.add_middleware(RequestWatch, meters=meters, seconds=seconds)

    async def status() -> HTMLResponse:
        return HTMLResponse(await run_in_threadpool(pages.status.render, relay), headers=PAGE_HEADERS)

    async def health() -> JSONResponse:
        """200 while the journal answers; 503 with the reason else."""
        await run_in_threadpool(relay.newest)  # the epoch alone may be known without asking the database
        return JSONResponse({"status": "ok", "epoch": await run_in_threadpool(relay.epoch), "version": version})

    async def metrics() -> Response:
        """Counts and durations; they are told while the journal does not answer, too."""
        with suppress(Unavailable):
            meters.backed_up(await run_in_threadpool(pages.last_backup))
        return Response(meters.text(), media_type=meters.content_type)

    app.add_api_route("/", status, methods=["GET"], response_class=HTMLResponse, include_in_schema=False)

    async def authority() -> Response:
        """The certificate of this server's private authority; 404 where it has none."""
        return Response(pages.authority, 200 if pages.authority else 404, media_type="application/x-pem-file")

    told = {**openapi.AUTHORITY, "responses": {**REFUSALS, **openapi.AUTHORITY["responses"]}}
    app.add_api_route(wire.AUTHORITY, authority, methods=["GET"], response_class=Response, **told)
    app.add_api_route("/healthz", health, methods=["GET"], **openapi.HEALTH)
    app.add_api_route("/metrics", metrics, methods=["GET"], response_class=Response, **openapi.METRICS)
    return Site(app, bell)
