"""Two desks of one room, one serving, while the line to the district is dead and after it returns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from commandpost.bootstrap.room import URL
from commandpost.bootstrap.server_trust import ROOM_AUTHORITY_FILE
from commandpost.domain.errors import Unavailable
from commandpost.journal.chain import DeviceCard
from commandpost.journal.exchange import StreamAnswer, Verdict
from commandpost.storage.store import JournalStore
from commandpost.storage.tables import STREAM
from commandpost.transport.http_peer import HttpPeer
from tests.integration.room.desks import RoomDesk, code_of, new_desk
from tests.server_process import STREET, ServerProcess, open_desk


@dataclass(slots=True)
class Room:
    server: ServerProcess
    host: RoomDesk
    guest: RoomDesk

    def cut(self) -> None:
        self.server.stop()
        for desk in (self.host, self.guest):
            with pytest.raises(Unavailable, match="server_unreachable"):
                desk.line.once()


def asking(desk: RoomDesk) -> HttpPeer:
    """A second way to the desk that this one is connected to."""
    return desk.room._peer(str(desk.station.store.setting(URL)), desk.folder / ROOM_AUTHORITY_FILE)


@pytest.fixture
def room(small_server: ServerProcess, tmp_path: Path) -> Iterator[Room]:
    """Both enrolled and up to date; the first one serves the room, the other is connected."""
    host, guest = (new_desk(tmp_path, name, small_server) for name in ("1", "2"))
    made = Room(small_server, host, guest)
    host.write("线路正常时")
    for desk in (host, guest):
        desk.line.once()
    host.room.serve(run=True)
    guest.join(host)
    for desk in (host, guest, host):
        desk.line.once()  # who served and who joined is told everywhere
    yield made
    made.guest.close()
    made.host.close()


def server_holds(room: Room, tmp_path: Path) -> list[str]:
    """What a third desk reads of the room's record on the server, in order, with every caller's name."""
    third = open_desk(tmp_path / "third", STREET, "S3")
    try:
        third.link(room.server.url).enroll(code_of(room.server, STREET), "S3")
        assert third.sync is not None
        third.sync.once()
        entries = third.store.history(room.host.record)
        assert all(third.store.blob(one.body.personal) for one in entries if one.body.personal)
        return [entry.id for entry in entries]
    finally:
        third.close()


def test_two_desks_see_each_other_while_the_line_is_dead(room: Room) -> None:
    room.cut()
    from_host, from_guest = room.host.write("甲写"), room.guest.write("乙写", caller="张某")
    room.guest.room.sync.once()

    for desk in (room.host, room.guest):
        assert {from_host, from_guest} <= set(desk.ids())
    written, carried = (desk.station.store.entry(from_guest) for desk in (room.guest, room.host))
    assert written is not None
    assert carried is not None
    assert (carried.raw, carried.hash, carried.signature) == (written.raw, written.hash, written.signature)
    assert room.host.station.store.blob(written.body.personal or "") is not None
    assert room.host.station.store.pending() == 1
    assert room.guest.station.store.pending() == 1


def test_what_the_serving_desk_delivers_counts_as_delivered_on_the_other(room: Room, tmp_path: Path) -> None:
    room.cut()
    told = [room.guest.write(f"断网期间第{n}条", caller=f"来电人{n}") for n in range(5)]
    room.guest.room.sync.once()
    room.server.start()
    room.host.line.once()
    room.guest.room.sync.once()

    assert room.guest.station.store.pending() == 0
    held = server_holds(room, tmp_path)
    assert [one for one in held if one in told] == told
    room.guest.line.once()
    assert server_holds(room, tmp_path / "again") == held
    assert len(held) == len(set(held)) == 6
    assert room.guest.ids() == room.host.ids()


def test_the_connected_desk_brings_what_the_serving_one_wrote(room: Room, tmp_path: Path) -> None:
    room.cut()
    told = [room.host.write(f"主台第{n}条", caller=f"来电人{n}") for n in range(3)]
    room.guest.room.sync.once()
    room.server.start()
    room.guest.line.once()
    room.guest.room.sync.once()

    assert room.host.station.store.pending() == 0
    assert [one for one in server_holds(room, tmp_path) if one in told] == told


def test_both_lines_back_at_once_double_nothing_and_raise_no_alarm(room: Room, tmp_path: Path) -> None:
    room.cut()
    for number in range(4):
        room.host.write(f"甲{number}")
        room.guest.write(f"乙{number}")
        room.guest.room.sync.once()
    room.server.start()
    for _ in range(2):
        for desk in (room.guest, room.host):
            desk.line.once()
            desk.write("恢复后")
        room.guest.room.sync.once()
    for desk in (room.host, room.guest):
        desk.line.once()

    held = server_holds(room, tmp_path)
    assert len(held) == len(set(held)) == 1 + 8 + 4
    for desk in (room.host, room.guest):
        desk.line.once()
        assert sorted(desk.ids()) == sorted(held)
        assert desk.station.store.pending() == 0
        assert desk.station.store.alarms() == ()


def test_a_repeated_and_an_old_push_change_nothing(room: Room) -> None:
    room.guest.write("一")
    runs = room.guest.station.store.lacking({}, (), 500, 1_000_000)
    room.guest.room.sync.once()
    before = room.host.station.store.newest()
    peer = asking(room.guest)
    for _ in range(3):
        answers = peer.send(runs).answers
    peer.abort()

    assert {answer.verdict.value for answer in answers} == {"taken"}
    assert room.host.station.store.newest() == before


def test_a_restarted_room_is_found_again_where_it_was(room: Room) -> None:
    room.cut()
    code = room.host.code
    room.host = room.host.again()
    assert room.host.room.state().codes == ()
    room.host.room.resume()
    room.guest = room.guest.again()
    written = room.guest.write("重启后")
    room.guest.room.sync.once()

    assert room.host.code == code
    assert written in room.host.ids()
    port = room.host.station.store.setting("room.port")
    assert room.host.room.state().addresses == (f"127.0.0.1:{port}",)
    state = room.guest.room.state()
    assert (state.host, state.online) == (room.host.seat, True)
    assert [guest.name for guest in room.host.room.state().guests] == [f"永宁街道 {room.guest.seat}"]


@pytest.mark.parametrize("failure", ["refused", "silent"])
def test_an_attempt_to_join_another_desk_that_fails_leaves_the_present_connection(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: str
) -> None:
    other = new_desk(tmp_path, "3", room.server)
    try:
        other.room.serve(run=True)
        if failure == "refused":
            other.station.store.believed(room.guest.station.store.device())
            other.station.store.revoke(room.guest.station.store.device().device)
        else:
            monkeypatch.setattr(HttpPeer, "introduce", gone)
        with pytest.raises(Unavailable, match=r"room_refused|server_unreachable"):
            room.guest.join(other)
        monkeypatch.undo()
        room.guest.room.sync.relink(asking(room.guest))  # connections that stand already prove nothing
        first = room.guest.write("试联别席失败之后")
        room.guest.room.sync.once()
        room.guest = room.guest.again()
        second = room.guest.write("重启之后")
        room.guest.room.sync.once()
        assert {first, second} <= set(room.host.ids())
        assert room.guest.room.state().host == room.host.seat
    finally:
        other.close()


def gone(peer: HttpPeer, _card: DeviceCard) -> None:
    """The desk went away between its word and the introduction."""
    raise Unavailable("server_unreachable", url=peer._url)


def test_another_desk_takes_the_place_of_the_present_one(room: Room, tmp_path: Path) -> None:
    other = new_desk(tmp_path, "3", room.server)
    try:
        other.room.serve(run=True)
        room.guest.join(other)
        room.guest = room.guest.again()
        written = room.guest.write("改联三席")
        room.guest.room.sync.once()
        assert written in other.ids()
        assert written not in room.host.ids()
    finally:
        other.close()


def test_a_desk_that_left_asks_no_more(room: Room) -> None:
    room.guest.room.leave()
    room.guest = room.guest.again()

    assert room.guest.room.state().host == ""
    with pytest.raises(Unavailable, match="not_linked"):
        room.guest.room.sync.once()


def test_nothing_is_fetched_twice_by_a_desk_that_joins_with_a_full_journal(room: Room) -> None:
    store = room.guest.station.store
    answers = {one.stream: one.seq for one in room.host.station.store.have(store.room_holdings(), None)}
    assert store.lacking(answers, (), 500, 1_000_000) == ()
    peer = asking(room.guest)
    peer.have(store.room_holdings())
    page = peer.feed(store.room_position())
    peer.abort()

    assert page.after == room.host.station.store.newest()
    assert page.runs == ()


def test_these_trials_find_a_desk_that_keeps_what_the_others_gave_it(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted bug: the serving desk brings its server only its own sessions."""
    monkeypatch.setattr(JournalStore, "_delivers", lambda _self, _connection: STREAM.c.own)
    room.cut()
    room.guest.write("断网期间")
    room.guest.room.sync.once()
    room.server.start()
    room.host.line.once()
    room.guest.room.sync.once()

    assert room.guest.station.store.pending() == 1


def test_a_desk_takes_no_word_of_another_desk_for_the_servers(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted bug: the serving desk signs receipts in its own name, as a server does."""
    room.cut()
    room.guest.write("断网期间")
    host = room.host.station.store
    signed = replace(host._place, serving=True)
    monkeypatch.setattr(host, "_place", signed)
    runs = room.guest.station.store.lacking({}, (), 500, 1_000_000)
    receipts = [answer.receipt for answer in host.ingest(runs).answers if answer.receipt is not None]
    assert receipts
    monkeypatch.undo()
    said = [
        StreamAnswer(stream=one.stream, verdict=Verdict.TAKEN, seq=one.high, hash=one.hash, receipt=one)
        for one in receipts
    ]
    room.guest.station.store.settle_room(said)

    assert room.guest.station.store.pending() == 1
