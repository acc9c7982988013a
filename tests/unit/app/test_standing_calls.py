"""Alarms that are no obligation, kept by their key: the same one until its cause is gone, whoever restarts what."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from commandpost.app.alarm_care import AlarmCare
from commandpost.app.standing_calls import CALLED, StandingCalls
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.journal.entry import Draft, Json
from tests.unit.app.desks import Room

POSTS = frozenset({"primary:李静:1"})


class Calls:
    """A room, its calls, and how many of them the figures count."""

    def __init__(self) -> None:
        self.room = Room()
        self.service = self.restarted()

    def restarted(self) -> StandingCalls:
        return StandingCalls(self.room.desk, self.room.logbook)

    @property
    def counted(self) -> int:
        return AlarmCare(self.room.desk, self.room.alarms, self.room.logbook).rates(timedelta(hours=1)).total

    @property
    def lines(self) -> list[str]:
        return [str(line.fields["text"]) for line in self.room.desk.store.records("log")]


@pytest.fixture
def calls() -> Calls:
    return Calls()


def test_an_alarm_that_stands_is_counted_once_however_often_the_program_starts(calls: Calls) -> None:
    for _ in range(5):
        calls.restarted().call("gap:2026-07-19:empty", 1, POSTS)

    assert calls.counted == 1
    assert not calls.restarted().standing()["gap:2026-07-19:empty"].heard


def test_what_was_taken_note_of_by_name_is_heard_after_a_restart_and_the_log_says_who(calls: Calls) -> None:
    calls.service.call("gap:1", 1, POSTS)
    calls.service.acknowledge("gap:1", 1, POSTS, "李静已确认告警")

    call = calls.restarted().standing()["gap:1"]

    assert (call.heard, call.covers(1, POSTS), calls.counted) == (True, True, 1)
    assert calls.lines == ["李静已确认告警"]


def test_nobody_takes_note_without_a_name(calls: Calls) -> None:
    calls.room.sign_out()
    calls.service.call("gap:1", 1, POSTS)

    with pytest.raises(RuleBroken, match="sign_in_first"):
        calls.service.acknowledge("gap:1", 1, POSTS, "已确认")
    assert not calls.service.standing()["gap:1"].heard


@pytest.mark.parametrize(("rank", "items"), [(2, POSTS), (1, POSTS | {"leader:陈某:1"})])
def test_graver_or_about_more_it_calls_and_counts_anew(calls: Calls, rank: int, items: frozenset[str]) -> None:
    calls.service.acknowledge("gap:1", 1, POSTS, "")
    calls.service.call("gap:1", rank, items)

    call = calls.service.standing()["gap:1"]
    assert (call.heard, call.rank, call.items, calls.counted) == (False, rank, items, 2)


def test_a_post_that_was_filled_and_falls_out_again_calls_anew(calls: Calls) -> None:
    both = POSTS | {"leader:陈某:1"}
    calls.service.acknowledge("gap:1", 1, both, "")
    calls.service.call("gap:1", 1, POSTS)
    assert (calls.service.standing()["gap:1"].heard, calls.counted) == (True, 1)

    calls.service.call("gap:1", 1, both)

    assert (calls.service.standing()["gap:1"].heard, calls.counted) == (False, 2)


def test_a_cause_that_is_gone_ends_it_and_it_is_new_when_it_comes_again(calls: Calls) -> None:
    calls.service.acknowledge("gap:1", 1, POSTS, "")
    calls.service.call("spot:1", 2)
    calls.service.only("gap", ())
    assert tuple(calls.service.standing()) == ("spot:1",)

    calls.service.call("gap:1", 1, POSTS)

    assert (calls.service.standing()["gap:1"].heard, calls.counted) == (False, 3)


def test_a_gap_is_the_rooms_and_a_damaged_journal_is_one_machines_own(calls: Calls) -> None:
    calls.service.call("gap:1", 1)
    calls.service.call("journal:damaged", 0)
    second = StandingCalls(replace(calls.room.desk, station="S2"), calls.room.logbook)
    assert tuple(second.standing()) == ("gap:1",)

    second.call("journal:damaged", 0)
    second.only("journal", ())

    assert (set(calls.service.standing()), calls.counted) == ({"gap:1", "journal:damaged"}, 3)


def test_of_two_desks_that_noticed_it_at_the_same_time_the_one_that_was_heard_counts(calls: Calls) -> None:
    calls.service.acknowledge("gap:1", 1, POSTS, "")
    calls.room.desk.write(*calls.service._called(None, "gap:1", 1, POSTS))

    assert calls.service.standing()["gap:1"].heard


def test_an_arrival_that_every_desk_of_a_unit_notices_is_counted_once_and_a_machines_own_by_machine(
    calls: Calls,
) -> None:
    desks = [StandingCalls(replace(calls.room.desk, station=name), calls.room.logbook) for name in ("S1", "S2", "S3")]
    for key in ("inbox", "gap:2026-07-19:empty"):
        noticed = [draft for desk in desks for draft in desk._called(None, key, 1, POSTS)]
        calls.room.desk.write(*noticed)
    assert (calls.counted, set(calls.service.standing())) == (2, {"inbox", "gap:2026-07-19:empty"})

    calls.room.desk.write(*(draft for desk in desks for draft in desk._called(None, "store:full", 1, POSTS)))

    assert calls.counted == 5


def test_of_two_portions_of_one_inbox_the_larger_stands_for_both_and_nothing_is_called_a_third_time(
    calls: Calls,
) -> None:
    small, large = frozenset({"report-1"}), frozenset({"report-1", "report-2"})
    calls.service.acknowledge("inbox", 1, small, "")
    other = calls.room.desk.store.record(calls.service.standing()["inbox"].record)
    assert other is not None
    more: list[Json] = [*sorted(large)]
    fields: dict[str, Json] = {**other.fields, "items": more, "acknowledged_at": None, "acknowledged_name": ""}
    kept = Draft(kind=CALLED, record=RecordId("alarm_call-another-desk"), act="alarm_call.note", set=fields)
    calls.room.desk.write(kept)

    call = calls.restarted().standing()["inbox"]
    calls.restarted().call("inbox", 1, large)

    assert (call.record, call.heard) == (kept.record, False)
    assert calls.counted == 2
    calls.restarted().only("inbox", ())
    calls.restarted().only("inbox", ())
    assert calls.restarted().standing() == {}
