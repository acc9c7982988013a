"""The second place: shared, full, vanished, without permissions; and the less plain ways back from it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

from commandpost.bootstrap.cli import main
from commandpost.bootstrap.desk_kit import KIT
from commandpost.bootstrap.paths import HOME_VARIABLE
from commandpost.bootstrap.profile import FILE, JOURNAL, Profile
from commandpost.bootstrap.server_trust import AUTHORITY_FILE, ROOM_AUTHORITY_FILE
from commandpost.bootstrap.terminal import CANNOT
from commandpost.bootstrap.upkeep import COPIES
from commandpost.bootstrap.workstation import Workstation
from commandpost.domain.errors import Unavailable
from commandpost.security.keyslots import SLOTS_FILE, KeySlots
from commandpost.storage.repair import SECOND
from tests.integration.server.broken import Computer, lines, own_of, upkeep_of
from tests.small_disks import mounted


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object) -> Computer:
    """A desk with one line; another disk beside it."""
    made = Computer.within(tmp_path, monkeypatch)
    station = made.open()
    station.services.logbook.record("备份前")
    station.close()
    return made


@pytest.fixture
def tiny_disk() -> Iterator[Path]:
    """Another disk with room for a few copies of an empty journal."""
    with mounted("4m") as place:
        yield place


def carry(computer: Computer) -> None:
    station = computer.open()
    upkeep_of(station).choose_second(computer.second)
    station.close()


def shown(computer: Computer) -> list[str]:
    station = computer.open()
    found = lines(station)
    station.close()
    return found


def fill(place: Path) -> None:
    with (place / "filling").open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))


def test_two_desks_share_a_folder_and_each_comes_back_as_itself(
    computer: Computer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    carry(computer)
    other = Computer(tmp_path / "other", computer.second, "another horse 9")
    station = other.set_up("S2")
    station.services.logbook.record("二号席写的")
    upkeep_of(station).choose_second(other.second)
    own = own_of(station, other)
    station.close()
    assert len(list(computer.second.glob("desk-*/journal-*.db"))) == 2
    other.breaks()
    monkeypatch.setenv(HOME_VARIABLE, str(other.home))

    assert main(["restore", "--copy", str(computer.second)]) == CANNOT, "which of the two?"
    monkeypatch.setenv("COMMANDPOST_PASSPHRASE", other.words)
    assert main(["restore", "--copy", str(own)]) == 0

    assert "席位 S2" in capsys.readouterr().out
    assert shown(other) == ["二号席写的"]


def test_a_copy_beside_another_desks_kit_is_refused_and_the_home_left_empty(
    computer: Computer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    carry(computer)
    station = Computer(tmp_path / "other", computer.second).set_up("S2")
    foreign = Path(upkeep_of(station).backup())
    station.close()
    own = computer.own
    shutil.copy(foreign, own / foreign.name.replace("journal-", "journal-9"))
    computer.breaks()

    assert main(["restore", "--copy", str(next(own.glob("journal-9*")))]) == CANNOT

    assert "不是本席位日志的完好备份" in capsys.readouterr().err
    assert list(computer.home.iterdir()) == []
    assert main(["restore", "--copy", str(own)]) == 0, "of the whole folder, what opens"


def test_a_kit_under_the_same_key_and_of_another_device_is_refused(
    computer: Computer, capsys: pytest.CaptureFixture[str]
) -> None:
    carry(computer)
    own, copy = computer.own, next(computer.own.glob("journal-*.db"))
    (computer.folder / JOURNAL).unlink()
    shutil.rmtree(computer.folder / COPIES)
    (computer.folder / f"{JOURNAL}.head").unlink()
    station = computer.open()  # begins anew, as another device
    upkeep_of(station).choose_second(computer.second)
    new = own_of(station, computer)
    station.close()
    computer.breaks()

    shutil.copy(copy, new / "journal-99990101-000000.db")
    assert main(["restore", "--copy", str(new)]) == CANNOT
    assert "不是同一个席位的" in capsys.readouterr().err
    assert list(computer.home.iterdir()) == []
    assert main(["restore", "--copy", str(own)]) == 0


def test_a_full_disk_takes_neither_copy_nor_kit_and_keeps_no_half(computer: Computer, tiny_disk: Path) -> None:
    station = computer.open()
    fill(tiny_disk)

    with pytest.raises(Unavailable, match="second_place_failed"):
        upkeep_of(station).choose_second(tiny_disk)

    assert upkeep_of(station).facts().second_place is None
    assert [path.name for path in tiny_disk.rglob("*") if path.is_file()] == ["filling"]
    (tiny_disk / "filling").unlink()
    upkeep_of(station).choose_second(tiny_disk)
    assert upkeep_of(station).facts().second_kit
    fill(tiny_disk)
    with pytest.raises(Unavailable, match="second_place_failed"):
        upkeep_of(station).backup()
    station.close()

    assert len(list(tiny_disk.glob("desk-*/journal-*.db"))) == 1
    computer.breaks()
    assert main(["restore", "--copy", str(next(tiny_disk.glob("desk-*")))]) == 0
    assert shown(computer) == ["备份前"]


def test_a_place_where_the_kit_cannot_be_written_is_told_though_the_copy_is_there(computer: Computer) -> None:
    carry(computer)
    own = computer.own
    for file in own.iterdir():
        file.unlink()
    (own / KIT).mkdir()
    station = computer.open()

    with pytest.raises(Unavailable, match="second_place_failed"):
        upkeep_of(station).backup()

    station.close()
    assert len(list(own.glob("journal-*.db"))) == 1


def test_a_vanished_disk_is_told_and_nothing_is_made_in_its_stead(computer: Computer) -> None:
    carry(computer)
    computer.second.rename(computer.second.with_name("away"))
    station = computer.open()

    with pytest.raises(Unavailable, match="second_place_failed"):
        upkeep_of(station).backup()

    station.close()
    assert not computer.second.exists()


def test_copies_of_older_versions_go_into_the_desks_own_folder_where_there_are_no_permissions_too(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    station = computer.open()
    copy = Path(upkeep_of(station).backup())
    shutil.copy(copy, computer.second / "journal-20260101-000000.db")
    (computer.second / "journal-20260102-000000.db").write_bytes(b"another desk's" * 1000)

    def refused(*_said: object, **_more: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.chmod", refused)
    upkeep_of(station).choose_second(computer.second)
    station.close()

    assert [path.name for path in sorted(computer.own.glob("journal-*.db"))] == [
        "journal-20260101-000000.db",
        copy.name,
    ]
    assert [path.name for path in computer.second.glob("journal-*.db")] == ["journal-20260102-000000.db"]
    assert (computer.own / KIT).exists()


def test_what_a_cut_off_copy_left_there_goes_with_the_next(computer: Computer) -> None:
    carry(computer)
    half = computer.own / "journal-20260101-000000.new"
    half.write_bytes(b"half")
    station = computer.open()
    upkeep_of(station).backup()
    station.close()

    assert not half.exists()


def test_a_desk_that_lost_its_card_and_keys_gets_them_back_and_keeps_what_is_newer_than_the_copy(
    computer: Computer, capsys: pytest.CaptureFixture[str]
) -> None:
    carry(computer)
    station = computer.open()
    station.services.logbook.record("备份后")
    station.close()
    (computer.folder / FILE).unlink()
    (computer.folder / SLOTS_FILE).write_text("{", "utf-8")

    assert main(["restore", "--copy", str(computer.own)]) == 0

    assert "从原文件补回" in capsys.readouterr().out
    assert shown(computer) == ["备份前", "备份后"]
    assert (computer.folder / f"{SLOTS_FILE}.before").read_text("utf-8") == "{"
    assert (computer.folder / COPIES / SECOND).read_text("utf-8") == str(computer.second)


def test_such_a_repair_that_dies_is_done_by_the_next_one_and_loses_nothing(computer: Computer) -> None:
    carry(computer)
    station = computer.open()
    station.services.logbook.record("备份后")
    station.close()
    (computer.folder / FILE).unlink()
    child = os.fork()
    if not child:
        Profile.rewrite = lambda *_said: os._exit(9)  # type: ignore[method-assign]  # it dies before the card
        main(["restore", "--copy", str(computer.own)])
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert not (computer.folder / FILE).exists()

    assert main(["restore", "--copy", str(computer.own / KIT)]) == 0

    assert shown(computer) == ["备份前", "备份后"]


def test_a_folder_with_another_desks_journal_is_left_as_it_is(
    computer: Computer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    carry(computer)
    own = computer.own
    computer.breaks()
    Computer(computer.home, tmp_path).set_up("S2").close()
    (computer.folder / FILE).unlink()
    before = {path.name: path.read_bytes() for path in computer.folder.iterdir() if path.is_file()}

    assert main(["restore", "--copy", str(own)]) == CANNOT

    assert "是别的席位的日志" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in computer.folder.iterdir() if path.is_file()} == before


def test_a_drill_on_a_new_computer_proves_copy_kit_and_words_and_leaves_nothing(
    computer: Computer, capsys: pytest.CaptureFixture[str]
) -> None:
    carry(computer)
    computer.breaks()

    assert main(["restore", "--drill", "--copy", str(computer.second)]) == 0

    assert "核验完好" in capsys.readouterr().out
    assert list(computer.home.iterdir()) == []


def test_an_empty_computer_says_what_is_wanted(computer: Computer, capsys: pytest.CaptureFixture[str]) -> None:
    carry(computer)
    own = computer.own
    kit = json.loads((own / KIT).read_text("utf-8"))
    computer.breaks()

    assert main(["restore"]) == CANNOT
    assert "--copy" in capsys.readouterr().err
    (own / KIT).write_text(json.dumps({**kit, "kit": {**kit["kit"], "version": 2}}), "utf-8")
    assert main(["restore", "--copy", str(own)]) == CANNOT
    assert "更新版本" in capsys.readouterr().err
    (own / KIT).unlink()
    assert main(["restore", "--copy", str(own)]) == CANNOT
    assert "desk-kit.json" in capsys.readouterr().err
    assert list(computer.home.iterdir()) == []


class Memory(KeyringBackend):
    """A system's keyring."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


def test_what_server_and_room_are_trusted_by_comes_along_and_the_new_computers_keyring_opens_the_desk(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    (computer.folder / AUTHORITY_FILE).write_text("of the server", "ascii")
    (computer.folder / ROOM_AUTHORITY_FILE).write_text("of the room", "ascii")
    carry(computer)
    computer.breaks()
    monkeypatch.setattr(keyring.core, "_keyring_backend", Memory())

    assert main(["restore", "--copy", str(computer.second)]) == 0

    assert (computer.folder / AUTHORITY_FILE).read_text("ascii") == "of the server"
    assert (computer.folder / ROOM_AUTHORITY_FILE).read_text("ascii") == "of the room"
    assert KeySlots(computer.folder).kinds == ("passphrase", "keyring")
    station = Workstation.open(computer.folder)
    assert lines(station) == ["备份前"]
    station.close()


def test_a_desk_that_opens_by_a_key_file_alone_brings_copies_and_no_kit(computer: Computer) -> None:
    station = computer.open()
    (computer.folder / SLOTS_FILE).unlink()
    upkeep_of(station).choose_second(computer.second)

    assert not upkeep_of(station).facts().second_kit
    assert [path.suffix for path in computer.own.iterdir()] == [".db"]
    station.close()
