"""What the connection pill says, and what a session keeps for the next one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from commandpost.app.link import LinkState
from commandpost.app.peer import Told
from commandpost.app.syncing import ANCHOR_SETTING
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.domain.ids import UnitCode
from commandpost.journal.bundle import Run
from commandpost.journal.exchange import Verdict
from tests.e2e.sync.street import CALM, Street
from tests.factories import folder
from tests.server_process import DISTRICT, STREET


@pytest.fixture
def street() -> Iterator[Street]:
    home = folder()
    made = Street(home, seed=5)
    yield made
    made.close()
    shutil.rmtree(home)


def test_the_pill_follows_the_server(street: Street) -> None:
    desk = street.desk(STREET, "S1")
    assert desk.sync.status().since is None
    desk.exchange(CALM)
    online = desk.sync.status()

    street.stop_server()
    street.advance(60)
    desk.write("log-1", text="断网")
    desk.exchange(CALM)
    desk.exchange(CALM)
    offline = desk.sync.status()
    pause = desk.sync.pause()
    street.start_server()
    street.advance(60)
    desk.exchange(CALM)
    again = desk.sync.status()

    assert (online.state, online.pending, online.problem) == (LinkState.ONLINE, 0, None)
    assert (offline.state, offline.pending, offline.problem) == (LinkState.OFFLINE, 1, "server_unreachable")
    assert offline.last_sync == online.last_sync
    assert pause > 0
    assert (again.state, again.pending, again.problem) == (LinkState.ONLINE, 0, None)
    assert again.since is not None
    assert offline.since is not None
    assert again.since > offline.since
    assert desk.sync.pause() == 0


def test_the_servers_time_is_trusted_and_kept_over_a_restart(street: Street) -> None:
    desk = street.desk(STREET, "S1")
    desk.raw.set_wall(-86_400)
    desk.exchange(CALM)

    assert desk.store.setting(ANCHOR_SETTING) is not None
    desk.restart()

    assert desk.sync._clock.now() == street.now


def test_after_a_cold_start_the_outage_counts_from_the_last_exchange(street: Street) -> None:
    desk = street.desk(STREET, "S1")
    desk.exchange(CALM)
    last = desk.sync.status().last_sync
    street.stop_server()
    street.advance(3600)
    desk.exchange(CALM)
    desk.restart()
    cold = desk.sync.status()
    street.advance(60)
    desk.exchange(CALM)

    assert last is not None
    assert (cold.state, cold.since, cold.last_sync) == (LinkState.OFFLINE, last, last)
    assert desk.sync.status().since == last


def test_an_outage_is_told_once_and_a_hiccup_is_none(street: Street) -> None:
    desk = street.desk(STREET, "S1")
    told: list[object] = []

    class Kept:
        def lost(self, since: datetime) -> None:
            told.append(since)

        def restored(self) -> None:
            told.append("restored")

    desk.sync._standing._outages = Kept()
    desk.exchange(CALM)
    last = desk.sync.status().last_sync
    street.stop_server()
    for _ in range(4):
        street.advance(20)
        desk.exchange(CALM)
    street.start_server()
    desk.exchange(CALM)
    street.stop_server()
    desk.exchange(CALM)
    street.start_server()
    street.advance(60)
    desk.exchange(CALM)

    assert told == ["restored", last, "restored"]


def test_epoch_and_version_are_shown(street: Street) -> None:
    desk = street.desk(STREET, "S1")
    desk.exchange(CALM)
    status = desk.sync.status()

    assert (status.epoch, status.server_version) == (street.server.epoch(), "test")
    desk.restart()
    assert desk.sync.status().epoch == status.epoch


def test_a_server_that_refuses_everything_does_not_keep_a_desk_busy(street: Street) -> None:
    desk = street.desk(STREET, "S1")
    desk.exchange(CALM)
    desk.write("log-1", text="不被接受")
    sends: list[int] = []

    def refuse(runs: tuple[Run, ...]) -> Told:
        sends.append(len(runs))
        told = type(desk.peer).send(desk.peer, runs)
        answers = (replace(answer, verdict=Verdict.TAKEN, seq=0, receipt=None) for answer in told.answers)
        return Told(epoch=told.epoch, answers=tuple(answers))

    desk.peer.send = refuse  # type: ignore[method-assign,assignment]  # a server gone wrong
    desk.sync.once()

    assert len(sends) == 1
    assert desk.store.pending() == 1


def test_changes_from_elsewhere_are_announced(street: Street) -> None:
    desk, district = street.desk(STREET, "S1"), street.desk(DISTRICT, "D1")
    heard: list[frozenset[str]] = []
    district.sync._announce = lambda changes: heard.append(changes.kinds)
    desk.write("log-1", text="火警")
    desk.exchange(CALM)
    district.exchange(CALM)

    assert any("log" in kinds for kinds in heard)


def test_many_blobs_travel_before_the_entries_that_name_them(street: Street) -> None:
    desk, district = street.desk(STREET, "S1"), street.desk(DISTRICT, "D1")
    names = [desk.store.put_blob(bytes([number]) * 300_000) for number in range(45)]
    desk.write("log-1", **{f"photo{number}": name for number, name in enumerate(names)})
    street.calm_down(3)

    assert all(district.store.blob(name) is not None for name in names)
    assert desk.store.blobs_to_send() == ()


def test_a_blob_under_a_wrong_name_is_refused(street: Street) -> None:
    assert street.relay is not None
    with pytest.raises(RuleBroken, match="blob_damaged"):
        street.relay.put_blob("0" * 64, b"x")


def test_a_code_can_be_read_out_and_typed_carelessly(street: Street) -> None:
    assert street.relay is not None
    code = street.relay.invite(UnitCode("110199002"))
    enrolment = street.relay.enroll(f" {code.lower().replace('-', ' ')} ", bytes(range(32)), "S9")

    assert enrolment.card.unit == "110199002"
    assert len(code.split("-")) == 3


def test_failing_is_told_again_by_once(street: Street) -> None:
    desk = street.desk(STREET, "S1")
    street.stop_server()

    with pytest.raises(Unavailable):
        desk.sync.once()
