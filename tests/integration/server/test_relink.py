"""A workstation is linked while it runs: to its first server, to another one, and again after it was revoked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from commandpost.app.desk import Tier
from commandpost.app.link import LinkState
from commandpost.app.syncing import SyncService
from commandpost.bootstrap.profile import Profile
from commandpost.bootstrap.workstation import Workstation
from commandpost.domain.errors import Unavailable
from commandpost.security.keyslots import KeySlots
from tests.server_process import DISTRICT, STREET, ServerProcess


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Workstation]:
    folder = tmp_path / "profile"
    folder.mkdir()
    KeySlots(folder).create_plain()
    Profile(unit=STREET, unit_name="永宁街道", parent=DISTRICT, tier=Tier.STREET, station="S1", sample=True).write(
        folder
    )
    opened = Workstation.open(folder)
    opened.services.logbook.record("未联网时写的")
    yield opened
    opened.close()


def link(station: Workstation) -> SyncService:
    assert station.services.sync is not None
    return station.services.sync


def test_a_workstation_without_a_server_says_so_and_its_first_link_counts_at_once(
    station: Workstation, small_server: ServerProcess
) -> None:
    with pytest.raises(Unavailable, match="not_linked"):
        link(station).once()
    before = link(station).status()

    station.linked(small_server.url, small_server.said["codes"][STREET])
    link(station).once()

    after = link(station).status()
    assert (before.state, before.pending > 0) == (LinkState.UNLINKED, True)
    assert (after.state, after.pending, after.problem) == (LinkState.ONLINE, 0, None)
    assert station.services.alarms.standing() == ()


def test_a_revoked_workstation_begins_anew_with_a_fresh_code(station: Workstation, small_server: ServerProcess) -> None:
    station.linked(small_server.url, small_server.said["codes"][STREET])
    link(station).once()
    small_server.once("--revoke", station.store.device().device)
    station.services.logbook.record("注销后写的")
    with pytest.raises(Unavailable, match="device_revoked"):
        link(station).once()

    code = small_server.once("--enrol-code", STREET).split()[1]
    station.linked(small_server.url, code)
    link(station).once()

    assert link(station).status().online
    assert link(station).status().pending == 0


def test_another_server_is_given_everything_from_the_start(
    station: Workstation, small_server: ServerProcess, tmp_path: Path
) -> None:
    station.linked(small_server.url, small_server.said["codes"][STREET])
    link(station).once()
    home = tmp_path / "other"
    home.mkdir()
    other = ServerProcess(home).start()
    try:
        station.linked(other.url, other.said["codes"][STREET])
        link(station).once()
        assert link(station).status().pending == 0
        assert link(station).status().epoch == other.said["epoch"]
    finally:
        other.close()


def test_a_wrong_code_leaves_the_old_link_as_it_was(station: Workstation, small_server: ServerProcess) -> None:
    station.linked(small_server.url, small_server.said["codes"][STREET])
    link(station).once()

    with pytest.raises(Exception, match="enrolment_code_wrong"):
        station.linked(small_server.url, "NO SUCH CODE")

    link(station).once()
    assert link(station).status().online
