"""How a link stands and since when: what of it is kept over restarts, and when failures are an outage."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from commandpost.app.link import BackOff, LinkState, LinkStatus
from commandpost.app.ports import SyncStore
from commandpost.domain.errors import Unavailable
from commandpost.journal.clock import TrustedClock
from commandpost.journal.entry import Json

LAST_SETTING = "sync.last"  # the last complete exchange, kept over restarts
KEEP_LAST = timedelta(minutes=1)  # how old the kept moment may be while all goes well
OUTAGE_AFTER = timedelta(seconds=30)  # of failures on end; a hiccup is no outage
EPOCH_SETTING = "sync.epoch"  # shown before the first exchange of a session


class LinkLog(Protocol):
    """Where outages are kept; both may be called again and again, each outage counts once."""

    def lost(self, since: datetime) -> None: ...

    def restored(self) -> None: ...


class LinkStanding:
    """Used on the store's thread; ``status`` may be read from any."""

    def __init__(
        self, store: SyncStore, clock: TrustedClock, back_off: BackOff, outages: LinkLog | None, *, linked: bool
    ) -> None:
        self._store = store
        self._clock = clock
        self._back_off = back_off
        self._outages = outages
        last = _moment(store.setting(LAST_SETTING))
        epoch = str(store.setting(EPOCH_SETTING) or "")
        self.status = LinkStatus(state=_apart(linked=linked), epoch=epoch, since=last, last_sync=last)
        self._kept_last = last
        self._failing: datetime | None = None  # since when nothing but failures
        self._lasting: bool | None = None  # whether an outage is kept; None: not known in this session

    def relinked(self) -> None:
        """Another server, or the same one after an enrolment: nothing is known of it yet."""
        self._back_off.succeeded()
        self.status = replace(self.status, state=LinkState.OFFLINE, problem=None)

    def unlinked(self) -> None:
        self.status = replace(self.status, state=LinkState.UNLINKED, problem=None)

    def greeted(self, version: str) -> None:
        """The server told its version."""
        self.status = replace(self.status, server_version=version)

    def met(self, epoch: str) -> None:
        """The server's line of truth is this one."""
        if epoch != self.status.epoch:
            self._store.set_setting(EPOCH_SETTING, epoch)
            self.status = replace(self.status, epoch=epoch)

    def failed(self, problem: Unavailable, *, linked: bool) -> bool:
        """Note it; returns whether the line is down. A server that only asks for patience has answered: it stands."""
        self._back_off.failed(problem.params.get("retry_after", problem.params.get("pause")))
        if "retry_after" in problem.params and self.status.online:
            self.status = replace(self.status, problem=problem.code)
            return False
        now = self._clock.now()
        since = self.status.last_sync or self.status.since or now
        if self.status.online:
            self._keep_last(since)
        self.status = replace(self.status, state=_apart(linked=linked), since=since, problem=problem.code)
        if linked:
            self._count_outage(since, now)
        return True

    def succeeded(self) -> None:
        """An exchange was complete."""
        now = self._clock.now()
        self._back_off.succeeded()
        self._failing = None
        since = self.status.since if self.status.online else now
        self.status = replace(self.status, state=LinkState.ONLINE, since=since, last_sync=now, problem=None)
        if self._kept_last is None or abs(now - self._kept_last) >= KEEP_LAST:
            self._keep_last(now)
        if self._outages is not None and self._lasting is not False:
            self._outages.restored()
            self._lasting = False

    def _count_outage(self, since: datetime, now: datetime) -> None:
        self._failing = self._failing or now
        if self._outages is not None and not self._lasting and now - self._failing >= OUTAGE_AFTER:
            self._outages.lost(since)
            self._lasting = True

    def _keep_last(self, moment: datetime) -> None:
        self._store.set_setting(LAST_SETTING, moment.isoformat())
        self._kept_last = moment


def _apart(*, linked: bool) -> LinkState:
    return LinkState.OFFLINE if linked else LinkState.UNLINKED


def _moment(said: Json) -> datetime | None:
    return datetime.fromisoformat(said) if isinstance(said, str) else None
