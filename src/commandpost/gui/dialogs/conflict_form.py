"""Two rooms said different things at the same time: all values side by side; choose one, the others stay on record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from commandpost._gen.conflict_form_ui import Ui_ConflictForm
from commandpost.app.conflicts import ClaimView
from commandpost.app.incidents import IncidentRow
from commandpost.app.permissions import Action
from commandpost.gui.context import GuiContext
from commandpost.gui.dialogs.form import FormDialog
from commandpost.gui.dialogs.signing import SigningRows
from commandpost.gui.times import day_time
from commandpost.gui.values import shown_value
from commandpost.gui.vocabulary import FIELD_WORDS, word

ROW_LINES = 3
ROWS = 3  # shown without scrolling


class ConflictForm(FormDialog):
    """One field at a time: each value with who said it, where, when, and what they had before their eyes."""

    needs: ClassVar[Action | None] = Action.DECIDE

    def __init__(
        self,
        context: GuiContext,
        row: IncidentRow,
        claims: Mapping[str, tuple[ClaimView, ...]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, Ui_ConflictForm(), parent)
        self._row = row
        self._claims = claims
        self._signing = SigningRows(context, self.ui, self.ui.reason)
        self.say(row.title)
        self.warn(self.tr("Until it is resolved, alarms go by the more serious value. Whoever said another is told."))
        self.ui.value.setProperty("role", "roomy")
        self.ui.value.setMinimumHeight(self.fontMetrics().lineSpacing() * ROW_LINES * ROWS)
        for name in claims:
            self.ui.field.addItem(word(FIELD_WORDS.get(name, name)), name)
        self.ui.field.currentIndexChanged.connect(self._offer)
        self.ui.value.currentRowChanged.connect(self._ask_leader)
        self._offer()
        self.ui.value.setFocus()

    def _offer(self) -> None:
        self.ui.value.clear()
        self.ui.value.addItems([self._words(claim) for claim in self._live()])
        self.ui.value.setCurrentRow(0)

    def _ask_leader(self, at: int) -> None:
        """The less serious value of a level or of sensitivity needs the leader's signature."""
        name, live = str(self.ui.field.currentData()), self._live()
        shown = getattr(self._row, name, None)
        self._signing.show(wanted=name in {"level", "sensitive"} and 0 <= at < len(live) and live[at].value != shown)

    def _live(self) -> tuple[ClaimView, ...]:
        return self._claims.get(str(self.ui.field.currentData()), ())

    def _words(self, claim: ClaimView) -> str:
        who = claim.author_name or (self.tr("name not known here") if claim.signed_in else self.tr("not signed in"))
        here = self.tr("{unit} (this room)").format(unit=claim.unit_name) if claim.own_unit else claim.unit_name
        at = day_time(claim.at, self.context.now())
        seen = ", ".join(shown_value(value) for value in claim.seen)
        before = self.tr("had seen: {values}").format(values=seen) if seen else self.tr("had seen nothing yet")
        return f"{shown_value(claim.value)}\n{who} · {here} · {at}\n{before}"

    async def carry_out(self) -> None:
        claim = self._live()[self.ui.value.currentRow()]
        name = str(self.ui.field.currentData())
        await self.context.tasks.store(
            self.context.services.conflicts.resolve,
            self._row.id,
            name,
            claim.entry,
            reason=self.ui.reason.text(),
            signature=self._signing.signature(),
        )
