"""No command answers a slip with a traceback: one sentence in the terminal's language, and a status that is not 0."""

from __future__ import annotations

import io
import os
import pty
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring

from commandpost.bootstrap import server
from commandpost.bootstrap.cli import main
from commandpost.bootstrap.paths import HOME_VARIABLE, PACKAGE
from commandpost.bootstrap.server_words import REFUSALS
from commandpost.bootstrap.terminal import CANNOT, INTERRUPTED, in_words, unwritable
from commandpost.bootstrap.verify_words import UNREADABLE
from commandpost.security.keyslots import KeySlots

SETUP = ("setup", "--unit", "110199001", "--name", "新街", "--administrator", "张立", "--station", "S1")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A set-up profile ``main`` that only its passphrase opens, and rubbish beside it."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as machine:
        machine.setenv(HOME_VARIABLE, str(folder / "home"))
        machine.setattr(keyring.core, "_keyring_backend", Keyring())
        machine.setattr(sys, "stdin", io.StringIO("correct horse 8\n135790\n"))
        assert main([*SETUP]) == 0
    (folder / "rubbish.db").write_bytes(os.urandom(9000))
    (folder / "empty.db").touch()
    (folder / "folder").mkdir()
    return folder


@pytest.fixture
def home(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object) -> Path:
    """What ``made`` made, for one test; the application is there before a command makes a smaller one."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    monkeypatch.setattr(keyring.core, "_keyring_backend", Keyring())
    monkeypatch.setenv("COMMANDPOST_PASSPHRASE", "correct horse 8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("restore --copy nowhere", "没有备份 nowhere"),
        ("restore --copy folder", "folder 里没有完好的备份"),
        ("restore --copy rubbish.db", "不是本席位日志的完好备份"),
        ("restore --copy empty.db", "不是本席位日志的完好备份"),
        ("restore --drill --copy nowhere", "没有备份 nowhere"),
        ("restore --drill --copy rubbish.db", "不是本席位日志的完好备份"),
        ("restore --profile TYPO", "没有席位资料"),
        ("restore --profile ../main", "不能作席位资料的名字"),
        ("verify empty.db", "里面没有值守日志"),
        ("verify postgresql://nowhere.invalid/x", "连不上数据库"),
        ("verify mysql://x", "数据库地址不对"),
        ("verify postgresql+psycopg://a:b@c:port/x", "数据库地址不对"),
        ("certificates --out empty.db --host h", "不能读写 empty.db：同名的文件已在那里"),
        ("certificates --out empty.db/x --host h", "不是文件夹"),
        ("certificates --out made --host ", "不是主机名或地址"),
        (f"certificates --out made --host {'a' * 300}", "不是主机名或地址"),
        ("certificates --out made --name  --host h", "不是主机名或地址"),
        ("tour --out empty.db", "不能读写 empty.db"),
    ],
)
def test_a_slip_is_one_sentence(home: Path, words: str, said: str, capfd: pytest.CaptureFixture[str]) -> None:
    before = sorted(path.name for path in (home / "home").iterdir())

    assert main(words.split(" ")) == CANNOT

    told = capfd.readouterr()
    assert said in told.out + told.err
    assert len((told.out + told.err).strip().splitlines()) == 1
    assert sorted(path.name for path in (home / "home").iterdir()) == before


def test_a_chinese_host_is_written_as_certificates_write_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["certificates", "--out", "made", "--host", "值班.例子.cn", "--host", "10.0.0.8"]) == 0
    assert capsys.readouterr().out.startswith("证书机构的指纹（告诉各席位）：")
    assert (home / "made" / "server.pem").exists()

    (home / "made" / "authority.pem").write_text("spoilt")
    assert main(["certificates", "--out", "made", "--host", "h"]) == CANNOT
    assert "made 里的证书机构读不出" in capsys.readouterr().err


@pytest.mark.parametrize("command", [("verify", "home/main/journal.db"), ("restore",), (*SETUP, "--profile", "b")])
@pytest.mark.parametrize("closed", [True, False])
def test_an_input_that_is_closed_or_at_its_end_is_told(
    home: Path,
    command: tuple[str, ...],
    closed: bool,  # a case
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("COMMANDPOST_PASSPHRASE")
    monkeypatch.setattr(sys, "stdin", None if closed else io.StringIO(""))

    assert main(command) == CANNOT
    assert capsys.readouterr().err == "没有读到要输入的内容，已停止。\n"
    assert not (home / "home" / "b").exists()


def own_code() -> dict[str, str]:
    """The environment for a process elsewhere that must run this very code."""
    return {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}


def at_a_terminal(home: Path, key: bytes, *command: str) -> tuple[int, str]:
    """Run a command at a terminal of its own and press a key at its first prompt."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what this run ignores its children would, too
    ours, theirs = pty.openpty()
    environment = {**own_code(), "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    environment.pop("COMMANDPOST_PASSPHRASE", None)
    started = subprocess.Popen(
        [sys.executable, "-m", "commandpost.bootstrap.cli", *command],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        cwd=home,
        start_new_session=True,
    )
    os.close(theirs)
    said = b""
    while "口令".encode() not in said:
        said += os.read(ours, 1000)
    if key == b"\x03":
        started.send_signal(signal.SIGINT)
    else:
        os.write(ours, key)
    status = started.wait(60)
    said += os.read(ours, 5000)
    os.close(ours)
    return status, said.decode("utf-8", "replace")


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such terminals")
@pytest.mark.parametrize(
    ("key", "status", "words"), [(b"\x03", INTERRUPTED, "已中断"), (b"\x04", CANNOT, "没有读到要输入的内容")]
)
def test_leaving_a_prompt_is_told_and_makes_nothing(home: Path, key: bytes, status: int, words: str) -> None:
    ended, said = at_a_terminal(home, key, *SETUP, "--profile", "b")

    assert (ended, words in said, "Traceback" in said) == (status, True, False)
    assert not (home / "home" / "b").exists()


def test_a_bug_stays_one() -> None:
    def bug() -> int:
        raise LookupError("bug")

    with pytest.raises(LookupError):
        in_words(bug, str)


def test_an_unknown_failure_of_the_system_names_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert unwritable(OSError(99, "odd", "图.db")) == "不能读写 图.db：系统拒绝了。"
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert unwritable(OSError(28, "odd", "x.db")) == "Cannot read or write x.db: the disk is full."


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("--database sqlite:////nowhere/x.db --devices", "journal_missing"),
        ("--database rubbish.db --devices", "wrong_passphrase"),
        ("--database mysql://x --devices", "database_address_wrong"),
        ("--database s.db --revoke nosuch", "device_unknown"),
        ("--database s.db --backup rubbish.db", "backup_failed"),
        ("--database s.db --restore rubbish.db", "copy_damaged"),
        ("--database s.db --restore nowhere.db", "copy_missing"),
        ("--database s.db --enrol-code ", "unit_code_wrong"),
        ("--database s.db --enrol-code 999", "unit_code_wrong"),
        ("--database s.db --units units.toml --enrol-code 110199002", "unit_unknown"),
        ("--database s.db --board-user a b", "unit_code_wrong"),
        ("--database s.db --units rubbish.db --devices", "units_invalid"),
        ("--database s.db --certificate rubbish.db --certificate-key rubbish.db --port 0", "certificate_unreadable"),
        ("--database s.db --certificate nowhere --port 0", "certificate_unreadable"),
        ("--database s.db --port 99999", "port_wrong"),
        ("--database s.db --trust zz", "authority_key_wrong"),
        ("--database s.db --upstream nonsense --port 0", "server_unreachable"),
        ("--database s.db --upstream http://10.0.0.1 --port 0", "server_address_plain"),
    ],
)
def test_a_server_that_cannot_begin_says_so_in_one_sentence(
    home: Path, words: str, code: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "units.toml").write_text('[[unit]]\ncode = "110199001"\nname = "新街"\ntier = "street"\n', "utf-8")
    for language, end in (("C.UTF-8", f"（{code}）。"), ("en_US.UTF-8", f" ({code}).")):
        monkeypatch.setenv("LC_ALL", language)
        assert server.main(words.split(" ")) == CANNOT
        told = capfd.readouterr()
        (line,) = told.err.strip().splitlines()
        assert line.endswith(end)
        assert "{'" not in line
        assert told.out == ""


def test_an_announcement_that_cannot_be_written_is_told(home: Path) -> None:
    command = ["--database", "s.db", "--port", "0", "--announce", "empty.db/x", "--end-with-input"]
    ended = subprocess.run(
        [sys.executable, "-m", "commandpost.bootstrap.server", *command],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env=own_code(),
        cwd=home,
    )

    assert ended.returncode == CANNOT
    assert "不能读写 empty.db/x.new：路径当中有一处不是文件夹。" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("pair", [*REFUSALS.values(), *UNREADABLE.values()])
def test_every_sentence_of_the_server_is_in_both_languages(pair: tuple[str, str]) -> None:
    chinese, english = pair
    assert chinese != english
    assert not any("一" <= letter <= "鿿" for letter in english)
    assert set(_fields(chinese)) == set(_fields(english))


def _fields(words: str) -> list[str]:
    return [part.split("}")[0] for part in words.split("{")[1:]]


def test_an_english_terminal_hears_english_only(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO("correct horse 8\n135790\n"))
    nobody = ("--server", "http://127.0.0.1:9", "--code", "x")
    assert main([*SETUP[:4], "New Street", *SETUP[5:], "--profile", "c", *nobody]) == 1
    assert main(["desktop", "--profile", "nosuch"]) == CANNOT
    assert main(["restore", "--profile", "nosuch"]) == CANNOT
    assert KeySlots(home / "home" / "c").exist
    told = capsys.readouterr()
    assert "Ready: ./run desktop --profile c" in told.out
    assert "Not enrolled at the server: The server does not answer." in told.err
    assert not any("一" <= letter <= "鿿" for letter in told.out + told.err)
