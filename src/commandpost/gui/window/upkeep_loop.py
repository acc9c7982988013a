"""The hourly copy of the journal and the proof of its pages, in the background."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject

from commandpost.domain.errors import Unavailable
from commandpost.gui.context import GuiContext
from commandpost.gui.notices import Tone
from commandpost.gui.services import StationFacts
from commandpost.gui.times import span
from commandpost.gui.window.rounds import Rounds
from commandpost.journal.entry import ChangeSet

FIRST_SECONDS = 20.0  # after the start: the first window comes before the first proof
AGAIN_SECONDS = 600.0
TOO_OLD = timedelta(hours=3)  # three copies were missed
AGE = "backup-age"  # key of the alarm
UPKEEP = "upkeep"  # announced like a kind of record: the bars and the journal's alarms are read again


class UpkeepLoop(Rounds):
    """Tends the journal now and then; a failure never leaves this class."""

    def __init__(self, context: GuiContext, tend: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(context, parent, first=FIRST_SECONDS, again=AGAIN_SECONDS)
        self._tend = tend
        self._aged = False

    async def once(self) -> None:
        """Tend the journal now, and raise an alarm when its newest verified copy is too old."""
        context = self._context
        try:
            await context.tasks.net(self._tend)
        except Unavailable as problem:
            context.notices.refused(problem)
        try:
            facts = await context.tasks.store(context.services.facts)
        except Unavailable as problem:  # the next round tries again
            context.notices.refused(problem)
            return
        self._judge(facts)
        context.bridge.announce(ChangeSet(kinds=frozenset({UPKEEP})))

    def _judge(self, facts: StationFacts) -> None:
        """Say once what is wrong with the copies, and take it back when it is mended."""
        words = self._trouble(facts)
        if words and not self._aged:
            self._context.notices.say(words, key=AGE, tone=Tone.ALARM)
        if self._aged and not words:
            self._context.notices.withdraw(AGE)
        self._aged = bool(words)
        self._context.notices.tell_standing(AGE, {AGE} if words else ())

    def _trouble(self, facts: StationFacts) -> str:
        """The round before has just made a copy where one was due, so none at all means that none can be made."""
        now = self._context.now()
        if facts.last_backup is None:
            return self.tr("There is no copy of the journal yet, and none can be made. Tell the administrator.")
        if now - facts.last_backup >= TOO_OLD:
            words = self.tr("The newest copy of the journal is {age} old. Tell the administrator.")
            return words.format(age=span(now - facts.last_backup))
        if facts.second_place and (facts.second_backup is None or now - facts.second_backup >= TOO_OLD):
            words = self.tr("The second place for copies ({folder}) takes none. Is its disk there?")
            return words.format(folder=facts.second_place)
        return ""
