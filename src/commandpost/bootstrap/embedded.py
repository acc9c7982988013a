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
from collections.abc import Iterator
from contextlib import contextmanager
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
        try:
            said: dict[str, Any] = json.loads(self.announce_file.read_text("utf-8"))
        except (OSError, ValueError):  # another desktop starts it anew at this moment
            return {}
        return said

    def start(self) -> dict[str, Any]:
        """Start the process and wait until it has announced itself.

        Raises ``Unavailable("server_not_started", reason)`` when it ends, stays silent or the disk refuses; no
        process is left then.
        """
        try:
            said = self._begun()
        except Unavailable:
            with _not_started():
                self._port_file.unlink(missing_ok=True)  # somebody else took our port
            said = self._begun()
        self._keep_port(str(said["url"]).rpartition(":")[2])
        return said

    def begin(self) -> None:
        """Start the process where it was last time and do not wait; one that still runs is stopped first.

        Raises Unavailable("server_not_started", reason) where the system refuses a file or the process.
        """
        self.stop()
        with _not_started():
            self._launch()

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
        """Stop it for all desks that use it, until one of them starts it.

        Raises ``Unavailable("disk_failed")`` where the others cannot be told; here it is stopped.
        """
        try:
            self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._off_file.touch()
        except OSError as refused:
            raise Unavailable("disk_failed") from refused
        finally:
            self.stop()

    @property
    def _off_file(self) -> Path:
        return self.home / "server.off"

    @property
    def _port_file(self) -> Path:
        return self.home / "server.port"

    def _last_port(self) -> int:
        try:
            return int(self._port_file.read_text("ascii"))
        except (OSError, ValueError):  # none was kept, or a full disk kept none of it
            return 0

    def _keep_port(self, port: str) -> None:
        """Where it is found again; a disk that keeps no port has no room for the server's own journal either."""
        fresh = self._port_file.with_suffix(".new")
        try:
            with _not_started():
                fresh.write_text(port, "ascii")
                fresh.replace(self._port_file)
        except Unavailable:
            self.stop()
            raise

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
        log = self.home / "server.log"
        tail = log.read_text("utf-8", "replace")[-400:] if log.exists() else ""
        raise Unavailable("server_not_started", reason=tail.strip().splitlines()[-1] if tail.strip() else "")


def answers(url: str) -> bool:
    """Tell whether somebody listens at the address."""
    place = urlsplit(url)
    try:
        with socket.create_connection((place.hostname or "", place.port or 0), CONNECT_SECONDS):
            return True
    except OSError:
        return False


@contextmanager
def _not_started() -> Iterator[None]:
    """What the system refuses is told as a server that did not start."""
    try:
        yield
    except OSError as refused:
        raise Unavailable("server_not_started", reason=str(refused)) from refused
