"""Alarms of the desk: read from the journal, kept in it, silenced by a named person only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from commandpost.app.daily import DailyReportService
from commandpost.app.desk import Desk
from commandpost.app.incident_rows import IncidentRow, sender_tier
from commandpost.app.incidents import IncidentService
from commandpost.app.log_lines import LogMode
from commandpost.app.logbook import LogbookService
from commandpost.app.names import Names
from commandpost.app.permissions import writing
from commandpost.app.record_fields import Fields, iso, moment, raw, text, texts, unit_code
from commandpost.app.reminders import open_reminders
from commandpost.app.roll_call import RollCallService
from commandpost.app.rulebook import RuleService
from commandpost.app.softening import softening_rows
from commandpost.domain import report_text
from commandpost.domain.alarms import (
    Acknowledgement,
    Alarm,
    AlarmBoard,
    AlarmKind,
    Audience,
    Cause,
    Kept,
    Stage,
    obligation_causes,
)
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId, UnitCode
from commandpost.domain.reminders import reminder_causes
from commandpost.domain.roll_calls import roll_call_cause
from commandpost.domain.rules import AlarmTimes, alarm_times
from commandpost.domain.shelving import Shelf, shelf_for
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record

LIVE, ENDED = "live", "ended"
SOFTENINGS_CALL = timedelta(days=7)  # how long one not taken note of calls; 待本单位核定


class ObligationAlarmService:
    """Use cases of alarms; the times of a board come from the data, so any two boards of one moment agree."""

    def __init__(
        self,
        desk: Desk,
        incidents: IncidentService,
        rules: RuleService,
        daily: DailyReportService,
        logbook: LogbookService,
    ) -> None:
        self._desk = desk
        self._incidents = incidents
        self._rules = rules
        self._daily = daily
        self._logbook = logbook

    def board(self) -> AlarmBoard:
        """Everything that may call here from now on."""
        rows = self._incidents.open_rows()
        units = dict.fromkeys((self._desk.unit, *(row.unit for row in rows), *self._in_contact()))
        return AlarmBoard(
            made_at=self._desk.now(),
            unit=self._desk.unit,
            causes=(
                *self._of_incidents(rows),
                *self._of_units(units),
                *self._of_softenings(),
                *self._of_reminders(),
                *self._of_roll_call(),
            ),
            own=_kept(self._live(self._desk.unit)),
            below={key: kept for unit in units if unit != self._desk.unit for key, kept in self._below(unit).items()},
        )

    def keep(self) -> None:
        """Write into the journal what began, whom it reached and what is over; nothing when all is told."""
        board, now = self.board(), self._desk.now()
        drafts = [self._raised(board, alarm, now) for alarm in board.unkept(now)]
        drafts += [self._patch(key, "alarm.end", {"status": ENDED, "ended_at": iso(now)}) for key in board.over()]
        if drafts:
            self._desk.write(*drafts)

    def acknowledge(self, keys: Sequence[str]) -> None:
        """Take note by name of what sounds under these keys; it sounds again when it grows graver or stays overdue.

        Raises RuleBroken("sign_in_first").
        """
        session, now = self._desk.session, self._desk.now()
        writing(session)
        board = self.board()
        heard = [alarm for alarm in board.alarms(now) if alarm.key in set(keys) and alarm.sounds]
        drafts = [draft for alarm in heard for draft in self._acknowledged(board, alarm, now)]
        if drafts:
            self._desk.write(*drafts)

    def shelve(self, key: str, minutes: int, reason: str) -> None:
        """Put one sounding alarm of this room aside by name; it comes back by itself, sooner when it grows graver.

        Raises RuleBroken("sign_in_first"|"never_shelved") and what ``shelf_for`` raises.
        """
        session, now = self._desk.session, self._desk.now()
        person = writing(session)
        shelf, board = shelf_for(minutes, reason, now, session.name), self.board()
        heard = next((one for one in board.alarms(now) if one.key == key and one.sounds), None)
        if heard is None or heard.cause.unit != self._desk.unit or not heard.stage.may_be_shelved:
            raise RuleBroken("never_shelved")
        raised = [] if key in board.own else [self._raised(board, heard, now)]
        told = report_text.shelf_log(heard.cause.title, shelf)
        self._desk.write(
            *raised,
            self._patch(key, "alarm.shelve", shelf_fields(shelf, person)),
            self._logbook.line(told, mode=LogMode.SYSTEM, incident=heard.cause.subject),
        )

    # ------------------------------------------------------------------------------------------------ reading

    def _in_contact(self) -> Iterator[UnitCode]:
        """Units directly below that have written anything which reached this room."""
        for record in self._desk.store.records("unit"):
            code = unit_code(record.fields, "code")
            if raw(record.fields, "parent") == self._desk.unit and self._desk.store.records("log", unit=code, limit=1):
                yield code

    def _of_incidents(self, rows: Iterable[IncidentRow]) -> Iterator[Cause]:
        rules = self._rules.reading()
        for row in rows:
            times = alarm_times(rules.by_keys(row.packs, row.received, row.unit))
            yield from obligation_causes(row.id, row.unit, row.title, row.deadlines, times)

    def _of_units(self, units: Iterable[UnitCode]) -> Iterator[Cause]:
        """The zero and daily reports of this unit and of those below that are in contact."""
        names = Names(self._desk.store)
        for unit in units:
            owed = self._daily.unmet(unit, str(sender_tier(self._desk, unit)))
            times = alarm_times(self._rules.in_force(self._desk.now(), unit))
            yield from obligation_causes(None, unit, names.unit(unit), owed, times)

    def _of_softenings(self) -> Iterator[Cause]:
        """What leaders below signed in the last days calls the upper room once, until somebody there took note."""
        since = self._desk.now() - SOFTENINGS_CALL
        for row in softening_rows(self._desk.store, since=since):
            if row.unit != self._desk.unit:
                yield Cause(
                    key=f"softening:{row.id}",
                    kind=AlarmKind.SOFTENING,
                    unit=self._desk.unit,
                    subject=row.incident,
                    title=f"{row.unit_name} · {row.title}",
                    stages=((row.at, Stage.RED),),
                    times=AlarmTimes(),
                )

    def _of_reminders(self) -> Iterator[Cause]:
        return reminder_causes(open_reminders(self._desk), self._desk.unit)

    def _of_roll_call(self) -> Iterator[Cause]:
        current = RollCallService(self._desk).current()
        if current is not None and current.silent:
            times = alarm_times(self._rules.in_force(self._desk.now(), self._desk.unit))
            yield roll_call_cause(
                current.id,
                self._desk.unit,
                reason=current.reason,
                limit_at=current.limit_at,
                silent=current.silent,
                times=times,
            )

    def _live(self, unit: UnitCode) -> tuple[Record, ...]:
        return self._desk.store.records("alarm", unit=unit, status=LIVE)

    def _below(self, unit: UnitCode) -> Mapping[str, Kept]:
        return _kept(self._live(unit))

    # ------------------------------------------------------------------------------------------------ writing

    def _raised(self, board: AlarmBoard, alarm: Alarm, now: datetime) -> Draft:
        kept, cause = board.own.get(alarm.key), alarm.cause
        fields: dict[str, Json] = {
            "key": alarm.key,
            "alarm": str(cause.kind),
            "incident": cause.subject,
            "about_unit": cause.unit,
            "title": cause.title,
            "step": str(cause.step) if cause.step else None,
            "sequence": cause.sequence,
            "rules": list(cause.rules),
            "due": iso(cause.due),
            "stage": str(alarm.stage),
            f"{alarm.stage}_since": iso(alarm.since),
            "reached": [str(audience) for audience in Audience if audience in alarm.reached],
            "noticed_at": iso(now),
            "at": iso(alarm.since),
            "status": LIVE,
        }
        if kept is None:  # an older one under this key has ended; its name does not quiet a new one
            fields |= {"acknowledged_stage": None, "acknowledged_at": None, "acknowledged_by": None}
            fields |= {"shelved_at": None, "shelved_until": None}
        return self._patch(alarm.key, "alarm.raise" if kept is None else "alarm.escalate", fields)

    def _acknowledged(self, board: AlarmBoard, alarm: Alarm, now: datetime) -> Iterator[Draft]:
        session = self._desk.session
        if alarm.key not in board.own:
            yield self._raised(board, alarm, now)
        signed: dict[str, Json] = {
            "acknowledged_stage": str(alarm.stage),
            "acknowledged_at": iso(now),
            "acknowledged_by": session.person,
            "acknowledged_name": session.name,
        }
        yield self._patch(alarm.key, "alarm.acknowledge", signed)
        told = report_text.alarm_log(alarm.cause.title, alarm.cause.step, alarm.cause.sequence, session.name)
        own = alarm.cause.unit == self._desk.unit
        yield self._logbook.line(told, mode=LogMode.SYSTEM, incident=alarm.cause.subject if own else None)

    def _patch(self, key: str, act: str, fields: Mapping[str, Json]) -> Draft:
        return Draft(kind="alarm", record=alarm_id(self._desk.unit, key), act=act, set=fields)


def alarm_id(unit: UnitCode, key: str) -> RecordId:
    """The natural key: two desks of a unit that notice one alarm keep it once."""
    return RecordId(f"alarm-{unit}-{key}")


def _kept(records: Iterable[Record]) -> dict[str, Kept]:
    return {text(record.fields, "key"): _kept_of(record) for record in records}


def _kept_of(record: Record) -> Kept:
    fields = record.fields
    audiences = {str(audience) for audience in Audience}
    reached = frozenset(Audience(told) for told in texts(fields, "reached") if told in audiences)
    at = moment(fields, "acknowledged_at")
    stage, heard = _stage(text(fields, "stage")), _stage(text(fields, "acknowledged_stage"))
    note = None
    if at is not None and heard is not None:
        note = Acknowledgement(stage=heard, at=at, name=text(fields, "acknowledged_name"))
    return Kept(stage=stage, reached=reached, acknowledged=note, shelf=_shelf_of(fields))


def _shelf_of(fields: Fields) -> Shelf | None:
    since, until = moment(fields, "shelved_at"), moment(fields, "shelved_until")
    if since is None or until is None:
        return None
    return Shelf(since=since, until=until, reason=text(fields, "shelved_reason"), name=text(fields, "shelved_name"))


def shelf_fields(shelf: Shelf, person: PersonId) -> dict[str, Json]:
    """How a shelving is kept."""
    return {
        "shelved_at": iso(shelf.since),
        "shelved_until": iso(shelf.until),
        "shelved_reason": shelf.reason,
        "shelved_by": person,
        "shelved_name": shelf.name,
    }


def _stage(name: str) -> Stage | None:
    return Stage(name) if name in {str(stage) for stage in Stage} else None
