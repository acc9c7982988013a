"""A tile server on loopback: pictures that say which square they are, faults on demand, and what it was asked."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit


@dataclass(slots=True)
class TileServer:
    """``answer`` replaces the status and body of every request while it is set."""

    port: int = 0
    asked: list[str] = field(default_factory=list)
    answer: tuple[int, bytes] | None = None
    where: str = ""  # where a redirect leads
    document: bytes = b""  # what GetCapabilities answers

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def picture(red: int, green: int, blue: int, side: int = 256) -> bytes:
    """A PNG of one colour."""
    lines = (b"\0" + bytes((red, green, blue)) * side) * side

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


def picture_of(z: int, x: int, y: int) -> bytes:
    """The colour of a square tells its column and row."""
    return picture(z * 10 % 256, x % 256, y % 256)


@contextmanager
def tile_server() -> Iterator[TileServer]:
    """Serve until the block ends."""
    state = TileServer()

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append(self.path)
            status, body = state.answer or (
                200,
                state.document if _asks(self.path) else picture_of(*_square(self.path)),
            )
            self.send_response(status)
            if state.where:
                self.send_header("Location", state.where)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    state.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _asks(path: str) -> bool:
    return "GetCapabilities" in path


def _square(path: str) -> tuple[int, int, int]:
    parts = urlsplit(path)
    told = parse_qs(parts.query)
    if "TILEMATRIX" in told:
        return int(told["TILEMATRIX"][0]), int(told["TILECOL"][0]), int(told["TILEROW"][0])
    z, x, y = parts.path.strip("/").removesuffix(".png").split("/")[-3:]
    return int(z), int(x), int(y)
