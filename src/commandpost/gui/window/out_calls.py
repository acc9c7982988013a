"""Alarms that reach whoever does not look at the window: a message in the tray, and the words spoken in Chinese."""

from __future__ import annotations

from PySide6.QtCore import QObject

from commandpost.gui.context import GuiContext
from commandpost.gui.notices import Notice
from commandpost.gui.preferences import Language
from commandpost.gui.runtime.alarm import HIGHEST
from commandpost.gui.window.new_alarms import NewAlarms


class OutCalls(QObject):
    """Tells each new alarm; banner and sound do not depend on it."""

    def __init__(self, context: GuiContext, new: NewAlarms, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        new.begun.connect(self._tell)
        new.ended.connect(context.speaker.hush)

    def _tell(self, notice: Notice) -> None:
        liking, grave = self._context.preferences.liking, notice.rank >= HIGHEST
        locked = self._context.desk.session.locked  # then whoever stands or listens near may be anybody
        text = self.tr("The desk is locked; unlock it to read the alarm.") if locked else notice.text
        paused = self._context.alarm.pause_left > 0  # it holds the voice too
        if liking.tray:
            self._context.tray.tell(self.tr("Alarm at the duty desk"), text, grave=grave)
        if liking.speech and liking.language is Language.CHINESE and (grave or not paused):
            self._context.speaker.say(text, key=notice.key, rank=notice.rank)
