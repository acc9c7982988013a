"""Reasons as an operator reads them: what a library says of a file stays in the log, a plain sentence is told."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from commandpost.gui.translation import QT_TRANSLATE_NOOP

CONTEXT = "Reasons"
FOR_WRITERS = frozenset(
    {"scenario_invalid", "units_invalid", "code_book_invalid", "scales_invalid", "sensitive_words_invalid"}
    | {"seasons_invalid", "tour_waited_in_vain"}
)
"""Whoever writes such a file by hand needs the reader's own words."""

DAMAGED = QT_TRANSLATE_NOOP("Reasons", "the file is damaged, or of another form")
OTHER = QT_TRANSLATE_NOOP("Reasons", "the details stand in the desk's running log")
CUT = QT_TRANSLATE_NOOP("Reasons", "a part of it is missing")
CHANGED = QT_TRANSLATE_NOOP("Reasons", "its content was changed or damaged on the way")

REASONS: dict[str, str] = {
    "magic": QT_TRANSLATE_NOOP("Reasons", "it is no file of this kind"),
    "form": DAMAGED,
    "json": DAMAGED,
    "gzip": DAMAGED,
    "zlib": DAMAGED,
    "text": DAMAGED,
    "child": DAMAGED,
    "cut": CUT,
    "parts": CUT,
    "length": CUT,
    "missing": CUT,
    "empty": QT_TRANSLATE_NOOP("Reasons", "there is nothing in it"),
    "encoding": QT_TRANSLATE_NOOP("Reasons", "its characters cannot be read; save it as UTF-8 or as an Excel workbook"),
    "zoom/column/row.png": QT_TRANSLATE_NOOP("Reasons", "its folders are not named zoom/column/row.png"),
    "server": QT_TRANSLATE_NOOP("Reasons", "the server's database is copied by its administrator"),
    # a part of a bundle or of a chain
    "hash": CHANGED,
    "prev": CHANGED,
    "body": CHANGED,
    "head": CHANGED,
    "signature": CHANGED,
    "unsigned": CHANGED,
    "gap": CUT,
    "fork": QT_TRANSLATE_NOOP("Reasons", "another entry already stands at that place"),
    "unknown_device": QT_TRANSLATE_NOOP("Reasons", "it comes from a workstation nobody vouches for"),
    "revoked": QT_TRANSLATE_NOOP("Reasons", "it comes from a workstation that was struck off"),
    "too_big": QT_TRANSLATE_NOOP("Reasons", "an entry in it is too large"),
    # a rule pack
    "not_toml": QT_TRANSLATE_NOOP("Reasons", "this is not written as TOML"),
    "too_long": QT_TRANSLATE_NOOP("Reasons", "the file is too long"),
    "no_rules": QT_TRANSLATE_NOOP("Reasons", "there is no rule in it"),
    "id_twice": QT_TRANSLATE_NOOP("Reasons", "this number stands there twice"),
    "wrong_type": QT_TRANSLATE_NOOP("Reasons", "is written in the wrong way: text in quotes, figures without"),
    "unknown_key": QT_TRANSLATE_NOOP("Reasons", "is not known"),
    "not_an_hour": QT_TRANSLATE_NOOP("Reasons", "is no hour of the day"),
    "out_of_range": QT_TRANSLATE_NOOP("Reasons", "is too small or too large"),
    "not_a_choice": QT_TRANSLATE_NOOP("Reasons", "is none of the words allowed here"),
    "ends_before_it_begins": QT_TRANSLATE_NOOP("Reasons", "lies before the day it begins"),
    "minutes_without_step": QT_TRANSLATE_NOOP("Reasons", "needs a step of the report"),
    "not_a_first_report": QT_TRANSLATE_NOOP("Reasons", "has no minutes: only first reports have"),
    "step_without_minutes": QT_TRANSLATE_NOOP("Reasons", "needs minutes, or at once"),
}

SAID_BY_LIBRARIES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), words)
    for pattern, words in (
        (
            r"no space left|disk(?: is)? full|errno 28",
            QT_TRANSLATE_NOOP("Reasons", "the disk is full"),
        ),
        (
            r"permission denied|access is denied|errno 13",
            QT_TRANSLATE_NOOP("Reasons", "reading or writing is not allowed there"),
        ),
        (
            r"read-?only|errno 30",
            QT_TRANSLATE_NOOP("Reasons", "nothing can be written there"),
        ),
        (
            r"no such file|cannot find the (?:file|path)|does not exist|errno 2\b",
            QT_TRANSLATE_NOOP("Reasons", "it is not there any more; was the disk pulled out?"),
        ),
        (
            r"is a directory|errno 21",
            QT_TRANSLATE_NOOP("Reasons", "this is a folder, not a file"),
        ),
        (
            r"input/output error|i/o error|errno 5\b",
            QT_TRANSLATE_NOOP("Reasons", "the disk cannot be read; it may be failing"),
        ),
        (
            r"password|encrypt(?!ed or is not a database)",  # the latter says SQLite of any damaged file
            QT_TRANSLATE_NOOP("Reasons", "it is protected by a password"),
        ),
        (
            r"address already in use|port_taken|errno 98",
            QT_TRANSLATE_NOOP("Reasons", "its port is taken by another program"),
        ),
    )
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_NAMES = re.compile(
    r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*\""""  # quoted, as the system names a file
    r"|(?<!\w)(?:[A-Za-z]:)?[/\\].*?(?:\.[A-Za-z0-9]{1,5}(?!\w)|(?=: |[：，。)]|$))"  # a path without quotes
    r"|[^\s：，。]+\.[A-Za-z0-9]{1,5}(?!\w)"  # a bare name
)
"""Files and folders inside a reason: their names say nothing of its language, nor of what went wrong."""


def plain_reason(code: str, reason: str) -> str:
    """A technical reason of an error ``code`` in the operator's words; a Chinese sentence is left as it is."""
    said = _NAMES.sub("…", reason)
    if code in FOR_WRITERS or _CHINESE.match(said):
        return reason
    known = REASONS.get(reason) or next((words for told, words in SAID_BY_LIBRARIES if told.search(said)), None)
    if known is None and _CHINESE.search(said):
        return reason
    return QCoreApplication.translate(CONTEXT, known or _usual(code))


def _usual(code: str) -> str:
    return DAMAGED if code.endswith(("_unreadable", "_damaged", "_invalid", "bundle_refused")) else OTHER
