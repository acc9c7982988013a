"""What calls here beside the board, by its key in the journal: the same alarm over restarts, languages and windows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import count

from commandpost.app.desk import Desk
from commandpost.app.log_lines import LogMode
from commandpost.app.logbook import LogbookService
from commandpost.app.permissions import writing
from commandpost.app.record_fields import iso, moment, raw, text, whole
from commandpost.domain.ids import RecordId
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record

CALLED = "alarm_call"  # kind of record: one for each time something began to call, or grew graver, or told of more
LIVE, ENDED = "live", "ended"
OF_THE_ROOM = frozenset({"gap", "inbox", "spot"})  # stand at every desk of the unit; all else is one machine's own


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingCall:
    """One alarm that stands; ``items``: what stands behind it, ``heard``: a named person took note of all that."""

    record: RecordId
    key: str
    rank: int
    items: frozenset[str]
    heard: bool

    @property
    def weight(self) -> tuple[int, int, bool]:
        """Which of several under one key stands for all: the graver, the one of more, the one that was heard."""
        return self.rank, len(self.items), self.heard

    def covers(self, rank: int, items: frozenset[str]) -> bool:
        """Whether an alarm of this rank about these items is this very one."""
        return rank <= self.rank and items <= self.items


def source_of(key: str) -> str:
    """Who raises an alarm: what stands before the first colon of its key."""
    return key.partition(":")[0]


class StandingCalls:
    """Use cases of alarms that are no obligation: gaps, spot checks, the inbox, the machine's own troubles."""

    def __init__(self, desk: Desk, logbook: LogbookService) -> None:
        self._desk = desk
        self._logbook = logbook

    def standing(self) -> Mapping[str, StandingCall]:
        """By key; where desks that were apart hold several, the one that tells most, and of these the one heard."""
        found = [_call(one) for one in self._desk.store.records(CALLED, unit=self._desk.unit, status=LIVE)]
        mine = f"{self._desk.station}/"
        calls: dict[str, StandingCall] = {}
        for stored, call in found:
            own, before = stored.startswith(mine), calls.get(call.key)
            if (own or source_of(stored) in OF_THE_ROOM) and (before is None or before.weight <= call.weight):
                calls[call.key] = call
        return calls

    def call(self, key: str, rank: int, items: frozenset[str] = frozenset()) -> None:
        """It calls: kept as new unless it stands already, no graver and of no more than before."""
        self._write(*self._called(self.standing().get(key), key, rank, items))

    def acknowledge(self, key: str, rank: int, items: frozenset[str], words: str) -> None:
        """A named person took note; ``words`` go into the log. Raises RuleBroken("sign_in_first")."""
        person = writing(self._desk.session)
        known = self.standing().get(key)
        drafts = self._called(known, key, rank, items)
        record = drafts[-1].record if drafts else known.record if known is not None else None
        heard: dict[str, Json] = {
            "acknowledged_at": iso(self._desk.now()),
            "acknowledged_by": person,
            "acknowledged_name": self._desk.session.name,
        }
        told = [self._logbook.line(words, mode=LogMode.SYSTEM)] if words else []
        noted = [] if record is None else [Draft(kind=CALLED, record=record, act="alarm_call.acknowledge", set=heard)]
        self._write(*drafts, *noted, *told)

    def only(self, source: str, keys: Collection[str]) -> None:
        """Of one source these stand now; the others are over, and call anew if they come again."""
        gone = [call for key, call in self.standing().items() if source_of(key) == source and key not in keys]
        self._write(*(self._ended(call) for call in gone))

    def _called(self, known: StandingCall | None, key: str, rank: int, items: frozenset[str]) -> list[Draft]:
        """What the journal has yet to be told; nothing when it is told."""
        if known is not None and known.covers(rank, items):
            told: dict[str, Json] = {"items": [*sorted(items)]}
            same = items == known.items
            return [] if same else [Draft(kind=CALLED, record=known.record, act="alarm_call.shrink", set=told)]
        stored = key if source_of(key) in OF_THE_ROOM else f"{self._desk.station}/{key}"
        fields: dict[str, Json] = {
            "source": source_of(key),
            "key": stored,
            "rank": rank,
            "items": [*sorted(items)],
            "at": iso(self._desk.now()),
            "status": LIVE,
        }
        new = Draft(kind=CALLED, record=self._fresh(stored, rank, items), act="alarm_call.note", set=fields)
        return [new] if known is None else [self._ended(known), new]

    def _fresh(self, stored: str, rank: int, items: frozenset[str]) -> RecordId:
        """The natural key: desks of a unit that notice one arrival keep it once; what came before counts its times."""
        told = "\n".join((stored, str(rank), *sorted(items))).encode("utf-8", "backslashreplace")
        first = f"{CALLED}-{self._desk.unit}-{sha256(told).hexdigest()[:32]}"
        names = (RecordId(f"{first}-{time}") for time in count(1))
        return next(name for name in names if self._desk.store.record(name) is None)

    def _ended(self, call: StandingCall) -> Draft:
        over: dict[str, Json] = {"status": ENDED, "ended_at": iso(self._desk.now())}
        return Draft(kind=CALLED, record=call.record, act="alarm_call.end", set=over)

    def _write(self, *drafts: Draft) -> None:
        if drafts:
            self._desk.write(*drafts)


def _call(record: Record) -> tuple[str, StandingCall]:
    """The key as it is stored, and the alarm under the key the desk knows."""
    fields = record.fields
    stored, items = raw(fields, "key"), fields.get("items")
    call = StandingCall(
        record=record.id,
        key=stored if source_of(stored) in OF_THE_ROOM else stored.partition("/")[2],
        rank=whole(fields, "rank") or 0,
        items=frozenset(one for one in items if isinstance(one, str)) if isinstance(items, list) else frozenset(),
        heard=moment(fields, "acknowledged_at") is not None and text(fields, "acknowledged_name") != "",
    )
    return stored, call
