"""F3: the first report by telephone: who took it, and when; that stops the telephone clock."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from commandpost._gen.phone_form_ui import Ui_PhoneForm
from commandpost.app.incidents import IncidentRow
from commandpost.app.permissions import Action
from commandpost.gui.context import GuiContext
from commandpost.gui.dialogs.form import FormDialog
from commandpost.gui.dialogs.phone_card import PhoneCardView
from commandpost.gui.times import clock_time
from commandpost.gui.vocabulary import LEVEL_WORDS, word
from commandpost.gui.widgets.moment_edit import moment_in


class PhoneForm(FormDialog):
    """Offers whom the driving rule names; the summary is there to be read out."""

    needs: ClassVar[Action | None] = Action.SEND

    def __init__(self, context: GuiContext, row: IncidentRow, parent: QWidget | None = None) -> None:
        super().__init__(context, Ui_PhoneForm(), parent)
        self._row = row
        self.say(row.title)
        recipients = dict.fromkeys(deadline.recipient for deadline in row.deadlines if deadline.recipient)
        self.ui.to.addItems(list(recipients) or [self.tr("District duty room")])
        self.card = PhoneCardView(context.theme)
        self.setMinimumWidth(context.theme.px(720))
        self.ui.whole.insertWidget(self.ui.whole.indexOf(self.ui.intro) + 1, self.card)
        self.ui.summary.setPlainText(self._summary())
        self.ui.summary.ensurePolished()  # the style sheet sets its own height then
        self.ui.summary.setFixedHeight(context.theme.px(64))
        context.tasks.start(self._read_card(), owner=self)
        self.ui.taken_by.setFocus()

    async def _read_card(self) -> None:
        """What is read out, from the incident as it stands now; what was typed meanwhile stays."""
        card = await self.context.tasks.store(self.context.services.flow.phone_cards.card, self._row.id)
        self.card.show_card(card)
        self.fit()
        if self.ui.summary.toPlainText() == self._summary():
            self.ui.summary.setPlainText(card.text)

    def _summary(self) -> str:
        row = self._row
        kind = row.code_name or word(LEVEL_WORDS[row.level])
        pattern = self.tr("{time} {place}: {title} ({kind}). Details are being verified.")
        return pattern.format(time=clock_time(row.received), place=row.place, title=row.title, kind=kind)

    async def carry_out(self) -> None:
        ui = self.ui
        await self.context.tasks.store(
            self.context.services.reports.phone_report,
            self._row.id,
            to=ui.to.currentText().strip(),
            taken_by=ui.taken_by.text().strip(),
            at=moment_in(ui.at, self.context.now()),
            summary=ui.summary.toPlainText().strip(),
            read_back=ui.read_back.isChecked(),
        )
