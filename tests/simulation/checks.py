"""What must hold when a city has come to rest."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.engine import Connection

from commandpost.domain.ids import DeviceId, StreamId, UnitCode
from commandpost.journal.fold import Record
from commandpost.storage.record_document import from_document
from commandpost.storage.tables import ALARM, JOURNAL, QUARANTINE, RECORD, STREAM
from commandpost.storage.verification import verify_journal
from tests.server_process import CITY, DISTRICT
from tests.simulation.actions import above
from tests.simulation.chronicle import Key, Saved
from tests.simulation.city import City
from tests.simulation.machine import RememberingSigning, sharing_statements
from tests.simulation.nodes import JOURNAL as FILE
from tests.simulation.nodes import Node

TOLD = {"branch", "fork", "refused", "restored_backup"}  # alarms that say that one machine became two


def violations(city: City) -> list[str]:
    """Everything that is wrong, in sentences; [] when the city is sound."""
    found = city.chronicle.violations
    held = {name: city.chronicle.keys(node.store) for name, node in city.nodes.items()}
    forked = city.chronicle.forked(held)
    for node in city.nodes.values():
        found += _arrivals(city, node, held, forked)
        found += _quarantine(city, node, forked)
        found += _pending(city, node, forked)
        found += node.falsely_delivered()
    for server in city.servers:
        city.chronicle.note_numbers(server.design.name, server.store)
        found += _branches(server)
    found += _revoked(city, held)
    found += _order(city)
    found += _receipts(city)
    found += _folds(city)
    found += _told_of_copies(city, forked, held)
    found += _refolds_and_chains(city)
    return found


def _readers(saved: Saved) -> set[UnitCode]:
    named = {saved.unit, *saved.to}
    over = {CITY} | ({DISTRICT} if any(len(unit) == 9 for unit in named) else set())
    return named | over


def _arrivals(city: City, node: Node, held: dict[str, set[Key]], forked: dict[StreamId, int]) -> list[str]:
    """Whoever may see an entry has it, nobody else; what was lost on every disk that could give it back is forgiven."""
    found: list[str] = []
    device, own = node.store.device().device, held[node.design.name]
    for key, saved in city.chronicle.saved.items():
        name = f"{saved.by}'s entry {key[0][:6]}:{key[1]}"
        author = saved.by == node.design.name
        lost_number = key[0] in forked and key[1] >= forked[key[0]]
        carries = node in above(city.nodes[saved.by])
        may_see = author or carries or saved.device == device or node.design.unit in _readers(saved)
        if not may_see and key in own:
            found.append(f"{node.design.name} may not see {name} and has it")
        must = author or (
            not lost_number and (carries or (saved.device != device and node.design.unit in _readers(saved)))
        )
        must = must and (author or not (_is_cut_off(city, node, saved, held) or _its_copy_has(city, node, key, held)))
        if must and key not in own and key not in city.chronicle.forgiven:
            found.append(f"{node.design.name} misses {name}")
    return found


def _is_cut_off(city: City, node: Node, saved: Saved, held: dict[str, set[Key]]) -> bool:
    """Whether a machine was struck off, or the author was before its own server took the entry; a room may have it."""
    revoked, server = city.chronicle.revoked, city.nodes[saved.by].above
    refused = saved.device in revoked and server is not None and saved.key not in held[server.design.name]
    return refused or node.store.device().device in revoked


def _its_copy_has(city: City, node: Node, key: Key, held: dict[str, set[Key]]) -> bool:
    """Whether a copy of a machine has what it lacks: one that brings it from a room has it as far as a server knows."""
    device = node.store.device().device
    others = [one for one in city.desks if one is not node and one.store.device().device == device]
    return city.has_rooms and any(key in held[one.design.name] for one in others)


def _revoked(city: City, held: dict[str, set[Key]]) -> list[str]:
    """A server takes nothing that was written after it struck the desk off, and tells its other desks of it."""
    found = []
    saved = list(city.chronicle.saved.values())
    for device, (name, until) in city.chronicle.revoked.items():
        if name in city.chronicle.restored:
            continue  # its journal of before may not know of it
        found += [
            f"{name} took {one.key[0][:6]}:{one.key[1]} of a desk that it had struck off"
            for one in saved[until:]
            if one.device == device and one.key in held[name]
        ]
        for desk in city.desks:
            card = desk.store.card(DeviceId(device))
            below = desk.above is city.nodes[name] and desk.store.device().device != device
            told = card is None or card.revoked_at is not None or desk.design.unit != card.unit
            if below and not told and desk.store.device().device not in city.chronicle.revoked:
                found.append(f"{desk.design.name} did not hear that {device[:6]} was struck off")
    return found


def _order(city: City) -> list[str]:
    """Entries of a session arrive in their order, but where what others could see of it came before the rest.

    By a stick, or from them to a server that was put back; readers then meet it in that order.
    """
    if city.carries_sticks:
        return []
    late = {node.design.name: node.store._read(_out_of_order) for node in city.nodes.values()}
    excused = {stream for server in city.chronicle.restored for stream, _ in late[server]}
    return [
        f"{name} took {stream[:6]}:{seq} late" for name in late for stream, seq in late[name] if stream not in excused
    ]


def _out_of_order(connection: Connection) -> list[tuple[str, int]]:
    last: dict[str, int] = {}
    found = []
    for stream, seq in connection.execute(select(JOURNAL.c.stream, JOURNAL.c.seq).order_by(JOURNAL.c.lsn)):
        if seq <= last.get(stream, 0):
            found.append((stream, seq))
        last[stream] = seq
    return found


def _quarantine(city: City, node: Node, forked: dict[StreamId, int]) -> list[str]:
    if city.chronicle.forgeries:
        return []
    rows = node.store._read(lambda connection: list(connection.execute(select(QUARANTINE.c.stream, QUARANTINE.c.why))))
    return [
        f"{node.design.name} set {row[0][:6]} aside: {row[1]}"
        for row in rows
        if not (row[0] in forked or (row[1] == "revoked" and city.chronicle.revoked))
    ]


def _pending(city: City, node: Node, forked: dict[StreamId, int]) -> list[str]:
    query = select(STREAM.c.stream, STREAM.c.seq, STREAM.c.acked).where(STREAM.c.own, STREAM.c.acked < STREAM.c.seq)
    if node.above is None or node.store.device().device in city.chronicle.revoked:
        return []
    rows = node.store._read(lambda connection: list(connection.execute(query)))
    return [f"{node.design.name} is not done with {row[0][:6]}" for row in rows if row[0] not in forked]


def _branches(server: Node) -> list[str]:
    """Two sessions that go on from one head, or behind what was held, are told of."""
    rows = server.store._read(lambda connection: list(connection.execute(select(STREAM).where(STREAM.c.seq > 0))))
    alarms = server.store._read(
        lambda connection: list(
            connection.execute(select(ALARM.c.stream, ALARM.c.detail).where(ALARM.c.code == "branch"))
        )
    )
    told = {name for row in alarms for name in row}
    children = defaultdict(set)
    for row in rows:
        children[row.parent or row.device].add(row.stream)
    seqs = {row.stream: row.seq for row in rows}
    silent = [group for group in children.values() if len(group) > 1 and not group & told]
    behind = [row.stream for row in rows if seqs.get(row.parent, 0) > row.parent_seq and row.stream not in told]
    return [f"{server.design.name} is silent of a branch" for _ in (*silent, *behind)]


def _receipts(city: City) -> list[str]:
    """What a server signed for it holds, unless its disk was put back since."""
    found = []
    for node in city.nodes.values():
        server = node.above
        found += [
            f"{node.design.name}'s server signed for {one.stream[:6]}:{one.high} too early" for one in node.wire.lies
        ]
        if server is None or server.design.name in city.chronicle.restored:
            continue
        for receipt in {(one.stream, one.high, one.hash) for one in node.wire.receipts}:
            stream, high, head = receipt
            if server.holds(stream, high) != head:
                found.append(f"{server.design.name} signed for {stream[:6]}:{high} and does not hold it")
    return found


def _folds(city: City) -> list[str]:
    """Journals that hold the same entries of a record show the same record."""
    shown: dict[tuple[str, frozenset[Key]], tuple[str, Record]] = {}
    found = []
    for name, node in city.nodes.items():
        entries: dict[str, set[Key]] = defaultdict(set)
        for row in node.store._read(lambda c: list(c.execute(select(JOURNAL)))):
            entries[row.record].add((StreamId(row.stream), row.seq, bytes(row.hash)))
        for record, document in node.store._read(_documents):
            other, same = shown.setdefault((record, frozenset(entries[record])), (name, document))
            if document != same:
                found.append(f"{name} and {other} show {record} differently")
    return found


def _documents(connection: Connection) -> list[tuple[str, Record]]:
    query = select(RECORD.c.record, RECORD.c.document).order_by(RECORD.c.record)
    return [(row[0], from_document(row[1])) for row in connection.execute(query)]


def _told_of_copies(city: City, forked: dict[StreamId, int], held: dict[str, set[Key]]) -> list[str]:
    """A fork is refused in words, and a machine that became two is told of where both wrote and both still have it.

    An older copy put back on one of them can take the only trace of its side away.
    """
    found = []
    revoked = city.chronicle.revoked  # nobody hears them any more
    for stream, seq in forked.items():
        if stream not in city.chronicle.shared:
            found.append(f"{stream[:6]}:{seq} was written twice, and no running machine was copied")
        written = {key: saved.by for key, saved in city.chronicle.saved.items() if key[0] == stream and key[1] >= seq}
        makers = {by for key, by in written.items() if key in held[by]}
        nodes = [city.nodes[name] for name in makers]
        places = [*nodes, *(server for node in nodes for server in above(node))]
        if any(node.store.device().device in revoked for node in nodes):
            continue
        if len(nodes) > 1 and not any(TOLD & {alarm.code for alarm in place.store.alarms()} for place in places):
            found.append(f"nobody is told of the fork of {stream[:6]}")
    saved = list(city.chronicle.saved.values())
    for one, other, until in city.chronicle.clones:
        if city.nodes[one].store.device().device in revoked:
            continue
        if {one, other} <= {entry.by for entry in saved[until:] if entry.key not in city.chronicle.forgiven}:
            places = [city.nodes[one], city.nodes[other], *above(city.nodes[one])]
            if not any(TOLD & {alarm.code for alarm in place.store.alarms()} for place in places):
                found.append(f"nobody is told that {other} is a copy of {one}")
    return found


def _refolds_and_chains(city: City) -> list[str]:
    """Caches equal a fresh fold; every chain, signature and receipt verifies."""
    found = []
    for name, node in city.nodes.items():
        grown = node.store._read(_documents)
        node.store.rebuild()
        if node.store._read(_documents) != grown:
            found.append(f"{name}'s records are not what its journal folds to")
        node.stop()
        with sharing_statements():
            faults = verify_journal(node.home / FILE, None, RememberingSigning()).faults
        forked = bool(city.chronicle.shared)  # a copy of a running machine may lack the other's end of a session
        told = [fault for fault in faults if not (forked and fault.reason == "parent")]
        found += [f"{name}: {fault.stream[:6]}:{fault.seq} {fault.reason}" for fault in told]
    return found
