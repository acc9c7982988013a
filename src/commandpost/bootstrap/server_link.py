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
) -> SyncService | None:
    """Return the sync of a workstation whose server is known; None where none was ever named."""
    url = store.setting(SERVER_SETTING)
    return make_sync(store, clock, announce, url, outages) if isinstance(url, str) and url else None


def make_sync(
    store: JournalStore, clock: TrustedClock, announce: Announce, url: str, outages: LinkLog | None = None
) -> SyncService:
    """Return the sync with the server at an address."""
    peer = HttpPeer(url, device=store.device().device, sign=store.sign_request, clock=clock)
    return SyncService(store, peer, clock, chance=chance, announce=announce, outages=outages)


def chance() -> float:
    """Return a number, uniform in [0, 1)."""
    return secrets.randbits(CHANCE_BITS) / (1 << CHANCE_BITS)
