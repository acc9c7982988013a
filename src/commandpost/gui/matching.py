"""Whether words fit what was typed: themselves, their pinyin initials, or their whole pinyin."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from commandpost.app.pinyin import initials, spelled
from commandpost.gui.actions import ACTIONS, Action

MANY = 4_000  # lines of the palette whose pinyin is remembered


def fitting(typed: str, actions: Sequence[Action] = ACTIONS) -> tuple[Action, ...]:
    """Actions whose words, pinyin, English words, key or id hold what was typed; all for nothing typed."""
    wanted = sought(typed)
    return tuple(action for action in actions if matches(_all_words(action), wanted))


def sought(typed: str) -> str:
    """What was typed, as it is compared: small letters without blanks."""
    return typed.strip().lower().replace(" ", "")


def matches(words: str, wanted: str) -> bool:
    """Whether words, their initials or their whole pinyin hold what is ``sought``."""
    return wanted in _haystack(words)


def _all_words(action: Action) -> str:
    return f"{action.words()}\n{action.label}\n{action.key}\n{action.id}"


@lru_cache(MANY)
def _haystack(words: str) -> str:
    return sought(f"{words}\n{initials(words)}\n{spelled(words)}")
