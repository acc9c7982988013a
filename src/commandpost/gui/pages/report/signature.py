"""The leader's signature on the report that lies open: asked for beside it, given with the leader's own PIN."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QCoreApplication

from commandpost.app.leader_signature import LeaderSignature
from commandpost.app.people import PersonRole
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId
from commandpost.gui.messages import sentence
from commandpost.gui.pages.base import GuiContext
from commandpost.gui.pages.report.bar import ReportBar


class SignatureAsked:
    """``sign`` puts the signature under what lies open and raises when it is refused."""

    def __init__(self, context: GuiContext, bar: ReportBar, sign: Callable[[LeaderSignature], Awaitable[None]]) -> None:
        self._context, self._bar, self._sign = context, bar, sign
        bar.sign_requested.connect(lambda: context.start(self.ask))
        bar.sign_box.confirmed.connect(lambda person, pin: context.start(self.take, PersonId(person), pin))

    async def ask(self) -> None:
        """Offer the leaders of the staff."""
        leaders = await self._context.tasks.store(self._context.services.people.staff, PersonRole.DUTY_LEADER)
        translate = QCoreApplication.translate
        if leaders:
            self._bar.ask_signature(leaders, translate("ReportPage", "The leader signs with his or her own PIN"))
        else:
            none = translate("ReportPage", "No leader is on file: enter the staff on the settings page.")
            self._bar.say(none)

    async def take(self, leader: PersonId, pin: str) -> None:
        """Sign; a refusal stands at the box."""
        try:
            await self._sign(LeaderSignature(leader=leader, pin=pin))
        except RuleBroken as error:
            self._bar.sign_box.say(sentence(error))
        else:
            self._bar.sign_box.hide()
