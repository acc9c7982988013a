"""The language and look a desk begins in, before its sealed settings can be read: two words in files beside them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from commandpost.gui.preferences import Language, Liking
from commandpost.gui.theme import SCALES, ThemeName

LANGUAGE, LOOK = "language", "look"  # in the profile's folder; they tell nothing of anybody


def first_language(folder: Path) -> Language:
    """What the desk spoke last; Chinese where that is not known."""
    said = _said(folder / LANGUAGE)
    return Language(said) if said in set(Language) else Language.CHINESE


def first_look(folder: Path) -> tuple[ThemeName, int]:
    """Day or night and the size of type in percent, as they were last; what is shipped where that is not known."""
    theme, _, scale = _said(folder / LOOK).partition(" ")
    known = theme in set(ThemeName) and scale.isdecimal() and int(scale) in SCALES
    return (ThemeName(theme), int(scale)) if known else (ThemeName.DAY, SCALES[0])


def keep_first(folder: Path, liking: Liking) -> None:
    """Remember them for the next start; a disk that refuses costs no more than a first window as it is shipped."""
    _keep(folder / LANGUAGE, liking.language.value, first_language(folder).value)
    look, scale = first_look(folder)
    _keep(folder / LOOK, f"{liking.theme.value} {liking.scale}", f"{look.value} {scale}")


def _said(file: Path) -> str:
    try:
        return file.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _keep(file: Path, words: str, known: str) -> None:
    if words != known:
        with suppress(OSError):
            file.write_text(words, "ascii")
