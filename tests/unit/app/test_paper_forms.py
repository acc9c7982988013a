"""Empty forms for the day the power is gone, entered afterwards under their paper number."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from commandpost.app.handover import SheetStatus
from commandpost.app.paper_forms import FormKind, PaperSheet
from commandpost.domain.duty_setup import NIGHTS
from commandpost.domain.errors import RuleBroken
from tests.unit.app.rooms import Room, room

AT = datetime(2026, 7, 18, 0, 35, tzinfo=UTC)


def sheet(number: str, **told: str) -> PaperSheet:
    names = {"outgoing": "李静", "incoming": "刘洋", "leader": "", **told}
    return PaperSheet(
        number=number,
        day=date(2026, 7, 17),
        signed_outgoing=AT,
        signed_incoming=AT,
        remarks="停电 2 小时\n",
        undone=("催报",),
        **names,
    )


def test_a_form_is_numbered_when_it_is_printed_and_its_code_says_the_number() -> None:
    made = room()
    first, second = made.forms.blank(FormKind.PHONE), made.forms.blank(FormKind.HANDOVER)

    assert (first.number, second.number) == ("ZD-S1-0001", "ZJ-S1-0001")
    assert made.forms.number_of(first.code) == first.number
    assert made.forms.number_of("zd-s1-0001") == first.number
    assert second.posts == ("带班领导", "主班", "副班")
    assert [one.number for one in made.forms.forms()] == ["ZJ-S1-0001", "ZD-S1-0001"]


def test_a_call_written_on_paper_enters_the_log_with_its_time_and_number_once() -> None:
    made = room()
    number = made.forms.blank(FormKind.PHONE).number

    entry = made.forms.enter_phone(number, "电梯困人", happened=AT, caller="张某", phone="13900000000")

    record = made.desk.store.record(entry)
    assert record is not None
    assert (record.fields["paper_number"], made.logbook.undecided()[0].happened) == (number, AT)
    assert made.forms.forms() == ()
    assert made.forms.forms(waiting_only=False)[0].entered
    with pytest.raises(RuleBroken, match="paper_number_used"):
        made.forms.enter_phone(number, "x", happened=AT)


def test_a_handover_signed_on_paper_counts_under_its_paper_number() -> None:
    made = room()
    number = made.forms.blank(FormKind.HANDOVER).number

    entered = made.forms.enter_handover(sheet(number))

    row = made.handover.sheets()[0]
    assert (row.number, row.status, row.on_paper) == (number, SheetStatus.SIGNED, True)
    assert (row.outgoing_name, row.incoming_name, row.taken_over_at) == ("李静", "刘洋", AT)
    assert made.handover.paper(entered).remarks == ("停电 2 小时",)
    assert made.archive.is_whole(entered)
    other = made.forms.blank(FormKind.HANDOVER).number
    made.forms.enter_handover(sheet(other, leader="陈建国"))
    assert made.handover.sheets()[0].status is SheetStatus.COMPLETE


@pytest.mark.parametrize(
    ("told", "code"),
    [({"incoming": ""}, "name_missing"), ({"incoming": "李静"}, "same_person_signs")],
)
def test_a_paper_nobody_took_over_is_refused(told: dict[str, str], code: str) -> None:
    made = room()
    number = made.forms.blank(FormKind.HANDOVER).number

    with pytest.raises(RuleBroken, match=code):
        made.forms.enter_handover(sheet(number, **told))


def unknown(made: Room) -> None:
    made.forms.enter_phone("ZD-S1-9999", "x", happened=AT)


def wrong_kind(made: Room) -> None:
    made.forms.enter_phone(made.forms.blank(FormKind.HANDOVER).number, "x", happened=AT)


def test_a_number_this_room_never_printed_is_refused() -> None:
    with pytest.raises(RuleBroken, match="paper_number_unknown"):
        unknown(room())
    with pytest.raises(RuleBroken, match="paper_number_unknown"):
        wrong_kind(room())


def test_what_was_undone_on_paper_is_carried_by_the_next_sheet_and_counted_once() -> None:
    made = room()
    first, second = (made.forms.blank(FormKind.HANDOVER).number for _ in range(2))

    made.forms.enter_handover(sheet(first))
    made.forms.enter_handover(sheet(second))

    (matter,) = made.handover.matters.open_matters()
    assert (matter.text, matter.sheets) == ("催报", (first, second))
    assert [(one.text, one.times) for one in made.handover.preview().undone] == [("催报", 2)]


def test_of_several_shifts_the_signatures_tell_which_was_handed_over() -> None:
    made = room()
    made.setups.set_hours(NIGHTS)
    evening = datetime(2026, 7, 17, 9, 35, tzinfo=UTC)  # 17:35
    number = made.forms.blank(FormKind.HANDOVER).number

    entered = made.forms.enter_handover(replace(sheet(number), signed_outgoing=evening, signed_incoming=evening))

    assert made.handover.paper(entered).outgoing.end == datetime(2026, 7, 17, 9, 30, tzinfo=UTC)
