"""The words for codes of reminders, phone book, templates and undo."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from commandpost.gui.translation import QT_TRANSLATE_NOOP

DESK_WORDS: dict[str, str] = {
    "shift_handed_over": QT_TRANSLATE_NOOP(
        "Messages", "This shift is handed over by sheet {number}: the next sheet can be begun from {until} on."
    ),
    "line_too_long": QT_TRANSLATE_NOOP(
        "Messages", "This field takes at most {limit} characters. Nothing is lost: shorten it."
    ),
    "reminder_time": QT_TRANSLATE_NOOP(
        "Messages", "Say when: 30 for minutes, 2小时, 14:30 or 明天 08:00; at most 31 days ahead."
    ),
    "pause_seconds": QT_TRANSLATE_NOOP("Messages", "The sound is paused for 1 to 120 seconds."),
    "reminder_closed": QT_TRANSLATE_NOOP("Messages", "This reminder was answered already."),
    "swap_clash": QT_TRANSLATE_NOOP(
        "Messages", "This change breaks {count} rule(s) of the roster. The leader may approve it with a reason."
    ),
    "record_unknown": QT_TRANSLATE_NOOP("Messages", "This record is not on this workstation."),
    "undo_nothing": QT_TRANSLATE_NOOP("Messages", "You have done nothing since the start that could be taken back."),
    "undo_not_this": QT_TRANSLATE_NOOP(
        "Messages",
        "Your last act cannot be taken back by itself. What was sent, signed or graded is put right by a new "
        "report, entry or signature.",
    ),
    "undo_changed_since": QT_TRANSLATE_NOOP(
        "Messages", "Somebody has changed the same thing since. Put it right by hand, so that nothing newer is lost."
    ),
    "template_title_missing": QT_TRANSLATE_NOOP("Messages", "Give the template a title."),
    "template_text_missing": QT_TRANSLATE_NOOP("Messages", "Write the text of the template."),
    "template_too_long": QT_TRANSLATE_NOOP("Messages", "A template takes at most {limit} characters."),
    "template_field_unknown": QT_TRANSLATE_NOOP(
        "Messages", "There is no field {name}. The fields stand below the text."
    ),
    "template_unknown": QT_TRANSLATE_NOOP("Messages", "This template is offered no longer."),
}

ACT_WORDS: dict[str, str] = {
    "log.record": QT_TRANSLATE_NOOP("Acts", "log entry"),
    "log.decide": QT_TRANSLATE_NOOP("Acts", "decision on a call"),
    "log.attach": QT_TRANSLATE_NOOP("Acts", "entry put to an incident"),
    "ledger.revise": QT_TRANSLATE_NOOP("Acts", "change of a ledger"),
    "ledger.verify": QT_TRANSLATE_NOOP("Acts", "verification in a ledger"),
    "incident.revise": QT_TRANSLATE_NOOP("Acts", "change of an incident"),
    "reminder.set": QT_TRANSLATE_NOOP("Acts", "reminder"),
    "reminder.done": QT_TRANSLATE_NOOP("Acts", "reminder done"),
    "reminder.move": QT_TRANSLATE_NOOP("Acts", "reminder moved"),
}


def act_word(act: str) -> str:
    """An act that can be taken back, in the language of the window."""
    return QCoreApplication.translate("Acts", ACT_WORDS[act])
