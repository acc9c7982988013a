from __future__ import annotations

import random

from commandpost.app.feed_plan import Piece, StreamReaders, plan
from commandpost.app.feed_tail import FEW, KEPT, FeedTail
from commandpost.domain.ids import EVERYONE, DeviceId, StreamId, UnitCode
from commandpost.journal.exchange import Glance, Published, Shown, Without

HERE, THERE = UnitCode("110199001"), UnitCode("110199002")
STREAM, DEVICE = StreamId("s"), DeviceId("d")


def entry(lsn: int, *units: UnitCode) -> Published:
    return Published(lsn=lsn, stream=STREAM, seq=lsn, device=DEVICE, units=frozenset(units))


def glance(since: int, *published: Published, epoch: str = "e", newest: int = 0) -> Glance:
    end = published[-1].lsn if published else max(since, newest)
    return Glance(epoch=epoch, newest=end, cards=0, since=since, published=published)


def known(*published: Published, since: int = 0) -> FeedTail:
    tail = FeedTail()
    tail.take(glance(since, *published))
    return tail


def test_a_unit_has_news_when_something_it_may_see_came_after_its_cursor() -> None:
    tail = known(entry(1, HERE), entry(2, THERE))
    assert tail.has_news(HERE, 0)
    assert tail.has_news(HERE, 1) is False
    assert tail.has_news(THERE, 1)


def test_what_is_for_everybody_is_news_for_a_unit_never_named() -> None:
    assert known(entry(1, EVERYONE)).has_news(HERE, 0)


def test_before_the_beginning_the_journal_must_be_asked_once() -> None:
    tail = known(since=10)
    assert tail.has_news(HERE, 3) is None
    assert tail.has_news(HERE, 10) is False
    tail.learn(HERE, 3)
    assert tail.has_news(HERE, 3) is False
    assert tail.has_news(HERE, 2)


def test_what_was_learned_never_hides_what_came_meanwhile() -> None:
    tail = known(since=10)
    tail.take(glance(10, entry(11, HERE)))
    tail.learn(HERE, 3)
    assert tail.has_news(HERE, 10)


def test_it_goes_on_from_glance_to_glance() -> None:
    tail = known(entry(1, HERE))
    tail.take(glance(1, entry(2, HERE)))
    assert tail.newest == 2
    assert tail.has_news(HERE, 1)
    assert tail.has_news(HERE, 0)


def test_another_line_of_truth_begins_anew() -> None:
    tail = known(entry(1, HERE), entry(2, HERE))
    tail.take(glance(1, entry(2, THERE), epoch="after the fail-over"))
    assert tail.has_news(HERE, 1) is False
    assert tail.has_news(HERE, 0) is None


def test_a_jump_of_the_journal_begins_anew() -> None:
    tail = known(entry(1, HERE))
    tail.take(glance(50, entry(51, THERE)))
    assert tail.has_news(HERE, 1) is None
    assert tail.public(HERE, 1) == ()


def test_only_what_is_for_everybody_is_shared() -> None:
    tail = known(entry(1, HERE, THERE), entry(2, HERE, EVERYONE), entry(3, EVERYONE))
    assert tail.public(HERE, 0) == ()
    assert [row.lsn for row in tail.public(HERE, 1)] == [2, 3]


def test_what_the_reader_wrote_or_brought_itself_is_not_shared() -> None:
    tail = known(entry(1, EVERYONE))
    assert tail.public(HERE, 0, Without(device=DEVICE)) == ()
    assert tail.public(HERE, 0, Without(ends={STREAM: 1})) == ()


def test_a_long_page_is_not_shared() -> None:
    assert known(*(entry(lsn, EVERYONE) for lsn in range(1, FEW + 2))).public(HERE, 0) == ()


def test_the_oldest_is_forgotten_and_then_not_told() -> None:
    tail = known()
    for lsn in range(1, 2 * KEPT + 2):
        tail.take(glance(lsn - 1, entry(lsn, EVERYONE)))
    assert len(tail.public(HERE, 2 * KEPT)) == 1
    assert tail.public(HERE, KEPT) == ()


def readers(*links: Shown) -> StreamReaders:
    found = StreamReaders()
    found.take(links)
    return found


def link(seq: int, *units: UnitCode, signed: bool = True, lsn: int | None = None) -> Shown:
    return Shown(seq=seq, lsn=seq if lsn is None else lsn, units=frozenset(units), signed=signed)


def test_a_first_page_goes_from_the_first_link_to_the_signature_after_the_newest_entry() -> None:
    stream = readers(link(1, THERE, signed=False), link(2, HERE, signed=False), link(3, THERE))
    assert stream.piece(STREAM, HERE, 0, 2) == Piece(STREAM, 1, 3, frozenset({2}))


def test_a_later_page_begins_after_the_signature_that_ended_the_one_before() -> None:
    stream = readers(link(1, HERE, signed=False), link(2, THERE), link(3, EVERYONE))
    assert stream.piece(STREAM, HERE, 1, 3) == Piece(STREAM, 3, 3, frozenset({3}))


def test_who_holds_it_all_is_given_nothing() -> None:
    stream = readers(link(1, HERE, signed=False), link(2, HERE))
    assert stream.piece(STREAM, HERE, 1, 2) is None


def test_a_body_that_came_after_its_hash_is_not_known() -> None:
    stream = readers(link(1, lsn=0), link(2, HERE))
    assert stream.knows(entry(2, HERE))
    assert not stream.knows(Published(lsn=9, stream=STREAM, seq=1, device=DEVICE, units=frozenset({HERE})))


def test_readers_at_one_place_have_one_plan_and_others_have_not() -> None:
    chance = random.Random(1)
    links = [link(seq, *chance.sample([HERE, THERE, EVERYONE], 1), signed=seq % 3 == 0) for seq in range(1, 31)]
    streams = {STREAM: readers(*links)}
    rows = [Published(lsn=30, stream=STREAM, seq=30, device=DEVICE, units=frozenset({EVERYONE}))]
    third = UnitCode("110199003")
    assert plan("e", third, 29, rows, streams) == plan("e", UnitCode("110199004"), 29, rows, streams)
    assert plan("e", third, 29, rows, streams) != plan("e", third, 3, rows, streams)
