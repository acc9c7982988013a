"""The words for the codes of rules, obligations, alarms and the four noes."""

from __future__ import annotations

from commandpost.gui.translation import QT_TRANSLATE_NOOP

RULES_WORDS: dict[str, str] = {
    "daily_already_sent": QT_TRANSLATE_NOOP("Messages", "This day is reported already."),
    "daily_not_zero": QT_TRANSLATE_NOOP(
        "Messages", "{count} incident(s) received that day ({titles}): no zero report. Write what happened, then send."
    ),
    "daily_not_overdue": QT_TRANSLATE_NOOP("Messages", "Only an overdue day can be explained instead of reported."),
    "daily_day_ahead": QT_TRANSLATE_NOOP("Messages", "This day has not come yet."),
    "daily_too_long": QT_TRANSLATE_NOOP("Messages", "A daily report takes at most {limit} characters."),
    "period_name_missing": QT_TRANSLATE_NOOP("Messages", "Give the period a name."),
    "period_ends_before_it_begins": QT_TRANSLATE_NOOP("Messages", "The period ends before it begins: check both days."),
    "period_too_long": QT_TRANSLATE_NOOP("Messages", "A period takes at most {limit} days."),
    "period_has_begun": QT_TRANSLATE_NOOP(
        "Messages", "Days of this period have begun; they cannot be taken away. End it instead."
    ),
    "period_unknown": QT_TRANSLATE_NOOP("Messages", "This period is not known here."),
    "period_over": QT_TRANSLATE_NOOP("Messages", "This period is over."),
    "verifier_missing": QT_TRANSLATE_NOOP("Messages", "Say who verified it."),
    "figure_unexplained": QT_TRANSLATE_NOOP(
        "Messages",
        "A figure is not what was told before: say why and who verified it, or press F8.",
    ),
    "scales_invalid": QT_TRANSLATE_NOOP("Messages", "The scales of levels cannot be read: {reason}"),
    "sensitive_words_invalid": QT_TRANSLATE_NOOP("Messages", "The words of sensitivity cannot be read: {reason}"),
    "shelf_minutes": QT_TRANSLATE_NOOP("Messages", "An alarm is put aside for 1 to {most} minutes."),
    "never_shelved": QT_TRANSLATE_NOOP(
        "Messages", "This alarm cannot be put aside: it is overdue, of a room below, or no longer sounds."
    ),
    "roll_call_limit": QT_TRANSLATE_NOOP("Messages", "Give the communities some minutes to answer, a week at most."),
    "roll_call_nobody": QT_TRANSLATE_NOOP("Messages", "No grid names a community: enter the grids first."),
    "roll_call_unlike": QT_TRANSLATE_NOOP(
        "Messages", "No community is called “{typed}”: nobody was called. Did you mean {names}?"
    ),
    "roll_call_whom": QT_TRANSLATE_NOOP(
        "Messages", "“{typed}” is no community here: nobody was called. Name some ({names} …), or write 全部 for all."
    ),
    "roll_call_open": QT_TRANSLATE_NOOP("Messages", "A roll-call goes on already: end it first."),
    "roll_call_unknown": QT_TRANSLATE_NOOP("Messages", "This roll-call is not on this workstation."),
    "community_not_asked": QT_TRANSLATE_NOOP("Messages", "{community} was not asked in this roll-call."),
    "rule_field_unreadable": QT_TRANSLATE_NOOP("Messages", "“{typed}” cannot be read here ({field})."),
    "event_code_invalid": QT_TRANSLATE_NOOP("Messages", "A code is 3 to 8 capital letters and figures, e.g. 12P19."),
    "event_code_taken": QT_TRANSLATE_NOOP("Messages", "{typed} is taken already: {name}."),
    "event_code_parent_unknown": QT_TRANSLATE_NOOP("Messages", "Choose the kind it belongs under."),
    "event_code_outside_parent": QT_TRANSLATE_NOOP(
        "Messages", "A code below this kind begins with {stem}, so that its rules count."
    ),
    "event_code_unknown": QT_TRANSLATE_NOOP("Messages", "Choose a code first."),
    "event_code_name_missing": QT_TRANSLATE_NOOP("Messages", "Give the kind a name."),
    "event_code_source_missing": QT_TRANSLATE_NOOP("Messages", "Say where the code or its name comes from."),
    "seasons_invalid": QT_TRANSLATE_NOOP("Messages", "The table of seasons cannot be read: {reason}"),
}
