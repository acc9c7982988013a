"""The database's own wall: what the server may not do with PostgreSQL, whatever its program says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, insert, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from commandpost.bootstrap.server import main
from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import UnitCode
from commandpost.storage import rights
from commandpost.storage.readiness import holds_journal
from commandpost.storage.rights import EVIDENCE, SERVER_ROLE
from commandpost.storage.store import JournalStore
from commandpost.storage.tables import METADATA
from tests.factories import server_journal
from tests.postgres import Cluster
from tests.server_process import STREET, ServerProcess

OTHER = UnitCode("110199002")


@pytest.fixture(scope="module")
def store(cluster: Cluster) -> Iterator[JournalStore]:
    opened = server_journal(cluster.database())
    yield opened
    opened.close()


def as_owner(url: str) -> Iterator[Connection]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection, connection.begin():
        yield connection
    engine.dispose()


def refusal(store: JournalStore, statement: str) -> str:
    """Why PostgreSQL does not do it: "42501" where it may not be done; "" where it would have been."""
    with store._engine.connect() as connection, connection.begin() as undone:
        try:
            connection.execute(text(statement))
        except DBAPIError as refused:
            return str(getattr(refused.orig, "sqlstate", ""))
        finally:
            undone.rollback()
    return ""


def harms(store: JournalStore, table: str) -> list[str]:
    """What the server's role could do to evidence."""
    column = next(iter(METADATA.tables[table].columns)).name
    deeds = (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}", f"TRUNCATE {table}")  # ours
    return [deed.split()[0] for deed in deeds if refusal(store, deed) != "42501"]


@pytest.mark.parametrize("table", EVIDENCE)
def test_the_servers_own_role_may_add_to_evidence_and_nothing_else(store: JournalStore, table: str) -> None:
    assert harms(store, table) == []


def test_the_planted_bug_of_a_role_that_may_change_evidence_is_caught(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rights, "EVIDENCE", ("feed",))
    careless = server_journal(cluster.database())
    try:
        found = {table: harms(careless, table) for table in EVIDENCE}
    finally:
        careless.close()

    assert found.pop("feed") == []
    assert set(map(tuple, found.values())) == {("UPDATE", "DELETE")}


def test_the_servers_own_role_may_neither_lift_the_policies_nor_drop_a_table(store: JournalStore) -> None:
    deeds = ("ALTER TABLE journal DISABLE ROW LEVEL SECURITY", "DROP TABLE journal", "DROP POLICY seen ON feed")

    assert [refusal(store, deed) for deed in deeds] == ["42501"] * 3


def test_every_table_forces_row_level_security_on_its_owner_too(store: JournalStore) -> None:
    asked = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    with store._engine.connect() as connection:
        tables = set(connection.execute(text(asked)).scalars())
        forced = set(connection.execute(text(f"{asked} AND relrowsecurity AND relforcerowsecurity")).scalars())

    assert tables == forced
    assert tables >= set(METADATA.tables)


def test_a_transaction_that_names_no_unit_sees_nothing_and_adds_nothing(store: JournalStore) -> None:
    url = store._engine.url.set(drivername="postgresql+psycopg")
    unnamed = create_engine(url, poolclass=NullPool, connect_args={"options": f"-c role={SERVER_ROLE}"})
    with unnamed.connect() as connection:
        tables = (METADATA.tables["counter"], METADATA.tables["journal"])
        seen = [connection.execute(select(func.count()).select_from(table)).scalar() for table in tables]
        with pytest.raises(DBAPIError, match="row-level security"):
            connection.execute(text("INSERT INTO feed VALUES ('110199001', 1)"))

    assert seen == [0, 0]


def test_a_units_transaction_may_not_write(store: JournalStore) -> None:
    with (
        store.seen_by(STREET)._engine.connect() as connection,
        pytest.raises(DBAPIError, match="row-level security"),
    ):
        connection.execute(insert(METADATA.tables["feed"]).values(unit=STREET, lsn=1))


def test_the_servers_secrets_are_shown_to_no_unit(store: JournalStore) -> None:
    with store.seen_by(OTHER)._engine.connect() as connection:
        keys = set(connection.execute(text("SELECT k FROM meta")).scalars())

    assert keys == {"schema", "epoch"}


def test_the_servers_own_work_asks_no_row_whether_a_unit_may_see_it(store: JournalStore) -> None:
    with store._engine.connect() as connection:
        plan = "\n".join(connection.execute(text("EXPLAIN SELECT body FROM journal WHERE lsn = 1")).scalars())

    filtered = next(line for line in plan.splitlines() if "Filter" in line)
    assert filtered.index("$0 = '*'") < filtered.index("SubPlan")


@pytest.mark.parametrize(
    ("told", "wrong", "code"),
    [("postgres@", "nosuch@", "database_login_refused"), ("/cp_", "/no_", "database_absent")],
)
def test_a_login_or_a_database_that_is_not_there_is_told_as_such(
    cluster: Cluster, told: str, wrong: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each has another remedy; "the database does not answer" would be searched in the wires."""
    address = cluster.database().replace(told, wrong)

    ended = [main(["--database", address, "--devices"]), main(["--database", address, "--migrate"])]

    assert ended == [2, 2]
    assert [code in line for line in capsys.readouterr().err.splitlines()] == [True, True]


def test_a_login_that_may_not_migrate_serves_what_its_owner_prepared(cluster: Cluster, tmp_path: Path) -> None:
    url = cluster.database()
    login = f"plain_{url.partition('/cp_')[2].partition('?')[0]}"
    for connection in as_owner(url):
        connection.execute(text(f"CREATE ROLE {login} LOGIN"))
    plain = url.replace("postgres@", f"{login}@")
    with pytest.raises(Unavailable, match="database_not_prepared"):
        server_journal(plain)

    (tmp_path / "owner").mkdir()
    ServerProcess(tmp_path / "owner", url).once("--migrate")
    with pytest.raises(Unavailable, match="database_not_granted"):
        server_journal(plain)
    with pytest.raises(Unavailable, match="database_not_granted"):
        holds_journal(plain, None)
    for connection in as_owner(url):
        connection.execute(text(f"GRANT {SERVER_ROLE} TO {login}"))
    served = server_journal(plain)
    try:
        assert served.epoch()
    finally:
        served.close()
