"""Words for the codes of what travels between the rooms: flow, channels, papers."""

from __future__ import annotations

from commandpost.gui.translation import QT_TRANSLATE_NOOP

FLOW_WORDS: dict[str, str] = {
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
}
