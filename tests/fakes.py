"""Stand-ins at the ports: a clock that obeys, a hasher that is quick."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from commandpost.journal.clock import ClockTrust, TimeSample, TrustedClock

START = datetime(2026, 7, 18, 18, 24, 8, tzinfo=UTC)  # 19 July, 02:24:08 in Beijing


class FakeRawClock:
    """A machine whose true time, wall clock and boot a test moves."""

    def __init__(self, start: datetime = START) -> None:
        self._true = start
        self._wall_error = timedelta()
        self._booted = start - timedelta(hours=5)
        self._boot = 1

    @property
    def true(self) -> datetime:
        return self._true

    def advance(self, span: timedelta) -> None:
        self._true += span

    def step(self, seconds: float) -> None:
        self._wall_error += timedelta(seconds=seconds)

    def reboot(self, takes: timedelta = timedelta(minutes=1)) -> None:
        self._true += takes
        self._booted = self._true
        self._boot += 1

    def wall(self) -> datetime:
        return self._true + self._wall_error

    def boot_ns(self) -> int:
        return (self._true - self._booted) // timedelta(microseconds=1) * 1000

    def boot_id(self) -> str:
        return f"boot-{self._boot}"


class FakeClock:
    """A ``Clock`` over a fake machine, anchored to the true time ± 0.2 s unless told otherwise."""

    def __init__(self, start: datetime = START, *, anchored: bool = True) -> None:
        self.raw = FakeRawClock(start)
        self.trusted = TrustedClock(self.raw)
        if anchored:
            self.anchor()

    def anchor(self, error: float = 0.2) -> None:
        """Exchange the time with a true server; the round trip has just ended."""
        boot = self.raw.boot_ns()
        half = timedelta(seconds=error)
        sample = TimeSample(
            sent_boot_ns=boot - int(error * 2e9), received_boot_ns=boot, server_time=self.raw.true - half
        )
        self.trusted.anchor(sample)

    def advance(self, *, seconds: float = 0, minutes: float = 0, hours: float = 0, days: float = 0) -> None:
        """Let true time pass; the wall and boot clocks follow."""
        self.raw.advance(timedelta(seconds=seconds, minutes=minutes, hours=hours, days=days))

    def step(self, seconds: float) -> None:
        """Set the wall clock by hand."""
        self.raw.step(seconds)

    def reboot(self) -> None:
        """Restart the machine; takes a minute of true time."""
        self.raw.reboot()

    def now(self) -> datetime:
        return self.trusted.now()

    def wall(self) -> datetime:
        return self.trusted.wall()

    def boot_ns(self) -> int:
        return self.trusted.boot_ns()

    def boot_id(self) -> str:
        return self.trusted.boot_id()

    def trust(self) -> ClockTrust:
        return self.trusted.trust()


class QuickPinHasher:
    """Keeps PINs in the clear; argon2id would cost every test a fifth of a second."""

    def hash(self, pin: str) -> str:
        return f"plain:{pin}"

    def matches(self, pin: str, hashed: str) -> bool:
        return hashed == f"plain:{pin}"
