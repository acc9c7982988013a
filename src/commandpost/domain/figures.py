"""Counts of people, homes and losses read out of plain words: suggestions and contradictions, never facts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from commandpost.domain.incident import PEOPLE

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_TENS = {"十": 10, "百": 100}
_IN_CHINESE = "〇零一二两三四五六七八九十百"
_NUMBER = rf"(\d{{1,6}}|[{_IN_CHINESE}]{{1,6}})"
_COUNT = _NUMBER + r"\s*(?:余|多)?\s*[人名]"
_GAP = r"[^，。；,;、\d]{0,10}?"
_NOBODY = r"(?:无人员|没有人员|无人|没有人|未见人员|暂无人员|无|没有|未)"

# what is said in few words, and how it reads in the words below
_HURT = "(?:[轻重]|受)伤"
_DIED = "(?:死亡|身亡)(?![^，。；,;、）)])"  # and nothing more is said of it
_FATE = "(?:[，,]?(?:后|已|因|经|在|送|医院|医|院|全力|伤重|抢救|救治|医治|无效|不治){1,8})?" + _DIED
_SHORT: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"{_NUMBER}\s*死\s*{_NUMBER}\s*伤"), r"死亡\1人，受伤\2人"),
    (re.compile(rf"{_HURT}(?:者|人员)?{_COUNT}{_FATE}"), r"死亡\1人"),
    (re.compile(rf"{_COUNT}{_HURT}(?:者|人员)?{_FATE}"), r"死亡\1人"),
    (re.compile(rf"{_COUNT}([^。；;\d{_IN_CHINESE}]{{0,12}}?)均[为系是]?([轻重]伤)"), r"\1人\2，\3\1人"),
)
# how many of the hurt still live is not said
_DIED_OF_IT = re.compile(r"伤[^。；;]{0,20}(?:无效|不治|其中[^，。；,;]{0,8}死亡)")

# words that name a figure; what stands before or behind them counts
_WORDS: Mapping[str, str] = {
    "dead": "死亡|遇难|身亡",
    "missing": "失踪|失联|下落不明",
    "injured": "受伤|烧伤|(?<![轻重])伤(?!亡)",
    "badly_injured": "重伤",
    "trapped": "被困|被埋|(?<!贫)困(?!难)",
    "moved": "转移|疏散|撤离|撤出",
}
_CUMULATIVE = frozenset(
    {"dead", "injured", "badly_injured", "moved", "homes", "loss"}
)  # a fall of these contradicts what was said before
_FROM_NOBODY = frozenset({"dead", "missing", "injured", "trapped"})  # "nobody" followed by somebody
_BROKEN = "倒塌|垮塌|倒损|损坏|受损|损毁|塌"
_HOMES = re.compile(
    rf"(?:{_BROKEN})[^，。；,;\d]{{0,8}}?{_NUMBER}\s*间|{_NUMBER}\s*间[^，。；,;\d]{{0,8}}?(?:{_BROKEN})"
)
_LOSS = re.compile(r"损失[^，。；,;\d]{0,6}(\d{1,9}(?:\.\d{1,4})?)\s*(万|亿|)\s*元")
_GRADES = ("轻伤", "重伤")
_AMONG = re.compile(r"(?:其中|含|包括|（|\()[^。；;]{0,20}?(?:轻伤|重伤)")  # a grade is named as a part of a sum
# others than those of a grade
_BESIDES = re.compile(rf"[轻重]伤.*(?:另有|另外|还有)[^，。；,;\d]{{0,4}}{_COUNT}(?:员)?受伤")
_OF_THE_NEXT = (  # 2人死亡3人受伤: the number behind 死亡 belongs to what follows it
    rf"(?!(?<=[\d{_IN_CHINESE}][人名])(?:{{words}})[\d{_IN_CHINESE}]+[人名]员?(?:死亡|受伤|[轻重]伤|失踪|失联|被困))"
)
_TAKEN_IN = r"|收治|救治|送医|送院"  # beside a grade these count the hurt too


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Figures told by one line of the log."""

    at: datetime
    source: str  # who told: a mode of the log
    figures: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two lines that cannot both be right; both stay on screen and paper."""

    figure: str
    first_value: int
    first_at: datetime
    first_source: str
    second_value: int
    second_at: datetime
    second_source: str


def extract(text: str) -> dict[str, int]:
    """Figures named in a text, such as 被困1人, 无人被困, 转移地下室住户 6 人; the last naming of a figure wins."""
    text = _in_full(text)
    nobody_hurt = re.search(r"(?:无|没有|未造成|未发生|暂无|未见)(?:人员|人)?伤亡", text) is not None
    found = {"dead": 0, "injured": 0} if nobody_hurt else {}
    for figure in PEOPLE:
        value = _figure(figure, text)
        if value is not None:
            found[figure] = value
    return found | _losses(text)


def _in_full(text: str) -> str:
    """1死3伤 and the like in the words that are counted."""
    for short, full in _SHORT:
        text = short.sub(full, text)
    return text


def _losses(text: str) -> dict[str, int]:
    """Homes by 间, money in 万元; what is less than 1 万元 counts as 1."""
    homes = [(match.start(), _value(match[1] or match[2])) for match in _HOMES.finditer(text)]
    money = [(match.start(), _ten_thousands(match[1], match[2])) for match in _LOSS.finditer(text)]
    told = {"homes": homes, "loss": money}
    return {name: max(hits)[1] for name, hits in told.items() if hits}


def _ten_thousands(number: str, unit: str) -> int:
    worth = float(number) * {"": 0.0001, "万": 1, "亿": 10_000}[unit]
    return max(1, round(worth)) if worth else 0


def _figure(figure: str, text: str) -> int | None:
    if figure in {"injured", "badly_injured"} and _DIED_OF_IT.search(text):
        return None
    return _injured(text) if figure == "injured" else _told(_WORDS[figure], text)


def _injured(text: str) -> int | None:
    graded = [value for grade in _GRADES if (value := _of_grade(grade, text)) is not None]
    if not graded:
        return _told(_WORDS["injured"], text)
    among, besides = _AMONG.search(text) is not None, _BESIDES.search(text)
    if besides:
        return None if among else sum(graded) + _value(besides[1])
    told = _told(_WORDS["injured"] + (_TAKEN_IN if among else ""), text)
    if told is None and among and len(graded) == 1:
        return None  # 其中重伤1人: how many there are in all is not said
    return max(told or 0, sum(graded))


def _told(words: str, text: str) -> int | None:
    said, counted, nobody = _patterns(words)
    if said.search(text) is None:
        return None
    hits = [(match.start(), _value(match[1])) for pattern in counted for match in pattern.finditer(text)]
    hits += [(match.start(), 0) for match in nobody.finditer(text)]
    return max(hits)[1] if hits else None


@cache
def _patterns(words: str) -> tuple[re.Pattern[str], tuple[re.Pattern[str], re.Pattern[str]], re.Pattern[str]]:
    """The words themselves, a number of people behind and before them, and nobody."""
    behind = re.compile(rf"{_OF_THE_NEXT.format(words=words)}(?:{words}){_GAP}{_COUNT}")
    before = re.compile(rf"{_COUNT}(?:员)?{_GAP}(?:{words})")
    return re.compile(words), (behind, before), re.compile(rf"{_NOBODY}(?:员|群众|居民)?(?:{words})")


def _of_grade(grade: str, text: str) -> int | None:
    """How many are lightly or badly hurt."""
    match = re.search(rf"{grade}{_GAP}{_COUNT}|{_COUNT}{grade}", text)
    return _value(match[1] or match[2]) if match else None


def _value(text: str) -> int:
    """A number in figures or in Chinese up to 999."""
    if text.isdecimal():
        return int(text)
    total, digit = 0, 0
    for letter in text:
        if letter in _TENS:
            total += (digit or 1) * _TENS[letter]
            digit = 0
        else:
            digit = digit * 10 + _DIGITS[letter]
    return total + digit


def contradictions(mentions: Sequence[Mention]) -> tuple[Contradiction, ...]:
    """Lines that contradict an earlier one: nobody, then somebody; or a sum that falls. Growth is progress."""
    found: list[Contradiction] = []
    last: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda mention: mention.at):
        for figure, value in mention.figures.items():
            before = last.get(figure)
            if before is not None and _contradicts(figure, before.figures[figure], value):
                found.append(_contradiction(figure, before, mention))
            last[figure] = mention
    return tuple(found)


def _contradicts(figure: str, earlier: int, later: int) -> bool:
    appeared = figure in _FROM_NOBODY and earlier == 0 < later
    return appeared or (figure in _CUMULATIVE and later < earlier)


def _contradiction(figure: str, first: Mention, second: Mention) -> Contradiction:
    return Contradiction(
        figure=figure,
        first_value=first.figures[figure],
        first_at=first.at,
        first_source=first.source,
        second_value=second.figures[figure],
        second_at=second.at,
        second_source=second.source,
    )


def newest(mentions: Sequence[Mention]) -> dict[str, int]:
    """The last told value of each figure."""
    return {name: mention.figures[name] for name, mention in newest_mentions(mentions).items()}


def newest_mentions(mentions: Sequence[Mention]) -> dict[str, Mention]:
    """The line that told each figure last."""
    return {name: mention for mention in sorted(mentions, key=lambda mention: mention.at) for name in mention.figures}
