from __future__ import annotations

import pytest

from commandpost.app.alarms import AlarmService
from commandpost.app.logbook import LogbookService, LogMode
from commandpost.domain.errors import RuleBroken
from commandpost.journal.exchange import AlarmKind
from commandpost.storage.store import JournalStore
from tests.factories import OFFICER, folder, journal, memory_desk, note
from tests.fakes import FakeClock


def raise_alarm(store: JournalStore, kind: AlarmKind, stream: str) -> None:
    store._write(lambda connection: store._alarm(connection, kind, stream, ""))


def service(store: JournalStore, *, signed_in: bool = True) -> tuple[AlarmService, LogbookService]:
    desk = memory_desk(store, signed_in=signed_in)
    logbook = LogbookService(desk)
    return AlarmService(desk, logbook), logbook


def test_alarms_of_one_kind_stand_as_one_line_that_counts_them() -> None:
    store = journal()
    raise_alarm(store, AlarmKind.BRANCH, "a")
    raise_alarm(store, AlarmKind.BRANCH, "b")
    raise_alarm(store, AlarmKind.GAP, "a")

    alarms, _ = service(store)

    assert [(line.code, line.count) for line in alarms.standing()] == [("branch", 2), ("gap", 1)]


def test_an_alarm_survives_the_restart_until_a_named_person_takes_note_and_the_log_says_so() -> None:
    path = folder() / "journal.db"
    store = journal(path)
    raise_alarm(store, AlarmKind.FORK, "a")
    store.close()

    store = journal(path)
    alarms, logbook = service(store)
    alarms.acknowledge("fork", "李某已确认：两条同号")

    assert alarms.standing() == ()
    (line,) = logbook.items()
    assert (line.text, line.mode, line.author) == ("李某已确认：两条同号", LogMode.SYSTEM, OFFICER)
    store.close()
    assert service(journal(path))[0].standing() == ()


def test_nobody_takes_note_without_a_name() -> None:
    store = journal()
    raise_alarm(store, AlarmKind.FORK, "a")
    alarms, logbook = service(store, signed_in=False)

    with pytest.raises(RuleBroken, match="sign_in_first"):
        alarms.acknowledge("fork", "?")

    assert len(alarms.standing()) == 1
    assert logbook.items() == ()


def test_an_alarm_that_is_gone_is_not_logged_again() -> None:
    alarms, logbook = service(journal())

    alarms.acknowledge("fork", "?")

    assert logbook.items() == ()


def test_a_clock_that_was_set_raises_an_alarm_beside_its_entry() -> None:
    clock = FakeClock()
    store = journal(clock=clock)
    store.append([note()], OFFICER)
    clock.step(-86400)
    clock.advance(seconds=1)

    store.append([note(record="log-2")], OFFICER)

    assert [alarm.code for alarm in store.alarms()] == ["clock_step"]
    assert store.count("clock") == 1
