"""What two journals say to each other: answers to a push, pages of a feed, alarms about branches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from commandpost.domain.ids import DeviceId, StreamId, UnitCode
from commandpost.journal.bundle import Run
from commandpost.journal.chain import DeviceCard, Receipt
from commandpost.journal.entry import ChangeSet


class Verdict(StrEnum):
    """What became of one run."""

    TAKEN = "taken"  # held now, whether it came just now or earlier
    GAP = "gap"  # something between what is held and the run is missing: send from ``seq + 1``
    FORK = "fork"  # the same seq exists with another hash: kept aside, alarm
    SIGNATURE = "signature"  # does not verify: kept aside
    UNKNOWN_DEVICE = "unknown_device"  # not enrolled, or its card is not vouched for
    REVOKED = "revoked"
    TOO_BIG = "too_big"  # an entry is larger than a journal takes


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamAnswer:
    """What the answering side holds of a stream after it looked at a run; advance by this, never by what was sent."""

    stream: StreamId
    verdict: Verdict
    seq: int  # held up to here, 0: nothing
    hash: bytes  # of entry ``seq``
    receipt: Receipt | None = None  # a serving tier signs for what it holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """The outcome of taking runs."""

    changes: ChangeSet
    answers: tuple[StreamAnswer, ...]
    audience: frozenset[UnitCode] = frozenset()  # of a serving journal: who may see what came; "*": everybody


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """How far this journal has read its server's feed; ``whole``: also its own entries, to recover lost ones."""

    unit: UnitCode
    epoch: str
    lsn: int
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPage:
    """A page of a unit's feed; ``after`` is the cursor to ask with next, saved in the transaction of the data."""

    unit: UnitCode
    epoch: str
    after: int
    runs: tuple[Run, ...]
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """What a feed leaves out because its reader holds it: the sessions of a device, and streams up to a number."""

    device: DeviceId | None = None
    ends: Mapping[StreamId, int] = field(default_factory=dict)

    def holds(self, device: DeviceId, stream: StreamId, seq: int) -> bool:
        return device == self.device or seq <= self.ends.get(stream, 0)


ALL = Without()  # nothing is left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """An entry as the feeds know it, without a word of it; ``units`` may see it ("*": everybody)."""

    lsn: int
    stream: StreamId
    seq: int
    device: DeviceId
    units: frozenset[UnitCode]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A link of a stream as its readers meet it: ``units`` may see its body; a run may end at a ``signed`` one."""

    seq: int
    lsn: int  # 0 where only its hash is here
    units: frozenset[UnitCode]
    signed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """Where a serving journal stands, in one question."""

    epoch: str
    newest: int  # the last number given to an entry
    cards: int  # how often a device's card was made or changed
    since: int  # the number asked with, or a later one where that was long ago
    published: tuple[Published, ...]  # all numbered after ``since``


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """A server's answer to a one-time code."""

    card: DeviceCard
    authority: bytes  # the server's public key, to be pinned
    epoch: str
    tier: str = ""


class AlarmKind(StrEnum):
    """What a journal cannot settle alone and a person must look at."""

    BRANCH = "branch"  # two sessions go on from one head: a cloned disk or an old copy
    FORK = "fork"  # two entries with one number
    RESTORED_BACKUP = "restored_backup"  # others hold more of this device: an old copy, or a second machine
    GAP = "gap"  # the server's feed left something out; it is read again from the beginning
    REFUSED = "refused"  # the server will not take an own session
    QUARANTINED = "quarantined"  # something came that does not verify; it is kept aside
    DISK_FULL = "disk_full"  # the ballast was given up for the last entries
    DAMAGED = "damaged"  # the journal's file was damaged and replaced; ``detail`` is JSON
    RESTORED = "restored"  # a copy was put back by hand; ``detail`` is JSON
    MOVED = "moved"  # a copy was put back on a machine that never had this journal; ``detail`` is JSON
    TAIL_LOST = "tail_lost"  # entries that were saved are missing from the file; ``detail`` is JSON
    CLOCK_STEP = "clock_step"  # the machine's clock was set


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something a person must look at."""

    id: int
    code: str  # of an ``AlarmKind``; a journal of a newer version may know others
    stream: str
    detail: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitActivity:
    """A unit as a serving journal sees it."""

    unit: UnitCode
    devices: int
    entries: int
    last_received: str | None  # ISO 8601 UTC
