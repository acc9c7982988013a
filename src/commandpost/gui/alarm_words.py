"""The words of the journal's alarms: what happened, what is safe, what to do."""

from __future__ import annotations

import re
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
            "Others hold entries of this workstation that its journal lacks, and they are being fetched: it is an old "
            "copy, or a second machine runs on a copy of it. Check that the last lines are here; tell the "
            "administrator if there is a second machine.",
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
        AlarmKind.DAMAGED: QT_TRANSLATE_NOOP(
            "JournalAlarms",
            "The journal's file was damaged. It was moved to quarantine/{folder}; nothing of it was deleted. {source} "
            "{rest} You can go on writing.",
        ),
        AlarmKind.RESTORED: QT_TRANSLATE_NOOP(
            "JournalAlarms",
            "A copy of the journal was put back by hand. The file before lies in quarantine/{folder}. {source} {rest}",
        ),
        AlarmKind.MOVED: QT_TRANSLATE_NOOP(
            "JournalAlarms",
            "This workstation was put up on another computer, from the copy of {time}. {rest} The computer before must "
            "not be opened again. You can go on writing.",
        ),
        AlarmKind.TAIL_LOST: QT_TRANSLATE_NOOP(
            "JournalAlarms",
            "The last {lost} entries that were saved here were not in the journal's file at the start: it was damaged "
            "or an older file was put back. {rest} You can go on writing.",
        ),
        AlarmKind.CLOCK_STEP: QT_TRANSLATE_NOOP(
            "JournalAlarms",
            "This machine's clock was set. The log says by how much; compare it with the time signal.",
        ),
    }
)
SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "copy": QT_TRANSLATE_NOOP(
            "JournalAlarms", "In use is the verified copy of {time}, with {rescued} later entries saved from that file."
        ),
        "heirloom": QT_TRANSLATE_NOOP(
            "JournalAlarms", "There was no copy: {rescued} entries were saved from that file."
        ),
        "": QT_TRANSLATE_NOOP(
            "JournalAlarms",
            "Neither a copy nor that file could be read: this workstation begins as a new one. Link it to the server "
            "again under Settings.",
        ),
    }
)
STILL_MISSING = QT_TRANSLATE_NOOP(
    "JournalAlarms",
    "{missing} entries are not here yet: what was sent comes back from the server, what was never sent must be "
    "written again.",
)
ALL_BACK = QT_TRANSLATE_NOOP("JournalAlarms", "All entries known to have been saved are here.")
NOT_KNOWN = QT_TRANSLATE_NOOP(
    "JournalAlarms",
    "Whether more was written is not known here: what reached a server comes back from it, what never did must be "
    "written again.",
)
UNKNOWN = QT_TRANSLATE_NOOP("JournalAlarms", "The journal reports “{code}”. Tell the administrator.")


def alarm_words(code: str, facts: Mapping[str, str | int] | None = None) -> str:
    """What to tell the operator; a kind of a newer version is told by its code."""
    source = WORDS[AlarmKind(code)] if code in {kind.value for kind in AlarmKind} else UNKNOWN
    told: dict[str, str | int] = {"code": code, "folder": "…", "lost": "…", **(facts or {})}
    told["source"] = _source(told)
    told["time"] = _time_of(str(told.get("copy", "")))
    told["rest"] = _translated(_rest(told)).format_map(told)
    return _translated(source).format_map(told)


def _rest(told: Mapping[str, str | int]) -> str:
    """What is known of the entries that are not here; alarms of older versions do not say that nothing is."""
    if told.get("missing"):
        return STILL_MISSING
    return ALL_BACK if told.get("known", 1) else NOT_KNOWN


def _source(told: Mapping[str, str | int]) -> str:
    copy = str(told.get("copy", ""))
    words = SOURCES[copy if copy in SOURCES else "copy"]
    return _translated(words).format_map({"rescued": told.get("rescued", 0), "time": _time_of(copy)})


def _time_of(copy: str) -> str:
    """``07-19 02:00`` of a copy's file name."""
    found = re.fullmatch(r"journal-\d{4}(\d\d)(\d\d)-(\d\d)(\d\d)\d\d\.db", copy)
    return "{}-{} {}:{}".format(*found.groups()) if found else copy


def _translated(words: str) -> str:
    return QCoreApplication.translate(CONTEXT, words)
