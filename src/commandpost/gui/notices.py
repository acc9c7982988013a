"""What the window says without being asked: banners that stack above the page and never take the focus."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from commandpost.domain.errors import CommandPostError, Unavailable
from commandpost.gui.messages import sentence


class Tone(StrEnum):
    """How loud a notice is; an alarm stays and sounds until somebody acknowledges it by name."""

    INFO = "info"
    WARNING = "warning"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One banner; a later one with the same ``key`` takes its place, an empty ``text`` takes it away."""

    key: str
    text: str
    tone: Tone = Tone.INFO
    rank: int = 0  # how grave among its tone
    action: str = ""  # words of its button; pressing it emits ``Notices.chosen``
    group: str = ""  # the incident it is about
    group_title: str = ""
    kept: bool = False  # the journal tells of it already
    items: frozenset[str] = frozenset()  # what stands behind one bar, as the items of the inbox

    def calls_anew(self, before: Notice | None) -> bool:
        """Whether whoever was told of ``before`` (None: of nothing) is to be told again: graver, or about more."""
        return before is None or self.rank > before.rank or not self.items <= before.items


class Notices(QObject):
    """Where pages post what the operator should see."""

    posted = Signal(object)  # Notice
    chosen = Signal(str)  # key of the notice whose button was pressed
    acknowledged = Signal(str)  # key of an alarm that a person took note of

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._alarms: dict[str, Notice] = {}

    @property
    def alarms(self) -> tuple[Notice, ...]:
        """Alarms that stand, the oldest first; for a window that is opened later."""
        return tuple(self._alarms.values())

    def alarm(self, key: str) -> Notice | None:
        """The alarm that stands under a key."""
        return self._alarms.get(key)

    def say(self, text: str, *, key: str = "said", tone: Tone = Tone.INFO, action: str = "", rank: int = 0) -> None:
        self.post(Notice(key=key, text=text, tone=tone, action=action, rank=rank))

    def withdraw(self, key: str) -> None:
        self.post(Notice(key=key, text=""))

    def post(self, notice: Notice) -> None:
        """Say it, or take back what stands under its key."""
        self._alarms.pop(notice.key, None)
        if notice.text and notice.tone is Tone.ALARM:
            self._alarms[notice.key] = notice
        self.posted.emit(notice)

    def refused(self, error: CommandPostError) -> None:
        """Say an error in the operator's words."""
        key = f"error:{error.code}" if isinstance(error, Unavailable) else "refused"
        self.say(sentence(error), key=key, tone=Tone.WARNING)
