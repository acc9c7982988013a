from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from commandpost.app import pinyin
from commandpost.domain.ids import RecordId
from commandpost.journal.entry import Draft, Json
from commandpost.storage.store import JournalStore
from commandpost.storage.tables import META
from tests.factories import OFFICER, folder, journal, note

SIGNS = "槐树里清河路长安街积水停电院号"


def record(kind: str, record_id: str, **fields: Json) -> Draft:
    return Draft(kind=kind, record=RecordId(record_id), act=f"{kind}.record", set=fields)


def found(store: JournalStore, typed: str, *kinds: str) -> list[str]:
    return [record.id for record in store.search(typed, kinds=kinds)]


@pytest.mark.parametrize(
    ("typed", "hit"),
    [
        ("积水", True),
        ("面积水约", True),
        ("水", True),
        ("积 水", True),
        ("水积", False),
        ("里清", False),  # two fields stand apart
        ("caj", True),  # 长 is said otherwise in 长大
        ("cajlmjs", True),
        ("sl", True),
        ("slc", True),
        ("lmj", True),
        ("ljm", False),
        ("12", True),
        ("120", True),
        ("1203", True),
        ("203", False),
        ("2026071", True),
        ("20260719-0007", True),
        ("ups", True),
        ("UPS 长安街", True),
        ("ups 清河路", False),
    ],
)
def test_a_line_is_found_by_words_initials_and_numbers(typed: str, hit: bool) -> None:
    store = journal()
    told = "长安街路面积水约20厘米，森林城1203室UPS停机"
    store.append([note(told, "log-1", number="S1-20260719-0007", place="槐树里")], OFFICER)
    store.append([note("清河路", "log-2")], OFFICER)

    assert ("log-1" in found(store, typed)) is hit


@pytest.mark.parametrize("typed", ["dxy", "sxy", "xy", "单晓燕", "晓燕"])
def test_a_person_is_found_by_the_family_as_it_is_said_and_as_it_is_read(typed: str) -> None:
    store = journal()
    store.append([record("staff", "staff-9", name="单晓燕"), record("staff", "staff-8", name="李静")], OFFICER)

    assert found(store, typed) == ["staff-9"]


def test_words_kept_before_families_were_read_as_they_are_said_are_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder() / "journal.db"
    store = journal(path)
    with monkeypatch.context() as before:
        before.setattr(pinyin, "SURNAMES", {})
        store.append([record("staff", "staff-9", name="单晓燕")], OFFICER)
    with store._engine.begin() as connection:
        connection.execute(update(META).where(META.c.k == "cache_schema").values(v="5"))
    store.close()

    assert found(journal(path), "sxy") == ["staff-9"]


def test_a_report_is_found_by_the_words_of_its_elements() -> None:
    store = journal()
    elements: dict[str, Json] = {"course": "02时24分外墙坍塌", "contact": None}
    store.append([record("report", "report-1", title="初报", elements=elements)], OFFICER)

    assert found(store, "坍塌") == ["report-1"]


def test_a_kind_with_a_dot_is_found_whole_and_by_its_beginning_alone() -> None:
    store = journal()
    store.append([record("ledger.people", "p-1", name="王磊")], OFFICER)
    store.append([record("staff", "s-1", name="王磊"), record("daily_report", "d-1", title="王磊")], OFFICER)

    assert found(store, "王磊", "ledger") == ["p-1"]
    assert found(store, "wl", "ledger.people") == ["p-1"]
    assert found(store, "wl", "people") == []
    assert found(store, "wl", "report") == []
    assert set(found(store, "王磊", "staff", "daily_report")) == {"s-1", "d-1"}


def test_the_newest_come_first_and_no_more_than_wanted() -> None:
    store = journal()
    for number in range(9):
        store.append([note(f"第{number}次积水", f"log-{number}", at=f"2026-07-19T0{number}:00:00+00:00")], OFFICER)

    assert [one.id for one in store.search("积水", limit=3)] == ["log-8", "log-7", "log-6"]


@given(
    texts=st.lists(st.text(SIGNS + "，12", min_size=1, max_size=12), min_size=1, max_size=5),
    typed=st.text(SIGNS, min_size=1, max_size=3),
)
def test_a_phrase_finds_exactly_the_lines_that_hold_it(texts: list[str], typed: str) -> None:
    store = journal()
    store.append([note(text, f"log-{at}") for at, text in enumerate(texts)], OFFICER)

    holding = {f"log-{at}" for at, text in enumerate(texts) if re.search(typed, text)}

    assert set(found(store, typed)) == holding
    store.close()
