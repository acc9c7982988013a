"""The journal's own alarms as banners: they stand until a signed-in person takes note, and after a restart again."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from commandpost.app.alarms import StandingAlarm
from commandpost.gui.alarm_words import alarm_words
from commandpost.gui.context import GuiContext
from commandpost.gui.notices import Tone
from commandpost.gui.runtime.reading import Reading
from commandpost.gui.times import day_time
from commandpost.journal.exchange import AlarmKind

SOURCE = "journal"
PREFIX = f"{SOURCE}:"  # of a banner's key; the kind follows
QUIET = frozenset({AlarmKind.GAP.value, AlarmKind.CLOCK_STEP.value})  # no sound; still to be taken note of


class StoreAlarms(QObject):
    """One banner for each kind that stands."""

    def __init__(self, context: GuiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: dict[str, StandingAlarm] = {}
        self._reading = Reading(context.tasks, self._look)
        context.notices.chosen.connect(self._chosen)

    def refresh(self) -> None:
        """Something was written or exchanged."""
        self._reading.ask()

    def knows(self, key: str) -> bool:
        """Whether a banner's key is one of the journal's alarms."""
        return key.startswith(PREFIX)

    def _chosen(self, key: str) -> None:
        """The button of a quiet one asks for the same as the loud one's."""
        if self.knows(key):
            self._context.notices.acknowledged.emit(key)

    async def acknowledge(self, key: str, by: str) -> None:
        """Take note in the name of who is signed in: ``by`` says it, the log keeps it with the alarm's words."""
        code = key.removeprefix(PREFIX)
        facts = self._shown[code].facts if code in self._shown else {}
        words = f"{by}: {alarm_words(code, facts)}"
        await self._context.tasks.store(self._context.services.alarms.acknowledge, code, words)
        await self._look()

    async def _look(self) -> None:
        standing = await self._context.tasks.read(self._context.services.alarms.standing)
        found = {alarm.code: alarm for alarm in standing}
        for code in [code for code in self._shown if code not in found]:
            self._shown.pop(code)
            self._context.notices.withdraw(PREFIX + code)
        if _repairs(found) != _repairs(self._shown):  # every page may show otherwise now
            await self._context.tasks.store(self._context.services.alarms.tell_everything)
        for code, alarm in found.items():
            if self._shown.get(code) != alarm:
                self._shown[code] = alarm
                self._say(alarm)
        self._context.notices.tell_standing(SOURCE, {PREFIX + code for code in found})

    def _say(self, alarm: StandingAlarm) -> None:
        since = day_time(alarm.since, self._context.now())
        text = self.tr("{time} · {words}").format(time=since, words=alarm_words(alarm.code, alarm.facts))
        if alarm.count > 1:
            text = self.tr("{words} ({n} times, first {time})").format(
                time=since, words=alarm_words(alarm.code, alarm.facts), n=alarm.count
            )
        quiet = alarm.code in QUIET
        self._context.notices.say(
            text,
            key=PREFIX + alarm.code,
            tone=Tone.WARNING if quiet else Tone.ALARM,
            action=self.tr("Take note") if quiet else "",
        )


def _repairs(alarms: Mapping[str, StandingAlarm]) -> int:
    return alarms[AlarmKind.DAMAGED].count if AlarmKind.DAMAGED in alarms else 0
