"""Everything of a tour: a server process, two desks, virtual time, the scenario's names, the folder for the results."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import Self

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from commandpost.app.desk import BEIJING, Tier
from commandpost.app.incidents import IncidentRow
from commandpost.bootstrap.clocks import VirtualTime
from commandpost.bootstrap.sample.house import SampleHouse
from commandpost.bootstrap.tour.actor import FULL_HD, Actor
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, UnitCode

SMALL = QSize(1366, 768)
STREET_PAGES = ("command", "report", "roster", "handover", "ledgers", "inbox", "settings")
DISTRICT_PAGES = ("command", "inbox", "overview")
CITY_PAGES = ("inbox", "overview")
ALWAYS = ("street", "district")  # desks every scenario has; others open when it names them
TRIES = 5  # readings of what is pending, each behind a delivery of all


class Stage:
    """Built whole; closed whole."""

    def __init__(self, home: Path, out: Path, time: VirtualTime, base_map: Path | None) -> None:
        self.time = time
        self._out = out
        self._base_map = base_map
        self._house = SampleHouse(home)
        self._server = self._house.server(home / "virtual-time.json")
        self._actors: dict[str, Actor] = {}
        self._names: dict[str, dict[str, RecordId]] = {"incident": {}, "log": {}}
        self._papers: list[str] = []

    @classmethod
    async def build(
        cls,
        application: QApplication,
        home: Path,
        out: Path,
        start: datetime,
        base_map: Path | None,
        *,
        desks: Collection[str] = ALWAYS,
    ) -> Self:
        """Start the server, then the desks, enrolled and on line."""
        time = VirtualTime(start, home / "virtual-time.json")
        stage = cls(home, out, time, base_map)
        stage._server.start()
        for tier in (one for one in Tier if one.value in {*ALWAYS, *desks}):
            actor = Actor(application, stage._house, tier, time, out)
            await actor.open(stage._server, base_map)
            stage._actors[tier.value] = actor
        for actor in stage._actors.values():
            await actor.wait_for(actor.online, "the desk did not find the server")
        return stage

    async def close(self) -> None:
        for actor in self._actors.values():
            await actor.close()
        self._server.stop()

    def actor(self, desk: str) -> Actor:
        return self._actors[desk]

    def actor_of(self, unit: UnitCode) -> Actor:
        """The desk of a unit."""
        return next(one for one in self._actors.values() if one.desk.unit == unit)

    @property
    def folder(self) -> Path:
        """Where the tour leaves its files."""
        return self._out

    @property
    def street(self) -> Actor:
        return self._actors[Tier.STREET.value]

    def local_now(self) -> str:
        return self.time.now().astimezone(BEIJING).isoformat(timespec="seconds")

    # ---------------------------------------------------------------------------------------------------- names

    def name(self, kind: str, own: str | None, record: RecordId) -> None:
        """Remember which record the scenario means by an id."""
        if own is not None:
            self._names[kind][own] = record

    def find(self, kind: str, own: str | None) -> RecordId | None:
        return None if own is None else self.need(kind, own)

    def need(self, kind: str, own: str) -> RecordId:
        """Raises ``RuleBroken("tour_name_unknown")`` when the step that should have made it failed."""
        if own not in self._names[kind]:
            raise RuleBroken("tour_name_unknown", kind=kind, name=own)
        return self._names[kind][own]

    def named(self, kind: str) -> tuple[str, ...]:
        return tuple(self._names[kind])

    # --------------------------------------------------------------------------------------------------- server

    async def stop_server(self) -> None:
        self._server.stop()
        for actor in self._actors.values():
            actor.try_link()
            await actor.wait_for(lambda one=actor: not one.online(), "the desk does not notice the outage")  # type: ignore[misc]  # a default binds the loop's value

    async def start_server(self) -> None:
        self._server.start()
        for actor in self._actors.values():
            actor.try_link()
            await actor.wait_for(actor.online, "the desk does not find the server again")
            await actor.wait_for(lambda one=actor: one.desk.store.pending() == 0, "entries are still pending")  # type: ignore[misc]  # a default binds the loop's value

    async def restart(self, actor: Actor) -> None:
        """Close a desk and open it again from its disk."""
        await actor.close()
        await actor.open(self._server, self._base_map)

    # -------------------------------------------------------------------------------------------------- results

    async def settled(self) -> None:
        """Wait until nothing is pending anywhere, if the server runs."""
        if self._server.running:
            for actor in self._actors.values():
                await actor.wait_for(lambda one=actor: one.desk.store.pending() == 0, "entries are still pending")  # type: ignore[misc]  # a default binds the loop's value

    def paper(self, name: str, content: bytes) -> None:
        self._papers.append(name)
        (self._out / f"{name}.pdf").write_bytes(content)

    def count(self, prefix: str) -> int:
        """The number of the next paper of a kind."""
        return sum(name.startswith(prefix) for name in self._papers) + 1

    async def incident_row(self, own: str) -> IncidentRow:
        """The row at the desk that opened it."""
        record = self.need("incident", own)
        for actor in self._actors.values():
            found = await actor.store(actor.desk.store.record, record)
            if found is not None and found.unit == actor.desk.unit:
                return await actor.store(actor.services.incidents.row, record)
        raise RuleBroken("incident_unknown", incident=record)

    async def counts(self) -> Mapping[str, int]:
        """The street's end state, as ``expect`` names it."""
        street = self.street
        store = street.desk.store
        for _ in range(TRIES):  # an alarm may have written a line since everything was delivered
            await self.settled()
            if not (pending := await street.store(store.pending)):
                break
        return {
            "pending": pending,
            "undecided": len(await street.store(street.services.logbook.undecided)),
            "open_incidents": await street.store(store.count, "incident", unit=street.desk.unit, status="open"),
            "receipts": await street.store(store.count, "receipt"),
            "sheets": len(await street.store(street.services.handover.sheets)),
        }

    def bugs(self) -> tuple[str, ...]:
        """What the desks wrote down of errors that nobody expected, a report each."""
        return tuple(file.read_text("utf-8") for file in sorted(self._house.home.glob("*/crashes/crash-*.txt")))

    async def all_pictures(self) -> int:
        """Every main screen in both themes, and in the small size; returns how many files."""
        street, district = self.street, self._actors[Tier.DISTRICT.value]
        count = await street.pictures({page: page for page in STREET_PAGES}, FULL_HD)
        count += await street.pictures({f"{page}-small": page for page in STREET_PAGES}, SMALL)
        count += await street.map_pictures() if self._base_map is not None else 0
        count += await district.pictures({f"district-{page}": page for page in DISTRICT_PAGES}, FULL_HD)
        city = self._actors.get(Tier.CITY.value)
        return count + (await city.pictures({f"city-{page}": page for page in CITY_PAGES}) if city else 0)
