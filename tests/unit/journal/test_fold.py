from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandpost.domain.ids import EntryId
from commandpost.journal.clock import receipted_evidence
from commandpost.journal.entry import ChangeSet, Entry, Json
from commandpost.journal.fold import CRITICAL, Delivery, Folding, Record, apply, fold
from commandpost.journal.merge import most_serious
from tests.unit.journal.entries import body, entry

LEVELS = ["ungraded", "general", "larger", "major", "grave"]


def write(level: str, *, stream: str, seq: int = 1, hlc: int = 1, over: tuple[Entry, ...] = ()) -> Entry:
    base = {"level": tuple(seen.id for seen in over)} if over else {}
    return entry(body(hlc=hlc, values={"level": level}, base=base), stream=stream, seq=seq)


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    """Entries of three desks, each of which had seen some of the entries before."""
    made: list[Entry] = []
    ends = {"a": 0, "b": 0, "c": 0}
    for _ in range(draw(st.integers(1, 9))):
        stream = draw(st.sampled_from(sorted(ends)))
        ends[stream] += 1
        seen = draw(st.lists(st.sampled_from([seen.id for seen in made] or [EntryId("z:1")]), max_size=3))
        values = draw(
            st.dictionaries(
                st.sampled_from(["title", "level", "dead", "status", "text"]),
                st.sampled_from([None, 0, 1, "open", "closed", "grave", "general", True]),
                max_size=4,
            )
        )
        content = body(
            hlc=draw(st.integers(0, 5)),
            values=values,
            base={"level": tuple(seen)} if "level" in values else {},
            personal=draw(st.none() | st.just("0" * 64)),
            seconds=draw(st.integers(0, 100)),
        )
        made.append(entry(content, stream=stream, seq=ends[stream]))
    return made


@given(history=histories(), chance=st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(history: list[Entry], chance: Random) -> None:
    shuffled = list(history)
    chance.shuffle(shuffled)

    assert fold(shuffled) == fold(history)


@given(history=histories())
def test_an_incremental_fold_is_a_full_one(history: list[Entry]) -> None:
    record: Record | None = None
    for count, one in enumerate(history, 1):
        record = apply(record, one)

        assert record == fold(history[:count])


def test_two_writes_of_one_field_show_the_later_one_whichever_comes_first() -> None:
    first, second = entry(body(hlc=1, values={"title": "甲"})), entry(body(hlc=2, values={"title": "乙"}), seq=2)

    assert fold([first, second]).fields == fold([second, first]).fields == {"title": "乙"}


def test_the_last_writer_of_a_plain_field_wins_by_the_logical_clock() -> None:
    record = fold(
        [
            entry(body(hlc=9, values={"title": "新"}), stream="a"),
            entry(body(hlc=3, values={"title": "旧"}), stream="b"),
        ]
    )

    assert record.fields == {"title": "新"}
    assert record.conflicts == {}


def test_a_critical_field_that_two_desks_changed_unseen_is_a_conflict() -> None:
    opened = write("general", stream="a")
    here = write("larger", stream="a", seq=2, hlc=2, over=(opened,))
    there = write("general", stream="b", hlc=3, over=(opened,))

    record = fold([opened, here, there])

    assert [claim.value for claim in record.conflicts["level"]] == ["larger", "general"]
    assert record.fields["level"] == "larger"
    assert record.heads["level"] == (here.id, there.id)


def test_whoever_saw_both_resolves_the_conflict() -> None:
    one, two = write("larger", stream="a"), write("general", stream="b")

    record = fold([one, two, write("major", stream="b", seq=2, hlc=2, over=(one, two))])

    assert record.conflicts == {}
    assert record.fields["level"] == "major"


def test_two_desks_that_say_the_same_do_not_conflict() -> None:
    record = fold([write("larger", stream="a"), write("larger", stream="b")])

    assert record.conflicts == {}
    assert len(record.heads["level"]) == 2


def test_a_number_and_a_truth_value_are_not_the_same() -> None:
    record = fold(
        [entry(body(values={"dead": 1}), stream="a"), entry(body(values={"dead": True}), stream="b")],
    )

    assert set(record.conflicts) == {"dead"}


def test_references_in_a_circle_leave_nothing_rather_than_something_arbitrary() -> None:
    first = entry(body(values={"level": "grave"}, base={"level": (EntryId("a:2"),)}), seq=1)
    second = entry(body(values={"level": "general"}, base={"level": (EntryId("a:1"),)}, hlc=2), seq=2)

    assert "level" not in fold([first, second]).fields
    assert fold([first, second]) == fold([second, first])


def test_the_first_entry_gives_a_record_its_origin_whenever_it_arrives() -> None:
    late = entry(body(hlc=5, seconds=60), seq=2)
    early = entry(body(hlc=1))

    record = fold([late, early])

    assert record.entry == early.id
    assert record.created.at == fold([early]).created.at
    assert record.updated == fold([late]).created.at
    assert record.entries == 2


def test_personal_blobs_stand_in_their_order() -> None:
    record = fold(
        [
            entry(body(hlc=2, personal="2" * 64), seq=2),
            entry(body(hlc=1, personal="1" * 64)),
        ]
    )

    assert [name for _, name in record.blobs] == ["1" * 64, "2" * 64]


def test_nothing_folds_to_nothing() -> None:
    with pytest.raises(ValueError, match="nothing to fold"):
        fold([])


def test_changes_add_up() -> None:
    one = ChangeSet(kinds=frozenset({"log"}), records=(), entries=(EntryId("a:1"),))
    two = ChangeSet(kinds=frozenset({"incident"}), entries=(EntryId("a:2"),))

    assert (one | two) == ChangeSet(kinds=frozenset({"log", "incident"}), entries=(EntryId("a:1"), EntryId("a:2")))


@pytest.mark.parametrize(
    ("field", "values", "serious"),
    [
        ("level", ["grave", "general"], "grave"),
        ("level", ["general", "ungraded"], "general"),
        ("level", ["no level", "ungraded"], "ungraded"),
        ("dead", [3, None], 3),
        ("dead", [None, 0], 0),
        ("missing", [2, "many"], 2),
        ("sensitive", [True, False], True),
        ("status", ["open", "closed"], "open"),
        ("place", ["older", "newer"], "newer"),
    ],
)
def test_alarms_go_by_the_more_serious_value(field: str, values: list[Json], serious: object) -> None:
    assert values[most_serious(field, values)] == serious


def test_the_levels_are_the_domains() -> None:
    assert [LEVELS[most_serious("level", LEVELS[: count + 1])] for count in range(5)] == LEVELS
    assert "level" in CRITICAL["incident"]


def test_an_empty_folding_is_no_record() -> None:
    with pytest.raises(ValueError, match="nothing to fold"):
        Folding().record()


def test_how_far_a_record_has_come_changes_nothing_else_of_it() -> None:
    record = fold([entry(body(values={"title": "a"}))])
    proved = receipted_evidence(record.created, record.created.at)

    come = record.come(Delivery.DELIVERED, proved)

    assert (come.delivery, come.created) == (Delivery.DELIVERED, proved)
    assert come.come(record.delivery, record.created) == record


def test_an_entry_at_the_end_of_a_run_is_the_same_but_for_its_signature() -> None:
    plain = entry(body())

    signed = plain.signed(b"s" * 64)

    assert (signed.signature, signed.signed(None)) == (b"s" * 64, plain)


def test_what_was_written_and_folded_never_changes() -> None:
    written = entry(body())
    with pytest.raises(AttributeError):
        written.seq = 2
    with pytest.raises(AttributeError):
        fold([written]).entries = 2
