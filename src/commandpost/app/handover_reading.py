"""Reading a sheet: the incoming is here, ticks item by item, asks; the leader may let it go on in an emergency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from commandpost.app import record_fields as read
from commandpost.app.approval import AT_THE_DESK, Approval, approver
from commandpost.app.desk import Desk
from commandpost.app.duty import DutyService
from commandpost.app.duty_views import ShiftView
from commandpost.app.handover_form import day_of, shift_of_sheet, state_of
from commandpost.app.people import PeopleService
from commandpost.app.permissions import Action, require
from commandpost.domain.duty_setup import HandoverFigures
from commandpost.domain.errors import RuleBroken
from commandpost.domain.handover import SheetStatus
from commandpost.domain.handover_items import HandoverItem, Tick, items_of
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.papers import Release
from commandpost.domain.roster import DutyRole
from commandpost.domain.shift_hours import following, span_of
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record

ASKED = "asked:"  # and desk and an id: of questions asked at one moment, by one desk or two, every one stays
TICK = "tick:"  # and the item's key: a field for each, so that of two desks that tick at one moment neither loses


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Somebody of the next shift is here."""

    person: PersonId
    name: str
    at: datetime
    early_by: timedelta  # negative: after the change


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How far a sheet has been read."""

    items: tuple[HandoverItem, ...]
    ticks: dict[str, Tick]
    arrivals: tuple[Arrival, ...]
    release: Release | None = None
    figures: HandoverFigures = field(default_factory=HandoverFigures)

    @property
    def left(self) -> int:
        return sum(item.key not in self.ticks for item in self.items)


class HandoverReading:
    """Use cases between beginning and signing."""

    def __init__(self, desk: Desk, duty: DutyService, people: PeopleService) -> None:
        self._desk = desk
        self._duty = duty
        self._people = people

    def reading(self, sheet: RecordId) -> Reading:
        """Items, ticks and who is here."""
        record = self._record(sheet)
        return Reading(
            items=items_of(state_of(record).paper),
            ticks={tick.key: tick for tick in ticks_of(record)},
            arrivals=self.arrivals(record),
            release=release_of(record),
            figures=self._duty.hours().figures,
        )

    def arrive(self, person: PersonId, pin: str) -> None:
        """The incoming signs in beside the outgoing, with a PIN of his or her own; who sits at the desk stays.

        Raises RuleBroken("too_early", minutes=…) before the unit's earliest minute unless a sheet is begun, and what
        ``PeopleService.check_pin`` raises.
        """
        record = self._people.check_pin(person, pin)
        view = self._incoming()
        earliest = timedelta(minutes=self._duty.hours().figures.earliest)
        if view.start - self._desk.now() > earliest and self._begun_sheet() is None:
            raise RuleBroken("too_early", field="person", minutes=int(earliest / timedelta(minutes=1)))
        role = view.role_of(person) or DutyRole.PRIMARY
        if view.post(role).person == person and view.post(role).signed_in_at is not None:
            return
        self._desk.write(self._duty.shifts.joined(view, role, person, read.text(record.fields, "name")))

    def tick(self, sheet: RecordId, key: str, *, question: str = "") -> None:
        """The incoming has read one item; asked about it once more, the first reading and every question stay.

        Raises RuleBroken("sheet_frozen"|"incoming_not_here"|"item_unknown").
        """
        record = self._begun(sheet)
        arrivals = self.arrivals(record)
        if not arrivals:
            raise RuleBroken("incoming_not_here", field="incoming")
        if key not in {item.key for item in items_of(state_of(record).paper)}:
            raise RuleBroken("item_unknown", item=key)
        before, asked = marks_of(record).get(key, {}), question.strip()
        told = read.text(before, "question")
        if before and (not asked or _asks(told, asked)):
            return
        now = read.iso(self._desk.now())
        mark: dict[str, Json] = {
            "by": read.text(before, "by") or arrivals[0].name,
            "at": read.text(before, "at") or now,
            "question": _also_asked(told, asked),
        }
        fields: dict[str, Json] = {f"{TICK}{key}": mark}
        if asked:
            own = f"{ASKED}{self._desk.station}:{self._desk.new_id('question')}"
            fields[own] = {"item": key, "question": asked, "at": now}
        self._desk.write(Draft(kind="handover", record=sheet, act="handover.tick", set=fields))

    def release(self, sheet: RecordId, reason: str, approval: Approval = AT_THE_DESK) -> None:
        """The leader lets the shift change while an incident is in hand.

        Raises RuleBroken("reason_missing"|"leader_only"|"sheet_frozen") and what ``check_pin`` raises.
        """
        require(self._desk.session, Action.HAND_OVER)
        self._begun(sheet)
        if not reason.strip():
            raise RuleBroken("reason_missing", field="reason")
        by = approver(self._desk, self._people, approval)
        mark: dict[str, Json] = {"by": by.name, "at": read.iso(self._desk.now()), "reason": reason.strip()}
        self._desk.write(Draft(kind="handover", record=sheet, act="handover.release", set={"release": mark}))

    def arrivals(self, record: Record) -> tuple[Arrival, ...]:
        """Who of the next shift has signed in, in order of coming; whoever hands over is not among them."""
        view = self._following(record)
        leaving = {post.person for post in self._outgoing(record).posts if post.signed_in_at is not None}
        here = [post for post in view.posts if post.signed_in_at is not None and post.person not in leaving]
        found = [
            Arrival(person=post.person, name=post.name, at=post.signed_in_at, early_by=view.start - post.signed_in_at)
            for post in here
            if post.person is not None and post.signed_in_at is not None
        ]
        return tuple(sorted(found, key=lambda one: one.at))

    def _outgoing(self, record: Record) -> ShiftView:
        return self._duty.shift(span_of(day_of(record), self._duty.hours(), shift_of_sheet(record)))

    def _following(self, record: Record) -> ShiftView:
        hours = self._duty.hours()
        return self._duty.shift(following(span_of(day_of(record), hours, shift_of_sheet(record)), hours))

    def _incoming(self) -> ShiftView:
        """Whoever is asked for now: of a begun sheet the shift after its own, else the next one."""
        begun = self._begun_sheet()
        return self._following(begun) if begun is not None else self._duty.next_shift()

    def _begun_sheet(self) -> Record | None:
        found = self._desk.store.records(
            "handover", unit=self._desk.unit, status=SheetStatus.BEGUN.value, limit=1, newest_first=True
        )
        return found[0] if found else None

    def _record(self, sheet: RecordId) -> Record:
        record = self._desk.store.record(sheet)
        if record is None or record.kind != "handover":
            raise RuleBroken("sheet_unknown", sheet=sheet)
        return record

    def _begun(self, sheet: RecordId) -> Record:
        record = self._record(sheet)
        if read.text(record.fields, "status") != SheetStatus.BEGUN:
            raise RuleBroken("sheet_frozen")
        return record


def marks_of(record: Record) -> dict[str, dict[str, Json]]:
    """What is kept of each tick, by the item's key; the first sheets kept all of them in one field."""
    fields = record.fields
    whole, single = read.table(fields, "ticks"), [name for name in fields if name.startswith(TICK)]
    marks = {key: read.table(whole, key) for key in whole} | {
        name.removeprefix(TICK): read.table(fields, name) for name in single
    }
    asked = sorted((read.table(fields, name) for name in fields if name.startswith(ASKED)), key=_asked_at)
    for one in asked:
        mark, question = marks.get(read.text(one, "item"), {}), read.text(one, "question")
        told = read.text(mark, "question")
        if mark and not _asks(told, question):
            marks[read.text(one, "item")] = {**mark, "question": _also_asked(told, question)}
    return marks


def _asks(told: str, question: str) -> bool:
    """Whether a question, which may have a ；of its own, is among those that were told."""
    return f"；{question}；" in f"；{told}；"


def _also_asked(told: str, question: str) -> str:
    return f"{told}；{question}" if told else question


def _asked_at(asked: Mapping[str, Json]) -> str:
    return read.text(asked, "at")


def ticks_of(record: Record) -> tuple[Tick, ...]:
    """The ticks of a sheet, by time."""
    found = [
        Tick(
            key=key,
            by=read.text(mark, "by"),
            at=read.moment(mark, "at") or record.created.at,
            question=read.text(mark, "question"),
        )
        for key, mark in marks_of(record).items()
    ]
    return tuple(sorted(found, key=lambda tick: (tick.at, tick.key)))


def release_of(record: Record) -> Release | None:
    """The leader's word on an incident in hand."""
    mark = read.table(record.fields, "release")
    at = read.moment(mark, "at")
    return None if at is None else Release(by=read.text(mark, "by"), at=at, reason=read.text(mark, "reason"))
