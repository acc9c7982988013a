"""What somebody may have meant who mistyped a name: written nearly so, or said the same."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from commandpost.app.pinyin import spelled

NEARLY = 0.6  # of the characters in their order
MOST = 3


def likely_names(typed: str, names: Iterable[str], *, nearly: float = NEARLY, most: int = MOST) -> tuple[str, ...]:
    """The names it may stand for, the nearest first; () when it resembles none."""
    ranked = sorted(((_likeness(typed, name), name) for name in dict.fromkeys(names)), key=lambda one: -one[0])
    return tuple(name for likeness, name in ranked if likeness >= nearly)[:most]


def _likeness(typed: str, name: str) -> float:
    """1: the same to the eye or to the ear."""
    said = spelled(typed)
    return 1.0 if said and said == spelled(name) else SequenceMatcher(None, typed, name, autojunk=False).ratio()
