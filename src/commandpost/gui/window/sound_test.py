"""The sounds of alarms tried one after the other, as at the start of a shift; the log keeps what came of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from commandpost.app.duty_views import ShiftView
from commandpost.gui.context import GuiContext
from commandpost.gui.notices import Tone
from commandpost.gui.runtime.sound import TONES, Sounder

APART_MS = 1600  # longer than the longest sound


class ShiftStart(QObject):
    """Tries the sounds when who sits at this desk signs in for a shift."""

    def __init__(self, context: GuiContext, sounder: Sounder, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._sounder = sounder
        self._here: frozenset[object] | None = (
            None  # None: not known yet, so that a start of the program is none of a shift
        )

    def follow(self, shift: ShiftView) -> None:
        """What the bar at the top is told; the first time nothing is new."""
        here = frozenset((shift.id, one.person) for one in shift.posts if one.signed_in_at is not None)
        fresh = here - self._here if self._here is not None else frozenset()
        self._here = here
        if not self._sounder.is_mute and (shift.id, self._context.desk.session.person) in fresh:
            SoundTest(self._context, self._sounder, self).start()


class SoundTest(QObject):
    """Plays each once; heard when a device took every one."""

    def __init__(self, context: GuiContext, sounder: Sounder, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._sounder = sounder
        self._left = list(range(len(TONES)))
        self._timer = QTimer(self, interval=APART_MS)
        self._timer.timeout.connect(self._next)
        sounder.worked.connect(self._judge)

    def start(self) -> None:
        self._timer.start()
        if self._sounder.is_mute:
            self._finish(heard=False)
        else:
            self._next()

    def _judge(self, works: bool) -> None:
        if not works:
            self._finish(heard=False)

    def _next(self) -> None:
        if self._left:
            self._sounder.play(self._left.pop(0))
        else:
            self._finish(heard=True)

    def _finish(self, *, heard: bool) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._context.start(self._end, heard=heard)

    async def _end(self, *, heard: bool) -> None:
        await self._context.tasks.store(self._context.services.tools.alarms.tested, heard=heard)
        good, bad = self.tr("The sounds were played and the log says so."), self.tr("No sound could be played.")
        self._context.notices.say(good if heard else bad, key="sound-test", tone=Tone.INFO if heard else Tone.WARNING)
        self.deleteLater()
