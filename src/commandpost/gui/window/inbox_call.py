"""The sound of the inbox: it counts the very items the badge and the bold rows count, and nothing else."""

from __future__ import annotations

from PySide6.QtCore import QObject

from commandpost.domain.ids import RecordId
from commandpost.gui.notices import Notice, Notices, Tone

INBOX = "inbox"


class InboxCall(QObject):
    """Sounds for each item that was not there before; what is receipted meanwhile never hides what is new."""

    def __init__(self, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self._known: frozenset[RecordId] = frozenset()

    def compare(self, unread: frozenset[RecordId]) -> None:
        """Take over what is unread now."""
        fresh, before = unread - self._known, self._known
        self._known = unread
        if fresh:
            words = self.tr("%n in the inbox to be receipted: read and give a receipt.", "", len(unread))
            self._notices.post(Notice(key=INBOX, text=words, tone=Tone.ALARM, rank=1, items=frozenset(unread)))
        elif before and not unread:
            self._notices.withdraw(INBOX)
        self._notices.tell_standing(INBOX, {INBOX} if unread else ())
