from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from commandpost.app.logbook import LogMode
from commandpost.gui.quick_entry import may_be_a_pin, parse_entry, parse_moment

NOW = datetime(2026, 7, 18, 18, 45, tzinfo=UTC)  # 19 July 02:45 in Beijing


@pytest.mark.parametrize(
    ("typed", "mode", "text"),
    [
        ("/来电 有人报警", LogMode.CALL_IN, "有人报警"),
        ("／去电 报区值班室", LogMode.CALL_OUT, "报区值班室"),
        ("/xc 消防到场", LogMode.ON_SCENE, "消防到场"),
        ("/ZHISHI 立即转移", LogMode.DIRECTIVE, "立即转移"),
        ("/note quiet", LogMode.NOTE, "quiet"),
        ("/未知 原样保留", None, "/未知 原样保留"),
        ("没有命令", None, "没有命令"),
    ],
)
def test_a_slash_command_names_the_mode_and_an_unknown_one_stays_text(
    typed: str, mode: LogMode | None, text: str
) -> None:
    entry = parse_entry(typed, NOW)

    assert (entry.mode, entry.text) == (mode, text)


@pytest.mark.parametrize(
    ("typed", "asked"), [("1234", True), (" 135790 ", True), ("110", False), ("02:41", False), ("1234 号楼", False)]
)
def test_bare_digits_may_be_a_pin(typed: str, *, asked: bool) -> None:
    assert may_be_a_pin(typed) is asked


def test_a_leading_time_is_when_it_happened() -> None:
    entry = parse_entry("02:41 社区应急队到场 9 人", NOW)

    assert entry.text == "社区应急队到场 9 人"
    assert entry.happened == NOW - timedelta(minutes=4)


def test_a_time_later_than_now_was_yesterday() -> None:
    entry = parse_entry("23:50 接到预警", NOW)

    assert entry.happened == NOW - timedelta(hours=2, minutes=55)


@pytest.mark.parametrize("typed", ["25:70 不是时间", "119:20 电话", "在 02:41 到场"])
def test_what_no_clock_shows_stays_text(typed: str) -> None:
    assert parse_entry(typed, NOW).text == typed
    assert parse_entry(typed, NOW).happened is None


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("02:24", datetime(2026, 7, 18, 18, 24, tzinfo=UTC)),
        ("18日 02:24", datetime(2026, 7, 17, 18, 24, tzinfo=UTC)),
        ("7-18 02:24", datetime(2026, 7, 17, 18, 24, tzinfo=UTC)),
        ("2026-07-18 02:24:08", datetime(2026, 7, 17, 18, 24, 8, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_as_on_paper_in_beijing_time(typed: str, moment: datetime) -> None:
    assert parse_moment(typed, NOW) == moment


@pytest.mark.parametrize("typed", ["昨晚", "13-40 02:24", "24:00", ""])
def test_what_is_no_moment_is_none(typed: str) -> None:
    assert parse_moment(typed, NOW) is None
