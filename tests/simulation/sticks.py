"""Sticks: sealed bundles that somebody carries from desk to desk, at once, a day later, once more, or never."""

from __future__ import annotations

import random
from dataclasses import replace

from commandpost.app.stick import StickService
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.domain.ids import EntryId, RecordId
from commandpost.journal.bundle import Run
from commandpost.journal.clock import TrustedClock
from tests.factories import memory_desk
from tests.simulation.city import City
from tests.simulation.machine import Killed, RememberingSigning
from tests.simulation.nodes import Node


def fill_a_stick(city: City, chance: random.Random) -> None:
    """One desk seals for another what that one may see and lacks; they may never have met."""
    sender, receiver = chance.sample(city.desks, 2)
    if not (sender.up and receiver.up):
        return
    writing = _service(sender, chance)
    try:
        writing.meet(_service(receiver, chance).own_card())
        content = writing.write(receiver.store.device().device).content
    except Killed:
        sender.fail()
    except (RuleBroken, Unavailable):
        return
    else:
        city.sticks.append((receiver.design.name, content))


def put_a_stick_in(city: City, chance: random.Random) -> None:
    """Some stick that was ever filled; what is called taken in must be there."""
    if not city.sticks:
        return
    name, content = chance.choice(city.sticks)
    receiver = city.nodes[name]
    if not receiver.up:
        return
    reading = _service(receiver, chance)
    try:
        brought = reading._opened(content)[1].runs
        reading.take(content)
    except Killed:
        receiver.fail()
    except (RuleBroken, Unavailable):
        return
    else:
        city.chronicle.violations += _missing(receiver, brought)


def _missing(receiver: Node, brought: tuple[Run, ...]) -> list[str]:
    return [
        f"{receiver.design.name} took {run.stream[:6]}:{seq} from a stick and does not hold it"
        for run in brought
        for seq, link in enumerate(run.links, run.first)
        if link.raw is not None and receiver.store.entry(EntryId(f"{run.stream}:{seq}")) is None
    ]


def _service(node: Node, chance: random.Random) -> StickService:
    desk = replace(
        memory_desk(node.store, unit=node.design.unit, station=node.design.name),
        clock=TrustedClock(node.clock),
        new_id=lambda kind: RecordId(f"{kind}-{chance.getrandbits(64):016x}"),
    )
    return StickService(desk, node.store, RememberingSigning())
