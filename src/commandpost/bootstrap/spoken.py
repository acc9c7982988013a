"""What a command says on its terminal: Chinese, as everything is shipped; English on a terminal that speaks it."""

from __future__ import annotations

import os


def speaks_english() -> bool:
    """Whether the terminal's language is English."""
    told = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next(filter(None, told), "").startswith("en")


def spoken(chinese: str, english: str) -> str:
    """The sentence in the terminal's language."""
    return english if speaks_english() else chinese
