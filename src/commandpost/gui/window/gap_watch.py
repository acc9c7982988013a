"""Posts without anybody: said a day ahead, at once when somebody falls out, loud when the shift runs."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from commandpost.domain.rostering.gaps import GapAlarm
from commandpost.gui.context import GuiContext
from commandpost.gui.duty_words import gap_words
from commandpost.gui.notices import Tone
from commandpost.gui.runtime.reading import Reading
from commandpost.journal.entry import ChangeSet

TOPICS = frozenset({"duty_day", "duty_setup", "duty_swap", "leave", "shift", "staff", "holidays"})
AGAIN = timedelta(minutes=1)  # a gap may come near, or somebody fail to come, while nothing is written
PREFIX = "gap:"


class GapWatch(QObject):
    """Raises each gap once; it goes when the post is filled."""

    def __init__(self, context: GuiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._said: dict[str, Tone] = {}
        self._read_at: datetime | None = None
        self._reading = Reading(context.tasks, self._look)
        context.notices.chosen.connect(self._chosen)

    def refresh(self, changes: ChangeSet) -> None:
        if not changes.kinds or changes.kinds & TOPICS:
            self._reading.ask()

    def tick(self, now: datetime) -> None:
        """Read again every minute: time alone can make a gap."""
        if self._read_at is None or now - self._read_at >= AGAIN:
            self._read_at = now
            self._reading.ask()

    async def _look(self) -> None:
        alarms = await self._context.tasks.store(self._context.services.attendance.alarms)
        now = self._context.now()
        for alarm in alarms:
            self._say(alarm, now)
        live = {alarm.key for alarm in alarms}
        for key in [key for key in self._said if key not in live]:
            self._said.pop(key)
            self._context.notices.withdraw(key)

    def _say(self, alarm: GapAlarm, now: datetime) -> None:
        tone = Tone.ALARM if alarm.is_urgent(now) else Tone.WARNING
        if self._said.get(alarm.key) is not tone:
            self._said[alarm.key] = tone
            words = gap_words(alarm, now)
            self._context.notices.say(words, key=alarm.key, tone=tone, action=self.tr("Open the roster"))

    def _chosen(self, key: str) -> None:
        if key.startswith(PREFIX):
            self._context.navigate("roster")
