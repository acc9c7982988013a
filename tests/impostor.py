"""Somebody in the middle: TLS with a certificate of an authority of its own, and answers that another one gave."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from commandpost.app import wire
from commandpost.bootstrap.clocks import SystemRawClock
from commandpost.journal.clock import TrustedClock
from commandpost.security.certificates import Issued, new_authority, server_certificate


class Impostor(ThreadingHTTPServer):
    """Answers with ``pages`` whatever asks, and keeps the paths it was asked for."""

    pages: Mapping[str, bytes]
    asked: list[str]

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that does not believe the certificate breaks off."""


class _Answers(BaseHTTPRequestHandler):
    server: Impostor

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        page = self.server.pages.get(self.path, b"{}")
        self.send_response(200)
        self.send_header(wire.PROTOCOL_HEADER, "1")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    do_POST = do_GET  # noqa: N815  # the name that the library looks for

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


@contextmanager
def impostor(home: Path, genuine: bytes, pages: Mapping[str, bytes]) -> Iterator[Impostor]:
    """Show the genuine authority with an own one behind it, and speak TLS with a certificate of the latter."""
    now = TrustedClock(SystemRawClock()).now()
    evil = new_authority("evil", now)
    server = Impostor(("127.0.0.1", 0), _Answers)
    server.pages = {**pages, wire.AUTHORITY: genuine + evil.certificate}
    server.asked = []
    server.socket = _tls(home, server_certificate(evil, ["127.0.0.1"], now)).wrap_socket(
        server.socket, server_side=True
    )
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _tls(home: Path, own: Issued) -> ssl.SSLContext:
    pem, key = home / "impostor.pem", home / "impostor.key"
    pem.write_bytes(own.certificate)
    key.write_bytes(own.key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, key)
    return context
