"""Who may not connect to a room, and whom a desk does not believe."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import requests

from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.domain.ids import DeviceId, UnitCode
from commandpost.journal.bundle import card_json
from commandpost.journal.chain import key_digest
from commandpost.journal.revocation import Revocation
from commandpost.security.signing import Ed25519Signing
from commandpost.transport.authority import fetch_authority, fetch_word
from commandpost.transport.http_peer import HttpPeer
from tests.integration.room.desks import RoomDesk, code_of, new_desk
from tests.server_process import STREET, ServerProcess

OTHER_STREET = UnitCode("110199002")
PROTOCOL = {"CP-Protocol": "1"}


def url_of(host: RoomDesk) -> str:
    return f"https://127.0.0.1:{host.station.store.setting('room.port')}"


def test_nothing_is_served_until_it_is_switched_on(guest: RoomDesk) -> None:
    guest.room.resume()
    assert not guest.room.state().serving
    assert guest.station.store.setting("room.port") is None


def test_a_desk_of_another_unit_is_refused_on_both_sides(
    host: RoomDesk, small_server: ServerProcess, tmp_path: Path
) -> None:
    foreign = new_desk(tmp_path, "9", small_server, OTHER_STREET)
    try:
        with pytest.raises(Unavailable, match="room_untrusted"):
            foreign.join(host)
        peer = believing(foreign, host)
        with pytest.raises(Unavailable, match="device_unknown"):
            peer.introduce(foreign.station.store.device())
        host.station.store.believed(foreign.station.store.device())
        with pytest.raises(Unavailable, match="device_unknown"):
            peer.feed(replace(foreign.station.store.room_position(), unit=host.station.profile.unit))
        peer.abort()
    finally:
        foreign.close()
    assert host.room.state().guests == ()


def believing(desk: RoomDesk, host: RoomDesk) -> HttpPeer:
    """A peer that trusts the host's certificate without asking who it is."""
    return desk.room._believing(url_of(host), fetch_authority(url_of(host)))


def test_a_card_that_no_server_vouches_for_is_refused(host: RoomDesk, guest: RoomDesk) -> None:
    key = Ed25519Signing().fresh()
    forged = replace(
        guest.station.store.device(),
        device=DeviceId(key_digest(key.public_key)),
        public_key=key.public_key,
        name="冒名",
    )
    peer = believing(guest, host)
    with pytest.raises(Unavailable, match="device_unknown"):
        peer.introduce(forged)
    peer.abort()
    assert host.station.store.card(forged.device) is None


def test_a_desk_that_the_server_revoked_is_let_in_no_more(
    small_server: ServerProcess, host: RoomDesk, guest: RoomDesk
) -> None:
    guest.join(host)
    earlier = guest.write("撤销之前")
    guest.line.once()
    small_server.once("--revoke", guest.station.store.device().device)
    guest.room.sync.once()  # no line has told the host yet
    host.line.once()
    assert host.station.store.entry(earlier) is not None

    with pytest.raises(Unavailable, match="device_revoked"):
        guest.room.sync.once()
    assert guest.room.state().problem == "device_revoked"
    with pytest.raises(Unavailable, match="room_refused"):
        guest.join(host)


def test_a_revoked_desk_that_was_never_met_is_refused_and_let_in_when_enrolled_anew(
    small_server: ServerProcess, host: RoomDesk, guest: RoomDesk
) -> None:
    earlier = guest.write("撤销之前")
    guest.line.once()
    device = guest.station.store.device().device
    assert host.station.store.card(device) is None
    small_server.once("--revoke", device)
    host.line.once()
    with pytest.raises(Unavailable, match="room_refused"):
        guest.join(host)
    assert host.station.store.entry(earlier) is not None  # what the server took stays

    guest.station.linked(small_server.url, code_of(small_server, STREET))
    guest.join(host)
    guest.room.sync.once()
    assert [one.name for one in host.room.state().guests] == [f"永宁街道 {guest.seat}"]


def test_anybody_s_word_that_a_desk_is_revoked_counts_for_nothing(host: RoomDesk, guest: RoomDesk) -> None:
    own = guest.station.store
    slandered = replace(own.device(), revoked_at="2999-01-01T00:00:00+00:00")  # after its enrolment
    guest.write("一条")
    peer = believing(guest, host)
    peer.introduce(slandered)
    peer.send([replace(run, card=slandered) for run in own.offers()])
    peer.abort()
    host.station.store.heed([Revocation(card=slandered, signature=own.sign_request(b"x"))])
    assert host.station.store.card(slandered.device) == own.device()
    guest.join(host)
    guest.room.sync.once()


def test_a_desk_without_a_server_can_neither_serve_nor_join(tmp_path: Path, host: RoomDesk) -> None:
    lonely = new_desk(tmp_path, "7", None)
    try:
        with pytest.raises(RuleBroken, match="room_not_enrolled"):
            lonely.room.serve(run=True)
        with pytest.raises(RuleBroken, match="room_not_enrolled"):
            lonely.join(host)
    finally:
        lonely.close()


def test_an_impostor_who_shows_the_word_of_another_is_not_believed(
    host: RoomDesk, guest: RoomDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from commandpost.bootstrap import room as module

    honest = fetch_word(url_of(host))
    monkeypatch.setattr(module, "fetch_word", lambda _url: replace(honest, fingerprint="ab" * 32))
    with pytest.raises(Unavailable, match="room_untrusted"):
        guest.join(host)
    monkeypatch.setattr(module, "fetch_word", lambda _url: honest)
    monkeypatch.setattr(module, "fetch_authority", lambda _url: b"no certificate")
    with pytest.raises(Unavailable, match="room_untrusted"):
        guest.join(host)
    assert guest.room.state().host == ""


def test_a_certificate_that_changed_is_not_believed(host: RoomDesk, guest: RoomDesk) -> None:
    guest.join(host)
    host.room.serve(run=False)
    host.station.store.set_setting("room.certificate", None)
    host.room.serve(run=True)
    with pytest.raises(Unavailable, match="server_untrusted"):
        guest.room.sync.once()
    assert guest.room.state().problem == "server_untrusted"
    guest.join(host)
    guest.room.sync.once()
    assert guest.room.state().problem == ""


def test_a_desk_cannot_join_itself(host: RoomDesk) -> None:
    with pytest.raises(RuleBroken, match="room_itself"):
        host.join(host)


def test_nobody_is_enrolled_by_a_desk_and_rubbish_is_refused_plainly(
    host: RoomDesk, guest: RoomDesk, tmp_path: Path
) -> None:
    said = {"code": "ABCD", "public_key": "00" * 32, "name": "x"}
    trusted = tmp_path / "authority.pem"
    trusted.write_bytes(fetch_authority(url_of(host)))

    def ask(method: str, path: str, **content: Any) -> requests.Response:
        url = url_of(host) + path
        return requests.request(method, url, headers=PROTOCOL, verify=str(trusted), timeout=5, **content)

    enrolled = ask("POST", "/v1/enroll", json=said)
    broken = ask("POST", "/v1/room", data=b"[1")
    unsigned = ask("GET", "/v1/feed?unit=110199001")
    card = ask("POST", "/v1/room", json=card_json(guest.station.store.device()))
    assert [answer.status_code for answer in (enrolled, broken, unsigned, card)] == [422, 422, 401, 200]
    assert enrolled.json()["code"] == "enrolment_code_wrong"


def test_without_a_network_the_switch_says_so(guest: RoomDesk) -> None:
    guest.room.addresses = tuple
    with pytest.raises(Unavailable, match="room_no_network"):
        guest.room.serve(run=True)
    assert not guest.room.state().serving
