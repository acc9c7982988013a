"""Words for the codes of what travels between the rooms: flow, channels, papers."""

from __future__ import annotations

from commandpost.gui.translation import QT_TRANSLATE_NOOP

FLOW_WORDS: dict[str, str] = {
    "merge_owes": QT_TRANSLATE_NOOP(
        "Messages", "The later incident owes an overdue report: send it first, then put the two together."
    ),
    "directive_foreign": QT_TRANSLATE_NOOP("Messages", "This directive was given to another room; it answers itself."),
    # between the tiers
    "report_already_returned": QT_TRANSLATE_NOOP("Messages", "This report was returned already; wait for the answer."),
    "unit_missing": QT_TRANSLATE_NOOP("Messages", "Choose the unit it goes to."),
    "skip_reason_missing": QT_TRANSLATE_NOOP(
        "Messages", "Say why a level is left out, e.g. the line to the district is dead."
    ),
    "no_upper_tier": QT_TRANSLATE_NOOP("Messages", "There is no tier above the upper one to report to."),
    "already_raised": QT_TRANSLATE_NOOP("Messages", "This report belongs to an incident of this room already."),
    "not_of_this_room": QT_TRANSLATE_NOOP("Messages", "This incident is another room's; only its own room changes it."),
    "merge_into_earlier": QT_TRANSLATE_NOOP(
        "Messages", "The later incident goes into the earlier one, so that no clock starts anew."
    ),
    "merge_with_itself": QT_TRANSLATE_NOOP("Messages", "These are one incident already."),
    "not_merged": QT_TRANSLATE_NOOP("Messages", "This incident was not merged into another one."),
    "span_empty": QT_TRANSLATE_NOOP("Messages", "The span ends before it begins: check both days."),
    "span_too_long": QT_TRANSLATE_NOOP("Messages", "At most {days} days at once; nothing is limited to thirty."),
    # other channels
    "not_enrolled": QT_TRANSLATE_NOOP(
        "Messages",
        "No server knows this workstation yet, so nobody can check its signature. Send texts or telephone.",
    ),
    "not_receipted": QT_TRANSLATE_NOOP("Messages", "This room has given no receipt for it yet."),
    "slip_too_long": QT_TRANSLATE_NOOP(
        "Messages", "This report is too long for codes ({size} of {limit} bytes). Send it as a file."
    ),
    "series_too_long": QT_TRANSLATE_NOOP("Messages", "This is too long for codes. Send it as a file."),
    "series_foreign": QT_TRANSLATE_NOOP(
        "Messages", "There is no code of this program on it. Nothing was opened, nothing was followed."
    ),
    "series_mixed": QT_TRANSLATE_NOOP("Messages", "These are codes of two series. Read one report at a time."),
    "series_incomplete": QT_TRANSLATE_NOOP("Messages", "Of {total} codes these are missing: {missing}."),
    "series_damaged": QT_TRANSLATE_NOOP("Messages", "The codes do not fit together: photograph them again."),
    "slip_unreadable": QT_TRANSLATE_NOOP("Messages", "The codes hold nothing this program understands."),
    "slip_stranger": QT_TRANSLATE_NOOP(
        "Messages", "{name} ({unit}) is not known to the server trusted here. Nothing was kept: telephone to check."
    ),
    "slip_revoked": QT_TRANSLATE_NOOP("Messages", "{name} was barred by its server on {at}. Nothing was kept."),
    "slip_forged": QT_TRANSLATE_NOOP(
        "Messages", "The signature of {name} does not fit what is said. Nothing was kept: telephone to check."
    ),
    "camera_missing": QT_TRANSLATE_NOOP(
        "Messages", "No camera is connected to this machine. Photograph the codes by telephone and choose the pictures."
    ),
    "camera_program_missing": QT_TRANSLATE_NOOP(
        "Messages", "The program ffmpeg, which films, is not installed here. Choose pictures instead, or install it."
    ),
    "camera_unsupported": QT_TRANSLATE_NOOP(
        "Messages", "Filming is built for Linux only. Photograph the codes by telephone and choose the pictures."
    ),
    "picture_unreadable": QT_TRANSLATE_NOOP("Messages", "This is no picture that can be read (PNG, JPEG, BMP, TIFF)."),
    "picture_too_large": QT_TRANSLATE_NOOP("Messages", "The picture is too large; at most {limit} MB."),
    "id_not_portable": QT_TRANSLATE_NOOP("Messages", "This report cannot be told in texts: telephone or send codes."),
    "sms_foreign": QT_TRANSLATE_NOOP("Messages", "Text {message} is none of ours; it begins with 值报1/3 or 演练1/3."),
    "sms_mistyped": QT_TRANSLATE_NOOP("Messages", "Text {message} has a typing error: compare it once more."),
    "sms_mixed": QT_TRANSLATE_NOOP("Messages", "These texts belong to different reports: compare the four letters."),
    "sms_incomplete": QT_TRANSLATE_NOOP("Messages", "Of {total} texts these are missing: {missing}."),
    "sms_unreadable": QT_TRANSLATE_NOOP("Messages", "The texts fit together but hold no report of this program."),
    "arrival_not_for_here": QT_TRANSLATE_NOOP("Messages", "This comes from {unit} and is not meant for this room."),
    "bundle_stranger": QT_TRANSLATE_NOOP(
        "Messages", "The file was signed by {name}, not known to the server trusted here. Nothing was kept."
    ),
    "bundle_refused": QT_TRANSLATE_NOOP(
        "Messages", "A part of the file does not verify ({reason}) and was kept aside; {taken} entries were taken in."
    ),
    "sealed_foreign": QT_TRANSLATE_NOOP("Messages", "This is no sealed file of this program (.cpx). Nothing was kept."),
    "sealed_newer": QT_TRANSLATE_NOOP(
        "Messages", "This file was written by a newer version of the program; update this workstation, then open it."
    ),
    "sealed_cut": QT_TRANSLATE_NOOP(
        "Messages", "The file is cut short: the stick was pulled out too early. Copy it once more. Nothing was kept."
    ),
    "sealed_damaged": QT_TRANSLATE_NOOP(
        "Messages", "The file was damaged on its way. Copy it once more. Nothing was kept."
    ),
    "sealed_forged": QT_TRANSLATE_NOOP(
        "Messages",
        "The file claims to come from {name} and was not signed there. Nothing was kept; tell the other room.",
    ),
    "sealed_for_another": QT_TRANSLATE_NOOP(
        "Messages", "This file is sealed for {name}; only that workstation opens it."
    ),
    "receiver_unknown": QT_TRANSLATE_NOOP("Messages", "That workstation is not known here: open its card first."),
    "card_unreadable": QT_TRANSLATE_NOOP("Messages", "This is no card of a workstation (.cpk), or it is damaged."),
    "card_own": QT_TRANSLATE_NOOP("Messages", "This is this workstation's own card; take the card of the other room."),
    "stick_unreadable": QT_TRANSLATE_NOOP("Messages", "{file} cannot be read: {reason}"),
    "stick_unwritable": QT_TRANSLATE_NOOP(
        "Messages", "{file} could not be written: {reason}. Is the stick full or pulled out?"
    ),
    # papers
    "paper_not_of_this": QT_TRANSLATE_NOOP("Messages", "There is no paper of this kind for it."),
    "not_zero": QT_TRANSLATE_NOOP(
        "Messages", "{count} incidents were received in this duty day: a daily summary fits, a zero report does not."
    ),
    "day_not_begun": QT_TRANSLATE_NOOP("Messages", "This duty day has not begun yet."),
    "paper_unknown": QT_TRANSLATE_NOOP("Messages", "This paper is not on this workstation."),
    # the tour
    "tour_too_slow": QT_TRANSLATE_NOOP("Messages", "The first report took {seconds} s; at most {limit} s are let."),
}
