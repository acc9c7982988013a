"""A throw-away PostgreSQL cluster on a Unix socket, started by the tests that need one."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

ROOMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))


class Cluster:
    """One cluster; its databases are reached by ``url``. It must not run as root, so it runs as ``postgres``.

    ``durable``: with its own fsync, as in service. What tests kill processes for is in the kernel's hands without it.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self._fsync = "on" if durable else "off"
        self.home = Path(tempfile.mkdtemp(prefix="cp-pg-", dir="/tmp"))
        self._data = self.home / "data"
        if os.geteuid() == 0:
            shutil.chown(self.home, "postgres", "postgres")
        self.home.chmod(0o755)
        self._run("initdb", "-D", str(self._data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
        self.start()

    def start(self) -> None:
        options = f"-k {self.home} -c listen_addresses='' -c max_connections=40 -c fsync={self._fsync}"
        self._run("pg_ctl", "-D", str(self._data), "-w", "-l", str(self.home / "log"), "-o", options, "start")

    def stop(self, mode: str = "fast") -> None:
        self._run("pg_ctl", "-D", str(self._data), "-m", mode, "-w", "stop")

    def set(self, setting: str) -> None:
        """Add a line to the cluster's configuration and start it anew."""
        with (self._data / "postgresql.auto.conf").open("a", encoding="utf-8") as file:
            file.write(setting + "\n")
        self.stop()
        self.start()

    def database(self) -> str:
        """Make a fresh database and return its URL."""
        name = f"cp_{secrets.token_hex(4)}"
        self._run("createdb", "-h", str(self.home), "-U", "postgres", name)
        return f"postgresql+psycopg://postgres@/{name}?host={self.home}"

    def drop(self, name: str) -> None:
        """Take a database away from under whoever uses it."""
        self._run("dropdb", "-h", str(self.home), "-U", "postgres", "--force", name)

    def close(self) -> None:
        self.stop("immediate")
        shutil.rmtree(self.home)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(ROOMS[-1] / program), *arguments]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--", *command]
        ended = subprocess.run(command, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, check=False)
        if ended.returncode:
            raise RuntimeError(f"{program}: {ended.stderr.decode()}{ended.stdout.decode()}")


def started_cluster() -> Cluster:
    """Start a cluster, or skip the test and say what is missing."""
    if not ROOMS:
        pytest.skip("PostgreSQL is not installed (apt install postgresql)")
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("setpriv is missing: PostgreSQL refuses to run as root")
    return Cluster()
