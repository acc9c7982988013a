"""Spot checks (查岗): an upper room asks whether somebody is there; a named person answers with a PIN, in seconds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from commandpost.app.desk import Desk
from commandpost.app.names import Names
from commandpost.app.people import PeopleService
from commandpost.app.permissions import Action, require
from commandpost.app.record_fields import flag, iso, moment, number, raw, text, unit_code
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId, UnitCode
from commandpost.domain.spot_check import SpotCheckOutcome, outcome
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record

LIMIT = timedelta(minutes=3)  # 待本单位核定: no source gives a figure
LONGEST_WORDS = 500
LOOKED_THROUGH = 500  # newest checks


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotCheck:
    """One check of one unit; times aware UTC."""

    id: RecordId
    unit: UnitCode
    unit_name: str
    asked_by: str
    from_unit_name: str
    question: str
    called_at: datetime
    limit: timedelta
    shown_at: datetime | None  # when the asked desk first had it on the screen
    answered_at: datetime | None
    answered_by: str
    leader_present: bool
    words: str
    outcome: SpotCheckOutcome

    @property
    def seconds(self) -> float | None:
        """From when it stood on the asked screen to the answer; from the call where nobody noted that."""
        if self.answered_at is None:
            return None
        return max(0.0, (self.answered_at - (self.shown_at or self.called_at)).total_seconds())


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotCheckFigures:
    """What stands on a handover sheet."""

    checks: int
    answered: int
    slowest: timedelta | None


class SpotCheckService:
    """Use cases of both rooms."""

    def __init__(self, desk: Desk, people: PeopleService) -> None:
        self._desk = desk
        self._people = people

    # ------------------------------------------------------------------------------------ the upper room

    def call(self, units: Iterable[UnitCode], question: str = "", limit: timedelta = LIMIT) -> tuple[RecordId, ...]:
        """Check units at once. Raises RuleBroken("unit_missing"|"spot_check_too_long") and those of permission."""
        require(self._desk.session, Action.DIRECT)
        asked = tuple(dict.fromkeys(units))
        if not asked:
            raise RuleBroken("unit_missing", field="unit")
        if len(question) > LONGEST_WORDS:
            raise RuleBroken("spot_check_too_long", field="question", limit=LONGEST_WORDS)
        drafts = [self._call(unit, question.strip(), limit) for unit in asked]
        self._desk.write(*drafts)
        return tuple(draft.record for draft in drafts)

    def table(self, since: datetime, until: datetime) -> tuple[SpotCheck, ...]:
        """Checks this room made in a span, newest first."""
        found = self._desk.store.records("spot_check", since=iso(since), until=iso(until), newest_first=True)
        return tuple(_reading(self._desk, record) for record in found if record.unit == self._desk.unit)

    # ------------------------------------------------------------------------------------ the asked room

    def standing(self) -> tuple[SpotCheck, ...]:
        """Checks of this room nobody has answered, oldest first; an answer is taken however late."""
        found = self._desk.store.records("spot_check", status="open", limit=LOOKED_THROUGH, newest_first=True)
        mine = (record for record in found if raw(record.fields, "to_unit") == self._desk.unit)
        return tuple(sorted((_reading(self._desk, record) for record in mine), key=lambda check: check.called_at))

    def shown(self, check: RecordId) -> None:
        """Note that it stands on this screen; from here the seconds are counted. A second time changes nothing."""
        record = self._known(check)
        if moment(record.fields, "shown_at") is None and text(record.fields, "status") == "open":
            self._desk.write(self._draft(record, "spot_check.show", {"shown_at": iso(self._desk.now())}))

    def answer(self, check: RecordId, person: PersonId, pin: str, *, leader_present: bool, words: str = "") -> None:
        """Answer as a person of this room; nobody need be signed in, and it signs nobody in.

        Raises RuleBroken("spot_check_unknown"|"spot_check_answered"|"spot_check_too_long") and those of
        ``PeopleService.check_pin``.
        """
        record = self._known(check)
        if text(record.fields, "status") != "open":
            raise RuleBroken("spot_check_answered", by=text(record.fields, "answered_name"))
        if len(words) > LONGEST_WORDS:
            raise RuleBroken("spot_check_too_long", field="words", limit=LONGEST_WORDS)
        name = text(self._people.check_pin(person, pin).fields, "name")
        said: dict[str, Json] = {
            "status": "answered",
            "answered_at": iso(self._desk.now()),
            "answered_by": person,
            "answered_name": name,
            "leader_present": leader_present,
            "words": words.strip(),
        }
        self._desk.write(self._draft(record, "spot_check.answer", said))

    # ------------------------------------------------------------------------------------------ inside

    def _call(self, unit: UnitCode, question: str, limit: timedelta) -> Draft:
        now = self._desk.now()
        fields: dict[str, Json] = {
            "to_unit": unit,
            "from_unit": self._desk.unit,
            "from_unit_name": self._desk.unit_name,
            "by": self._desk.session.person,
            "by_name": self._desk.session.name,
            "question": question,
            "at": iso(now),
            "limit_seconds": limit.total_seconds(),
            "due_at": iso(now + limit),
            "status": "open",
        }
        record = self._desk.new_id("spot_check")
        return Draft(kind="spot_check", record=record, act="spot_check.call", set=fields, to=(unit,))

    def _draft(self, record: Record, act: str, said: dict[str, Json]) -> Draft:
        asker = unit_code(record.fields, "from_unit")
        return Draft(kind="spot_check", record=record.id, act=act, set=said, to=(asker,))

    def _known(self, check: RecordId) -> Record:
        record = self._desk.store.record(check)
        if record is None or record.kind != "spot_check":
            raise RuleBroken("spot_check_unknown")
        return record


def spot_check_figures(desk: Desk, since: datetime, until: datetime) -> SpotCheckFigures:
    """What a room was asked in a span, for its handover sheet."""
    found = desk.store.records("spot_check", since=iso(since), until=iso(until))
    mine = [_reading(desk, record) for record in found if raw(record.fields, "to_unit") == desk.unit]
    spans = [timedelta(seconds=check.seconds) for check in mine if check.seconds is not None]
    return SpotCheckFigures(checks=len(mine), answered=len(spans), slowest=max(spans, default=None))


def _reading(desk: Desk, record: Record) -> SpotCheck:
    fields = record.fields
    unit = unit_code(fields, "to_unit")
    called = moment(fields, "at") or record.created.at
    limit = timedelta(seconds=number(fields, "limit_seconds") or LIMIT.total_seconds())
    answered, shown = moment(fields, "answered_at"), moment(fields, "shown_at")
    return SpotCheck(
        id=record.id,
        unit=unit,
        unit_name=Names(desk.store).unit(unit),
        asked_by=text(fields, "by_name"),
        from_unit_name=text(fields, "from_unit_name"),
        question=text(fields, "question"),
        called_at=called,
        limit=limit,
        shown_at=shown,
        answered_at=answered,
        answered_by=text(fields, "answered_name"),
        leader_present=flag(fields, "leader_present"),
        words=text(fields, "words"),
        outcome=outcome(shown or called, limit, answered, desk.now()),
    )
