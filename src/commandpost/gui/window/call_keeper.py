"""Has the journal told of every alarm the desk raises, and tells the desk which of them were heard before."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject

from commandpost.app.standing_calls import CALLED, StandingCall, source_of
from commandpost.domain.errors import Unavailable
from commandpost.gui.context import GuiContext
from commandpost.gui.notices import Notice
from commandpost.gui.runtime.reading import Reading
from commandpost.journal.entry import ChangeSet


class CallKeeper(QObject):
    """Gaps, spot checks, the inbox, the journal's own troubles; the board's alarms are kept by their own use case.

    It outlives the window, and asks the journal first of all: until that has answered, those alarms wait.
    """

    def __init__(self, context: GuiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._known: dict[str, StandingCall] | None = None  # as the journal has it
        self._standing: dict[str, frozenset[str]] = {}  # by source, as it told last
        self._reading = Reading(context.tasks, self._look)
        context.notices.hold()
        context.notices.calling.connect(self._take)
        context.notices.standing.connect(self._stand)
        context.bridge.changed.connect(self._changed)
        self._reading.ask()

    def _changed(self, changes: ChangeSet) -> None:
        if CALLED in changes.kinds:
            self._reading.ask()

    async def _look(self) -> None:
        calls = self._context.services.tools.calls
        try:
            self._known = dict(await self._context.tasks.store(calls.standing))
        except Unavailable:  # an alarm that was heard may sound once more; one that is new must not wait
            self._known = self._known or {}
        self._context.notices.remember({key: _heard(call) for key, call in self._known.items() if call.heard})
        for source in tuple(self._standing):
            self._sweep(source)

    def _take(self, notice: Notice) -> None:
        known = (self._known or {}).get(notice.key)
        if known is None or known.items != notice.items or not known.covers(notice.rank, notice.items):
            self._context.tasks.start(self._keep(notice))

    async def _keep(self, notice: Notice) -> None:
        with suppress(Unavailable):  # the alarm may be about the very disk that refuses; it stands, uncounted
            calls = self._context.services.tools.calls
            await self._context.tasks.store(calls.call, notice.key, notice.rank, notice.items)

    def _stand(self, source: str, keys: frozenset[str]) -> None:
        self._standing[source] = keys
        self._sweep(source)

    def _sweep(self, source: str) -> None:
        """What the journal has as standing and its source no longer knows is over."""
        keys = self._standing[source]
        gone = [key for key in self._known or {} if source_of(key) == source and key not in keys]
        if gone:
            self._context.tasks.start(self._end(source))

    async def _end(self, source: str) -> None:
        with suppress(Unavailable):  # told again at the next change
            calls = self._context.services.tools.calls
            await self._context.tasks.store(calls.only, source, self._standing[source])


def _heard(call: StandingCall) -> Notice:
    return Notice(key=call.key, text="", rank=call.rank, items=call.items)
