"""The operator's word, the colour and the shape for each code of the domain."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from commandpost.app.desk import PersonRole, Tier
from commandpost.app.logbook import Decision, LogMode
from commandpost.domain.codes import EventClass, Level
from commandpost.domain.deadlines import DeadlineState, Lateness, Verdict
from commandpost.domain.rules import Step
from commandpost.gui.paper_words import paper_word
from commandpost.gui.times import span
from commandpost.gui.translation import QT_TRANSLATE_NOOP
from commandpost.journal.fold import Delivery

CONTEXT = "Vocabulary"

LEVEL_WORDS = {
    Level.UNGRADED: QT_TRANSLATE_NOOP("Vocabulary", "Ungraded"),
    Level.GENERAL: QT_TRANSLATE_NOOP("Vocabulary", "General"),
    Level.LARGER: QT_TRANSLATE_NOOP("Vocabulary", "Larger"),
    Level.MAJOR: QT_TRANSLATE_NOOP("Vocabulary", "Major"),
    Level.GRAVE: QT_TRANSLATE_NOOP("Vocabulary", "Grave"),
}
LEVEL_SIGNS = {  # within a pin of the map; the marks of the law's four levels
    Level.GENERAL: QT_TRANSLATE_NOOP("Vocabulary", "IV"),
    Level.LARGER: QT_TRANSLATE_NOOP("Vocabulary", "III"),
    Level.MAJOR: QT_TRANSLATE_NOOP("Vocabulary", "II"),
    Level.GRAVE: QT_TRANSLATE_NOOP("Vocabulary", "I"),
}
LEVEL_ROLES = {
    Level.UNGRADED: "neutral",
    Level.GENERAL: "blue",
    Level.LARGER: "yellow",
    Level.MAJOR: "orange",
    Level.GRAVE: "red",
}
STEP_WORDS = {
    Step.PHONE: QT_TRANSLATE_NOOP("Vocabulary", "Phone report"),
    Step.INITIAL: QT_TRANSLATE_NOOP("Vocabulary", "Initial report"),
    Step.FOLLOW_UP: QT_TRANSLATE_NOOP("Vocabulary", "Follow-up"),
    Step.DAILY: QT_TRANSLATE_NOOP("Vocabulary", "Daily report"),
    Step.ZERO: QT_TRANSLATE_NOOP("Vocabulary", "Zero report"),
    Step.FINAL: QT_TRANSLATE_NOOP("Vocabulary", "Final report"),
    Step.SUPPLEMENT: QT_TRANSLATE_NOOP("Vocabulary", "Supplement"),
}
MODE_WORDS = {
    LogMode.CALL_IN: QT_TRANSLATE_NOOP("Vocabulary", "Call in"),
    LogMode.CALL_OUT: QT_TRANSLATE_NOOP("Vocabulary", "Call out"),
    LogMode.ON_SCENE: QT_TRANSLATE_NOOP("Vocabulary", "On scene"),
    LogMode.DIRECTIVE: QT_TRANSLATE_NOOP("Vocabulary", "Directive"),
    LogMode.NOTE: QT_TRANSLATE_NOOP("Vocabulary", "Note"),
    LogMode.SYSTEM: QT_TRANSLATE_NOOP("Vocabulary", "System"),
}
CLASS_WORDS = {
    EventClass.NATURAL: QT_TRANSLATE_NOOP("Vocabulary", "Natural disaster"),
    EventClass.ACCIDENT: QT_TRANSLATE_NOOP("Vocabulary", "Accident"),
    EventClass.HEALTH: QT_TRANSLATE_NOOP("Vocabulary", "Public health"),
    EventClass.SOCIAL: QT_TRANSLATE_NOOP("Vocabulary", "Public order"),
}
DELIVERY_WORDS = {
    Delivery.PENDING: QT_TRANSLATE_NOOP("Vocabulary", "To be sent"),
    Delivery.DELIVERED: QT_TRANSLATE_NOOP("Vocabulary", "Delivered"),
    Delivery.RECEIPTED: QT_TRANSLATE_NOOP("Vocabulary", "Receipted"),
}
DELIVERY_ROLES = {Delivery.PENDING: "orange_text", Delivery.DELIVERED: "blue_text", Delivery.RECEIPTED: "green_text"}
DECISION_WORDS = {
    Decision.UNDECIDED: QT_TRANSLATE_NOOP("Vocabulary", "Undecided"),
    Decision.INCIDENT: QT_TRANSLATE_NOOP("Vocabulary", "Incident"),
    Decision.PASSED_ON: QT_TRANSLATE_NOOP("Vocabulary", "Passed on"),
    Decision.NOTED: QT_TRANSLATE_NOOP("Vocabulary", "Noted"),
}
STATE_WORDS = {
    DeadlineState.AT_ONCE: QT_TRANSLATE_NOOP("Vocabulary", "At once"),
    DeadlineState.CALM: QT_TRANSLATE_NOOP("Vocabulary", "In time"),
    DeadlineState.SOON: QT_TRANSLATE_NOOP("Vocabulary", "Half the time is gone"),
    DeadlineState.URGENT: QT_TRANSLATE_NOOP("Vocabulary", "Urgent"),
    DeadlineState.OVERDUE: QT_TRANSLATE_NOOP("Vocabulary", "Overdue"),
    DeadlineState.DONE: QT_TRANSLATE_NOOP("Vocabulary", "Done in time"),
    DeadlineState.DONE_LATE: QT_TRANSLATE_NOOP("Vocabulary", "Done late"),
    DeadlineState.NOT_PROVABLE: QT_TRANSLATE_NOOP("Vocabulary", "Time not provable"),
}
STATE_ROLES = {
    DeadlineState.AT_ONCE: "overdue",
    DeadlineState.CALM: "accent_text",
    DeadlineState.SOON: "soon",
    DeadlineState.URGENT: "overdue",
    DeadlineState.OVERDUE: "overdue",
    DeadlineState.DONE: "green_text",
    DeadlineState.DONE_LATE: "overdue",
    DeadlineState.NOT_PROVABLE: "soon",
}
TIER_WORDS = {
    Tier.STREET: QT_TRANSLATE_NOOP("Vocabulary", "Street"),
    Tier.DISTRICT: QT_TRANSLATE_NOOP("Vocabulary", "District"),
    Tier.CITY: QT_TRANSLATE_NOOP("Vocabulary", "City"),
    Tier.DEPARTMENT: QT_TRANSLATE_NOOP("Vocabulary", "Department"),
}
ROLE_WORDS = {
    PersonRole.DUTY_OFFICER: QT_TRANSLATE_NOOP("Vocabulary", "Duty officer"),
    PersonRole.DUTY_LEADER: QT_TRANSLATE_NOOP("Vocabulary", "Duty leader"),
    PersonRole.DISTRICT_OFFICER: QT_TRANSLATE_NOOP("Vocabulary", "District officer"),
    PersonRole.ADMINISTRATOR: QT_TRANSLATE_NOOP("Vocabulary", "Administrator"),
    PersonRole.AUDITOR: QT_TRANSLATE_NOOP("Vocabulary", "Auditor"),
}
FIGURE_WORDS = {
    "dead": QT_TRANSLATE_NOOP("Vocabulary", "dead"),
    "missing": QT_TRANSLATE_NOOP("Vocabulary", "missing"),
    "injured": QT_TRANSLATE_NOOP("Vocabulary", "injured"),
    "trapped": QT_TRANSLATE_NOOP("Vocabulary", "trapped"),
    "moved": QT_TRANSLATE_NOOP("Vocabulary", "moved out"),
    "badly_injured": QT_TRANSLATE_NOOP("Vocabulary", "badly hurt"),
    "homes": QT_TRANSLATE_NOOP("Vocabulary", "homes"),
    "loss": QT_TRANSLATE_NOOP("Vocabulary", "loss (10,000 yuan)"),
}
QUANTITY_WORDS = FIGURE_WORDS | {
    "toll": QT_TRANSLATE_NOOP("Vocabulary", "dead and missing"),
    "burnt_area": QT_TRANSLATE_NOOP("Vocabulary", "burnt (ha)"),
    "threatened": QT_TRANSLATE_NOOP("Vocabulary", "threatened"),
}
FIELD_WORDS = FIGURE_WORDS | {
    "level": QT_TRANSLATE_NOOP("Vocabulary", "level"),
    "status": QT_TRANSLATE_NOOP("Vocabulary", "status"),
    "sensitive": QT_TRANSLATE_NOOP("Vocabulary", "sensitive"),
    "place": QT_TRANSLATE_NOOP("Vocabulary", "place"),
    "lon": QT_TRANSLATE_NOOP("Vocabulary", "longitude"),
    "lat": QT_TRANSLATE_NOOP("Vocabulary", "latitude"),
}


def word(source: str) -> str:
    """One of the words above in the language of the window."""
    return QCoreApplication.translate(CONTEXT, source)


def level_sign(level: Level) -> str:
    """特, 重, 较, 一; "" for an ungraded incident."""
    return word(LEVEL_SIGNS[level]) if level in LEVEL_SIGNS else ""


def level_on_paper(level: Level) -> str:
    """特别重大, 重大, 较大, 一般, whatever language the window speaks."""
    return paper_word(LEVEL_WORDS[level], CONTEXT)


def step_word(step: Step, sequence: int = 1) -> str:
    """书面初报, 续报 2: a follow-up carries its number."""
    if step is Step.FOLLOW_UP:
        return QCoreApplication.translate("Vocabulary", "Follow-up {n}").format(n=sequence)
    return word(STEP_WORDS[step])


def lateness_word(lateness: Lateness | None) -> str:
    """按时, 迟报 4 分 12 秒, 时间不可证; "" where nothing was judged."""
    if lateness is None:
        return ""
    if lateness.verdict is Verdict.LATE:
        return QCoreApplication.translate("Vocabulary", "late by {span}").format(span=span(lateness.late_by))
    if lateness.verdict is Verdict.NOT_PROVABLE:
        return word(STATE_WORDS[DeadlineState.NOT_PROVABLE])
    return QCoreApplication.translate("Vocabulary", "in time")
