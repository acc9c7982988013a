"""Five rooms that each write what only some of the others may read, and every way to ask a server for it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import requests

from commandpost.app import wire
from commandpost.domain.errors import CommandPostError
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.journal.bundle import decode
from commandpost.journal.entry import Draft
from commandpost.journal.exchange import Position
from tests.factories import folder
from tests.server_process import UNITS, ServerProcess, TestDesk, open_desk

CITY, DISTRICT, FAR_DISTRICT = UnitCode("1101"), UnitCode("110199"), UnitCode("110198")
STREET, NEXT_STREET, FAR_STREET = UnitCode("110199001"), UnitCode("110199002"), UnitCode("110198001")
ROOMS = (CITY, DISTRICT, FAR_DISTRICT, STREET, NEXT_STREET, FAR_STREET)
ADDRESSED = {CITY: (FAR_STREET,), DISTRICT: (NEXT_STREET,), STREET: (FAR_STREET,), FAR_STREET: ()}
LOOKS = ("/", "/healthz", "/metrics", "/openapi.json", "/v1/time", "/v1/authority", "/board", "/board/state")
FAR_UNITS = """
[[unit]]
code = "110198"
name = "远示范区"
tier = "district"
parent = "1101"

[[unit]]
code = "110198001"
name = "远河街道"
tier = "street"
parent = "110198"
"""
PLANT = "from tests.integration.server import tenants; tenants.drop_filters()"


class PlantedServer(ServerProcess):
    """A server whose program has lost its filters."""

    def command(self, *more: str) -> list[str]:
        begin = f"{PLANT}; import sys; from commandpost.bootstrap.server import main; sys.exit(main())"
        return [sys.executable, "-c", begin, "--database", self.database, *more]


def drop_filters() -> None:
    """The planted bug: every unit's question is taken for everybody's."""
    from commandpost.storage import feed
    from commandpost.storage.relay_side import RelaySide

    everyone = (*ROOMS, UnitCode("*"))
    feed.Reader.units = property(lambda _reader: everyone)  # type: ignore[assignment,method-assign]  # planted
    RelaySide.blob_audience = lambda _store, _sha256: frozenset(everyone)  # type: ignore[method-assign,assignment]  # planted


def below(unit: UnitCode, upper: UnitCode) -> bool:
    """The oracle: these rooms' codes tell who stands above whom."""
    return unit.startswith(upper)


def may_see(reader: UnitCode, writer: UnitCode, to: tuple[UnitCode, ...]) -> bool:
    return any(below(unit, reader) for unit in (writer, *to))


@dataclass(slots=True)
class Secret:
    """One thing written: the words that give it away, and who may read them."""

    words: str
    writer: UnitCode
    to: tuple[UnitCode, ...]

    def hidden_from(self, reader: UnitCode) -> bool:
        return not may_see(reader, self.writer, self.to)


@dataclass(slots=True)
class Tenants:
    """The rooms at one server."""

    server: ServerProcess
    desks: dict[UnitCode, TestDesk] = field(default_factory=dict)
    secrets: list[Secret] = field(default_factory=list)
    blobs: list[str] = field(default_factory=list)
    asked: int = 0

    def open(self) -> None:
        (self.server.home / "units.toml").write_text(UNITS + FAR_UNITS, "utf-8")
        self.server.more = [word for unit in ROOMS for word in ("--invite", unit)]
        self.server.start()
        for unit in ROOMS:
            desk = open_desk(folder() / unit, unit, f"S{unit}")
            sync = desk.link(self.server.url)
            sync.enroll(self.server.said["codes"][unit], desk.name)
            self.desks[unit] = desk
            self._write(desk, ())
            if unit in ADDRESSED:
                self._write(desk, ADDRESSED[unit])
        for desk in (*self.desks.values(), *self.desks.values()):
            assert desk.sync is not None
            desk.sync.once()

    def _write(self, desk: TestDesk, to: tuple[UnitCode, ...]) -> None:
        mark = f"{desk.unit}to{'-'.join(to)}x"
        words, told, shown = (f"{kind}{mark}" for kind in ("internal", "telephone", "picture"))
        shown_name = desk.store.put_blob(shown.encode())
        draft = Draft(
            kind="log",
            record=RecordId(f"log-{mark}"),
            act="log.record",
            set={"text": words, "picture": shown_name},
            personal={"phone": told},
            to=to,
        )
        body = desk.store.append([draft], None).entries[-1]
        entry = desk.store.entry(body)
        assert entry is not None
        assert entry.body.personal is not None
        self.blobs += [shown_name, entry.body.personal]
        self.secrets += [Secret(text, desk.unit, to) for text in (words, told, shown)]

    def boards(self) -> dict[UnitCode, str]:
        """What every room's board says."""
        said = self.server.once(*(word for unit in ROOMS for word in ("--board-user", f"u{unit}", unit)))
        shown = {}
        for line in said.splitlines():
            name, unit, password = line.split()
            guest = requests.Session()
            guest.post(self.server.url + "/board/sign-in", {"name": name, "password": password}, timeout=20)
            shown[UnitCode(unit)] = guest.get(self.server.url + "/board/state", timeout=20).text
        return shown

    def leaks(self, readers: tuple[UnitCode, ...] = ROOMS) -> list[tuple[str, str]]:
        """Every secret that an answer gave to a room that may not have it: (room and question, words)."""
        found = []
        for unit in readers:
            desk = self.desks[unit]
            for question, content in self._answers(desk):
                self.asked += 1
                gave = [secret for secret in self.secrets if secret.words.encode() in content]
                found += [(f"{unit} {question}", secret.words) for secret in gave if secret.hidden_from(unit)]
        for question, content in self._strangers_answers():
            self.asked += 1
            found += [(question, secret.words) for secret in self.secrets if secret.words.encode() in content]
        return found

    def _answers(self, desk: TestDesk) -> Iterator[tuple[str, bytes]]:
        assert desk.peer is not None
        for unit in (*ROOMS, UnitCode("*"), UnitCode("")):
            for whole in (False, True):
                yield f"feed of {unit}", _page(desk, Position(unit=unit, epoch="", lsn=0, whole=whole))
        for name in self.blobs:
            yield "blob", _asked(desk, "GET", f"{wire.BLOBS}/{name}")
        named = {str(row): (1, bytes(32)) for other in self.desks.values() for row in other.store.holdings()}
        yield "have", repr(desk.peer.have(named)).encode()  # type: ignore[arg-type]  # plain text
        ranged = {"Range": "bytes=0-60"}
        yield from (("range", _asked(desk, "GET", f"{wire.BLOBS}/{n}", headers=ranged)) for n in self.blobs[:6])
        yield "presence", _asked(desk, "GET", wire.PRESENCE)
        yield "revoked", _asked(desk, "GET", wire.REVOKED)
        for path in LOOKS:
            yield path, _asked(desk, "GET", path)

    def _strangers_answers(self) -> Iterator[tuple[str, bytes]]:
        """Of callers without a seal, and of a device let in no more."""
        paths = (*LOOKS, *(f"{wire.BLOBS}/{name}" for name in self.blobs), *(f"{wire.FEED}?unit={u}" for u in ROOMS))
        for path in (*paths, wire.PRESENCE, wire.REVOKED):
            answer = requests.get(self.server.url + path, headers={wire.PROTOCOL_HEADER: "1"}, timeout=5)
            yield f"nobody {path}", answer.content
        revoked = self.desks[CITY]
        self.server.once("--revoke", revoked.store.device().device)
        for path in (*paths, wire.PRESENCE, wire.REVOKED):
            yield f"revoked {path}", _asked(revoked, "GET", path)

    def close(self) -> None:
        for desk in self.desks.values():
            desk.close()


def _asked(desk: TestDesk, method: str, target: str, **more: Any) -> bytes:
    assert desk.peer is not None
    try:
        return desk.peer._ask(method, target, missing_is_fine=True, **more).content
    except CommandPostError as refused:
        return repr(refused).encode()


def _page(desk: TestDesk, position: Position) -> bytes:
    """The bodies of a whole feed."""
    content, after = b"", 0
    while True:
        asked = f"{wire.FEED}?unit={position.unit}&after={after}&epoch={position.epoch}&whole={int(position.whole)}"
        assert desk.peer is not None
        try:
            answer = desk.peer._ask("GET", asked)
        except CommandPostError as refused:
            return repr(refused).encode()
        content += b"".join(link.raw or b"" for run in decode(answer.content) for link in run.links)
        after, more = int(answer.headers[wire.AFTER_HEADER]), answer.headers.get(wire.MORE_HEADER) == "1"
        position = Position(unit=position.unit, epoch=answer.epoch, lsn=after, whole=position.whole)
        if not more:
            return content
