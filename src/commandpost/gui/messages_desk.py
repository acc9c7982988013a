"""The words for codes of reminders, phone book, templates and undo."""

from __future__ import annotations

from commandpost.gui.translation import QT_TRANSLATE_NOOP

DESK_WORDS: dict[str, str] = {
    "reminder_time": QT_TRANSLATE_NOOP(
        "Messages", "Say when: 30 for minutes, 2小时, 14:30 or 明天 08:00; at most 31 days ahead."
    ),
    "reminder_closed": QT_TRANSLATE_NOOP("Messages", "This reminder was answered already."),
    "swap_clash": QT_TRANSLATE_NOOP(
        "Messages", "This change breaks {count} rule(s) of the roster. The leader may approve it with a reason."
    ),
    "record_unknown": QT_TRANSLATE_NOOP("Messages", "This record is not on this workstation."),
}
