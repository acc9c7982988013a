"""How codes, moments and durations read on paper, and how foreign text is made safe to print."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from commandpost.domain.local_time import BEIJING
from commandpost.domain.visible_text import visible

DIGITS = "〇一二三四五六七八九"
WEEKDAYS = "一二三四五六日"
LONGEST_WORD = 30  # letters without a space, after which a line may break anywhere
LONGEST_IN_CELL = 14  # the same in a narrow column

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NO_XML = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONG_WORD = re.compile(rf"([^\s\u2e80-\U0003ffff]{{{LONGEST_WORD}}})(?=[^\s\u2e80-\U0003ffff])")
_LONG_IN_CELL = re.compile(rf"([^\s\u2e80-\U0003ffff]{{{LONGEST_IN_CELL}}})(?=[^\s\u2e80-\U0003ffff])")


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of ``words.toml``: what a code is called in print."""

    tables: Mapping[str, Mapping[str, str]]

    @classmethod
    def read(cls, path: Path) -> Words:
        return cls(tomllib.loads(path.read_text(encoding="utf-8")))

    def word(self, table: str, code: str) -> str:
        """The word of a code; an unknown code is printed as it is, for a later version may have sent it."""
        return self.tables[table].get(code, printable(code))

    def step(self, step: str, sequence: int) -> str:
        """Words such as 初报, 续报二, 终报."""
        return self.word("step", step) + (chinese(sequence) if step == "follow_up" else "")


def printable(text: str) -> str:
    """Text with its letters untouched: controls shown, direction overrides named, endless words breakable."""
    text = visible(_NEWLINES.sub("\n", text))
    return _LONG_WORD.sub("\\1\u200b", holdable(text))


def holdable(text: str) -> str:
    """The text as Word, Excel and the press can hold it: what XML has no place for is a replacement character."""
    return _NO_XML.sub("\ufffd", text)


def printable_in_cell(text: str) -> str:
    """The same for a narrow column of a table."""
    return _LONG_IN_CELL.sub("\\1\u200b", printable(text).replace("\u200b", ""))


def chinese(number: int) -> str:
    """一, 十, 十二, 二十, 九十九; from 100 on in figures."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else DIGITS[tens]) + "十" if tens else ""
    return head + (DIGITS[ones] if ones else "")


def local(moment: datetime) -> datetime:
    """A moment in Beijing time."""
    return moment.astimezone(BEIJING)


def day(moment: date) -> str:
    """7月19日; a moment is taken in Beijing time."""
    when = local(moment) if isinstance(moment, datetime) else moment
    return f"{when.month}月{when.day}日"


def full_day(moment: datetime) -> str:
    """2026年7月19日."""
    return f"{local(moment).year}年{day(moment)}"


def spoken(moment: datetime) -> str:
    """7月19日2时41分, as running text has it."""
    return f"{day(moment)}{spoken_clock(moment)}"


def spoken_clock(moment: datetime) -> str:
    """2时41分; 2时 on the hour would read as about two, so the minutes always stand."""
    return f"{local(moment).hour}时{local(moment).minute:02}分"


def clock(moment: datetime) -> str:
    """02:41."""
    return local(moment).strftime("%H:%M")


def stamp(moment: datetime) -> str:
    """7月19日02:41."""
    return f"{day(moment)}{clock(moment)}"


def short_stamp(moment: datetime, reference: datetime) -> str:
    """02:41 within a day of the reference, else with the date."""
    return clock(moment) if abs(moment - reference) < timedelta(hours=24) else stamp(moment)


def limit_stamp(limit: datetime, reference: datetime) -> str:
    """14:00 on the reference's own day and after it, else with the date: 06:52 of tomorrow is not taken for past."""
    return clock(limit) if limit >= reference and local(limit).date() == local(reference).date() else stamp(limit)


def duration(length: timedelta) -> str:
    """1小时5分, 1分1秒, 41秒; never rounded away."""
    seconds = max(0, int(length.total_seconds()))
    parts = ((seconds // 3600, "小时"), (seconds // 60 % 60, "分"), (seconds % 60, "秒"))
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "0秒"
