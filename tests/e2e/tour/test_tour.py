"""The tour as a person starts it: a process with a server and two desks of its own, and what it leaves behind."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate
from PySide6.QtGui import QImage

from commandpost.bootstrap.paths import resources_dir
from tests.real_maps import REAL_MAPS, needs_real_maps

SHORT = """
version = 1
title = "一刻钟"
start = "2026-07-19T00:30:00+08:00"

[[event]]
at = "00:30"
do = "sign_in"
person = "李静"

[[event]]
at = "00:40:05"
do = "log"
id = "tree"
mode = "call_in"
text = "幸福巷一棵行道树倒伏，无人受伤。"
caller = "周敏"

[[event]]
at = "00:41"
do = "decide"
log = "tree"
decision = "noted"

[[expect]]
pending = 0
undecided = 0
"""
SUMMARY = {
    "type": "object",
    "additionalProperties": False,
    "required": ["ok", "steps", "deadlines"],
    "properties": {
        "ok": {"type": "boolean"},
        "steps": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["name", "at", "ok", "detail"],
                "properties": {
                    "name": {"type": "string"},
                    "at": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$"},
                    "ok": {"type": "boolean"},
                    "detail": {"type": "string"},
                },
            },
        },
        "deadlines": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["incident", "step", "rule", "due", "sent", "late_by"],
                "properties": {
                    "incident": {"type": "string"},
                    "step": {"type": "string"},
                    "rule": {"type": "string"},
                    "due": {"type": ["string", "null"]},
                    "sent": {"type": ["string", "null"]},
                    "late_by": {"type": ["integer", "null"]},
                },
            },
        },
    },
}
ENGLISH = re.compile("[a-z]{3,} [a-z]{2,}")  # what a Chinese terminal is not told


def toured(out: Path, *words: str) -> tuple[int, dict[str, Any]]:
    """Run the command; its exit status and its summary."""
    command = [sys.executable, "-m", "commandpost.bootstrap.cli", "tour", "--out", str(out), *words]
    done = subprocess.run(
        command, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, check=False
    )
    summary: dict[str, Any] = json.loads((out / "summary.json").read_text("utf-8"))
    validate(summary, SUMMARY)
    assert done.returncode == (0 if summary["ok"] else 1), done.stdout + done.stderr
    return done.returncode, summary


def short(tmp_path: Path, text: str = SHORT) -> str:
    file = tmp_path / "short.toml"
    file.write_text(text, "utf-8")
    return str(file)


@pytest.mark.long
@pytest.mark.parametrize("name", ["wall-night.toml", "rain-evening.json"])
def test_a_shipped_scenario_holds_and_leaves_pictures_and_papers(name: str, tmp_path: Path) -> None:
    status, summary = toured(tmp_path, "--scenario", str(resources_dir() / "sample" / name))

    assert status == 0, [step for step in summary["steps"] if not step["ok"]]
    assert summary["deadlines"]
    assert [step["detail"] for step in summary["steps"] if ENGLISH.search(step["detail"])] == []
    for theme in ("day", "night"):
        assert not QImage(str(tmp_path / f"command-{theme}.png")).isNull()
    assert any(file.read_bytes().startswith(b"%PDF") for file in tmp_path.glob("*.pdf"))


@pytest.mark.long
def test_an_expectation_that_is_not_met_fails_the_tour(tmp_path: Path) -> None:
    status, summary = toured(tmp_path, "--scenario", short(tmp_path, SHORT.replace("undecided = 0", "undecided = 7")))

    assert status == 1
    assert any(not step["ok"] for step in summary["steps"])


@needs_real_maps
@pytest.mark.long
@pytest.mark.parametrize("name", ["osm_city_samples.gpkg", "beijing_admin.gpkg"])
def test_a_real_map_lies_under_the_tour(name: str, tmp_path: Path) -> None:
    status, summary = toured(tmp_path, "--scenario", short(tmp_path), "--map", str(REAL_MAPS / name))

    assert status == 0, [step for step in summary["steps"] if not step["ok"]]
    picture = QImage(str(tmp_path / "map-1-day.png"))
    assert len({picture.pixel(x, y) for x in range(500, 1450, 3) for y in range(150, 950, 3)}) > 40
