"""What is done once with a server's database, beside the server that runs on it or before there is one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from commandpost.bootstrap.server import main
from commandpost.domain.errors import Unavailable
from commandpost.storage.readiness import holds_journal
from commandpost.storage.tables import CACHE
from tests.postgres import Cluster
from tests.server_process import DISTRICT, STREET, ServerProcess, open_desk

Errand = Callable[..., str]


@pytest.fixture
def errand(capsys: pytest.CaptureFixture[str]) -> Errand:
    """Do something once with a server's database; returns what was printed, or why not."""

    def done(server: ServerProcess, *words: str) -> str:
        ended = main(["--database", server.database, *words])
        out, refused = capsys.readouterr()
        assert ended == (2 if refused else 0)
        return refused or out

    return done


@pytest.fixture(params=["sqlite", "postgresql"])
def nothing(request: pytest.FixtureRequest, tmp_path: Path) -> ServerProcess:
    """A server that was never started, over an empty database."""
    home = tmp_path / "new"
    home.mkdir()
    if request.param == "sqlite":
        return ServerProcess(home)
    cluster: Cluster = request.getfixturevalue("cluster")
    return ServerProcess(home, cluster.database())


def test_listing_leaves_an_empty_database_empty_and_a_copy_can_still_be_put_back(
    small_server: ServerProcess, nothing: ServerProcess, errand: Errand, tmp_path: Path
) -> None:
    copy = errand(small_server, "--backup", str(tmp_path / "copies")).strip()

    listed = [errand(nothing, word) for word in ("--devices", "--board-users")]
    said = [errand(nothing, "--revoke", "S1"), errand(nothing, "--board-remove", "区")]

    assert listed == ["", ""]
    assert ["device_unknown" in said[0], "board_account_unknown" in said[1]] == [True, True]
    assert not nothing.file.exists()
    assert errand(nothing, "--restore", copy).split()[0].isdigit()


def test_an_empty_file_and_prepared_tables_are_no_journal_yet(cluster: Cluster, errand: Errand, tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    (tmp_path / "home").mkdir()
    prepared = ServerProcess(tmp_path / "home", cluster.database())
    errand(prepared, "--migrate")

    assert not holds_journal(tmp_path / "empty.db", None)
    assert errand(prepared, "--devices") == ""
    errand(prepared, "--enrol-code", STREET)
    assert errand(prepared, "--devices") == ""


def test_a_code_judged_by_the_table_of_units_leaves_the_first_start_to_say_whose_journal_it_is(
    nothing: ServerProcess, errand: Errand
) -> None:
    table = ["--units", str(nothing.units)]

    refused = errand(nothing, *table, "--enrol-code", "110199777")
    given = errand(nothing, *table, "--enrol-code", STREET)
    nothing.more = ["--unit", DISTRICT]
    nothing.start()

    assert "unit_unknown" in refused
    assert given.startswith(STREET)
    assert "unit_unknown" in errand(nothing, "--enrol-code", "110199777")
    nothing.stop()


@pytest.mark.parametrize(("form", "code"), [(CACHE - 1, "journal_older"), (CACHE + 1, "journal_newer")])
def test_an_errand_of_another_version_is_refused_and_the_server_goes_on(
    server: ServerProcess, form: int, code: str, errand: Errand, tmp_path: Path
) -> None:
    """As it is met where a program was updated and its server still runs: it would be carried over under it."""
    desk = open_desk(tmp_path / "desk", STREET, "S1")
    desk.enroll(server).once()
    _write(server, f"UPDATE meta SET v = '{form}' WHERE k = 'cache_schema'")

    said = [errand(server, *words) for words in (("--enrol-code", STREET), ("--devices",), ("--revoke", "S1"))]
    desk.write("照常")
    desk.link(server.url).once()

    assert [code in one for one in said] == [True] * 3
    assert _read(server, "SELECT v FROM meta WHERE k = 'cache_schema'") == str(form)
    assert desk.store.pending() == 0
    desk.close()


def test_tables_of_an_older_version_are_left_so_by_an_errand(server: ServerProcess, errand: Errand) -> None:
    server.stop()
    _write(server, "DELETE FROM migration WHERE number > 5")

    assert "journal_older" in errand(server, "--devices")
    assert _read(server, "SELECT max(number) FROM migration") == "5"


def test_an_account_of_the_board_is_renewed_and_removed_and_its_visits_end(
    small_server: ServerProcess, errand: Errand
) -> None:
    password = errand(small_server, "--board-user", "区", DISTRICT).split()[-1]
    errand(small_server, "--board-user", "街", STREET)
    old = _visit(small_server, "区", password)
    before = _state(small_server, old)

    renewed = errand(small_server, "--board-renew", "区").split()[-1]
    after_renewal, new = _state(small_server, old), _visit(small_server, "区", renewed)
    listed = errand(small_server, "--board-users")
    errand(small_server, "--board-remove", "区")

    assert (before, after_renewal, _state(small_server, new)) == (200, 401, 401)
    assert listed == f"{DISTRICT} 区\n{STREET} 街\n"
    assert errand(small_server, "--board-users") == f"{STREET} 街\n"
    assert _state(small_server, _visit(small_server, "区", renewed)) == 401
    assert "board_account_unknown" in errand(small_server, "--board-renew", "区")


def test_a_stream_of_the_board_ends_with_its_account(small_server: ServerProcess, errand: Errand) -> None:
    session = _visit(small_server, "区", errand(small_server, "--board-user", "区", DISTRICT).split()[-1])
    with session.get(small_server.url + "/board/events", stream=True, timeout=30) as events:
        lines = events.iter_lines(decode_unicode=True)
        first = next(lines)
        errand(small_server, "--board-remove", "区")
        told = [line for line in lines if line.startswith("event:")]

    assert first == "event: state"
    assert told[-1] == "event: ended"


def test_a_workstation_is_revoked_by_what_its_administrator_calls_it_and_said(
    small_server: ServerProcess, errand: Errand, tmp_path: Path
) -> None:
    desk = open_desk(tmp_path / "desk", STREET, "永宁街道 S1")
    desk.enroll(small_server).once()
    device = desk.store.device().device

    by_station = errand(small_server, "--revoke", "s1")
    again = errand(small_server, "--revoke", device[:8])

    assert by_station == again == f"注销席位 {device} {STREET} 永宁街道 S1\n"
    assert errand(small_server, "--devices").split()[3] != "-"
    assert desk.sync is not None
    with pytest.raises(Unavailable, match="device_revoked"):
        desk.sync.once()
    desk.close()


def _write(server: ServerProcess, statement: str) -> None:
    with create_engine(server.database, poolclass=NullPool).begin() as connection:
        connection.execute(text(statement))


def _read(server: ServerProcess, query: str) -> str:
    with create_engine(server.database, poolclass=NullPool).connect() as connection:
        return str(connection.execute(text(query)).scalar_one())


def _visit(server: ServerProcess, name: str, password: str) -> requests.Session:
    session = requests.Session()
    session.post(server.url + "/board/sign-in", {"name": name, "password": password}, timeout=10)
    return session


def _state(server: ServerProcess, session: requests.Session) -> int:
    return session.get(server.url + "/board/state", timeout=10).status_code
