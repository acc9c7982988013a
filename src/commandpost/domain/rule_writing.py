"""Writes a rule pack as the TOML text that ``parse_pack`` reads; what is at its default is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from enum import StrEnum

from commandpost.domain.periods import PERIOD_WORDS, PeriodKind
from commandpost.domain.rule_parsing import AT_ONCE
from commandpost.domain.rules import AlarmTimes, ClockStart, Rule, RulePack

MINUTE = timedelta(minutes=1)
Value = str | bool | int | date | time | Iterable[object] | None


def write_pack(pack: RulePack) -> str:
    """The whole text; comments of an older text are not kept."""
    head = (f"{key} = {_quoted(value)}" for key, value in (("id", pack.id), ("title", pack.title)))
    blocks = ["\n".join((*head, f"version = {_quoted(pack.version)}"))]
    blocks += ["\n".join(("[[rules]]", *_lines(rule))) for rule in pack.rules]
    if pack.alarm is not None:
        blocks.append("\n".join(("[alarm]", *_alarm(pack.alarm))))
    return "\n\n".join(blocks) + "\n"


def _lines(rule: Rule) -> Iterator[str]:
    told: tuple[tuple[str, Value], ...] = (
        ("id", str(rule.id)),
        ("document", rule.document),
        ("article", rule.article),
        ("effective_from", rule.effective_from),
        ("effective_to", rule.effective_to),
        ("classes", rule.classes),
        ("codes", rule.codes),
        ("levels", rule.levels),
        ("sensitive", rule.sensitive),
        ("from", rule.sender),
        ("to", rule.recipient),
        ("channel", rule.channel),
        ("step", None if rule.step is None else str(rule.step)),
        ("minutes", _minutes(rule)),
        ("clock", "" if rule.starts is ClockStart.RECEIVED else str(rule.starts)),
        ("follow_up_minutes", rule.follow_up_minutes),
        ("follow_up_until", rule.follow_up_until),
        ("final_minutes", rule.final_minutes),
        ("supplement_days", rule.supplement_days),
        ("daily_in", rule.daily_in),
        ("daily_at", rule.daily_at),
        ("zero_in", rule.zero_in),
        ("zero_at", rule.zero_at),
        ("note", rule.note),
        ("verified", rule.verified),
        ("confirmed_by", rule.confirmed_by),
    )
    for key, value in told:
        text = _text(value)
        if text:
            yield f"{key} = {text}"


def _minutes(rule: Rule) -> Value:
    if rule.step is None:
        return None
    return AT_ONCE if rule.minutes is None else rule.minutes


def _text(value: Value) -> str:
    """A value as TOML; "" for what says nothing."""
    if value is None or value is False or value in ("", ()):
        return ""
    if value is True:
        return "true"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return _quoted(value.isoformat("minutes" if not value.second else "auto"))
    return _quoted(value) if isinstance(value, str) else f"[{', '.join(map(_item, value))}]"


def _item(value: object) -> str:
    return _quoted(PERIOD_WORDS[value] if isinstance(value, PeriodKind) else str(value))


def _alarm(alarm: AlarmTimes) -> Iterator[str]:
    times = (
        ("at_once_minutes", alarm.at_once),
        ("leader_minutes", alarm.leader),
        ("district_minutes", alarm.district),
        ("again_minutes", alarm.again),
        ("silent_minutes", alarm.silent),
    )
    for key, span in times:
        yield f"{key} = {span // MINUTE}"
    if alarm.confirmed_by:
        yield f"confirmed_by = {_quoted(alarm.confirmed_by)}"


def _quoted(text: str | StrEnum) -> str:
    """A basic TOML string on one line."""
    escaped = "".join(_escaped(letter) for letter in str(text))
    return f'"{escaped}"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    if ord(letter) < 0x20 or ord(letter) == 0x7F:
        return f"\\u{ord(letter):04x}"
    return letter
