"""The shift at a moment: who holds its posts by roster and by sign-in."""

from __future__ import annotations

from datetime import timedelta

from commandpost.app import record_fields as read
from commandpost.app.desk import Desk
from commandpost.app.duty_views import PostView, ShiftView, duty_day_id, shift_id
from commandpost.app.names import Names
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.masking import mask_phone
from commandpost.domain.roster import DutyRole, ShiftHours, ShiftSpan, parse_change, span_at, span_of
from commandpost.journal.entry import Draft, Json

EARLY = timedelta(minutes=60)  # who takes over comes before the change
HOURS_SETTING = "shift_change"


class Shifts:
    """Reads and writes shift records."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def hours(self) -> ShiftHours:
        """The unit's hours, 08:30 until it says otherwise."""
        kept = self._desk.store.setting(HOURS_SETTING)
        return parse_change(kept) if isinstance(kept, str) else ShiftHours()

    def set_hours(self, change: str) -> None:
        self._desk.store.set_setting(HOURS_SETTING, parse_change(change).change.isoformat("minutes"))

    def view(self, span: ShiftSpan) -> ShiftView:
        """One shift; whoever signed in for a post holds it, else who the roster says."""
        planned = self._desk.store.record(duty_day_id(self._desk.unit, span.date))
        shift = self._desk.store.record(shift_id(self._desk.unit, span.date))
        roster: read.Fields = planned.fields if planned else {}
        signed = _by_role(read.table(shift.fields, "sign_ins")) if shift else {}
        posts = {role: self._post(role, roster, signed.get(role)) for role in DutyRole}
        return ShiftView(
            id=shift_id(self._desk.unit, span.date),
            date=span.date,
            start=span.start,
            end=span.end,
            leader=posts[DutyRole.LEADER],
            primary=posts[DutyRole.PRIMARY],
            secondary=posts[DutyRole.SECONDARY],
        )

    def sign_in(self, role: DutyRole | None) -> None:
        """Sign in whoever sits at the desk; a second time changes nothing."""
        person = self._desk.session.person
        if person is None:
            raise RuleBroken("sign_in_first")
        views = self._open_for_sign_in()
        posts = [(view, role or view.role_of(person)) for view in views]
        wanted = [(view, post) for view, post in posts if post is not None]
        if not wanted:
            raise RuleBroken("not_on_roster")
        fresh = [(view, post) for view, post in wanted if not _has_signed(view.post(post), person)]
        if fresh:
            self._write(fresh[0][0], fresh[0][1], person)

    def end(self, view: ShiftView, sheet: RecordId) -> Draft:
        """The draft that ends a shift by its handover sheet."""
        ended: dict[str, Json] = {"status": "ended", "handover": sheet}
        return Draft(kind="shift", record=view.id, act="shift.end", set=_frame(view) | ended)

    def joined(self, view: ShiftView, role: DutyRole, person: PersonId, name: str) -> Draft:
        """The draft of a sign-in."""
        shift = self._desk.store.record(view.id)
        known = read.table(shift.fields, "sign_ins") if shift else {}
        mark: dict[str, Json] = {"role": role.value, "at": read.iso(self._desk.now()), "name": name}
        values: dict[str, Json] = {"sign_ins": {**known, person: mark}, "status": "current"}
        values |= {role.value: person, f"{role.value}_name": name}
        return Draft(kind="shift", record=view.id, act="shift.sign_in", set=_frame(view) | values)

    def _open_for_sign_in(self) -> tuple[ShiftView, ...]:
        """The shift that runs and, in its last hour, the next one."""
        now, hours = self._desk.now(), self.hours()
        current = span_at(now, hours)
        spans = [current]
        if current.end - now <= EARLY:
            spans.append(span_of(current.date + timedelta(days=1), hours))
        return tuple(self.view(span) for span in spans)

    def _write(self, view: ShiftView, role: DutyRole, person: PersonId) -> None:
        self._desk.write(self.joined(view, role, person, self._desk.session.name))

    def _post(self, role: DutyRole, roster: read.Fields, signed: tuple[PersonId, read.Fields] | None) -> PostView:
        names = Names(self._desk.store)
        planned = PersonId(read.text(roster, role.value)) or None
        standing_in = read.table(read.table(roster, "substitutions"), role.value)
        holder = signed[0] if signed else planned
        replaced = PersonId(read.text(standing_in, "instead_of")) or None
        if signed and planned and holder != planned:
            replaced, standing_in = planned, {}
        phone = self._desk.store.personal(RecordId(holder)).get("phone", "") if holder else ""
        return PostView(
            role=role,
            person=holder,
            name=names.person(holder) or (read.text(signed[1], "name") if signed else ""),
            phone_masked=mask_phone(phone),
            signed_in_at=read.moment(signed[1], "at") if signed else None,
            substitute_for=names.person(replaced),
            reason=read.text(standing_in, "reason"),
            approved_by=read.text(standing_in, "approved_by"),
        )


def _by_role(sign_ins: read.Fields) -> dict[DutyRole, tuple[PersonId, read.Fields]]:
    """The last sign-in for each post."""
    marks = [(PersonId(person), mark) for person, mark in sign_ins.items() if isinstance(mark, dict)]
    ordered = sorted(marks, key=lambda pair: read.text(pair[1], "at"))
    known = {role.value for role in DutyRole}
    return {
        DutyRole(read.text(mark, "role")): (person, mark)
        for person, mark in ordered
        if read.text(mark, "role") in known
    }


def _has_signed(post: PostView, person: PersonId) -> bool:
    return post.person == person and post.signed_in_at is not None


def _frame(view: ShiftView) -> dict[str, Json]:
    start, end = read.iso(view.start), read.iso(view.end)
    return {"at": start, "start": start, "end": end}
