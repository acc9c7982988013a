"""What a command says on its terminal: Chinese, as everything is shipped; English on a terminal that speaks it."""

from __future__ import annotations

import os


def speaks_english() -> bool:
    """Whether the terminal's language is English."""
    return (os.environ.get("LC_ALL") or os.environ.get("LANG", "")).startswith("en")


def spoken(chinese: str, english: str) -> str:
    """The sentence in the terminal's language."""
    return english if speaks_english() else chinese
