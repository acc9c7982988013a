"""What was asked of the room's desk is no question to the unit's server, and the reverse."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from commandpost.bootstrap.server_trust import ROOM_AUTHORITY_FILE
from commandpost.transport.answers import Answer
from commandpost.transport.http_peer import HttpPeer
from tests.integration.room.desks import RoomDesk
from tests.server_process import ServerProcess


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as somebody on its way saw it."""

    url: str
    method: str
    target: str
    content: bytes
    headers: dict[str, str]

    def again(self, url: str, trusted: Path | None = None) -> requests.Response:
        verify = True if trusted is None else str(trusted)
        return requests.request(
            self.method, url + self.target, data=self.content or None, headers=self.headers, verify=verify, timeout=5
        )


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Asked]:
    """Every sealed request of this process, in order."""
    kept: list[Asked] = []
    exchange = HttpPeer._exchange

    def watched(
        peer: HttpPeer, method: str, target: str, content: bytes, *, headers: dict[str, str], **said: Any
    ) -> Answer:
        if "CP-Signature" in headers:
            kept.append(Asked(peer._url, method, target, content, dict(headers)))
        return exchange(peer, method, target, content, headers=headers, **said)

    monkeypatch.setattr(HttpPeer, "_exchange", watched)
    return kept


def test_a_request_that_was_seen_at_the_one_is_refused_at_the_other(
    small_server: ServerProcess, host: RoomDesk, guest: RoomDesk, seen: list[Asked]
) -> None:
    guest.join(host)
    guest.room.sync.once()
    guest.line.once()
    room = f"https://{host.room.state().addresses[0]}"
    to_room = [one for one in seen if one.url == room]
    to_server = [one for one in seen if one.url == small_server.url]
    assert any("/v1/feed" in one.target for one in to_room)
    assert any("/v1/feed" in one.target for one in to_server)

    at_server = [one.again(small_server.url) for one in to_room]
    at_room = [one.again(room, guest.folder / ROOM_AUTHORITY_FILE) for one in to_server]
    assert {(one.status_code, one.json()["code"]) for one in at_server + at_room} == {(401, "request_unsigned")}
