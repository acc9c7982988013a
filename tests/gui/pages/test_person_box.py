"""The field that finds a person: namesakes are told apart and never taken for one another."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from commandpost.app.duty import DayType, DutyCell, DutyPost, DutyRole
from commandpost.app.people import StaffView
from commandpost.domain.ids import PersonId, UnitCode
from commandpost.gui.pages.roster.person_box import PersonBox
from commandpost.gui.pages.roster.swap_panel import SwapPanel


def one(number: int, name: str, department: str = "") -> StaffView:
    return StaffView(
        id=PersonId(f"staff-{number}"),
        name=name,
        title="",
        roles=frozenset(),
        unit=UnitCode("110199001"),
        phone_masked="",
        active=True,
        has_pin=True,
        department=department,
    )


def box(*people: StaffView) -> tuple[PersonBox, list[str]]:
    made, chosen = PersonBox("主班"), list[str]()
    made.set_people(people)
    made.person_chosen.connect(chosen.append)
    return made, chosen


def write(made: PersonBox, text: str) -> None:
    made.setText(text)
    QTest.keyClick(made, Qt.Key.Key_Return)


def test_a_name_two_people_bear_is_taken_only_with_what_tells_them_apart(qapp: QApplication) -> None:
    made, chosen = box(one(1, "王伟", "综合办"), one(2, "王伟", "城管科"), one(3, "李静"))

    write(made, "王伟")
    assert chosen == []
    write(made, "ww")
    assert chosen == []
    write(made, "王伟（综合办）")
    write(made, "lj")

    assert chosen == ["staff-1", "staff-3"]


def test_who_holds_the_post_already_is_no_mistake_though_another_bears_the_name(qapp: QApplication) -> None:
    made, chosen = box(one(1, "王伟", "综合办"), one(2, "王伟", "城管科"))
    made.show_name("王伟")

    QTest.keyClick(made, Qt.Key.Key_Return)

    assert chosen == []
    assert made.property("problem") in {None, False, ""}


def test_a_family_that_is_said_otherwise_is_found_both_ways(qapp: QApplication) -> None:
    for typed in ("sh", "dh"):
        made, chosen = box(one(1, "单宏"), one(2, "李静"))
        write(made, typed)
        assert chosen == ["staff-1"]


def test_only_posts_of_today_and_tomorrow_are_offered_to_be_taken_over_at_once(qapp: QApplication) -> None:
    panel, today = SwapPanel(), date(2026, 7, 18)
    offered = []
    for days in (-1, 0, 1, 2):
        cell = DutyCell(
            date=today + timedelta(days=days),
            day_type=DayType.WORKDAY,
            holiday="",
            posts=(DutyPost(role=DutyRole.PRIMARY, title="主班"),),
            is_today=days == 0,
            in_month=True,
        )
        panel.open_for(cell, (), today=today)
        offered.append(not panel._take.isHidden())

    assert offered == [False, True, True, False]
    panel.close()
