"""The words of the report page: elements, states, findings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from commandpost.app.report_values import DRAFT, RETURNED, SIGNED, ReportRow
from commandpost.domain.codes import Level
from commandpost.domain.deadlines import Verdict
from commandpost.domain.report import Finding, Noe
from commandpost.gui.times import clock_time, countdown, day_time
from commandpost.gui.vocabulary import (
    DELIVERY_ROLES,
    DELIVERY_WORDS,
    FIGURE_WORDS,
    LEVEL_WORDS,
    lateness_word,
    word,
)

CONTEXT = "Reports"
OK, WRONG, UNSURE = "✓", "✕", "!"


def element_word(key: str) -> str:
    """The label of an element of the form."""
    translate = QCoreApplication.translate
    known = {
        "source": translate("Reports", "Source of the report"),
        "occurred": translate("Reports", "Time of occurrence"),
        "place": translate("Reports", "Place"),
        "kind": translate("Reports", "Kind of event"),
        "casualties": translate("Reports", "People"),
        "scope": translate("Reports", "Extent"),
        "cause": translate("Reports", "Cause and nature (first view)"),
        "course": translate("Reports", "Course of events"),
        "measures": translate("Reports", "Measures taken"),
        "leaders": translate("Reports", "Leaders on the scene"),
        "trend": translate("Reports", "How it may develop"),
        "next": translate("Reports", "Next steps"),
        "requests": translate("Reports", "Support asked for"),
        "summary": translate("Reports", "Summary of the handling"),
        "contact": translate("Reports", "Contact on the scene"),
    }
    return known.get(key, key)


def noe_word(noe: Noe) -> str:
    """不迟报 不谎报 不瞒报 不漏报."""
    translate = QCoreApplication.translate
    return {
        Noe.LATE: translate("Reports", "Not late"),
        Noe.FALSE: translate("Reports", "Not false"),
        Noe.CONCEALED: translate("Reports", "Nothing concealed"),
        Noe.OMITTED: translate("Reports", "Nothing omitted"),
    }[noe]


def finding_words(finding: Finding) -> str:
    """One finding as a short sentence."""
    pattern = _finding_patterns().get(finding.code, finding.code)
    return pattern.format_map(_Readable(finding.params))


def _finding_patterns() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "nothing_due": translate("Reports", "nothing is due"),
        "within_limit": translate("Reports", "within the limit"),
        "late_by": translate("Reports", "late by {seconds}: say why, then send"),
        "not_provable": translate("Reports", "the clock cannot prove on which side of the limit"),
        "consistent": translate("Reports", "nothing contradicts"),
        "figure_contradiction": translate(
            "Reports", "{figure}: {first_value} at {first_at}, {second_value} at {second_at}; the later one is used"
        ),
        "figure_differs_from_log": translate("Reports", "{figure}: {value} here, {log_value} in the log"),
        "figure_unexplained": translate(
            "Reports", "{figure}: {before} told before, {now} now: say why and who verified it (F8: being verified)"
        ),
        "figure_explained": translate("Reports", "{figure}: {before} told before, {now} now: {reason} ({verifier})"),
        "signature_outrun": translate(
            "Reports", "{name} signed it for level {before}, now it is {now}: have it signed again, or it goes unsigned"
        ),
        "signature_outrun_sensitive": translate(
            "Reports", "{name} signed before sensitivity changed: have it signed again, or it goes unsigned"
        ),
        "signature_missing": translate("Reports", "sent without the leader's signature, to be signed yet: {numbers}"),
        "nothing_lowered": translate("Reports", "casualties and level not lowered"),
        "level_lowered": translate("Reports", "level lowered from {before} to {now}"),
        "sensitivity_dropped": translate("Reports", "was sensitive, is not any more"),
        "figure_lowered": translate("Reports", "{figure} lowered from {before} to {now}"),
        "complete": translate("Reports", "all required elements are there"),
        "elements_missing": translate("Reports", "{count} required element(s) missing"),
        "figures_of_log_missing": translate("Reports", "in the log but not here: {figures}"),
        "addressees_missing": translate("Reports", "no addressee"),
        "calls_undecided": translate("Reports", "{count} call(s) undecided"),
    }


class _Readable(dict[str, object]):
    """Parameters of a finding as words; a missing one is an ellipsis."""

    def __init__(self, params: Mapping[str, object]) -> None:
        super().__init__({name: _readable(name, value) for name, value in params.items()})

    def __missing__(self, key: str) -> str:
        return "…"


def _readable(name: str, value: object) -> object:
    if isinstance(value, datetime):
        return clock_time(value)
    if isinstance(value, tuple):
        return "、".join(str(_readable("figure", part)) for part in value)
    if name == "seconds" and isinstance(value, int):
        return countdown(timedelta(seconds=value))
    if value is None:
        return QCoreApplication.translate("Reports", "unknown")
    if value in set(Level):
        return word(LEVEL_WORDS[Level(str(value))])
    return word(FIGURE_WORDS[str(value)]) if value in FIGURE_WORDS else value


def state_word(row: ReportRow) -> str:
    """草稿 已签名 须重签 待传 已送达 已签收 冲突."""
    translate = QCoreApplication.translate
    if row.conflict:
        return translate("Reports", "Conflict")
    if row.outrun:
        return translate("Reports", "To be signed again")
    if row.status in {DRAFT, SIGNED, RETURNED}:
        return {
            DRAFT: translate("Reports", "Draft"),
            SIGNED: translate("Reports", "Signed"),
            RETURNED: translate("Reports", "Returned"),
        }[row.status]
    if row.receipted_at is not None:
        return translate("Reports", "Receipted {time}").format(time=day_time(row.receipted_at, row.sent_at or row.at))
    return word(DELIVERY_WORDS[row.delivery])


def state_role(row: ReportRow) -> str:
    """The token of the chip."""
    if row.conflict or row.status == RETURNED:
        return "red"
    if row.status == DRAFT:
        return "neutral"
    if row.status == SIGNED:
        return "orange" if row.outrun else "blue"
    return "green" if row.receipted_at is not None else DELIVERY_ROLES[row.delivery].removesuffix("_text")


def judgement_word(row: ReportRow) -> str:
    """按时 or 迟报 4 分, and 待补签."""
    parts = [lateness_word(row.lateness)]
    if row.pending_leader_signature:
        parts.append(QCoreApplication.translate("Reports", "leader's signature owed"))
    return " · ".join(part for part in parts if part)


def judgement_role(row: ReportRow) -> str:
    """The token of those words."""
    if row.lateness is not None and row.lateness.verdict is Verdict.LATE:
        return "red_text"
    if row.pending_leader_signature or (row.lateness and row.lateness.verdict is Verdict.NOT_PROVABLE):
        return "yellow_text"
    return "green_text"
