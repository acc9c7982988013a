"""The rows of a form where the duty leader signs: a person and the person's own PIN, shown only when asked for."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from commandpost.app.desk import PersonRole
from commandpost.app.leader_signature import LeaderSignature
from commandpost.app.namesakes import told_apart
from commandpost.domain.ids import PersonId
from commandpost.gui.context import GuiContext


class SigningRows:
    """Works the fields ``leader`` and ``pin`` of a compiled form; further rows come and go with them."""

    def __init__(self, context: GuiContext, ui: Any, *more: QWidget) -> None:  # noqa: ANN401  # compiled forms carry no types
        self._context = context
        self._ui = ui
        self._rows = (*more, ui.leader, ui.pin)
        self.show(wanted=False)
        context.tasks.start(self._offer(), owner=ui.leader)

    def show(self, *, wanted: bool) -> None:
        """Ask for the signature, or stop asking."""
        for field in self._rows:
            self._ui.fields.setRowVisible(field, wanted)

    def signature(self) -> LeaderSignature | None:
        """What was given; None while nobody is asked or named."""
        leader = self._ui.leader.currentData()
        if self._ui.leader.isHidden() or not leader:
            return None
        return LeaderSignature(leader=PersonId(leader), pin=self._ui.pin.text())

    async def _offer(self) -> None:
        people = self._context.services.people
        leaders = await self._context.tasks.store(people.staff, PersonRole.DUTY_LEADER)
        for person, words in told_apart(leaders).items():
            self._ui.leader.addItem(words, person)
