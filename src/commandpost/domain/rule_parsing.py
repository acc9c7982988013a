"""Reads a rule pack from its TOML text and names the line of whatever is wrong in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import NoReturn, TypeVar

from commandpost.domain.codes import EventClass, Level
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RuleId
from commandpost.domain.periods import PERIOD_WORDS, PeriodKind
from commandpost.domain.rules import ANY_SENDER, AlarmTimes, ClockStart, Rule, RulePack, Step

AT_ONCE = "at once"
MAX_PACK_CHARACTERS = 200_000
MAX_MINUTES = 366 * 24 * 60

_PACK_KEYS = frozenset({"id", "title", "version", "rules", "note", "alarm"})
_ALARM_KEYS = frozenset(
    {"at_once_minutes", "leader_minutes", "district_minutes", "again_minutes", "silent_minutes", "confirmed_by"}
)
_PERIODS = {words: kind for kind, words in PERIOD_WORDS.items()}
_RULE_KEYS = (
    frozenset({"id", "document", "article", "effective_from", "effective_to", "classes", "codes", "levels"})
    | frozenset({"sensitive", "from", "to", "channel", "step", "minutes", "clock", "follow_up_minutes"})
    | frozenset({"follow_up_until", "final_minutes", "supplement_days", "daily_in", "daily_at", "zero_in", "zero_at"})
    | frozenset({"note", "verified"})
    | frozenset({"confirmed_by"})
)
_LINE = re.compile(r"line (\d+)")

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


def parse_pack(text: str) -> RulePack:
    """A pack from its text. Raises RuleBroken("rule_pack_invalid", line=…, key=…, reason=…); reasons are codes."""
    if len(text) > MAX_PACK_CHARACTERS:
        raise RuleBroken("rule_pack_invalid", line=1, key="", reason="too_long")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise RuleBroken("rule_pack_invalid", line=line, key="", reason="not_toml", detail=str(error)) from error
    return _pack(text, table)


def _pack(text: str, table: Mapping[str, object]) -> RulePack:
    head = _Table(table, lambda key: _line_of(text, key, 0))
    head.refuse_unknown(_PACK_KEYS)
    rows = table.get("rules")
    if not isinstance(rows, list) or not rows:
        head.refuse("rules", "no_rules")
    starts = _rule_lines(text)
    tables = [_Table(row, _finder(text, starts, index)) for index, row in enumerate(rows)]
    rules = tuple(_rule(row) for row in tables)
    for index, rule in enumerate(rules):
        if rule.id in {other.id for other in rules[:index]}:
            tables[index].refuse("id", "id_twice")
    return RulePack(
        id=head.text("id", required=True),
        title=head.text("title", required=True),
        version=head.text("version", required=True),
        rules=rules,
        source_text_sha=sha256(text.encode()).hexdigest(),
        alarm=_alarm(head, text, table),
    )


def _alarm(head: _Table, text: str, table: Mapping[str, object]) -> AlarmTimes | None:
    """When alarms sound and whom they reach; a time nobody tells keeps the program's default."""
    if not head.has("alarm"):
        return None
    if not isinstance(table["alarm"], dict):
        head.refuse("alarm", "wrong_type")
    lines = [index for index, line in enumerate(text.splitlines()) if line.strip().startswith("[alarm]")]
    row = _Table(table["alarm"], _finder(text, lines, 0))
    row.refuse_unknown(_ALARM_KEYS)
    default = AlarmTimes()
    return AlarmTimes(
        at_once=row.minutes("at_once_minutes", default.at_once),
        leader=row.minutes("leader_minutes", default.leader),
        district=row.minutes("district_minutes", default.district),
        again=row.minutes("again_minutes", default.again),
        silent=row.minutes("silent_minutes", default.silent),
        confirmed_by=row.text("confirmed_by"),
    )


def _rule_lines(text: str) -> list[int]:
    """Line indices, from 0, where the tables of rules begin."""
    return [index for index, line in enumerate(text.splitlines()) if line.strip().startswith("[[rules]]")]


def _finder(text: str, starts: list[int], index: int) -> Callable[[str], int]:
    start = starts[index] if index < len(starts) else 0
    return lambda key: _line_of(text, key, start)


def _line_of(text: str, key: str, start: int) -> int:
    """The line, from 1, of a key of the table that begins at ``start``; the table's own line when it is absent."""
    lines = text.splitlines()
    pattern = re.compile(rf"\s*\"?{re.escape(key)}\"?\s*=")
    for index in range(start, len(lines)):
        if index > start and lines[index].strip().startswith("["):
            break
        if pattern.match(lines[index]):
            return index + 1
    return start + 1


def _rule(row: _Table) -> Rule:
    row.refuse_unknown(_RULE_KEYS)
    step = row.choice("step", Step) if row.has("step") else None
    rule = Rule(
        id=RuleId(row.text("id", required=True)),
        document=row.text("document", required=True),
        article=row.text("article"),
        effective_from=row.day("effective_from"),
        effective_to=row.day("effective_to"),
        classes=row.choices("classes", EventClass),
        codes=row.texts("codes"),
        levels=row.choices("levels", Level),
        sensitive=row.flag("sensitive"),
        sender=row.text("from") or ANY_SENDER,
        recipient=row.text("to"),
        channel=row.text("channel") or "any",
        step=step,
        minutes=_minutes(row, step),
        starts=row.choice("clock", ClockStart) if row.has("clock") else ClockStart.RECEIVED,
        follow_up_minutes=row.count("follow_up_minutes"),
        follow_up_until=row.text("follow_up_until"),
        final_minutes=row.count("final_minutes"),
        supplement_days=row.count("supplement_days"),
        daily_in=row.periods("daily_in"),
        daily_at=row.hour("daily_at"),
        zero_in=row.periods("zero_in"),
        zero_at=row.hour("zero_at"),
        note=row.text("note"),
        verified=row.flag("verified"),
        confirmed_by=row.text("confirmed_by"),
    )
    if rule.effective_from and rule.effective_to and rule.effective_to < rule.effective_from:
        row.refuse("effective_to", "ends_before_it_begins")
    return rule


def _minutes(row: _Table, step: Step | None) -> int | None:
    """Minutes of the first report; None stands for "at once", which must be said."""
    if step is None:
        if row.has("minutes"):
            row.refuse("minutes", "minutes_without_step")
        return None
    if step not in {Step.PHONE, Step.INITIAL}:
        row.refuse("step", "not_a_first_report")
    if not row.has("minutes"):
        row.refuse("step", "step_without_minutes")
    return None if row.is_at_once() else row.count("minutes")


class _Table:
    """One table of the pack, read with its types; every refusal names the line."""

    def __init__(self, values: object, line_of: Callable[[str], int]) -> None:
        self._line_of = line_of
        self._values: Mapping[str, object] = values if isinstance(values, dict) else {}

    def refuse(self, key: str, reason: str) -> NoReturn:
        raise RuleBroken("rule_pack_invalid", line=self._line_of(key), key=key, reason=reason)

    def refuse_unknown(self, known: frozenset[str]) -> None:
        for key in self._values:
            if key not in known:
                self.refuse(key, "unknown_key")

    def has(self, key: str) -> bool:
        return key in self._values

    def is_at_once(self) -> bool:
        return self._values["minutes"] == AT_ONCE

    def text(self, key: str, *, required: bool = False) -> str:
        value = self._typed(key, str, "")
        if required and not value.strip():
            self.refuse(key, "missing")
        return value

    def flag(self, key: str) -> bool:
        return self._typed(key, bool, False)

    def day(self, key: str) -> date | None:
        return self._typed(key, date, None) if self.has(key) else None

    def hour(self, key: str) -> time | None:
        """``"17:00"``, local."""
        if not self.has(key):
            return None
        try:
            told = time.fromisoformat(self.text(key))
        except ValueError:
            self.refuse(key, "not_an_hour")
        return told if told.tzinfo is None else self.refuse(key, "not_an_hour")

    def minutes(self, key: str, default: timedelta) -> timedelta:
        told = self.count(key)
        return default if told is None else timedelta(minutes=told)

    def periods(self, key: str) -> tuple[PeriodKind, ...]:
        """Kinds of special periods, by code or by their Chinese word."""
        told = (_PERIODS.get(value, value) for value in self.texts(key))
        return tuple(self._one_of(key, PeriodKind, value) for value in told)

    def count(self, key: str) -> int | None:
        """A whole number from 1 to a year of minutes."""
        if not self.has(key):
            return None
        value = self._typed(key, int, 0)
        if isinstance(value, bool) or not 0 < value <= MAX_MINUTES:
            self.refuse(key, "out_of_range")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self._typed(key, list, [])
        if not all(isinstance(value, str) for value in values):
            self.refuse(key, "wrong_type")
        return tuple(str(value) for value in values)

    def choice(self, key: str, kind: type[E]) -> E:
        return self._one_of(key, kind, self.text(key))

    def choices(self, key: str, kind: type[E]) -> tuple[E, ...]:
        return tuple(self._one_of(key, kind, value) for value in self.texts(key))

    def _one_of(self, key: str, kind: type[E], value: str) -> E:
        if value not in {str(member) for member in kind}:
            self.refuse(key, "not_a_choice")
        return kind(value)

    def _typed(self, key: str, kind: type[T], default: T | None) -> T:
        value = self._values.get(key, default)
        if not isinstance(value, kind):
            self.refuse(key, "wrong_type")
        return value
