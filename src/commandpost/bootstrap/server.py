"""The server's command line: a journal with HTTP on it.

``commandpost-server --database sqlite:///FILE | postgresql+psycopg://…`` serves; with ``--enrol-code UNIT`` it prints a
one-time code for a workstation of a unit and ends.
"""

from __future__ import annotations

import argparse
import json
import secrets
import signal
import socket
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

import uvicorn

from commandpost import __version__
from commandpost.app.desk import Tier
from commandpost.app.relay import RelayService
from commandpost.bootstrap.clocks import FileRawClock, SystemRawClock
from commandpost.bootstrap.paths import resources_dir
from commandpost.bootstrap.unit_table import enter_units, read_units
from commandpost.domain.errors import CommandPostError, Unavailable
from commandpost.domain.ids import UnitCode
from commandpost.journal.clock import Clock, TrustedClock
from commandpost.security.signing import Ed25519Signing
from commandpost.server.bell import Bell
from commandpost.server.status_page import StatusPage
from commandpost.server.web import create_app
from commandpost.storage.database import Place
from commandpost.storage.store import JournalStore, open_store

CANNOT = 2
END_SECONDS = 3  # how long a request under way may still take when the server ends


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until told to end; return 0, or 2 when it could not begin."""
    chosen = _parser().parse_args(arguments)
    try:
        return _run(chosen)
    except CommandPostError as error:
        print(f"commandpost-server: {error}", file=sys.stderr)
        return CANNOT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="commandpost-server", description="a journal that desks synchronise with")
    parser.add_argument("--version", action="version", version=f"commandpost-server {__version__}")
    parser.add_argument("--database", required=True, help="sqlite:///FILE or postgresql+psycopg://…")
    parser.add_argument("--key-file", type=Path, help="raw key of an encrypted SQLite file, 64 hex digits")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8710, help="0: any free one")
    parser.add_argument("--certificate", type=Path, help="PEM file; without one the wire is plain HTTP")
    parser.add_argument("--certificate-key", type=Path, help="PEM file")
    parser.add_argument("--announce", type=Path, help="write url, epoch and codes to this file when ready")
    parser.add_argument(
        "--invite", action="append", default=[], metavar="UNIT", help="put a code into the announcement"
    )
    parser.add_argument("--enrol-code", action="append", default=[], metavar="UNIT", help="print a code and end")
    parser.add_argument("--unit", default="000000", help="division code of the unit that runs this server")
    parser.add_argument("--name", default="server", help="of this server, as its journal shows it")
    parser.add_argument("--tier", type=Tier, default=Tier.DISTRICT, choices=list(Tier), help="stands in receipts")
    parser.add_argument("--units", type=Path, help="TOML table of units and their parents")
    parser.add_argument(
        "--restored", action="store_true", help="the database was put back from a backup: ask for all again"
    )
    parser.add_argument("--virtual-clock", type=Path, help="file with the time of a tour")
    return parser


def _run(chosen: argparse.Namespace) -> int:
    units = read_units(chosen.units)
    clock = TrustedClock(FileRawClock(chosen.virtual_clock) if chosen.virtual_clock else SystemRawClock())
    store = _open(chosen, clock)
    try:
        if chosen.restored:
            store.new_epoch()
        enter_units(store, units)
        names = {unit.code: unit.name for unit in units}
        relay = RelayService(store, Ed25519Signing(), clock, pick=secrets.choice, names=names)
        if chosen.enrol_code:
            for unit in chosen.enrol_code:
                print(f"{unit} {relay.invite(UnitCode(unit))}")
            return 0
        return _serve(chosen, relay)
    finally:
        store.close()


def _open(chosen: argparse.Namespace, clock: Clock) -> JournalStore:
    place = Place(unit=UnitCode(chosen.unit), name=chosen.name, tier=chosen.tier.value, serving=True, searchable=False)
    key = bytes.fromhex(chosen.key_file.read_text("ascii").strip()) if chosen.key_file else None
    return open_store(chosen.database, place, clock=clock, signing=Ed25519Signing(), key=key)


def _serve(chosen: argparse.Namespace, relay: RelayService) -> int:
    page = StatusPage((resources_dir() / "templates" / "status.html").read_text("utf-8"))
    site = create_app(relay, page, __version__)
    config = uvicorn.Config(
        site.app,
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=END_SECONDS,
        ssl_certfile=chosen.certificate,
        ssl_keyfile=chosen.certificate_key,
    )
    listening = _listen(chosen.host, chosen.port)
    scheme = "https" if chosen.certificate else "http"
    said = {
        "url": f"{scheme}://{chosen.host}:{listening.getsockname()[1]}",
        "epoch": relay.epoch(),
        "version": __version__,
        "codes": {unit: relay.invite(UnitCode(unit)) for unit in chosen.invite},
    }
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: None)  # uvicorn raises it once more after a graceful end
    _Server(config, site.bell, said, chosen.announce).run([listening])
    return 0


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
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

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._announce is not None:
            fresh = self._announce.with_suffix(".new")
            fresh.touch(mode=0o600)
            fresh.write_text(json.dumps(self._said, ensure_ascii=False), "utf-8")
            fresh.replace(self._announce)
        print(f"{self._said['url']}", flush=True)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._bell.close()
        super().handle_exit(sig, frame)


if __name__ == "__main__":
    sys.exit(main())
