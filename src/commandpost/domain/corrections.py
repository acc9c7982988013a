"""A figure that is not what was told before: both values stay, with why it changed and who verified it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from commandpost.domain import report_text
from commandpost.domain.figures import Mention
from commandpost.domain.incident import FIGURES
from commandpost.domain.report import UNKNOWN

JUMP = 2  # a figure that doubles, by three at least, has jumped and is explained like a fall (待本单位核定)
JUMP_BY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was typed about one changed figure."""

    reason: str = ""
    verifier: str = ""

    @property
    def is_complete(self) -> bool:
        return bool(self.reason.strip()) and bool(self.verifier.strip())


class Before(StrEnum):
    """What a figure is compared with."""

    REPORT = "report"  # the last report that left and told it
    LOG = "log"  # the newest line of the log that told it


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """One figure of a report against an earlier telling; ``correction`` is drafted where the log explains it."""

    figure: str
    told_in: Before
    told_at: datetime
    before: int
    now: int | None
    correction: Correction

    @property
    def is_fall(self) -> bool:
        return self.now is None or self.now < self.before

    @property
    def is_jump(self) -> bool:
        return self.now is not None and self.now >= self.before * JUMP and self.now - self.before >= JUMP_BY

    @property
    def is_explained(self) -> bool:
        return self.correction.is_complete


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingOf:
    """What one report that left told, and when."""

    at: datetime
    figures: Mapping[str, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tellings:
    """What was told before, and what is typed about the changes; ``writer`` is who writes the report now."""

    reports: Sequence[TellingOf] = ()
    mentions: Sequence[Mention] = ()
    typed: Mapping[str, Correction] = field(default_factory=dict)
    writer: str = ""


def changes(figures: Mapping[str, int | None], before: Tellings) -> tuple[FigureChange, ...]:
    """Every figure that is not what the last report or the log told.

    Ordinary growth the log tells of is explained by its line, in the name of who writes the report; a fall, a jump
    and anything the log does not tell wants words and a name of their own.
    """
    return tuple(change for name in FIGURES for change in _of(name, figures.get(name), before))


def _of(name: str, now: int | None, before: Tellings) -> Iterator[FigureChange]:
    correction = before.typed.get(name, Correction())
    logged = max(((one.at, one.figures[name]) for one in before.mentions if name in one.figures), default=None)
    reported = _reported(name, before.reports)
    if reported is not None and reported[1] != now:
        at, value = reported
        change = FigureChange(
            figure=name, told_in=Before.REPORT, told_at=at, before=value, now=now, correction=correction
        )
        yield _drafted(change, logged, before.writer)
    elif logged is not None and now is not None and now != logged[1]:
        at, value = logged
        yield FigureChange(figure=name, told_in=Before.LOG, told_at=at, before=value, now=now, correction=correction)


def _reported(name: str, reports: Sequence[TellingOf]) -> tuple[datetime, int] | None:
    """When and what the newest report that told the figure told."""
    told = ((one.at, one.figures.get(name)) for one in reports)
    return max(((at, value) for at, value in told if value is not None), default=None)


def _drafted(change: FigureChange, line: tuple[datetime, int] | None, writer: str) -> FigureChange:
    """Growth that a line of the log tells needs no more words than that line's hour."""
    if change.is_fall or change.is_jump or line is None or line[1] != change.now:
        return change
    drafted = Correction(reason=f"据{report_text.clock(line[0])}记录", verifier=writer)
    kept = Correction(
        reason=change.correction.reason or drafted.reason, verifier=change.correction.verifier or drafted.verifier
    )
    return replace(change, correction=kept)


def unknown(found: Sequence[FigureChange]) -> dict[str, Correction]:
    """正在核实 for every change nobody explained: it never holds a report back."""
    return {
        change.figure: Correction(
            reason=change.correction.reason.strip() or UNKNOWN, verifier=change.correction.verifier.strip() or UNKNOWN
        )
        for change in found
        if not change.is_explained
    }


def paragraph(found: Sequence[FigureChange]) -> str:
    """Both values of every change with its reason and its name, as they stand on the paper."""
    return "".join(f"{_sentence(change)}。" for change in found)


def _sentence(change: FigureChange) -> str:
    words = {Before.REPORT: "所报", Before.LOG: "记录"}
    before = report_text.figure(change.figure, change.before)
    now = report_text.figure(change.figure, change.now)
    told = f"{report_text.day_and_clock(change.told_at)}{words[change.told_in]}{before}，现为{now}"
    reason = change.correction.reason.strip().rstrip("。") or UNKNOWN
    verifier = change.correction.verifier.strip() or UNKNOWN
    return f"{told}，原因：{reason}（核实人：{verifier}）"
