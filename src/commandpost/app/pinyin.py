"""How Chinese is typed by Latin letters; the only home of pypinyin, whose tables are read when first needed."""

from __future__ import annotations


def initials(text: str, *, ignore_others: bool = False) -> str:
    """The first letter of each character's pinyin: 清河路 → qhl; what has no pinyin stays or is left out."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  # a fifth of a second that no start has to wait for

    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER, errors="ignore" if ignore_others else "default"))


def spelled(text: str) -> str:
    """The whole pinyin without tones: 清河 → qinghe."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415  # as above

    return "".join(lazy_pinyin(text))
