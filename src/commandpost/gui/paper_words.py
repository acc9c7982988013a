"""The words of a paper: they follow the paper's language, whatever the window speaks. English is the source itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QTranslator

import commandpost._gen
from commandpost.gui.translation import CATALOGUE

PAPER_LANGUAGE = "zh_CN"  # of every paper that leaves the room


def paper_word(source: str, *contexts: str) -> str:
    """The word in the paper's language, of the first context that has it; what is in none stays as it is.

    A word that the window already shows in the paper's language is in none of them.
    """
    found = (_catalogue().translate(context, source) for context in contexts)
    return next((words for words in found if words), source)


def paper_translate(context: str, source: str, hint: str) -> str:
    """The same of one context, for a source that needs a hint to be told from another."""
    return _catalogue().translate(context, source, hint) or source


@cache
def _catalogue() -> QTranslator:
    """Read beside the window's own and never installed."""
    translator = QTranslator()
    translator.load(str(Path(commandpost._gen.__path__[0]) / CATALOGUE))  # noqa: SLF001  # our own generated package
    return translator
