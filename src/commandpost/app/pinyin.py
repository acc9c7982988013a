"""How Chinese is typed by Latin letters; the only home of pypinyin, whose tables are read when first needed."""

from __future__ import annotations

from functools import lru_cache

SEVERAL_WAYS = frozenset("长重行乐厦曾朝率调解查盛单仇区朴尉洗炮车石弹藏觉校降省参期传系会都丁")
"""Common characters whose first letter depends on their neighbours."""
MANY = 20_000  # characters and phrases remembered; a duty log says the same again and again


def initials(text: str, *, ignore_others: bool = False) -> str:
    """The first letter of each character's pinyin: 清河路 → qhl; what has no pinyin stays or is left out."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  # a fifth of a second that no start has to wait for

    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER, errors="ignore" if ignore_others else "default"))


def letters(han: str) -> str:
    """The initials of a run of Chinese characters, quickly: neighbours are asked only where they matter."""
    return _in_phrase(han) if not SEVERAL_WAYS.isdisjoint(han) else "".join(map(_letter, han))


def warm() -> None:
    """Read the tables ahead of the first asking, while nobody waits."""
    initials("值")


def spelled(text: str) -> str:
    """The whole pinyin without tones: 清河 → qinghe."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415  # as above

    return "".join(lazy_pinyin(text))


@lru_cache(MANY)
def _letter(character: str) -> str:
    return initials(character, ignore_others=True)


@lru_cache(MANY)
def _in_phrase(han: str) -> str:
    return initials(han, ignore_others=True)
