"""Rule packs: which report is owed when, by whom, to whom, and which document says so.

No law gives a street a figure in minutes; the figures a street is judged by come from its district. So every
limit is data with its document, article, effective dates and the person who confirmed it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from functools import reduce

from commandpost.domain.codes import EventClass, Level
from commandpost.domain.ids import RuleId
from commandpost.domain.periods import PeriodKind

ANY_SENDER = "any"


class Step(StrEnum):
    """电话首报 书面初报 续报 日报 零报告 终报 补报, in the order they fall due."""

    PHONE = "phone"
    INITIAL = "initial"
    FOLLOW_UP = "follow_up"
    DAILY = "daily"
    ZERO = "zero"  # of the unit, each day of a special period, whether or not anything happened
    FINAL = "final"
    SUPPLEMENT = "supplement"


class ClockStart(StrEnum):
    """Which moment starts a clock: 发生 接报 发现."""

    OCCURRED = "occurred"
    RECEIVED = "received"
    DISCOVERED = "discovered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule; it may owe a first report, a cadence of follow-ups, a final and a supplement, or only forbid."""

    id: RuleId
    document: str
    article: str = ""
    effective_from: date | None = None
    effective_to: date | None = None
    classes: tuple[EventClass, ...] = ()  # empty: every class
    codes: tuple[str, ...] = ()  # empty: every kind; "12G00" covers all below it
    levels: tuple[Level, ...] = ()  # empty: every level
    sensitive: bool = False  # True: only sensitive events
    sender: str = ANY_SENDER  # a tier (street, district, city), "any", or somebody else's role, which never fires here
    recipient: str = ""
    channel: str = "any"  # "phone": only a telephone report meets it
    step: Step | None = None  # the first report owed; None: this rule owes none
    minutes: int | None = None  # of ``step``; None: at once
    starts: ClockStart = ClockStart.RECEIVED
    follow_up_minutes: int | None = None  # from the last report sent
    follow_up_until: str = ""
    final_minutes: int | None = None  # from the end of the handling
    supplement_days: int | None = None  # from ``occurred``, when casualties change
    daily_in: tuple[PeriodKind, ...] = ()  # special periods with a daily report of each open incident
    daily_at: time | None = None  # local; None: by the end of the day
    zero_in: tuple[PeriodKind, ...] = ()  # special periods with a zero report of the unit
    zero_at: time | None = None
    note: str = ""
    verified: bool = False  # the text was read at its source
    confirmed_by: str = ""  # who of this unit confirmed the figure, with the document

    @property
    def confirmed(self) -> bool:
        """Whether the figure may be shown without the label 待核定."""
        return self.verified or bool(self.confirmed_by)

    @property
    def source(self) -> str:
        return f"{self.document} {self.article}".strip()

    def applies_to(self, kind: EventClass | None, code: str, level: Level, *, sensitive: bool) -> bool:
        """Whether the rule is about such an event."""
        return (
            (not self.classes or kind in self.classes)
            and (not self.codes or any(code.startswith(stem(prefix)) for prefix in self.codes))
            and (not self.levels or level in self.levels)
            and (not self.sensitive or sensitive)
        )

    def is_in_force(self, day: date) -> bool:
        return (self.effective_from is None or self.effective_from <= day) and (
            self.effective_to is None or day <= self.effective_to
        )

    def binds(self, tier: str) -> bool:
        """Whether a room of this tier is the sender."""
        return self.sender in {ANY_SENDER, tier}


def stem(code: str) -> str:
    """The part of a code its children share: 12G of 12G00, 12 of 12000."""
    for tail in ("000", "00"):
        if code.endswith(tail):
            return code.removesuffix(tail)
    return code


NEVER = timedelta(days=36_500)  # whom an alarm never reaches


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmTimes:
    """When alarms of obligations begin to sound and whom they reach; no law tells, the unit confirms (待核定).

    ``silent`` is when a unit below that wrote nothing is marked silent; it sounds nowhere.
    """

    at_once: timedelta = timedelta(minutes=5)  # "at once" sounds after so long
    leader: timedelta = timedelta(minutes=5)  # not acknowledged: to the leader on duty
    district: timedelta = timedelta(minutes=15)  # not acknowledged: to the upper tier
    again: timedelta = timedelta(minutes=15)  # acknowledged and still overdue: sounds anew
    silent: timedelta = timedelta(hours=12)
    confirmed_by: str = ""

    def stricter(self, other: AlarmTimes) -> AlarmTimes:
        """The shorter of each."""
        return AlarmTimes(
            at_once=min(self.at_once, other.at_once),
            leader=min(self.leader, other.leader),
            district=min(self.district, other.district),
            again=min(self.again, other.again),
            silent=min(self.silent, other.silent),
            confirmed_by=self.confirmed_by and other.confirmed_by,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """Rules adopted together."""

    id: str
    title: str
    version: str
    rules: tuple[Rule, ...]
    source_text_sha: str
    alarm: AlarmTimes | None = None  # None: this pack says nothing about alarms

    @property
    def key(self) -> str:
        """How an incident remembers the pack: ``id@version``."""
        return f"{self.id}@{self.version}"

    @property
    def confirmed(self) -> bool:
        return all(rule.confirmed for rule in self.rules)


def fired(packs: Iterable[RulePack], tier: str, day: date) -> tuple[Rule, ...]:
    """The rules that bind a room of this tier on a local day."""
    return tuple(rule for pack in packs for rule in pack.rules if rule.binds(tier) and rule.is_in_force(day))


def alarm_times(packs: Iterable[RulePack]) -> AlarmTimes:
    """The strictest of the packs that say anything; the program's defaults, to be confirmed, when none does."""
    told = [pack.alarm for pack in packs if pack.alarm is not None]
    if not told:
        return AlarmTimes()
    return reduce(AlarmTimes.stricter, told)
