"""Figures of an incident in words: who told one, which level they suggest, what hints at sensitivity."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from commandpost.app.incidents import IncidentRow
from commandpost.domain.codes import Level
from commandpost.domain.incident import NewIncident
from commandpost.domain.levels import SensitiveHint, Suggestion
from commandpost.gui.times import day_time
from commandpost.gui.vocabulary import LEVEL_WORDS, QUANTITY_WORDS, word


def is_softer(row: IncidentRow, told: NewIncident) -> bool:
    """Whether the form makes an open incident less serious in a way only a leader may."""
    return told.level.rank < row.level.rank or (row.sensitive and not told.sensitive)


def claim_words(row: IncidentRow, name: str) -> str:
    """Source, time and person of a figure; "" while nobody told it."""
    claim = row.told.get(name)
    if claim is None or claim.at is None:
        return ""
    parts = [claim.source, day_time(claim.at, row.received), claim.by_name]
    if claim.verifier:
        pattern = QCoreApplication.translate("IncidentForm", "verified by {name}")
        parts.append(pattern.format(name=claim.verifier))
    return " · ".join(part for part in parts if part)


def suggestion_words(suggestion: Suggestion, chosen: Level) -> str:
    """The suggested level with its grounds; says so when the chosen one is lower."""
    translate = QCoreApplication.translate
    grounds = "；".join(
        f"{word(QUANTITY_WORDS[one.quantity])} {one.value}（{one.source}{_unconfirmed(one.verified)}）"
        for one in suggestion.grounds
    )
    level = word(LEVEL_WORDS[suggestion.level])
    if chosen.rank < suggestion.level.rank:
        pattern = translate("IncidentForm", "The figures suggest the level {level}, higher than chosen: {grounds}")
    else:
        pattern = translate("IncidentForm", "The figures suggest the level {level}: {grounds}")
    return pattern.format(level=level, grounds=grounds)


def hint_words(hints: Sequence[SensitiveHint]) -> str:
    """Why it may be sensitive, whatever its level."""
    pattern = QCoreApplication.translate("IncidentForm", "It may be sensitive ({why}): decide and tick it.")
    return pattern.format(why="、".join(hint.word for hint in hints))


def _unconfirmed(verified: bool) -> str:
    return "" if verified else QCoreApplication.translate("IncidentForm", ", to be confirmed")
