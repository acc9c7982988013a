"""Many records, their sealed fields and settings are read in one question as they are one by one."""

from __future__ import annotations

from commandpost.domain.ids import RecordId
from commandpost.journal.entry import Draft
from commandpost.storage.store import JournalStore
from tests.factories import OFFICER, note

SEALED = RecordId("log-sealed")


def test_several_are_read_as_one_by_one_and_what_is_not_here_is_left_out(store: JournalStore) -> None:
    store.append([note(record="log-1"), note("停电", record="log-2")], OFFICER)
    names = [RecordId("log-2"), RecordId("log-1"), RecordId("log-nowhere")]

    found = store.several(names)

    assert found == {name: store.record(name) for name in names[:2]}


def test_sealed_fields_of_many_are_those_of_each_the_newest_last(store: JournalStore) -> None:
    for phone in ("13800000000", "13900000000"):
        sealed = {"phone": phone}
        store.append([Draft(kind="log", record=SEALED, act="log.record", set={"text": "来电"}, personal=sealed)], None)
    store.append([note(record="log-1")], None)
    records = [record for record in (store.record(SEALED), store.record(RecordId("log-1"))) if record is not None]

    assert store.personals(records) == {SEALED: {"phone": "13900000000"}, RecordId("log-1"): {}}
    store.erase(SEALED, OFFICER)
    assert store.personals(records)[SEALED] == {}


def test_the_newest_below_each_of_many_oldest_first(store: JournalStore) -> None:
    for number in range(4):
        for parent in ("incident-a", "incident-b"):
            at = f"2026-07-19T0{number}:00:00+00:00"
            store.append([note(record=f"log-{parent}-{number}", incident=parent, at=at)], None)

    found = store.below("log", [RecordId("incident-a"), RecordId("incident-b")], newest=2)

    assert [record.id[-3:] for record in found] == ["a-2", "b-2", "a-3", "b-3"]


def test_those_of_many_settings_that_are_kept(store: JournalStore) -> None:
    store.set_setting("one", {"a": 1})

    assert store.settings(["one", "two"]) == {"one": {"a": 1}}
