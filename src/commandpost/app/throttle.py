"""How much one device may ask of a server, so that a faulty one cannot keep the others out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import DeviceId

DAY = timedelta(days=1)
MAX_REMEMBERED = 20_000  # devices; beyond it those that asked least recently are forgotten


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What a device may ask for; the defaults leave the busiest street a hundredfold of room."""

    requests_a_second: float = 20.0
    burst: int = 200  # requests at once after a quiet while
    entries_a_day: int = 200_000
    blob_bytes_a_day: int = 2_000_000_000


@dataclass(slots=True)
class _Account:
    requests: float  # left in the bucket
    seen: datetime
    day: datetime
    entries: int = 0
    blob_bytes: int = 0


@dataclass(slots=True)
class Throttle:
    """Counts per device, in memory: a restart forgives. May be asked from several threads.

    Every refusal is ``Unavailable("too_many_requests"|"quota_spent", retry_after=seconds)``: the desk keeps what it has
    and comes back; nothing is lost. ``now`` is the server's clock.
    """

    allowance: Allowance
    now: Callable[[], datetime]
    _accounts: dict[DeviceId, _Account] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def request(self, device: DeviceId) -> None:
        """Count one request."""
        with self._lock:
            account = self._account(device)
            if account.requests < 1:
                lacking = 1 - account.requests
                raise Unavailable("too_many_requests", retry_after=lacking / self.allowance.requests_a_second)
            account.requests -= 1

    def give_back(self, device: DeviceId) -> None:
        """Let a request that was counted not count."""
        with self._lock:
            account = self._account(device)
            account.requests = min(account.requests + 1, float(self.allowance.burst))

    def entries(self, device: DeviceId, count: int) -> None:
        """Count entries somebody pushes."""
        with self._lock:
            account = self._account(device)
            self._within(account, account.entries + count, self.allowance.entries_a_day)
            account.entries += count

    def give_back_entries(self, device: DeviceId, count: int) -> None:
        """Let entries that were counted and could not be kept not count."""
        with self._lock:
            account = self._account(device)
            account.entries = max(0, account.entries - count)

    def blob(self, device: DeviceId, size: int) -> None:
        """Count bytes of attachments somebody stores."""
        with self._lock:
            account = self._account(device)
            self._within(account, account.blob_bytes + size, self.allowance.blob_bytes_a_day)
            account.blob_bytes += size

    @contextmanager
    def storing(self, device: DeviceId, size: int) -> Iterator[None]:
        """Around the storing of attachments: counted before, and given back where they cannot be kept for now."""
        self.blob(device, size)
        try:
            yield
        except Unavailable:
            with self._lock:
                account = self._account(device)
                account.blob_bytes = max(0, account.blob_bytes - size)
            raise

    def _within(self, account: _Account, sum_after: int, limit: int) -> None:
        if sum_after > limit:
            left = account.day + DAY - self.now()
            raise Unavailable("quota_spent", retry_after=max(1.0, left.total_seconds()), limit=limit)

    def _account(self, device: DeviceId) -> _Account:
        now = self.now()
        account = self._accounts.pop(device, None) or _Account(requests=self.allowance.burst, seen=now, day=now)
        passed = max(0.0, (now - account.seen).total_seconds())  # a clock set back gives nothing
        filled = account.requests + passed * self.allowance.requests_a_second
        account.requests, account.seen = min(filled, float(self.allowance.burst)), now
        if not timedelta() <= now - account.day < DAY:
            account.day, account.entries, account.blob_bytes = now, 0, 0
        self._accounts[device] = account  # the newest stands last
        if len(self._accounts) > MAX_REMEMBERED:
            del self._accounts[next(iter(self._accounts))]
        return account
