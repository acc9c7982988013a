from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandpost.domain.codes import Level
from commandpost.domain.deadlines import (
    Deadline,
    DeadlineState,
    Lateness,
    ReportFact,
    Verdict,
    judge,
    strictest,
)
from commandpost.domain.incident import Incident
from commandpost.domain.obligations import owed
from commandpost.domain.rules import ClockStart, Rule, Step
from tests.unit.domain.facts import RECEIVED, a_pack, a_report, a_rule, an_incident, minutes

PHONE = a_rule("PHONE", step=Step.PHONE, minutes=15, channel="phone")
AT_ONCE = a_rule("AT-ONCE", step=Step.PHONE)
WRITTEN = a_rule("WRITTEN", step=Step.INITIAL, minutes=60)
FOLLOW = a_rule("FOLLOW", follow_up_minutes=720)
FINAL = a_rule("FINAL", final_minutes=1440)
SUPPLEMENT = a_rule("SUPPLEMENT", supplement_days=30, starts=ClockStart.OCCURRED)
ALL = (AT_ONCE, PHONE, WRITTEN, FOLLOW, FINAL, SUPPLEMENT)


def owes(incident: Incident, *reports: ReportFact, rules: tuple[Rule, ...] = ALL) -> dict[str, Deadline]:
    return {deadline.key: deadline for deadline in owed(incident, reports, [a_pack(*rules)], "street")}


# ------------------------------------------------------------------------------------------ one deadline


@pytest.mark.parametrize(
    ("after", "state"),
    [
        (0, DeadlineState.CALM),
        (29.9, DeadlineState.CALM),
        (30, DeadlineState.SOON),
        (48, DeadlineState.URGENT),
        (59.9, DeadlineState.URGENT),
        (60, DeadlineState.OVERDUE),
        (600, DeadlineState.OVERDUE),
    ],
)
def test_a_deadline_warns_at_half_and_at_four_fifths_of_its_time(after: float, state: DeadlineState) -> None:
    assert owes(an_incident())["WRITTEN:initial:1"].state(minutes(after)) is state


def test_at_once_has_no_limit_but_counts_the_time() -> None:
    at_once = owes(an_incident())["AT-ONCE:phone:1"]

    assert at_once.state(minutes(90)) is DeadlineState.AT_ONCE
    assert (at_once.due, at_once.left(minutes(90)), at_once.used(minutes(90))) == (None, None, 0.0)
    assert at_once.elapsed(minutes(90)) == timedelta(minutes=90)


def test_the_elapsed_time_stops_with_the_report() -> None:
    phoned = owes(an_incident(), a_report(Step.PHONE, 5))["PHONE:phone:1"]

    assert phoned.elapsed(minutes(500)) == timedelta(minutes=5)
    assert not phoned.is_open


def test_what_is_left_is_negative_after_the_limit() -> None:
    assert owes(an_incident())["WRITTEN:initial:1"].left(minutes(61)) == timedelta(minutes=-1)


def test_a_limit_that_is_no_longer_than_its_start_is_used_up_at_its_start() -> None:
    moment = Deadline(rule=PHONE.id, step=Step.PHONE, started=RECEIVED, due=RECEIVED, source="")

    assert (moment.used(minutes(-1)), moment.used(RECEIVED)) == (0.0, 1.0)


def test_a_clock_set_back_shows_an_unused_deadline_and_never_less() -> None:
    deadline = owes(an_incident())["WRITTEN:initial:1"]

    assert deadline.used(RECEIVED - timedelta(days=1)) == 0.0
    assert deadline.elapsed(RECEIVED - timedelta(days=1)) == timedelta(0)
    assert deadline.state(RECEIVED - timedelta(days=1)) is DeadlineState.CALM


# ------------------------------------------------------------------------------------------ the judgement


@pytest.mark.parametrize(
    ("earliest", "latest", "verdict", "late_by"),
    [
        (50, 60, Verdict.IN_TIME, 0),
        (60, 61, Verdict.NOT_PROVABLE, 0),
        (59, 61, Verdict.NOT_PROVABLE, 0),
        (61, 63, Verdict.LATE, 1),
    ],
)
def test_lateness_is_judged_on_the_whole_interval(
    earliest: float, latest: float, verdict: Verdict, late_by: float
) -> None:
    judged = judge(minutes(60), minutes(earliest), minutes(latest))

    assert judged == Lateness(verdict=verdict, late_by=timedelta(minutes=late_by))


def test_the_best_estimate_measures_how_late_it_is() -> None:
    assert judge(minutes(60), minutes(61), minutes(63), minutes(62)).late_by == timedelta(minutes=2)


def test_at_once_is_never_late_for_it_has_no_measure() -> None:
    assert judge(None, minutes(600), minutes(600)).verdict is Verdict.IN_TIME


# ------------------------------------------------------------------------------------------ what is owed


def test_a_report_by_telephone_stops_the_telephone_clock_and_at_once_but_not_the_written_one() -> None:
    after = owes(an_incident(), a_report(Step.PHONE, 4.9))

    assert after["AT-ONCE:phone:1"].state(minutes(9)) is DeadlineState.DONE
    assert after["PHONE:phone:1"].state(minutes(9)) is DeadlineState.DONE
    assert after["WRITTEN:initial:1"].is_open


def test_a_written_report_stops_at_once_but_a_telephone_rule_still_waits() -> None:
    after = owes(an_incident(), a_report(Step.INITIAL, 10))

    assert not after["AT-ONCE:phone:1"].is_open
    assert after["PHONE:phone:1"].is_open


def test_the_final_report_ends_a_telephone_clock_nobody_ever_stopped() -> None:
    closed = an_incident(closed_at=minutes(100))
    after = owes(closed, a_report(Step.INITIAL, 10), a_report(Step.FINAL, 110))

    assert after["PHONE:phone:1"].state(minutes(200)) is DeadlineState.DONE_LATE


def test_a_late_report_stays_late_for_ever() -> None:
    sent = owes(an_incident(), a_report(Step.INITIAL, 61))["WRITTEN:initial:1"]

    assert sent.state(minutes(10_000)) is DeadlineState.DONE_LATE
    assert sent.lateness == Lateness(verdict=Verdict.LATE, late_by=timedelta(minutes=1))


def test_a_report_across_the_limit_of_an_uncertain_clock_is_not_provable() -> None:
    unsure = a_report(Step.INITIAL, 60, earliest=minutes(58), latest=minutes(62))

    assert owes(an_incident(), unsure)["WRITTEN:initial:1"].state(minutes(99)) is DeadlineState.NOT_PROVABLE


def test_follow_ups_are_owed_from_one_written_report_to_the_next() -> None:
    after = owes(an_incident(), a_report(Step.INITIAL, 30), a_report(Step.FOLLOW_UP, 700), rules=(FOLLOW,))

    assert after["FOLLOW:follow_up:1"].done == minutes(700)
    assert after["FOLLOW:follow_up:2"].due == minutes(700 + 720)


def test_nothing_follows_before_the_first_written_report() -> None:
    assert owes(an_incident(), a_report(Step.PHONE, 5), rules=(FOLLOW, FINAL, SUPPLEMENT)) == {}


def test_the_end_of_the_handling_stops_a_follow_up_that_was_not_due_yet() -> None:
    closed = an_incident(closed_at=minutes(200))

    assert owes(closed, a_report(Step.INITIAL, 30), rules=(FOLLOW,)) == {}


def test_the_end_of_the_handling_hides_no_follow_up_that_was_overdue() -> None:
    closed = an_incident(closed_at=minutes(1000))
    left = owes(closed, a_report(Step.INITIAL, 30), rules=(FOLLOW,))["FOLLOW:follow_up:1"]
    ended = owes(closed, a_report(Step.INITIAL, 30), a_report(Step.FINAL, 1010), rules=(FOLLOW,))

    assert left.state(minutes(1001)) is DeadlineState.OVERDUE
    assert ended["FOLLOW:follow_up:1"].state(minutes(1011)) is DeadlineState.DONE_LATE


def test_the_final_is_owed_from_the_end_of_the_handling_and_ends_the_chain() -> None:
    closed = an_incident(closed_at=minutes(200))
    waiting = owes(closed, a_report(Step.INITIAL, 30), rules=(FOLLOW, FINAL))
    ended = owes(closed, a_report(Step.INITIAL, 30), a_report(Step.FINAL, 300), rules=(FOLLOW, FINAL))

    assert waiting["FINAL:final:1"].due == minutes(200 + 1440)
    assert strictest(ended.values(), minutes(400)) is None


def test_closing_without_a_report_ends_the_clocks_and_keeps_the_lateness() -> None:
    closed = an_incident(closed_at=minutes(61), not_reported=True)
    after = owes(closed)

    assert after["WRITTEN:initial:1"].state(minutes(62)) is DeadlineState.DONE_LATE
    assert strictest(after.values(), minutes(62)) is None
    assert "FINAL:final:1" not in after


def test_changed_casualties_owe_a_supplement_within_the_days_of_the_rule() -> None:
    changed = an_incident(occurred=minutes(-4), casualties_changed=minutes(600))
    sent = (a_report(Step.INITIAL, 30), a_report(Step.FINAL, 500))

    assert owes(changed, *sent, rules=(SUPPLEMENT,))["SUPPLEMENT:supplement:1"].due == minutes(30 * 1440 - 4)
    met = owes(changed, *sent, a_report(Step.SUPPLEMENT, 700), rules=(SUPPLEMENT,))["SUPPLEMENT:supplement:1"]
    assert met.state(minutes(800)) is DeadlineState.DONE


@pytest.mark.parametrize("after", [20, 31 * 1440])
def test_a_change_before_the_first_report_or_after_the_days_owes_no_supplement(after: float) -> None:
    changed = an_incident(casualties_changed=minutes(after))

    assert owes(changed, a_report(Step.INITIAL, 30), rules=(SUPPLEMENT,)) == {}


def test_a_supplement_ends_the_follow_ups() -> None:
    sent = (a_report(Step.INITIAL, 30), a_report(Step.FINAL, 300), a_report(Step.SUPPLEMENT, 400))

    assert set(owes(an_incident(), *sent, rules=(FOLLOW,))) == {"FOLLOW:follow_up:1"}


@pytest.mark.parametrize(
    ("starts", "told", "started"),
    [
        (ClockStart.OCCURRED, {"occurred": minutes(-9), "discovered": minutes(-5)}, minutes(-9)),
        (ClockStart.OCCURRED, {"discovered": minutes(-5)}, minutes(-5)),
        (ClockStart.OCCURRED, {}, RECEIVED),
        (ClockStart.DISCOVERED, {"occurred": minutes(-9), "discovered": minutes(-5)}, minutes(-5)),
        (ClockStart.DISCOVERED, {"occurred": minutes(-9)}, RECEIVED),
        (ClockStart.RECEIVED, {"occurred": minutes(-9), "discovered": minutes(-5)}, RECEIVED),
    ],
)
def test_a_rule_starts_on_its_own_clock_and_an_unknown_moment_gives_way(
    starts: ClockStart, told: dict[str, datetime], started: datetime
) -> None:
    rule = a_rule(step=Step.INITIAL, minutes=60, starts=starts)

    assert owes(an_incident(**told), rules=(rule,))["R:initial:1"].started == started


def test_the_strictest_unmet_deadline_of_each_step_drives() -> None:
    looser = a_rule("LOOSER", step=Step.INITIAL, minutes=120)
    after = owes(an_incident(), rules=(looser, WRITTEN, PHONE))

    assert [key for key, one in after.items() if one.drives] == ["WRITTEN:initial:1", "PHONE:phone:1"]


def test_at_once_comes_first_until_somebody_was_phoned() -> None:
    before = strictest(owes(an_incident()).values(), minutes(14))
    after = strictest(owes(an_incident(), a_report(Step.PHONE, 14)).values(), minutes(15))

    assert before is not None
    assert before.rule == "AT-ONCE"
    assert after is not None
    assert after.rule == "WRITTEN"


def test_a_level_raised_later_makes_no_sent_report_late_backwards() -> None:
    strict = a_rule("STRICT", step=Step.INITIAL, minutes=20, levels=(Level.GRAVE,))
    sent = a_report(Step.INITIAL, 40, owed={"WRITTEN:initial:1": minutes(60)})
    raised = owes(an_incident(level=Level.GRAVE), sent, rules=(strict, WRITTEN))

    assert set(raised) == {"WRITTEN:initial:1"}
    assert raised["WRITTEN:initial:1"].state(minutes(50)) is DeadlineState.DONE


def test_a_report_is_judged_by_the_limit_it_left_under() -> None:
    sent = a_report(Step.INITIAL, 40, owed={"WRITTEN:initial:1": minutes(30)})

    assert owes(an_incident(), sent)["WRITTEN:initial:1"].due == minutes(30)


def test_rules_of_other_rooms_other_days_and_other_events_do_not_fire() -> None:
    others = (
        a_rule("CITY", step=Step.PHONE, sender="city"),
        a_rule("LATER", step=Step.PHONE, effective_from=datetime(2026, 7, 20, tzinfo=UTC).date()),
        a_rule("GRAVE", step=Step.PHONE, levels=(Level.GRAVE,)),
    )

    assert owes(an_incident(), rules=others) == {}


def test_the_day_of_a_rule_is_the_day_in_beijing() -> None:
    night = datetime(2026, 7, 18, 16, 30, tzinfo=UTC)  # half past midnight on the 19th
    rule = a_rule(step=Step.PHONE, effective_from=datetime(2026, 7, 19, tzinfo=UTC).date())

    assert set(owes(an_incident(received=night), rules=(rule,))) == {"R:phone:1"}


# ------------------------------------------------------------------------------------------ properties

steps = st.sampled_from([Step.PHONE, Step.INITIAL, Step.FOLLOW_UP, Step.FINAL])
histories = st.lists(st.tuples(steps, st.integers(0, 3000)), max_size=6, unique_by=lambda pair: pair[1]).map(
    lambda pairs: [a_report(step, after) for step, after in sorted(pairs, key=lambda pair: pair[1])]
)
closings = st.none() | st.integers(0, 3000).map(minutes)


@given(sent=histories, closed_at=closings, not_reported=st.booleans(), after=st.integers(0, 5000))
def test_every_first_report_is_owed_whatever_happened(
    sent: list[ReportFact], closed_at: datetime | None, not_reported: bool, after: int
) -> None:
    incident = an_incident(closed_at=closed_at, not_reported=not_reported and closed_at is not None)
    found = owes(incident, *sent)

    assert {"AT-ONCE:phone:1", "PHONE:phone:1", "WRITTEN:initial:1"} <= set(found)
    for deadline in found.values():
        assert deadline.is_open == (deadline.lateness is None)
        assert deadline.is_open == (deadline.state(minutes(after)) not in _ENDED)


@given(sent=histories, closed_at=closings, more=st.tuples(steps, st.integers(3001, 4000)))
def test_what_is_late_stays_late_whatever_is_sent_afterwards(
    sent: list[ReportFact], closed_at: datetime | None, more: tuple[Step, int]
) -> None:
    incident = an_incident(closed_at=closed_at)
    before = owes(incident, *sent)
    after = owes(incident, *sent, a_report(*more))

    for key, deadline in before.items():
        if not deadline.is_open:
            assert after[key].lateness == deadline.lateness


@given(sent=histories, closes_at=st.integers(0, 4000))
def test_no_overdue_deadline_leaves_the_list_by_closing(sent: list[ReportFact], closes_at: int) -> None:
    now = minutes(closes_at)
    known = [report for report in sent if report.at <= now]
    before = owes(an_incident(), *known)
    after = owes(an_incident(closed_at=now), *known)

    overdue = {key for key, deadline in before.items() if deadline.due and deadline.is_open and deadline.due < now}
    assert overdue <= {key for key, deadline in after.items() if deadline.is_open}


@given(sent=histories, after=st.integers(0, 5000))
def test_the_strictest_is_at_once_or_the_nearest_due(sent: list[ReportFact], after: int) -> None:
    now = minutes(after)
    waiting = [deadline for deadline in owes(an_incident(), *sent).values() if deadline.is_open]
    first = strictest(waiting, now)

    if first is None:
        assert waiting == []
    elif first.due is not None:
        assert all(other.due is not None and first.due <= other.due for other in waiting)


@given(sent=histories)
def test_each_step_has_at_most_one_driver_and_it_waits(sent: list[ReportFact]) -> None:
    drivers = [deadline for deadline in owes(an_incident(), *sent).values() if deadline.drives]

    assert len({deadline.step for deadline in drivers}) == len(drivers)
    assert all(deadline.is_open for deadline in drivers)


_ENDED = {DeadlineState.DONE, DeadlineState.DONE_LATE, DeadlineState.NOT_PROVABLE}
