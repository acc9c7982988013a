"""The link of a workstation to its server, when one is named."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from commandpost.app.syncing import SyncService
from commandpost.journal.clock import TrustedClock
from commandpost.journal.entry import ChangeSet
from commandpost.storage.store import JournalStore
from commandpost.transport.http_peer import HttpPeer

SERVER_SETTING = "server.url"
CHANCE_BITS = 32


def make_sync(
    store: JournalStore, clock: TrustedClock, announce: Callable[[ChangeSet], None], *, url: str | None = None
) -> SyncService | None:
    """The sync of a workstation whose server is known; None where none was ever named."""
    address = url or store.setting(SERVER_SETTING)
    if not isinstance(address, str) or not address:
        return None
    peer = HttpPeer(address, device=store.device().device, sign=store.sign_request, clock=clock)
    return SyncService(store, peer, clock, chance=chance, announce=announce)


def chance() -> float:
    """Uniform in [0, 1)."""
    return secrets.randbits(CHANCE_BITS) / 2**CHANCE_BITS
