"""A scenario file is read, or refused with the line and the reason."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from commandpost.bootstrap.paths import resources_dir
from commandpost.bootstrap.tour.lines import line_of
from commandpost.bootstrap.tour.scenario import Scenario, read_scenario
from commandpost.domain.errors import RuleBroken

SAMPLES = resources_dir() / "sample"
SCHEMA = SAMPLES / "scenario.schema.json"
NIGHT = (SAMPLES / "wall-night.toml").read_text("utf-8")


def read(tmp_path: Path, text: str, name: str = "own.toml") -> Scenario:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    return read_scenario(file, SCHEMA)


@pytest.mark.parametrize("name", ["wall-night.toml", "rain-evening.json", "three-tiers.toml"])
def test_a_shipped_scenario_is_read_in_order_of_time(name: str) -> None:
    scenario = read_scenario(SAMPLES / name, SCHEMA)
    times = [event.at for event in scenario.events]
    assert times == sorted(times)
    assert scenario.expects


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ('level = "larger"', 'level = "larger"\ncolour = "red"', 'colour = "red"', "colour"),
        ('step = "follow_up"', 'step = "followup"', 'step = "followup"', "followup"),
        ('log = "wall-call"', 'log = "wal-call"', 'log = "wal-call"', "no earlier log"),
        ('at = "02:50"', 'at = "2026-07-19T01:50:00+08:00"', 'at = "2026-07-19T01:50:00+08:00"', "earlier"),
        ('do = "restore"', 'do = "restored"', 'do = "restored"', "restored"),
        ('id = "wall"', 'id = "water"', 'id = "water"', "twice"),
        ('title = "槐树里坍塌之夜"', 'title == "x"', 'title == "x"', "value"),
        ("version = 1", "version = 2", "version = 2", "1 was expected"),
    ],
)
def test_a_wrong_scenario_gets_its_line_and_the_reason(
    tmp_path: Path, old: str, new: str, line: str, reason: str
) -> None:
    text = NIGHT.replace(old, new, 1) if old != 'id = "wall"' else NIGHT.replace(old, new)
    with pytest.raises(RuleBroken) as fault:
        read(tmp_path, text)
    number = fault.value.params["line"]
    assert isinstance(number, int)
    assert text.splitlines()[number - 1].strip() == line.splitlines()[-1]
    assert reason in str(fault.value.params["reason"])


def test_a_json_fault_is_named_by_its_line_too(tmp_path: Path) -> None:
    text = (SAMPLES / "rain-evening.json").read_text("utf-8").replace('"level": "general"', '"level": "huge"')
    with pytest.raises(RuleBroken) as fault:
        read(tmp_path, text, "own.json")
    number = fault.value.params["line"]
    assert isinstance(number, int)
    assert '"level": "huge"' in text.splitlines()[number - 1]


def test_broken_json_and_a_missing_file_are_refused_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="scenario_invalid"):
        read(tmp_path, '{"version": 1,\n,}', "own.json")
    with pytest.raises(RuleBroken, match="No such file"):
        read_scenario(tmp_path / "absent.toml", SCHEMA)
    with pytest.raises(RuleBroken, match="not a table"):
        read(tmp_path, "[]", "own.json")


def test_a_time_of_day_before_the_last_event_is_the_next_day(tmp_path: Path) -> None:
    text = """version = 1
title = "midnight"
start = "2026-07-18T23:50:00+08:00"
[[event]]
at = "23:55"
do = "log"
text = "a"
[[event]]
at = "00:05"
do = "log"
text = "b"
[[event]]
at = "+1:00:30"
do = "log"
text = "c"
"""
    times = [event.at for event in read(tmp_path, text).events]
    assert times[1] == datetime.fromisoformat("2026-07-19T00:05:00+08:00")
    assert times[2] == datetime.fromisoformat("2026-07-19T01:05:30+08:00")


def test_an_inline_table_without_its_own_lines_falls_back_to_the_first_line() -> None:
    assert line_of('event = [{at = "x"}]\n', ["event", 0, "at"], toml=True) == 1
