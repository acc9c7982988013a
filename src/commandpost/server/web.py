"""The server's application: the wire for desks, one page for people."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from commandpost.app.relay import RelayService
from commandpost.domain.errors import CommandPostError
from commandpost.server.bell import Bell
from commandpost.server.exchange import Exchange
from commandpost.server.frontier import Envelope, refusal_answer
from commandpost.server.status_page import StatusPage

PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True, slots=True)
class Site:
    """An application and the bell that must be closed before it ends."""

    app: FastAPI
    bell: Bell


def create_app(relay: RelayService, page: StatusPage, version: str) -> Site:
    """Build the application around a relay."""
    bell = Bell()
    app = FastAPI(title="commandpost-server", version=version, docs_url=None, redoc_url=None)
    app.include_router(Exchange(relay, bell, version).router())
    app.add_exception_handler(CommandPostError, refusal_answer)
    app.add_middleware(Envelope, relay=relay)

    async def status() -> HTMLResponse:
        return HTMLResponse(await run_in_threadpool(page.render, relay), headers=PAGE_HEADERS)

    app.add_api_route("/", status, methods=["GET"], response_class=HTMLResponse, include_in_schema=False)
    return Site(app, bell)
