from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DatabaseError

from commandpost.app.ports import Store, SyncStore
from commandpost.app.relay_port import RelayStore
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.domain.ids import EntryId, RecordId, UnitCode
from commandpost.journal.chain import ZERO
from commandpost.journal.entry import MAX_BODY_BYTES, ChangeSet, Draft, Json
from commandpost.journal.exchange import AlarmKind
from commandpost.journal.fold import Delivery
from commandpost.security.signing import Ed25519Signing
from commandpost.storage import writing
from commandpost.storage.database import Place
from commandpost.storage.store import JournalStore, open_store
from commandpost.storage.tables import META
from tests.factories import DISTRICT, KEY, OFFICER, STREET, folder, journal, note
from tests.fakes import FakeClock
from tests.postgres import Cluster

INCIDENT = RecordId("incident-1")


def incident(**values: Json) -> Draft:
    return Draft(kind="incident", record=INCIDENT, act="incident.revise", set=values)


def test_one_class_is_all_three_ports(store: JournalStore) -> None:
    ports: tuple[Store, SyncStore, RelayStore] = (store, store, store)

    assert ports


def test_what_was_appended_is_read_back_after_a_restart() -> None:
    path, clock = folder() / "journal.db", FakeClock()
    store = journal(path, clock=clock)
    changes = store.append([note("墙体坍塌，三人被困", place="清河路12号")], OFFICER)
    store.close()

    again = journal(path, clock=clock)

    record, last = again.record(RecordId("log-1")), again.entry(changes.entries[0])
    assert changes.kinds == {"log"}
    assert record is not None
    assert record.fields == {"text": "墙体坍塌，三人被困", "place": "清河路12号"}
    assert (record.author, record.unit, record.delivery) == (OFFICER, STREET, Delivery.PENDING)
    assert last is not None
    assert again.head().hash == last.hash


def test_drafts_of_one_call_are_all_written_or_none(store: JournalStore) -> None:
    with pytest.raises(RuleBroken, match="entry_too_large"):
        store.append([note("甲", "log-1"), note("乙" * MAX_BODY_BYTES, "log-2")], OFFICER)

    assert store.record(RecordId("log-1")) is None
    assert store.head().entries == 0


def test_a_megabyte_of_text_is_taken(store: JournalStore) -> None:
    long = "积水" * 170_000

    store.append([note(long)], OFFICER)

    record = store.record(RecordId("log-1"))
    assert record is not None
    assert record.fields["text"] == long


def test_the_refusal_of_a_large_entry_names_limit_and_size(store: JournalStore) -> None:
    with pytest.raises(RuleBroken) as refusal:
        store.append([note("x" * 2_500_000)], OFFICER)

    assert refusal.value.params["limit"] == MAX_BODY_BYTES
    assert int(str(refusal.value.params["size"])) > 2_500_000


@pytest.mark.parametrize("odd", ["a\0b", "\x07\x1b[31m", "🔥𠮷野家", "\ud83d", "'; DROP TABLE journal; --", "\u202e"])
def test_odd_characters_are_kept(store: JournalStore, odd: str) -> None:
    store.append([note(odd, title=odd, status=odd, place=odd)], OFFICER)

    record = store.record(RecordId("log-1"))
    assert record is not None
    assert record.fields == {"text": odd, "title": odd, "status": odd, "place": odd}
    assert store.rebuild() == 1


def test_nothing_to_write_is_nothing(store: JournalStore) -> None:
    assert store.append([], OFFICER) == ChangeSet()


def test_a_draft_without_an_identity_is_refused(store: JournalStore) -> None:
    with pytest.raises(RuleBroken, match="entry_unreadable"):
        store.append([Draft(kind="", record=RecordId("log-1"), act="x")], OFFICER)


def test_the_journal_takes_neither_updates_nor_deletes(store: JournalStore) -> None:
    store.append([note()], OFFICER)

    for statement in ("UPDATE journal SET kind = 'x'", "DELETE FROM journal"):
        with pytest.raises(DatabaseError, match=r"append-only|permission denied"), store._engine.begin() as connection:
            connection.execute(text(statement))


def test_records_are_found_by_kind_status_parent_unit_and_time(store: JournalStore) -> None:
    for number, (status, parent) in enumerate([("open", "incident-1"), ("done", "incident-1"), ("open", "incident-2")]):
        draft = note("x", f"log-{number}", at=f"2026-07-18T0{number}:00:00+00:00", status=status, incident=parent)
        store.append([draft], OFFICER)

    def found(**wanted: Any) -> list[str]:
        return [record.id for record in store.records("log", **wanted)]

    assert found() == ["log-0", "log-1", "log-2"]
    assert found(newest_first=True, limit=2) == ["log-2", "log-1"]
    assert found(status="open") == ["log-0", "log-2"]
    assert found(parent=RecordId("incident-1")) == ["log-0", "log-1"]
    assert found(since="2026-07-18T01:00:00+00:00", until="2026-07-18T02:00:00+00:00") == ["log-1"]
    assert found(unit=UnitCode("000000")) == []
    assert (store.count("log"), store.count("log", status="open"), store.count("report")) == (3, 2, 0)


def test_records_are_found_by_place() -> None:
    store = journal()
    square: Json = {"type": "Polygon", "coordinates": [[[116.0, 40.0], [116.2, 40.0], [116.2, 40.2], [116.0, 40.0]]]}
    many: Json = {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [116.5, 40.5]}]}
    store.append([Draft(kind="grid", record=RecordId("grid-1"), act="x", set={"geometry": square})], OFFICER)
    store.append([Draft(kind="grid", record=RecordId("grid-2"), act="x", set={"geometry": many})], OFFICER)
    store.append([incident(lon=116.1, lat=40.1), note(lon="east")], OFFICER)

    assert [record.id for record in store.within("grid", 116.15, 40.1, 116.3, 40.3)] == ["grid-1"]
    assert [record.id for record in store.within("grid", 116.4, 40.4, 116.6, 40.6)] == ["grid-2"]
    assert [record.id for record in store.within("incident", 116, 40, 117, 41)] == ["incident-1"]
    assert store.within("incident", 116.2, 40, 117, 41) == ()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("坍塌", {"log-1"}),
        ("清河路 坍塌", {"log-1"}),
        ("河路", {"log-1", "log-2"}),
        ("qhl", {"log-1", "log-2"}),
        ("hl", {"log-1", "log-2"}),
        ("S1-2026", {"log-2"}),
        ("塌坍", set()),
        ("", set()),
        ('"*() NEAR', set()),
        ("。，！", set()),
    ],
)
def test_records_are_found_by_words_and_initials(typed: str, found: set[str]) -> None:
    store = journal()
    store.append([note("墙体坍塌", "log-1", place="清河路")], OFFICER)
    store.append([note("积水", "log-2", place="清河路", number="S1-20260719-0007")], OFFICER)

    assert {record.id for record in store.search(typed)} == found


def test_a_search_can_be_kept_to_kinds_and_forgets_old_words() -> None:
    store = journal()
    store.append([note("积水"), incident(title="积水")], OFFICER)
    assert {record.id for record in store.search("积水")} == {"log-1", "incident-1"}
    assert [record.id for record in store.search("积水", kinds=["incident"])] == ["incident-1"]

    store.append([note("已退去")], OFFICER)

    assert [record.id for record in store.search("积水")] == ["incident-1"]


def test_postgresql_searches_without_an_index_of_its_own(cluster: Cluster) -> None:
    clock = FakeClock()
    place = Place(unit=DISTRICT, name="server", tier="district", serving=True)
    store = open_store(cluster.database(), place, clock=clock, signing=Ed25519Signing())
    store.append([note("墙体坍塌", lon=116.1, lat=40.1)], OFFICER)

    assert [record.id for record in store.search("坍塌")] == ["log-1"]
    assert [record.id for record in store.within("log", 116, 40, 117, 41)] == ["log-1"]
    store.close()


def test_a_critical_field_supersedes_what_this_journal_held(store: JournalStore) -> None:
    store.append([incident(level="general")], OFFICER)
    store.append([incident(level="major")], OFFICER)

    record = store.record(INCIDENT)
    assert record is not None
    assert record.conflicts == {}
    assert record.fields["level"] == "major"


def test_a_base_that_is_older_than_what_is_held_makes_a_conflict(store: JournalStore) -> None:
    store.append([incident(level="general")], OFFICER)
    opened = store.record(INCIDENT)
    assert opened is not None
    store.append([incident(level="major")], OFFICER)

    stale = Draft(
        kind="incident",
        record=INCIDENT,
        act="incident.revise",
        set={"level": "larger"},
        base={"level": opened.heads["level"]},
    )
    store.append([stale], OFFICER)

    record = store.record(INCIDENT)
    assert record is not None
    assert {claim.value for claim in record.conflicts["level"]} == {"major", "larger"}


def test_the_cache_may_be_dropped_and_refolded(store: JournalStore) -> None:
    for number in range(30):
        store.append([note(f"第{number}条", f"log-{number % 7}"), incident(dead=number)], OFFICER)
    before = (store.records("log"), store.records("incident"), store.search("第"))

    assert store.rebuild() == 8

    assert (store.records("log"), store.records("incident"), store.search("第")) == before


def test_an_older_cache_is_refolded_at_the_next_start() -> None:
    path = folder() / "journal.db"
    store = journal(path)
    store.append([note()], OFFICER)
    with store._engine.begin() as connection:
        connection.execute(text("DELETE FROM record"))
        connection.execute(update(META).where(META.c.k == "cache_schema").values(v="0"))
    store.close()

    assert journal(path).count("log") == 1


def test_a_journal_of_a_later_version_is_not_touched() -> None:
    path = folder() / "journal.db"
    store = journal(path)
    with store._engine.begin() as connection:
        connection.execute(update(META).where(META.c.k == "schema").values(v="99"))
    store.close()

    with pytest.raises(Unavailable, match="journal_newer"):
        journal(path)


def test_history_tells_every_entry_and_who_wrote_it(store: JournalStore) -> None:
    store.append([note("甲")], OFFICER)
    store.append([note("乙")], None)

    assert [(entry.body.set["text"], entry.body.author) for entry in store.history(RecordId("log-1"))] == [
        ("甲", OFFICER),
        ("乙", None),
    ]


def test_an_entry_is_found_by_its_name(store: JournalStore) -> None:
    (name,) = store.append([note("甲")], OFFICER).entries

    entry = store.entry(name)

    assert entry is not None
    assert entry.body.set == {"text": "甲"}
    assert store.entry(EntryId("nothing")) is None
    assert store.entry(EntryId("nothing:7")) is None


def test_personal_fields_are_kept_apart_and_can_be_erased(store: JournalStore) -> None:
    store.append([Draft(kind="log", record=RecordId("log-1"), act="x", personal={"phone": "13900000218"})], OFFICER)
    store.append([Draft(kind="log", record=RecordId("log-1"), act="x", personal={"caller": "王某"})], OFFICER)
    assert store.personal(RecordId("log-1")) == {"phone": "13900000218", "caller": "王某"}
    assert b"13900000218" not in b"".join(entry.raw for entry in store.history(RecordId("log-1")))

    changes = store.erase(RecordId("log-1"), OFFICER)

    assert changes.records == ("log-1",)
    assert store.personal(RecordId("log-1")) == {}
    assert store.personal(RecordId("log-2")) == {}


def test_a_record_without_personal_fields_has_nothing_to_erase(store: JournalStore) -> None:
    store.append([note()], OFFICER)

    assert store.erase(RecordId("log-1"), OFFICER) == ChangeSet()
    assert store.erase(RecordId("log-2"), OFFICER) == ChangeSet()


def test_an_entry_cannot_erase_the_blobs_of_another_record(store: JournalStore) -> None:
    store.append([Draft(kind="log", record=RecordId("log-1"), act="x", personal={"phone": "13900000218"})], OFFICER)
    record = store.record(RecordId("log-1"))
    assert record is not None
    name = record.blobs[0][1]

    store.append([note(record="log-2", personal_erased=[name])], OFFICER)

    assert store.personal(RecordId("log-1")) == {"phone": "13900000218"}


def test_an_erased_value_is_nowhere_in_the_files() -> None:
    path = folder() / "journal.db"
    store = journal(path, key=None)
    draft = Draft(kind="log", record=RecordId("log-1"), act="x", personal={"phone": "13900000218"})
    store.append([draft], OFFICER)
    assert b"13900000218" in b"".join(file.read_bytes() for file in path.parent.iterdir())

    store.erase(RecordId("log-1"), OFFICER)

    assert b"13900000218" not in b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_an_encrypted_journal_shows_nothing() -> None:
    path = folder() / "journal.db"
    store = journal(path)
    store.append([note("plain words")], OFFICER)
    store.close()

    content = path.read_bytes()
    assert b"plain words" not in content
    assert b"SQLite format" not in content


def test_attachments_named_by_a_field_belong_to_the_entry(store: JournalStore) -> None:
    name = store.put_blob(b"%PDF-1.7")

    store.append([Draft(kind="report", record=RecordId("report-1"), act="report.send", set={"pdf": name})], OFFICER)

    assert store.blob(name) == b"%PDF-1.7"
    assert store.history(RecordId("report-1"))[0].body.blobs == (name,)
    assert store.blobs_to_send() == (name,)
    assert store.blob("0" * 64) is None


def test_settings_and_numbers_stay_with_the_workstation(store: JournalStore) -> None:
    assert store.setting("theme") is None

    store.set_setting("theme", {"dark": True})
    store.set_setting("theme", {"dark": False})

    assert store.setting("theme") == {"dark": False}
    assert [store.next_number("log:20260719") for _ in range(3)] == [1, 2, 3]
    assert store.next_number("log:20260720") == 1


def test_the_head_has_a_code_to_read_out(store: JournalStore) -> None:
    assert store.head().hash == ZERO

    store.append([note()], OFFICER)

    head = store.head()
    assert (head.seq, head.entries) == (1, 1)
    assert head.code.replace(" ", "") == head.hash.hex()[:16]


def test_every_start_is_a_new_session_that_names_the_one_before() -> None:
    path = folder() / "journal.db"
    first = journal(path)
    first.append([note()], OFFICER)
    head = first.head()
    first.close()
    second = journal(path)
    second.append([note()], OFFICER)

    with second._engine.connect() as connection:
        row = connection.execute(
            text("SELECT parent, parent_seq, parent_hash FROM stream WHERE stream = :s"), {"s": second.head().stream}
        ).one()

    assert (row.parent, row.parent_seq, bytes(row.parent_hash)) == (head.stream, head.seq, head.hash)


def test_a_clock_set_back_a_day_is_noted_and_refuses_nothing() -> None:
    clock = FakeClock()
    store = journal(clock=clock)
    store.append([note("前", "log-1")], OFFICER)
    clock.step(-86_400)

    store.append([note("后", "log-2")], OFFICER)

    (step,) = store.records("clock")
    assert step.fields["seconds"] == pytest.approx(-86_400)
    assert [record.id for record in store.records("log")] == ["log-1", "log-2"]
    assert store.history(RecordId("log-2"))[0].body.hlc > store.history(RecordId("log-1"))[0].body.hlc


def test_a_clock_set_back_while_the_program_was_closed_is_noted() -> None:
    path, clock = folder() / "journal.db", FakeClock(anchored=False)
    store = journal(path, clock=clock)
    store.append([note()], OFFICER)
    store.close()
    clock.reboot()
    clock.step(-86_400)

    again = journal(path, clock=clock)
    again.append([note()], OFFICER)

    assert again.count("clock") == 1


def test_a_new_value_wins_even_over_one_from_a_clock_far_ahead() -> None:
    clock = FakeClock(anchored=False)
    store = journal(clock=clock)
    clock.step(86_400 * 365)
    store.append([note("将来")], OFFICER)
    clock.step(-86_400 * 365)

    store.append([note("现在")], OFFICER)

    record = store.record(RecordId("log-1"))
    assert record is not None
    assert record.fields["text"] == "现在"


def test_a_long_transaction_can_travel_in_pieces() -> None:
    store = journal()
    store.append([note(record=f"log-{number}") for number in range(50)], OFFICER)

    signed = [
        entry.seq for number in range(50) for entry in store.history(RecordId(f"log-{number}")) if entry.signature
    ]

    assert signed == [writing.RUN_ENTRIES, 2 * writing.RUN_ENTRIES, 50]


def test_alarms_stand_until_somebody_dismisses_them(store: JournalStore) -> None:
    for _ in range(2):
        store._write(lambda connection: store._alarm(connection, AlarmKind.FORK, "s", "1"))
    (alarm,) = store.alarms()

    store.dismiss(alarm.id)

    assert (alarm.code, alarm.stream) == ("fork", "s")
    assert store.alarms() == ()


def test_a_second_program_on_one_profile_is_told_so() -> None:
    path = folder() / "journal.db"
    store = journal(path)

    with pytest.raises(Unavailable, match="profile_in_use"):
        journal(path)
    store.close()

    assert journal(path).count("log") == 0


def test_the_wrong_key_opens_nothing() -> None:
    path = folder() / "journal.db"
    journal(path).close()

    with pytest.raises(Unavailable, match="wrong_passphrase"):
        journal(path, key=bytes(32))

    assert journal(path, key=KEY).count("log") == 0
