"""Keeps the embedded server running while a desktop that uses it does: one that ended by itself is started anew."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from commandpost.bootstrap.embedded import EmbeddedServer, answers
from commandpost.gui.services import ServerCare

PAUSES = (1.0, 5.0, 15.0, 30.0, 60.0)  # seconds before the first, second … new start; the last one stays
STEADY = 60.0  # seconds after which an end counts as the first again


@dataclass(slots=True)
class ServerWatch:
    """Every method may wait for a process and may be called from any thread.

    A server that another desktop started is left alone until it is gone; then this one goes on with it.
    """

    server: EmbeddedServer
    seconds: Callable[[], float] = time.monotonic
    _ends: int = 0  # one after the other
    _due: float | None = None  # of the next start
    _begun: float | None = None  # the last start made here
    _lock: Lock = field(default_factory=Lock)

    def switch(self, *, run: bool) -> str:
        """Start or stop it as the operator wants it; returns its address, "" when stopped.

        Raises ``Unavailable("server_not_started", reason)``.
        """
        with self._lock:
            self._ends, self._due, self._begun = 0, None, None
            if run and not self.server.begun and answers(self.server.url):
                return self.server.url
            if run:
                return str(self.server.start()["url"])
            self.server.switch_off()
            return ""

    def runs(self) -> bool:
        """Whether it runs, whichever desktop started it."""
        return self.server.running or answers(self.server.url)

    def look(self) -> ServerCare:
        """Start it anew if it is gone and its pause is over; tell how it stands."""
        with self._lock:
            if not self.server.begun:
                return self._beside()
            if self.server.switched_off:  # at another desktop
                self.server.stop()
                self._ends, self._due, self._begun = 0, None, None
                return ServerCare()
            if not self.server.lost:
                return self._standing()
            if answers(self.server.url):  # another desktop was quicker
                self.server.stop()
                return self._standing()
            now = self.seconds()
            if self._due is None:
                self._ends += 1
                self._due = now + PAUSES[min(self._ends, len(PAUSES)) - 1]
            if now < self._due:
                return ServerCare(ends=self._ends, pause=math.ceil(self._due - now))
            self.server.begin()
            self._due, self._begun = None, now
            return ServerCare(ends=self._ends)

    def close(self) -> None:
        """The desktop is closed."""
        with self._lock:
            self.server.stop()

    def _beside(self) -> ServerCare:
        """Another desktop's server: one that ended with its desktop is taken over, one that was switched off is not."""
        if self.server.url and not self.server.switched_off and not answers(self.server.url):
            self.server.begin()
            self._begun = self.seconds()
        return self._standing()

    def _standing(self) -> ServerCare:
        if self._begun is None or not self.server.announced():
            return ServerCare(ends=self._ends)
        if self.seconds() - self._begun >= STEADY:
            self._ends, self._begun = 0, None
        return ServerCare(ends=self._ends, answers=True)
