"""The embedded server, when it ends by itself: started anew in the background, and told."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from commandpost.domain.errors import Unavailable
from commandpost.gui.context import GuiContext
from commandpost.gui.notices import Tone
from commandpost.gui.services import ServerCare
from commandpost.gui.window.rounds import Rounds

LOOK_SECONDS = 1.0
KEY = "embedded-server"


class ServerLoop(Rounds):
    """Looks after it once a second; a failure never leaves this class."""

    def __init__(self, context: GuiContext, look: Callable[[], ServerCare], parent: QObject | None = None) -> None:
        super().__init__(context, parent, first=LOOK_SECONDS, again=LOOK_SECONDS)
        self._look = look
        self._said = ServerCare()

    async def once(self) -> None:
        """Look now; say once what is new."""
        try:
            care = await self._context.tasks.listen(self._look)
        except Unavailable as problem:
            self._context.notices.refused(problem)
            return
        if care != self._said:
            self._tell(care)
        self._said = care

    def _tell(self, care: ServerCare) -> None:
        notices = self._context.notices
        if care.pause and not self._said.pause:
            words = self.tr(
                "The sample's server ended by itself (time {count}); it is started anew in {seconds} s. "
                "Everything here goes on, entries wait to be sent."
            )
            notices.say(words.format(count=care.ends, seconds=care.pause), key=KEY, tone=Tone.WARNING)
        elif care.answers and not self._said.answers:
            notices.say(self.tr("The sample's server runs again."), key=KEY)
        elif care == ServerCare():
            notices.withdraw(KEY)  # stopped or started by hand
