"""The words for codes of roster, swaps, leave and handover."""

from __future__ import annotations

from commandpost.gui.translation import QT_TRANSLATE_NOOP

DUTY_WORDS: dict[str, str] = {
    # the roster and its setup
    "today_needs_leader": QT_TRANSLATE_NOOP("Messages", "Today's roster changes only with the duty leader's approval."),
    "calendar_invalid": QT_TRANSLATE_NOOP(
        "Messages", "Line {line} of the holidays cannot be read: {text}. Write it like 2027-01-01 休 元旦."
    ),
    "role_name_missing": QT_TRANSLATE_NOOP("Messages", "Each role needs a name and a key of letters."),
    "role_key_twice": QT_TRANSLATE_NOOP("Messages", "Two roles have the same key."),
    "likeness_invalid": QT_TRANSLATE_NOOP("Messages", "The likeness of two incidents is 1 to 100 percent."),
    "role_count_invalid": QT_TRANSLATE_NOOP("Messages", "A role is held by 0 to {most} people in one shift."),
    "season_invalid": QT_TRANSLATE_NOOP("Messages", "{text} is no day of the year. Write it like 06-01."),
    "shift_key_twice": QT_TRANSLATE_NOOP("Messages", "Two shifts have the same key or begin at the same time."),
    "role_unknown": QT_TRANSLATE_NOOP("Messages", "The roster has no role {name}."),
    "role_line_invalid": QT_TRANSLATE_NOOP(
        "Messages", "Line {line} of the roles cannot be read: {text}. Write it like 副班 2."
    ),
    "shift_line_invalid": QT_TRANSLATE_NOOP(
        "Messages", "Line {line} of the shifts cannot be read: {text}. Write it like 夜班 17:30."
    ),
    # swaps and leave
    "swap_same_person": QT_TRANSLATE_NOOP("Messages", "Nobody can stand in for oneself."),
    "swap_cell_missing": QT_TRANSLATE_NOOP("Messages", "A swap names the post taken in exchange."),
    "swap_same_cell": QT_TRANSLATE_NOOP("Messages", "Both posts of the swap are the same."),
    "swap_outdated": QT_TRANSLATE_NOOP(
        "Messages",
        "The roster has changed since: somebody no longer stands where the request says. Nothing was changed.",
    ),
    "take_over_not_now": QT_TRANSLATE_NOOP(
        "Messages", "Only posts of today and tomorrow are taken over at once. Ask for approval instead."
    ),
    "swap_decided": QT_TRANSLATE_NOOP("Messages", "This request was decided already."),
    "swap_unknown": QT_TRANSLATE_NOOP("Messages", "This request is not on this workstation."),
    "leave_backwards": QT_TRANSLATE_NOOP("Messages", "The last day lies before the first."),
    "leave_unknown": QT_TRANSLATE_NOOP("Messages", "This leave is not on this workstation."),
    "not_signed_in_for_shift": QT_TRANSLATE_NOOP("Messages", "You have not signed in for this shift."),
    # the handover
    "too_early": QT_TRANSLATE_NOOP(
        "Messages", "The incoming may sign in from {minutes} minutes before the change, or once a sheet is begun."
    ),
    "incoming_not_here": QT_TRANSLATE_NOOP(
        "Messages", "Nobody of the next shift has signed in yet: a handover takes two."
    ),
    "items_unread": QT_TRANSLATE_NOOP("Messages", "{left} item(s) were not read yet: tick them one by one."),
    "item_unknown": QT_TRANSLATE_NOOP("Messages", "This item is not on the sheet."),
    "incident_in_hand": QT_TRANSLATE_NOOP(
        "Messages",
        "“{title}” is still being handled. The shift does not change before a settled point, unless the duty leader "
        "says so with a reason.",
    ),
    "sheet_frozen": QT_TRANSLATE_NOOP("Messages", "This sheet is no longer open."),
    "matter_unknown": QT_TRANSLATE_NOOP("Messages", "This matter is not on this workstation."),
    "scan_too_large": QT_TRANSLATE_NOOP("Messages", "A scan may have at most {limit} MB."),
    "scan_kind": QT_TRANSLATE_NOOP("Messages", "Only PDF, PNG or JPEG can be attached."),
    "scan_unreadable": QT_TRANSLATE_NOOP("Messages", "{file} cannot be read ({reason})."),
    "moment_missing": QT_TRANSLATE_NOOP("Messages", "Type the time that stands on the paper."),
    "paper_number_unknown": QT_TRANSLATE_NOOP("Messages", "No form of this room has the number {number}."),
    "paper_number_used": QT_TRANSLATE_NOOP("Messages", "The form {number} was entered already."),
}
