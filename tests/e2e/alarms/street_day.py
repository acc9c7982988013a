"""One street's day on one seed: incidents, reports, sleeps, restarts, clocks set by hand, names given or not.

Beside the real use cases stands a plain model of what is owed, written from the documents and not from the code.
Times are minutes of arithmetic here; nothing of ``domain`` is asked what is due.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from commandpost.app.daily import DailyReportService
from commandpost.app.desk import Desk, PersonRole, Session, Tier
from commandpost.app.incidents import IncidentService
from commandpost.app.logbook import LogbookService
from commandpost.app.obligation_alarms import ObligationAlarmService
from commandpost.app.periods import PeriodService
from commandpost.app.reports import ReportService
from commandpost.app.rulebook import RuleService
from commandpost.domain.alarms import AlarmBoard, Stage
from commandpost.domain.codes import CodeBook, Level
from commandpost.domain.deadlines import Lateness, Verdict
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.incident import NewIncident
from commandpost.domain.periods import parse_seasons
from commandpost.domain.rules import Step
from commandpost.journal.entry import Entry
from commandpost.journal.fold import Record, apply
from tests.fakes import FakeClock
from tests.unit.app.desks import DISTRICT, RESOURCES, STREET, Journal, MemoryStore, PlainPress

MINUTE = timedelta(minutes=1)
DAYS = (datetime(2026, 7, 18, 16, tzinfo=UTC), datetime(2026, 11, 3, 16, tzinfo=UTC))  # in the flood season, out of it
CADENCE = {Level.GENERAL: 1440, Level.LARGER: 720, Level.MAJOR: 240, Level.GRAVE: 240}
Key = tuple[str, str, int]  # about what, step, sequence
SHIPPED = {path.name: path.read_text("utf-8") for path in (RESOURCES / "rules").glob("*.toml")}
SEASONS = parse_seasons((RESOURCES / "periods" / "seasons.toml").read_text("utf-8"))
NO_CODES = CodeBook()


class FoldingStore(MemoryStore):
    """The memory store with its records kept folded, for a thousand days in minutes."""

    def __init__(self, clock: Any, journal: Journal) -> None:
        super().__init__(clock, STREET, journal)
        self._folded: dict[RecordId, Record] = {}
        self._taken = 0
        self._entries: list[Entry] = journal.entries

    def _catch_up(self) -> dict[RecordId, Record]:
        for entry in self._entries[self._taken :]:
            self._folded[entry.body.record] = apply(self._folded.get(entry.body.record), entry)
        self._taken = len(self._entries)
        return self._folded

    def record(self, record: RecordId) -> Record | None:
        return self._catch_up().get(record)

    def records(self, kind: str, **asked: Any) -> tuple[Record, ...]:
        unit, status, parent = asked.get("unit"), asked.get("status"), asked.get("parent")
        kept = [
            record
            for record in self._catch_up().values()
            if record.kind == kind
            and (unit is None or record.unit == unit)
            and (status is None or record.fields.get("status") == status)
            and (parent is None or record.fields.get("incident") == parent)
            and (asked.get("since") is None or str(asked["since"]) <= str(record.fields.get("at")))
        ]
        kept.sort(key=lambda record: (str(record.fields.get("at") or record.created.at.isoformat()), record.first))
        if asked.get("newest_first"):
            kept.reverse()
        return tuple(kept[: asked.get("limit")])


# -------------------------------------------------------------------------------------- the plain model


@dataclass(slots=True)
class Owing:
    """One incident as the documents see it."""

    name: RecordId
    received: datetime
    level: Level
    closed: datetime | None = None
    fire: bool = False
    changed: datetime | None = None  # the last change of the casualties
    phoned: datetime | None = None
    written: list[tuple[str, datetime]] = field(default_factory=list)

    @property
    def ended(self) -> bool:
        return any(step == "final" for step, _ in self.written)

    @property
    def owes_supplement(self) -> bool:
        if self.changed is None or not self.written or self.written[0][1] >= self.changed:
            return False
        return all(at < self.changed for _, at in self.written)

    def owed(self, now: datetime, *, flood: bool) -> dict[tuple[str, int], list[datetime | None]]:
        """(step, sequence) → every limit asked for it; None is "at once"."""
        found: dict[tuple[str, int], list[datetime | None]] = {}
        if self.owes_supplement:
            found["supplement", 1] = [
                self.received + timedelta(days=days) for days in ((30, 7) if self.fire else (30,))
            ]
        if self.ended:
            return found
        if self.phoned is None:
            at_once = [None] if not self.written else []
            found["phone", 1] = [self.received + 15 * MINUTE, *at_once]
        if not self.written:
            found["initial", 1] = [self.received + 60 * MINUTE]
        else:
            due = self.written[-1][1] + CADENCE[self.level] * MINUTE
            if self.closed is None or self.closed > due:
                found["follow_up", len(self.written)] = [due]
        if self.closed is not None:
            found["final", 1] = [self.closed + 1440 * MINUTE]
        for number, due in self._days(now) if flood else ():
            found["daily", number] = [due]
        return found

    def _days(self, now: datetime) -> Sequence[tuple[int, datetime]]:
        since, found = self.received, []
        for due in fives(self.received, now + timedelta(days=1)):
            started = max(since, due - timedelta(hours=17))
            if due <= started or (self.closed is not None and self.closed <= due):
                continue
            if not any(at > started for _, at in self.written):
                found.append((number_of(due), due))
            since = due
        return found


def fives(first: datetime, last: datetime) -> Sequence[datetime]:
    """Every 17:00 in Beijing (09:00 UTC) of the local days from one moment's to another's."""
    local = timedelta(hours=8)
    day, end = (first + local).date(), (last + local).date()
    return [
        datetime(one.year, one.month, one.day, 9, tzinfo=UTC)
        for one in (day + timedelta(days=n) for n in range((end - day).days + 1))
    ]


def number_of(five: datetime) -> int:
    return int((five + timedelta(hours=8)).strftime("%Y%m%d"))


# ---------------------------------------------------------------------------------------------- the day


@dataclass(slots=True)
class Faults:
    """What the harness found; empty is what is wanted."""

    lost: list[str] = field(default_factory=list)  # owed and not on the screen, or shown with another limit
    missed: list[str] = field(default_factory=list)  # should sound and does not
    false: list[str] = field(default_factory=list)  # sounds and should not
    lateness: list[str] = field(default_factory=list)


class Watcher:
    """Reads the board as the window's watch does: after a change, after a start, and every half hour."""

    def __init__(self, alarms: ObligationAlarmService, clock: FakeClock) -> None:
        self.alarms = alarms
        self.clock = clock
        self.board: AlarmBoard = alarms.board()

    def changed(self) -> None:
        self.board = self.alarms.board()

    def sounding(self) -> dict[str, Stage]:
        now = self.clock.now()
        if not self.board.made_at <= now < self.board.made_at + 30 * MINUTE:
            self.changed()
        if self.board.unkept(now) or self.board.over():
            self.alarms.keep()
            self.changed()
        return {alarm.key: alarm.stage for alarm in self.board.alarms(now) if alarm.sounds}


class StreetDay:
    """Twenty-four hours; ``faults`` tells what went wrong."""

    def __init__(self, seed: int, watcher: Callable[[ObligationAlarmService, FakeClock], Watcher] = Watcher) -> None:
        self.random = random.Random(seed)
        self._watcher = watcher
        start = self.random.choice(DAYS)
        self.flood = start == DAYS[0]
        self.clock = FakeClock(start + timedelta(seconds=self.random.randrange(86_400)))
        self.begun = self.clock.now()
        self.end = self.clock.raw.true + timedelta(hours=24)
        self.faults = Faults()
        self.incidents: list[Owing] = []
        self.names: dict[str, tuple[Stage, datetime]] = {}
        self.reported: set[int] = set()
        self.on = True
        self.anchored = True
        self.wall_error = 0.0
        self._ids = 0
        self._store = FoldingStore(self.clock, Journal())
        self._start()
        self.logbook.record("接班")  # the journal begins with this day

    def _start(self) -> None:
        session = Session(person=PersonId("staff-1"), name="李静", roles=frozenset({PersonRole.DUTY_OFFICER}))
        desk = Desk(
            store=self._store,
            clock=self.clock,
            unit=STREET,
            unit_name="永宁街道",
            parent_unit=DISTRICT,
            tier=Tier.STREET,
            station="S1",
            session=session,
            new_id=self._new_id,
        )
        rules = RuleService(desk, SHIPPED, PeriodService(desk, SEASONS))
        self.logbook = LogbookService(desk)
        self.service = IncidentService(desk, rules, NO_CODES)
        self.reports = ReportService(desk, self.service, self.logbook, rules, PlainPress())
        self.daily = DailyReportService(desk, rules)
        self.alarms = ObligationAlarmService(desk, self.service, rules, self.daily, self.logbook)
        self.watch = self._watcher(self.alarms, self.clock)

    def _new_id(self, prefix: str) -> RecordId:
        self._ids += 1
        return RecordId(f"{prefix}-{self._ids}")

    def run(self) -> Faults:
        deeds = (
            (14, self._look), (5, self._open), (5, self._phone), (6, self._write), (2, self._close), (2, self._raise),
            (2, self._change_casualties), (4, self._acknowledge), (2, self._report_day), (2, self._sleep),
            (2, self._stop), (1, self._set_clock), (1, self._reboot), (2, self._anchor),
        )  # fmt: skip
        weights, choices = zip(*deeds, strict=True)
        while self.clock.raw.true < self.end:
            self.clock.advance(seconds=self.random.expovariate(1 / 700))
            self.random.choices(choices, weights)[0]()
            if not self.on and self.random.random() < 0.3:
                self.on = True
                self._start()
            self._look()
        return self.faults

    # ------------------------------------------------------------------------------------------- deeds

    def _open(self) -> None:
        if self.on and len(self.incidents) < 6:
            level, now = self.random.choice(list(CADENCE)), self.clock.now()
            code = self.random.choice(["12P13", "12G03"])
            name = self.service.open(NewIncident(title=f"事件{self._ids}", code=code, level=level, received=now))
            self.incidents.append(Owing(name=name, received=now, level=level, fire=code == "12G03"))
            self.watch.changed()

    def _phone(self) -> None:
        owing = self._one(lambda one: one.phoned is None and not one.ended)
        if owing:
            owed = owing.owed(self.clock.now(), flood=self.flood).get(("phone", 1), [])
            report = self.reports.phone_report(owing.name, to="区总值班室", taken_by="赵强")
            self._judge(report, owed)
            owing.phoned = self.clock.now()
            self.watch.changed()

    def _write(self) -> None:
        owing = self._one(lambda one: not one.ended or one.owes_supplement)
        if owing:
            step = "initial" if not owing.written else "follow_up" if owing.closed is None else "final"
            self._send(owing, "supplement" if owing.ended else step)

    def _send(self, owing: Owing, step: str) -> None:
        now = self.clock.now()
        owed = owing.owed(now, flood=self.flood)
        draft = self.reports.mark_unknown(self.reports.draft(owing.name, Step(step)))
        report = self.reports.send(draft, late_reason="通信中断")
        met = [limit for (of, _), limits in owed.items() if self._meets(of, step) for limit in limits]
        days = [limit for (of, _), limits in owed.items() if of == "daily" for limit in limits]
        met += [due for due in days if due is not None and self._day_has_begun(owing, due, now)]
        if owing.phoned is None and not owing.ended:
            at_once = [None] if not owing.written else []
            met += [owing.received + 15 * MINUTE] if step == "final" else []
            met += at_once
        self._judge(report, met)
        owing.written.append((step, now))
        self.watch.changed()

    @staticmethod
    def _meets(owed: str, sent: str) -> bool:
        return owed in {"initial", "follow_up", "supplement"} or (owed == "final" and sent == "final")

    def _day_has_begun(self, owing: Owing, due: datetime, now: datetime) -> bool:
        before = [other for other in fives(owing.received, now + timedelta(days=1)) if owing.received < other < due]
        return now > max([owing.received, due - timedelta(hours=17), *before])

    def _close(self) -> None:
        owing = self._one(lambda one: one.closed is None and bool(one.written) and not one.ended)
        if owing:
            self.service.close(owing.name, reason="处置完毕")
            owing.closed = self.clock.now()
            self.watch.changed()

    def _raise(self) -> None:
        owing = self._one(lambda one: not one.ended and one.level is not Level.GRAVE)
        if owing:
            graver = Level.MAJOR if owing.level is Level.LARGER else Level.GRAVE
            self.service.revise(owing.name, {"level": graver}, "情况加重")
            owing.level = graver
            self.watch.changed()

    def _change_casualties(self) -> None:
        owing = self._one(lambda one: True)
        if owing:
            self._ids += 1
            self.service.revise(owing.name, {"injured": self._ids})
            owing.changed = self.clock.now()
            self.watch.changed()

    def _acknowledge(self) -> None:
        if self.on and self.random.random() < 0.6:
            heard = sorted(self._expected())
            chosen = [key for key in heard if self.random.random() < 0.7]
            for key in chosen:
                self.names[key] = (self._expected()[key], self.clock.now())
            self.alarms.acknowledge(chosen)
            self.watch.changed()

    def _report_day(self) -> None:
        day = (self.clock.now() + timedelta(hours=8)).date()
        number = int(day.strftime("%Y%m%d"))
        if self.on and self.flood and number not in self.reported:
            owed = [datetime(day.year, day.month, day.day, 9, tzinfo=UTC)]
            judged = self.daily.rows(limit=1) if self.daily.send(day, told="平稳", late_reason="通信中断") else ()
            self._compare(judged[0].lateness, owed)
            self.reported.add(number)
            self.watch.changed()

    def _sleep(self) -> None:
        self.clock.advance(minutes=self.random.randrange(5, 240))

    def _stop(self) -> None:
        self.on = False

    def _set_clock(self) -> None:
        seconds = self.random.uniform(-1200, 1200)
        if abs(self.wall_error + seconds) < 1500:
            self.wall_error += seconds
            self.clock.step(seconds)

    def _reboot(self) -> None:
        self.on = False
        self.anchored = False
        self.clock.reboot()

    def _anchor(self) -> None:
        self.clock.anchor()
        self.anchored = True
        if self.on:
            self.watch.changed()

    def _one(self, fits: Callable[[Owing], bool]) -> Owing | None:
        fitting = [one for one in self.incidents if fits(one)] if self.on else []
        return self.random.choice(fitting) if fitting else None

    # ---------------------------------------------------------------------------------------- judgement

    def _look(self) -> None:
        """Compare the screen and the bell with the plain model."""
        if not self.on:
            return
        now = self.clock.now()
        for owing in self.incidents:
            row = self.service.row(owing.name)
            shown = {(str(one.step), one.sequence, one.due) for one in row.deadlines if one.is_open}
            wanted = {(step, n, due) for (step, n), dues in owing.owed(now, flood=self.flood).items() for due in dues}
            self.faults.lost += [f"{now} {owing.name} {one}" for one in wanted ^ shown]
        expected, sounding = self._expected(), self.watch.sounding()
        self.faults.false += [f"{now} {key}" for key in sounding.keys() - expected.keys()]
        wrong = [key for key, stage in expected.items() if sounding.get(key) is not stage]
        self.faults.missed += [f"{now} {key} {expected[key]} {sounding.get(key)}" for key in wrong]

    def _expected(self) -> dict[str, Stage]:
        """What must sound now, by the documents and by who took note."""
        now = self.clock.now()
        found: dict[str, Stage] = {}
        for key, stage in self._stages(now).items():
            named = self.names.get(key)
            graver = named is None or (named[0] is Stage.RED and stage is Stage.OVERDUE)
            again = named is not None and stage is Stage.OVERDUE and now >= named[1] + 15 * MINUTE
            if graver or again:
                found[key] = stage
        return found

    def _stages(self, now: datetime) -> dict[str, Stage]:
        found: dict[str, Stage] = {}
        for owing in self.incidents:
            for (step, number), limits in owing.owed(now, flood=self.flood).items():
                stages = [self._stage(owing, step, due, now) for due in limits]
                worst = Stage.OVERDUE if Stage.OVERDUE in stages else Stage.RED if Stage.RED in stages else None
                if worst is not None:
                    found[f"{owing.name}:{step}:{number}"] = worst
        for due in fives(self.begun, now + timedelta(days=1)) if self.flood else ():
            if number_of(due) not in self.reported and now >= due - timedelta(hours=17) / 5:
                found[f"{STREET}:zero:{number_of(due)}"] = Stage.OVERDUE if now >= due else Stage.RED
        return found

    def _stage(self, owing: Owing, step: str, due: datetime | None, now: datetime) -> Stage | None:
        if due is None:
            return Stage.RED if now >= owing.received + 5 * MINUTE else None
        if now >= due:
            return Stage.OVERDUE
        started = self._started(owing, step, due)
        return Stage.RED if now - started >= (due - started) * 0.8 else None

    def _started(self, owing: Owing, step: str, due: datetime) -> datetime:
        if step == "daily":
            before = [five for five in fives(owing.received, due) if owing.received < five < due]
            return max([owing.received, due - timedelta(hours=17), *before])
        if step == "supplement":
            return self.changed_of(owing)
        spans = {"phone": 15, "initial": 60, "follow_up": CADENCE[owing.level], "final": 1440}
        return due - spans[step] * MINUTE

    @staticmethod
    def changed_of(owing: Owing) -> datetime:
        return owing.changed or owing.received

    def _judge(self, report: RecordId, limits: Sequence[datetime | None]) -> None:
        kept = self._store.record(report)
        fields: Any = kept.fields["lateness"] if kept else None
        judged = None
        if fields is not None:
            judged = Lateness(verdict=Verdict(fields["verdict"]), late_by=timedelta(seconds=fields["seconds"]))
        self._compare(judged, limits)

    def _compare(self, judged: Lateness | None, limits: Sequence[datetime | None]) -> None:
        """The worst of the limits: right to the second while the clock is proven, else never wrong."""
        late = max((self.clock.now() - due for due in limits if due is not None), default=timedelta(-1))
        told = f"{self.clock.now()} {judged} {late} {self.anchored}"
        if judged is None:
            self.faults.lateness += [told] if limits else []
            return
        error = timedelta(seconds=self.clock.trust().uncertainty or 3600)
        if judged.verdict is Verdict.LATE:
            wrong = late <= error or abs(judged.late_by - late) > timedelta(seconds=1)
        elif judged.verdict is Verdict.IN_TIME:
            wrong = late > -error and any(limits)
        else:
            wrong = abs(late) > error
        true_late = late - (self.clock.now() - self.clock.raw.true)
        lied = {Verdict.LATE: true_late <= timedelta(), Verdict.IN_TIME: true_late > timedelta() and any(limits)}
        self.faults.lateness += [told] if wrong or lied.get(judged.verdict, False) else []
