"""What the program ships: rule packs and event codes in ``resources``, holidays in a kept library."""

from __future__ import annotations

from functools import cache

from commandpost.app.grading import Grading
from commandpost.bootstrap.paths import resources_dir
from commandpost.domain.codes import CodeBook, parse_codes
from commandpost.domain.holidays import YearTable
from commandpost.domain.levels import parse_scales, parse_sensitive_words
from commandpost.domain.message_templates import MessageTemplate, parse_templates
from commandpost.domain.periods import Season, parse_seasons
from commandpost.planning.holidays import known_years

FIRST_YEAR, LAST_YEAR = 2024, 2035  # of holidays; later ones are read once the library knows them


def rule_packs() -> dict[str, str]:
    """Return the shipped rule packs: file name to TOML text."""
    return {file.name: file.read_text("utf-8") for file in sorted((resources_dir() / "rules").glob("*.toml"))}


@cache
def code_book() -> CodeBook:
    """Return the event codes."""
    return parse_codes((resources_dir() / "codes" / "events.toml").read_text("utf-8"))


@cache
def seasons() -> tuple[Season, ...]:
    """Return the special periods of every year."""
    return parse_seasons((resources_dir() / "periods" / "seasons.toml").read_text("utf-8"))


@cache
def message_templates() -> tuple[MessageTemplate, ...]:
    """Return the shipped message templates."""
    return parse_templates((resources_dir() / "messages" / "templates.toml").read_text("utf-8"))


@cache
def holidays() -> tuple[YearTable, ...]:
    """Return the holidays of every year the kept library knows; another year is not guessed."""
    return known_years(FIRST_YEAR, LAST_YEAR)


@cache
def grading() -> Grading:
    """Return the thresholds of levels and the words that hint at sensitivity."""
    folder = resources_dir() / "levels"
    return Grading(
        scales=parse_scales((folder / "scales.toml").read_text("utf-8")),
        words=parse_sensitive_words((folder / "sensitive.toml").read_text("utf-8")),
        codes=code_book(),
    )
