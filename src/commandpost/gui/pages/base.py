"""The contract of a page; what it is given stands in ``gui/context.py``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from commandpost.app.desk import Tier
from commandpost.domain.ids import RecordId
from commandpost.gui.context import GuiContext, Navigator, Selection
from commandpost.gui.widgets.half_typed import typed_in
from commandpost.journal.entry import ChangeSet

__all__ = ["GuiContext", "Navigator", "Page", "Selection"]


class Page(QWidget):
    """One page of the window: made once, refreshed when something it shows has changed.

    ``title`` is the English source, translated in the context "Pages"; ``topics`` are the kinds of records it
    shows: ``refresh`` is called for no others, and once, with an empty ChangeSet, before it is first shown.
    """

    id: ClassVar[str]
    title: ClassVar[str]
    icon: ClassVar[str]
    key: ClassVar[str]
    topics: ClassVar[frozenset[str]] = frozenset()
    tiers: ClassVar[frozenset[Tier]] = frozenset(Tier)  # rooms that have this page
    counts_unseen: ClassVar[bool] = False  # read from the start, so that its badge is right before it is shown

    badge_changed = Signal(int)  # what waits on this page; 0 hides the badge

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self.context = context
        self.rights = context.rights
        self.home: QWidget | None = None  # where its keys work from; no focus proxy: Tab would pass over all before it
        self.setProperty("role", "page")

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:  # Qt's signature
        """Go to where the page is worked from."""
        if self.home is None:
            super().setFocus(reason)
        else:
            self.home.setFocus(reason)

    def refresh(self, changes: ChangeSet) -> None:
        """Read again what changed; called on the window's thread."""

    def open_record(self, record: RecordId | None) -> None:
        """The operator came here for this record; None: for the page itself."""

    def tick(self, now: datetime) -> None:
        """Four times a second while the page is visible: countdowns; what time alone changes is asked for again."""

    async def keep(self) -> None:
        """Write what is half typed while it still may be written: the desk is about to be locked."""

    def half_typed(self) -> Sequence[QWidget]:
        """Fields whose words nothing keeps yet: the window asks before it closes over them."""
        return typed_in(self)

    def offers(self) -> Iterable[tuple[str, Callable[[], None]]]:
        """What the palette shall offer beside the buttons that can be seen: words and deed."""
        return ()

    def act(self, action: str) -> bool:
        """Do one of ``actions.ACTIONS`` that belongs to this page; False when it is not this page's."""
        return False
