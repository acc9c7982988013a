"""What every page and dialog is given."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import ParamSpec

from PySide6.QtCore import QObject, Signal

from commandpost.app.desk import Desk
from commandpost.domain.ids import RecordId
from commandpost.gui.flood_gauge import FloodGauge
from commandpost.gui.notices import Notices
from commandpost.gui.preferences import Preferences
from commandpost.gui.rights import Rights
from commandpost.gui.runtime.alarm import Alarm
from commandpost.gui.runtime.changes import ChangeBridge
from commandpost.gui.runtime.speech import Speaker
from commandpost.gui.runtime.tasks import Tasks
from commandpost.gui.runtime.tray import NoTray, Tray
from commandpost.gui.services import Services
from commandpost.gui.theme import Theme
from commandpost.journal.entry import ChangeSet

P = ParamSpec("P")

STAFF = "staff"  # somebody's rights changed, or who sat here was deactivated
SESSION = "session"  # announced like a kind of record: somebody signed in or out, or the desk was locked
MAP = "map"  # announced like a kind of record: a layer of the base map was taken in or removed
SHOWN = "map.shown"  # announced like a kind of record: a layer of the map was switched on or off by hand


class Selection(QObject):
    """The incident the operator works on; list, map and report page follow it."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.incident: RecordId | None = None
        self.title = ""

    def choose(self, incident: RecordId | None, title: str = "") -> None:
        if (incident, title) != (self.incident, self.title):
            self.incident, self.title = incident, title
            self.changed.emit()


class Navigator(QObject):
    """How one page asks for another; the window answers."""

    asked = Signal(str, object)  # page id, RecordId or None
    place_asked = Signal(object)  # LonLat to be shown on the map
    act_asked = Signal(str)  # an action, by its id; the window or its page does it

    def go(self, page: str, record: RecordId | None = None) -> None:
        self.asked.emit(page, record)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuiContext:
    """Everything a page may use. Services run in ``tasks``; a slot begins a deed by ``context.start``."""

    services: Services
    desk: Desk
    tasks: Tasks
    bridge: ChangeBridge
    theme: Theme
    preferences: Preferences
    notices: Notices
    selection: Selection
    navigator: Navigator
    folder: Path  # where exports and papers go when nobody says otherwise
    speaker: Speaker = field(default_factory=Speaker)
    tray: Tray = field(default_factory=NoTray)
    flood: FloodGauge = field(default_factory=FloodGauge)
    alarm: Alarm = field(default_factory=Alarm)
    rights: Rights = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rights", Rights(self.desk.session))

    def navigate(self, page: str, record: RecordId | None = None) -> None:
        self.navigator.go(page, record)

    def start(self, deed: Callable[P, Coroutine[object, object, None]], *args: P.args, **kwargs: P.kwargs) -> None:
        """Begin a deed from a slot; a refusal becomes a banner, a bug the crash page.

        Pressed again while it is under way with the same arguments it is that one: hand over methods and values, never
        a function made for the occasion. What must run as often as it is asked begins at ``tasks.start``.
        """
        self.tasks.once(deed, *args, **kwargs)

    def now(self) -> datetime:
        return self.desk.now()

    def session_changed(self) -> None:
        """Tell every page that somebody signed in or out, or that the desk was locked or unlocked."""
        self.bridge.announce(ChangeSet(kinds=frozenset({SESSION})))
