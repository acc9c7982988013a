"""Two rooms said different things at the same time: choose; both stay in the history."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from commandpost._gen.conflict_form_ui import Ui_ConflictForm
from commandpost.app.incidents import IncidentRow
from commandpost.domain.codes import Level
from commandpost.gui.context import GuiContext
from commandpost.gui.dialogs.form import FormDialog
from commandpost.gui.times import clock_time
from commandpost.gui.vocabulary import FIELD_WORDS, LEVEL_WORDS, word
from commandpost.journal.entry import Json
from commandpost.journal.fold import Claim


class ConflictForm(FormDialog):
    """One field at a time with the values claimed for it."""

    def __init__(self, context: GuiContext, row: IncidentRow, parent: QWidget | None = None) -> None:
        super().__init__(context, Ui_ConflictForm(), parent)
        self._row = row
        self.say(row.title)
        for name in row.conflicts:
            self.ui.field.addItem(word(FIELD_WORDS.get(name, name)), name)
        self.ui.field.currentIndexChanged.connect(self._offer)
        self._offer()

    def _offer(self) -> None:
        self.ui.value.clear()
        for claim in self._claims():
            words = f"{self._shown(claim.value)}  · {claim.unit} · {clock_time(claim.at)}"
            self.ui.value.addItem(words)

    def _claims(self) -> tuple[Claim, ...]:
        return tuple(self._row.claims.get(str(self.ui.field.currentData()), ()))

    def _shown(self, value: Json) -> str:
        if value is None:
            return self.tr("unknown")
        return word(LEVEL_WORDS[Level(value)]) if isinstance(value, str) and value in set(Level) else str(value)

    async def carry_out(self) -> None:
        claim = self._claims()[self.ui.value.currentIndex()]
        name = str(self.ui.field.currentData())
        await self.context.tasks.store(self.context.services.incidents.resolve, self._row.id, name, claim.value)
