"""What ``commandpost-server`` can be told."""

from __future__ import annotations

import argparse
from pathlib import Path

from commandpost import __version__
from commandpost.app.desk import Tier
from commandpost.app.throttle import Allowance

USUAL = Allowance()


def parser() -> argparse.ArgumentParser:
    """Return the parser of the server's command line."""
    made = argparse.ArgumentParser(prog="commandpost-server", description="a journal that desks synchronise with")
    made.add_argument("--version", action="version", version=f"commandpost-server {__version__}")
    made.add_argument("--database", required=True, help="sqlite:///FILE or postgresql+psycopg://…")
    made.add_argument("--key-file", type=Path, help="raw key of an encrypted SQLite file, 64 hex digits")
    _whose(made.add_argument_group("whose journal it is"))
    _wire(made.add_argument_group("the wire"))
    _upper(made.add_argument_group("the server above"))
    _once(made.add_argument_group("done once, then the program ends"))
    made.add_argument("--virtual-clock", type=Path, help="file with the time of a tour")
    return made


def _whose(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--unit", default="000000", help="division code of the unit that runs this server")
    group.add_argument("--name", default="server", help="of this server, as its journal shows it")
    group.add_argument("--tier", type=Tier, default=Tier.DISTRICT, choices=list(Tier), help="stands in receipts")
    group.add_argument("--units", type=Path, help="TOML table of units and their parents")
    group.add_argument(
        "--restored", action="store_true", help="the database was put back from a backup: ask for all again"
    )


def _wire(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--host", default="127.0.0.1")
    group.add_argument("--port", type=int, default=8710, help="0: any free one")
    group.add_argument("--certificate", type=Path, help="PEM file; without one the wire is plain HTTP")
    group.add_argument("--certificate-key", type=Path, help="PEM file")
    group.add_argument("--tls-authority", type=Path, help="PEM shown to desks that were told its fingerprint")
    group.add_argument("--announce", type=Path, help="write url, epoch and codes to this file when ready")
    group.add_argument("--end-with-input", action="store_true", help="end when standard input is closed")
    group.add_argument("--invite", action="append", default=[], metavar="UNIT", help="put a code into the announcement")
    group.add_argument("--requests-a-second", type=float, default=USUAL.requests_a_second, help="of one device")
    group.add_argument("--burst", type=int, default=USUAL.burst, help="requests of one device at once")
    group.add_argument("--entries-a-day", type=int, default=USUAL.entries_a_day, help="of one device")
    group.add_argument("--blob-bytes-a-day", type=int, default=USUAL.blob_bytes_a_day, help="of one device")


def _upper(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--upstream", metavar="URL", help="bring everything held here to this server as well")
    group.add_argument("--upstream-code", metavar="CODE", help="one-time code of the first time")
    group.add_argument("--upstream-authority", type=Path, metavar="FILE", help="PEM of the upper server's authority")
    group.add_argument(
        "--trust", action="append", default=[], metavar="HEX", help="public key of a server below, see --authority"
    )


def _once(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--enrol-code", action="append", default=[], metavar="UNIT", help="print a one-time code")
    group.add_argument("--devices", action="store_true", help="list the enrolled workstations")
    group.add_argument("--revoke", action="append", default=[], metavar="DEVICE", help="let a workstation in no more")
    group.add_argument(
        "--board-user", action="append", default=[], nargs=2, metavar=("NAME", "UNIT"), help="print a password"
    )
    group.add_argument("--backup", type=Path, metavar="FOLDER", help="write a verified copy of the whole journal there")
    group.add_argument("--restore", type=Path, metavar="FILE", help="put such a copy into this empty database")
    group.add_argument("--authority", action="store_true", help="print this server's public key")
    group.add_argument(
        "--migrate", action="store_true", help="make the tables or bring them up to date, as their owner in PostgreSQL"
    )


def allowance_of(chosen: argparse.Namespace) -> Allowance:
    """Return what a device may ask of this server."""
    return Allowance(
        requests_a_second=chosen.requests_a_second,
        burst=chosen.burst,
        entries_a_day=chosen.entries_a_day,
        blob_bytes_a_day=chosen.blob_bytes_a_day,
    )
