from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from commandpost.domain.due_time import parse_due

BEIJING = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 7, 19, 14, 20, 30, tzinfo=BEIJING)


def at(day: int, hour: int, minute: int, second: int = 0) -> datetime:
    return datetime(2026, 7, day, hour, minute, second, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("typed", "due", "words"),
    [
        ("30", at(19, 14, 50, 30), ""),
        ("30 回访王大爷", at(19, 14, 50, 30), "回访王大爷"),
        ("30分钟后回访", at(19, 14, 50, 30), "回访"),
        ("5分 看水位", at(19, 14, 25, 30), "看水位"),
        ("45min call back", at(19, 15, 5, 30), "call back"),
        ("2小时后复查", at(19, 16, 20, 30), "复查"),
        ("1小时30分", at(19, 15, 50, 30), ""),
        ("1.5小时", at(19, 15, 50, 30), ""),
        ("2h later again", at(19, 16, 20, 30), "again"),
        ("14:30 回电", at(19, 14, 30), "回电"),
        ("14：30回电", at(19, 14, 30), "回电"),
        ("08:00 交班前再问", at(20, 8, 0), "交班前再问"),
        ("明天 08:00", at(20, 8, 0), ""),
        ("后天9:15 复核", at(21, 9, 15), "复核"),
        ("今天 23:59", at(19, 23, 59), ""),
        ("30 分钟后回访", at(19, 14, 50, 30), "回访"),
        ("30回访", at(19, 14, 50, 30), "回访"),
        ("半小时后回访", at(19, 14, 50, 30), "回访"),
        ("半个小时 回访", at(19, 14, 50, 30), "回访"),
        ("1个半小时后回访", at(19, 15, 50, 30), "回访"),
        ("一小时半复查", at(19, 15, 50, 30), "复查"),
        ("2小时半夜巡", at(19, 16, 20, 30), "半夜巡"),
        ("两个小时后复查", at(19, 16, 20, 30), "复查"),
        ("十五分钟后看水位", at(19, 14, 35, 30), "看水位"),
        ("二十分 看水位", at(19, 14, 40, 30), "看水位"),
        ("一刻钟后", at(19, 14, 35, 30), ""),
        ("3天后回访", at(22, 14, 20, 30), "回访"),
        ("9点回访", at(20, 9, 0), "回访"),
        ("15点30分回访", at(19, 15, 30), "回访"),
        ("15点30回访", at(19, 15, 30), "回访"),
        ("15时 复核", at(19, 15, 0), "复核"),
        ("下午3点半回访", at(19, 15, 30), "回访"),
        ("下午三点一刻 回访", at(19, 15, 15), "回访"),
        ("九点二十分回访", at(20, 9, 20), "回访"),
        ("明早8点", at(20, 8, 0), ""),
        ("今晚10点整交班前问", at(19, 22, 0), "交班前问"),
        ("晚上12点 巡查", at(20, 0, 0), "巡查"),
        ("凌晨12点", at(20, 0, 0), ""),
        ("明天中午12点", at(20, 12, 0), ""),
        ("明天中午1点", at(20, 13, 0), ""),
        ("明天上午9点 催报", at(20, 9, 0), "催报"),
    ],
)
def test_a_follow_up_is_typed_as_people_say_it(typed: str, due: datetime, words: str) -> None:
    assert parse_due(typed, NOW) == (due, words)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "回访",
        "0",
        "0分钟",
        "99999",
        "800小时",
        "24:00",
        "12:60",
        "今天 08:00",
        "后",
        "12.5.3",
        "30:5",
        "9楼漏水",
        "3人受伤",
        "15点301",
        "十十分钟",
        "二三分钟",
        "十二三分钟",
        "今早8点",
        "下午25点",
        "九十九点",
        "32天后",
    ],
)
def test_what_names_no_moment_ahead_is_none(typed: str) -> None:
    assert parse_due(typed, NOW) is None
