"""What a trial started ends with it, also when nothing of the trial is left to end it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic, sleep

from tests.left_behind import Keeper, belonging_to

PATIENCE = 30.0
TRIAL = """
import subprocess, sys, time
from pathlib import Path
from tests.left_behind import Keeper
home = Path(sys.argv[1])
if sys.argv[2] == "kept":
    Keeper(home)
sleeper = [sys.executable, "-c", "import time; time.sleep(600)", str(home)]
subprocess.Popen(sleeper, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True)
print("begun", flush=True)
time.sleep(600)
"""


def killed_trial(home: Path, how: str) -> None:
    """A trial that starts a process in a session of its own and is killed outright."""
    trial = subprocess.Popen([sys.executable, "-c", TRIAL, str(home), how], stdout=subprocess.PIPE)
    with trial:
        assert trial.stdout is not None
        assert trial.stdout.readline() == b"begun\n"
        trial.kill()


def test_a_killed_trial_leaves_no_process_and_no_folder() -> None:
    home = Path(tempfile.mkdtemp(prefix="cp-left-"))

    killed_trial(home, "kept")

    limit = monotonic() + PATIENCE
    while (left := belonging_to(home)) or home.exists():
        assert monotonic() < limit, f"still there: {left}"
        sleep(0.02)


def test_without_the_keeper_it_is_left_behind_and_the_keeper_ends_it_on_request() -> None:
    home = Path(tempfile.mkdtemp(prefix="cp-left-"))

    killed_trial(home, "alone")

    assert len(belonging_to(home)) == 1
    Keeper(home).close()
    assert belonging_to(home) == []
