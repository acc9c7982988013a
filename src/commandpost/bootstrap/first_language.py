"""The language a desk begins in, before its sealed settings can be read: one word in a file beside them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from commandpost.gui.preferences import Language

FILE = "language"  # in the profile's folder; tells nothing of anybody


def first_language(folder: Path) -> Language:
    """What the desk spoke last; Chinese where that is not known."""
    try:
        said = (folder / FILE).read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return Language.CHINESE
    return Language(said) if said in set(Language) else Language.CHINESE


def keep_first_language(folder: Path, language: Language) -> None:
    """Remember it for the next start; a disk that refuses costs no more than a first window in Chinese."""
    if first_language(folder) is not language:
        with suppress(OSError):
            (folder / FILE).write_text(language.value, "ascii")
