"""Seconds of the processor that others used: it hardly depends on what else the machine has to do."""

from __future__ import annotations

import os
from pathlib import Path

from tests.postgres import Cluster

TICKS = os.sysconf("SC_CLK_TCK")


def of_process(pid: int) -> float:
    """A process's own and its ended children's."""
    return sum(int(field) for field in _stat(Path(f"/proc/{pid}"))[11:15]) / TICKS


def of_cluster(cluster: Cluster) -> float:
    """A PostgreSQL cluster's, all of its processes together."""
    first = (cluster.home / "data" / "postmaster.pid").read_text("utf-8").split()[0]
    ticks = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            fields = _stat(process)
        except OSError:  # it ended meanwhile
            continue
        if fields[1] == first:
            ticks += int(fields[11]) + int(fields[12])
    return of_process(int(first)) + ticks / TICKS


def _stat(process: Path) -> list[str]:
    return (process / "stat").read_text("utf-8").rpartition(")")[2].split()
