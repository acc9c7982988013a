"""Which alarms are new to whoever sits here: said once, and again when they grow graver or tell of more."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from commandpost.gui.notices import Notice, Notices, Tone


class NewAlarms(QObject):
    """Follows what is posted from the desk's start to its end; what a window built anew says again is not new."""

    begun = Signal(object)  # Notice
    ended = Signal(str)  # key

    def __init__(self, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calling: dict[str, Notice] = {one.key: one for one in notices.alarms}
        notices.posted.connect(self._take)

    def _take(self, notice: Notice) -> None:
        if notice.tone is not Tone.ALARM or not notice.text:
            if self._calling.pop(notice.key, None) is not None:
                self.ended.emit(notice.key)
            return
        known = self._calling.get(notice.key)
        self._calling[notice.key] = notice
        if notice.calls_anew(known):
            self.begun.emit(notice)
