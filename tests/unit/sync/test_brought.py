"""A caller is not given back what it brought, and never left without what it lost."""

from __future__ import annotations

import pytest

from commandpost.app.brought import BroughtBook
from commandpost.domain.ids import DeviceId, StreamId
from commandpost.journal.bundle import Run
from commandpost.journal.exchange import StreamAnswer, Verdict
from tests.factories import journal, note

RELAY, OTHER = DeviceId("relay"), DeviceId("other")


def one_run() -> Run:
    store = journal()
    store.append([note(), note()], None)
    return store.runs_for(store.device().unit, {})[0]


@pytest.fixture(scope="module")
def run() -> Run:
    return one_run()


def answer(run: Run, verdict: Verdict = Verdict.TAKEN) -> StreamAnswer:
    return StreamAnswer(stream=run.stream, verdict=verdict, seq=run.last, hash=bytes(32))


def holds(book: BroughtBook, run: Run, device: DeviceId = RELAY) -> bool:
    return book.without(device).holds(DeviceId("author"), StreamId(run.stream), run.last)


def test_what_was_brought_in_this_conversation_is_left_out_for_the_bringer_alone(run: Run) -> None:
    book = BroughtBook()
    book.begin(RELAY, "1")
    book.note(RELAY, [run], [answer(run)], "2")

    assert holds(book, run)
    assert not holds(book, run, OTHER)
    assert not book.without(RELAY).holds(DeviceId("author"), run.stream, run.last + 1)


def test_a_new_conversation_begins_with_nothing_brought(run: Run) -> None:
    book = BroughtBook()
    book.begin(RELAY, "1")
    book.note(RELAY, [run], [answer(run)], "2")
    book.begin(RELAY, "3")
    assert not holds(book, run)


@pytest.mark.parametrize("at", ["0", "1"])
def test_a_request_from_before_the_conversation_does_not_count(run: Run, at: str) -> None:
    book = BroughtBook()
    book.begin(RELAY, "1")
    book.note(RELAY, [run], [answer(run)], at)
    assert not holds(book, run)


def test_what_was_refused_does_not_count(run: Run) -> None:
    book = BroughtBook()
    book.begin(RELAY, "1")
    book.note(RELAY, [run], [answer(run, Verdict.FORK)], "2")
    book.note(OTHER, [run], [answer(run)], "2")
    assert not holds(book, run)
    assert not holds(book, run, OTHER)
