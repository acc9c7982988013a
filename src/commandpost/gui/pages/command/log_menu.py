"""What can be done with one line of the log, as the menu that it opens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from commandpost.app.logbook import Decision, LogItem, LogMode
from commandpost.gui.actions import key_of
from commandpost.gui.translation import QT_TRANSLATE_NOOP

CORRECT = QT_TRANSLATE_NOOP("LogMenu", "Correct…")
REMIND = QT_TRANSLATE_NOOP("LogMenu", "Remind me of it…")
INTO = QT_TRANSLATE_NOOP("LogMenu", "Into an incident…")
INCIDENT = QT_TRANSLATE_NOOP("LogMenu", "Make it an incident…")
PASSED_ON = QT_TRANSLATE_NOOP("LogMenu", "Pass on…")
NOTED = QT_TRANSLATE_NOOP("LogMenu", "Only note")
ANEW = QT_TRANSLATE_NOOP("LogMenu", "Decide anew…")
ADOPT = QT_TRANSLATE_NOOP("LogMenu", "Adopt")
REVEAL = QT_TRANSLATE_NOOP("LogMenu", "Show the number (recorded)")
DECISIONS = (("call.incident", INCIDENT), ("call.passed_on", PASSED_ON), ("call.noted", NOTED))


def line_menu(parent: QWidget, item: LogItem, asked: Callable[[str, LogItem], object]) -> QMenu:
    """A menu that frees itself when it is closed; what does not fit the line is greyed."""
    menu = QMenu(parent)
    for action, words, offered in _offers(item):
        made = QAction(f"{QCoreApplication.translate('LogMenu', words)}\t{key_of(action)}", menu)
        made.setEnabled(offered)
        made.triggered.connect(lambda _checked=False, which=action: asked(which, item))
        menu.addAction(made)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _offers(item: LogItem) -> tuple[tuple[str, str, bool], ...]:
    written = item.mode is not LogMode.SYSTEM
    undecided = item.decision is Decision.UNDECIDED
    return (
        *((action, words, True) for action, words in DECISIONS if undecided),
        *((("call.anew", ANEW, True),) if item.decision is not None and not undecided else ()),
        ("log.correct", CORRECT, written and not item.phone_report),
        ("reminder.add", REMIND, True),
        ("log.attach", INTO, written and not undecided),
        ("log.adopt", ADOPT, not item.signed_in and not item.adopted_by_name),
        ("log.reveal", REVEAL, bool(item.phone_masked)),
    )
