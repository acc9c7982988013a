"""Rule packs in force here: shipped ones until the unit adopts its own; adoption is an entry of the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from commandpost.app.desk import Desk
from commandpost.app.names import Names
from commandpost.app.periods import PeriodService
from commandpost.app.permissions import Action, require
from commandpost.app.record_fields import iso, moment, person_id, text
from commandpost.domain.codes import EventClass
from commandpost.domain.deadlines import Deadline
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.incident import Incident, NewIncident
from commandpost.domain.local_time import local_day
from commandpost.domain.obligations import HORIZON, Days, owed
from commandpost.domain.periods import PeriodKind, SpecialPeriod
from commandpost.domain.rule_parsing import parse_pack
from commandpost.domain.rules import RulePack, fired
from commandpost.journal.entry import Draft
from commandpost.journal.fold import Record

IN_FORCE = "in_force"
RETIRED = "retired"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRow:
    """One pack as the settings show it."""

    pack: RulePack
    record: RecordId | None  # None: shipped, not adopted
    adopted_at: datetime | None
    adopted_by: str
    in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodReports:
    """What the days of one kind of special period owe here."""

    daily: bool = False  # of each open incident
    zero: bool = False  # of the unit


class RuleService:
    """Use cases of rule packs; ``shipped`` maps a file's name to its TOML text."""

    def __init__(self, desk: Desk, shipped: Mapping[str, str], periods: PeriodService | None = None) -> None:
        self._desk = desk
        self._periods = periods or PeriodService(desk)
        self._shipped = {pack.id: pack for pack in map(parse_pack, shipped.values())}
        self._parsed: dict[str, RulePack] = {}  # by the text's digest; a pack never changes

    def packs(self) -> tuple[PackRow, ...]:
        """All packs known here, in force first, then by id and age."""
        names, now = Names(self._desk.store), self._desk.now()
        force = {pack.source_text_sha for pack in self.in_force(now)}
        adopted = [self._row(record, names, force) for record in self._adopted()]
        known = {row.pack.source_text_sha for row in adopted}
        shipped = [
            PackRow(pack=pack, record=None, adopted_at=None, adopted_by="", in_force=pack.source_text_sha in force)
            for pack in self._shipped.values()
            if pack.source_text_sha not in known
        ]
        return tuple(sorted((*adopted, *shipped), key=lambda row: (not row.in_force, row.pack.id, row.pack.version)))

    def in_force(self, at: datetime, unit: UnitCode | None = None) -> tuple[RulePack, ...]:
        """One version of each pack: the last one adopted before ``at``, else the shipped one; ordered by id."""
        return self.over_time(unit)(at)

    def over_time(self, unit: UnitCode | None = None) -> Callable[[datetime], tuple[RulePack, ...]]:
        """``in_force`` for many moments: the adoptions are read once."""
        return partial(_in_force, self._shipped, self.adopted(unit))

    def now(self) -> datetime:
        """The moment of this reading."""
        return self._desk.now()

    def periods(self, unit: UnitCode | None = None, since: date | None = None) -> tuple[SpecialPeriod, ...]:
        """The special periods of a unit, from the year of ``since`` when it lies further back than last year."""
        return self._periods.periods(unit, since)

    def period_reports(self) -> Mapping[PeriodKind, PeriodReports]:
        """Which reports each kind of special period switches on under today's rules."""
        now = self._desk.now()
        rules = fired(self.in_force(now), str(self._desk.tier), local_day(now))
        return {
            kind: PeriodReports(
                daily=any(kind in rule.daily_in for rule in rules), zero=any(kind in rule.zero_in for rule in rules)
            )
            for kind in PeriodKind
        }

    def reading(self) -> RuleReading:
        """A reading for many incidents: what a unit adopted and its special periods are looked up once."""
        return RuleReading(self)

    def days(self, unit: UnitCode | None = None, since: datetime | None = None) -> Days:
        """The special periods, and how far ahead what they owe is told."""
        return self.reading().days(unit, since)

    def by_keys(self, keys: Iterable[str], at: datetime, unit: UnitCode | None = None) -> tuple[RulePack, ...]:
        """The packs an incident of a unit was received under (``id@version``).

        A key not known here gives way to the version of that pack in force at ``at``.
        """
        return self.reading().by_keys(keys, at, unit)

    def shipped(self) -> Mapping[str, RulePack]:
        """The packs that came with the program, by id."""
        return self._shipped

    def adopted(self, unit: UnitCode | None = None) -> tuple[tuple[datetime | None, RulePack], ...]:
        """What a unit adopted, oldest first, each with the moment it counts from."""
        return tuple((moment(record.fields, "effective_from"), self._pack(record)) for record in self._adopted(unit))

    def adopt(self, toml_text: str, effective_from: datetime | None = None) -> RecordId:
        """Put a pack in force, at once or from a moment on; the version before it is retired, never lost.

        Raises RuleBroken("rule_pack_invalid", line=…, key=…, reason=…), in which case the old pack stays in force,
        RuleBroken("rule_pack_version_taken") when another text was adopted under the same version, and what
        ``permissions.require`` raises. A shipped pack is in force without anybody's adoption.
        """
        require(self._desk.session, Action.ADOPT_RULES)
        pack = parse_pack(toml_text)
        record = RecordId(f"rule_pack-{self._desk.unit}-{pack.id}-{pack.version}")
        known = self._desk.store.record(record)
        if known is not None:
            if text(known.fields, "sha256") != pack.source_text_sha:
                raise RuleBroken("rule_pack_version_taken", pack=pack.id, version=pack.version)
            return record
        retired = (
            Draft(kind="rule_pack", record=old.id, act="rule_pack.retire", set={"status": RETIRED})
            for old in self._adopted()
            if text(old.fields, "pack") == pack.id and text(old.fields, "status") == IN_FORCE
        )
        self._desk.write(self._adoption(record, pack, toml_text, effective_from), *retired)
        return record

    def what_if_under(self, pack: RulePack, new: NewIncident) -> tuple[Deadline, ...]:
        """What such an incident would owe if this pack were in force beside the others, before anybody adopts it."""
        others = (known for known in self.in_force(new.received) if known.id != pack.id)
        return owed(self._supposed(new), (), (*others, pack), self._desk.tier, self.days())

    def what_if(self, new: NewIncident, event_class: EventClass | None = None) -> tuple[Deadline, ...]:
        """What such an incident would owe under the packs in force when it was received."""
        return owed(self._supposed(new, event_class), (), self.in_force(new.received), self._desk.tier, self.days())

    def _supposed(self, new: NewIncident, event_class: EventClass | None = None) -> Incident:
        return Incident(
            id=RecordId("what-if"),
            unit=self._desk.unit,
            title=new.title,
            code=new.code,
            event_class=event_class or class_of(new.code),
            level=new.level,
            sensitive=new.sensitive,
            occurred=new.occurred,
            received=new.received,
            discovered=new.discovered,
        )

    def _adoption(self, record: RecordId, pack: RulePack, toml_text: str, effective_from: datetime | None) -> Draft:
        now = self._desk.now()
        return Draft(
            kind="rule_pack",
            record=record,
            act="rule_pack.adopt",
            set={
                "pack": pack.id,
                "version": pack.version,
                "title": pack.title,
                "toml": toml_text,
                "sha256": pack.source_text_sha,
                "adopted_by": self._desk.session.person,
                "at": iso(now),
                "effective_from": iso(effective_from or now),
                "status": IN_FORCE,
            },
        )

    def _adopted(self, unit: UnitCode | None = None) -> tuple[Record, ...]:
        """Adoptions of a unit, oldest first; one that a later version of the program wrote otherwise is left out."""
        found = self._desk.store.records("rule_pack", unit=unit or self._desk.unit)
        return tuple(record for record in found if self._is_readable(record))

    def _is_readable(self, record: Record) -> bool:
        digest = text(record.fields, "sha256")
        if digest not in self._parsed:
            try:
                self._parsed[digest] = parse_pack(text(record.fields, "toml"))
            except RuleBroken:
                return False
        return True

    def _pack(self, record: Record) -> RulePack:
        return self._parsed[text(record.fields, "sha256")]

    def _row(self, record: Record, names: Names, force: set[str]) -> PackRow:
        pack = self._pack(record)
        return PackRow(
            pack=pack,
            record=record.id,
            adopted_at=moment(record.fields, "at"),
            adopted_by=names.person(person_id(record.fields, "adopted_by")),
            in_force=pack.source_text_sha in force,
        )


class RuleReading:
    """Packs and special days of several units, read for one look at the desk."""

    def __init__(self, rules: RuleService) -> None:
        self._rules = rules
        self._adopted: dict[UnitCode | None, tuple[tuple[datetime | None, RulePack], ...]] = {}
        self._days: dict[tuple[UnitCode | None, int], Days] = {}

    def by_keys(self, keys: Iterable[str], at: datetime, unit: UnitCode | None = None) -> tuple[RulePack, ...]:
        """As ``RuleService.by_keys``."""
        if unit not in self._adopted:
            self._adopted[unit] = self._rules.adopted(unit)
        adopted, shipped = self._adopted[unit], self._rules.shipped()
        force = _in_force(shipped, adopted, at)
        known = {pack.key: pack for pack in (*shipped.values(), *(pack for _since, pack in adopted))}
        by_id = {pack.id: pack for pack in force}
        wanted = tuple(keys) or tuple(pack.key for pack in force)
        found = (known.get(key) or by_id.get(key.partition("@")[0]) for key in wanted)
        return tuple(pack for pack in found if pack is not None)

    def days(self, unit: UnitCode | None = None, since: datetime | None = None) -> Days:
        """As ``RuleService.days``."""
        first = local_day(self._rules.now() if since is None else since)
        if (unit, first.year) not in self._days:
            periods = self._rules.periods(unit, first)
            self._days[unit, first.year] = Days(periods=periods, until=self._rules.now() + HORIZON)
        return self._days[unit, first.year]


def _in_force(
    shipped: Mapping[str, RulePack], adopted: Iterable[tuple[datetime | None, RulePack]], at: datetime
) -> tuple[RulePack, ...]:
    begun = {pack.id: pack for since, pack in adopted if since is not None and since <= at}
    packs = {**shipped, **begun}
    return tuple(packs[key] for key in sorted(packs))


def class_of(code: str) -> EventClass | None:
    """The class in the second character of a code; None for codes of another book."""
    classes = dict(zip("1234", EventClass, strict=True))
    return classes.get(code[1]) if len(code) == 5 and code[0] == "1" else None
