"""``commandpost certificates``: a private authority and a server's certificate, and the fingerprint to tell desks."""

from __future__ import annotations

import argparse
from pathlib import Path

from commandpost.bootstrap.clocks import SystemRawClock
from commandpost.security.certificates import Issued, fingerprint, new_authority, server_certificate

AUTHORITY, AUTHORITY_KEY = "authority.pem", "authority.key"


def add_certificates(parser: argparse.ArgumentParser) -> None:
    """Tell the parser what the command takes."""
    parser.add_argument("--out", type=Path, required=True, help="folder; an authority that lies there is used again")
    parser.add_argument("--host", action="append", required=True, help="name or address desks reach the server by")
    parser.add_argument("--name", default="commandpost", help="of a new authority")


def run_certificates(chosen: argparse.Namespace) -> int:
    """Write authority and server files; print the authority's fingerprint."""
    now = SystemRawClock().wall()
    chosen.out.mkdir(parents=True, exist_ok=True, mode=0o700)
    authority = _kept(chosen.out) or _keep(chosen.out, "authority", new_authority(chosen.name, now))
    _keep(chosen.out, "server", server_certificate(authority, chosen.host, now))
    print(fingerprint(authority.certificate))
    return 0


def _kept(folder: Path) -> Issued | None:
    certificate, key = folder / AUTHORITY, folder / AUTHORITY_KEY
    if not (certificate.exists() and key.exists()):
        return None
    return Issued(certificate=certificate.read_bytes(), key=key.read_bytes())


def _keep(folder: Path, name: str, issued: Issued) -> Issued:
    key = folder / f"{name}.key"
    key.unlink(missing_ok=True)
    key.touch(mode=0o600)
    key.write_bytes(issued.key)
    (folder / f"{name}.pem").write_bytes(issued.certificate)
    return issued
