"""Two rooms cut off from each other say different things; both are seen, one decides, the other is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from commandpost.app.conflicts import ClaimView, ConflictService
from commandpost.app.desk import Desk, PersonRole, Tier
from commandpost.app.incidents import IncidentService
from commandpost.app.rulebook import RuleService
from commandpost.bootstrap.shipped import code_book, rule_packs
from commandpost.domain.codes import Level
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import EntryId, RecordId
from commandpost.domain.incident import NewIncident
from commandpost.journal.fold import CRITICAL
from commandpost.storage.store import JournalStore
from tests.factories import DISTRICT, journal, memory_desk, server_journal
from tests.fakes import FakeClock
from tests.integration.storage.test_exchange import enrol, pull, push


@dataclass
class Room:
    desk: Desk
    store: JournalStore
    incidents: IncidentService
    conflicts: ConflictService

    def level(self, incident: RecordId) -> Level:
        return self.incidents.row(incident).level


@dataclass
class Rooms:
    clock: FakeClock
    server: JournalStore
    street: Room
    district: Room

    def meet(self) -> None:
        for _ in range(2):
            for room in (self.street, self.district):
                push(room.store, self.server)
                pull(room.store, self.server)


def room(desk: Desk, store: JournalStore) -> Room:
    incidents = IncidentService(desk, RuleService(desk, rule_packs()), code_book())
    return Room(desk, store, incidents, ConflictService(desk, incidents))


@pytest.fixture
def rooms() -> Rooms:
    clock = FakeClock()
    server = server_journal(clock=clock)
    street_store = enrol(journal(clock=clock), server)
    district_store = enrol(journal(unit=DISTRICT, tier="district", clock=clock), server, "BBBB")
    street = room(memory_desk(street_store, clock=clock), street_store)
    upper = memory_desk(
        district_store, clock=clock, unit=DISTRICT, unit_name="区", parent_unit=None, tier=Tier.DISTRICT, station="D1"
    )
    upper.session.roles = frozenset({PersonRole.DISTRICT_OFFICER})
    return Rooms(clock, server, street, room(upper, district_store))


def parted(rooms: Rooms) -> RecordId:
    """An incident both rooms know; then each gives it another level without hearing of the other."""
    incident = rooms.street.incidents.open(
        NewIncident(title="墙体坍塌", code="", level=Level.GENERAL, received=rooms.clock.now())
    )
    rooms.meet()
    rooms.street.incidents.revise(incident, {"level": Level.LARGER})
    rooms.clock.advance(minutes=1)
    rooms.district.incidents.revise(incident, {"level": Level.MAJOR})
    rooms.meet()
    return incident


def told(claim: ClaimView) -> tuple[object, ...]:
    return claim.value, claim.own_unit, claim.seen


def test_both_values_are_seen_with_who_when_and_what_each_had_seen(rooms: Rooms) -> None:
    incident = parted(rooms)

    here, there = (room.conflicts.claims(incident)["level"] for room in (rooms.street, rooms.district))

    assert [told(claim) for claim in here] == [("larger", True, ("general",)), ("major", False, ("general",))]
    assert [told(claim) for claim in there] == [("larger", False, ("general",)), ("major", True, ("general",))]
    assert here[1].at - here[0].at == timedelta(minutes=1)
    assert here[1].unit_name == DISTRICT


def test_the_more_serious_value_counts_in_both_rooms_until_it_is_resolved(rooms: Rooms) -> None:
    incident = parted(rooms)

    assert (rooms.street.level(incident), rooms.district.level(incident)) == (Level.MAJOR, Level.MAJOR)


def test_the_loser_is_told_and_takes_note_by_name(rooms: Rooms) -> None:
    incident = parted(rooms)
    chosen = rooms.district.conflicts.claims(incident)["level"][1]

    rooms.district.conflicts.resolve(incident, "level", chosen.entry)
    rooms.meet()

    assert rooms.district.conflicts.overruled() == ()
    assert rooms.street.conflicts.claims(incident) == {}
    assert rooms.street.level(incident) is Level.MAJOR
    (line,) = rooms.street.conflicts.overruled()
    assert (line.title, line.field, line.lost, line.taken) == ("墙体坍塌", "level", "larger", "major")
    rooms.street.desk.session.person, person = None, rooms.street.desk.session.person
    with pytest.raises(RuleBroken, match="sign_in_first"):
        rooms.street.conflicts.take_note(line.id)
    rooms.street.desk.session.person = person
    rooms.street.conflicts.take_note(line.id)
    assert rooms.street.conflicts.overruled() == ()


def test_a_value_that_is_no_longer_live_cannot_be_chosen(rooms: Rooms) -> None:
    incident = parted(rooms)

    with pytest.raises(RuleBroken, match="no_conflict"):
        rooms.street.conflicts.resolve(incident, "level", EntryId("nobody:1"))
    with pytest.raises(RuleBroken, match="no_conflict"):
        rooms.street.conflicts.resolve(RecordId("nowhere"), "level", EntryId("nobody:1"))


def test_the_planted_bug_of_a_last_write_that_wins_shows_no_conflict(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commandpost.journal.fold.CRITICAL", {**CRITICAL, "incident": frozenset()})

    assert rooms.street.conflicts.claims(parted(rooms)) == {}
