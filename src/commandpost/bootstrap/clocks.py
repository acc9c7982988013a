"""The machine's clocks, and the virtual ones of the tour; the only place that reads the time of day."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

MADE = datetime(2026, 1, 1, tzinfo=UTC)  # this program did not exist before
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class SystemRawClock:
    """What the machine says, unjudged."""

    def wall(self) -> datetime:
        return datetime.fromtimestamp(time.clock_gettime_ns(time.CLOCK_REALTIME) / 1e9, UTC)

    def boot_ns(self) -> int:
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)

    def boot_id(self) -> str:
        return BOOT_ID.read_text("ascii").strip() if BOOT_ID.exists() else "no-boot-id"


class VirtualTime:
    """The one true time of a tour, shared with the server process through a small file."""

    def __init__(self, start: datetime, file: Path) -> None:
        self._start = start.astimezone(UTC)
        self._now = self._start
        self._file = file
        self._publish()

    def now(self) -> datetime:
        return self._now

    def elapsed(self) -> timedelta:
        return self._now - self._start

    def advance_to(self, moment: datetime) -> None:
        """Go on to ``moment``; never back."""
        self._now = max(self._now, moment.astimezone(UTC))
        self._publish()

    def _publish(self) -> None:
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps({"start": self._start.isoformat(), "now": self._now.isoformat()}), "utf-8")
        fresh.replace(self._file)


class VirtualRawClock:
    """A desk's clocks in a tour: its boot clock follows the true time, its wall clock can be stepped."""

    def __init__(self, true: VirtualTime) -> None:
        self._true = true
        self._step = timedelta()

    def step(self, seconds: float) -> None:
        self._step += timedelta(seconds=seconds)

    def wall(self) -> datetime:
        return self._true.now() + self._step

    def boot_ns(self) -> int:
        return 10**12 + int(self._true.elapsed() / timedelta(microseconds=1)) * 1000

    def boot_id(self) -> str:
        return "virtual-boot"


class FileRawClock:
    """The same true time read in the server process."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def wall(self) -> datetime:
        return datetime.fromisoformat(json.loads(self._file.read_text("utf-8"))["now"])

    def boot_ns(self) -> int:
        said = json.loads(self._file.read_text("utf-8"))
        elapsed = datetime.fromisoformat(said["now"]) - datetime.fromisoformat(said["start"])
        return elapsed // timedelta(microseconds=1) * 1000

    def boot_id(self) -> str:
        return "virtual-boot"
