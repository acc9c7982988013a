"""A server of a test's own: any application on a real socket, in a thread beside the test."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

import uvicorn
from starlette.types import ASGIApp

PATIENCE = 30.0  # seconds, of a test that hangs


class InThread:
    """Answers while ``running``."""

    def __init__(self, app: ASGIApp) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_config=None, access_log=False))

    @property
    def port(self) -> int:
        return int(self._listening.getsockname()[1])

    def connect(self) -> socket.socket:
        """A line to it, on which nothing was said yet."""
        return socket.create_connection(("127.0.0.1", self.port), PATIENCE)

    @contextmanager
    def running(self) -> Iterator[Self]:
        thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._listening]})
        thread.start()
        try:
            yield self
        finally:
            self._server.should_exit = True
            thread.join(PATIENCE)
