"""Desks on a journal in memory: a fake at the port, folded by the real fold, for the tests of the use cases."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from commandpost.app.conflicts import ConflictService
from commandpost.app.daily import DailyReportService
from commandpost.app.desk import Desk, PersonRole, Session, Tier
from commandpost.app.forwarding import ForwardService
from commandpost.app.grading import Grading
from commandpost.app.inbox import InboxService
from commandpost.app.incidents import IncidentService
from commandpost.app.item_timeline import ItemTimeline
from commandpost.app.leader_signature import LeaderSignature
from commandpost.app.logbook import LogbookService
from commandpost.app.merging import MergingService
from commandpost.app.obligation_alarms import ObligationAlarmService
from commandpost.app.overview import OverviewService
from commandpost.app.people import PeopleService, pin_key
from commandpost.app.periods import PeriodService
from commandpost.app.ports import Head
from commandpost.app.raising import RaisingService
from commandpost.app.receipting import owed_for, receipt_id
from commandpost.app.reconciliation import ReconciliationService
from commandpost.app.reports import ReportService
from commandpost.app.roll_call import RollCallService
from commandpost.app.routing import RoutingService
from commandpost.app.rulebook import RuleService
from commandpost.app.units import UnitService, parent_of
from commandpost.domain.codes import parse_codes
from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import EntryId, PersonId, RecordId, StreamId, UnitCode
from commandpost.domain.levels import parse_scales, parse_sensitive_words
from commandpost.domain.papers import Paper
from commandpost.domain.periods import parse_seasons
from commandpost.journal.clock import ClockTrust, next_hlc, timing
from commandpost.journal.entry import Body, ChangeSet, Draft, Entry, Json
from commandpost.journal.exchange import Alarm
from commandpost.journal.fold import Record, fold
from tests.factories import as_administrator
from tests.fakes import QuickPinHasher

RESOURCES = Path(__file__).parents[3] / "resources"
START = datetime(2026, 7, 18, 18, 24, 8, tzinfo=UTC)  # 02:24:08 on 19 July in Beijing
STREET, DISTRICT, CITY = UnitCode("110199001"), UnitCode("110199"), UnitCode("1101")
OTHER_STREET, DEPARTMENT = UnitCode("110199002"), UnitCode("110199901")
PLACES: dict[Tier, tuple[UnitCode, str, UnitCode | None, str]] = {
    Tier.STREET: (STREET, "永宁街道办事处", DISTRICT, "S1"),
    Tier.DISTRICT: (DISTRICT, "示范区总值班室", CITY, "D1"),
    Tier.CITY: (CITY, "示范市应急值守", None, "C1"),
    Tier.DEPARTMENT: (DEPARTMENT, "示范区住建委值班室", DISTRICT, "B1"),
}
OFFICER, LEADER = PersonId("staff-lijing"), PersonId("staff-chenjianguo")
SIGNED = LeaderSignature(leader=LEADER, pin="1234")


class HandClock:
    """A clock that goes on when told; ``uncertainty`` None: never anchored."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start
        self.uncertainty: float | None = 0.0
        self.lost = False  # its battery is dead

    def now(self) -> datetime:
        return self._now

    def wall(self) -> datetime:
        return self._now

    def boot_ns(self) -> int:
        return int((self._now - START) / timedelta(microseconds=1)) * 1000

    def boot_id(self) -> str:
        return "boot"

    def trust(self) -> ClockTrust:
        offset = None if self.uncertainty is None else 0.0
        return ClockTrust(offset=offset, uncertainty=self.uncertainty, anchored_at=START, lost=self.lost)

    def advance(self, **by: float) -> None:
        self._now += timedelta(**by)


class Journal:
    """The entries two desks share; a real one travels through the server."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.sealed: dict[RecordId, dict[str, str]] = {}
        self.blobs: dict[str, bytes] = {}


class MemoryStore:
    """The store port over a list of entries."""

    def __init__(self, clock: HandClock, unit: UnitCode, journal: Journal) -> None:
        self._clock, self._unit, self._journal = clock, unit, journal
        self._settings: dict[str, Json] = {}
        self._numbers: dict[str, count[int]] = {}
        self._alarms: tuple[Alarm, ...] = ()

    def append(self, drafts: Sequence[Draft], author: PersonId | None) -> ChangeSet:
        made = [self._entry(draft, author) for draft in drafts]
        for draft in drafts:
            self._journal.sealed.setdefault(draft.record, {}).update(draft.personal)
        return ChangeSet(
            kinds=frozenset(draft.kind for draft in drafts),
            records=tuple(draft.record for draft in drafts),
            entries=tuple(entry.id for entry in made),
        )

    def _entry(self, draft: Draft, author: PersonId | None) -> Entry:
        seen = [entry.body.hlc for entry in self._journal.entries]
        body = Body(
            version=1,
            hlc=next_hlc(self._clock.now(), *seen),
            timing=timing(self._clock),
            author=author,
            unit=self._unit,
            kind=draft.kind,
            record=draft.record,
            act=draft.act,
            set=dict(draft.set),
            base=dict(draft.base),
            to=draft.to,
            personal=f"sealed-{draft.record}" if draft.personal else None,
            blobs=(),
            note=draft.note,
        )
        entry = Entry(
            stream=StreamId("s"),
            seq=len(self._journal.entries) + 1,
            prev=b"",
            hash=bytes(32),
            signature=None,
            raw=b"",
            body=body,
        )
        self._journal.entries.append(entry)
        return entry

    def record(self, record: RecordId) -> Record | None:
        entries = self.history(record)
        return fold(entries) if entries else None

    def several(self, records: Collection[RecordId]) -> dict[RecordId, Record]:
        return {one: found for one in records if (found := self.record(one)) is not None}

    def records(
        self,
        kind: str,
        *,
        unit: UnitCode | None = None,
        status: str | None = None,
        parent: RecordId | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
        newest_first: bool = False,
    ) -> tuple[Record, ...]:
        ids = dict.fromkeys(entry.body.record for entry in self._journal.entries if entry.body.kind == kind)
        found = [fold(self.history(record)) for record in ids]
        wanted = {"status": status}
        kept = [
            record
            for record in found
            if (unit is None or record.unit == unit)
            and parent in {None, record.fields.get("incident") or record.fields.get("subject")}
            and all(value is None or record.fields.get(key) == value for key, value in wanted.items())
            and (since is None or since <= str(record.fields.get("at")))
            and (until is None or str(record.fields.get("at")) < until)
        ]
        kept.sort(key=lambda record: (str(record.fields.get("at") or record.created.at.isoformat()), record.first))
        if newest_first:
            kept.reverse()
        return tuple(kept[:limit])

    def kinds(self) -> frozenset[str]:
        return frozenset(entry.body.kind for entry in self._journal.entries)

    def missing(self) -> int:
        return 0

    def names(self, kind: str) -> tuple[RecordId, ...]:
        return tuple(record.id for record in self.records(kind))

    def about(self, kind: str, subjects: Collection[RecordId]) -> tuple[Record, ...]:
        return tuple(record for record in self.records(kind) if record.fields.get("subject") in subjects)

    def unreceipted(self, kind: str) -> tuple[Record, ...]:
        """By the rule itself, over everything."""

        def waits(record: Record) -> bool:
            subject = owed_for(record, self._unit, lambda code: parent_of(self, code))
            return subject is not None and self.record(receipt_id(self._unit, subject)) is None

        return tuple(filter(waits, self.records(kind, newest_first=True)))

    def to_follow(self) -> dict[str, RecordId]:
        """Everything that was ever forwarded."""
        given = self.records("forward", unit=self._unit)
        return {one.id: RecordId(str(one.fields["incident"])) for one in given if one.fields.get("incident")}

    def followed(self, looked_at: Mapping[str, RecordId]) -> None:
        del looked_at

    def count(self, kind: str, *, unit: UnitCode | None = None, status: str | None = None) -> int:
        return len(self.records(kind, unit=unit, status=status))

    def within(self, kind: str, west: float, south: float, east: float, north: float) -> tuple[Record, ...]:
        return tuple(record for record in self.records(kind) if _meets(record.fields, west, south, east, north))

    def search(self, text: str, *, kinds: Sequence[str] = (), limit: int = 50) -> tuple[Record, ...]:
        return ()

    def history(self, record: RecordId) -> tuple[Entry, ...]:
        return tuple(entry for entry in self._journal.entries if entry.body.record == record)

    def entry(self, entry: EntryId) -> Entry | None:
        return next((one for one in self._journal.entries if one.id == entry), None)

    def personal(self, record: RecordId) -> Mapping[str, str]:
        return self._journal.sealed.get(record, {})

    def personals(self, records: Collection[Record]) -> dict[RecordId, Mapping[str, str]]:
        return {record.id: self.personal(record.id) for record in records}

    def put_blob(self, content: bytes) -> str:
        name = sha256(content).hexdigest()
        self._journal.blobs[name] = content
        return name

    def blob(self, sha256: str) -> bytes | None:
        return self._journal.blobs.get(sha256)

    def setting(self, key: str) -> Json:
        return self._settings.get(key)

    def settings(self, keys: Sequence[str]) -> dict[str, Json]:
        return {key: self._settings[key] for key in keys if key in self._settings}

    def set_setting(self, key: str, value: Json) -> None:
        self._settings[key] = value

    def next_number(self, series: str) -> int:
        return next(self._numbers.setdefault(series, count(1)))

    def head(self) -> Head:
        return Head(stream="s", seq=len(self._journal.entries), hash=bytes(32), entries=len(self._journal.entries))

    def pending(self) -> int:
        return len(self._journal.entries)

    def below(self, kind: str, parents: Collection[RecordId], *, newest: int | None = None) -> tuple[Record, ...]:
        found = (self.records(kind, parent=parent) for parent in parents)
        return tuple(record for below in found for record in (below if newest is None else below[-newest:]))

    def pending_about(self, records: Collection[RecordId], kinds: Sequence[str]) -> dict[RecordId, int]:
        below = {one: sum(len(self.records(kind, parent=one)) for kind in kinds) for one in records}
        return {one: count + (self.record(one) is not None) for one, count in below.items()}

    def erase(self, record: RecordId, author: PersonId | None) -> ChangeSet:
        self._journal.sealed.pop(record, None)
        return ChangeSet(records=(record,))

    def alarms(self) -> tuple[Alarm, ...]:
        return self._alarms

    def dismiss(self, alarm: int) -> None:
        self._alarms = ()


def _meets(fields: Mapping[str, Any], west: float, south: float, east: float, north: float) -> bool:
    geometry = fields.get("geometry")
    corners: list[Any] = geometry["coordinates"][0] if geometry else [(fields.get("lon"), fields.get("lat", 0.0))]
    if corners[0][0] is None:
        return False
    lon = [float(corner[0]) for corner in corners]
    lat = [float(corner[1]) for corner in corners]
    return min(lon) <= east and max(lon) >= west and min(lat) <= north and max(lat) >= south


class PlainPress:
    """Prints the paper's own words; fails when told to."""

    def __init__(self) -> None:
        self.is_broken = False

    def pdf(self, paper: Paper) -> bytes:
        if self.is_broken:
            raise Unavailable("press_failed")
        return repr(paper).encode()


class Room:
    """One desk with its use cases."""

    def __init__(
        self,
        *,
        tier: Tier = Tier.STREET,
        journal: Journal | None = None,
        clock: HandClock | None = None,
        unit: UnitCode | None = None,
        drill: bool = False,
    ) -> None:
        street = tier is Tier.STREET and unit is None
        code, name, parent, station = PLACES[tier]
        self.clock = clock or HandClock()
        self.journal = journal or Journal()
        self.session = Session()
        ids = count(len(self.journal.entries) + 1)
        self.desk = Desk(
            store=MemoryStore(self.clock, unit or code, self.journal),
            clock=self.clock,
            unit=unit or code,
            unit_name=name,
            parent_unit=parent,
            tier=tier,
            station=station,
            session=self.session,
            new_id=lambda prefix: RecordId(f"{prefix}-{unit or tier}-{next(ids)}"),
            drill=drill,
        )
        shipped = {path.name: path.read_text("utf-8") for path in (RESOURCES / "rules").glob("*.toml")}
        self.codes = parse_codes((RESOURCES / "codes" / "events.toml").read_text("utf-8"))
        self.press = PlainPress()
        seasons = parse_seasons((RESOURCES / "periods" / "seasons.toml").read_text("utf-8"))
        self.periods = PeriodService(self.desk, seasons)
        self.rules = RuleService(self.desk, shipped, self.periods)
        self.logbook = LogbookService(self.desk)
        self.people = PeopleService(self.desk, QuickPinHasher())
        grading = Grading(
            scales=parse_scales((RESOURCES / "levels" / "scales.toml").read_text("utf-8")),
            words=parse_sensitive_words((RESOURCES / "levels" / "sensitive.toml").read_text("utf-8")),
            codes=self.codes,
        )
        self.incidents = IncidentService(self.desk, self.rules, self.codes, self.people.check_pin, grading)
        self.reports = ReportService(
            self.desk, self.incidents, self.logbook, self.rules, self.press, check_pin=self.people.check_pin
        )
        self.daily = DailyReportService(self.desk, self.rules, self.people.check_pin)
        self.roll_call = RollCallService(self.desk)
        self.reconciliation = ReconciliationService(
            self.desk, self.incidents, self.reports, self.logbook, self.roll_call
        )
        self.alarms = ObligationAlarmService(self.desk, self.incidents, self.rules, self.daily, self.logbook)
        self.inbox = InboxService(self.desk)
        self.forwards = ForwardService(self.desk)
        self.raising = RaisingService(self.desk, self.incidents)
        self.merging = MergingService(self.desk, self.incidents)
        self.routing = RoutingService(self.desk, self.reports)
        self.units = UnitService(self.desk)
        self.overview = OverviewService(self.desk, self.incidents, self.units, self.rules, self.daily)
        self.timeline = ItemTimeline(self.desk)
        if street:
            self._staff(OFFICER, "李静", PersonRole.DUTY_OFFICER)
            self._staff(LEADER, "陈建国", PersonRole.DUTY_LEADER)
            self.desk.store.set_setting(pin_key(LEADER), QuickPinHasher().hash("1234"))
        self.sign_in()

    def _staff(self, person: PersonId, name: str, role: PersonRole) -> None:
        fields: dict[str, Json] = {"name": name, "roles": [str(role)]}
        self.desk.write(Draft(kind="staff", record=RecordId(person), act="staff.add", set=fields))

    def sign_in(self, person: PersonId = OFFICER, name: str = "李静") -> None:
        self.session.person, self.session.name, self.session.locked = person, name, False
        self.session.roles = frozenset({PersonRole.DUTY_OFFICER, PersonRole.DISTRICT_OFFICER})

    def sign_out(self) -> None:
        self.session.person, self.session.name = None, ""

    def knows(self, unit: UnitCode, name: str, tier: Tier = Tier.STREET) -> None:
        """A unit under this one stands in the table of units."""
        with as_administrator(self.desk):
            self.units.enter(unit, name, tier=tier, parent=self.desk.unit)

    def record(self, record: RecordId) -> Record:
        found = self.desk.store.record(record)
        assert found is not None
        return found


def choose(room: Room, incident: RecordId, field: str, value: Json, **how: Any) -> None:  # as ``resolve`` takes it
    """Resolve a conflict by the value wanted; the entry of a value nobody claims is none."""
    service = ConflictService(room.desk, room.incidents)
    claims = service.claims(incident).get(field, ())
    entry = next((one.entry for one in claims if one.value == value), EntryId("none"))
    service.resolve(incident, field, entry, **how)
