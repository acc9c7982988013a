from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from commandpost.app.alarm_care import AlarmCare
from commandpost.app.incidents import NewIncident
from commandpost.app.record_fields import iso
from commandpost.app.standing_calls import StandingCalls
from commandpost.domain.alarms import Priority
from commandpost.domain.errors import RuleBroken
from commandpost.journal.fold import Record
from tests.unit.app.desks import Room


class Care:
    """A room with one alarm that sounds at a middling priority."""

    def __init__(self) -> None:
        self.room = Room()
        incident = self.room.incidents.open(NewIncident(title="积水", code="11A02", received=self.room.clock.now()))
        self.key = f"{incident}:phone:1"
        self.service = AlarmCare(self.room.desk, self.room.alarms, self.room.logbook)
        self.calls = StandingCalls(self.room.desk, self.room.logbook)
        self.room.clock.advance(minutes=5)

    @property
    def last_line(self) -> str:
        return str(self.room.desk.store.records("log", newest_first=True, limit=1)[0].fields["text"])


@pytest.fixture
def care() -> Care:
    return Care()


def test_nobody_signed_in_may_pause_or_test(care: Care) -> None:
    care.room.sign_out()
    for deed in (
        lambda: care.service.pause(60),
        lambda: care.service.tested(heard=True),
    ):
        with pytest.raises(RuleBroken, match="sign_in_first"):
            deed()


def test_a_pause_of_two_minutes_at_most_stands_in_the_log(care: Care) -> None:
    until = care.service.pause(120)

    assert until == care.room.clock.now() + timedelta(seconds=120)
    assert "暂停120秒" in care.last_line
    with pytest.raises(RuleBroken, match="pause_seconds"):
        care.service.pause(121)


@pytest.mark.parametrize(("heard", "words"), [(True, "均能听到"), (False, "没有听到")])
def test_the_test_of_the_sounds_stands_in_the_log(care: Care, heard: bool, words: str) -> None:
    care.service.tested(heard=heard)

    assert words in care.last_line


def test_the_rates_count_what_the_journal_says_began_and_grew_graver(care: Care) -> None:
    care.room.alarms.keep()
    care.room.clock.advance(minutes=60)
    care.room.alarms.keep()

    rates = care.service.rates(timedelta(hours=24))

    assert rates.total >= 2
    assert rates.shares[Priority.HIGH] > 0
    assert rates.standing >= 1
    care.room.clock.advance(minutes=180)
    assert care.service.rates(timedelta(hours=1)).total == 0


def test_what_the_desk_raises_beside_the_board_counts_with_its_priority(care: Care) -> None:
    for source, rank in (("gap", 1), ("spot", 2), ("inbox", 1), ("backup-age", 0)):
        care.calls.call(source, rank)

    rates = care.service.rates(timedelta(hours=1))

    assert (rates.total, rates.shares[Priority.HIGH], rates.shares[Priority.MEDIUM]) == (4, 0.25, 0.5)
    care.room.clock.advance(minutes=90)
    assert care.service.rates(timedelta(hours=1)).total == 0


def test_a_rank_no_priority_has_is_counted_as_the_nearest_that_has_one(care: Care) -> None:
    for rank in (-4, 7):
        care.calls.call(f"gap:{rank}", rank)

    rates = care.service.rates(timedelta(hours=1))

    assert (rates.total, rates.shares[Priority.LOW], rates.shares[Priority.HIGH]) == (2, 0.5, 0.5)


def test_the_figures_read_nothing_that_lies_before_their_span(care: Care, monkeypatch: pytest.MonkeyPatch) -> None:
    care.room.alarms.keep()
    asked: dict[str, object] = {}
    records = care.room.desk.store.records

    def watched(kind: str, **how: Any) -> tuple[Record, ...]:
        if how.get("status") is None:  # the board asks for what is live
            asked[kind] = how.get("since")
        return records(kind, **how)

    monkeypatch.setattr(care.room.desk.store, "records", watched)
    care.room.clock.advance(minutes=300)
    since = iso(care.room.clock.now() - timedelta(hours=1))

    assert care.service.rates(timedelta(hours=1)).standing >= 1
    assert (asked["alarm"], asked["alarm_call"]) == (since, since)
