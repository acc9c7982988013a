"""When something is due, as a duty officer types it: ``30``, ``半小时后``, ``14:30``, ``明早8点``, ``下午3点半``."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

LONGEST = timedelta(days=31)
ONE_DAY = timedelta(days=1)
NOON = 12
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
_HAN = "[零一二两三四五六七八九十]{1,3}"
_SPAN = re.compile(
    rf"^(?:(?P<days>\d{{1,2}}|{_HAN})\s*天)?\s*"
    rf"(?:(?P<hours>半|\d{{1,3}}(?:\.\d)?|{_HAN})\s*个?(?P<half>半)?\s*(?:小时|钟头|h(?![a-z]))(?P<more>半(?![夜天]))?)?\s*"
    rf"(?:(?P<minutes>\d{{1,5}}|{_HAN})\s*(?:分钟|分|min|m(?![a-z]))|(?P<quarters>[一二两三1-3])刻钟)?\s*(?:后|later)?"
    r"(?=\s|$|[^\d:：.])",
    re.IGNORECASE,
)
_BARE = re.compile(r"^(?P<minutes>\d{1,5})\s*(?:后|later)?(?=\s|$|[^\d:：.点时号日月年天周楼层个人户])", re.IGNORECASE)
_CLOCK = re.compile(
    r"^(?P<day>今天|明天|后天|今(?=[早晚])|明(?=[早晚]))?\s*(?P<part>凌晨|早上|早|上午|中午|下午|傍晚|晚上|晚)?\s*"
    rf"(?P<hour>\d{{1,2}}|{_HAN})\s*"
    r"(?:[:：](?P<minute>\d{2})(?=\s|$|\D)"
    rf"|[点时](?:(?P<half>半)|(?P<quarters>[一三])刻|(?P<told>\d{{1,2}}|{_HAN})分|(?P<two>\d{{2}})(?=\s|$|[^\d人个名户台辆件])"
    r"|钟|整)?(?!\d))"
)
_DAYS = {"今天": 0, "明天": 1, "后天": 2, "今": 0, "明": 1}
_AFTER_NOON = frozenset({"下午", "傍晚", "晚上", "晚"})


def parse_due(typed: str, now: datetime) -> tuple[datetime, str] | None:
    """Read a span or a time of day in the zone of ``now``; a number alone is minutes.

    Returns the moment and what follows it; None: no moment, or none within 31 days. A time of day that is past means
    tomorrow, unless a day is told.
    """
    text = typed.strip()
    clock = _CLOCK.match(text)
    if clock is not None:
        due = _on_the_clock(clock, now)
        return None if due is None else (due, text[clock.end() :].strip())
    span = _SPAN.match(text)
    span = span if span is not None and any(span.groupdict().values()) else _BARE.match(text)
    length = _length(span) if span is not None else None
    if span is None or length is None or not timedelta() < length <= LONGEST:
        return None
    return now + length, text[span.end() :].strip()


def _length(said: re.Match[str]) -> timedelta | None:
    told = said.groupdict()
    hours = told.get("hours")
    parts = (
        _number(told.get("days")) * 24 * 60,
        30.0 if hours == "半" else _number(hours) * 60,
        30.0 if told.get("half") or told.get("more") else 0.0,
        _number(told.get("minutes")),
        _number(told.get("quarters")) * 15,
    )
    return None if any(part < 0 for part in parts) else timedelta(minutes=sum(parts))


def _on_the_clock(said: re.Match[str], now: datetime) -> datetime | None:
    hour, part = int(_number(said["hour"])), said["part"] or ""
    minute = int(_number(said["minute"] or said["told"] or said["two"]))
    if said["half"] or said["quarters"]:
        minute = 30 if said["half"] else int(_number(said["quarters"])) * 15
    if not (0 <= hour <= 23 and 0 <= minute <= 59):
        return None
    due = now.replace(hour=0, minute=minute, second=0, microsecond=0) + timedelta(hours=_hour(hour, part))
    if said["day"]:
        due += _DAYS[said["day"]] * ONE_DAY
        return due if due > now else None
    return due if due > now else due + ONE_DAY


def _hour(hour: int, part: str) -> int:
    """The hour of the day: 下午3点 is 15, 晚上12点 is the end of the day, 凌晨12点 its beginning."""
    if part in _AFTER_NOON:
        return hour + NOON if hour < NOON or (hour == NOON and part.startswith("晚")) else hour
    if part == "中午":
        return hour + NOON if hour < 10 else hour
    return 0 if part == "凌晨" and hour == NOON else hour


def _number(said: str | None) -> float:
    """``30``, ``1.5``, ``十五``, ``二十``; 0 for nothing, below 0 for what is no number."""
    if not said:
        return 0.0
    if said[0].isdigit() and said not in _DIGITS:
        return float(said)
    tens, ten, ones = said.rpartition("十")
    if not ten:
        return float(_DIGITS[said]) if said in _DIGITS else -1.0
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return -1.0
    return 10.0 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
