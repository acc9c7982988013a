"""What a reader's page must hold, told from numbers alone: readers who stand near one another share one page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from commandpost.domain.ids import EVERYONE, StreamId, UnitCode
from commandpost.journal.exchange import FeedPage, Published, Shown

NEAR = 200  # links that a reader may be given once more, most of them hashes of 32 bytes


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a page: a stream's links ``first``–``last``, of which the bodies ``seen`` are shown."""

    stream: StreamId
    first: int
    last: int
    seen: frozenset[int]

    def serves(self, own: Piece | None) -> bool:
        """Whether a reader is given what its own piece holds, and little before; None: it holds all of it."""
        if own is None:
            return self.last - self.first < NEAR
        from_there = frozenset(seq for seq in self.seen if seq >= own.first)
        return self.first <= own.first <= self.first + NEAR and (self.last, from_there) == (own.last, own.seen)


@dataclass(frozen=True, slots=True)
class PagePlan:
    """What a page for everybody must hold: readers whom one plan serves get the same bytes."""

    epoch: str
    upto: int
    pieces: tuple[Piece, ...]

    def is_met_by(self, page: FeedPage) -> bool:
        """Whether a page that was read is this very plan, neither less nor more."""
        runs = tuple(
            Piece(
                run.stream,
                run.first,
                run.last,
                frozenset(seq for seq, link in enumerate(run.links, run.first) if link.raw is not None),
            )
            for run in page.runs
        )
        return (page.epoch, page.after, page.more, runs) == (self.epoch, self.upto, False, self.pieces)


@dataclass(slots=True)
class StreamReaders:
    """Who may see which links of one stream; fed from its first link on."""

    last: int = 0
    _signed: list[int] = field(default_factory=list)
    _seen: dict[UnitCode, list[tuple[int, int]]] = field(default_factory=dict)  # seq and lsn, by seq

    def take(self, links: Sequence[Shown]) -> None:
        """Go on with the links after ``last``."""
        for link in links:
            self.last = link.seq
            if link.signed:
                self._signed.append(link.seq)
            for unit in link.units:
                self._seen.setdefault(unit, []).append((link.seq, link.lsn))

    def knows(self, row: Published) -> bool:
        """Whether the entry is here; its body may have come after its hash did."""
        return all((row.seq, row.lsn) in self._between(unit, row.seq, row.seq) for unit in row.units)

    def piece(self, stream: StreamId, unit: UnitCode, after: int, upto: int) -> Piece | None:
        """From the signature after the last entry that ``unit`` was shown to the first one at or after ``upto``.

        None where the reader at ``after`` holds all of that.
        """
        reached = max(self._reached(unit, after), self._reached(EVERYONE, after))
        first, last = self._end(reached) + 1 if reached else 1, self._end(upto)
        if first > last:
            return None
        shown = (*self._between(unit, first, last), *self._between(EVERYONE, first, last))
        return Piece(stream, first, last, frozenset(seq for seq, _ in shown))

    def _reached(self, unit: UnitCode, after: int) -> int:
        return next((seq for seq, lsn in reversed(self._seen.get(unit, ())) if lsn <= after), 0)

    def _end(self, seq: int) -> int:
        at = bisect_left(self._signed, seq)
        return self._signed[at] if at < len(self._signed) else seq

    def _between(self, unit: UnitCode, first: int, last: int) -> list[tuple[int, int]]:
        seen = self._seen.get(unit, [])
        return seen[bisect_left(seen, (first, 0)) : bisect_right(seen, (last + 1, -1))]


def plan(
    epoch: str, unit: UnitCode, after: int, rows: Sequence[Published], streams: Mapping[StreamId, StreamReaders]
) -> PagePlan | None:
    """The page for everybody that brings ``rows`` to a reader at ``after``, as nobody's own page would hold them.

    It begins where the last entry for everybody ended, so whoever was shown one of its own since is given some links
    once more. None where that is not what the reader is to have, or too much of it.
    """
    pieces: list[Piece] = []
    for stream, upto in {row.stream: row.seq for row in rows}.items():
        shared = streams[stream].piece(stream, EVERYONE, after, upto)
        if shared is None:
            continue  # whoever was shown the entry before holds this one, too
        if not shared.serves(streams[stream].piece(stream, unit, after, upto)):
            return None
        pieces.append(shared)
    return PagePlan(epoch, rows[-1].lsn, tuple(pieces))
