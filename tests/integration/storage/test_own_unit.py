"""A server's errands before its first start do not leave it with a card of nobody's unit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import EVERYONE, UnitCode
from commandpost.journal.exchange import Verdict
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.database import Place
from commandpost.storage.store import JournalStore, open_store
from tests.factories import DISTRICT, OFFICER, STREET, folder, journal, note
from tests.fakes import FakeClock


def server_of(location: Path | str, unit: str, clock: FakeClock) -> JournalStore:
    place = Place(unit=UnitCode(unit), name="server", tier="district", serving=True, searchable=False)
    return open_store(location, place, clock=clock, signing=Ed25519Signing())


def place_of_a_database(engine: str, request: pytest.FixtureRequest) -> Path | str:
    found = folder() / "server.db" if engine == "sqlite" else request.getfixturevalue("cluster").database()
    assert isinstance(found, Path | str)
    return found


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_what_a_server_writes_is_believed_when_a_code_was_made_before_its_first_start(
    engine: str, clock: FakeClock, request: pytest.FixtureRequest
) -> None:
    location = place_of_a_database(engine, request)
    for errand in ("", "000000"):  # as it was told in an older version
        server_of(location, errand, clock).close()
    server, desk = server_of(location, DISTRICT, clock), journal(clock=clock)
    server.add_enrolment("CODE", STREET)
    desk.enrolled(server.enroll("CODE", desk.device().public_key, "清河街道 S1"))
    server.append([replace(note(), to=(EVERYONE,))], OFFICER)

    taken = desk.take(server.feed(STREET, 0))

    assert [answer.verdict for answer in taken.answers] == [Verdict.TAKEN]
    assert desk.alarms() == ()
    desk.close()
    server.close()


def test_a_server_that_is_not_told_its_unit_keeps_the_one_it_has(clock: FakeClock) -> None:
    location = folder() / "server.db"
    server_of(location, DISTRICT, clock).close()

    server = server_of(location, "", clock)

    assert server.device().unit == DISTRICT
    server.append([note()], OFFICER)
    server.close()


def test_a_server_that_wrote_for_one_unit_is_not_another_units(clock: FakeClock) -> None:
    location = folder() / "server.db"
    server = server_of(location, DISTRICT, clock)
    server.append([note()], OFFICER)
    server.close()

    with pytest.raises(RuleBroken, match="server_unit_differs"):
        server_of(location, STREET, clock)
