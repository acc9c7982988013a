"""A report drafted from the log: each line is told in the element it speaks of; follow-ups tell only what is newer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from commandpost.domain import report_text
from commandpost.domain.figures import Mention, contradictions, extract, newest
from commandpost.domain.incident import FIGURES, Incident
from commandpost.domain.report import elements_of
from commandpost.domain.rules import Step

_SPEAKS_OF: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("requests", re.compile(r"请求|请.{0,6}(?:支援|增援|增派|协调)|急需|需要支援")),
    ("leaders", re.compile(r"(?:带班领导|书记|主任|镇长|科长|领导).{0,8}(?:到达|到场|赶赴|赶到|抵达|指挥)")),
    ("cause", re.compile(r"原因|起因|引发|引起|由于|系因")),
    ("trend", re.compile(r"蔓延|趋势|上涨|回落|得到控制|已控制|稳定|好转|恶化|扩大")),
    ("scope", re.compile(r"影响|波及|涉及|停电|停水|停气|过火|受损")),
    ("measures", re.compile(r"已|派|到场|赶赴|疏散|转移|警戒|搜救|救援|通知|组织|调|抽排|扑|送医|封闭|安置")),
)
_KEEPS_ITS_COURSE = frozenset({"call_in"})  # what a caller said is the story, not our doing


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One line of the log about the incident, in its corrected wording; ``mode`` is a code of the log.

    ``at`` is when it is said to have happened; ``heard`` when the desk took it down, None: the same moment.
    """

    at: datetime
    mode: str
    text: str
    heard: datetime | None = None

    @property
    def known_at(self) -> datetime:
        """From when the desk knew it."""
        return self.heard or self.at

    @property
    def told_at(self) -> datetime:
        """When its words were said: a call speaks when it is taken, whenever happened what it tells."""
        return self.known_at if self.mode in _KEEPS_ITS_COURSE else self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """Suggested content; figures None where nobody told them."""

    elements: Mapping[str, str]
    figures: Mapping[str, int | None]


def draft(
    incident: Incident,
    lines: Sequence[LogLine],
    step: Step,
    *,
    told_until: datetime | None = None,
    kind: str = "",
    contact: str = "",
    closing: str = "",
) -> Drafted:
    """Fill the elements of a step from what is known; ``told_until`` is when the last written report left."""
    fresh = [line for line in lines if step is Step.INITIAL or told_until is None or line.known_at > told_until]
    texts = _told_by(fresh) | {
        "source": incident.source,
        "occurred": f"{report_text.day_and_clock(incident.occurred)}许" if incident.occurred else "",
        "place": incident.place,
        "kind": kind,
        "casualties": _doubts(lines if step is Step.INITIAL else fresh),
        "next": "" if step is Step.FINAL else report_text.TO_BE_CONTINUED,
        "summary": closing,
        "contact": contact,
    }
    elements = {spec.key: texts.get(spec.key, "") for spec in elements_of(step)}
    return Drafted(elements=elements, figures=suggested_figures(incident, lines))


def suggested_figures(incident: Incident, lines: Sequence[LogLine]) -> dict[str, int | None]:
    """The incident's figures; those nobody entered are taken from the newest line that tells them."""
    told = newest(mentions(lines))
    known = incident.figures
    return {name: told.get(name) if known.get(name) is None else known.get(name) for name in FIGURES}


def mentions(lines: Sequence[LogLine]) -> tuple[Mention, ...]:
    """Every line that tells a figure."""
    found = ((line, extract(line.text)) for line in lines)
    return tuple(Mention(at=line.told_at, source=line.mode, figures=figures) for line, figures in found if figures)


def known_since(lines: Sequence[LogLine]) -> dict[str, datetime]:
    """From when the desk knew the newest telling of each figure."""
    return {name: line.known_at for line in sorted(lines, key=lambda line: line.told_at) for name in extract(line.text)}


def element_of(line: LogLine) -> str:
    """The element a line speaks of; a suggestion."""
    if line.mode in _KEEPS_ITS_COURSE:
        return "course"
    return next((key for key, pattern in _SPEAKS_OF if pattern.search(line.text)), "course")


def _told_by(lines: Sequence[LogLine]) -> dict[str, str]:
    """Element → text of its lines in the order of time; the course and the measures carry the hour."""
    texts: dict[str, list[str]] = {}
    for line in sorted(lines, key=lambda line: line.told_at):
        key = element_of(line)
        texts.setdefault(key, []).append(_sentence(key, line))
    return {key: "".join(sentences) for key, sentences in texts.items()}


def _sentence(key: str, line: LogLine) -> str:
    if key in {"course", "measures"}:
        mode = line.mode if key == "course" else ""
        return report_text.course_line(line.told_at, mode, line.text, occurred=line.at)
    return f"{line.text.strip().rstrip('。；;')}。"


def _doubts(lines: Sequence[LogLine]) -> str:
    """Contradictions of the log, told on paper with both values."""
    told = [report_text.contradiction(found) for found in contradictions(mentions(lines))]
    return f"{'；'.join(told)}。" if told else ""
