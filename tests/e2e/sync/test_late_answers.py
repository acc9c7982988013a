"""Answers that were overtaken: by the other direction of the link, by the room, by a newer server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commandpost.app.sync_steps import Answered, News, Outgoing
from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import RecordId
from tests.e2e.sync.street import CALM, Desk, Street
from tests.factories import folder
from tests.server_process import STREET

STEPS = st.lists(st.sampled_from(("write", "hear", "ask", "listen", "settle", "take", "all")), min_size=4, max_size=16)


@pytest.fixture
def street() -> Iterator[Street]:
    home = folder()
    made = Street(home, 6)
    yield made
    made.close()
    shutil.rmtree(home)


class UnderWay:
    """A desk whose questions are answered at once and whose answers come whenever the trial says."""

    def __init__(self, street: Street) -> None:
        self.desk, self.other = street.desk(STREET, "S1"), street.desk(STREET, "S2")
        self.answers: list[Answered] = []
        self.news: list[News] = []
        self.lines = 0
        self.do("write")
        self.do("all")

    def do(self, step: str) -> None:
        sync = self.desk.sync
        match step:
            case "write" | "hear":
                self.lines += 1
                writer = self.desk if step == "write" else self.other
                writer.write(f"log-{self.lines}", text=step)
                self.other.exchange(CALM)
            case "all":
                self.desk.exchange(CALM)
            case "ask":
                self.answers.append(sync.exchange(asked_again(self.desk)))
            case "listen":
                self.news.append(sync.listen(sync.position()))
            case "take" if self.news:
                sync.take(self.news.pop(0))
            case "settle" if self.answers:
                sync.settle(self.answers.pop(0))


@settings(max_examples=10)
@example(steps=["ask", "write", "all", "settle"])
@example(steps=["listen", "hear", "all", "take"])
@given(steps=STEPS)
def test_no_late_answer_takes_back_what_is_delivered_or_read(steps: Sequence[str]) -> None:
    home = folder()
    street = Street(home, 6)
    try:
        trial = UnderWay(street)
        store = trial.desk.store
        before, read = store.delivered(), store.position().lsn
        for step in steps:
            trial.do(step)
            now, reads = store.delivered(), store.position().lsn
            assert all(now.get(stream, 0) >= seq for stream, seq in before.items()), step
            assert reads >= read, step
            before, read = now, reads
        trial.desk.exchange(CALM)
        assert store.pending() == 0
        assert store.count("log") == trial.lines
    finally:
        street.close()
        shutil.rmtree(home)


def test_a_page_under_way_does_not_end_the_reading_of_everything_again(street: Street) -> None:
    desk = street.desk(STREET, "S1")
    desk.write("log-1", text="早先")
    desk.exchange(CALM)
    copy = desk.back_up()
    desk.write("log-2", text="副本里没有")
    desk.exchange(CALM)
    desk.restore(copy)
    page = desk.sync.listen(desk.sync.position())

    desk.sync.settle(desk.sync.exchange(desk.sync.gather()))  # the server holds more: all is read again, own lines too
    desk.sync.take(page)

    assert desk.store.position().whole
    desk.exchange(CALM)
    assert desk.store.record(RecordId("log-2")) is not None


def test_a_page_of_the_epoch_before_does_not_bring_that_epoch_back(street: Street) -> None:
    desk = street.desk(STREET, "S1")
    desk.write("log-1", text="一")
    desk.exchange(CALM)
    page, answers = desk.sync.listen(desk.sync.position()), desk.sync.exchange(asked_again(desk))
    new = street.server.new_epoch()
    desk.exchange(CALM)
    delivered = desk.store.delivered()

    desk.sync.take(page)
    desk.sync.settle(answers)

    assert desk.store.position().epoch == new
    assert desk.store.delivered() == delivered


def asked_again(desk: Desk) -> Outgoing:
    desk.sync.failed(Unavailable("server_unreachable"))
    return desk.sync.gather()
