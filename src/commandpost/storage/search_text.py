"""What full-text search sees of a record: Chinese by characters, names also by their pinyin initials."""

from __future__ import annotations

import re
from functools import lru_cache

from commandpost.app import pinyin
from commandpost.journal.fold import Record

FIELDS = ("title", "text", "name", "place", "address", "number")
NAMES = ("title", "name", "place")  # short enough that initials make sense
MAX_INITIALS = 16
MANY = 20_000  # names whose initials are remembered; places come again and again
MAX_TEXT = 20_000
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
WORD = re.compile(r"[0-9a-z]+|" + HAN.pattern)


def content(record: Record) -> str:
    """The words of a record, joined by blanks."""
    texts = [record.fields.get(name) for name in FIELDS]
    words = [word for text in texts if isinstance(text, str) for word in words_of(text[:MAX_TEXT])]
    names = [record.fields.get(name) for name in NAMES]
    tails = [tail for text in names if isinstance(text, str) for tail in initials(text)]
    return " ".join([*words, *tails])


def words_of(text: str) -> list[str]:
    """Latin words and numbers whole, Chinese by characters."""
    return WORD.findall(text.lower())


@lru_cache(MANY)
def initials(name: str) -> tuple[str, ...]:
    """Pinyin initials of a name from every position on, so that a search may begin anywhere: 清河路 → qhl hl l."""
    han = "".join(HAN.findall(name))[:MAX_INITIALS]
    letters = pinyin.initials(han, ignore_others=True)
    return tuple(letters[at:] for at in range(len(letters)))


def match(text: str) -> str:
    """Return an FTS5 query for what somebody typed: Chinese as phrases, words by their beginning; "" when empty."""
    parts: list[str] = []
    for piece in text.split():
        run: list[str] = []
        for word in words_of(piece):
            if HAN.match(word):
                run.append(word)
                continue
            parts += [*_phrase(run), f'"{word}"*']
            run = []
        parts += _phrase(run)
    return " ".join(parts)


def _phrase(run: list[str]) -> list[str]:
    return [f'"{" ".join(run)}"'] if run else []
