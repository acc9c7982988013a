"""Work that must be done on the window's thread, in slices between which the window lives."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from PySide6.QtCore import QElapsedTimer

SLICE_NS = 3_000_000  # a step may take as much again, and a frame comes on top: 8 ms is the promise


async def in_slices(steps: Iterator[None]) -> None:
    """Take all steps; each must be short."""
    clock = QElapsedTimer()
    clock.start()
    for _ in steps:
        if clock.nsecsElapsed() > SLICE_NS:
            await asyncio.sleep(0)
            clock.restart()
