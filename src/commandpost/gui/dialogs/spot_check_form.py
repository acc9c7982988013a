"""Answer a spot check: a person of this room and the person's own PIN; nobody is signed in by it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from commandpost._gen.spot_check_form_ui import Ui_SpotCheckForm
from commandpost.app.namesakes import told_apart
from commandpost.app.spot_checks import SpotCheck
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId
from commandpost.gui.context import GuiContext
from commandpost.gui.dialogs.form import FormDialog
from commandpost.gui.widgets.shape import set_role


class SpotCheckForm(FormDialog):
    """Whoever is signed in stands first."""

    def __init__(self, context: GuiContext, check: SpotCheck, parent: QWidget | None = None) -> None:
        super().__init__(context, Ui_SpotCheckForm(), parent)
        self._check = check
        asked = self.tr("{unit} asks: {question}") if check.question else self.tr("{unit} checks whether you are here.")
        self.say(asked.format(unit=check.from_unit_name, question=check.question))
        set_role(self.ui.intro, "strong")  # the question is what the form is about
        self.ui.pin.setFocus()
        context.tasks.start(self._offer(), owner=self)

    async def carry_out(self) -> None:
        person = self.ui.person.currentData()
        if not person:
            raise RuleBroken("person_unknown", field="person")
        await self.context.tasks.store(
            self.context.services.spot_checks.answer,
            self._check.id,
            PersonId(person),
            self.ui.pin.text(),
            leader_present=self.ui.leader_present.isChecked(),
            words=self.ui.words.text(),
        )

    async def _offer(self) -> None:
        staff = await self.context.tasks.store(self.context.services.people.staff)
        signed = self.context.desk.session.person
        words = told_apart(staff)
        for one in sorted(staff, key=lambda one: (one.id != signed, not one.has_pin, one.name)):
            self.ui.person.addItem(words[one.id], one.id)
