"""Whatever is put back, and onto whatever is left: no number is given twice, and the second place is not forgotten."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from commandpost.bootstrap.cli import main
from commandpost.bootstrap.paths import HOME_VARIABLE
from commandpost.bootstrap.profile import FILE, JOURNAL
from commandpost.bootstrap.terminal import CANNOT
from commandpost.bootstrap.upkeep import COPIES
from commandpost.journal.exchange import AlarmKind
from commandpost.security.keyslots import SLOTS_FILE
from commandpost.storage import successor
from commandpost.storage.mending import Healing
from commandpost.storage.repair import FOLDER, SECOND
from tests.integration.server.broken import Computer, lines, upkeep_of
from tests.small_disks import mounted

OLDEST = "journal-20260101-000000.db"


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object) -> Computer:
    """A desk with one line; its copy and kit lie on another disk."""
    made = Computer.within(tmp_path, monkeypatch)
    write(made, "备份前")
    station = made.open()
    upkeep_of(station).choose_second(made.second)
    station.close()
    return made


def write(computer: Computer, *said: str) -> set[str]:
    """Write these lines; returns their numbers."""
    station = computer.open()
    for line in said:
        station.services.logbook.record(line)
    given = {item.number for item in station.services.logbook.items() if item.text in said}
    station.close()
    assert len(given) == len(said)
    return given


def copied(computer: Computer) -> Path:
    station = computer.open()
    made = Path(upkeep_of(station).backup())
    station.close()
    return made


def oldest(computer: Computer) -> Path:
    """The first copy in the second place, named so that every other one is newer."""
    copy = computer.own / OLDEST
    return copy if copy.exists() else next(computer.own.glob("journal-*.db")).replace(copy)


def restore(copy: Path) -> None:
    assert main(["restore", "--copy", str(copy)]) == 0


def bare(computer: Computer) -> None:
    computer.breaks()


def with_a_language(computer: Computer) -> None:
    computer.breaks()
    computer.folder.mkdir()
    (computer.folder / "language").write_text("en", "utf-8")


def with_a_spoilt_card_and_keys(computer: Computer) -> None:
    with_a_language(computer)
    (computer.folder / FILE).write_text("{", "utf-8")
    (computer.folder / SLOTS_FILE).write_text("[", "utf-8")


def without_a_card(computer: Computer) -> None:
    (computer.folder / FILE).unlink()
    shutil.rmtree(computer.folder / COPIES)
    (computer.folder / JOURNAL).unlink()


def with_evidence_alone(computer: Computer) -> None:
    """Nothing that can be read; the folder shows that a journal was here."""
    computer.breaks()
    (computer.folder / FOLDER / "20260101T000000Z").mkdir(parents=True)


def with_its_witness_alone(computer: Computer) -> None:
    witness = (computer.folder / f"{JOURNAL}.head").read_bytes()
    computer.breaks()
    computer.folder.mkdir()
    (computer.folder / f"{JOURNAL}.head").write_bytes(witness)


LEFT = (
    bare,
    with_a_language,
    with_a_spoilt_card_and_keys,
    without_a_card,
    with_evidence_alone,
    with_its_witness_alone,
)


@pytest.mark.parametrize("break_down", LEFT)
def test_restores_from_one_copy_give_no_number_twice_and_remember_the_second_place(
    computer: Computer, break_down: Callable[[Computer], None], capsys: pytest.CaptureFixture[str]
) -> None:
    first = oldest(computer)
    given: set[str] = set()
    for attempt in range(3):
        break_down(computer)
        restore(first)
        fresh = write(computer, f"之后{attempt}")
        assert not given & fresh
        given |= fresh
        assert str(computer.second) in capsys.readouterr().out
        assert (computer.folder / COPIES / SECOND).read_text("utf-8") == str(computer.second)
        assert len(list(computer.own.glob("journal-*.db"))) > 1, "the first copy of what goes on there"


def test_what_lies_in_a_folder_without_a_journal_stays_there(computer: Computer) -> None:
    (computer.folder / COPIES / "journal-20260102-000000.db").write_bytes(oldest(computer).read_bytes())
    kept = computer.folder / COPIES
    moved = kept.rename(computer.second / "kept")
    with_a_spoilt_card_and_keys(computer)
    moved.rename(kept)

    restore(oldest(computer))

    assert (computer.folder / "language").read_text("utf-8") == "en"
    assert (computer.folder / f"{FILE}.before").read_text("utf-8") == "{"
    assert (computer.folder / f"{SLOTS_FILE}.before").read_text("utf-8") == "["
    assert (kept / "journal-20260102-000000.db").exists()
    assert not (computer.folder / FOLDER).exists()
    assert [path.name for path in computer.home.iterdir()] == ["main"]
    station = computer.open()
    assert lines(station) == ["备份前"]
    station.close()


@pytest.mark.parametrize("file", range(4))
def test_a_restore_that_dies_while_it_brings_the_home_in_is_done_by_the_next_one(
    computer: Computer, monkeypatch: pytest.MonkeyPatch, file: int
) -> None:
    with_a_spoilt_card_and_keys(computer)
    child = os.fork()
    if not child:
        left = iter(range(file))
        honest, made = Path.rename, f".{computer.folder.name}.restoring"

        def brought(self: Path, target: Path) -> Path:
            if made in self.parts and made not in Path(target).parts and next(left, None) is None:
                os._exit(9)
            return honest(self, target)

        monkeypatch.setattr(Path, "rename", brought)
        restore(oldest(computer))
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9

    restore(oldest(computer))

    station = computer.open()
    assert lines(station) == ["备份前"]
    station.close()
    assert (computer.folder / "language").read_text("utf-8") == "en"
    assert [path.name for path in computer.home.iterdir()] == ["main"]


def its_file_is_gone(computer: Computer, _copy: Path) -> None:
    for part in computer.folder.glob(f"{JOURNAL}*"):
        part.unlink()


def its_file_is_the_old_copy(computer: Computer, copy: Path) -> None:
    its_file_is_gone(computer, copy)
    shutil.copyfile(copy, computer.folder / JOURNAL)


def it_stands(_computer: Computer, _copy: Path) -> None:
    """The journal is whole."""


@pytest.mark.parametrize("harm", [its_file_is_gone, its_file_is_the_old_copy, it_stands])
@pytest.mark.parametrize("newer_lies", ["here", "there"])
def test_an_older_copy_goes_on_above_what_newer_ones_tell_in_either_place(
    computer: Computer, harm: Callable[[Computer, Path], None], newer_lies: str
) -> None:
    first, here = oldest(computer), computer.folder / COPIES
    restore(first)
    given = write(computer, "恢复后一", "恢复后二")
    newest = copied(computer)
    for copy in {*here.glob("journal-*.db"), *computer.own.glob("journal-*.db")} - {first}:
        if copy.name != newest.name or (copy.parent == here) != (newer_lies == "here"):
            copy.unlink()
    harm(computer, first)

    restore(first)

    assert not given & write(computer, "再恢复后")


def test_a_copy_that_is_put_back_is_copied_at_once_so_that_a_new_computer_goes_on_above_it(computer: Computer) -> None:
    first = oldest(computer)
    restore(first)
    given = write(computer, "恢复后")

    computer.breaks()
    restore(first)

    assert not given & write(computer, "换机后")


def test_a_restore_that_is_killed_gives_no_number_twice(computer: Computer, monkeypatch: pytest.MonkeyPatch) -> None:
    first = oldest(computer)
    given = write(computer, "备份后一", "备份后二")
    child = os.fork()
    if not child:
        monkeypatch.setattr(successor, "burn_numbers", lambda *_said: os._exit(9))  # it dies before the numbers
        restore(first)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9

    assert not given & write(computer, "重开后")


@pytest.mark.parametrize("renamed", range(5))
def test_a_restore_that_is_killed_while_files_change_places_loses_nothing(
    computer: Computer, monkeypatch: pytest.MonkeyPatch, renamed: int
) -> None:
    first = oldest(computer)
    given = write(computer, "备份后")
    shutil.rmtree(computer.folder / COPIES)
    honest, left = Path.rename, iter(range(renamed))

    def moved(self: Path, target: Path) -> Path:
        if self.name.startswith(JOURNAL) and next(left, None) is None:
            os._exit(9)
        return honest(self, target)

    child = os.fork()
    if not child:
        monkeypatch.setattr(Path, "rename", moved)
        restore(first)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    assert code == (9 if renamed < 4 else 0)
    assert not given & write(computer, "重开后")
    station = computer.open()
    assert lines(station) == ["备份前", "备份后", "重开后"]
    station.close()


def test_a_restore_that_is_killed_before_it_saved_what_is_newer_saves_it_at_the_next_start(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = oldest(computer)
    write(computer, "备份后")
    child = os.fork()
    if not child:
        monkeypatch.setattr(Healing, "_rescue", lambda *_said: os._exit(9))
        restore(first)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9

    for _ in range(2):
        station = computer.open()
        assert lines(station) == ["备份前", "备份后"]
        assert [alarm.code for alarm in station.store.alarms()] == [AlarmKind.DAMAGED]
        assert station.store.missing() == 0
        station.close()


@pytest.fixture
def small_home(computer: Computer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Computer]:
    """That desk on a small disk."""
    with mounted("24m") as place:
        shutil.copytree(computer.home, place / "home")
        monkeypatch.setenv(HOME_VARIABLE, str(place / "home"))
        yield Computer(place / "home", computer.second)


def test_a_disk_with_no_room_for_the_copy_leaves_the_journal_where_it_was(
    small_home: Computer, capsys: pytest.CaptureFixture[str]
) -> None:
    first = oldest(small_home)
    write(small_home, "备份后")
    (small_home.folder / f"{JOURNAL}.ballast").unlink(missing_ok=True)
    with (small_home.home / "filling").open("wb") as filling:
        room = shutil.disk_usage(small_home.home).free - first.stat().st_size // 2
        filling.write(bytes(room))

    assert main(["restore", "--copy", str(first)]) == CANNOT

    assert "磁盘已满" in capsys.readouterr().err
    assert not list(small_home.folder.glob(f"{JOURNAL}.new*"))
    assert not (small_home.folder / FOLDER).exists()
    (small_home.home / "filling").unlink()
    station = small_home.open()
    assert lines(station) == ["备份前", "备份后"]
    assert station.store.alarms() == ()
    station.close()
