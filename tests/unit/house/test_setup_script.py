"""The shell that ./run and ./check share, against a pretended machine: a PATH of fakes and nothing else."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SETUP = ROOT / "installer" / "linux" / "setup.sh"


def run_setup(commands: str, **environment: str) -> subprocess.CompletedProcess[str]:
    script = f'set -eu; root={ROOT}; . "{SETUP}"; {commands}'
    return subprocess.run(
        ["/bin/sh", "-c", script],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("locale", "expected"), [("", "C.UTF-8"), ("C", "C.UTF-8"), ("zh_CN.UTF-8", "zh_CN.UTF-8")])
def test_the_program_never_starts_in_a_locale_that_cannot_write_chinese(locale: str, expected: str) -> None:
    done = run_setup("use_utf8; echo ${LC_ALL:-$LANG}", LANG=locale)

    assert done.stdout.strip() == expected


def test_a_python_too_old_is_passed_over(tmp_path: Path) -> None:
    for name in ("python3.13", "python3.12", "python3.11", "python3"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)

    done = run_setup("python_of_this_machine || echo none", PATH=f"{tmp_path}:/usr/bin:/bin")

    assert done.stdout.strip() == "none"


def test_what_is_missing_is_one_line_for_the_administrator_and_an_end() -> None:
    pretended = "missing_packages() { echo libegl1; echo libcups2; }; install_packages() { return 1; }; "

    done = run_setup(f"{pretended} provide_system run; echo went on")

    assert done.returncode == 1
    assert "apt-get install -y --no-install-recommends libcups2 libegl1" in done.stderr
    assert "went on" not in done.stdout


def test_a_missing_font_is_told_but_stops_nobody() -> None:
    pretended = "missing_packages() { echo fonts-noto-cjk; }; install_packages() { return 1; }; "

    done = run_setup(f"{pretended} provide_system run; echo went on")

    assert "fonts-noto-cjk" in done.stderr
    assert done.stdout.strip() == "went on"


def test_a_complete_machine_is_not_spoken_to() -> None:
    done = run_setup("missing_packages() { :; }; provide_system check")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(("variable", "answer"), [("DISPLAY", "yes"), ("WAYLAND_DISPLAY", "yes"), ("OTHER", "no")])
def test_a_display_is_x11_or_wayland(variable: str, answer: str) -> None:
    done = run_setup("has_display && echo yes || echo no", **{variable: ":7"})

    assert done.stdout.strip() == answer
