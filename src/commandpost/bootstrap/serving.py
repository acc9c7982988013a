"""Listening and answering until told to end."""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType

import uvicorn

from commandpost import __version__
from commandpost.app.relay import RelayService
from commandpost.bootstrap.server_options import allowance_of
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.domain.ids import UnitCode
from commandpost.server.bell import Bell
from commandpost.server.web import Pages, create_app

MAX_PORT = 65535
NEW_OBJECTS = 20_000  # after which they are looked through for cycles; some megabytes
END_SECONDS = 3  # how long a request under way may still take when the server ends


def serve(chosen: argparse.Namespace, relay: RelayService, pages: Pages) -> None:
    """Answer until SIGTERM, SIGINT or, where asked, the end of standard input; a request under way is finished.

    Raises Unavailable("port_taken"), RuleBroken("port_wrong").
    """
    site = create_app(relay, pages, __version__, seconds=time.monotonic, allowance=allowance_of(chosen))
    config = uvicorn.Config(
        site.app,
        lifespan="off",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=END_SECONDS,
        ssl_certfile=chosen.certificate,
        ssl_keyfile=chosen.certificate_key,
    )
    listening = listen(chosen.host, chosen.port)
    scheme = "https" if chosen.certificate else "http"
    said = {
        "url": f"{scheme}://{chosen.host}:{listening.getsockname()[1]}",
        "epoch": relay.epoch(),
        "version": __version__,
        "codes": {unit: relay.invite(UnitCode(unit)) for unit in chosen.invite},
    }
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: None)  # uvicorn raises it once more after a graceful end
    _collect_seldom()
    server = _Server(config, site.bell, said, chosen.announce)
    server.ends_with_input = chosen.end_with_input
    server.run([listening])


def _collect_seldom() -> None:
    """A push makes thousands of objects without a cycle: looked through every 700 of them they cost a seventh of it."""
    gc.collect()
    gc.freeze()  # what is here stays
    gc.set_threshold(NEW_OBJECTS)


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; port 0: any free one. Raises Unavailable("port_taken"), RuleBroken("port_wrong")."""
    if not 0 <= port <= MAX_PORT:
        raise RuleBroken("port_wrong", port=port)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    # Windows lets a second program in on a port that is in use unless it is asked not to; elsewhere the same option
    # only means a port whose last connections are still dying.
    option = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
    listening.setsockopt(socket.SOL_SOCKET, option, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # of two bound at one moment one may listen, and no loop tells the other
    except OSError as taken:
        listening.close()
        raise Unavailable("port_taken", host=host, port=port) from taken
    listening.set_inheritable(True)
    return listening


class _Server(uvicorn.Server):
    """Announces itself when it listens, and lets the waiting feeds go when it is told to end."""

    def __init__(self, config: uvicorn.Config, bell: Bell, said: Mapping[str, object], announce: Path | None) -> None:
        super().__init__(config)
        self._bell = bell
        self._said = said
        self._announce = announce
        self.ends_with_input = False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._announce is not None:
            fresh = self._announce.with_suffix(".new")
            fresh.touch(mode=0o600)
            fresh.write_text(json.dumps(self._said, ensure_ascii=False), "utf-8")
            fresh.replace(self._announce)
        print(f"{self._said['url']}", flush=True)
        if self.ends_with_input:
            _when_input_ends(asyncio.get_running_loop(), self._leave)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._bell.close()
        super().handle_exit(sig, frame)

    def _leave(self) -> None:
        """Whoever started this server is gone: end as after a signal."""
        self._bell.close()
        self.should_exit = True


def _when_input_ends(loop: asyncio.AbstractEventLoop, leave: Callable[[], None]) -> None:
    """Call ``leave`` in the loop once nobody holds the other end of standard input.

    A waiting thread, for no loop can wait for an anonymous pipe on every system; it never keeps the process alive.
    """
    number = sys.stdin.fileno()

    def wait() -> None:
        while os.read(number, 1):
            pass
        loop.call_soon_threadsafe(leave)

    threading.Thread(target=wait, name="input", daemon=True).start()
