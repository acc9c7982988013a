"""What full-text search sees of a record, and how a typed line asks for it; the index knows whole tokens only.

Chinese stands as pairs of neighbours (清河路 → 清河 河路 路), so that a phrase of common characters is a look-up and no
scan; its single characters stand once more, and so do the beginnings of numbers and Latin words. Pinyin initials
stand as every three in a row (qhl → qhl hl l), so that a search may begin anywhere in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from commandpost.app import pinyin
from commandpost.journal.entry import Json
from commandpost.journal.fold import Record

FIELDS = ("title", "name", "text", "place", "address", "number", "summary", "incident_title")
NESTED = ("elements",)  # a report's words, one for each of its elements
MAX_TEXT = 20_000
BEGINNINGS = 4  # beginnings of words up to this length are tokens of their own
IN_A_ROW = 3  # initials of one token
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
WORD = re.compile(r"[0-9a-z]+")
PIECE = re.compile(f"{WORD.pattern}|{HAN.pattern}")


@dataclass(frozen=True, slots=True)
class Term:
    """Tokens that stand one after the other in a column; ``begins``: the last is only a beginning."""

    column: str
    tokens: tuple[str, ...]
    begins: bool = False


def columns(record: Record) -> dict[str, str]:
    """The tokens of a record by column, joined by blanks; every column is "" where nothing can be found."""
    texts = [text[:MAX_TEXT].lower() for text in _texts(record.fields)]
    runs = [run for text in texts for run in HAN.findall(text)]
    words = {begun for text in texts for word in WORD.findall(text) for begun in _beginnings(word)}
    tokens = [_tokens(run) for run in runs]
    name = record.fields.get("name")
    family = isinstance(name, str) and name[:1] in pinyin.SURNAMES
    families = pinyin.name_initials(str(name))[1:] if family else ()
    return {
        "kind": _kind(record.kind),
        "words": " ".join(sorted(words)),
        "signs": " ".join(sorted(set("".join(runs)))),
        "pairs": " ".join([pairs for pairs, _ in tokens]),
        "initials": " ".join([*(initials for _, initials in tokens if initials), *map(_in_rows, families)]),
    }


@lru_cache(pinyin.MANY)
def _tokens(run: str) -> tuple[str, str]:
    """Pairs and initials of a run of characters, each joined by blanks."""
    return " ".join(_in_a_row(run, 2)), " ".join(_in_a_row(pinyin.letters(run), IN_A_ROW))


def _in_rows(initials: str) -> str:
    return " ".join(_in_a_row(initials, IN_A_ROW))


def terms(typed: str, kinds: Sequence[str] = ()) -> tuple[tuple[Term, ...], ...]:
    """What must all be there; of each inner tuple one is enough. () when nothing was typed that could be found."""
    wanted = tuple(_asked(piece) for piece in PIECE.findall(typed.lower()))
    return (*wanted, tuple(Term("kind", (_kind(kind),)) for kind in kinds)) if wanted and kinds else wanted


def match(wanted: Iterable[Iterable[Term]]) -> str:
    """Write terms as a query of FTS5."""
    return " AND ".join("(" + " OR ".join(map(_said, choice)) + ")" for choice in wanted)


def _said(term: Term) -> str:
    first = "^ " if term.column == "kind" else ""
    return f'{term.column} : {first}"{" ".join(term.tokens)}"{" *" if term.begins else ""}'


def _asked(piece: str) -> tuple[Term, ...]:
    if HAN.match(piece):
        return (Term("pairs", tuple(_in_a_row(piece, 2))[:-1]) if len(piece) > 1 else Term("signs", (piece,)),)
    word = Term("words", (piece,), begins=len(piece) > BEGINNINGS)
    if len(piece) < 2 or not piece.isalpha():
        return (word,)
    row = tuple(_in_a_row(piece, IN_A_ROW))[: max(1, len(piece) - IN_A_ROW + 1)]
    return (word, Term("initials", row, begins=len(piece) < IN_A_ROW))


def _texts(fields: Mapping[str, Json]) -> Iterator[str]:
    for name in FIELDS:
        if isinstance(text := fields.get(name), str):
            yield text
    for name in NESTED:
        if isinstance(table := fields.get(name), dict):
            yield from (text for text in table.values() if isinstance(text, str))


@lru_cache(pinyin.MANY)
def _beginnings(word: str) -> tuple[str, ...]:
    return (*(word[:size] for size in range(1, min(BEGINNINGS + 1, len(word)))), word)


def _in_a_row(run: str, size: int) -> list[str]:
    return [run[at : at + size] for at in range(len(run))]


def _kind(kind: str) -> str:
    """``ledger.people`` as one token, found by its beginning ``ledger`` too."""
    return kind.replace("_", "").replace(".", " ")
