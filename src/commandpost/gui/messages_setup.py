"""Words for the codes of setting up, of restoring and of the command line."""

from __future__ import annotations

from commandpost.gui.translation import QT_TRANSLATE_NOOP

SETUP_WORDS: dict[str, str] = {
    "profile_name_wrong": QT_TRANSLATE_NOOP(
        "Messages", "“{profile}” cannot name a profile: a plain name of one folder, such as main."
    ),
    "station_missing": QT_TRANSLATE_NOOP(
        "Messages",
        "Give this workstation a code with --station, such as S1. No two workstations of a unit may have the same: "
        "their numbers would be the same.",
    ),
    "station_taken": QT_TRANSLATE_NOOP(
        "Messages",
        "Another workstation of the unit is called {station}, and both would give the same numbers. Take another code: "
        "with --station at “setup”, or for a desk that is set up close it, run “commandpost station --station S2” with "
        "its --profile, then enrol again with the same code. One that was enrolled before adds --code and this code.",
    ),
    "station_enrolled": QT_TRANSLATE_NOOP(
        "Messages", "The server knows this workstation as {station}, and its numbers stand: it keeps that code."
    ),
    "station_code_missing": QT_TRANSLATE_NOOP(
        "Messages",
        "A server knew this workstation as {station}. If it refuses that station now, give --code with a new one-time "
        "code: the workstation is enrolled under its new code first.",
    ),
    "station_code_needless": QT_TRANSLATE_NOOP(
        "Messages",
        "This workstation was never enrolled: leave --code out, and enter address and code under Settings › Server "
        "afterwards. The code was not used up.",
    ),
    "enrolment_incomplete": QT_TRANSLATE_NOOP(
        "Messages", "Enrolling takes both, --server with the address and --code with the code; or neither."
    ),
    "copy_absent": QT_TRANSLATE_NOOP("Messages", "There is no copy {file}, or it is no file."),
    "copy_foreign": QT_TRANSLATE_NOOP(
        "Messages", "{file} is no whole copy of this workstation's journal: it is damaged, or another's."
    ),
    "restore_needs_copy": QT_TRANSLATE_NOOP(
        "Messages",
        "There is no workstation in {folder}: is --profile right? On a new computer, name the folder in the "
        "second place with --copy.",
    ),
    "kit_absent": QT_TRANSLATE_NOOP(
        "Messages",
        "There is no desk-kit.json in {folder}. On a new computer, name the workstation's own folder (desk-…) in the "
        "second place for copies, or a copy in it.",
    ),
    "kit_damaged": QT_TRANSLATE_NOOP("Messages", "{file} is not whole, or somebody changed it. Nothing was put down."),
    "kit_newer": QT_TRANSLATE_NOOP(
        "Messages", "A newer version of the program wrote the desk-kit.json there. Install that one."
    ),
    "kit_foreign": QT_TRANSLATE_NOOP(
        "Messages", "{file} is a copy of another workstation than the desk-kit.json beside it. Nothing was put down."
    ),
    "home_taken": QT_TRANSLATE_NOOP(
        "Messages",
        "Another workstation's journal lies in {folder}. Nothing was changed: choose another --profile for this one.",
    ),
    "second_place_inside": QT_TRANSLATE_NOOP(
        "Messages", "{folder} belongs to this workstation itself: choose a folder on another disk."
    ),
    "not_a_journal": QT_TRANSLATE_NOOP("Messages", "There is no journal in this file."),
    "journal_missing": QT_TRANSLATE_NOOP("Messages", "The journal's file is not there."),
    "database_address_wrong": QT_TRANSLATE_NOOP("Messages", "That is no address of a database."),
    "host_name_wrong": QT_TRANSLATE_NOOP(
        "Messages", "“{host}” is no name or address of a machine, or it is too long for a certificate."
    ),
    "authority_unreadable": QT_TRANSLATE_NOOP(
        "Messages", "The authority in {folder} cannot be read: put it back whole, or choose another folder."
    ),
    "certificate_unreadable": QT_TRANSLATE_NOOP("Messages", "Certificate {file} or its key cannot be read."),
    "authority_key_wrong": QT_TRANSLATE_NOOP("Messages", "“{key}” is no server's public key."),
    "unit_unknown": QT_TRANSLATE_NOOP("Messages", "{unit} is not in the table of units."),
    "port_wrong": QT_TRANSLATE_NOOP("Messages", "There is no port {port}: 0 to 65535."),
    "phone_report_before_received": QT_TRANSLATE_NOOP(
        "Messages", "It cannot have been reported by telephone before the incident was received: check the time."
    ),
    "discovered_in_future": QT_TRANSLATE_NOOP("Messages", "The time of the discovery lies in the future: check it."),
    "figure_too_large": QT_TRANSLATE_NOOP("Messages", "A count takes at most {limit}: check the number."),
}
