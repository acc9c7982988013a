"""A server of another version, in the place of ours."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from commandpost.domain.errors import Unavailable
from tests.server_process import STREET, ServerProcess, open_desk


class NextVersion(BaseHTTPRequestHandler):
    """Speaks protocol 2."""

    def do_GET(self) -> None:
        self.send_response(426)
        for name, value in {"CP-Protocol": "2", "Content-Length": "0", "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        """A test says enough."""


def test_a_server_of_another_version_is_said_and_nothing_is_lost(small_server: ServerProcess, tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "desk", STREET, "S1")
    try:
        desk.enroll(small_server).once()
        written = desk.write("升级期间")
        with HTTPServer(("127.0.0.1", 0), NextVersion) as other:
            serving = threading.Thread(target=other.serve_forever, kwargs={"poll_interval": 0.01})
            serving.start()
            sync = desk.link(f"http://127.0.0.1:{other.server_port}")
            with pytest.raises(Unavailable, match="server_version"):
                sync.once()
            problem, pending = sync.status().problem, sync.status().pending
            other.shutdown()
            serving.join()
        desk.link(small_server.url).once()

        assert (problem, pending) == ("server_version", 1)
        assert desk.store.entry(written) is not None
        assert desk.store.pending() == 0
    finally:
        desk.close()
