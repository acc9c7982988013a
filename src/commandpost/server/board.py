"""The status board over HTTP: sign in, a page, its state, and a stream that tells when it changes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from string import Template
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.concurrency import run_in_threadpool

from commandpost.app.board import Boards
from commandpost.app.board_doors import SESSION, BoardDoors, Visitor
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.domain.ids import UnitCode
from commandpost.server.bell import Bell
from commandpost.server.board_json import board_json
from commandpost.server.frontier import read_body
from commandpost.server.slots import Slots

COOKIE = "commandpost_board"
MAX_FORM_BYTES = 4_000
LOOK_AGAIN = 5.0  # seconds; time alone makes a report late
ENDED = "event: ended\ndata: {}\n\n"
NOTHING_NOW = ": unavailable\n\n"  # a remark of the stream; the page tells by itself when its picture is old
REST = 1.0  # seconds between two states, however often the bell rings
KINDS = {"board.js": "text/javascript; charset=utf-8", "board.css": "text/css; charset=utf-8"}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


LastBackup = Callable[[], datetime | None]  # when the server's journal was last copied and read back


@dataclass(frozen=True, slots=True)
class BoardFiles:
    """The page as shipped: file name to text."""

    texts: Mapping[str, str]

    def page(self) -> str:
        return self.texts["board.html"]

    def sign_in(self, problem: str) -> str:
        return Template(self.texts["sign-in.html"]).substitute(problem=escape(problem))


@dataclass(frozen=True, slots=True)
class _View:
    """A board as it was computed, or is being computed: after which ring, when."""

    heard: int
    at: float
    made: asyncio.Task[dict[str, object]]


class Board:
    """The routes of the board; read-only but for who comes and goes."""

    def __init__(
        self, doors: BoardDoors, boards: Boards, bell: Bell, files: BoardFiles, last_backup: LastBackup
    ) -> None:
        self._doors = doors
        self._boards = boards
        self._bell = bell
        self._files = files
        self._last_backup = last_backup
        self._hashing = Slots(places=1, patience=1.0)
        self._views: dict[UnitCode, _View] = {}

    def router(self) -> APIRouter:
        routes = APIRouter(prefix="/board", include_in_schema=False)
        routes.add_api_route("", self.page, methods=["GET"], response_model=None)
        routes.add_api_route("/sign-in", self.ask, methods=["GET"], response_class=HTMLResponse)
        routes.add_api_route("/sign-in", self.enter, methods=["POST"], response_model=None)
        routes.add_api_route("/sign-out", self.leave, methods=["POST"], response_model=None)
        routes.add_api_route("/state", self.state, methods=["GET"], response_model=None)
        routes.add_api_route("/events", self.events, methods=["GET"], response_model=None)
        for name in KINDS:
            routes.add_api_route(f"/{name}", self._file(name), methods=["GET"], response_class=Response)
        return routes

    async def page(self, request: Request) -> Response:
        if await self._visitor(request) is None:
            return RedirectResponse("/board/sign-in", 303, HEADERS)
        return HTMLResponse(self._files.page(), headers=HEADERS)

    async def ask(self) -> HTMLResponse:
        return HTMLResponse(self._files.sign_in(""), headers=HEADERS)

    async def enter(self, request: Request) -> Response:
        """Let somebody in by name and password; a form of another site is not heard."""
        if not _from_here(request):
            return HTMLResponse(self._files.sign_in("请从本页登录。"), 403, HEADERS)
        said = parse_qs((await read_body(request, MAX_FORM_BYTES)).decode("utf-8", "replace"))
        name, password = (said.get(field, [""])[0] for field in ("name", "password"))
        try:
            async with self._hashing.taken():  # each attempt costs 64 MiB and a tenth of a second
                token, _ = await run_in_threadpool(self._doors.enter, name, password)
        except Unavailable:
            return HTMLResponse(self._files.sign_in("登录的人太多，请稍后再试。"), 429, {**HEADERS, "Retry-After": "2"})
        except RuleBroken as refused:
            return HTMLResponse(self._files.sign_in(_problem(refused)), 403, HEADERS)
        answer = RedirectResponse("/board", 303, HEADERS)
        answer.set_cookie(
            COOKIE,
            token,
            max_age=int(SESSION.total_seconds()),
            path="/board",
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="strict",
        )
        return answer

    async def leave(self, request: Request) -> Response:
        if _from_here(request):
            self._doors.leave(request.cookies.get(COOKIE, ""))
        answer = RedirectResponse("/board/sign-in", 303, HEADERS)
        answer.delete_cookie(COOKIE, path="/board")
        return answer

    async def state(self, request: Request) -> Response:
        """The board of the visitor's unit; 401 to anybody else."""
        visitor = await self._visitor(request)
        if visitor is None:
            return JSONResponse({"code": "board_refused"}, 401, HEADERS)
        return JSONResponse(await self._view(visitor), headers=HEADERS)

    async def events(self, request: Request) -> Response:
        """Server-sent events: a ``state`` now, after every change, and every few seconds."""
        visitor = await self._visitor(request)
        if visitor is None:
            return JSONResponse({"code": "board_refused"}, 401, HEADERS)
        return StreamingResponse(self._stream(request, visitor), headers=HEADERS, media_type="text/event-stream")

    async def _stream(self, request: Request, visitor: Visitor) -> AsyncIterator[str]:
        while not self._bell.closed and not await request.is_disconnected():
            heard = self._bell.count()
            told = await self._told(request, visitor)
            yield told
            if told == ENDED:
                return
            await asyncio.sleep(REST)
            await self._bell.wait(heard, LOOK_AGAIN)

    async def _told(self, request: Request, visitor: Visitor) -> str:
        """The next word of a stream; where the database does not answer just now, none that the page would show."""
        try:
            if await self._visitor(request) is None:
                return ENDED
            return f"event: state\ndata: {json.dumps(await self._view(visitor), ensure_ascii=False)}\n\n"
        except Unavailable:
            return NOTHING_NOW

    async def _view(self, visitor: Visitor) -> dict[str, object]:
        """The board of a unit, computed once for all who look at it."""
        heard, loop = self._bell.count(), asyncio.get_running_loop()
        kept = self._views.get(visitor.unit)
        if kept is None or kept.heard != heard or loop.time() - kept.at > REST:
            made = asyncio.create_task(run_in_threadpool(self._state, visitor.unit))
            kept = self._views[visitor.unit] = _View(heard, loop.time(), made)
        return await asyncio.shield(kept.made)

    def _state(self, unit: UnitCode) -> dict[str, object]:
        backup = self._last_backup()
        return {**board_json(self._boards(unit).view()), "backup": backup and backup.isoformat()}

    async def _visitor(self, request: Request) -> Visitor | None:
        return await run_in_threadpool(self._doors.visitor, request.cookies.get(COOKIE, ""))

    def _file(self, name: str) -> Callable[[], Awaitable[Response]]:
        async def file() -> Response:
            return Response(self._files.texts[name], media_type=KINDS[name], headers=HEADERS)

        return file


def _from_here(request: Request) -> bool:
    """Whether a form was sent from our own page: browsers say so, and other programs have no cookie to lose."""
    return request.headers.get("sec-fetch-site", "same-origin") in {"same-origin", "none"}


def _problem(refused: RuleBroken) -> str:
    if refused.code == "board_locked":
        return f"尝试次数过多，请 {refused.params['minutes']} 分钟后再试。"
    return "账号或口令不对。"
