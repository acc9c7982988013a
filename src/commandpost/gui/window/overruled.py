"""Tells this room whose value was put aside by another's decision, until a signed-in person takes note."""

from __future__ import annotations

from PySide6.QtCore import QObject

from commandpost.app.conflicts import KIND, Overruled
from commandpost.domain.ids import RecordId
from commandpost.gui.context import GuiContext
from commandpost.gui.notices import Tone
from commandpost.gui.runtime.reading import Reading
from commandpost.gui.times import day_time
from commandpost.gui.values import shown_value
from commandpost.gui.vocabulary import FIELD_WORDS, word
from commandpost.journal.entry import ChangeSet

PREFIX = "overruled:"  # of a banner's key; the record follows


class OverruledNotices(QObject):
    """One banner for each value."""

    def __init__(self, context: GuiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: set[str] = set()
        self._reading = Reading(context.tasks, self._look)
        context.notices.chosen.connect(self._chosen)

    def refresh(self, changes: ChangeSet) -> None:
        if not changes.kinds or KIND in changes.kinds:
            self._reading.ask()

    def _chosen(self, key: str) -> None:
        if key.startswith(PREFIX):
            self._context.start(self._take_note, RecordId(key.removeprefix(PREFIX)))

    async def _take_note(self, overruled: RecordId) -> None:
        await self._context.tasks.store(self._context.services.conflicts.take_note, overruled)

    async def _look(self) -> None:
        found = await self._context.tasks.read(self._context.services.conflicts.overruled)
        for gone in self._shown - {one.id for one in found}:
            self._context.notices.withdraw(PREFIX + gone)
        for one in found:
            if one.id not in self._shown:
                self._say(one)
        self._shown = {str(one.id) for one in found}

    def _say(self, one: Overruled) -> None:
        pattern = self.tr(
            "{title}: this room's {field} “{lost}” was put aside; {name}, {unit}, decided on “{taken}” ({time})."
        )
        text = pattern.format(
            title=one.title,
            field=word(FIELD_WORDS.get(one.field, one.field)),
            lost=shown_value(one.lost),
            taken=shown_value(one.taken),
            name=one.by_name or "—",
            unit=one.by_unit_name,
            time=day_time(one.at, self._context.now()),
        )
        self._context.notices.say(text, key=PREFIX + one.id, tone=Tone.WARNING, action=self.tr("Take note"))
