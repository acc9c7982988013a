"""The machine was dark for days and its clock says 2000-01-01: the desk starts, works, and says so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from commandpost.domain.ids import RecordId
from commandpost.gui.window.top_bar import trust_words
from commandpost.journal.clock import Grade
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.verification import verify_journal
from tests.factories import KEY, OFFICER, folder, journal, note
from tests.fakes import FakeClock


def test_the_desk_starts_works_and_says_so_after_its_battery_died() -> None:
    clock, path = FakeClock(), folder() / "journal.db"
    store = journal(path, clock=clock)
    store.append([note("断电前")], OFFICER)
    store.close()
    clock.advance(days=4)
    clock.reboot()
    clock.step((datetime(2000, 1, 1, tzinfo=UTC) - clock.raw.wall()).total_seconds())
    clock.advance(minutes=1)

    store = journal(path, clock=clock)
    store.append([note("来电后", "log-2")], OFFICER)

    before, after = store.record(RecordId("log-1")), store.record(RecordId("log-2"))
    assert before is not None
    assert after is not None
    assert after.created.at > before.created.at
    assert (after.created.grade, after.created.latest > clock.raw.true) == (Grade.D, True)
    (step,) = store.records("clock")
    assert float(str(step.fields["seconds"])) < -timedelta(days=9_000).total_seconds()
    assert [alarm.code for alarm in store.alarms()] == ["clock_step"]
    assert trust_words(clock.trust())[1] == "overdue"
    store.close()
    assert verify_journal(path, KEY, Ed25519Signing()).faults == ()


def test_a_clock_ten_years_ahead_and_set_right_again_leaves_two_entries_and_no_gap() -> None:
    clock, path = FakeClock(), folder() / "journal.db"
    store = journal(path, clock=clock)
    for number, seconds in enumerate((0, 315_576_000, -315_576_000)):
        clock.step(seconds)
        clock.advance(minutes=1)
        store.append([note(record=f"log-{number}")], OFFICER)

    assert store.count("clock") == 2
    assert [record.id for record in store.records("log")] == ["log-0", "log-1", "log-2"]
    assert {record.created.grade for record in store.records("log")} == {Grade.B}
