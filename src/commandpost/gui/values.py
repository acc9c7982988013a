"""One value of an incident's field in the operator's words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from commandpost.domain.codes import Level
from commandpost.gui.vocabulary import LEVEL_WORDS, word
from commandpost.journal.entry import Json


def shown_value(value: Json) -> str:
    """A level by its name, yes and no, figures and words as they are."""
    if value is None:
        return QCoreApplication.translate("Values", "unknown")
    if isinstance(value, bool):
        yes, no = QCoreApplication.translate("Values", "yes"), QCoreApplication.translate("Values", "no")
        return yes if value else no
    return word(LEVEL_WORDS[Level(value)]) if isinstance(value, str) and value in set(Level) else str(value)
