"""What may befall the city in one step; each action draws its details from the chance it is given."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.domain.ids import RecordId
from commandpost.journal.entry import Draft
from tests.simulation.city import OTHER_STREET, City
from tests.simulation.machine import Fault, Killed
from tests.simulation.network import forged
from tests.simulation.nodes import Node
from tests.simulation.rooms import (
    change_weather_in_the_room,
    join_a_room,
    meet_in_the_dark,
    one_line_returns,
    revoke,
    serve_the_room,
    talk_in_the_room,
)
from tests.simulation.sticks import fill_a_stick, put_a_stick_in

LEVELS = ("general", "larger", "major", "grave")
TEN_YEARS = 315_576_000
MOST_TWINS = 3
PAUSES = (0.0, 1.0, 30.0, 600.0)


def write(city: City, chance: random.Random) -> None:
    desk = chance.choice([node for node in city.desks if node.up] or city.desks)
    if desk.up:
        drafts = [_draft(chance) for _ in range(chance.choice((1, 1, 2, 4)))]
        device = desk.store.device().device
        city.chronicle.note(desk.design.name, device, desk.write(drafts))


def _draft(chance: random.Random) -> Draft:
    to = (OTHER_STREET,) if chance.random() < 0.2 else ()
    if chance.random() < 0.4:
        record = RecordId(f"incident-{chance.randrange(3)}")
        values = {"level": chance.choice(LEVELS), "title": f"{chance.randrange(100)}"}
        return Draft(kind="incident", record=record, act="incident.revise", set=values, to=to)
    draft = Draft(
        kind="log",
        record=RecordId(f"log-{chance.randrange(6)}"),
        act="log.record",
        set={"text": f"{chance.randrange(1000)}", f"field{chance.randrange(3)}": chance.random()},
        to=to,
    )
    return replace(draft, personal={"phone": f"{chance.randrange(10**8)}"}) if chance.random() < 0.2 else draft


def talk(city: City, chance: random.Random) -> None:
    chance.choice(list(city.nodes.values())).wake()


def wait(city: City, chance: random.Random) -> None:
    city.loop.advance(chance.choice((3_600.0, 12 * 3_600.0)))


def change_weather(city: City, chance: random.Random) -> None:
    chance.choice(list(city.nodes.values())).wire.change(chance)


def kill(city: City, chance: random.Random) -> None:
    chance.choice(list(city.nodes.values())).fail()


def restart(city: City, chance: random.Random) -> None:
    node = chance.choice(list(city.nodes.values()))
    node.stop()
    node.start()


def switch_off(city: City, chance: random.Random) -> None:
    node = chance.choice(list(city.nodes.values()))
    node.stop()
    city.loop.after(chance.choice((600.0, 7_200.0)), node.revive)


def spoil_a_disk(city: City, chance: random.Random) -> None:
    faults = [chance.choice(list(Fault)) for _ in range(chance.choice((1, 1, 3)))]
    chance.choice(list(city.nodes.values())).disk.faults += faults


def set_a_clock(city: City, chance: random.Random) -> None:
    clock = chance.choice(list(city.nodes.values())).clock
    clock.set_wall(chance.choice((-TEN_YEARS, TEN_YEARS, chance.uniform(-200_000, 200_000), 0)))


def reboot(city: City, chance: random.Random) -> None:
    node = chance.choice(list(city.nodes.values()))
    node.kill()
    node.clock.reboot(battery_is_dead=chance.random() < 0.5)
    node.start()


def back_up(city: City, chance: random.Random) -> None:
    node = chance.choice(list(city.nodes.values()))
    was_up = node.up
    node.stop()
    copy = node.copy_to(city.home / f"copy-{len(city.copies)}")
    city.copies.append((node.design.name, copy))
    if was_up:
        node.start()


def restore(city: City, chance: random.Random) -> None:
    """Put an old copy back, and on a server say so (``--restored``)."""
    if not city.copies:
        return
    name, copy = chance.choice(city.copies)
    node = city.nodes[name]
    if node.design.serves and node.up:
        city.chronicle.note_numbers(name, node.store)
    node.disk.faults.clear()
    node.put_back(copy)
    if node.design.serves:
        node.store.new_epoch()
        city.chronicle.restored.add(name)
    forgive_the_lost(city)


def clone(city: City, chance: random.Random) -> None:
    """A second machine from a copy of the first one's disk."""
    if len(city.nodes) >= len(city.designs) + MOST_TWINS:
        return
    node = chance.choice(city.desks)
    design = city.twin(node)
    node.copy_to(city.home / design.name)
    city.chronicle.clones.append((node.design.name, design.name, len(city.chronicle.saved)))
    city.add(design).start()


def snapshot(city: City, chance: random.Random) -> None:
    """A running virtual machine and its snapshot: one session key runs twice."""
    node = chance.choice(city.desks)
    if not node.up or len(city.nodes) >= len(city.designs) + MOST_TWINS:
        return
    design = city.twin(node)
    node.copy_to(city.home / design.name)
    twin = city.add(design)
    twin.start()
    here, there = node.store._session, twin.store._session
    there.signer, there.stream = here.signer, here.stream
    city.chronicle.shared.add(here.stream)


def forge(city: City, chance: random.Random) -> None:
    """Somebody on the line rewrites an old request and sends it."""
    told = [node for node in city.nodes.values() if node.wire.frames and node.above is not None]
    if not told:
        return
    node = chance.choice(told)
    runs = forged(chance.choice(node.wire.frames), chance)
    above = node.above
    if above is None or above.relay is None:
        return
    city.chronicle.forgeries += 1
    try:
        above.relay.accept(above.card(node.store.device().device), runs)
    except Killed:
        above.fail()
    except (RuleBroken, Unavailable):
        return


def forgive_the_lost(city: City) -> None:
    """After a disk was put back: what neither its author nor a server above holds any more is lost for good."""
    held = {name: _held(city, node) for name, node in city.nodes.items()}
    for key, saved in city.chronicle.saved.items():
        keepers = {saved.by, *(node.design.name for node in above(city.nodes[saved.by]))}
        if not any(key in held[name] for name in keepers):
            city.chronicle.forgiven.add(key)


def above(node: Node) -> list[Node]:
    """The servers between a machine and the top."""
    found: list[Node] = []
    at = node.above
    while at is not None:
        found.append(at)
        at = at.above
    return found


def _held(city: City, node: Node) -> set[tuple[object, int, bytes]]:
    was_up = node.up
    if not was_up:
        node.start()
    keys = city.chronicle.keys(node.store)
    if not was_up:
        node.stop()
    return set(keys)


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that may happen, and how often."""

    weight: int
    do: Callable[[City, random.Random], None]


ACTIONS = (
    Action(30, write),
    Action(34, talk),
    Action(3, wait),
    Action(6, change_weather),
    Action(4, kill),
    Action(3, restart),
    Action(3, switch_off),
    Action(5, spoil_a_disk),
    Action(3, set_a_clock),
    Action(2, reboot),
    Action(2, back_up),
    Action(1, restore),
    Action(1, clone),
    Action(2, snapshot),
    Action(2, forge),
)


WITH_STICKS = (  # and lines that are quiet for longer, so that a stick brings news
    *(replace(action, weight=8) if action.do is talk else action for action in ACTIONS),
    Action(12, fill_a_stick),
    Action(14, put_a_stick_in),
)


WITH_ROOMS = (
    *WITH_STICKS,
    Action(6, serve_the_room),
    Action(10, join_a_room),
    Action(24, talk_in_the_room),
    Action(4, change_weather_in_the_room),
    Action(4, meet_in_the_dark),
    Action(4, one_line_returns),
    Action(3, revoke),
)


def step(city: City) -> None:
    """One action by weight, then a pause in which what is under way goes on."""
    chance = city.chance
    actions = WITH_ROOMS if city.has_rooms else WITH_STICKS if city.carries_sticks else ACTIONS
    action = chance.choices(actions, [action.weight for action in actions])[0]
    action.do(city, chance)
    city.loop.advance(chance.choice(PAUSES))
