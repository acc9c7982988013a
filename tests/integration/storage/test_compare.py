"""Two sides proved against each other: the desk's journal and the server's."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from commandpost.bootstrap.verify import CANNOT, DAMAGED, WHOLE, compare_databases, run_verify
from commandpost.storage.engine import open_engine
from tests.factories import KEY, OFFICER, folder, journal, note, server_journal
from tests.fakes import FakeClock
from tests.integration.storage.test_exchange import enrol, push


@pytest.fixture
def sides() -> tuple[Path, Path]:
    """A desk's journal of nine entries, eight of them receipted, and its server's; both closed."""
    clock, home = FakeClock(), folder()
    server = server_journal(home / "server.db", clock=clock)
    store = enrol(journal(home / "journal.db", clock=clock), server)
    for number in range(8):
        store.append([note(record=f"log-{number}")], OFFICER)
    push(store, server)
    store.append([note(record="log-last")], OFFICER)
    store.close()
    server.close()
    return home / "journal.db", home / "server.db"


def altered(path: Path, key: bytes | None, *statements: str) -> None:
    engine = open_engine(path, key)
    with engine.begin() as connection:
        for statement in ("DROP TRIGGER journal_no_update", "DROP TRIGGER journal_no_delete", *statements):
            connection.execute(text(statement))
    engine.dispose()


def compared(sides: tuple[Path, Path]) -> tuple[int, str]:
    result = compare_databases(sides[0], KEY, sides[1], None)
    return result.exit_code, result.message


def test_two_sides_that_agree_are_proved_with_their_receipts(sides: tuple[Path, Path]) -> None:
    assert compared(sides) == (WHOLE, "两边一致：共有会话 1 个，回执 2 份，回执所述条目都在。")


@pytest.mark.parametrize("seq", [1, 4, 8])
def test_the_first_entry_that_differs_is_named(sides: tuple[Path, Path], seq: int) -> None:
    altered(sides[1], None, f"UPDATE journal SET hash = randomblob(32) WHERE seq >= {seq}")  # the test's own number

    code, message = compared(sides)

    assert code == DAMAGED
    assert f":{seq} 两边的条目从这里起不同（differs）" in message.splitlines()[0]


def test_a_server_that_lost_what_it_signed_for_is_found_out(sides: tuple[Path, Path]) -> None:
    altered(
        sides[1],
        None,
        "DELETE FROM journal WHERE seq > 5",
        "DELETE FROM receipt",
        "UPDATE stream SET seq = 5, hash = (SELECT hash FROM journal WHERE seq = 5)",
    )

    code, message = compared(sides)

    assert code == DAMAGED
    assert ":6 回执说有，另一边却没有（unheld）" in message


def test_a_desk_that_lost_what_was_receipted_is_found_out(sides: tuple[Path, Path]) -> None:
    altered(
        sides[0],
        KEY,
        "DELETE FROM journal WHERE seq > 3",
        "DELETE FROM receipt",
        "UPDATE stream SET seq = 3, hash = (SELECT hash FROM journal WHERE seq = 3)",
    )

    assert ":4 回执说有，另一边却没有（unheld）" in compared(sides)[1]


def test_a_side_that_cannot_be_opened_is_told(sides: tuple[Path, Path]) -> None:
    assert compared((sides[0], sides[1].with_name("missing.db")))[0] == CANNOT


def test_the_command_checks_each_side_and_then_both(
    sides: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    key = sides[0].with_name("key")
    key.write_bytes(KEY)

    code = run_verify([str(sides[0]), "--key-file", str(key), "--against", str(sides[1])])

    said = capsys.readouterr().out.splitlines()
    assert code == WHOLE
    assert [line.split("：")[0] for line in said] == ["完好", "完好", "两边一致"]
