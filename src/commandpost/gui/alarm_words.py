"""The words of the journal's alarms: what happened, what is safe, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from commandpost.gui.translation import QT_TRANSLATE_NOOP
from commandpost.journal.exchange import AlarmKind

CONTEXT = "JournalAlarms"

WORDS: Mapping[AlarmKind, str] = MappingProxyType(
    {
        AlarmKind.BRANCH: QT_TRANSLATE_NOOP(
            "JournalAlarms",
            "The journal goes on in two places: a disk was copied or an old copy was put back. Both are kept; tell the "
            "administrator which machine is the right one.",
        ),
        AlarmKind.FORK: QT_TRANSLATE_NOOP(
            "JournalAlarms",
            "Two different entries carry the same number. Both are kept as evidence; tell the administrator.",
        ),
        AlarmKind.RESTORED_BACKUP: QT_TRANSLATE_NOOP(
            "JournalAlarms",
            "This workstation's journal is an old copy: the server holds newer entries of ours and they are being "
            "fetched. Check that the last lines are here.",
        ),
        AlarmKind.GAP: QT_TRANSLATE_NOOP(
            "JournalAlarms", "Something was missing in what the server sent; all of it is read again."
        ),
        AlarmKind.REFUSED: QT_TRANSLATE_NOOP(
            "JournalAlarms",
            "The server does not take entries of this workstation. They are safe here; tell the administrator, and "
            "report by telephone.",
        ),
        AlarmKind.QUARANTINED: QT_TRANSLATE_NOOP(
            "JournalAlarms",
            "Something came whose signature or origin is not right. It was kept aside and counts for nothing; tell the "
            "administrator.",
        ),
        AlarmKind.DISK_FULL: QT_TRANSLATE_NOOP(
            "JournalAlarms",
            "The disk is full. The reserve was used so that the last entries are saved; free some room now.",
        ),
        AlarmKind.CLOCK_STEP: QT_TRANSLATE_NOOP(
            "JournalAlarms",
            "This machine's clock was set. The log says by how much; compare it with the time signal.",
        ),
    }
)
UNKNOWN = QT_TRANSLATE_NOOP("JournalAlarms", "The journal reports “{code}”. Tell the administrator.")


def alarm_words(code: str) -> str:
    """What to tell the operator; a kind of a newer version is told by its code."""
    source = WORDS[AlarmKind(code)] if code in {kind.value for kind in AlarmKind} else UNKNOWN
    return QCoreApplication.translate(CONTEXT, source).replace("{code}", code)
