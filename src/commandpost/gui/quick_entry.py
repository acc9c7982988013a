"""What an operator types in one line: a slash command, a leading time, the words themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from commandpost.app.desk import BEIJING
from commandpost.app.logbook import LogMode
from commandpost.domain.local_time import local_day

COMMANDS: Mapping[str, LogMode] = {
    "来电": LogMode.CALL_IN,
    "laidian": LogMode.CALL_IN,
    "ld": LogMode.CALL_IN,
    "in": LogMode.CALL_IN,
    "去电": LogMode.CALL_OUT,
    "qudian": LogMode.CALL_OUT,
    "qd": LogMode.CALL_OUT,
    "out": LogMode.CALL_OUT,
    "现场": LogMode.ON_SCENE,
    "xianchang": LogMode.ON_SCENE,
    "xc": LogMode.ON_SCENE,
    "scene": LogMode.ON_SCENE,
    "指示": LogMode.DIRECTIVE,
    "zhishi": LogMode.DIRECTIVE,
    "zs": LogMode.DIRECTIVE,
    "directive": LogMode.DIRECTIVE,
    "记事": LogMode.NOTE,
    "jishi": LogMode.NOTE,
    "js": LogMode.NOTE,
    "note": LogMode.NOTE,
}
_PIN = re.compile(r"\d{4,12}")
_SLASH = re.compile(r"^[/／](\S+)\s*")  # a Chinese keyboard writes the full-width slash
_TIME = re.compile(r"^(\d{1,2})[:：](\d{2})(?::(\d{2}))?(?=\s|$|[^\d:：])\s*")  # full-width colon
_MOMENT = re.compile(
    r"^(?:(?:(\d{4})[-/.年])?(?:(\d{1,2})[-/.月])?(\d{1,2})[日\s]\s*)?(\d{1,2})[:：](\d{2})(?::(\d{2}))?$"
)
SLACK = timedelta(minutes=2)  # a clock on the wall may be ahead of ours


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickEntry:
    """The parts of one typed entry; ``mode`` None: as the buttons say."""

    text: str
    mode: LogMode | None = None
    happened: datetime | None = None


def may_be_a_pin(typed: str) -> bool:
    """Nothing but digits, as a PIN is typed: before a locked desk the keyboard may stand in the log."""
    return _PIN.fullmatch(typed.strip()) is not None


def parse_entry(typed: str, now: datetime) -> QuickEntry:
    """Read ``/来电 02:41 社区应急队到场``: an unknown command stays text, a time lies in the last 24 hours."""
    text, mode = typed.strip(), None
    command = _SLASH.match(text)
    if command and command[1].lower() in COMMANDS:
        mode, text = COMMANDS[command[1].lower()], text[command.end() :]
    clock = _TIME.match(text)
    happened = _recent(clock, now) if clock else None
    if clock and happened is not None:
        text = text[clock.end() :]
    return QuickEntry(text=text, mode=mode, happened=happened)


def parse_moment(typed: str, now: datetime) -> datetime | None:
    """``02:24``, ``18日 02:24``, ``7-18 02:24``, ``2026-07-18 02:24`` in Beijing time; None: not a moment."""
    match = _MOMENT.match(typed.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part) if part else None for part in match.groups())
    if day is None:
        return _recent_time(hour or 0, minute or 0, second or 0, now)
    today = local_day(now)
    try:
        stated = date(year or today.year, month or today.month, day)
        return datetime(stated.year, stated.month, stated.day, hour or 0, minute or 0, second or 0, tzinfo=BEIJING)
    except ValueError:
        return None


def _recent(match: re.Match[str], now: datetime) -> datetime | None:
    return _recent_time(int(match[1]), int(match[2]), int(match[3] or 0), now)


def _recent_time(hour: int, minute: int, second: int, now: datetime) -> datetime | None:
    """The last moment at which the clock showed this; None when no clock shows it."""
    if hour > 23 or minute > 59 or second > 59:
        return None
    moment = now.astimezone(BEIJING).replace(hour=hour, minute=minute, second=second, microsecond=0)
    return moment - timedelta(days=1) if moment > now + SLACK else moment
