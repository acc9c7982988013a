"""What calls the operator: deadlines that grow urgent or pass, and what came in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QObject

from commandpost.app.incidents import IncidentRow
from commandpost.app.logbook import LogMode
from commandpost.domain.deadlines import Deadline, DeadlineState
from commandpost.gui.context import GuiContext
from commandpost.gui.notices import Tone
from commandpost.gui.runtime.reading import Reading
from commandpost.gui.services import Services
from commandpost.gui.vocabulary import step_word
from commandpost.gui.window.store_alarms import StoreAlarms
from commandpost.journal.entry import ChangeSet

TOPICS = frozenset({"incident", "report", "receipt", "directive"})
LOUD = {DeadlineState.URGENT: Tone.WARNING, DeadlineState.OVERDUE: Tone.ALARM}
INBOX = "inbox"


def _read(services: Services) -> tuple[tuple[IncidentRow, ...], int]:
    return services.incidents.open_rows(), services.inbox.unread()


class Watch(QObject):
    """Raises each alarm once; an acknowledged one stays quiet until its state changes."""

    def __init__(self, context: GuiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._rows: tuple[IncidentRow, ...] = ()
        self._unread: int | None = None
        self._said: dict[str, DeadlineState] = {}
        self._reading = Reading(context.tasks, self._look)
        self.journal = StoreAlarms(context, self)

    def refresh(self, changes: ChangeSet) -> None:
        self.journal.refresh()
        if not changes.kinds or changes.kinds & TOPICS:
            self._reading.ask()

    def tick(self, now: datetime) -> None:
        """Compare every driving deadline with what was said about it."""
        live: set[str] = set()
        for key, row, deadline in self._driving(now):
            live.add(key)
            self._compare(key, row, deadline, deadline.state(now))
        for key in [key for key in self._said if key not in live]:
            self._withdraw(key)

    async def acknowledge(self, key: str, text: str) -> None:
        """A named person took note; the log says who."""
        if self.journal.knows(key):
            await self.journal.acknowledge(key, text)
            return
        await self._context.tasks.store(self._context.services.logbook.record, text, mode=LogMode.SYSTEM)
        if key == INBOX:
            self._context.navigate("inbox")

    async def _look(self) -> None:
        self._rows, unread = await self._context.tasks.store(_read, self._context.services)
        if self._unread is not None and unread > self._unread:
            words = self.tr("%n new in the inbox: read and give a receipt.", "", unread)
            self._context.notices.say(words, key=INBOX, tone=Tone.ALARM)
        if unread == 0 and self._unread:
            self._context.notices.withdraw(INBOX)
        self._unread = unread
        self.tick(self._context.now())

    def _driving(self, now: datetime) -> Iterable[tuple[str, IncidentRow, Deadline]]:
        own = (row for row in self._rows if row.unit == self._context.desk.unit)
        for row in own:
            deadline = row.driving(now)
            if deadline is not None:
                yield f"deadline:{row.id}:{deadline.key}", row, deadline

    def _compare(self, key: str, row: IncidentRow, deadline: Deadline, state: DeadlineState) -> None:
        if state not in LOUD or self._said.get(key) is state:
            return
        self._said[key] = state
        pattern = self.tr("▲ {title}: {step} is due soon.")
        if state is DeadlineState.OVERDUE:
            pattern = self.tr("■ {title}: {step} is overdue. Send it now; it is never blocked.")
        words = pattern.format(title=row.title, step=step_word(deadline.step, deadline.sequence))
        self._context.notices.say(words, key=key, tone=LOUD[state])

    def _withdraw(self, key: str) -> None:
        self._said.pop(key)
        self._context.notices.withdraw(key)
