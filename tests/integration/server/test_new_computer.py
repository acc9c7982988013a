"""A computer breaks; its desk goes on at another one, from the second place and its passphrase alone."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from commandpost.bootstrap import new_computer
from commandpost.bootstrap.cli import main
from commandpost.bootstrap.desk_kit import KIT, DeskKit
from commandpost.bootstrap.profile import FILE, JOURNAL
from commandpost.bootstrap.terminal import CANNOT
from commandpost.journal.exchange import AlarmKind
from commandpost.security.certificates import fingerprint
from commandpost.security.keyslots import SLOTS_FILE, KeySlots
from tests.integration.server.broken import WORDS, Computer, lines, numbers, upkeep_of
from tests.server_process import STREET, ServerProcess


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object) -> Computer:
    """A desk with lines in two sessions whose copy and kit lie on another disk."""
    return Computer.within(tmp_path, monkeypatch)


def carried(computer: Computer) -> None:
    """One line, then the copy and the kit."""
    station = computer.open()
    station.services.logbook.record("备份前")
    upkeep_of(station).choose_second(computer.second)
    station.close()


def restore(*words: str) -> int:
    return main(["restore", *words])


def left(home: Path) -> list[str]:
    return sorted(str(path.relative_to(home)) for path in home.rglob("*"))


def test_a_broken_computers_desk_goes_on_at_a_new_one_and_nothing_that_was_sent_is_lost_or_there_twice(
    computer: Computer, private_server: ServerProcess, capsys: pytest.CaptureFixture[str]
) -> None:
    station = computer.open()
    told = fingerprint((private_server.home / "tls" / "authority.pem").read_bytes())
    station.linked(f"{private_server.url}#sha256:{told}", private_server.said["codes"][STREET])
    station.services.logbook.record("备份前")
    upkeep_of(station).choose_second(computer.second)
    station.services.logbook.record("备份后送到")
    assert station.services.sync is not None
    station.services.sync.once()
    device, given = station.store.device().device, numbers(station)
    station.close()
    computer.breaks()

    assert restore("--copy", str(computer.own)) == 0
    said = capsys.readouterr().out
    assert "永宁街道 席位 S1" in said
    assert "这里无从知道" in said
    assert "齐全" not in said
    assert str(computer.second) in said

    station = computer.open()
    station.services.logbook.record("换机后")
    assert station.services.sync is not None
    station.services.sync.once()
    station.services.sync.once()
    assert lines(station) == ["备份前", "备份后送到", "换机后"]
    assert len(set(numbers(station))) == 3
    assert numbers(station)[:2] == given
    assert (station.store.device().device, station.store.pending()) == (device, 0)
    alarms = {alarm.code for alarm in station.services.alarms.standing()}
    assert alarms >= {AlarmKind.MOVED, AlarmKind.BRANCH}, "the session that went on elsewhere is told"
    facts = upkeep_of(station).facts()
    assert (facts.second_place, facts.second_kit) == (str(computer.second), True)
    assert facts.last_backup is not None
    assert upkeep_of(station).verify()
    station.close()


def test_a_new_home_is_its_owners_alone_and_holds_no_trace_of_how_it_was_made(computer: Computer) -> None:
    carried(computer)
    computer.breaks()

    assert restore("--copy", str(next(computer.own.glob("journal-*.db")))) == 0

    assert [path.name for path in computer.home.iterdir()] == ["main"]
    assert {path.name for path in computer.folder.iterdir()} >= {FILE, JOURNAL, SLOTS_FILE}
    assert not (computer.folder / "quarantine").exists()
    assert stat.S_IMODE(computer.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((computer.folder / JOURNAL).stat().st_mode) == 0o600


def test_a_computer_that_breaks_again_gives_no_number_of_the_one_between(computer: Computer) -> None:
    carried(computer)
    first = next(computer.own.glob("journal-*.db"))
    first = first.replace(first.with_name("journal-20260101-000000.db"))
    given: set[str] = set()
    for _ in range(3):
        computer.breaks()
        assert restore("--copy", str(first)) == 0
        station = computer.open()
        station.services.logbook.record("换机后")
        assert not given & set(numbers(station)[1:])
        given |= set(numbers(station)[1:])
        station.close()


def test_what_lies_in_the_second_place_is_its_owners_alone_and_opens_nothing_by_itself(computer: Computer) -> None:
    carried(computer)

    assert {stat.S_IMODE(path.stat().st_mode) for path in computer.own.iterdir()} == {0o600}
    assert stat.S_IMODE(computer.own.stat().st_mode) == 0o700
    refuse_open_key(computer)


def refuse_open_key(computer: Computer) -> None:
    """No file in the second place may hold the key, or a lock that opens by itself."""
    key = KeySlots(computer.folder).unlock(WORDS)
    for file in computer.own.iterdir():
        content = file.read_bytes()
        assert key not in content
        assert key.hex().encode() not in content
    kinds = {slot["kind"] for slot in DeskKit.read(computer.own / KIT).slots}
    assert kinds == {"passphrase"}


def test_the_trial_of_open_keys_catches_a_kit_that_carries_every_slot(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    slots = KeySlots(computer.folder)
    slots.adopt([*slots.sealed(), {"kind": "file"}])
    carried(computer)
    refuse_open_key(computer)  # a file slot beside it stays at home

    monkeypatch.setattr(KeySlots, "sealed", lambda self: tuple(self._slots()))  # planted
    carried(computer)
    with pytest.raises(AssertionError):
        refuse_open_key(computer)


def test_wrong_words_leave_the_home_empty(
    computer: Computer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    carried(computer)
    computer.breaks()
    monkeypatch.setenv("COMMANDPOST_PASSPHRASE", "another horse")

    assert restore("--copy", str(computer.own)) == CANNOT

    assert "口令不对" in capsys.readouterr().err
    assert left(computer.home) == []


@pytest.mark.parametrize("step", ["_journal", "_furnish", "_bring", "settle"])
def test_a_restore_that_dies_leaves_no_desk_and_the_next_one_makes_it(
    computer: Computer, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    carried(computer)
    computer.breaks()
    child = os.fork()
    if not child:
        setattr(new_computer, step, lambda *_said, **_more: os._exit(9))
        restore("--copy", str(computer.own))
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    if step != "settle":  # by then it has its name, and is whole
        assert not computer.folder.exists()
        assert restore("--copy", str(computer.own)) == 0

    station = computer.open()
    assert lines(station) == ["备份前"]
    station.close()
    assert [path.name for path in computer.home.iterdir()] == ["main"]


HARMS: tuple[Callable[[bytes], bytes], ...] = (
    lambda said: said[: len(said) // 2],
    lambda said: b"",
    lambda said: said.replace(b"110199001", b"110199002"),
    lambda said: json.dumps({**json.loads(said), "mark": ""}).encode(),
    lambda said: json.dumps({"kit": {**json.loads(said)["kit"], "trusted": {}}, "mark": "x"}).encode(),
    lambda said: json.dumps({**json.loads(said), "mark": "\ud800"}).encode(),
    lambda said: b"[" * 100_000,
    lambda said: json.dumps({"kit": {**json.loads(said)["kit"], "slots": [{"kind": "passphrase"}]}}).encode(),
    lambda said: b"[1]",
)


def test_a_kit_that_was_cut_or_changed_is_refused_and_the_home_left_empty(
    computer: Computer, capsys: pytest.CaptureFixture[str]
) -> None:
    carried(computer)
    computer.breaks()
    kit = computer.own / KIT
    whole = kit.read_bytes()

    for number, harm in enumerate(HARMS):
        kit.write_bytes(harm(whole))
        assert restore("--copy", str(computer.own)) == CANNOT, number
        assert "不完整，或被人改动过" in capsys.readouterr().err, number
        assert left(computer.home) == [], number
    kit.write_bytes(whole)
    assert restore("--copy", str(computer.own)) == 0
