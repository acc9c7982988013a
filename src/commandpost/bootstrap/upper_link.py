"""The link of a server to the server above it: the same sync as a desk's, on a thread of its own."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from pathlib import Path

from commandpost.app.syncing import SyncService
from commandpost.bootstrap.server_link import chance
from commandpost.domain.errors import CommandPostError, Unavailable
from commandpost.journal.clock import TrustedClock
from commandpost.storage.store import JournalStore
from commandpost.transport.http_peer import HttpPeer

LOG = logging.getLogger("commandpost.upstream")
LOOK_AGAIN = 1.0  # seconds between two looks at what there is to bring


@dataclass(slots=True)
class UpperLink:
    """Pushes what this server holds and pulls what is meant for its unit, until it is closed."""

    sync: SyncService
    _ended: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self, code: str | None, name: str) -> None:
        """Enrol by the one-time code unless the upper server knows us, and begin.

        Raises RuleBroken("enrolment_…") or Unavailable when an enrolment is needed and fails.
        """
        if not self.sync.enrolled:
            self.sync.enroll(code or "", name)
        self._thread = threading.Thread(target=self._run, name="upstream", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End at once what is under way."""
        self._ended.set()
        self.sync.close()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        pause = 0.0
        while not self._ended.wait(pause):
            try:
                self.sync.once()
            except CommandPostError as error:
                self._note(error)
            pause = max(LOOK_AGAIN, self.sync.pause())

    def _note(self, error: CommandPostError) -> None:
        if self._ended.is_set():
            return
        LOG.warning("upstream_failed", extra={"fields": {"code": error.code}})
        if not isinstance(error, Unavailable):
            self.sync.failed(Unavailable(error.code, **error.params))


def upper_link(store: JournalStore, clock: TrustedClock, url: str, authority_file: Path | None) -> UpperLink:
    """Return the link of a serving journal to the server at an address."""
    device = store.device().device
    peer = HttpPeer(url, device=device, sign=store.sign_request, clock=clock, authority_file=authority_file)
    return UpperLink(SyncService(store, peer, clock, chance=chance))
