"""The shift at a moment: who holds its posts by roster and by sign-in, who came and went when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from commandpost.app import record_fields as read
from commandpost.app.desk import Desk
from commandpost.app.duty_days import DutyDays
from commandpost.app.duty_setup import DutySetupService
from commandpost.app.duty_views import PostView, ShiftView, shift_id
from commandpost.app.names import Names
from commandpost.app.permissions import writing
from commandpost.domain.duty_setup import DutySetup
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.masking import mask_phone
from commandpost.domain.roster import DutyRole
from commandpost.domain.shift_hours import ShiftSpan, following, preceding, span_at
from commandpost.journal.entry import Draft, Json

SignIn = tuple[PersonId, read.Fields]
ENDED = "ended"  # by its handover sheet


class Shifts:
    """Reads and writes shift records."""

    def __init__(self, desk: Desk, setup: DutySetupService) -> None:
        self._desk = desk
        self._setup = setup

    def hours(self) -> DutySetup:
        """The unit's timetable."""
        return self._setup.setup()

    def view(self, span: ShiftSpan) -> ShiftView:
        """One shift; whoever signed in for a post holds it, else who the roster says."""
        days = DutyDays(desk=self._desk, setup=self._setup.setup(), calendar=self._setup.calendar())
        roster = days.fields(span.date)
        record = self._desk.store.record(shift_id(self._desk.unit, span.date, span.shift))
        fields: read.Fields = record.fields if record else {}
        signed = _by_role(read.table(fields, "sign_ins"))
        seats = {seat.key: seat for seat in days.seats(span.date, roster) if seat.shift == span.shift}
        for role in signed:
            seats.setdefault(role, days.setup.seat(span.date, role))
        out = read.table(fields, "sign_outs")
        posts = []
        for key, seat in seats.items():
            post = self._post(key, roster, signed.get(key), out, days.names)
            posts.append(replace(post, title=days.title(seat), leads=seat.role.leads))
        return ShiftView(
            id=shift_id(self._desk.unit, span.date, span.shift),
            date=span.date,
            shift=span.shift,
            start=span.start,
            end=span.end,
            posts=tuple(posts),
            handed_over=read.text(fields, "status") == ENDED,
            handed_over_at=read.moment(fields, "ended_at"),
        )

    def members(self, view: ShiftView) -> dict[PersonId, str]:
        """Whoever the roster gives for a shift or who signed in for it, substitutes too, by name."""
        record = self._desk.store.record(view.id)
        signed = read.table(record.fields, "sign_ins") if record else {}
        days = DutyDays(desk=self._desk, setup=self._setup.setup(), calendar=self._setup.calendar())
        roster = days.fields(view.date)
        planned = {read.person_id(roster, post.role.value) for post in view.posts}
        everybody = planned | {PersonId(person) for person in signed} | {post.person for post in view.posts}
        return {person: days.names.person(person) for person in everybody if person}

    def sign_in(self, role: DutyRole | None) -> None:
        """Sign in whoever sits at the desk; a second time changes nothing, and whoever had left is back."""
        person = writing(self._desk.session)
        views = self._open_for_sign_in()
        posts = [(view, role or view.role_of(person)) for view in views]
        wanted = [(view, post) for view, post in posts if post is not None]
        if not wanted:
            raise RuleBroken("not_on_roster")
        fresh = [(view, post) for view, post in wanted if not _is_here(view.post(post), person)]
        if fresh:
            view, post = fresh[0]
            back = _has_signed(view.post(post), person)
            self._desk.write(
                self._back(view, person) if back else self.joined(view, post, person, self._desk.session.name)
            )

    def sign_out(self, person: PersonId) -> None:
        """Leave the running shift, or the one before it that nobody has handed over yet.

        Raises RuleBroken("not_signed_in_for_shift").
        """
        running = span_at(self._desk.now(), self.hours())
        views = (self.view(span) for span in (running, preceding(running, self.hours())))
        here = next((view for view in views if any(_is_here(post, person) for post in view.posts)), None)
        if here is None:
            raise RuleBroken("not_signed_in_for_shift")
        self._desk.write(self.left(here, (person,)))

    def end(self, view: ShiftView, sheet: RecordId) -> Draft:
        """The draft that ends a shift by its handover sheet; whoever was here has left with it."""
        here = tuple(post.person for post in view.posts if post.person and post.signed_in_at and not post.signed_out_at)
        ended: dict[str, Json] = {"status": ENDED, "handover": sheet, "ended_at": read.iso(self._desk.now())}
        leaving = self.left(view, here).set if here else _frame(view)
        return Draft(kind="shift", record=view.id, act="shift.end", set={**leaving, **ended})

    def joined(self, view: ShiftView, role: DutyRole, person: PersonId, name: str) -> Draft:
        """The draft of a sign-in."""
        mark: dict[str, Json] = {"role": view.post(role).role.value, "at": read.iso(self._desk.now()), "name": name}
        values = self._with_mark(view, person, mark) | {"status": "current"}
        return Draft(kind="shift", record=view.id, act="shift.sign_in", set=_frame(view) | values)

    def _back(self, view: ShiftView, person: PersonId) -> Draft:
        """The draft of a return: when somebody first came stays, and so does how long he or she was gone."""
        fields = self._fields(view)
        mark, now = read.table(read.table(fields, "sign_ins"), person), self._desk.now()
        left = read.moment(read.table(fields, "sign_outs"), person) or now
        gone = (read.number(mark, "away") or 0) + max(0.0, (now - left).total_seconds())
        values = self._with_mark(view, person, {**mark, "away": gone})
        return Draft(kind="shift", record=view.id, act="shift.sign_in", set=_frame(view) | values)

    def _with_mark(self, view: ShiftView, person: PersonId, mark: Mapping[str, Json]) -> dict[str, Json]:
        """Who is here, with one more; whoever had left is out no longer."""
        fields = self._fields(view)
        values: dict[str, Json] = {"sign_ins": {**read.table(fields, "sign_ins"), person: dict(mark)}}
        out = read.table(fields, "sign_outs")
        if person in out:
            values["sign_outs"] = {one: at for one, at in out.items() if one != person}
        return values

    def _fields(self, view: ShiftView) -> read.Fields:
        shift = self._desk.store.record(view.id)
        return shift.fields if shift else {}

    def left(self, view: ShiftView, people: tuple[PersonId, ...]) -> Draft:
        """The draft of people leaving now."""
        shift = self._desk.store.record(view.id)
        known = read.table(shift.fields, "sign_outs") if shift else {}
        marks: dict[str, Json] = dict.fromkeys(people, read.iso(self._desk.now()))
        return Draft(
            kind="shift", record=view.id, act="shift.sign_out", set=_frame(view) | {"sign_outs": {**known, **marks}}
        )

    def _open_for_sign_in(self) -> tuple[ShiftView, ...]:
        """The shift that runs and, shortly before the change, the next one."""
        now, setup = self._desk.now(), self.hours()
        current = span_at(now, setup)
        spans = [current]
        if current.end - now <= timedelta(minutes=setup.figures.earliest):
            spans.append(following(current, setup))
        return tuple(self.view(span) for span in spans)

    def _post(
        self, role: DutyRole, roster: read.Fields, signed: SignIn | None, out: read.Fields, names: Names
    ) -> PostView:
        planned = read.person_id(roster, role.value) or None
        standing_in = read.table(read.table(roster, "substitutions"), role.value)
        holder = signed[0] if signed else planned
        replaced = read.person_id(standing_in, "instead_of") or None
        if signed and planned and holder != planned:
            replaced, standing_in = planned, {}
        phone = self._desk.store.personal(RecordId(holder)).get("phone", "") if holder else ""
        return PostView(
            role=role,
            person=holder,
            name=names.person(holder) or (read.text(signed[1], "name") if signed else ""),
            phone_masked=mask_phone(phone),
            signed_in_at=read.moment(signed[1], "at") if signed else None,
            signed_out_at=read.moment(out, holder) if holder else None,
            away=timedelta(seconds=read.number(signed[1], "away") or 0) if signed else timedelta(),
            substitute_for=names.person(replaced),
            swapped=read.text(standing_in, "kind") == "swap",
            reason=read.text(standing_in, "reason"),
            approved_by=read.text(standing_in, "approved_by"),
        )


def _by_role(sign_ins: read.Fields) -> dict[DutyRole, SignIn]:
    """The last sign-in for each post."""
    marks = [(PersonId(person), mark) for person, mark in sign_ins.items() if isinstance(mark, dict)]
    ordered = sorted(marks, key=lambda pair: read.text(pair[1], "at"))
    return {DutyRole(read.text(mark, "role")): (person, mark) for person, mark in ordered if read.text(mark, "role")}


def _is_here(post: PostView, person: PersonId) -> bool:
    return _has_signed(post, person) and post.signed_out_at is None


def _has_signed(post: PostView, person: PersonId) -> bool:
    return post.person == person and post.signed_in_at is not None


def _frame(view: ShiftView) -> dict[str, Json]:
    start, end = read.iso(view.start), read.iso(view.end)
    return {"at": start, "start": start, "end": end}
