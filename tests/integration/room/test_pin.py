"""One certificate is pinned and no more: somebody in the middle shows the genuine one with an own behind it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commandpost.app import wire
from commandpost.bootstrap.server_link import make_peer
from commandpost.bootstrap.server_trust import AUTHORITY_FILE as SERVER_AUTHORITY
from commandpost.bootstrap.server_trust import ROOM_AUTHORITY_FILE, believed, read_address
from commandpost.domain.errors import Unavailable
from commandpost.journal.room_word import word_json
from commandpost.security.certificates import fingerprint, new_authority
from commandpost.transport.authority import fetch_authority, fetch_word
from tests.impostor import impostor
from tests.integration.room.desks import RoomDesk

TIME_PAGE = json.dumps({"time": "2026-07-18T04:00:00+00:00", "version": "evil"}).encode()


def test_a_guest_talks_to_nobody_who_shows_the_room_s_certificate_with_an_own_behind_it(
    host: RoomDesk, guest: RoomDesk, tmp_path: Path
) -> None:
    url = f"https://{host.room.state().addresses[0]}"
    genuine, word = fetch_authority(url), json.dumps(word_json(fetch_word(url))).encode()
    with impostor(tmp_path, genuine, {wire.ROOM: word}) as middle:
        with pytest.raises(Unavailable, match="server_untrusted"):
            guest.room.join(middle.address)
        assert middle.asked == [wire.ROOM, wire.AUTHORITY]  # no card was told


def test_a_desk_talks_to_no_server_that_shows_the_told_certificate_with_an_own_behind_it(
    guest: RoomDesk, tmp_path: Path
) -> None:
    genuine = new_authority("genuine", guest.station.clock.now()).certificate
    with impostor(tmp_path, genuine, {wire.TIME: TIME_PAGE}) as middle:
        address = read_address(f"https://{middle.address}#sha256:{fingerprint(genuine)}")
        kept = believed(address, tmp_path)
        assert kept == tmp_path / SERVER_AUTHORITY
        assert kept.read_bytes() == genuine
        with pytest.raises(Unavailable, match="server_untrusted"):
            make_peer(guest.station.store, guest.station.clock, address.url, kept).greet()
        assert wire.TIME not in middle.asked


@pytest.mark.parametrize("name", [ROOM_AUTHORITY_FILE, SERVER_AUTHORITY])
def test_a_file_that_was_kept_with_a_second_certificate_is_cut_to_the_first(
    guest: RoomDesk, tmp_path: Path, name: str
) -> None:
    genuine = new_authority("genuine", guest.station.clock.now()).certificate
    with impostor(tmp_path, genuine, {wire.TIME: TIME_PAGE}) as middle:
        url, kept = f"https://{middle.address}", tmp_path / name
        kept.write_bytes(fetch_authority(url))
        with pytest.raises(Unavailable, match="server_untrusted"):
            make_peer(guest.station.store, guest.station.clock, url, kept).greet()
        assert kept.read_bytes() == genuine


def test_the_impostor_is_answered_by_whoever_trusts_both_certificates(guest: RoomDesk, tmp_path: Path) -> None:
    """The planted bug: the whole of what was shown is trusted."""
    genuine = new_authority("genuine", guest.station.clock.now()).certificate
    kept = tmp_path / "both.pem"
    with impostor(tmp_path, genuine, {wire.TIME: TIME_PAGE}) as middle:
        peer = make_peer(guest.station.store, guest.station.clock, f"https://{middle.address}", None)
        kept.write_bytes(fetch_authority(f"https://{middle.address}"))
        peer._verify = str(kept)
        assert peer.greet().version == "evil"
