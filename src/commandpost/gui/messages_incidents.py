"""Words for the codes of incidents and the duty log."""

from __future__ import annotations

from commandpost.gui.translation import QT_TRANSLATE_NOOP

INCIDENT_WORDS: dict[str, str] = {
    "log_empty": QT_TRANSLATE_NOOP("Messages", "There is nothing to save yet: write what happened."),
    "log_too_long": QT_TRANSLATE_NOOP(
        "Messages", "One entry takes at most {limit} characters. Nothing is lost: shorten it or save it in parts."
    ),
    "entry_too_large": QT_TRANSLATE_NOOP(
        "Messages", "This is too large for one entry. Shorten it or save it in parts."
    ),
    "entry_unreadable": QT_TRANSLATE_NOOP("Messages", "An entry of the journal cannot be read."),
    "log_unknown": QT_TRANSLATE_NOOP("Messages", "This log entry is not on this workstation."),
    "already_corrected": QT_TRANSLATE_NOOP("Messages", "This entry was corrected already: correct the newest text."),
    "reason_missing": QT_TRANSLATE_NOOP("Messages", "Say why."),
    "passed_to_missing": QT_TRANSLATE_NOOP("Messages", "Say whom it was passed on to."),
    "incident_missing": QT_TRANSLATE_NOOP("Messages", "Choose the incident this call belongs to."),
    "already_decided_so": QT_TRANSLATE_NOOP("Messages", "That is what was decided already."),
    "not_a_call": QT_TRANSLATE_NOOP("Messages", "Only a call that came in is decided on."),
    "nothing_to_adopt": QT_TRANSLATE_NOOP("Messages", "This entry needs nobody to adopt it."),
    "time_without_zone": QT_TRANSLATE_NOOP("Messages", "A time without its zone was refused."),
    "title_missing": QT_TRANSLATE_NOOP("Messages", "Give the incident a title: where and what."),
    "title_too_long": QT_TRANSLATE_NOOP("Messages", "The title takes at most {limit} characters."),
    "occurred_after_received": QT_TRANSLATE_NOOP(
        "Messages", "It cannot have happened after it was reported: check both times."
    ),
    "discovered_before_occurred": QT_TRANSLATE_NOOP(
        "Messages", "It cannot have been discovered before it happened: check both times."
    ),
    "received_in_future": QT_TRANSLATE_NOOP("Messages", "The time of the call lies in the future: check it."),
    "moment_unreadable": QT_TRANSLATE_NOOP("Messages", "{typed} is no time. Write it like 02:24 or 7-18 02:24."),
    "figure_negative": QT_TRANSLATE_NOOP("Messages", "A number of people cannot be below zero."),
    "incident_unknown": QT_TRANSLATE_NOOP("Messages", "This incident is not on this workstation."),
    "field_locked": QT_TRANSLATE_NOOP("Messages", "This cannot be changed afterwards."),
    "already_closed": QT_TRANSLATE_NOOP("Messages", "This incident is ended already."),
    "not_closed": QT_TRANSLATE_NOOP("Messages", "This incident is still being handled."),
    "leader_missing": QT_TRANSLATE_NOOP("Messages", "Name the duty leader who decided it."),
    "no_conflict": QT_TRANSLATE_NOOP("Messages", "There is no conflict here any more."),
    "place_outside_beijing": QT_TRANSLATE_NOOP("Messages", "The place lies outside Beijing: check the coordinates."),
    "place_unknown": QT_TRANSLATE_NOOP("Messages", "No place yet: ask where it is, or pick it on the map."),
    "code_unknown": QT_TRANSLATE_NOOP("Messages", "No kind of event yet: rules that depend on it do not count."),
    "occurred_unknown": QT_TRANSLATE_NOOP("Messages", "No time of occurrence: the clocks count from the call."),
    "received_long_ago": QT_TRANSLATE_NOOP(
        "Messages", "The call is more than an hour old: its report clocks run from then."
    ),
    "sensitive_without_reason": QT_TRANSLATE_NOOP("Messages", "Say why it is sensitive."),
    "place_datum_unknown": QT_TRANSLATE_NOOP(
        "Messages", "Nobody said which map the coordinate is from; it counts as GPS and may lie 550 m off."
    ),
    "coordinate_unreadable": QT_TRANSLATE_NOOP("Messages", "This is no coordinate. Write it like 39.9052, 116.4127."),
    "coordinate_ambiguous": QT_TRANSLATE_NOOP(
        "Messages", "It is not clear which number is the longitude. Write it like 39.9052, 116.4127."
    ),
    "coordinate_out_of_range": QT_TRANSLATE_NOOP("Messages", "There is no such place on earth: check the coordinate."),
    "geometry_unreadable": QT_TRANSLATE_NOOP("Messages", "This shape cannot be read."),
}
