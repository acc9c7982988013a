"""Answering the room on a thread of its own, as long as the desk is open."""

from __future__ import annotations

import asyncio
import socket
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

import uvicorn

from commandpost import __version__
from commandpost.app.room import RoomService
from commandpost.bootstrap.serving import listen
from commandpost.domain.errors import Unavailable
from commandpost.journal.room_word import RoomWord
from commandpost.security.certificates import Issued
from commandpost.server.room import create_room

END_SECONDS = 1  # how long a request under way may still take
LEFT_ALONE = 5.0  # seconds after which a thread that does not end is left: it ends with the program
START_SECONDS = 20.0


class RoomServer:
    """HTTPS for one room; made anew for every start."""

    def __init__(self, room: RoomService, word: RoomWord, authority: bytes, certificate: Issued) -> None:
        self.room = room
        self._site = create_room(room, word, authority, __version__, seconds=time.monotonic)
        self._server = _Threaded(_configured(self._site.app, certificate))
        self._thread: threading.Thread | None = None

    def start(self, host: str, port: int, patience: float = START_SECONDS) -> int:
        """Listen and return the port; another one where the wanted one is taken.

        Raises Unavailable("server_not_started") when it does not answer in so many seconds; nothing listens then.
        """
        listening = _free(host, port)
        self._thread = threading.Thread(target=self._server.run, args=([listening],), name="room", daemon=True)
        self._thread.start()
        if not self._server.ready.wait(patience):
            self.stop()
            listening.close()
            raise Unavailable("server_not_started", reason="room")
        return int(listening.getsockname()[1])

    def ring(self) -> None:
        """Wake whoever waits for news; from any thread."""
        self._soon(self._site.bell.ring)

    def stop(self) -> None:
        """Let every waiting feed go and end."""
        self._soon(self._site.bell.close)
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join(END_SECONDS + LEFT_ALONE)

    def _soon(self, work: object) -> None:
        loop = self._server.loop
        if loop is not None and callable(work):
            with suppress(RuntimeError):  # closed, perhaps this very moment
                loop.call_soon_threadsafe(work)


class _Threaded(uvicorn.Server):
    """Tells which loop it runs on, and when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()
        self.loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self.loop = asyncio.get_running_loop()
        await super().startup(sockets)
        self.ready.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End as a server does, then cut the connections whose callers do not answer the farewell of TLS."""
        await super().shutdown(sockets)
        for connection in [*self.server_state.connections]:
            transport = getattr(connection, "transport", None)
            if transport is not None:
                transport.abort()
        await asyncio.sleep(0.01)


def _configured(app: object, certificate: Issued) -> uvicorn.Config:
    """Read the certificate at once: its key lies in a file only while the server is made."""
    with tempfile.TemporaryDirectory() as folder:
        pem, key = Path(folder) / "room.pem", Path(folder) / "room.key"
        key.touch(mode=0o600)
        pem.write_bytes(certificate.certificate)
        key.write_bytes(certificate.key)
        config = uvicorn.Config(
            app,  # type: ignore[arg-type]  # FastAPI is an ASGI application
            loop="asyncio",  # uvloop hung for ever when a thread closed it over open TLS connections
            lifespan="off",
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=END_SECONDS,
            ssl_certfile=str(pem),
            ssl_keyfile=str(key),
        )
        config.load()
    return config


def _free(host: str, port: int) -> socket.socket:
    try:
        return listen(host, port)
    except Unavailable:
        return listen(host, 0)
