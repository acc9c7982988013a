"""The register of leave: who is away when, why, who let them; leaders' absences (外出报备) too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from commandpost.app import record_fields as read
from commandpost.app.desk import Desk, PersonRole
from commandpost.app.names import Names
from commandpost.app.permissions import Action, require
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.rostering.task import Absence, local_days
from commandpost.domain.shift_hours import ShiftSpan
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveRow:
    """One line of the register."""

    id: RecordId
    person: PersonId
    name: str
    first: date
    last: date
    reason: str
    approved_by: str
    entered_at: datetime | None
    cancelled: bool
    leader: bool  # 外出报备


@dataclass(frozen=True, slots=True)
class Absences:
    """Who is away on which days."""

    by_person: Mapping[PersonId, tuple[Absence, ...]]

    def of(self, person: PersonId | None) -> tuple[Absence, ...]:
        return self.by_person.get(person, ()) if person else ()

    def away(self, person: PersonId, span: ShiftSpan) -> bool:
        """Whether leave touches a shift."""
        first, last = local_days(span.start, span.end)
        return any(one.first <= last and first <= one.last for one in self.of(person))


class LeaveService:
    """Use cases of the register."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def absences(self) -> Absences:
        """All leave that was not taken back."""
        found: dict[PersonId, list[Absence]] = defaultdict(list)
        for record in self._records():
            if not read.flag(record.fields, "cancelled"):
                first, last = _days(record)
                found[read.person_id(record.fields, "person")].append(Absence(first=first, last=last))
        return Absences({person: tuple(away) for person, away in found.items()})

    def rows(self, *, since: date | None = None) -> tuple[LeaveRow, ...]:
        """The register, the latest first day on top; only what has not ended before ``since``."""
        names = Names(self._desk.store)
        rows = (self._row(record, names) for record in self._records())
        wanted = (row for row in rows if since is None or row.last >= since)
        return tuple(sorted(wanted, key=lambda row: (row.first, row.name), reverse=True))

    def enter(self, person: PersonId, first: date, last: date, *, reason: str, approved_by: str = "") -> RecordId:
        """Enter leave, both days included; shifts that fall into it become gaps to fill at once.

        Raises RuleBroken("reason_missing"|"leave_backwards"|"person_unknown") and what ``permissions.require`` raises.
        """
        require(self._desk.session, Action.EDIT_ROSTER)
        staff = self._desk.store.record(RecordId(person))
        if staff is None or staff.kind != "staff":
            raise RuleBroken("person_unknown", field="person", person=person)
        if not reason.strip():
            raise RuleBroken("reason_missing", field="reason")
        if last < first:
            raise RuleBroken("leave_backwards", field="last")
        leave = self._desk.new_id("leave")
        values: dict[str, Json] = {
            "at": read.iso(self._desk.now()),
            "person": person,
            "first": first.isoformat(),
            "last": last.isoformat(),
            "reason": reason.strip(),
            "approved_by": approved_by.strip() or self._desk.session.name,
            "leader": PersonRole.DUTY_LEADER.value in read.texts(staff.fields, "roles"),
            "cancelled": False,
        }
        self._desk.write(Draft(kind="leave", record=leave, act="leave.enter", set=values))
        return leave

    def cancel(self, leave: RecordId) -> None:
        """Take leave back; the line stays. Raises RuleBroken("leave_unknown")."""
        require(self._desk.session, Action.EDIT_ROSTER)
        record = self._desk.store.record(leave)
        if record is None or record.kind != "leave":
            raise RuleBroken("leave_unknown", leave=leave)
        self._desk.write(Draft(kind="leave", record=leave, act="leave.cancel", set={"cancelled": True}))

    def _records(self) -> tuple[Record, ...]:
        return self._desk.store.records("leave", unit=self._desk.unit)

    def _row(self, record: Record, names: Names) -> LeaveRow:
        first, last = _days(record)
        person = read.person_id(record.fields, "person")
        return LeaveRow(
            id=record.id,
            person=person,
            name=names.person(person),
            first=first,
            last=last,
            reason=read.text(record.fields, "reason"),
            approved_by=read.text(record.fields, "approved_by"),
            entered_at=read.moment(record.fields, "at"),
            cancelled=read.flag(record.fields, "cancelled"),
            leader=read.flag(record.fields, "leader"),
        )


def _days(record: Record) -> tuple[date, date]:
    first, last = read.text(record.fields, "first"), read.text(record.fields, "last")
    return date.fromisoformat(first), date.fromisoformat(last)
