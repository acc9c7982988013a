"""How the link to the server stands, and how long to wait before it is tried again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

FIRST_PAUSE = 0.5  # seconds before the second attempt
LONGEST_PAUSE = 30.0  # seconds; a server that is back is found within this time
LONGEST_ASKED = 600.0  # seconds; a busy server may keep a desk away no longer


class LinkState(StrEnum):
    """The colour of the connection pill."""

    UNLINKED = "unlinked"  # no server was ever named
    ONLINE = "online"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkStatus:
    """What the connection pill says."""

    state: LinkState
    since: datetime | None = None  # of this state; None before the first attempt
    pending: int = 0  # own entries without a verified receipt
    last_sync: datetime | None = None  # the last complete exchange
    server_version: str = ""
    epoch: str = ""
    problem: str | None = None  # the code of the last ``Unavailable``; None while online

    @property
    def online(self) -> bool:
        return self.state is LinkState.ONLINE


@dataclass(slots=True)
class BackOff:
    """Pauses that double up to half a minute, each spread by chance so that a street does not return as one man."""

    chance: Callable[[], float]  # uniform in [0, 1)
    failures: int = 0
    asked: float = 0.0  # seconds a busy server asked us to stay away

    def failed(self, asked: object = None) -> None:
        """``asked``: seconds; what is no number asks for nothing."""
        self.failures += 1
        self.asked = min(float(asked), LONGEST_ASKED) if isinstance(asked, (int, float)) else 0.0

    def succeeded(self) -> None:
        self.failures, self.asked = 0, 0.0

    def pause(self) -> float:
        """Seconds to wait before the next attempt; 0 after a success."""
        if self.failures == 0:
            return 0.0
        longest = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(self.failures - 1, 16))
        return self.asked * (1 + self.chance() / 2) + longest * (0.5 + self.chance() / 2)
