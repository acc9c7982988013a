from __future__ import annotations

from datetime import timedelta

import pytest

from commandpost.app.desk import Desk
from commandpost.app.logbook import LogbookService, LogMode
from commandpost.app.outages import OutageService
from commandpost.domain.papers import Outage
from tests.factories import folder, journal, memory_desk
from tests.fakes import START, FakeClock

HOUR = timedelta(hours=1)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def desk(clock: FakeClock) -> Desk:
    return memory_desk(clock=clock, signed_in=False)


def outages(desk: Desk) -> OutageService:
    return OutageService(desk, LogbookService(desk))


def test_an_outage_is_kept_once_however_often_it_is_noticed(desk: Desk, clock: FakeClock) -> None:
    service = outages(desk)
    for _ in range(5):
        service.lost(START)
        clock.advance(minutes=16)
    for _ in range(3):
        service.restored()

    lines = LogbookService(desk).items()
    assert [line.mode for line in lines] == [LogMode.SYSTEM, LogMode.SYSTEM]
    assert lines[0].text == "与服务器的联络自7月19日02:24起中断，本机照常记录，恢复后自动补传。"
    assert lines[1].text == "与服务器的联络恢复，自7月19日02:24起中断1小时20分，待补传2条。"
    assert LogbookService(desk).unadopted() == ()
    assert desk.store.count("outage") == 1


def test_an_outage_that_outlasts_the_program_is_ended_by_the_next_one() -> None:
    clock, path = FakeClock(), folder() / "journal.db"
    store = journal(path, clock=clock)
    outages(memory_desk(store, clock=clock)).lost(START)
    store.close()
    clock.advance(minutes=7)

    desk = memory_desk(journal(path, clock=clock), clock=clock)
    outages(desk).lost(START + HOUR)
    outages(desk).restored()

    (one,) = outages(desk).within(START, START + HOUR)
    assert (one.since, one.until) == (START, START + timedelta(minutes=7))


def test_the_sheet_is_told_of_outages_that_touch_the_shift_only(desk: Desk, clock: FakeClock) -> None:
    service = outages(desk)
    service.lost(START)
    clock.advance(hours=1)
    service.restored()
    clock.advance(hours=9)
    service.lost(START + 10 * HOUR)

    assert [one.until for one in service.within(START - HOUR, START + 2 * HOUR)] == [START + HOUR]
    assert service.within(START + 2 * HOUR, START + 3 * HOUR) == ()
    assert service.within(START + 9 * HOUR, START + 24 * HOUR) == (Outage(since=START + 10 * HOUR),)
    assert len(service.within(START, START + 24 * HOUR)) == 2


def test_nothing_is_restored_that_was_not_lost(desk: Desk) -> None:
    outages(desk).restored()

    assert LogbookService(desk).items() == ()
