"""What a desk must not read before its window stands: a library comes with its first use, or in a child's process."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.architecture.source import ROOT

SELDOM = frozenset(
    {
        *(
            "pyogrio",
            "python_calamine",
            "docx",
            "openpyxl",
            "xlsxwriter",
            "pypinyin",
            "highspy",
            "PIL",
            "zxingcpp",
            "segno",
        ),
        *("fastapi", "starlette", "uvicorn", "pydantic", "prometheus_client", "opentelemetry", "psycopg", "keyring"),
        *("icalendar", "pyqtgraph"),
    }
)


def loaded(start: str) -> frozenset[str]:
    """The libraries a fresh process holds after a module was imported."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", f"import sys, {start}; print(*sys.modules)"]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    return frozenset(name.partition(".")[0] for name in said.split())


def test_no_desk_reads_a_library_it_needs_seldom_before_its_window_stands() -> None:
    assert loaded("commandpost.bootstrap.desktop") & SELDOM == frozenset()


def test_a_desk_reads_no_other_database() -> None:
    begin = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", "import sys, commandpost.bootstrap.desktop; print(*sys.modules)"]
    said = subprocess.run(command, env=begin, capture_output=True, text=True, check=True).stdout.split()

    assert "sqlalchemy.dialects.sqlite" in said
    assert "sqlalchemy.dialects.postgresql" not in said


def test_no_source_is_read_to_know_whether_it_names_qt() -> None:
    begin = "from commandpost.bootstrap.unread import import_unread; import_unread()"
    ask = "import commandpost.bootstrap.desktop, linecache; print(*linecache.cache)"
    command = [sys.executable, "-c", f"{begin}; {ask}"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    read = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    assert not [name for name in read.split() if name.startswith(str(ROOT / "src"))]


def test_a_library_that_creeps_back_would_be_seen() -> None:
    assert "pyogrio" in loaded("commandpost.geodata.classes") & SELDOM
