"""``commandpost setup`` through the command line: real folders, real keys, a real journal, a real server."""

from __future__ import annotations

import argparse
import io
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring

from commandpost.bootstrap.cli import main
from commandpost.bootstrap.embedded import EmbeddedServer
from commandpost.bootstrap.paths import HOME_VARIABLE, resources_dir
from commandpost.bootstrap.profile import JOURNAL, read
from commandpost.bootstrap.server import main as serve_once
from commandpost.bootstrap.setup import NOT_ENROLLED
from commandpost.bootstrap.station import run_station
from commandpost.bootstrap.terminal import CANNOT
from commandpost.bootstrap.workstation import Workstation
from commandpost.domain.errors import RuleBroken, Unavailable

PASSPHRASE, PIN = "correct horse 8", "135790"
UNIT, PARENT = "110199001", "110199"
GOOD = ("--unit", UNIT, "--parent", PARENT, "--name", "新街街道", "--administrator", "张立", "--station", "S1")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object) -> Path:  # before a command makes a smaller one
    """An empty place for profiles, on a machine without a keyring."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    monkeypatch.setattr(keyring.core, "_keyring_backend", Keyring())
    return tmp_path


def set_up(monkeypatch: pytest.MonkeyPatch, *arguments: str, said: tuple[str, ...] = (PASSPHRASE, PIN)) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in said)))
    return main(["setup", *arguments])


def test_a_unit_of_ones_own_opens_with_its_passphrase_and_its_first_person_signs_in(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert set_up(monkeypatch, *GOOD) == 0
    assert "./run desktop --profile main" in capsys.readouterr().out

    folder = home / "main"
    profile = read(folder)
    assert (profile.unit, profile.parent, profile.unit_name, profile.sample) == (UNIT, PARENT, "新街街道", False)
    with pytest.raises(Unavailable, match="wrong_passphrase"):
        Workstation.open(folder, passphrase="another horse")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert b"SQLite format" not in (folder / JOURNAL).read_bytes()[:100]
    station = Workstation.open(folder, passphrase=PASSPHRASE)
    people = station.services.people
    (first,) = people.staff()
    people.sign_in(first.id, PIN)
    assert station.desk.session.name == "张立"
    station.close()
    monkeypatch.setenv("COMMANDPOST_PASSPHRASE", PASSPHRASE)
    assert main(["verify", str(folder / JOURNAL)]) == 0


def test_setting_up_twice_changes_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(monkeypatch, *GOOD)
    before = {file.name: file.read_bytes() for file in (home / "main").iterdir()}

    assert set_up(monkeypatch, *GOOD) == CANNOT
    assert "已有席位资料" in capsys.readouterr().err
    assert {file.name: file.read_bytes() for file in (home / "main").iterdir()} == before


@pytest.mark.parametrize(
    "case",
    [
        (GOOD, ("short", PIN), "启动口令至少 8 个字符"),
        (GOOD, (PASSPHRASE, "12"), "登录口令（PIN）为 4 至 12 位数字"),
        (GOOD, (PASSPHRASE, "abcdef"), "登录口令（PIN）为 4 至 12 位数字"),
        (("--unit", "朝阳", *GOOD[2:]), (PASSPHRASE, PIN), "不是单位编码"),
        (("--unit", PARENT, *GOOD[2:]), (PASSPHRASE, PIN), "不是单位编码"),
        ((*GOOD[:4], "--name", " ", *GOOD[6:]), (PASSPHRASE, PIN), "请写姓名"),
        ((*GOOD, "--station", "一号机"), (PASSPHRASE, PIN), "不能作席位代号"),
        ((*GOOD, "--server", "ftp://x"), (PASSPHRASE, PIN), "服务器地址不对"),
        ((*GOOD, "--server", "https://x"), (PASSPHRASE, PIN), "登记要同时写"),
        ((*GOOD, "--code", "NY8V-H3T7-FS5Z"), (PASSPHRASE, PIN), "登记要同时写"),
        (GOOD[:-2], (PASSPHRASE, PIN), "请用 --station 给本席位一个代号"),
        ((*GOOD, "--profile", "../evil"), (PASSPHRASE, PIN), "不能作席位资料的名字"),
        ((*GOOD, "--profile", "/etc"), (PASSPHRASE, PIN), "不能作席位资料的名字"),
        ((*GOOD, "--profile", ""), (PASSPHRASE, PIN), "不能作席位资料的名字"),
        (GOOD, (), "没有读到要输入的内容"),
        (GOOD, (PASSPHRASE,), "没有读到要输入的内容"),
    ],
)
def test_what_is_refused_says_why_and_leaves_nothing_behind(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    case: tuple[tuple[str, ...], tuple[str, ...], str],
) -> None:
    arguments, said, words = case
    assert set_up(monkeypatch, *arguments, said=said) == CANNOT
    assert words in capsys.readouterr().err
    assert list(home.iterdir()) == []


def test_a_making_that_breaks_off_takes_its_files_with_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object, **_named: object) -> None:
        raise Unavailable("disk_full")

    with monkeypatch.context() as broken:
        broken.setattr("commandpost.app.people.PeopleService.set_pin", full)
        assert set_up(monkeypatch, *GOOD) == CANNOT
    assert list(home.iterdir()) == []
    assert set_up(monkeypatch, *GOOD) == 0


def test_a_server_that_does_not_answer_leaves_a_whole_desk_and_says_what_to_do(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert set_up(monkeypatch, *GOOD, "--server", "http://127.0.0.1:9", "--code", "ABCD") == NOT_ENROLLED
    told = capsys.readouterr()
    assert "已就绪" in told.out
    assert "设置 › 服务器" in told.err

    station = Workstation.open(home / "main", passphrase=PASSPHRASE)
    assert not station.enrolled
    assert [one.has_pin for one in station.services.people.staff()] == [True]
    station.close()


@pytest.fixture
def server(home: Path) -> Iterator[EmbeddedServer]:
    """A server with one code more than the unit has desks."""
    running = EmbeddedServer(home / "server", resources_dir() / "sample" / "units.toml", invites=(UNIT,))
    running.start()
    yield running
    running.stop()


def fresh_code(server: EmbeddedServer, capsys: pytest.CaptureFixture[str]) -> str:
    """A code more, as its administrator asks for it beside the running server."""
    capsys.readouterr()
    assert serve_once(["--database", f"sqlite:///{server.home / 'server.db'}", "--enrol-code", UNIT]) == 0
    return capsys.readouterr().out.split()[1]


def test_a_server_and_its_one_time_code_enrol_the_desk_at_once(
    home: Path, server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = server.announced()
    assert set_up(monkeypatch, *GOOD, "--server", said["url"], "--code", said["codes"][UNIT]) == 0
    station = Workstation.open(home / "main", passphrase=PASSPHRASE)
    assert station.enrolled
    station.close()


def test_a_second_desk_of_one_station_is_refused_before_it_gives_a_number(
    home: Path, server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = server.announced()
    assert set_up(monkeypatch, *GOOD, "--server", said["url"], "--code", said["codes"][UNIT]) == 0
    code = fresh_code(server, capsys)
    second = (*GOOD[:-1], "s1", "--profile", "second", "--server", said["url"], "--code", code)

    assert set_up(monkeypatch, *second) == CANNOT
    assert "本单位已有席位 S1，两个席位的编号会重复" in capsys.readouterr().err
    assert not (home / "second").exists()
    assert set_up(monkeypatch, *second, "--station", "S2") == 0, "the code is not spent by the refusal"


def test_a_desk_that_is_enrolled_later_takes_another_station_first(
    home: Path, server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = server.announced()
    assert set_up(monkeypatch, *GOOD, "--server", said["url"], "--code", said["codes"][UNIT]) == 0
    assert set_up(monkeypatch, *GOOD, "--profile", "second") == 0
    code = fresh_code(server, capsys)
    later = Workstation.open(home / "second", passphrase=PASSPHRASE)
    with pytest.raises((RuleBroken, Unavailable), match="station_taken"):
        later.linked(said["url"], code)
    later.close()

    monkeypatch.setenv("COMMANDPOST_PASSPHRASE", PASSPHRASE)
    assert main(["station", "--profile", "second", "--station", "S2", "--code", code]) == CANNOT
    assert ("没有登记过服务器" in capsys.readouterr().err, read(home / "second").station) == (True, "S1")
    assert main(["station", "--profile", "second", "--station", "S2"]) == 0
    assert "S1 改为 S2" in capsys.readouterr().out
    later = Workstation.open(home / "second", passphrase=PASSPHRASE)
    later.linked(said["url"], code)
    line = later.store.record(later.services.logbook.record("第二席"))
    assert line is not None
    assert str(line.fields["number"]).startswith("S2-")
    later.close()
    with pytest.raises(RuleBroken, match="station_code_missing"):
        run_station(argparse.Namespace(profile="second", station="S3", code=""))
    with pytest.raises(RuleBroken, match="station_enrolled"):
        run_station(argparse.Namespace(profile="second", station="S3", code=fresh_code(server, capsys)))
    with pytest.raises(RuleBroken, match="station_wrong"):
        run_station(argparse.Namespace(profile="second", station="三号", code=""))
    assert read(home / "second").station == "S2"


def test_a_desk_whose_server_forgot_it_and_gave_its_station_away_goes_on_under_another(
    home: Path, server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = server.announced()
    assert set_up(monkeypatch, *GOOD, "--server", said["url"], "--code", said["codes"][UNIT]) == 0
    monkeypatch.setenv("COMMANDPOST_PASSPHRASE", PASSPHRASE)
    server.stop()
    for file in server.home.glob("server.db*"):
        file.unlink()  # a server that was made anew
    said = server.start()
    assert set_up(monkeypatch, *GOOD, "--profile", "other", "--server", said["url"], "--code", said["codes"][UNIT]) == 0
    code = fresh_code(server, capsys)

    assert main(["station", "--station", "s1", "--code", code]) == CANNOT
    assert "本单位已有席位 S1" in capsys.readouterr().err
    assert main(["station", "--station", "S2", "--code", code]) == 0

    desk = Workstation.open(home / "main", passphrase=PASSPHRASE)
    line = desk.store.record(desk.services.logbook.record("照常值班"))
    assert desk.services.sync is not None
    desk.services.sync.once()
    assert line is not None
    assert (str(line.fields["number"])[:3], desk.store.pending()) == ("S2-", 0)
    desk.close()
