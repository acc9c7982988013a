"""What the window says without being asked: banners that stack above the page and never take the focus."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
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
    stays: bool = False  # taken note of by name it goes on being shown, without a sound, until its cause is gone

    def calls_anew(self, before: Notice | None) -> bool:
        """Whether whoever was told of ``before`` (None: of nothing) is to be told again: graver, or about more."""
        return before is None or self.rank > before.rank or not self.items <= before.items


class Notices(QObject):
    """Where pages post what the operator should see."""

    posted = Signal(object)  # Notice
    chosen = Signal(str)  # key of the notice whose button was pressed
    acknowledged = Signal(str)  # key of an alarm that a person took note of
    calling = Signal(object)  # Notice: an alarm stands that the journal is to be told of, heard or not
    settled = Signal()  # what was posted together has been posted
    standing = Signal(str, object)  # source, the keys of its alarms that stand; its others are over

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._alarms: dict[str, Notice] = {}
        self._heard: dict[str, Notice] = {}  # a named person took note, and it stands
        self._together = False
        self._waiting: dict[str, Notice] | None = None  # until the journal has told what was heard before

    @property
    def alarms(self) -> tuple[Notice, ...]:
        """Alarms that stand, the oldest first; for a window that is opened later."""
        return tuple(self._alarms.values())

    def alarm(self, key: str) -> Notice | None:
        """The alarm that stands under a key."""
        return self._alarms.get(key)

    @property
    def gathering(self) -> bool:
        """Whether more is being posted, and ``settled`` follows: who shows all of it may wait until then."""
        return self._together

    @contextmanager
    def together(self) -> Iterator[None]:
        """Post many: a thousand alarms are laid out once, not a thousand times."""
        self._together = True
        try:
            yield
        finally:
            self._together = False
            self.settled.emit()

    def say(self, text: str, *, key: str = "said", tone: Tone = Tone.INFO, action: str = "", rank: int = 0) -> None:
        self.post(Notice(key=key, text=text, tone=tone, action=action, rank=rank))

    def withdraw(self, key: str) -> None:
        self.post(Notice(key=key, text=""))

    def post(self, notice: Notice) -> None:
        """Say it, or take back what stands under its key."""
        if self._waiting is not None and not notice.kept:
            self._waiting.pop(notice.key, None)
            if notice.tone is Tone.ALARM and notice.text:
                self._waiting[notice.key] = notice
                return
        if notice.tone is Tone.ALARM and notice.text and not notice.kept:
            self.calling.emit(notice)
            notice = self._as_heard(notice)
        self._alarms.pop(notice.key, None)
        if notice.text and notice.tone is Tone.ALARM:
            self._alarms[notice.key] = notice
        self.posted.emit(notice)

    def hold(self) -> None:
        """Alarms the journal may know wait until ``remember``: what was heard before a restart is not heard anew."""
        self._waiting = {}

    def remember(self, heard: Mapping[str, Notice]) -> None:
        """The journal tells of what stands a named person took note: here, before a restart, or at the next desk."""
        self._heard = dict(heard)
        waiting, self._waiting = self._waiting or {}, None
        for notice in waiting.values():
            self.post(notice)
        for notice in self.alarms:
            if not notice.kept and self._as_heard(notice) is not notice:
                self.post(notice)

    def note(self, key: str) -> None:
        """A named person took note of an alarm and the journal keeps it: silent, but not over."""
        notice = self._alarms.get(key)
        if notice is None or notice.kept:
            self.withdraw(key)
            return
        self._heard[key] = notice
        self.post(notice)

    def tell_standing(self, source: str, keys: Collection[str]) -> None:
        """These alarms of a source stand; what was heard of its others is forgotten, they would call anew."""
        for key in [key for key in self._heard if key.partition(":")[0] == source and key not in keys]:
            self._heard.pop(key)
        self.standing.emit(source, frozenset(keys))

    def refused(self, error: CommandPostError) -> None:
        """Say an error in the operator's words."""
        key = f"error:{error.code}" if isinstance(error, Unavailable) else "refused"
        self.say(sentence(error), key=key, tone=Tone.WARNING)

    def _as_heard(self, notice: Notice) -> Notice:
        """The alarm itself; one that was taken note of, no graver and of no more than then, without its sound."""
        heard = self._heard.get(notice.key)
        if heard is None or notice.calls_anew(heard):
            return notice
        self._heard[notice.key] = replace(heard, items=notice.items)  # what is filled and falls out again calls anew
        return replace(notice, tone=Tone.WARNING) if notice.stays else Notice(key=notice.key, text="")
