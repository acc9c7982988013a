from __future__ import annotations

import asyncio
import itertools
import threading
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from commandpost.app.link import LinkState, LinkStatus
from commandpost.app.sync_steps import Answered, News, Outgoing, Question
from commandpost.app.syncing import SyncService
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.gui.notices import Notice
from commandpost.gui.runtime import sync_loop
from commandpost.gui.runtime.changes import LINK
from commandpost.gui.runtime.sync_loop import SyncLoop
from commandpost.gui.window.link_notices import LinkNotices
from commandpost.journal.entry import ChangeSet
from commandpost.journal.exchange import FeedPage, Position
from tests.factories import STREET
from tests.gui.conftest import Gui

PAGES = 5


@dataclass
class FakeLink:
    """A link whose server is there or not; listening waits until something comes or the link is closed."""

    up: bool = True
    waiting: int = 0
    sent: int = 0
    heard: int = 0
    failures: list[str] = field(default_factory=list)
    refusal: Exception | None = None
    failed_last: bool = False  # as the real one, it rests after a failure until something succeeds

    def gather(self) -> Outgoing:
        return Outgoing(greet=self.waiting)

    def exchange(self, outgoing: Outgoing) -> Answered:
        if self.refusal is not None:
            raise self.refusal
        if not self.up:
            raise Unavailable("server_unreachable")
        return Answered(sent=outgoing)

    def settle(self, answered: Answered) -> ChangeSet:
        self.sent += answered.sent.greet
        self.waiting = 0
        self.failed_last = False
        return ChangeSet()

    def position(self) -> str:
        return "here"

    def ahead(self, _question: str, _news: str) -> None:
        return None

    def listen(self, _question: str, _wait: float) -> str:
        if not self.up:
            raise Unavailable("server_unreachable")
        return "news"

    def take(self, _news: str) -> ChangeSet:
        self.heard += 1
        return ChangeSet()

    def failed(self, problem: Unavailable) -> None:
        self.failures.append(problem.code)
        self.failed_last = True

    def status(self) -> LinkStatus:
        return LinkStatus(state=LinkState.ONLINE if self.up else LinkState.OFFLINE, pending=self.waiting)

    def pause(self) -> float:
        return 0.02 if self.failed_last else 0.0

    def close(self) -> None:
        self.up = False


def play(gui: Gui, link: FakeLink, scenario: Any) -> list[LinkStatus]:
    said: list[LinkStatus] = []

    async def whole() -> None:
        loop = SyncLoop(gui.tasks, gui.bridge, cast("SyncService", link))
        loop.status_changed.connect(said.append)
        loop.start()
        await scenario()
        await asyncio.wait_for(loop.stop(), 20)

    gui.run(whole())
    return said


def test_what_is_written_off_line_counts_as_waiting_at_once(gui: Gui, monkeypatch: pytest.MonkeyPatch) -> None:
    link = FakeLink(up=False)
    monkeypatch.setattr(link, "pause", lambda: 3600.0)  # no attempt comes to its help
    said: list[int] = []

    async def scenario() -> None:
        loop = SyncLoop(gui.tasks, gui.bridge, cast("SyncService", link))
        loop.status_changed.connect(lambda status: said.append(status.pending))
        loop.start()
        await gui.until(lambda: said)
        for waiting in (1, 2, 2):
            link.waiting = waiting
            gui.bridge.announce(ChangeSet(kinds=frozenset({"log"})))
            await gui.until(lambda waiting=waiting: said[-1] == waiting)
            await gui.until(lambda: loop._telling.idle)
        assert [waiting for waiting, _ in itertools.groupby(said)] == [0, 1, 2]
        await asyncio.wait_for(loop.stop(), 20)

    gui.run(scenario())


def test_what_is_announced_is_sent_and_what_comes_is_taken(gui: Gui) -> None:
    link = FakeLink(waiting=2)

    async def scenario() -> None:
        await gui.until(lambda: link.sent == 2 and link.heard > 1)
        link.waiting = 3
        gui.bridge.announce(ChangeSet(kinds=frozenset({"log"})))
        await gui.until(lambda: link.sent == 5)

    said = play(gui, link, scenario)

    assert said[0].online


def test_a_server_that_went_away_is_tried_until_it_is_back(gui: Gui) -> None:
    link = FakeLink(up=False, waiting=1)

    async def scenario() -> None:
        await gui.until(lambda: len(link.failures) >= 3)
        assert link.heard == 0
        link.up = True
        await gui.until(lambda: link.sent == 1 and link.heard > 0)

    said = play(gui, link, scenario)

    assert not said[0].online
    assert said[-1].online


@pytest.mark.parametrize("turns", range(5))
def test_a_loop_that_is_stopped_as_it_wakes_stops(gui: Gui, turns: int) -> None:
    link = FakeLink()

    async def scenario() -> None:
        loop = SyncLoop(gui.tasks, gui.bridge, cast("SyncService", link))
        loop.start()
        await gui.until(lambda: link.heard > 0 and loop._wake._waiters, "it rests")
        loop.try_now()
        for _ in range(turns):
            await asyncio.sleep(0)
        await asyncio.wait_for(loop.stop(), 20)

    gui.run(scenario())


def test_a_server_that_refuses_this_workstation_is_a_state_and_no_bug(gui: Gui) -> None:
    link = FakeLink(waiting=1, refusal=RuleBroken("device_revoked"))

    async def scenario() -> None:
        await gui.until(lambda: "device_revoked" in link.failures)

    play(gui, link, scenario)

    assert gui.bugs == []


def test_a_journal_that_cannot_be_read_for_a_while_ends_no_direction(gui: Gui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync_loop, "PUSH_AGAIN", 0.02)
    gui.context()
    link, refusals = FakeLink(waiting=1), [Unavailable("disk_failed"), Unavailable("disk_failed")]
    told = link.status

    def status() -> LinkStatus:
        if refusals:
            raise refusals.pop()
        return told()

    link.status = status  # type: ignore[method-assign]  # a disk that is away for a moment

    async def scenario() -> None:
        await gui.until(lambda: not refusals and link.heard > 1)
        link.waiting = 2
        gui.bridge.announce(ChangeSet(kinds=frozenset({"log"})))
        await gui.until(lambda: link.sent >= 3)

    play(gui, link, scenario)
    assert {error.code for error in gui.refused} == {"disk_failed"}


def test_a_new_link_is_tried_at_once_however_long_the_pause_was(gui: Gui) -> None:
    link = FakeLink(up=False, waiting=1)
    link.pause = lambda: 600.0  # type: ignore[method-assign]  # a desk that was never linked waits long

    async def scenario() -> None:
        await gui.until(lambda: link.failures)
        link.up = True
        gui.bridge.announce(ChangeSet(kinds=frozenset({LINK})))
        await gui.until(lambda: link.sent == 1)

    play(gui, link, scenario)


def test_a_problem_that_waiting_does_not_mend_is_told_once_and_goes_with_the_next_answer(gui: Gui) -> None:
    said: list[Notice] = []
    notices = gui.context().notices
    notices.posted.connect(said.append)
    follow = LinkNotices(notices).follow

    for problem in ("server_unreachable", "device_revoked", "device_revoked"):
        follow(LinkStatus(state=LinkState.OFFLINE, problem=problem))
    follow(LinkStatus(state=LinkState.ONLINE))

    assert [(notice.key, bool(notice.text)) for notice in said] == [("link-problem", True), ("link-problem", False)]


@dataclass
class PagedLink(FakeLink):
    """A server with five pages; keeping one ends when the next was asked for, so that whoever asks later is caught."""

    at: int = 0  # how far the reading came
    asked: list[int] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    in_time: list[bool] = field(default_factory=list)
    puts_back: int | None = None  # the page that has a gap before it
    breaks: int | None = None  # the page at which the line breaks, once
    _heard: dict[int, threading.Event] = field(default_factory=lambda: defaultdict(threading.Event))

    ahead = SyncService.ahead  # type: ignore[assignment]  # the real one

    def position(self) -> Question:  # type: ignore[override]  # a real one
        return Question(position=Position(unit=STREET, epoch="one", lsn=self.at))

    def listen(self, question: Question, _wait: float) -> News:  # type: ignore[override]  # as above
        after = question.position.lsn
        self.asked.append(after)
        self._heard[after].set()
        if self.breaks == after:
            self.breaks = None
            raise Unavailable("server_unreachable")
        page = FeedPage(unit=STREET, epoch="one", after=min(after + 1, PAGES), runs=(), more=after < PAGES - 1)
        return News(page=page, asked=question.position)

    def take(self, news: News) -> ChangeSet:  # type: ignore[override]  # as above
        at = news.asked.lsn
        if news.page.more:
            self.in_time.append(self._heard.pop(at + 1, None) is not None or self._heard[at + 1].wait(20))
        self.kept.append(at)
        put_back, self.puts_back = self.puts_back == at, None if self.puts_back == at else self.puts_back
        self.at = 0 if put_back else news.page.after
        self.failed_last = False
        return ChangeSet()


def read_to_the_end(gui: Gui, link: PagedLink) -> None:
    async def scenario() -> None:
        await gui.until(lambda: link.at == PAGES)

    play(gui, link, scenario)


def test_the_next_page_is_asked_for_while_one_is_kept(gui: Gui) -> None:
    link = PagedLink()

    read_to_the_end(gui, link)

    assert link.asked[:PAGES] == link.kept[:PAGES] == [0, 1, 2, 3, 4]
    assert link.in_time == [True] * (PAGES - 1)


def test_a_reading_that_was_put_back_keeps_no_page_that_was_asked_ahead(gui: Gui) -> None:
    link = PagedLink(puts_back=2)

    read_to_the_end(gui, link)

    assert link.kept[:8] == [0, 1, 2, 0, 1, 2, 3, 4]


def test_a_line_that_breaks_under_a_page_asked_ahead_loses_nothing(gui: Gui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync_loop, "PUSH_AGAIN", 0.02)
    link = PagedLink(breaks=3)

    read_to_the_end(gui, link)

    assert link.kept[:PAGES] == [0, 1, 2, 3, 4]
    assert link.failures == ["server_unreachable"]
