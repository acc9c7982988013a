"""Columns of rows as PostgreSQL takes them: read back they are what was sent, whatever they hold."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import BigInteger, Boolean, Column, Engine, Integer, LargeBinary, MetaData, Table, Text, select

from commandpost.storage.bulk import insert_arrays
from commandpost.storage.engine import open_engine
from tests.factories import server_journal
from tests.postgres import Cluster

ROWS = Table(
    "rows",
    MetaData(),
    Column("at", BigInteger),
    Column("number", BigInteger),
    Column("small", Integer),
    Column("truth", Boolean),
    Column("words", Text),
    Column("raw", LargeBinary),
)
WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
ROW = st.fixed_dictionaries(
    {
        "number": st.none() | st.integers(-(2**63), 2**63 - 1),
        "small": st.none() | st.integers(-(2**31), 2**31 - 1),
        "truth": st.none() | st.booleans(),
        "words": st.none() | WORDS,
        "raw": st.none() | st.binary(max_size=20),
    }
)


@pytest.fixture(scope="module")
def engine(cluster: Cluster) -> Iterator[Engine]:
    url = cluster.database()
    server_journal(url).close()  # makes the role
    made = open_engine(url)
    yield made
    made.dispose()


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(ROW, min_size=1, max_size=12), copies=st.integers(1, 3))
def test_rows_come_back_as_they_were_sent(engine: Engine, rows: list[dict[str, object]], copies: int) -> None:
    sent = [{"at": at, **row} for at, row in enumerate(rows * copies)]
    with engine.connect() as connection, connection.begin() as transaction:
        connection.exec_driver_sql(
            "CREATE TEMPORARY TABLE rows"
            " (at bigint, number bigint, small integer, truth boolean, words text, raw bytea)"
        )
        insert_arrays(connection, ROWS, sent)
        came = [dict(row) for row in connection.execute(select(ROWS).order_by(ROWS.c.at)).mappings()]
        transaction.rollback()

    assert came == sent


def test_rows_that_are_all_alike_are_as_many_as_they_were(engine: Engine) -> None:
    alike = [{"number": 1, "words": "甲"}] * 5
    with engine.connect() as connection, connection.begin() as transaction:
        connection.exec_driver_sql("CREATE TEMPORARY TABLE rows (number bigint, words text)")
        insert_arrays(connection, ROWS, alike)
        assert connection.exec_driver_sql("SELECT count(*) FROM rows").scalar_one() == len(alike)
        transaction.rollback()
