"""Rooms: desks of one unit that serve each other, with and without a line to their servers; and desks struck off."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from commandpost.domain.errors import RuleBroken, Unavailable
from tests.simulation.city import ROUND_SECONDS, City
from tests.simulation.machine import Killed
from tests.simulation.nodes import Node
from tests.simulation.room_part import HOST

MOST_MEETINGS = 20  # rounds in which all of a room ought to be told
MOST_REVOKED = 2


def serve_the_room(city: City, chance: random.Random) -> None:
    """Switch serving on, more often than off."""
    desk = chance.choice(city.desks)
    run = chance.random() < 0.8
    if desk.up and desk.room is not None:
        _tried(desk, lambda: desk.room.serve(run=run))


def join_a_room(city: City, chance: random.Random) -> None:
    """One desk joins another one of its unit that serves."""
    guest = chance.choice(city.desks)
    hosts = [desk for desk in city.desks if desk is not guest and desk.design.unit == guest.design.unit]
    if not (hosts and guest.up and guest.room is not None):
        return
    host = chance.choice(hosts)
    if host.up and host.room is not None and host.room.service is None:
        _tried(host, lambda: host.room.serve(run=True))
    _tried(guest, lambda: guest.room.join(host.design.name))


def talk_in_the_room(city: City, chance: random.Random) -> None:
    desk = chance.choice(city.desks)
    if desk.room is not None:
        desk.room.wake()


def change_weather_in_the_room(city: City, chance: random.Random) -> None:
    desk = chance.choice(city.desks)
    if desk.room is not None:
        desk.room.wire.change(chance)


def meet_in_the_dark(city: City, chance: random.Random) -> None:
    """All lines to the servers are dead; whoever is of one room has what any of them was told is saved."""
    desks = _one_room(city, chance)
    for desk in desks:
        desk.wire.down = True
    _settle(city, desks)
    city.chronicle.violations += _apart(city, desks)
    city.chronicle.violations += [one for desk in desks if desk.up for one in desk.falsely_delivered()]


def one_line_returns(city: City, chance: random.Random) -> None:
    """One desk of a room reaches its server again, and brings what those behind dead lines wrote."""
    desks = _one_room(city, chance)
    linked = [desk for desk in desks if desk.above is not None and not _is_revoked(city, desk)]
    if not linked:
        return
    reached = chance.choice(linked)
    for desk in desks:
        desk.wire.down = desk is not reached
    _settle(city, desks, reached)
    city.chronicle.violations += _not_brought(city, desks, reached)


def revoke(city: City, chance: random.Random) -> None:
    """A server strikes off one of the desks that are enrolled with it, and with it every copy of its disk."""
    desk = chance.choice(city.desks)
    server, device = desk.above, desk.store.device().device if desk.up else None
    if server is None or not server.up or device is None or len(city.chronicle.revoked) >= MOST_REVOKED:
        return
    _tried(server, lambda: server.store.revoke(device))
    server.revive()  # it may have been killed behind the commit
    card = server.store.card(device)
    if card is not None and card.revoked_at is not None:
        city.chronicle.revoked.setdefault(device, (server.design.name, len(city.chronicle.saved)))


def _tried(node: Node, deed: Callable[[], None]) -> None:
    try:
        deed()
    except Killed:
        node.fail()
    except (RuleBroken, Unavailable):
        return


def _one_room(city: City, chance: random.Random) -> list[Node]:
    """A serving desk and those that are joined to it, all of them on and on a good line; [] where there is no room."""
    hosts = [desk for desk in city.desks if desk.room is not None and desk.up and desk.room.service is not None]
    rooms = [
        [
            host,
            *(one for one in city.desks if one.up and one.store.setting(HOST) == host.design.name and one is not host),
        ]
        for host in hosts
    ]
    full = [room for room in rooms if len(room) > 1]
    desks = chance.choice(full) if full else []
    for desk in desks:
        desk.disk.faults.clear()
        desk.revive()
        if desk.room is not None:
            desk.room.wire.mend()
    return desks


def _settle(city: City, desks: Sequence[Node], reached: Node | None = None) -> None:
    """Let them talk until nothing moves among them."""
    before = None
    if reached is not None and reached.above is not None:
        reached.wire.mend()
    for _ in range(MOST_MEETINGS):
        for desk in desks:
            if desk.room is not None:
                desk.room.wake()
        if reached is not None and reached.above is not None:
            reached.above.disk.faults.clear()
            reached.above.revive()
            reached.wake()
        city.loop.advance(ROUND_SECONDS)
        now = [(city.chronicle.size(desk.store), desk.store.pending()) for desk in desks if desk.up]
        if now == before:
            return
        before = now


def _apart(city: City, desks: Sequence[Node]) -> list[str]:
    """What one of them was told is saved and still has, and another one lacks; a desk that was struck off may lack."""
    up = _heard(city, desks)
    lacking = _lacking(city, up, up)
    return [f"{desk.design.name} did not hear in the room of {entry}" for desk, entry in lacking]


def _not_brought(city: City, desks: Sequence[Node], reached: Node) -> list[str]:
    """What others of the room were told is saved, and the server of the one that reaches it lacks."""
    server, up = reached.above, _heard(city, desks)
    if server is None or not server.up or reached not in up:
        return []
    lacking = _lacking(city, up, [server])
    return [f"{reached.design.name} did not bring {one.design.name} {entry}" for one, entry in lacking]


def _lacking(city: City, told: Sequence[Node], asked: Sequence[Node]) -> Iterator[tuple[Node, str]]:
    """Who of the ``asked`` lacks what one of the ``told`` was told is saved and still has; forks are told of."""
    held = {node.design.name: city.chronicle.keys(node.store) for node in (*told, *asked)}
    forked, authors = city.chronicle.forked(held), {node.design.name for node in told}
    for key, saved in city.chronicle.saved.items():
        if saved.by in authors and key in held[saved.by] and key[0] not in forked:
            for node in asked:
                if key not in held[node.design.name]:
                    yield node, f"{saved.by}'s entry {key[0][:6]}:{key[1]}"


def _heard(city: City, desks: Sequence[Node]) -> list[Node]:
    """Those that may be heard: not struck off, and no copies of one disk, which are one desk to the others."""
    up = [desk for desk in desks if desk.up and not _is_revoked(city, desk)]
    devices = [desk.store.device().device for desk in up]
    return [desk for desk, device in zip(up, devices, strict=True) if devices.count(device) == 1]


def _is_revoked(city: City, desk: Node) -> bool:
    return desk.store.device().device in city.chronicle.revoked
