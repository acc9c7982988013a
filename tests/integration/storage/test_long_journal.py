"""A journal of years answers at once: what the page of the duty room asks is found by an index."""

from __future__ import annotations

import pytest
from sqlalchemy import Select, inspect, select, text

from commandpost.domain.ids import RecordId
from commandpost.storage.tables import RECORD
from tests.factories import OFFICER, folder, journal, note
from tests.statements import statements_heard


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        ({"kind": "log", "status": "undecided"}, "record_kind_status_at"),
        ({"kind": "log", "parent": "incident-1"}, "record_parent_kind_at"),
        ({"kind": "log"}, "record_kind_at"),
    ],
)
def test_every_question_of_the_page_is_answered_by_an_index(asked: dict[str, str], index: str) -> None:
    store = journal()
    query: Select[tuple[str]] = select(RECORD.c.document).where(*(RECORD.c[key] == asked[key] for key in asked))
    words = query.order_by(RECORD.c.at, RECORD.c.id).compile(store._engine, compile_kwargs={"literal_binds": True})

    with store._engine.connect() as connection:
        plan = " ".join(row.detail for row in connection.execute(text(f"EXPLAIN QUERY PLAN {words}")))

    assert f"USING INDEX {index}" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize("newest", [None, 5])
def test_what_hangs_below_many_is_found_without_going_through_all_records_of_its_kind(newest: int | None) -> None:
    store = journal()
    with statements_heard() as heard:
        store.below("log", [RecordId("incident-1"), RecordId("incident-2")], newest=newest)
    asked = next(one for one in heard if "parent IN" in one)

    with store._engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", ("1",) * asked.count("?"))
        found = " ".join(row.detail for row in plan)

    assert "INDEX record_parent_kind_at" in found
    assert "record_kind_at" not in found


def test_a_journal_of_an_earlier_version_gets_its_indexes_at_the_next_start() -> None:
    path = folder() / "journal.db"
    store = journal(path)
    with store._engine.begin() as connection:
        connection.execute(text("DROP INDEX record_kind_status_at"))
        connection.execute(text("DROP TABLE migration"))  # steps were not counted yet
    store.close()

    found = {index["name"] for index in inspect(journal(path)._engine).get_indexes("record")}

    assert {str(index.name) for index in RECORD.indexes} <= found


def test_what_is_on_its_way_of_an_incident_is_counted_without_reading_it() -> None:
    store = journal()
    incident = RecordId("incident-1")
    store.append([note("到场", "log-1", incident=incident), note("别的事", "log-2")], OFFICER)

    assert store.pending_about([incident], ("log",))[incident] == 1
    assert store.pending_about([incident], ("report",))[incident] == 0
