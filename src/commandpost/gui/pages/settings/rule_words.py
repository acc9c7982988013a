"""The words of a rule's own codes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from commandpost.domain.periods import PeriodKind
from commandpost.domain.rules import ClockStart
from commandpost.gui.translation import QT_TRANSLATE_NOOP

PERIOD_WORDS = {
    PeriodKind.HOLIDAY: QT_TRANSLATE_NOOP("Rules", "holidays"),
    PeriodKind.MEETING: QT_TRANSLATE_NOOP("Rules", "meetings"),
    PeriodKind.EVENT: QT_TRANSLATE_NOOP("Rules", "events"),
    PeriodKind.FLOOD: QT_TRANSLATE_NOOP("Rules", "flood season"),
}
CLOCK_WORDS = {
    ClockStart.OCCURRED: QT_TRANSLATE_NOOP("Rules", "from the occurrence"),
    ClockStart.RECEIVED: QT_TRANSLATE_NOOP("Rules", "from the receipt"),
    ClockStart.DISCOVERED: QT_TRANSLATE_NOOP("Rules", "from the discovery"),
}
CHANNEL_WORDS = {
    "any": QT_TRANSLATE_NOOP("Rules", "any channel"),
    "phone": QT_TRANSLATE_NOOP("Rules", "by phone only"),
    "written": QT_TRANSLATE_NOOP("Rules", "in writing"),
}


def rule_word(source: str) -> str:
    """One of the words above in the language of the window."""
    return QCoreApplication.translate("Rules", source)
