from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from commandpost.app.desk import Tier
from commandpost.bootstrap.cli import _parser
from commandpost.bootstrap.paths import HOME_VARIABLE
from commandpost.bootstrap.profile import JOURNAL, Profile
from commandpost.bootstrap.restore import run_restore
from commandpost.bootstrap.upkeep import COPIES
from commandpost.bootstrap.workstation import Workstation
from commandpost.domain.errors import Unavailable
from commandpost.security.keyslots import KeySlots
from tests.factories import DISTRICT, STREET


@dataclass
class Home:
    folder: Path

    def texts(self) -> list[str]:
        station = Workstation.open(self.folder)
        found = [item.text for item in station.services.logbook.items()]
        station.close()
        return found


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A closed profile with one line before its copy was made and one after."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    folder = tmp_path / "main"
    folder.mkdir()
    KeySlots(folder).create_plain()
    Profile(unit=STREET, unit_name="清河街道", parent=DISTRICT, tier=Tier.STREET, station="S1", sample=True).write(
        folder
    )
    station = Workstation.open(folder)
    station.services.logbook.record("备份前")
    (folder / COPIES).mkdir()
    station.store.backup_into(folder / COPIES / "journal-20260719-020000.db", station.key)
    station.services.logbook.record("备份后")
    station.close()
    return Home(folder)


def restore(*words: str) -> int:
    """What the command line makes of the words, short of its own net for errors."""
    return run_restore(_parser().parse_args(["restore", *words]))


def test_a_drill_proves_the_newest_copy_and_touches_nothing(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    before = (home.folder / JOURNAL).read_bytes()

    code = restore("--drill")

    assert code == 0
    assert "备份 journal-20260719-020000.db，条目 1 条，重建记录 1 条，核验完好" in capsys.readouterr().out
    assert (home.folder / JOURNAL).read_bytes() == before
    assert {path.name for path in home.folder.iterdir()} >= {JOURNAL, COPIES}
    assert not (home.folder / "quarantine").exists()


def test_a_drill_with_a_damaged_copy_fails(home: Home) -> None:
    copy = home.folder / COPIES / "journal-20260719-020000.db"
    content = bytearray(copy.read_bytes())
    content[len(content) // 2] ^= 1
    copy.write_bytes(bytes(content))

    with pytest.raises(Unavailable, match="backup_absent"):
        restore("--drill")


def test_a_restore_puts_the_copy_back_and_loses_nothing(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    code = restore()

    assert code == 0
    assert "从原文件补回 1 条" in capsys.readouterr().out
    assert home.texts() == ["备份前", "备份后"]
    assert list((home.folder / "quarantine").glob("*/journal.db"))


def test_a_journal_that_is_open_is_not_restored(home: Home) -> None:
    station = Workstation.open(home.folder)

    with pytest.raises(Unavailable, match="profile_in_use"):
        restore()

    station.close()
    assert not (home.folder / "quarantine").exists()


def test_a_restore_claims_no_more_than_is_known(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    restore()
    assert "已知存过的条目齐全" in capsys.readouterr().out
    for file in home.folder.glob(f"{JOURNAL}*"):
        file.unlink()

    restore()

    said = capsys.readouterr().out
    assert "这里无从知道" in said
    assert "齐全" not in said
