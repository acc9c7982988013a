"""Reads tables and rosters in a process of its own: ``python -m commandpost.bootstrap.document_child MEMORY_MB``.

A workbook nobody vouches for may crash or burst its parser; that stays here. Serves the jobs ``table`` and ``roster``
as :func:`~commandpost.geodata.serving.serve` tells.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from commandpost.geodata.serving import Jobs, Say, serve


def main(arguments: list[str]) -> int:
    """Serve until the input ends; see the module."""
    return serve(int(arguments[0]), _jobs)


def _jobs() -> Jobs:
    from commandpost.documents.roster_wire import told_roster
    from commandpost.documents.table_wire import told_table

    def table(job: Mapping[str, Any], _say: Say) -> list[dict[str, Any]]:
        return told_table(Path(job["file"]))

    def roster(job: Mapping[str, Any], _say: Say) -> dict[str, Any]:
        return told_roster(Path(job["file"]), job["year"], job["month"], job["headings"])

    return {"table": table, "roster": roster}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
