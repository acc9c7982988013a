"""Workstations of one room on loopback: real profiles, a real server process, real HTTPS between them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from commandpost.app.desk import PersonRole, Tier
from commandpost.app.relay import RelayService
from commandpost.app.syncing import SyncService
from commandpost.bootstrap.clocks import SystemRawClock
from commandpost.bootstrap.profile import Profile
from commandpost.bootstrap.room import RoomStation
from commandpost.bootstrap.workstation import Workstation
from commandpost.domain.ids import UNSAID, EntryId, PersonId, RecordId, UnitCode
from commandpost.journal.clock import TrustedClock
from commandpost.journal.entry import Draft
from commandpost.security.keyslots import KeySlots
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.database import Place
from commandpost.storage.store import open_store
from tests.server_process import STREET, ServerProcess

HOST = "127.0.0.1"


@dataclass(slots=True)
class RoomDesk:
    """One workstation with its two links."""

    folder: Path
    station: Workstation
    room: RoomStation

    @property
    def line(self) -> SyncService:
        """The link to the unit's server."""
        assert self.station.services.sync is not None
        return self.station.services.sync

    @property
    def seat(self) -> str:
        """Its station, which no other desk of the shared server has."""
        return self.station.desk.station

    @property
    def record(self) -> RecordId:
        """The one record this test writes."""
        return RecordId(f"log-{self.folder.parent.name}")

    @property
    def code(self) -> str:
        return self.room.state().codes[0]

    def write(self, text: str, caller: str = "") -> EntryId:
        """Append a line to the room's record; a caller's name goes to a sealed blob."""
        personal = {"caller": caller} if caller else {}
        draft = Draft(kind="log", record=self.record, act="log.record", set={"text": text}, personal=personal)
        return self.station.store.append([draft], None).entries[-1]

    def join(self, other: RoomDesk) -> None:
        self.room.join(other.code)()

    def ids(self) -> list[EntryId]:
        return [entry.id for entry in self.station.store.history(self.record)]

    def close(self) -> None:
        self.room.close()
        self.station.close()

    def again(self) -> RoomDesk:
        """Close the program and open it again."""
        self.close()
        return opened(self.folder)


ADMINISTRATOR = PersonId("staff-administrator")


def opened(folder: Path) -> RoomDesk:
    station = Workstation.open(folder)
    session = station.desk.session
    session.person, session.name, session.roles = ADMINISTRATOR, "宋佳", frozenset({PersonRole.ADMINISTRATOR})
    return RoomDesk(folder, station, RoomStation(station, addresses=lambda: (HOST,), listen_on=HOST))


def new_desk(home: Path, name: str, server: ServerProcess | None, unit: UnitCode = STREET) -> RoomDesk:
    """Set up a workstation and enrol it, if there is a server."""
    folder = home / name
    folder.mkdir()
    KeySlots(folder).create_plain()
    station = f"{name}-{secrets.token_hex(4)}"  # no two of a unit at one server
    Profile(unit=unit, unit_name="永宁街道", parent=None, tier=Tier.STREET, station=station).write(folder)
    desk = opened(folder)
    if server is not None:
        desk.station.linked(server.url, code_of(server, unit))
    return desk


def code_of(server: ServerProcess, unit: UnitCode) -> str:
    """A fresh one-time code, made in the running server's journal."""
    place = Place(unit=UNSAID, name="server", tier="district", serving=True, searchable=False)  # as it was started
    clock = TrustedClock(SystemRawClock())
    store = open_store(f"sqlite:///{server.file}", place, clock=clock, signing=Ed25519Signing())
    try:
        return RelayService(store, Ed25519Signing(), clock, pick=secrets.choice).invite(unit)
    finally:
        store.close()
