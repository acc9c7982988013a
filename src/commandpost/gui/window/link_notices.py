"""What stands between the desk and its server and does not pass by waiting: told in a banner while it lasts."""

from __future__ import annotations

from PySide6.QtCore import QObject

from commandpost.app.link import LinkStatus
from commandpost.gui.messages import words
from commandpost.gui.notices import Notices, Tone

LASTING = frozenset({"device_revoked", "device_unknown", "server_untrusted", "server_foreign", "server_refused"})
KEY = "link-problem"


class LinkNotices(QObject):
    """Says a lasting problem once, and takes it away when the server answers."""

    def __init__(self, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self._said: str | None = None

    def follow(self, status: LinkStatus) -> None:
        problem = status.problem if status.problem in LASTING else None
        if problem is not None and problem != self._said:
            self._notices.say(words(problem), key=KEY, tone=Tone.WARNING)
            self._said = problem
        elif status.online and self._said is not None:
            self._notices.withdraw(KEY)
            self._said = None
