"""Posts without anybody: said a day ahead, at once when somebody falls out, loud when the shift runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count, groupby

from PySide6.QtCore import QObject

from commandpost.domain.rostering.gaps import GapAlarm
from commandpost.gui.context import GuiContext
from commandpost.gui.duty_words import gaps_words
from commandpost.gui.notices import Notice, Tone
from commandpost.gui.runtime.reading import Reading
from commandpost.journal.entry import ChangeSet

TOPICS = frozenset({"duty_day", "duty_setup", "duty_swap", "leave", "shift", "staff", "holidays"})
AGAIN = timedelta(minutes=1)  # a gap may come near, or somebody fail to come, while nothing is written
SOURCE = "gap"
PREFIX = f"{SOURCE}:"


class GapWatch(QObject):
    """Says the gaps of a shift together and once; they go as the posts are filled."""

    def __init__(self, context: GuiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._said: dict[str, tuple[Tone, str]] = {}
        self._read_at: datetime | None = None
        self._reading = Reading(context.tasks, self._look)
        context.notices.chosen.connect(self._chosen)

    def refresh(self, changes: ChangeSet) -> None:
        if not changes.kinds or changes.kinds & TOPICS:
            self._reading.ask()

    def tick(self, now: datetime) -> None:
        """Read again every minute: time alone can make a gap."""
        if self._read_at is None or not timedelta() <= now - self._read_at < AGAIN:  # a clock set back, too
            self._read_at = now
            self._reading.ask()

    async def _look(self) -> None:
        alarms = await self._context.tasks.read(self._context.services.attendance.alarms)
        now, together = self._context.now(), groupby(alarms, lambda alarm: alarm.key)
        live = {key: tuple(gaps) for key, gaps in together}
        for key, gaps in live.items():
            self._say(key, gaps, now)
        for key in [key for key in self._said if key not in live]:
            self._said.pop(key)
            self._context.notices.withdraw(key)
        self._context.notices.tell_standing(SOURCE, live)

    def _say(self, key: str, gaps: Sequence[GapAlarm], now: datetime) -> None:
        tone = Tone.ALARM if gaps[0].is_urgent(now) else Tone.WARNING
        said = tone, gaps_words(gaps, now)
        if self._said.get(key) != said:
            self._said[key] = said
            self._context.notices.post(
                Notice(
                    key=key,
                    text=said[1],
                    tone=tone,
                    action=self.tr("Open the roster"),
                    rank=1,
                    items=_posts(gaps),
                    stays=True,
                )
            )

    def _chosen(self, key: str) -> None:
        if key.startswith(PREFIX):
            self._context.navigate("roster")


def _posts(gaps: Sequence[GapAlarm]) -> frozenset[str]:
    """Each post by role and name; two empty ones of one role are two."""
    numbers: dict[str, count[int]] = {}
    posts = [f"{gap.role}:{gap.name}" for gap in gaps]
    return frozenset(f"{post}:{next(numbers.setdefault(post, count(1)))}" for post in posts)
