"""Alarms that reach whoever does not look at the window: a message in the tray, and the words spoken in Chinese."""

from __future__ import annotations

from PySide6.QtCore import QObject

from commandpost.gui.context import GuiContext
from commandpost.gui.notices import Notice, Tone
from commandpost.gui.preferences import Language
from commandpost.gui.runtime.alarm import HIGHEST, Alarm


class OutCalls(QObject):
    """Tells each alarm once, and again when it grows graver; banner and sound do not depend on it."""

    def __init__(self, context: GuiContext, alarm: Alarm, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._alarm = alarm
        self._told: dict[str, int] = {one.key: one.rank for one in context.notices.alarms}
        context.notices.posted.connect(self._take)

    def _take(self, notice: Notice) -> None:
        if notice.tone is not Tone.ALARM or not notice.text:
            if self._told.pop(notice.key, None) is not None:
                self._context.speaker.hush(notice.key)
            return
        if notice.rank > self._told.get(notice.key, -1):
            self._tell(notice)
        self._told[notice.key] = notice.rank

    def _tell(self, notice: Notice) -> None:
        liking, grave = self._context.preferences.liking, notice.rank >= HIGHEST
        if liking.tray:
            locked = self._context.desk.session.locked
            text = self.tr("The desk is locked; unlock it to read the alarm.") if locked else notice.text
            self._context.tray.tell(self.tr("Alarm at the duty desk"), text, grave=grave)
        if liking.speech and liking.language is Language.CHINESE and (grave or not self._alarm.pause_left):
            self._context.speaker.say(notice.text, key=notice.key, rank=notice.rank)
