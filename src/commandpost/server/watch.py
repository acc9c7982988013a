"""Around every request: count it, and write one line of log without personal data."""

from __future__ import annotations

import logging
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from commandpost.app import wire
from commandpost.server.meters import Meters

LOG = logging.getLogger("commandpost.server")
ELSEWHERE = "other"  # whatever path somebody tried; its text is not ours to keep


class RequestWatch:
    """Logs method, route, status, milliseconds, bytes and the first digits of the device; never a query or a body.

    ``seconds`` is a steady clock.
    """

    def __init__(self, app: ASGIApp, meters: Meters, seconds: Callable[[], float]) -> None:
        self._app = app
        self._meters = meters
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status, sent = self._seconds(), 500, 0

        async def watched(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
            sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            self._note(scope, status, sent, self._seconds() - began)

    def _note(self, scope: Scope, status: int, sent: int, took: float) -> None:
        route = getattr(scope.get("route"), "path", ELSEWHERE)
        self._meters.answered(route, status, took)
        said = {"method": scope["method"], "route": route, "status": status, "sent": sent}
        LOG.info("request", extra={"fields": {**said, "ms": round(took * 1000, 1), "device": _device(scope)}})


def _device(scope: Scope) -> str:
    name = wire.DEVICE_HEADER.lower().encode()
    return next((value[:8].decode("ascii", "replace") for key, value in scope["headers"] if key == name), "")
