"""Words for the codes of the disk, the profile and its copies."""

from __future__ import annotations

from commandpost.gui.translation import QT_TRANSLATE_NOOP

DISK_WORDS: dict[str, str] = {
    "disk_full": QT_TRANSLATE_NOOP(
        "Messages", "The disk is full. What was saved is safe; free some room, then save again."
    ),
    "disk_read_only": QT_TRANSLATE_NOOP(
        "Messages", "The disk cannot be written to. What was saved is safe; tell the administrator."
    ),
    "disk_failed": QT_TRANSLATE_NOOP(
        "Messages", "The disk answers with an error. What was saved is safe; tell the administrator."
    ),
    "journal_damaged": QT_TRANSLATE_NOOP(
        "Messages",
        "The journal's file is damaged and cannot be repaired from here: write on paper and tell the administrator.",
    ),
    "journal_newer": QT_TRANSLATE_NOOP(
        "Messages", "A newer version of the program wrote this journal. Start that one."
    ),
    "database_not_prepared": QT_TRANSLATE_NOOP(
        "Messages", "The database's tables want bringing up to date by their owner (--migrate)."
    ),
    "database_unreachable": QT_TRANSLATE_NOOP("Messages", "The database does not answer."),
    "database_too_old": QT_TRANSLATE_NOOP("Messages", "The database library is too old ({version})."),
    "database_unsafe": QT_TRANSLATE_NOOP("Messages", "The database does not write safely ({mode}, {synchronous})."),
    "profile_absent": QT_TRANSLATE_NOOP(
        "Messages",
        "There is no profile in {folder}: make one with “setup”, or name one with --profile, such as sample-street. A "
        "workstation whose computer broke comes back with “restore --copy”.",
    ),
    "profile_damaged": QT_TRANSLATE_NOOP(
        "Messages",
        "The profile in {folder} cannot be read; the journal beside it is not touched. Put profile.json back from its "
        "copy, or tell the administrator.",
    ),
    "profile_exists": QT_TRANSLATE_NOOP("Messages", "There is a profile in {folder} already; nothing was changed."),
    "profile_in_use": QT_TRANSLATE_NOOP(
        "Messages", "This desk is open in another window already: work there, or close it first."
    ),
    "passphrase_needed": QT_TRANSLATE_NOOP("Messages", "Enter the passphrase of this workstation."),
    "passphrase_short": QT_TRANSLATE_NOOP("Messages", "The passphrase needs at least {least} characters."),
    "passphrase_differs": QT_TRANSLATE_NOOP("Messages", "The two passphrases differ; nothing was made. Begin again."),
    "unit_code_wrong": QT_TRANSLATE_NOOP(
        "Messages", "“{unit}” is no division code of a unit: 4 to 12 digits, another than the upper unit's."
    ),
    "event_kind_unfound": QT_TRANSLATE_NOOP(
        "Messages", "No kind of event is called “{typed}”: choose one from the list, or leave it empty for now."
    ),
    "station_wrong": QT_TRANSLATE_NOOP(
        "Messages", "“{station}” cannot name a workstation: 1 to 8 letters or digits, such as S1."
    ),
    "wrong_passphrase": QT_TRANSLATE_NOOP("Messages", "The passphrase is wrong."),
    "escrow_key_wrong": QT_TRANSLATE_NOOP("Messages", "The recovery key does not fit."),
    "key_slots_damaged": QT_TRANSLATE_NOOP("Messages", "The file of keys cannot be read."),
    "backup_absent": QT_TRANSLATE_NOOP("Messages", "There is no whole copy in {folder}."),
    "backup_failed": QT_TRANSLATE_NOOP(
        "Messages", "The backup could not be made ({reason}). The journal itself is safe."
    ),
    "second_place_failed": QT_TRANSLATE_NOOP(
        "Messages", "{folder} takes no copy. The journal and its own copies are safe."
    ),
    "no_display": QT_TRANSLATE_NOOP("Messages", "There is no screen to show the window on."),
    "no_chinese_font": QT_TRANSLATE_NOOP("Messages", "No Chinese font is installed: install fonts-noto-cjk."),
    "tour_name_unknown": QT_TRANSLATE_NOOP("Messages", "The scenario names {kind} “{name}”, which was never made."),
    "tour_waited_in_vain": QT_TRANSLATE_NOOP("Messages", "What was waited for never came: {reason}"),
}
