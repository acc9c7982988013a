"""The embedded server of the sample: a real server process on loopback with its own database.

It lives no longer than the desktop that started it: it reads a pipe that only this process holds open, and ends when
the pipe closes, whether the desktop was closed, told to end, crashed or killed. A desktop beside it that used it starts
it anew then, unless somebody switched it off.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from commandpost.domain.errors import Unavailable

START_SECONDS = 20.0
STOP_SECONDS = 5.0
POLL_SECONDS = 0.05
CONNECT_SECONDS = 0.3


@dataclass(slots=True)
class EmbeddedServer:
    """Starts and stops one server process; its address and enrolment codes stand in the announce file.

    The port is kept over restarts, so that desktops find it again.
    """

    home: Path
    units: Path
    invites: tuple[str, ...] = ()  # units that get a one-time code with every start
    virtual_clock: Path | None = None
    _process: subprocess.Popen[bytes] | None = None

    @property
    def announce_file(self) -> Path:
        return self.home / "server.json"

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def begun(self) -> bool:
        """Whether this process started it and did not stop it."""
        return self._process is not None

    @property
    def switched_off(self) -> bool:
        """Whether somebody at one of the desks wants it to stand still."""
        return self._off_file.exists()

    @property
    def url(self) -> str:
        """Where it answers, or did; "" before its first start."""
        port = self._last_port()
        return str(self.announced().get("url", "")) or (f"http://127.0.0.1:{port}" if port else "")

    @property
    def lost(self) -> bool:
        """Whether it was started, nobody stopped it, and it is gone."""
        return self._process is not None and self._process.poll() is not None

    def announced(self) -> dict[str, Any]:
        """What the server last said of itself: url, epoch, codes; {} before its first start."""
        if not self.announce_file.exists():
            return {}
        said: dict[str, Any] = json.loads(self.announce_file.read_text("utf-8"))
        return said

    def start(self) -> dict[str, Any]:
        """Start the process and wait until it has announced itself.

        Raises ``Unavailable("server_not_started", reason)`` when it ends or stays silent; no process is left then.
        """
        try:
            said = self._begun()
        except Unavailable:
            self._port_file.unlink(missing_ok=True)  # somebody else took our port
            said = self._begun()
        self._port_file.write_text(str(said["url"]).rpartition(":")[2], "ascii")
        return said

    def begin(self) -> None:
        """Start the process where it was last time and do not wait; one that still runs is stopped first.

        Raises Unavailable("server_not_started", reason) where the system refuses a file or the process.
        """
        self.stop()
        try:
            self._launch()
        except OSError as refused:
            raise Unavailable("server_not_started", reason=str(refused)) from refused

    def _launch(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        port = self._last_port()
        self.announce_file.unlink(missing_ok=True)
        self._off_file.unlink(missing_ok=True)
        with (self.home / "server.log").open("ab") as log:
            self._process = subprocess.Popen(self._command(port), stdin=subprocess.PIPE, stdout=log, stderr=log)

    def _begun(self) -> dict[str, Any]:
        self.begin()
        try:
            return self._announced_soon()
        except Unavailable:
            self.stop()
            raise

    def stop(self) -> None:
        """Ask the process to end and wait for it."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        if os.name == "posix":  # elsewhere it would be a kill: the closed pipe asks politely
            process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def switch_off(self) -> None:
        """Stop it for all desks that use it, until one of them starts it."""
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._off_file.touch()
        self.stop()

    @property
    def _off_file(self) -> Path:
        return self.home / "server.off"

    @property
    def _port_file(self) -> Path:
        return self.home / "server.port"

    def _last_port(self) -> int:
        return int(self._port_file.read_text("ascii")) if self._port_file.exists() else 0

    def _command(self, port: int) -> list[str]:
        command = [
            sys.executable,
            "-m",
            "commandpost.bootstrap.server",
            "--database",
            f"sqlite:///{self.home / 'server.db'}",
        ]
        command += ["--host", "127.0.0.1", "--port", str(port), "--announce", str(self.announce_file)]
        command += ["--end-with-input"]
        command += ["--units", str(self.units)]
        for unit in self.invites:
            command += ["--invite", unit]
        if self.virtual_clock is not None:
            command += ["--virtual-clock", str(self.virtual_clock)]
        return command

    def _announced_soon(self) -> dict[str, Any]:
        limit = time.monotonic() + START_SECONDS
        while time.monotonic() < limit:
            if self.announce_file.exists():
                return self.announced()
            if not self.running:
                break
            time.sleep(POLL_SECONDS)
        tail = (self.home / "server.log").read_text("utf-8", "replace")[-400:]
        raise Unavailable("server_not_started", reason=tail.strip().splitlines()[-1] if tail.strip() else "")


def answers(url: str) -> bool:
    """Tell whether somebody listens at the address."""
    place = urlsplit(url)
    try:
        with socket.create_connection((place.hostname or "", place.port or 0), CONNECT_SECONDS):
            return True
    except OSError:
        return False
