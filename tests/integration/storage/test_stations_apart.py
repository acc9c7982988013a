"""Desks of a unit kept apart by their stations, at a server's own journal."""

from __future__ import annotations

import pytest

from commandpost.domain.errors import RuleBroken
from commandpost.domain.stations import desk_name
from commandpost.journal.exchange import Verdict
from commandpost.storage.store import JournalStore
from tests.factories import DISTRICT, OFFICER, STREET, folder, journal, note, server_journal
from tests.fakes import FakeClock


def enrolled(server: JournalStore, desk: JournalStore, code: str, station: str) -> None:
    server.add_enrolment(code, STREET)
    desk.enrolled(server.enroll(code, desk.device().public_key, desk_name("清河街道", station)))


def desk(clock: FakeClock, name: str) -> JournalStore:
    return journal(folder() / f"{name}.db", clock=clock, name=name)


def test_an_enrolled_desk_keeps_its_station_and_a_refused_change_spends_no_code(
    server: JournalStore, clock: FakeClock
) -> None:
    first = desk(clock, "S1")
    enrolled(server, first, "CODE", "S1")
    with pytest.raises(RuleBroken, match="station_enrolled"):
        enrolled(server, first, "AGAIN", "S2")
    with pytest.raises(RuleBroken, match="station_enrolled"):
        enrolled(server, first, "CODE", "S2")

    enrolled(server, first, "AGAIN", "S1")


def test_a_struck_off_desk_keeps_its_station_from_others_and_comes_back_under_it(
    server: JournalStore, clock: FakeClock
) -> None:
    first = desk(clock, "S1")
    enrolled(server, first, "CODE", "S1")
    server.revoke(first.device().device)
    with pytest.raises(RuleBroken, match="station_taken"):
        enrolled(server, desk(clock, "other"), "MORE", "s1")

    enrolled(server, first, "BACK", "S1")
    assert first.device().revoked_at is None


def test_of_two_that_had_one_station_before_they_were_kept_apart_either_takes_another(
    server: JournalStore, clock: FakeClock
) -> None:
    below = server_journal(clock=clock)
    server.trust(below.relay_authority())
    one, two = desk(clock, "one"), desk(clock, "two")
    enrolled(below, two, "BELOW", "S1")
    two.append([note()], OFFICER)
    enrolled(server, one, "CODE", "S1")
    assert [answer.verdict for answer in server.ingest(two.offers()).answers] == [Verdict.TAKEN]
    with pytest.raises(RuleBroken, match="station_taken"):
        enrolled(server, one, "AGAIN", "S1")

    enrolled(server, one, "AGAIN", "S2")

    with pytest.raises(RuleBroken, match="station_taken"):
        enrolled(server, desk(clock, "three"), "MORE", "S1")


def test_a_code_of_another_unit_is_refused_by_its_name_and_not_spent(server: JournalStore, clock: FakeClock) -> None:
    server.add_enrolment("CODE", DISTRICT)
    key = desk(clock, "S1").device().public_key
    with pytest.raises(RuleBroken, match="enrolment_other_unit") as refused:
        server.enroll("CODE", key, "清河街道 S1", STREET)

    assert refused.value.params == {"unit": DISTRICT}
    assert server.enroll("CODE", bytes(32), "区 Q1", DISTRICT).card.unit == DISTRICT
