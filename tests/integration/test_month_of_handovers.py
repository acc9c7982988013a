"""A simulated month of three shifts: open items are handed over once at each change, calls told on one sheet each."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, time

import pytest

from commandpost.app.approval import Approval
from commandpost.app.desk import PersonRole
from commandpost.app.handover import HandoverForm
from commandpost.app.handover_form import state_of
from commandpost.app.logbook import LogMode
from commandpost.domain.ids import RecordId
from commandpost.domain.papers import UndoneLine
from commandpost.domain.rostering.construct import construct
from commandpost.domain.shift_hours import ShiftHours, ShiftSpec, span_at
from tests.unit.app.rooms import PIN, Room, room

THREE = ShiftHours(
    name="三班",
    shifts=tuple(
        ShiftSpec(key=key, name=name, start=time(hour))
        for key, name, hour in (("early", "早班", 8), ("late", "中班", 16), ("night", "夜班", 23))
    ),
)
MONTH = 30


@dataclass
class Month:
    """The room, what is open by chance, and how often each matter was handed over while it was open."""

    room: Room
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    wanted: dict[str, int] = field(default_factory=dict)  # text → changes it was open at
    closed: set[str] = field(default_factory=set)
    calls: int = 0

    def call(self) -> None:
        self.room.logbook.record("去电", mode=LogMode.CALL_OUT)
        self.calls += 1

    def new_matters(self) -> tuple[UndoneLine, ...]:
        fresh = [f"待办{len(self.wanted) + at}" for at in range(self.chance.choice([0, 0, 1, 2]))]
        self.wanted |= dict.fromkeys(fresh, 0)
        return tuple(UndoneLine(text=text) for text in fresh)

    def close_some(self) -> None:
        for matter in self.room.handover.matters.open_matters():
            if self.chance.random() < 0.3:
                self.room.handover.matters.close(matter.id, "已办结")
                self.closed.add(matter.text)

    def change(self) -> RecordId:
        """One handover from whoever sits at the desk to somebody of the next shift."""
        made = self.room
        self.call()
        sheet = made.handover.begin(HandoverForm(undone=self.new_matters()))
        following = made.duty.next_shift().primary.name or "刘洋"
        incoming = following if following != made.desk.session.name else "马超"
        made.read_out(sheet, incoming)
        if made.handover.in_hand():
            made.handover.reading.release(sheet, "接班后续报", Approval(leader=made.staff["陈建国"], pin=PIN))
        made.handover.sign_outgoing(sheet)
        made.clock.advance(minutes=2)
        self.call()  # the sheet is frozen, and the shift has not yet changed
        made.handover.sign_incoming(sheet, made.staff[incoming], PIN)
        for text in self.wanted.keys() - self.closed:
            self.wanted[text] += 1
        return sheet


@pytest.mark.parametrize("days", [2, pytest.param(MONTH, marks=pytest.mark.long)])
def test_a_month_of_three_shifts_hands_every_open_item_over_exactly_once(days: int) -> None:
    month = Month(room())
    made = month.room
    for name in ("孙丽", "周强", "何雪", "郑洁"):
        with made.as_administrator():
            made.staff[name] = made.people.add(name, (PersonRole.DUTY_OFFICER,))
        made.desk.store.set_setting(f"pin:{made.staff[name]}", f"plain:{PIN}")
    made.setups.set_hours(THREE)
    task = made.rostering.task(date(2026, 7, 19), date(2026, 8, 18))
    made.rostering.apply(task, construct(task))
    sheets = []
    for _ in range(3 * days):
        now, hours = made.desk.now(), made.duty.hours()
        to_end = span_at(now, hours).end - now
        made.clock.advance(seconds=to_end.total_seconds() - 600)
        month.close_some()
        sheets.append(month.change())
        made.clock.advance(minutes=20)

    by_sheet = [[line.text for line in made.handover.paper(sheet).undone] for sheet in sheets]
    assert all(len(texts) == len(set(texts)) for texts in by_sheet)
    handed = {text: sum(text in texts for texts in by_sheet) for text in month.wanted}
    assert handed == month.wanted
    papers = [*(made.handover.paper(sheet) for sheet in sheets), made.handover.preview()]
    assert sum(paper.figures.calls_out for paper in papers) == month.calls
    told = {one.text: one for one in made.handover.matters.history()}
    assert {text: len(one.sheets) for text, one in told.items()} == month.wanted
    assert {one.text for one in made.handover.matters.open_matters()} == month.wanted.keys() - month.closed
    records = [made.desk.store.record(sheet) for sheet in sheets]
    spans = [(one.fields["day"], one.fields["shift"]) for one in records if one is not None]
    assert len(set(spans)) == len(sheets)
    assert all(made.archive.is_whole(sheet) for sheet in sheets)
    assert all(state_of(one).paper.taken_over_at is not None for one in records if one is not None)
