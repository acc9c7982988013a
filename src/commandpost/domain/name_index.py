"""Finds things by any part of their names, addresses, pinyin initials or numbers, among a hundred thousand at once.

All words lie in two long texts, one of plain letters and figures and one of Chinese, so that one search of a text is
one search of everything, and each text is as short as may be.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_END, _CUT = "\n", "\r"  # the end of a word; where a word was cut because other letters stand beside it
_ENOUGH = 1_000  # hits that are ranked; a search that finds more is too short to mean one thing
_PLAIN = re.compile(r"[\x20-\x7e]+")
_WHOLE, _BEGINNING, _INSIDE = range(3)


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of all rows one after another; row ``i`` begins at ``starts[i]``."""

    text: str
    starts: tuple[int, ...]

    def hits(self, wanted: str) -> Iterator[int]:
        """The first rows that hold it, in order."""
        at = self.text.find(wanted)
        for _ in range(_ENOUGH):
            if at < 0:
                return
            row = bisect_right(self.starts, at) - 1
            yield row
            at = self.text.find(wanted, self.starts[row + 1])

    def row(self, row: int) -> str:
        return self.text[self.starts[row] : self.starts[row + 1]]


class NameIndex:
    """An unchanging set of rows, each with the words it is found by."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        words = [[" ".join(word.casefold().split()) for word in row] for row in rows]
        self._plain = _joined([_plain_words(row) for row in words])
        self._other = _joined(["".join(f"{word}{_END}" for word in row if not word.isascii()) for row in words])

    def find(self, typed: str, limit: int = 50) -> tuple[int, ...]:
        """Rows that hold every word typed: whole words first, then beginnings, then the rest; () for nothing typed."""
        wanted = typed.casefold().split()
        if not wanted:
            return ()
        telling = max(wanted, key=len)
        text = self._text_of(telling)
        rows = list(text.hits(telling))
        if len(rows) == _ENOUGH:
            rows += text.hits(f"{_END}{telling}{_END}")
        ranked = {row: _rank(text.row(row), telling) for row in rows if self._holds(row, wanted)}
        return tuple(sorted(ranked, key=lambda row: (ranked[row], row)))[:limit]

    def _text_of(self, word: str) -> _Text:
        return self._plain if word.isascii() else self._other

    def _holds(self, row: int, wanted: Sequence[str]) -> bool:
        return all(word in self._text_of(word).row(row) for word in wanted)


def _rank(text: str, word: str) -> int:
    if f"{_END}{word}{_END}" in text:
        return _WHOLE
    return _BEGINNING if f"{_END}{word}" in text else _INSIDE


def _plain_words(row: Sequence[str]) -> str:
    """The runs of plain letters, each told from the next, so that no hit reaches over a cut."""
    parts: list[str] = []
    for word in row:
        for run in _PLAIN.finditer(word):
            before = _END if run.start() == 0 else _CUT
            after = _END if run.end() == len(word) else _CUT
            parts.append(f"{before}{run.group()}{after}")
    return "".join(parts)


def _joined(rows: Sequence[str]) -> _Text:
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row) + 1)
    return _Text(_END + _END.join(rows) + _END, tuple(starts))
