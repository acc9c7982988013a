"""``commandpost certificates``: a private authority and a server's certificate, and the fingerprint to tell desks."""

from __future__ import annotations

import argparse
from pathlib import Path

from commandpost.bootstrap.clocks import SystemRawClock
from commandpost.bootstrap.spoken import spoken
from commandpost.domain.errors import RuleBroken
from commandpost.security.certificates import Issued, fingerprint, new_authority, server_certificate

AUTHORITY, AUTHORITY_KEY = "authority.pem", "authority.key"
READABLE_FOLDER, READABLE_FILE = 0o755, 0o644  # whatever the umask of who makes them
LONGEST_NAME = 64  # characters of a common name, RFC 5280 appendix A.1


def add_certificates(parser: argparse.ArgumentParser) -> None:
    """Tell the parser what the command takes."""
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        help=spoken("文件夹；其中已有的证书机构接着用", "folder; an authority that lies there is used again"),
    )
    parser.add_argument(
        "--host",
        action="append",
        required=True,
        help=spoken("各席位连接服务器用的主机名或地址", "name or address desks reach the server by"),
    )
    parser.add_argument("--name", default="commandpost", help=spoken("新证书机构的名称", "of a new authority"))


def run_certificates(chosen: argparse.Namespace) -> int:
    """Write authority and server files; print the authority's fingerprint.

    Raises RuleBroken("host_name_wrong"|"authority_unreadable").
    """
    now = SystemRawClock().wall()
    hosts = [_name(host) for host in chosen.host]
    if not 0 < len(chosen.name) <= LONGEST_NAME:
        raise RuleBroken("host_name_wrong", host=chosen.name)
    _make_folder(chosen.out)
    authority = _kept(chosen.out) or _keep(chosen.out, "authority", new_authority(chosen.name, now))
    try:
        _keep(chosen.out, "server", server_certificate(authority, hosts, now))
        told = fingerprint(authority.certificate)
    except ValueError as broken:
        raise RuleBroken("authority_unreadable", folder=str(chosen.out)) from broken
    print(spoken("证书机构的指纹（告诉各席位）：", "Fingerprint of the authority, to tell the desks: ") + told)
    return 0


def _name(host: str) -> str:
    """A name as certificates write it: Chinese ones in their ASCII form. Raises RuleBroken("host_name_wrong")."""
    try:
        written = host.strip().encode("idna").decode("ascii")
    except UnicodeError as wrong:
        raise RuleBroken("host_name_wrong", host=host) from wrong
    if not 0 < len(written) <= LONGEST_NAME or any(letter in written for letter in " /"):
        raise RuleBroken("host_name_wrong", host=host)
    return written


def _kept(folder: Path) -> Issued | None:
    certificate, key = folder / AUTHORITY, folder / AUTHORITY_KEY
    if not (certificate.exists() and key.exists()):
        return None
    return Issued(certificate=certificate.read_bytes(), key=key.read_bytes())


def _make_folder(folder: Path) -> None:
    """The server runs as a user of its own and reads the certificates here; keys are their owner's alone."""
    if not folder.is_dir():
        folder.mkdir(parents=True)
        folder.chmod(READABLE_FOLDER)


def _keep(folder: Path, name: str, issued: Issued) -> Issued:
    key = folder / f"{name}.key"
    key.unlink(missing_ok=True)
    key.touch(mode=0o600)
    key.write_bytes(issued.key)
    certificate = folder / f"{name}.pem"
    certificate.write_bytes(issued.certificate)
    certificate.chmod(READABLE_FILE)
    return issued
