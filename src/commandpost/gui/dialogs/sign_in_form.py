"""Who sits at the desk: a person and a PIN."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from commandpost._gen.sign_in_form_ui import Ui_SignInForm
from commandpost.app.duty import ShiftView
from commandpost.app.namesakes import told_apart
from commandpost.app.people import StaffView
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId
from commandpost.gui.context import GuiContext
from commandpost.gui.dialogs.form import FormDialog
from commandpost.gui.services import Services


class SignInForm(FormDialog):
    """Signs in, and takes up the post of the shift if the roster gives one."""

    def __init__(
        self, context: GuiContext, staff: Sequence[StaffView], hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(context, Ui_SignInForm(), parent)
        if hint:
            self.say(self.tr("Invented sample: the PIN of everybody is {pin}.").format(pin=hint))
        words = told_apart(staff)
        for person in staff:
            if person.has_pin:
                self.ui.person.addItem(f"{words[person.id]}  {person.title}".strip(), person.id)
        self.ui.person.setCurrentIndex(max(0, self.ui.person.findData(context.desk.session.person)))
        if not self.ui.person.count():
            self.say(self.tr("Nobody has a PIN on this workstation yet: set one under Settings."))
        self.ui.pin.setFocus()

    async def carry_out(self) -> None:
        person, pin = self.ui.person.currentData(), self.ui.pin.text()
        self.ui.pin.clear()
        if person is None:
            raise RuleBroken("pin_not_set", name="")
        await self.context.tasks.store(sign_in, self.context.services, person, pin, self.ui.shift.isChecked())
        self.context.session_changed()


def on_duty_first(staff: Sequence[StaffView], shift: ShiftView) -> tuple[StaffView, ...]:
    """Who has the shift stands at the top, the officers before the leader; the others follow by name."""
    posts = [post.person for post in (shift.primary, shift.secondary, shift.leader)]
    return tuple(sorted(staff, key=lambda one: posts.index(one.id) if one.id in posts else len(posts)))


def sign_in(services: Services, person: PersonId, pin: str, take_post: bool) -> None:  # told by a check box
    """Sign in, and for the shift too when wanted and on the roster. Runs on the store's thread."""
    services.people.sign_in(person, pin)
    if not take_post:
        return
    shift = services.duty.current_shift()
    posts = (shift.leader, shift.primary, shift.secondary)
    if any(post.person == person and post.signed_in_at is None for post in posts):
        services.duty.sign_in_for_shift()
