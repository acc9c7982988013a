"""The cache made anew: equal to what grew entry by entry, in bounded memory, with progress told."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.engine import Connection

from commandpost.domain.ids import RecordId
from commandpost.journal.entry import Draft, Json
from commandpost.storage import refold
from commandpost.storage.store import JournalStore
from commandpost.storage.tables import BOX, META, RECORD, TEXT
from tests.factories import KEY, OFFICER, folder, journal, note

LEVELS = ("general", "larger", "major", "grave")


def wild(store: JournalStore, entries: int, seed: int = 3) -> None:
    """Notes, incidents with conflicts, places and personal fields, each touched again and again in no order."""
    chance = random.Random(seed)
    for number in range(entries // 20):
        drafts = []
        for _ in range(20):
            name = RecordId(f"incident-{chance.randrange(60)}")
            values: dict[str, Json] = {
                "level": chance.choice(LEVELS),
                "title": f"清河路{number}号",
                "lon": 116.3,
                "lat": 40.0,
            }
            held = store.record(name) if chance.random() < 0.1 else None
            base = {"level": held.heads["level"][:1]} if held else {}
            drafts.append(Draft(kind="incident", record=name, act="incident.revise", set=values, base=base))
            drafts.append(note(f"第{number}条", f"log-{chance.randrange(400)}", lon=116.0 + number / 1000, lat=40.0))
        store.append(drafts, OFFICER)


def cache(store: JournalStore) -> list[object]:
    """Every row of the cache in its order, the indices too; PostgreSQL burns row numbers, they do not count there."""
    first = 0 if store.is_sqlite else 1

    def rows(connection: Connection) -> list[object]:
        asked = [select(table).order_by(*table.primary_key) for table in (RECORD, BOX, TEXT)]
        return [tuple(row)[first:] for query in asked for row in connection.execute(query)]

    return store._read(rows)


def test_a_refold_equals_what_grew_entry_by_entry(store: JournalStore) -> None:
    wild(store, 200)
    grown = cache(store)

    assert store.rebuild() == store.count("incident") + store.count("log")

    assert cache(store) == grown


def test_a_refold_in_little_memory_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    store = journal()
    wild(store, 200)
    grown = cache(store)
    hottest: list[int] = []
    honest = refold.Refolding.take

    def watched(self: refold.Refolding, rows: object) -> None:
        honest(self, rows)  # type: ignore[arg-type]  # passed on
        hottest.append(len(self._hot))

    monkeypatch.setattr(refold, "PIECE", 50)
    monkeypatch.setattr(refold, "HOT", 40)
    monkeypatch.setattr(refold.Refolding, "take", watched)

    store.rebuild()

    assert max(hottest) <= 40
    assert cache(store) == grown


def test_the_planted_bug_of_forgetting_what_was_written_out_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    store = journal()
    wild(store, 200)
    grown = cache(store)
    monkeypatch.setattr(refold, "PIECE", 50)
    monkeypatch.setattr(refold, "HOT", 40)
    monkeypatch.setattr(refold.Refolding, "_warm", lambda _self, _wanted: None)

    store.rebuild()

    assert cache(store) != grown


def test_records_written_after_a_refold_get_rows_of_their_own(store: JournalStore) -> None:
    wild(store, 40)
    store.rebuild()

    store.append([note("之后", "log-after")], OFFICER)

    found = store.record(RecordId("log-after"))
    assert found is not None
    assert found.fields["text"] == "之后"


def test_a_changed_form_of_the_cache_is_told_while_it_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder() / "journal.db"
    store = journal(path)
    wild(store, 100)
    grown = cache(store)
    with store._engine.begin() as connection:
        connection.execute(text("DELETE FROM record"))
        connection.execute(update(META).where(META.c.k == "cache_schema").values(v="1"))
    store.close()
    monkeypatch.setattr(refold, "PIECE", 50)
    heard: list[tuple[int, int]] = []

    again = journal(path, key=KEY, progress=lambda done, whole: heard.append((done, whole)))

    assert heard[0][0] == 50
    assert heard[-1] == (200, 200)
    assert cache(again) == grown


def test_erased_content_is_still_overwritten_after_a_refold() -> None:
    store = journal()
    store.rebuild()

    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
