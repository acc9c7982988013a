"""People at the desk: staff, PINs, sign-in, lock, permissions."""

from __future__ import annotations

from datetime import date

import pytest

from commandpost.app.desk import PersonRole
from commandpost.app.people import Action
from commandpost.app.permissions import require
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId
from commandpost.domain.roster import DutyRole
from tests.unit.app.rooms import PIN, Room, room


def code(broken: pytest.ExceptionInfo[RuleBroken]) -> str:
    return broken.value.code


def test_the_author_is_who_signed_in_and_numbers_are_masked() -> None:
    duty_room = room()

    assert duty_room.desk.session.name == "李静"
    assert next(one for one in duty_room.people.staff() if one.name == "李静").phone_masked == "139····0212"


def test_staff_are_listed_by_role_and_those_who_left_only_when_asked() -> None:
    duty_room = room()
    with duty_room.as_administrator():
        duty_room.people.revise(duty_room.staff["赵明"], active=False)

    assert [one.name for one in duty_room.people.staff(PersonRole.DUTY_LEADER)] == ["陈建国"]
    assert "赵明" in {one.name for one in duty_room.people.staff(left_too=True)}


def test_a_revised_person_keeps_what_was_not_said() -> None:
    duty_room = room()
    person = duty_room.staff["王磊"]

    with duty_room.as_administrator():
        duty_room.people.revise(person, roles=[PersonRole.DUTY_LEADER], title="科长", phone="13900000999")

    one = next(one for one in duty_room.people.staff() if one.id == person)
    assert (one.name, one.title, one.phone_masked) == ("王磊", "科长", "139····0999")
    assert one.roles == {PersonRole.DUTY_LEADER}
    assert duty_room.people.name(person) == "王磊"


def test_nobody_has_no_name() -> None:
    duty_room = room()
    people = duty_room.people

    assert people.name(None) == ""
    assert people.name(PersonId("staff-unknown")) == ""
    with duty_room.as_administrator(), pytest.raises(RuleBroken, match="name_missing"):
        people.add(" ", [PersonRole.DUTY_OFFICER])
    with pytest.raises(RuleBroken, match="person_unknown"):
        people.sign_in(PersonId("staff-unknown"), PIN)


def test_a_wrong_pin_says_how_many_tries_are_left_and_a_right_one_forgets_them() -> None:
    duty_room = room()
    person = duty_room.staff["王磊"]

    with pytest.raises(RuleBroken) as broken:
        duty_room.people.sign_in(person, "0000")
    assert (code(broken), broken.value.params["left"]) == ("pin_wrong", 4)
    duty_room.people.sign_in(person, PIN)
    with pytest.raises(RuleBroken) as again:
        duty_room.people.sign_in(person, "0000")

    assert again.value.params["left"] == 4
    assert duty_room.desk.session.name == "王磊"


def lock_out(duty_room: Room, person: PersonId) -> None:
    for _ in range(5):
        with pytest.raises(RuleBroken):
            duty_room.people.sign_in(person, "0000")


def test_after_five_wrong_pins_even_the_right_one_waits_five_minutes() -> None:
    duty_room = room()
    person = duty_room.staff["王磊"]
    lock_out(duty_room, person)

    duty_room.clock.step(3600)  # setting the wall clock does not shorten it
    with pytest.raises(RuleBroken) as broken:
        duty_room.people.sign_in(person, PIN)
    assert (code(broken), broken.value.params["minutes"]) == ("pin_locked", 5)

    duty_room.clock.advance(minutes=5)
    duty_room.people.sign_in(person, PIN)
    assert duty_room.desk.session.person == person


def test_a_restart_does_not_shorten_the_wait() -> None:
    duty_room = room()
    person = duty_room.staff["王磊"]
    lock_out(duty_room, person)
    duty_room.clock.reboot()

    with pytest.raises(RuleBroken, match="pin_locked"):
        duty_room.people.sign_in(person, PIN)


def test_the_first_pin_here_may_be_set_by_anybody_and_others_by_oneself_or_the_administrator() -> None:
    duty_room = room()
    duty_room.people.set_pin(duty_room.staff["李静"], "567890")
    with pytest.raises(RuleBroken, match="not_permitted"):
        duty_room.people.set_pin(duty_room.staff["王磊"], "567890")
    duty_room.sit_down("宋佳")

    duty_room.people.set_pin(duty_room.staff["王磊"], "2468")

    duty_room.people.sign_in(duty_room.staff["王磊"], "2468")
    assert duty_room.desk.session.name == "王磊"


def test_a_fresh_workstation_takes_its_first_pin_from_nobody() -> None:
    duty_room = room(at_desk="")
    for person in duty_room.staff.values():
        duty_room.desk.store.set_setting(f"pin:{person}", None)

    with pytest.raises(RuleBroken, match="pin_not_set"):
        duty_room.people.sign_in(duty_room.staff["宋佳"], PIN)
    duty_room.people.set_pin(duty_room.staff["宋佳"], PIN)

    duty_room.sit_down("宋佳")
    assert duty_room.people.may(Action.ADMINISTER)


@pytest.mark.parametrize("pin", ["123", "1234567890123", "12a4", "１２３４"])
def test_a_pin_is_four_to_twelve_plain_digits(pin: str) -> None:
    duty_room = room()
    with pytest.raises(RuleBroken, match="pin_shape"):
        duty_room.people.set_pin(duty_room.staff["李静"], pin)


def test_a_locked_desk_lets_write_and_nothing_else() -> None:
    duty_room = room()
    duty_room.people.lock()

    assert duty_room.people.may(Action.LOG)
    assert not duty_room.people.may(Action.SEND)
    with pytest.raises(RuleBroken, match="locked"):
        require(duty_room.desk.session, Action.SEND)
    with pytest.raises(RuleBroken, match="pin_wrong"):
        duty_room.people.unlock("0000")
    duty_room.people.unlock(PIN)
    assert duty_room.people.may(Action.SEND)


def test_an_emergency_asks_for_no_name_but_sending_does() -> None:
    duty_room = room(at_desk="")

    assert duty_room.people.may(Action.OPEN_INCIDENT)
    assert not duty_room.people.may(Action.SEND)
    with pytest.raises(RuleBroken, match="sign_in_first"):
        require(duty_room.desk.session, Action.SEND)
    with pytest.raises(RuleBroken, match="sign_in_first"):
        duty_room.people.unlock(PIN)


@pytest.mark.parametrize(
    ("name", "action", "allowed"),
    [
        ("李静", Action.SEND, True),
        ("李静", Action.SIGN_REPORT, False),
        ("陈建国", Action.SIGN_REPORT, True),
        ("宋佳", Action.ADMINISTER, True),
        ("宋佳", Action.SEND, False),
        ("高翔", Action.AUDIT, True),
        ("高翔", Action.EDIT_LEDGERS, False),
    ],
)
def test_roles_say_who_may_do_what(name: str, action: Action, allowed: bool) -> None:
    duty_room = room(at_desk=name)

    assert duty_room.people.may(action) is allowed


def test_what_a_role_does_not_permit_is_refused() -> None:
    duty_room = room(at_desk="高翔")
    with pytest.raises(RuleBroken, match="not_permitted"):
        require(duty_room.desk.session, Action.SEND)


def test_a_misspelt_name_is_put_right_and_the_roster_follows() -> None:
    made = room()
    made.duty.set_day(date(2026, 7, 20), DutyRole.PRIMARY, made.staff["王磊"])
    with made.as_administrator():
        made.people.revise(made.staff["王磊"], name=" 王雷 ")
        made.people.revise(made.staff["王磊"], name="王雷", title="科员")
        with pytest.raises(RuleBroken, match="name_missing"):
            made.people.revise(made.staff["王磊"], name=" ")

    cell = next(one for one in made.duty.month(2026, 7) if one.date.day == 20)
    assert (cell.primary.name, cell.primary.person) == ("王雷", made.staff["王磊"])
    assert [item.text for item in made.logbook.items()] == ["人员姓名更正：王磊改为王雷。"]
