"""The link of a workstation to its server, when one is named."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from commandpost.app.syncing import LinkLog, SyncService
from commandpost.journal.clock import TrustedClock
from commandpost.journal.entry import ChangeSet
from commandpost.storage.store import JournalStore
from commandpost.transport.http_peer import HttpPeer

SERVER_SETTING = "server.url"
CHANCE_BITS = 32

Announce = Callable[[ChangeSet], None]


def known_sync(
    store: JournalStore, clock: TrustedClock, announce: Announce, outages: LinkLog | None = None
) -> SyncService:
    """Return the sync of a workstation; it waits for a server where none was ever named."""
    url = store.setting(SERVER_SETTING)
    peer = make_peer(store, clock, url) if isinstance(url, str) and url else None
    return SyncService(store, peer, clock, chance=chance, announce=announce, outages=outages)


def make_peer(store: JournalStore, clock: TrustedClock, url: str) -> HttpPeer:
    """Return the server at an address, as this workstation speaks to it."""
    return HttpPeer(url, device=store.device().device, sign=store.sign_request, clock=clock)


def chance() -> float:
    """Return a number, uniform in [0, 1)."""
    return secrets.randbits(CHANCE_BITS) / (1 << CHANCE_BITS)
