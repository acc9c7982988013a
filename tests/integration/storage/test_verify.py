from __future__ import annotations

import io
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from commandpost.bootstrap import verify_words
from commandpost.bootstrap.key_file import read_key
from commandpost.bootstrap.verify import CANNOT, DAMAGED, WHOLE, compare_databases, run_verify, verify_database
from commandpost.domain.ids import RecordId
from commandpost.security.keyslots import KeySlots
from commandpost.storage.engine import open_engine
from tests.factories import KEY, OFFICER, STREET, folder, journal, note, server_journal
from tests.fakes import FakeClock
from tests.integration.storage.test_exchange import enrol, push


@pytest.fixture
def path() -> Path:
    """A delivered journal of two sessions, closed."""
    clock, path = FakeClock(), folder() / "journal.db"
    server = server_journal(clock=clock)
    store = enrol(journal(path, clock=clock), server)
    for number in range(4):
        store.append([note(f"第{number}条", f"log-{number}"), note(record=f"log-{number}-b")], OFFICER)
    push(store, server)
    store.close()
    store = journal(path, clock=clock)
    store.append([replace(note(), personal={"phone": "13900000218"})], OFFICER)
    push(store, server)
    store.erase(RecordId("log-1"), OFFICER)
    store.close()
    return path


def tamper(path: Path, *statements: str) -> None:
    """What somebody with the key and a database tool could do."""
    engine = open_engine(path, KEY)
    with engine.begin() as connection:
        for statement in ("DROP TRIGGER journal_no_update", "DROP TRIGGER journal_no_delete", *statements):
            connection.execute(text(statement))
    engine.dispose()


def test_an_untouched_journal_is_whole_even_after_an_erasure(path: Path) -> None:
    result = verify_database(path, KEY)

    assert (result.exit_code, result.message) == (WHOLE, "完好：会话 2 个，条目 10 条，回执 2 份。")


def test_a_check_writes_nothing(path: Path) -> None:
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}

    verify_database(path, KEY)

    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


def test_a_journal_in_use_can_be_checked(path: Path) -> None:
    store = journal(path)
    store.append([note()], OFFICER)

    assert verify_database(path, KEY).exit_code == WHOLE


@pytest.mark.parametrize(
    ("statement", "seq", "reason"),
    [
        (
            "UPDATE journal SET body = CAST(replace(CAST(body AS TEXT), '第2条', '第9条') AS BLOB) WHERE lsn = 5",
            5,
            "hash",
        ),
        ("UPDATE journal SET prev = zeroblob(32) WHERE lsn = 5", 5, "prev"),
        ("UPDATE journal SET hash = zeroblob(32) WHERE lsn = 5", 5, "hash"),
        ("UPDATE journal SET signature = zeroblob(64) WHERE lsn = 6", 6, "signature"),
        ("DELETE FROM journal WHERE lsn = 5", 5, "missing"),
        ("DELETE FROM journal WHERE lsn IN (7, 8)", 7, "head"),
        ("UPDATE stream SET certificate = zeroblob(64) WHERE opened = 1", 0, "opening"),
        ("UPDATE receipt SET at = '2026-07-18T01:00:00+00:00' WHERE id = 1", 8, "receipt"),
        ("DELETE FROM stream WHERE opened = 1", 1, "stream"),
        ("DELETE FROM device", 0, "opening"),
    ],
)
def test_every_change_is_found_at_its_entry(path: Path, statement: str, seq: int, reason: str) -> None:
    tamper(path, statement)

    result = verify_database(path, KEY)

    assert result.exit_code == DAMAGED
    assert result.verification is not None
    assert (result.verification.faults[0].seq, result.verification.faults[0].reason) == (seq, reason)
    assert f":{seq} " in result.message


def test_a_dropped_tail_is_betrayed_by_its_receipt(path: Path) -> None:
    """Whoever owns the machine drops the last entries and corrects the head, but the server signed for them."""
    tamper(
        path,
        "DELETE FROM journal WHERE lsn IN (7, 8)",
        "UPDATE stream SET seq = 6, hash = (SELECT hash FROM journal WHERE lsn = 6) WHERE opened = 1",
    )

    result = verify_database(path, KEY)

    assert result.verification is not None
    assert [fault.reason for fault in result.verification.faults] == ["receipt", "parent"]


def test_a_page_that_rotted_is_damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for at in range(4096, len(content), 4096):
        content[at + 50] ^= 1
    path.write_bytes(bytes(content))

    assert verify_database(path, KEY).exit_code == DAMAGED


def test_without_the_key_nothing_can_be_said(path: Path) -> None:
    assert verify_database(path, None).exit_code == CANNOT
    assert verify_database(path, bytes(32)).exit_code == CANNOT
    assert verify_database(path.with_name("none.db"), KEY).message == "无法核验：没有这个文件。"


def test_a_server_checks_its_own_receipts(tmp_path: Path) -> None:
    server = server_journal(tmp_path / "server.db")
    store = enrol(journal(unit=STREET), server)
    store.append([note()], OFFICER)
    push(store, server)
    server.close()

    result = verify_database(f"sqlite:///{tmp_path / 'server.db'}", None)

    assert (result.exit_code, result.message) == (WHOLE, "完好：会话 1 个，条目 1 条，回执 1 份。")


def test_the_command_ends_with_what_it_found(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw, digits = tmp_path / "raw", tmp_path / "hex"
    raw.write_bytes(KEY)
    digits.write_text(KEY.hex() + "\n")

    assert run_verify([str(path), "--key-file", str(raw)]) == WHOLE
    assert run_verify([str(path), "--key-file", str(digits)]) == WHOLE
    tamper(path, "DELETE FROM journal WHERE lsn = 3")
    assert run_verify([str(path), "--key-file", str(raw)]) == DAMAGED
    assert "缺失" in capsys.readouterr().out
    assert read_key(raw) == KEY


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"abcd", "密钥文件内容不对，应为 32 字节，或 64 位十六进制数字"),
        ("口令".encode(), "密钥文件内容不对，应为 32 字节，或 64 位十六进制数字"),
        (bytes(5_000), "密钥文件内容不对，应为 32 字节，或 64 位十六进制数字"),
        (None, "没有这个密钥文件"),
    ],
)
def test_a_wrong_key_file_is_told_in_a_plain_sentence(
    path: Path, tmp_path: Path, content: bytes | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "密钥.txt"
    if content is not None:
        file.write_bytes(content)

    assert run_verify([str(path), "--key-file", str(file)]) == CANNOT
    assert capsys.readouterr().out == f"无法核验：{said}（密钥.txt）。\n"


def test_a_folder_is_no_key_file(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_verify([str(path), "--key-file", str(tmp_path)]) == CANNOT
    assert capsys.readouterr().out == f"无法核验：密钥文件读不出，请看是不是文件、有没有读取权限（{tmp_path.name}）。\n"


def test_what_is_not_there_is_said_and_is_no_bad_entry(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_verify([str(tmp_path / "nothing.db")]) == CANNOT
    assert capsys.readouterr().out == "无法核验：没有这个文件。\n"


def test_a_profiles_journal_is_opened_by_its_own_slots(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    journal(tmp_path / "journal.db", key=KeySlots(tmp_path).create("值班室的口令")).close()

    for typed, status in (("值班室的口令", WHOLE), ("别的", CANNOT)):
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{typed}\n"))
        assert run_verify([str(tmp_path / "journal.db")]) == status
    assert "启动口令不对" in capsys.readouterr().out


CHINESE = re.compile("[\u3000-\u9fff\uff00-\uffef]")


def test_a_terminal_that_speaks_english_is_told_everything_in_english(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    key, wrong = tmp_path / "key", tmp_path / "wrong"
    key.write_bytes(KEY)
    wrong.write_bytes(b"x")
    told = [verify_database(path, KEY).message, verify_database(path.with_name("none.db"), KEY).message]
    tamper(path, "UPDATE journal SET body = CAST(replace(CAST(body AS TEXT), '第', '弟') AS BLOB)")
    for arguments in (("--key-file", str(key)), ("--key-file", str(wrong)), ("--key-file", str(tmp_path / "none"))):
        run_verify([str(path), *arguments])
    told.append(compare_databases(path, KEY, path.with_name("none.db"), KEY).message)
    told += capsys.readouterr().out.splitlines()
    told += [english for words in (verify_words.REASONS, verify_words.UNREADABLE) for _, english in words.values()]

    assert told[0] == "Whole: 2 session(s), 10 entries, 2 receipt(s)."
    assert told[1] == "Cannot check: there is no such file."
    assert any(line.startswith("Damaged: ") for line in told)
    assert [line for line in told if CHINESE.search(line)] == []


@pytest.mark.parametrize(
    "change", ["journal SET body = CAST(body AS TEXT)", "journal SET hash = 7", "stream SET hash = '—'"]
)
def test_bytes_that_were_made_text_are_a_fault_and_no_crash(path: Path, change: str) -> None:
    tamper(path, f"UPDATE {change}")

    result = verify_database(path, KEY)

    assert (result.exit_code, result.message.startswith("损坏：")) == (DAMAGED, True)
