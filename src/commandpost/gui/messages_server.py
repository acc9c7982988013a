"""Words for the codes of a server: its patience, its board."""

from __future__ import annotations

from commandpost.gui.translation import QT_TRANSLATE_NOOP

BUSY = QT_TRANSLATE_NOOP("Messages", "The server is busy. Everything is saved here and sent later.")
SERVER_WORDS: dict[str, str] = {
    "server_busy": BUSY,
    "too_many_requests": BUSY,
    "server_full": BUSY,
    "database_contended": BUSY,
    "request_stalled": BUSY,
    "quota_spent": QT_TRANSLATE_NOOP(
        "Messages",
        "This workstation has sent more today than the server takes. Everything is saved here and sent later.",
    ),
    "server_address_invalid": QT_TRANSLATE_NOOP(
        "Messages",
        "That is no address of a server: https://name, and #sha256:… with the fingerprint where you were told one.",
    ),
    "server_address_plain": QT_TRANSLATE_NOOP(
        "Messages",
        "http:// is not encrypted and only for this machine itself. Ask for the https:// address of {host} and its "
        "fingerprint.",
    ),
    "copy_target_in_use": QT_TRANSLATE_NOOP(
        "Messages", "The database already holds a journal: restore into an empty one."
    ),
    "server_untrusted": QT_TRANSLATE_NOOP(
        "Messages",
        "The server's certificate is not trusted. A fingerprint you were told goes behind the address: #sha256:…",
    ),
    "enrolment_foreign": QT_TRANSLATE_NOOP(
        "Messages", "What the server enrolled is another workstation or of another unit. Nothing was linked."
    ),
    "enrolment_other_unit": QT_TRANSLATE_NOOP(
        "Messages", "This code is for unit {unit}, not for this one. It was not used up."
    ),
    "server_unit_differs": QT_TRANSLATE_NOOP(
        "Messages", "This database is of the server of unit {unit}: give --unit {unit}, or none."
    ),
    "journal_older": QT_TRANSLATE_NOOP(
        "Messages", "The journal still has the form of an older version and was left so: start the server first."
    ),
    "device_ambiguous": QT_TRANSLATE_NOOP("Messages", "Several workstations are called {device}: {fitting}"),
    "board_account_unknown": QT_TRANSLATE_NOOP("Messages", "The board has no account “{name}”."),
    "copy_damaged": QT_TRANSLATE_NOOP("Messages", "The backup is damaged and was not used: {reason}"),
    "copy_missing": QT_TRANSLATE_NOOP("Messages", "There is no backup file {file}."),
    "key_file_absent": QT_TRANSLATE_NOOP("Messages", "There is no key file {file}."),
    "key_file_unreadable": QT_TRANSLATE_NOOP("Messages", "The key file {file} cannot be read: {reason}"),
    "key_file_wrong": QT_TRANSLATE_NOOP(
        "Messages", "{file} is no key file: it needs 32 bytes, or 64 hexadecimal digits."
    ),
    "board_refused": QT_TRANSLATE_NOOP("Messages", "Name or password is wrong."),
    "board_locked": QT_TRANSLATE_NOOP("Messages", "Too many attempts: try again in {minutes} minutes."),
    "password_short": QT_TRANSLATE_NOOP("Messages", "The password needs at least {least} characters."),
}
