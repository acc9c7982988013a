"""The Patroni sample of deploy/, really started: etcd and two nodes on loopback, on ports the system chose."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

import psycopg
import pytest

from tests.left_behind import Keeper
from tests.postgres import ROOMS

SAMPLE = Path(__file__).resolve().parents[1] / "deploy" / "patroni"
INSTALLED, HERE = "/etc/commandpost/cluster", "tls/127.0.0.1"  # a machine's certificate there, and below a test's home
PATIENCE = 120.0  # seconds for anything on a busy machine
PASSWORD = "CHANGE-1"  # the sample's own, in a cluster that lives for one test


def free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports


@dataclass(slots=True)
class Node:
    """One machine of the cluster: a Patroni that keeps a PostgreSQL."""

    name: str
    home: Path
    port: int
    rest: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        return self.home / self.name

    def start(self) -> None:
        with (self.home / f"{self.name}.log").open("ab") as log:
            command = [*_as_postgres(), "patroni", str(self.home / f"{self.name}.yml")]
            self.process = subprocess.Popen(command, cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def lose(self) -> None:
        """SIGKILL to everything on it, as when the machine loses its power."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None
        for process in self.postgres():
            _kill(process, signal.SIGKILL)

    def postgres(self) -> list[int]:
        """The postmaster and its children; [] when none runs."""
        try:
            master = int((self.data / "postmaster.pid").read_text("ascii").splitlines()[0])
            children = Path(f"/proc/{master}/task/{master}/children").read_text("ascii").split()
        except (OSError, ValueError, IndexError):
            return []
        return [master, *map(int, children)]

    def wal_receiver(self) -> int:
        """The process that takes the primary's log in."""
        for process in self.postgres():
            with suppress(OSError):  # it ended meanwhile
                if b"walreceiver" in Path(f"/proc/{process}/cmdline").read_bytes():
                    return process
        raise AssertionError("the standby receives nothing")

    def members(self) -> dict[str, str]:
        """Role of each node as this one sees it; {} when it does not answer."""
        try:
            with urllib.request.urlopen(
                f"https://127.0.0.1:{self.rest}/cluster", timeout=3, context=machine(self.home)
            ) as answer:
                said = json.load(answer)
        except (urllib.error.URLError, OSError, ValueError):
            return {}
        return {one["name"]: one["role"] for one in said["members"] if one.get("state") in {"running", "streaming"}}


@dataclass(slots=True)
class PatroniCluster:
    """Two nodes in synchronous mode and one etcd."""

    home: Path
    nodes: tuple[Node, Node]
    etcd_port: int
    keeper: Keeper
    etcd: subprocess.Popen[bytes] | None = None
    database: str = field(default_factory=lambda: f"cp_{secrets.token_hex(4)}")

    def start(self) -> None:
        (peer,) = free_ports(1)
        client, peers = f"https://127.0.0.1:{self.etcd_port}", f"https://127.0.0.1:{peer}"
        given = {
            "ETCD_DATA_DIR": str(self.home / "etcd"),
            "ETCD_LISTEN_CLIENT_URLS": client,
            "ETCD_ADVERTISE_CLIENT_URLS": client,
            "ETCD_LISTEN_PEER_URLS": peers,
            "ETCD_INITIAL_ADVERTISE_PEER_URLS": peers,
            "ETCD_INITIAL_CLUSTER": f"node1={peers}",
        }
        environment = {**os.environ, **_sample_environment(self.home), **given}
        with (self.home / "etcd.log").open("ab") as log:
            command = [*_as_postgres(), "etcd"]
            self.etcd = subprocess.Popen(command, cwd="/", env=environment, stdout=log, stderr=log)
        for node in self.nodes:
            node.start()
            self.until(lambda one=node: one.name in self.roles(), f"{node.name} runs")
        self.in_step()
        with psycopg.connect(self.address("postgres"), autocommit=True) as link:
            link.execute(f"CREATE DATABASE {self.database}")

    def roles(self) -> dict[str, str]:
        return next((said for node in self.nodes if (said := node.members())), {})

    def primary(self) -> Node:
        self.until(lambda: "leader" in self.roles().values(), "a primary")
        roles = self.roles()
        return next(node for node in self.nodes if roles.get(node.name) == "leader")

    def standby(self) -> Node:
        primary = self.primary()
        return next(node for node in self.nodes if node is not primary)

    def in_step(self) -> None:
        """Wait until the other node is a synchronous standby."""
        self.until(lambda: sorted(self.roles().values()) == ["leader", "sync_standby"], "a synchronous standby")

    def until(self, holds: object, what: str) -> None:
        limit = monotonic() + PATIENCE
        while not holds():  # type: ignore[operator]  # a condition
            assert monotonic() < limit, f"never: {what}; {self.tail()}"
            sleep(0.1)

    def address(self, database: str = "") -> str:
        """What libpq takes: both nodes, and the one of them that takes writes."""
        hosts = "host=127.0.0.1,127.0.0.1 port=" + ",".join(str(node.port) for node in self.nodes)
        who = f"dbname={database or self.database} user=postgres password={PASSWORD}"
        return f"{hosts} {who} target_session_attrs=read-write connect_timeout=3 options='-c statement_timeout=60000'"

    def url(self, options: str = "") -> str:
        """The address as the sample's server.env writes it."""
        line = next(one for one in _lines(SAMPLE / "server.env") if one.startswith("DATABASE="))
        url = line.removeprefix("DATABASE=").replace("commandpost:CHANGE-4@/commandpost", f"postgres:{PASSWORD}@/DB")
        for host, node in zip(("10.0.0.1:5432", "10.0.0.2:5432"), self.nodes, strict=True):
            url = url.replace(host, f"127.0.0.1:{node.port}")
        return url.replace("@/DB", f"@/{self.database}") + options

    def tail(self) -> str:
        return "\n".join(file.read_text("utf-8", "replace")[-1500:] for file in sorted(self.home.glob("*.log")))

    def close(self) -> None:
        """End everything; a test that is killed leaves it to the keeper alone."""
        self.keeper.close()
        for process in (self.etcd, *(node.process for node in self.nodes)):
            if process is not None:
                process.wait()


def machine(home: Path) -> ssl.SSLContext:
    """What a machine of the cluster shows and believes."""
    context = ssl.create_default_context(cafile=home / HERE / "authority.pem")
    context.load_cert_chain(home / HERE / "machine.pem", home / HERE / "machine.key")
    return context


def patroni_cluster(*, lag: int = 0) -> PatroniCluster:
    """Write both nodes' files from the sample, or skip the test and say what is missing.

    ``lag``: how many bytes a standby may be behind and take over; the sample says none.
    """
    for program, package in (("patroni", "patroni"), ("etcd", "etcd-server"), ("setpriv", "util-linux")):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed (apt install {package})")
    if not ROOMS:
        pytest.skip("PostgreSQL is not installed (apt install postgresql)")
    home = Path(tempfile.mkdtemp(prefix="cp-patroni-", dir="/tmp"))
    ports = free_ports(5)
    nodes = (Node("node1", home, ports[0], ports[1]), Node("node2", home, ports[2], ports[3]))
    for node in nodes:
        (home / f"{node.name}.yml").write_text(_filled(node, ports[4], lag), "utf-8")
    command = ["sh", str(SAMPLE / "certificates.sh"), str(home / "tls"), "127.0.0.1"]
    subprocess.run(command, check=True, capture_output=True)
    if os.geteuid() == 0:
        for each in (home, *home.rglob("*")):
            shutil.chown(each, "postgres", "postgres")
    home.chmod(0o755)
    return PatroniCluster(home, nodes, ports[4], Keeper(home))


def _filled(node: Node, etcd: int, lag: int) -> str:
    """The sample with nothing changed but names, addresses and paths."""
    text = (SAMPLE / "patroni.yml").read_text("utf-8")
    for said, own in (
        ("name: node1", f"name: {node.name}"),
        ("10.0.0.1:8008", f"127.0.0.1:{node.rest}"),
        ("10.0.0.1:5432", f"127.0.0.1:{node.port}"),
        ("10.0.0.1:2379,10.0.0.2:2379,10.0.0.3:2379", f"127.0.0.1:{etcd}"),
        ("10.0.0.0/24", "127.0.0.1/32"),
        (INSTALLED, str(node.home / HERE)),
        ("maximum_lag_on_failover: 0", f"maximum_lag_on_failover: {lag}"),
        ("/var/lib/postgresql/commandpost", str(node.data)),
        ("/var/lib/postgresql/.pgpass-patroni", str(node.home / f"{node.name}.pgpass")),
        ("/usr/lib/postgresql/15/bin", str(ROOMS[-1])),
        ("  pg_hba:", f"  parameters: {{unix_socket_directories: {node.home}}}\n  pg_hba:"),
    ):
        assert said in text, said
        text = text.replace(said, own)
    return text


def _sample_environment(home: Path) -> dict[str, str]:
    said = dict(line.split("=", 1) for line in _lines(SAMPLE / "etcd.env"))
    return {name: value.replace(INSTALLED, str(home / HERE)) for name, value in said.items()}


def _lines(file: Path) -> list[str]:
    return [line for line in file.read_text("utf-8").splitlines() if "=" in line and not line.startswith("#")]


def _as_postgres() -> list[str]:
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]


def _kill(process: int, number: int) -> None:
    try:
        os.kill(process, number)
    except ProcessLookupError:
        return  # it had ended
