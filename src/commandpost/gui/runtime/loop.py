"""One asyncio loop on the window's thread, and the run of a whole application in it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import qasync
from PySide6.QtWidgets import QApplication


def run(application: QApplication, main: Callable[[], Awaitable[int]]) -> int:
    """Run ``main`` in the application's loop and return its answer; the application ends with it."""
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    with loop:
        answer: int = loop.run_until_complete(main())
    return answer
