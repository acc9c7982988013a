"""A city in one process on one seed: three tiers of servers, the workstations below them, and what befalls them."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from commandpost.bootstrap.unit_table import enter_units, read_units
from commandpost.domain.ids import UnitCode
from tests.factories import folder
from tests.server_process import CITY, DISTRICT, STREET, UNITS
from tests.simulation.chronicle import Chronicle
from tests.simulation.loop import VirtualLoop
from tests.simulation.machine import MachineClock
from tests.simulation.nodes import Classes, Design, Node
from tests.simulation.room_part import RoomPart

START = datetime(2026, 7, 18, 12, 0, tzinfo=UTC)
OTHER_STREET = UnitCode("110199002")
QUIET_ROUNDS = 1  # in which nothing moved any more
MOST_ROUNDS = 40
ROUND_SECONDS = 900.0
STICKS_FROM = 500_000  # the first seed with sticks: the lives before it stay what they were when they found something
ROOMS_FROM = 5_000_000  # the first seed with rooms, and with sticks as well; as above
DESIGNS = (
    Design(name="city", unit=CITY, tier="city", serves=True),
    Design(name="district", unit=DISTRICT, tier="district", serves=True, upstream="city"),
    Design(name="room", unit=STREET, tier="street", serves=True, upstream="district"),
    Design(name="S1", unit=STREET, upstream="room"),
    Design(name="S2", unit=STREET, upstream="district"),
    Design(name="S3", unit=OTHER_STREET, upstream="district"),
    Design(name="D1", unit=DISTRICT, upstream="district"),
    Design(name="C1", unit=CITY, upstream="city"),
)
WITH_ROOMS = (*DESIGNS, Design(name="S4", unit=STREET, upstream="room"))
_TEMPLATES: dict[tuple[Design, ...], Path] = {}  # the enrolled machines of this process, made at the first run


class City:
    """All machines, true time and chance."""

    def __init__(self, home: Path, seed: int, classes: Classes | None = None) -> None:
        self.home = home
        self.chance = random.Random(seed)
        self.loop = VirtualLoop(START)
        self.classes = classes or Classes()
        self.chronicle = Chronicle()
        self.nodes: dict[str, Node] = {}
        self.copies: list[tuple[str, Path]] = []
        self.sticks: list[tuple[str, bytes]] = []  # for whom, and the file
        self.carries_sticks = seed >= STICKS_FROM
        self.has_rooms = seed >= ROOMS_FROM
        self.designs = WITH_ROOMS if self.has_rooms else DESIGNS
        template = _template(self.designs)
        for design in self.designs:
            shutil.copytree(template / design.name, home / design.name)
            self.add(design).start()

    def add(self, design: Design, era: str = "run") -> Node:
        node = Node(
            design=design,
            home=self.home / design.name,
            loop=self.loop,
            chance=self.chance,
            classes=self.classes,
            above=self.nodes.get(design.upstream),
            clock=MachineClock(self.loop, self.chance, f"{design.name}-{era}"),
            room=RoomPart(self._room_of, self.classes.side) if self.has_rooms and not design.serves else None,
        )
        self.nodes[design.name] = node
        return node

    @property
    def servers(self) -> list[Node]:
        return [node for node in self.nodes.values() if node.design.serves]

    @property
    def desks(self) -> list[Node]:
        return [node for node in self.nodes.values() if not node.design.serves]

    def twin(self, node: Node) -> Design:
        """A second machine of the same name for a copy of a disk."""
        return replace(node.design, name=f"{node.design.name}-twin{len(self.nodes)}")

    def calm_down(self) -> None:
        """Mend every line and disk, start what is off, and let everybody talk until nothing moves."""
        self.loop.advance(ROUND_SECONDS)
        for node in self.nodes.values():
            node.wire.mend()
            node.disk.faults.clear()
            node.revive()
            if node.room is not None:
                node.room.wire.mend()
        quiet, now = 0, self._heads()
        for _ in range(MOST_ROUNDS):
            before = now
            for node in self.nodes.values():
                node.wake()
                if node.room is not None:
                    node.room.wake()
            self.loop.advance(ROUND_SECONDS)
            now = self._heads()
            quiet = quiet + 1 if now == before else 0
            if quiet == QUIET_ROUNDS:
                return
        self.chronicle.violations.append("the city never came to rest")

    def close(self) -> None:
        for node in self.nodes.values():
            node.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def _room_of(self, name: str) -> RoomPart | None:
        return self.nodes[name].room if name in self.nodes else None

    def _heads(self) -> list[object]:
        return [(name, node.store.pending(), self.chronicle.size(node.store)) for name, node in self.nodes.items()]


def _template(designs: tuple[Design, ...]) -> Path:
    if designs not in _TEMPLATES:
        _TEMPLATES[designs] = _enrolled(folder(), designs)
    return _TEMPLATES[designs]


def _enrolled(home: Path, designs: tuple[Design, ...]) -> Path:
    """Make every machine once, let the servers trust those below and everybody enrol; the machines are off then."""
    city = City.__new__(City)
    city.home, city.chance, city.loop = home, random.Random(1), VirtualLoop(START)
    city.classes, city.nodes, city.has_rooms = Classes(), {}, False
    (home / "units.toml").write_text(UNITS, "utf-8")
    for design in designs:
        (home / design.name).mkdir()
        node = city.add(design, "template")
        node.start()
        if design.serves:
            enter_units(node.store, read_units(home / "units.toml"))
        if node.above is not None and node.above.relay is not None and node.sync is not None:
            node.above.store.trust(node.store.relay_authority())
            node.sync.enroll(node.above.relay.invite(design.unit), design.name)
    for _ in range(6):
        for node in city.nodes.values():
            node.wake()
        city.loop.advance(ROUND_SECONDS)
    for node in city.nodes.values():
        node.stop()
    return home
