from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from commandpost.app.board_doors import LOCKED, SESSION, BoardDoors
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import UnitCode
from commandpost.journal.entry import Json

DISTRICT = UnitCode("110199")
PASSWORD = "slow-river-bridge"  # invented


class Kept:
    def __init__(self) -> None:
        self.values: dict[str, Json] = {}

    def setting(self, key: str) -> Json:
        return self.values.get(key)

    def set_setting(self, key: str, value: Json) -> None:
        self.values[key] = value

    def settings_under(self, prefix: str) -> Mapping[str, Json]:
        return {key: value for key, value in self.values.items() if key.startswith(prefix)}

    def forget_setting(self, key: str) -> None:
        del self.values[key]


class Hasher:
    def hash(self, pin: str) -> str:
        return f"hashed {pin}"

    def matches(self, pin: str, hashed: str) -> bool:
        return hashed == f"hashed {pin}"


class Porch:
    def __init__(self) -> None:
        self.at = datetime(2026, 7, 18, 4, 0, tzinfo=UTC)
        numbers = count(1)
        self.kept = Kept()
        self.doors = BoardDoors(self.kept, Hasher(), lambda: self.at, lambda: f"token {next(numbers)}")
        self.doors.set_account("值守台", DISTRICT, PASSWORD)

    def refusal(self, name: str, password: str) -> RuleBroken:
        with pytest.raises(RuleBroken) as refused:
            self.doors.enter(name, password)
        return refused.value


@pytest.fixture
def porch() -> Porch:
    return Porch()


def test_who_knows_the_password_looks_at_one_unit_for_a_shift(porch: Porch) -> None:
    token, visitor = porch.doors.enter(" 值守台 ", PASSWORD)

    assert (visitor.unit, porch.doors.visitor(token)) == (DISTRICT, visitor)
    porch.at += SESSION
    assert porch.doors.visitor(token) is None


def test_who_leaves_is_asked_again(porch: Porch) -> None:
    token, _ = porch.doors.enter("值守台", PASSWORD)
    porch.doors.leave(token)

    assert porch.doors.visitor(token) is None


def test_a_stranger_and_a_wrong_password_get_the_same_answer(porch: Porch) -> None:
    assert porch.refusal("值守台", "wrong").code == porch.refusal("nobody", PASSWORD).code == "board_refused"


def test_five_wrong_passwords_lock_one_account_for_five_minutes(porch: Porch) -> None:
    for _ in range(5):
        porch.refusal("值守台", "wrong")

    locked = porch.refusal("值守台", PASSWORD)
    assert (locked.code, locked.params["minutes"]) == ("board_locked", 5)
    porch.at += LOCKED - timedelta(seconds=1)
    assert porch.refusal("值守台", PASSWORD).params["minutes"] == 1
    porch.at += timedelta(seconds=1)
    porch.doors.enter("值守台", PASSWORD)


def test_an_account_needs_a_name_and_a_long_password_and_keeps_neither_in_clear(porch: Porch) -> None:
    for name, password, code in ((" ", PASSWORD, "name_missing"), ("甲", "short", "password_short")):
        with pytest.raises(RuleBroken, match=code):
            porch.doors.set_account(name, DISTRICT, password)

    assert porch.kept.values == {"board:值守台": {"unit": DISTRICT, "hash": f"hashed {PASSWORD}"}}


def test_ended_visits_are_forgotten_at_the_next_entrance(porch: Porch) -> None:
    old, _ = porch.doors.enter("值守台", PASSWORD)
    porch.at += SESSION
    porch.doors.enter("值守台", PASSWORD)
    porch.at -= timedelta(hours=1)  # the clock was set back: what is over stays over

    assert porch.doors.visitor(old) is None


def test_names_nobody_tried_lately_are_forgotten(porch: Porch) -> None:
    for number in range(20):
        porch.refusal(f"试{number}", "x")
    porch.at += LOCKED
    porch.refusal("后来", "x")

    assert list(porch.doors._failed) == ["后来"]


def test_a_visit_ends_with_a_new_password_and_with_its_account(porch: Porch) -> None:
    old, _ = porch.doors.enter("值守台", PASSWORD)
    porch.doors.renew_account(" 值守台 ", "quiet-winter-lake")
    after_renewal = porch.doors.visitor(old)
    new, _ = porch.doors.enter("值守台", "quiet-winter-lake")
    porch.doors.remove_account("值守台")

    assert (after_renewal, porch.doors.visitor(new), porch.kept.values) == (None, None, {})
    assert porch.refusal("值守台", "quiet-winter-lake").code == "board_refused"


def test_accounts_are_listed_by_unit_and_unknown_ones_are_said(porch: Porch) -> None:
    porch.doors.set_account("街", UnitCode("110199001"), PASSWORD)
    porch.doors.set_account("市", UnitCode("1101"), PASSWORD)

    assert porch.doors.accounts() == (("市", "1101"), ("值守台", DISTRICT), ("街", "110199001"))
    for attempt in (porch.doors.remove_account, lambda name: porch.doors.renew_account(name, PASSWORD)):
        with pytest.raises(RuleBroken, match="board_account_unknown"):
            attempt("nobody")
