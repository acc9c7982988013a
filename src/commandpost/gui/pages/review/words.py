"""Omissions and softenings in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from commandpost.app.softening import Softened, Softening
from commandpost.domain.codes import Level
from commandpost.domain.omissions import Omission, OmissionKind
from commandpost.gui.pages.report.words import element_word
from commandpost.gui.translation import QT_TRANSLATE_NOOP
from commandpost.gui.vocabulary import FIGURE_WORDS, LEVEL_WORDS, word

KIND_WORDS = {
    OmissionKind.CALL_UNDECIDED: QT_TRANSLATE_NOOP("Review", "Call undecided"),
    OmissionKind.LINE_UNADOPTED: QT_TRANSLATE_NOOP("Review", "Nobody signed"),
    OmissionKind.FIGURE_UNTOLD: QT_TRANSLATE_NOOP("Review", "Log and report differ"),
    OmissionKind.ELEMENT_EMPTY: QT_TRANSLATE_NOOP("Review", "Element empty"),
    OmissionKind.RECIPIENT_UNSERVED: QT_TRANSLATE_NOOP("Review", "Not receipted"),
    OmissionKind.COMMUNITY_SILENT: QT_TRANSLATE_NOOP("Review", "Community silent"),
    OmissionKind.LEVEL_BELOW: QT_TRANSLATE_NOOP("Review", "Level below figures"),
}
KIND_ROLES = {
    OmissionKind.CALL_UNDECIDED: "orange",
    OmissionKind.LINE_UNADOPTED: "orange",
    OmissionKind.FIGURE_UNTOLD: "red",
    OmissionKind.ELEMENT_EMPTY: "yellow",
    OmissionKind.RECIPIENT_UNSERVED: "blue",
    OmissionKind.COMMUNITY_SILENT: "orange",
    OmissionKind.LEVEL_BELOW: "red",
}
SOFTENING_WORDS = {
    Softening.NOT_REPORTED: QT_TRANSLATE_NOOP("Review", "closed as not reported"),
    Softening.LEVEL_LOWERED: QT_TRANSLATE_NOOP("Review", "level lowered"),
    Softening.SENSITIVITY_DROPPED: QT_TRANSLATE_NOOP("Review", "no longer sensitive"),
    Softening.DAYS_NOT_REPORTED: QT_TRANSLATE_NOOP("Review", "days never reported"),
}


def kind_word(kind: OmissionKind) -> str:
    """The chip of a line."""
    return QCoreApplication.translate("Review", KIND_WORDS[kind])


def omission_words(one: Omission) -> str:
    """What exactly was left out."""
    translate = QCoreApplication.translate
    if one.kind is OmissionKind.ELEMENT_EMPTY:
        return "、".join(element_word(key) for key in one.details)
    if one.kind is OmissionKind.FIGURE_UNTOLD:
        return "；".join(_gap(told) for told in one.details)
    if one.kind is OmissionKind.LEVEL_BELOW:
        pattern = translate("Review", "{level}, the figures suggest {suggested}")
        return pattern.format(level=_level(one.details[0]), suggested=_level(one.details[1]))
    if one.kind is OmissionKind.RECIPIENT_UNSERVED:
        number, *to = one.details
        return " · ".join(part for part in (number, "、".join(to)) if part)
    return "、".join(one.details)


def softened_words(softened: Softened) -> str:
    """Closed as not reported; level lowered, larger → general."""
    told = QCoreApplication.translate("Review", SOFTENING_WORDS[softened.what])
    if softened.what is Softening.LEVEL_LOWERED:
        return f"{told} {_level(softened.before)} → {_level(softened.after)}"
    if softened.what is Softening.DAYS_NOT_REPORTED:
        return f"{told} {softened.before[5:]} – {softened.after[5:]}"
    return told


def _gap(told: str) -> str:
    name, logged, reported = told.split(":")
    figure = word(FIGURE_WORDS[name])
    if not reported:
        pattern = QCoreApplication.translate("Review", "{figure}: {logged} in the log, not in the report")
        return pattern.format(figure=figure, logged=logged)
    pattern = QCoreApplication.translate("Review", "{figure}: {logged} in the log, {told} in the report")
    return pattern.format(figure=figure, logged=logged, told=reported)


def _level(level: str) -> str:
    return word(LEVEL_WORDS[Level(level)]) if level in set(Level) else level
