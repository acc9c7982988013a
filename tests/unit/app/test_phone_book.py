"""Everybody's numbers, the second one too, each called and recorded as its own."""

from __future__ import annotations

from commandpost.app.desk import PersonRole
from commandpost.app.people import DutyFile
from commandpost.app.phone_book import PhoneBook
from tests.unit.app.rooms import Room, room


def book(made: Room) -> PhoneBook:
    return PhoneBook(made.desk, made.people, made.ledgers, made.logbook)


def test_a_second_number_is_a_line_of_its_own_and_is_the_one_that_is_called() -> None:
    made = room()
    with made.as_administrator():
        made.people.set_duty_file(made.staff["刘洋"], DutyFile(phone_more="010-88886666"))

    lines = [line for line in book(made).lines() if line.name == "刘洋"]

    assert len(lines) == 2
    assert [book(made).call(line).phone for line in lines] == ["13900000214", "010-88886666"]
    asked = [record.fields["fields"] for record in made.desk.store.records("reveal")]
    assert asked == [["phone"], ["phone_more"]]


def test_namesakes_are_told_apart_and_who_has_no_number_is_left_out() -> None:
    made = room()
    with made.as_administrator():
        made.people.add("王磊", (PersonRole.DUTY_OFFICER,), "13900009999")
        made.people.add("无号", (PersonRole.DUTY_OFFICER,))

    names = [line.name for line in book(made).lines()]

    assert {"王磊（0213）", "王磊（9999）"} <= set(names)
    assert "无号" not in names
