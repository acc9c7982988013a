"""The link of a workstation to its server, when one is named."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

from commandpost.app.link_standing import LinkLog
from commandpost.app.syncing import SyncService
from commandpost.bootstrap.server_trust import AUTHORITY_FILE, keep_one
from commandpost.journal.clock import TrustedClock
from commandpost.journal.entry import ChangeSet
from commandpost.storage.store import JournalStore
from commandpost.transport.http_peer import HttpPeer

SERVER_SETTING = "server.url"
FINGERPRINT_SETTING = "server.fingerprint"  # of the authority a person told; "" for a public certificate
CHANCE_BITS = 32

Announce = Callable[[ChangeSet], None]


def known_sync(
    store: JournalStore, clock: TrustedClock, announce: Announce, folder: Path, outages: LinkLog | None = None
) -> SyncService:
    """Return the sync of a workstation; it waits for a server where none was ever named.

    ``folder`` is where the authority's certificate lies, of a server with one of its own.
    """
    url, told = store.setting(SERVER_SETTING), store.setting(FINGERPRINT_SETTING)
    authority = folder / AUTHORITY_FILE if told else None
    peer = make_peer(store, clock, url, authority) if isinstance(url, str) and url else None
    return SyncService(store, peer, clock, chance=chance, announce=announce, outages=outages)


def make_peer(
    store: JournalStore, clock: TrustedClock, url: str, authority: Path | None = None, *, in_room: bool = False
) -> HttpPeer:
    """Return the server at an address, or the desk there that serves this room, as this workstation speaks to it."""
    device = store.device().device
    mark = "" if authority is None else keep_one(authority)
    room = mark if in_room else ""
    return HttpPeer(url, device=device, sign=store.sign_request, clock=clock, authority_file=authority, room=room)


def chance() -> float:
    """Return a number, uniform in [0, 1)."""
    return secrets.randbits(CHANCE_BITS) / (1 << CHANCE_BITS)
