"""Which server is believed: one with a public certificate, or one whose authority's fingerprint a person told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.security.certificates import fingerprint, only_certificate, pinned
from commandpost.transport.authority import fetch_authority

AUTHORITY_FILE = "server-authority.pem"
ROOM_AUTHORITY_FILE = "room-authority.pem"  # of the desk of the room this one is connected to
ADDRESS = re.compile(r"(https?://[^\s/#?]+)/?(?:#sha256:([0-9a-fA-F]{64}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerAddress:
    """An address as the administrator writes it: ``https://host:port#sha256:FINGERPRINT``, or without the latter."""

    url: str
    fingerprint: str = ""


def read_address(said: str) -> ServerAddress:
    """Raise RuleBroken("server_address_invalid") for anything that is no address, and as ``refuse_plain``."""
    found = ADDRESS.fullmatch(said.strip())
    if found is None or (found[2] and not found[1].startswith("https:")):
        raise RuleBroken("server_address_invalid", field="url")
    refuse_plain(found[1])
    return ServerAddress(url=found[1], fingerprint=(found[2] or "").lower())


def refuse_plain(url: str) -> None:
    """Whoever stands on the line would read along and answer in the server's place: only this machine needs no TLS.

    Raises RuleBroken("server_address_plain"), RuleBroken("server_address_invalid").
    """
    try:
        place = urlsplit(url)
        host = place.hostname or ""
    except ValueError as broken:
        raise RuleBroken("server_address_invalid", field="url") from broken
    if place.scheme == "http" and not is_here(host):
        raise RuleBroken("server_address_plain", field="url", host=host)


def is_here(host: str) -> bool:
    """Whether a host's name or address means the machine itself, so that nothing goes over a line."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def believed(address: ServerAddress, folder: Path) -> Path | None:
    """Return the file of the authority to trust instead of the system's, fetched once and compared; None without one.

    Raises Unavailable("server_untrusted") when the server shows another authority.
    """
    file = folder / AUTHORITY_FILE
    if not address.fingerprint:
        return None
    if file.exists() and pinned(file.read_bytes(), address.fingerprint) is not None:
        return file
    authority = pinned(fetch_authority(address.url), address.fingerprint)
    if authority is None:
        raise Unavailable("server_untrusted", url=address.url)
    file.write_bytes(authority)
    return file


def keep_one(file: Path) -> str:
    """Cut a kept authority's file to its first certificate, the one whose fingerprint was compared, and return that.

    Versions up to 2026-11 kept whatever had come beside it. "": the file holds no certificate, which nobody trusts.
    """
    try:
        kept = file.read_bytes()
        alone = only_certificate(kept)
    except (FileNotFoundError, ValueError):
        return ""
    if alone != kept:
        file.write_bytes(alone)
    return fingerprint(alone)
