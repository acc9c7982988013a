"""Tables of places: read in a child process that is bounded."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from commandpost.documents.table_child import heard_table
from commandpost.domain.errors import RuleBroken
from commandpost.domain.place_table import TableSheet

SECONDS = 40
MEMORY_BYTES = 2 << 30


def read_table_file(path: Path) -> tuple[TableSheet, ...]:
    """The sheets of a CSV or Excel file nobody vouches for.

    Raises ``RuleBroken("table_unreadable"|"table_too_large"|"child_too_slow"|"child_died")``.
    """
    with tempfile.TemporaryDirectory(prefix="commandpost-table-") as folder:
        out = Path(folder) / "table.json"
        command = [sys.executable, "-m", "commandpost.documents.table_child", str(path), str(out)]
        one_thread = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
        try:
            done = subprocess.run(
                command,
                check=False,
                capture_output=True,
                timeout=SECONDS,
                env=one_thread,
                preexec_fn=_bound,  # nothing but two system calls
            )
        except subprocess.TimeoutExpired as error:
            raise RuleBroken("child_too_slow", seconds=SECONDS) from error
        if done.returncode != 0 or not out.is_file():
            raise RuleBroken("child_died")
        return heard_table(out.read_text(encoding="utf-8"))


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
