"""Whose card counts, and who is let in no more: what strangers say, what the server says twice, what two say."""

from __future__ import annotations

from dataclasses import replace
from typing import NoReturn

import pytest
from sqlalchemy.engine import Connection

from commandpost.app.room_side import RoomSide
from commandpost.journal.bundle import decode, encode
from commandpost.journal.exchange import StreamAnswer, Verdict
from commandpost.storage import entry_rows, ingest
from commandpost.storage.database import CARDS, LSN, take_numbers
from commandpost.storage.store import JournalStore
from tests.factories import OFFICER, STREET, folder, journal, note, server_journal
from tests.fakes import FakeClock

LATER = "2999-01-01T00:00:00+00:00"  # than any enrolment


def desk_of(server: JournalStore, clock: FakeClock, name: str) -> JournalStore:
    return enrolled(journal(folder() / f"{name}.db", clock=clock, name=name), server, f"CODE{name}")


def enrolled(desk: JournalStore, server: JournalStore, code: str) -> JournalStore:
    server.add_enrolment(code, STREET)
    desk.enrolled(server.enroll(code, desk.device().public_key, desk.device().name))
    return desk


@pytest.fixture
def host(clock: FakeClock, server: JournalStore) -> JournalStore:
    made = desk_of(server, clock, "S1")
    made.open_room()
    return made


@pytest.fixture
def guest(clock: FakeClock, server: JournalStore) -> JournalStore:
    made = desk_of(server, clock, "S2")
    made.append([note()], OFFICER)
    return made


def verdicts(answers: tuple[StreamAnswer, ...]) -> list[Verdict]:
    return [answer.verdict for answer in answers]


def test_a_run_that_calls_its_author_revoked_is_anybody_s_word(host: JournalStore, guest: JournalStore) -> None:
    runs = guest.offers()
    slander = [replace(run, card=replace(run.card, revoked_at=LATER)) for run in runs]

    assert verdicts(host.ingest(decode(encode(slander))).answers) == [Verdict.TAKEN]

    kept = host.card(guest.device().device)
    assert kept == guest.device()
    assert verdicts(host.ingest(runs).answers) == [Verdict.TAKEN]


def test_a_device_that_is_revoked_a_second_time_is_refused_though_the_first_time_is_known(
    host: JournalStore, server: JournalStore, clock: FakeClock
) -> None:
    lost = desk_of(server, clock, "S2")
    for code in ("AGAIN", ""):
        clock.advance(hours=1)
        server.revoke(lost.device().device)
        host.heed(server.revoked(STREET))
        clock.advance(hours=1)
        if code:
            enrolled(lost, server, code)
    lost.append([note()], OFFICER)

    shown = host.believed(lost.device())

    assert shown == server.card(lost.device().device)
    assert shown is not None
    assert shown.revoked_at is not None
    assert verdicts(host.ingest(lost.offers()).answers) == [Verdict.REVOKED]


def test_a_stranger_s_card_never_takes_the_journal_for_writing(
    host: JournalStore, guest: JournalStore, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = desk_of(server_journal(clock=clock), clock, "S9").device()
    assert host.believed(guest.device()) == guest.device()

    def taken(_work: object) -> NoReturn:
        raise AssertionError("taken for writing")

    monkeypatch.setattr(host, "_attempt", taken)
    assert host.believed(stranger) is None
    assert host.believed(guest.device()) == guest.device()


def test_what_the_other_desk_refused_is_offered_again_once_the_two_begin_anew(
    host: JournalStore, clock: FakeClock
) -> None:
    district = server_journal(clock=clock)
    newcomer = desk_of(district, clock, "S3")
    newcomer.append([note()], OFFICER)
    side = RoomSide(newcomer)
    side.settle(host.have(side.holdings(), newcomer.device().device))
    answers = host.ingest(side.offers()).answers
    assert verdicts(answers) == [Verdict.UNKNOWN_DEVICE]
    side.settle(answers)
    assert side.offers() == ()

    host.trust(district.relay_authority())
    side.settle(host.have(side.holdings(), newcomer.device().device))

    assert verdicts(host.ingest(side.offers()).answers) == [Verdict.TAKEN]


def test_all_cards_of_a_push_are_kept_before_its_first_run(
    host: JournalStore, server: JournalStore, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = []
    for name in ("S2", "S3"):
        desk = desk_of(server, clock, name)
        desk.append([note(record=f"log-{name}")], OFFICER)
        runs += desk.offers()
    locked: list[str] = []

    def noted(connection: Connection, name: str, count: int, *, floor: int = 0) -> int:
        locked.append(name)
        return take_numbers(connection, name, count, floor=floor)

    for module in (ingest, entry_rows):
        monkeypatch.setattr(module, "take_numbers", noted)
    assert verdicts(host.ingest(runs).answers) == [Verdict.TAKEN] * 2

    assert locked == [CARDS, LSN]
