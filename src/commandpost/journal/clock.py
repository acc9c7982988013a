"""Time as evidence: what a clock must tell, how trusted time is carried, and how far a moment can be defended.

Trusted time comes from exchanges with a server (error ≤ half the round trip) and is carried on CLOCK_BOOTTIME, whose
drift is bounded by 100 ppm; the wall clock is only recorded, and followed where nothing better is known.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from msgspec import Struct

from commandpost.journal.entry import Json, Timing

DRIFT = 100e-6  # seconds per second, of the boot clock
STEP_SECONDS = 2.0  # |Δwall − Δboot| above this is a step
RECEIPT_SECONDS = 60.0  # a receipt this soon after the entry proves its time (grade A)
LOST_SECONDS = 3_600.0  # a wall clock put right by more than this, after a reboot, tells nothing any more
UNKNOWN = timedelta(days=3_650)  # how much later than the last known time a moment of a lost clock may have been
UNBOUNDED = timedelta(hours=1)  # what grade C defends on both sides: a reboot may hide a clock set by hand
READINGS = 1_000  # of wall clocks remembered: each is asked for several times while its entry is folded
EARLIEST_YEAR, LATEST_YEAR = 1900, 9000  # between them lies whatever a clock says, and a decade more or less
FAR = 1e9  # seconds an offset or an error may be without leaving the calendar: 32 years
COUNTER_BITS = 16  # of a hybrid logical clock below its milliseconds


class Clock(Protocol):
    """The only source of time; a virtual one drives the tour and the tests."""

    def now(self) -> datetime:
        """The best estimate of trusted time, aware, UTC."""
        ...

    def wall(self) -> datetime:
        """The machine's wall clock, aware, UTC; may jump."""
        ...

    def boot_ns(self) -> int:
        """CLOCK_BOOTTIME in nanoseconds; never jumps back within one boot, goes on during sleep."""
        ...

    def boot_id(self) -> str:
        """Identity of the current boot."""
        ...

    def trust(self) -> ClockTrust:
        """How far ``now`` may be believed."""
        ...


class RawClock(Protocol):
    """What the machine says, unjudged."""

    def wall(self) -> datetime:
        """Aware, UTC; may jump."""
        ...

    def boot_ns(self) -> int:
        """CLOCK_BOOTTIME in nanoseconds."""
        ...

    def boot_id(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockTrust:
    """State of the clock for the top bar: 时钟可信 ±0.2 s, or a plain warning."""

    offset: float | None  # seconds to add to the wall clock; None: no anchor yet
    uncertainty: float | None  # ± seconds now; grows with the time since the anchor
    anchored_at: datetime | None
    stepped: float | None = None  # seconds the wall clock was set since the last exchange, if more than 2
    lost: bool = False  # the wall clock lies before a time that is known to be past: a dead battery


class Grade(StrEnum):
    """A receipt within 60 s; B same boot as an anchor; C rebooted or jumped off line; D the operator's claim (补录)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Evidence(Struct, frozen=True, kw_only=True):
    """When something was entered, as an interval that can be defended."""

    at: datetime
    earliest: datetime
    latest: datetime
    grade: Grade

    @property
    def spread(self) -> timedelta:
        return self.latest - self.earliest


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSample:
    """One exchange with a server's clock."""

    sent_boot_ns: int
    received_boot_ns: int
    server_time: datetime  # aware

    @property
    def error(self) -> float:
        """± seconds: half the round trip."""
        return (self.received_boot_ns - self.sent_boot_ns) / 2e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The moment trusted time was last known, on the boot clock and against the wall clock."""

    boot_id: str
    boot_ns: int
    time: datetime  # trusted time at ``boot_ns``
    wall: datetime  # what the wall clock said then
    error: float  # ± seconds then

    def uncertainty(self, boot_ns: int) -> float:
        """Return ± seconds at a later reading of the same boot's clock."""
        return self.error + abs(boot_ns - self.boot_ns) / 1e9 * DRIFT


class TrustedClock:
    """Trusted time carried from the last good exchange; without one the wall clock is all there is.

    ``not_before``: a moment that is past for certain. A wall clock that lies before it, or before the last exchange,
    was lost with its battery; time then goes on from there, and says so.
    """

    def __init__(self, raw: RawClock, *, not_before: datetime | None = None) -> None:
        self._raw = raw
        self._anchor: Anchor | None = None
        self._not_before = not_before
        self._begun = raw.boot_id(), raw.boot_ns()

    def anchor(self, sample: TimeSample) -> bool:
        """Take an exchange if it narrows the uncertainty or contradicts what was believed; True: taken.

        Either way the wall clock is compared afresh, so that a step before the exchange is accounted for.
        """
        fresh = self._anchored(sample)
        held = self._anchor
        if held is not None and held.boot_id == fresh.boot_id:
            now = self._raw.boot_ns()
            apart = abs((self._carried(held, now) - self._carried(fresh, now)).total_seconds())
            agrees = apart <= held.uncertainty(now) + fresh.uncertainty(now)
            if agrees and held.uncertainty(now) <= fresh.uncertainty(now):
                self._anchor = replace(held, wall=self._raw.wall() - _span(now - held.boot_ns))
                return False
        self._anchor = fresh
        return True

    def now(self) -> datetime:
        anchor = self._anchor
        if anchor is not None and anchor.boot_id == self._raw.boot_id():
            return self._carried(anchor, self._raw.boot_ns())
        told, floor = self._told(), self._floor()
        if floor is None or told >= floor:
            return told
        boot, begun = self._begun
        return floor + _span(self._raw.boot_ns() - (begun if boot == self._raw.boot_id() else 0))

    def _told(self) -> datetime:
        """What the wall clock says, put right by the last exchange of another boot."""
        anchor = self._anchor
        return self._raw.wall() if anchor is None else self._raw.wall() + (anchor.time - anchor.wall)

    def _floor(self) -> datetime | None:
        """The latest moment that is past for certain."""
        anchored = None if self._anchor is None else self._anchor.time
        return max((moment for moment in (self._not_before, anchored) if moment is not None), default=None)

    def _lost(self) -> bool:
        floor = self._floor()
        return floor is not None and self._told() < floor

    def wall(self) -> datetime:
        return self._raw.wall()

    def boot_ns(self) -> int:
        return self._raw.boot_ns()

    def boot_id(self) -> str:
        return self._raw.boot_id()

    def trust(self) -> ClockTrust:
        anchor = self._anchor
        if anchor is None and not self._lost():
            return ClockTrust(offset=None, uncertainty=None, anchored_at=None)
        offset = (self.now() - self._raw.wall()).total_seconds()
        if anchor is None or anchor.boot_id != self._raw.boot_id():
            at = None if anchor is None else anchor.time
            return ClockTrust(offset=offset, uncertainty=None, anchored_at=at, lost=self._lost())
        boot = self._raw.boot_ns()
        jump = (self._raw.wall() - anchor.wall).total_seconds() - (boot - anchor.boot_ns) / 1e9
        return ClockTrust(
            offset=offset,
            uncertainty=anchor.uncertainty(boot),
            anchored_at=anchor.time,
            stepped=jump if abs(jump) > STEP_SECONDS else None,
        )

    def dump(self) -> Json:
        """The anchor as JSON, to be kept over restarts; None without one."""
        anchor = self._anchor
        if anchor is None:
            return None
        return {
            "boot_id": anchor.boot_id,
            "boot_ns": anchor.boot_ns,
            "time": anchor.time.isoformat(),
            "wall": anchor.wall.isoformat(),
            "error": anchor.error,
        }

    def restore(self, dumped: Json) -> None:
        """Take up a dumped anchor; anything else than a dump is no anchor."""
        if not isinstance(dumped, dict):
            return
        try:
            self._anchor = Anchor(
                boot_id=str(dumped["boot_id"]),
                boot_ns=int(str(dumped["boot_ns"])),
                time=_aware(str(dumped["time"])),
                wall=_aware(str(dumped["wall"])),
                error=float(str(dumped["error"])),
            )
        except (KeyError, ValueError):
            self._anchor = None

    def _anchored(self, sample: TimeSample) -> Anchor:
        middle = (sample.sent_boot_ns + sample.received_boot_ns) // 2
        return Anchor(
            boot_id=self._raw.boot_id(),
            boot_ns=middle,
            time=sample.server_time.astimezone(UTC),
            wall=self._raw.wall() - _span(self._raw.boot_ns() - middle),
            error=sample.error,
        )

    @staticmethod
    def _carried(anchor: Anchor, boot_ns: int) -> datetime:
        return anchor.time + _span(boot_ns - anchor.boot_ns)


def timing(clock: Clock) -> Timing:
    """What an entry records of the machine's clocks."""
    trust = clock.trust()
    return Timing(
        wall=clock.wall().astimezone(UTC).isoformat(),
        boot_ns=clock.boot_ns(),
        boot_id=clock.boot_id(),
        offset=trust.offset,
        uncertainty=trust.uncertainty,
    )


def next_hlc(now: datetime, *seen: int) -> int:
    """A hybrid logical clock after ``now`` and after everything seen: milliseconds << 16 | counter."""
    physical = int(now.timestamp() * 1000) << COUNTER_BITS
    return max(physical, max(seen, default=0) + 1)


def step_between(before: Timing, after: Timing) -> float | None:
    """Seconds the wall clock was set between two readings of one machine; None when it was not, or cannot be known.

    Within one boot the boot clock shows it; over a reboot only a wall clock that went back does.
    """
    apart = (_aware(after.wall) - _aware(before.wall)).total_seconds()
    if before.boot_id == after.boot_id:
        apart -= (after.boot_ns - before.boot_ns) / 1e9
        return apart if abs(apart) > STEP_SECONDS else None
    return apart if apart < -STEP_SECONDS else None


def entered_at(said: Timing) -> datetime:
    """The best estimate of the moment of an entry, without its interval."""
    wall = _aware(said.wall)
    return wall + timedelta(seconds=said.offset) if said.offset else wall


def is_well_within(said: Timing) -> bool:
    """Whether a timing lies so far within the calendar that its evidence can be reckoned beyond doubt."""
    try:
        year = _aware(said.wall).year
    except ValueError:
        return False
    return EARLIEST_YEAR < year < LATEST_YEAR and abs(said.offset or 0.0) < FAR and abs(said.uncertainty or 0.0) < FAR


def evidence(said: Timing, receipt_at: datetime | None = None, *, claimed: bool = False) -> Evidence:
    """How far the moment of an entry can be defended.

    A receipt proves that the entry existed at ``receipt_at`` (the server's clock), so it also bounds the interval.
    ``claimed``: the time is the operator's word (补录), grade D.
    """
    at = entered_at(said)
    if claimed:
        return Evidence(at=at, earliest=at - UNBOUNDED, latest=at + UNBOUNDED, grade=Grade.D)
    if said.uncertainty is None and abs(said.offset or 0.0) > LOST_SECONDS:  # only the last known time is certain
        latest = at + UNKNOWN if receipt_at is None else receipt_at
        return Evidence(at=min(at, latest), earliest=min(at, latest), latest=latest, grade=Grade.D)
    bounded = said.offset is not None and said.uncertainty is not None
    error = timedelta(seconds=said.uncertainty or 0.0) if bounded else UNBOUNDED
    grade = Grade.B if bounded else Grade.C
    made = Evidence(at=at, earliest=at - error, latest=at + error, grade=grade)
    return made if receipt_at is None else receipted_evidence(made, receipt_at)


def receipted_evidence(made: Evidence, receipt_at: datetime) -> Evidence:
    """What the first receipt adds to the evidence of an entry that had none."""
    return _receipted(made.at, made.latest - made.at, made.grade, receipt_at)


def _receipted(at: datetime, error: timedelta, grade: Grade, receipt_at: datetime) -> Evidence:
    soon = timedelta(seconds=RECEIPT_SECONDS)
    latest = min(at + error, receipt_at)
    if abs(receipt_at - at) <= soon:
        earliest = max(at - error, min(at, receipt_at) - soon)
        return Evidence(at=min(at, receipt_at), earliest=min(earliest, latest), latest=latest, grade=Grade.A)
    return Evidence(at=min(at, receipt_at), earliest=min(at - error, latest), latest=latest, grade=grade)


def _span(nanoseconds: int) -> timedelta:
    return timedelta(microseconds=nanoseconds // 1000)


@lru_cache(READINGS)
def _aware(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is UTC:
        return moment
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
