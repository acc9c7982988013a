from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from commandpost.journal.clock import (
    UNKNOWN,
    Evidence,
    Grade,
    TimeSample,
    TrustedClock,
    evidence,
    next_hlc,
    step_between,
    timing,
)
from commandpost.journal.entry import Json, Timing
from tests.fakes import START, FakeClock, FakeRawClock

NANO = 1_000_000_000


def said(**changes: Any) -> Timing:
    fields: dict[str, Any] = {
        "wall": START.isoformat(),
        "boot_ns": 0,
        "boot_id": "boot-1",
        "offset": 0.0,
        "uncertainty": 0.2,
    }
    return Timing(**{**fields, **changes})


def test_trusted_time_is_the_servers_carried_on_the_boot_clock() -> None:
    clock = FakeClock()
    clock.step(-3600)
    clock.advance(minutes=10)

    assert clock.now() == clock.raw.true
    assert clock.wall() == clock.raw.true - timedelta(hours=1)


def test_uncertainty_grows_with_the_time_since_the_anchor() -> None:
    clock = FakeClock()
    clock.advance(hours=24)

    uncertainty = clock.trust().uncertainty

    assert uncertainty == pytest.approx(0.2 + 86_400.2 * 100e-6)


def test_without_an_exchange_the_wall_clock_is_all_there_is() -> None:
    clock = FakeClock(anchored=False)

    assert clock.now() == clock.wall()
    assert clock.trust().offset is None
    assert clock.trust().anchored_at is None


def test_a_stepped_wall_clock_is_told() -> None:
    clock = FakeClock()
    clock.step(1.5)
    assert clock.trust().stepped is None

    clock.step(-86_400)

    assert clock.trust().stepped == pytest.approx(-86_398.5)
    assert clock.trust().offset == pytest.approx(86_398.5)


def test_a_worse_sample_does_not_replace_a_better_anchor() -> None:
    raw = FakeRawClock()
    clock = TrustedClock(raw)
    now = raw.boot_ns()
    assert clock.anchor(TimeSample(sent_boot_ns=now - NANO // 10, received_boot_ns=now, server_time=raw.true))

    assert not clock.anchor(TimeSample(sent_boot_ns=now - NANO, received_boot_ns=now, server_time=raw.true))
    assert clock.trust().uncertainty == pytest.approx(0.05, abs=0.001)


def test_a_better_sample_replaces_the_anchor() -> None:
    clock = FakeClock()
    clock.advance(hours=48)

    clock.anchor(0.01)

    assert clock.trust().uncertainty == pytest.approx(0.01, abs=0.001)


def test_a_contradicting_sample_is_believed() -> None:
    clock = FakeClock()
    boot = clock.boot_ns()
    later = clock.raw.true + timedelta(minutes=5)

    taken = clock.trusted.anchor(TimeSample(sent_boot_ns=boot - 2 * NANO, received_boot_ns=boot, server_time=later))

    assert taken
    assert clock.now() == later + timedelta(seconds=1)


def test_after_a_reboot_the_offset_holds_but_nothing_is_bounded() -> None:
    clock = FakeClock()
    clock.step(-30)
    clock.anchor()
    clock.reboot()

    assert clock.now() == clock.raw.true
    assert clock.trust().uncertainty is None
    assert clock.trust().offset == pytest.approx(30)


def test_an_anchor_survives_a_restart_of_the_program() -> None:
    clock = FakeClock()
    clock.step(-30)
    again = TrustedClock(clock.raw)

    again.restore(clock.trusted.dump())

    assert again.now() == clock.now()
    assert again.trust() == clock.trust()


def test_no_anchor_dumps_and_restores_as_none() -> None:
    clock = FakeClock(anchored=False)

    clock.trusted.restore(clock.trusted.dump())

    assert clock.trust().offset is None


@pytest.mark.parametrize("dumped", ["text", {}, {"boot_id": "b", "boot_ns": "x", "time": "", "wall": "", "error": 0}])
def test_a_broken_dump_is_no_anchor(dumped: Json) -> None:
    clock = TrustedClock(FakeRawClock())

    clock.restore(dumped)

    assert clock.trust().offset is None


def test_an_entry_records_what_the_clocks_said() -> None:
    clock = FakeClock()
    clock.step(-10)

    assert timing(clock) == said(
        wall=(START - timedelta(seconds=10)).isoformat(),
        boot_ns=5 * 3600 * NANO,
        offset=10.0,
        uncertainty=pytest.approx(0.20002),
    )


def test_the_logical_clock_follows_time_and_everything_seen() -> None:
    now = int(START.timestamp() * 1000) << 16

    assert next_hlc(START) == now
    assert next_hlc(START, now + 5) == now + 6
    assert next_hlc(START, 3, now - 1) == now


def test_a_step_within_a_boot_is_what_the_boot_clock_did_not_see() -> None:
    before = said()
    later = (START + timedelta(seconds=70)).isoformat()

    assert step_between(before, said(wall=later, boot_ns=10 * NANO)) == pytest.approx(60)
    assert step_between(before, said(wall=later, boot_ns=69 * NANO)) is None


def test_over_a_reboot_only_a_clock_that_went_back_is_a_step() -> None:
    yesterday = (START - timedelta(days=1)).isoformat()
    tomorrow = (START + timedelta(days=1)).isoformat()

    assert step_between(said(), said(wall=yesterday, boot_id="boot-2")) == -86_400
    assert step_between(said(), said(wall=tomorrow, boot_id="boot-2")) is None


def test_the_same_boot_as_an_anchor_is_grade_b_with_its_uncertainty() -> None:
    proof = evidence(said(offset=30.0))

    at = START + timedelta(seconds=30)
    error = timedelta(seconds=0.2)
    assert proof == Evidence(at=at, earliest=at - error, latest=at + error, grade=Grade.B)
    assert proof.spread == 2 * error


@pytest.mark.parametrize("changes", [{"uncertainty": None}, {"offset": None, "uncertainty": None}])
def test_a_reboot_off_line_or_no_anchor_at_all_is_grade_c_and_defends_an_hour(changes: dict[str, object]) -> None:
    proof = evidence(said(**changes))

    assert proof.grade is Grade.C
    assert proof.spread == timedelta(hours=2)


def test_what_somebody_claims_afterwards_is_grade_d() -> None:
    assert evidence(said(), claimed=True).grade is Grade.D


def test_a_receipt_within_a_minute_is_grade_a_and_bounds_the_end() -> None:
    receipt = START + timedelta(seconds=0.1)

    proof = evidence(said(), receipt)

    assert proof.grade is Grade.A
    assert proof.latest == receipt
    assert proof.earliest == START - timedelta(seconds=0.2)


def test_a_quick_receipt_proves_even_an_unanchored_clock() -> None:
    proof = evidence(said(offset=None, uncertainty=None), START + timedelta(seconds=20))

    assert proof.grade is Grade.A
    assert proof.earliest == START - timedelta(seconds=60)
    assert proof.latest == START + timedelta(seconds=20)


def test_a_late_receipt_keeps_the_grade_and_still_bounds_the_end() -> None:
    proof = evidence(said(offset=None, uncertainty=None), START + timedelta(minutes=30))

    assert proof.grade is Grade.C
    assert proof.latest == START + timedelta(minutes=30)


def test_an_entry_cannot_be_later_than_its_receipt() -> None:
    receipt = START - timedelta(hours=5)

    proof = evidence(said(uncertainty=None), receipt)

    assert proof.at == proof.latest == proof.earliest == receipt


def test_a_naive_wall_time_counts_as_utc() -> None:
    assert evidence(said(wall="2026-07-18T18:24:08")).at == START


def lost(clock: FakeClock) -> TrustedClock:
    """The same machine after its battery died: rebooted, its wall clock at 2000-01-01."""
    dumped = clock.trusted.dump()
    clock.reboot()
    clock.step((datetime(2000, 1, 1, tzinfo=UTC) - clock.raw.wall()).total_seconds())
    found = TrustedClock(clock.raw, not_before=datetime(2026, 1, 1, tzinfo=UTC))
    found.restore(dumped)
    return found


def test_after_a_dead_battery_time_goes_on_from_the_last_exchange_and_says_that_it_is_lost() -> None:
    clock = FakeClock()
    anchored = clock.now()

    found = lost(clock)
    clock.advance(minutes=5)

    assert found.now() == pytest.approx(anchored + timedelta(minutes=5), abs=timedelta(seconds=1))
    assert found.trust().lost
    assert found.trust().uncertainty is None


def test_without_any_exchange_it_goes_on_from_the_day_the_program_was_made() -> None:
    found = lost(FakeClock(anchored=False))

    assert found.now().year == 2026
    assert found.trust().lost


def test_what_a_lost_clock_wrote_is_certain_to_be_later_than_the_last_exchange_and_nothing_more() -> None:
    clock = FakeClock()
    known = clock.now()

    made = evidence(timing(lost(clock)))

    assert made.grade is Grade.D
    assert made.earliest >= known - timedelta(seconds=1)
    assert made.latest - made.earliest == UNKNOWN


def test_a_receipt_bounds_what_a_lost_clock_wrote() -> None:
    clock = FakeClock()
    written = timing(lost(clock))
    clock.advance(days=3)

    made = evidence(written, clock.raw.true)

    assert (made.grade, made.latest) == (Grade.D, clock.raw.true)
    assert made.latest - made.earliest > timedelta(days=2)


def test_a_clock_that_is_set_right_is_lost_no_more() -> None:
    clock = FakeClock()
    found = lost(clock)
    clock.step((clock.raw.true - clock.raw.wall()).total_seconds())

    assert not found.trust().lost
    assert found.now() == pytest.approx(clock.raw.true, abs=timedelta(seconds=1))


def test_the_next_exchange_proves_the_time_again() -> None:
    clock = FakeClock()
    found = lost(clock)
    boot = clock.raw.boot_ns()
    found.anchor(TimeSample(sent_boot_ns=boot, received_boot_ns=boot, server_time=clock.raw.true))

    assert not found.trust().lost
    assert found.now() == clock.raw.true
