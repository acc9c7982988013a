"""What the program ships in ``resources``: rule packs, event codes, holidays."""

from __future__ import annotations

from commandpost.bootstrap.paths import resources_dir
from commandpost.domain.codes import CodeBook, parse_codes
from commandpost.domain.periods import Season, parse_seasons
from commandpost.domain.roster import Calendar, merged, parse_calendar


def rule_packs() -> dict[str, str]:
    """Return the shipped rule packs: file name to TOML text."""
    return {file.name: file.read_text("utf-8") for file in sorted((resources_dir() / "rules").glob("*.toml"))}


def code_book() -> CodeBook:
    """Return the event codes."""
    return parse_codes((resources_dir() / "codes" / "events.toml").read_text("utf-8"))


def calendar() -> Calendar:
    """Return the holidays of all shipped years; a year without a file is not guessed."""
    files = sorted((resources_dir() / "codes").glob("holidays-*.toml"))
    return merged(parse_calendar(file.read_text("utf-8")) for file in files)


def seasons() -> tuple[Season, ...]:
    """Return the special periods of every year."""
    return parse_seasons((resources_dir() / "periods" / "seasons.toml").read_text("utf-8"))
