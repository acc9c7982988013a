"""One asyncio loop on the window's thread, and the run of a whole application in it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import qasync
from PySide6.QtWidgets import QApplication

T = TypeVar("T")


def run(application: QApplication, main: Callable[[], Awaitable[T]]) -> T:
    """Run ``main`` in a loop of the application and return its answer; the loop ends with it."""
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    with loop:
        answer: T = loop.run_until_complete(main())
    return answer
