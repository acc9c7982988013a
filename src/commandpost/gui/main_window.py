"""The one window: it assembles rail, bars, banners and pages, and passes on what is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from commandpost.app.link import LinkStatus
from commandpost.domain.ids import RecordId
from commandpost.gui.actions import ACTIONS, BY_ID, WINDOW
from commandpost.gui.context import SESSION, STAFF, GuiContext
from commandpost.gui.pages.base import Page
from commandpost.gui.widgets.eye_order import move_focus
from commandpost.gui.window.alarm_figures import AlarmFigures
from commandpost.gui.window.banners import BannerStack
from commandpost.gui.window.desk_deeds import DeskDeeds
from commandpost.gui.window.finder import Finder
from commandpost.gui.window.frame import framed
from commandpost.gui.window.half_typed import carry_forms, carry_over
from commandpost.gui.window.leaving import Leaving
from commandpost.gui.window.lock import LockBar, LockedPage
from commandpost.gui.window.page_shelf import PageShelf
from commandpost.gui.window.rail import Rail
from commandpost.gui.window.reachable import ALWAYS_SHOWN
from commandpost.gui.window.status_bar import StatusBar
from commandpost.gui.window.top_bar import TopBar
from commandpost.gui.window.watch import Watch
from commandpost.journal.entry import ChangeSet

TICK_MS = 250
SMALLEST = (1180, 680)


class MainWindow(QMainWindow):
    """Assembles; what it does not know it asks a page for."""

    closing = Signal()
    link_pressed = Signal()

    def __init__(self, context: GuiContext, pages: Sequence[type[Page]]) -> None:
        super().__init__()
        self.context, self.rights = context, context.rights
        self.setWindowTitle(context.desk.unit_name)
        self.setMinimumSize(*SMALLEST)
        (alarm := context.alarm).show_on(self)
        self.watch = Watch(context, self)
        self.deeds = DeskDeeds(context, self.watch, alarm, self)
        self.rail = Rail(pages, context.theme)
        self.top_bar = TopBar(context.desk, context.theme)
        self.status_bar = StatusBar(context.theme)
        self.banners = BannerStack(context.notices, alarm, context.now, AlarmFigures(context, self), context.flood)
        self.lock_bar = LockBar(context)
        self._stack, self._locked = QStackedWidget(), LockedPage()
        self.pages = PageShelf(context, pages, self._place)
        self.page, self.leaving = pages[0].id, Leaving(context, self)
        self._stack.addWidget(self._locked)
        middle = (self.banners, self.lock_bar, self._stack)
        self.setCentralWidget(framed(self.top_bar, self.rail, middle, self.status_bar))
        self.finder = Finder(context, self, self.pages)
        self._listen()
        self._deeds = self._deeds_by_action()
        self._shortcuts = [self._shortcut(action.id, action.key) for action in ACTIONS if action.key]
        self._ticker = QTimer(self, interval=TICK_MS)
        self._ticker.timeout.connect(self.tick)
        self.pages.make(self.pages.fresh)
        self.go(self.page)
        self.watch.refresh(ChangeSet())
        self.deeds.read_bars()
        self._ticker.start()

    def _place(self, page: Page) -> None:
        self._stack.addWidget(page)
        page.badge_changed.connect(lambda count: self.rail.show_badge(page.id, count))

    def _listen(self) -> None:
        context = self.context
        self.rail.chosen.connect(self.go)
        self.top_bar.person_pressed.connect(lambda: self.act("sign_in"))
        self.top_bar.link_pressed.connect(self.link_pressed)
        self.deeds.shift_read.connect(self.top_bar.show_shift)
        self.deeds.foot_read.connect(lambda foot: self.status_bar.show_foot(foot, context.now()))
        self.finder.action_chosen.connect(self.act)
        self.finder.closed.connect(lambda: self.pages[self.page].setFocus())  # noqa: PLW0108  # the page of that time
        context.navigator.asked.connect(self.go)
        context.navigator.act_asked.connect(self.act)
        context.bridge.changed.connect(self._changed)

    # ----------------------------------------------------------------------------------------------- asked for

    def go(self, page: str, record: RecordId | None = None) -> None:
        """Show a page, for a record if one is given."""
        if page not in self.pages:
            return
        self.page = page
        self.rail.show_page(page)
        self.pages.renew(page)
        shown = self.pages[page]
        if page not in self.pages.fresh:
            self.pages.fresh.add(page)
            shown.refresh(ChangeSet())
        self._show_allowed()
        shown.setFocus()  # where its keys work, not on the first button of it
        shown.open_record(record)
        shown.tick(self.context.now())

    def act(self, action: str) -> None:
        """Do an action by its id: the window's own, or its page's, which is shown first."""
        spec = BY_ID[action]
        if spec.page == WINDOW:
            self._deeds[action]()
        elif self.context.desk.session.locked and spec.page not in ALWAYS_SHOWN:
            self.lock_bar.pin.setFocus()
        elif action == "log.focus" and self.finder.dismiss():
            return
        elif spec.page in self.pages and (spec.leads_there or self.page == spec.page):
            if self.page != spec.page or action == "report.draft":
                self.go(spec.page, self.context.selection.incident if spec.page == "report" else None)
            self.pages[spec.page].act(action)

    def _deeds_by_action(self) -> Mapping[str, Callable[[], object]]:
        numbered = {f"page.{n}": partial(self.go, name) for n, name in self.pages.numbers.items()}
        return (
            {action.id: lambda: None for action in ACTIONS if action.page == WINDOW}  # a page key beyond the last page
            | numbered
            | {
                "paper.print": lambda: self.pages[self.page].act("paper.print"),
                "search": self.finder.open_search,
                "palette": self.finder.open_commands,
                "help": self.deeds.show_keys,
                "sign_in": self.deeds.sign_in,
                "lock": self.deeds.lock,
                "undo": self.deeds.take_back,
                "theme": self.deeds.toggle_theme,
                "wallboard": self.deeds.wallboard.toggle,
                "alarm.list": self.banners.open_list,
                "alarm.acknowledge": self.deeds.acknowledge_first,
                "alarm.pause": self.deeds.pause_sound,
                "alarm.test": self.deeds.test_sounds,
            }
        )

    def _shortcut(self, action: str, key: str) -> QShortcut:
        made = QShortcut(QKeySequence(key), self, autoRepeat=False)  # a key held down decides once
        made.activated.connect(lambda: self.act(action))
        return made

    # ------------------------------------------------------------------------------------------------- changes

    def _changed(self, changes: ChangeSet) -> None:
        for name, page in self.pages.made.items():
            if name in self.pages.fresh and changes.kinds & page.topics:
                page.refresh(changes)
        self.watch.refresh(changes)
        self.deeds.read_bars()
        if changes.kinds & {SESSION, STAFF}:
            self._show_allowed()

    def _show_allowed(self) -> None:
        locked = self.context.desk.session.locked
        shown = self._locked if locked and self.page not in ALWAYS_SHOWN else self.pages[self.page]
        self._stack.setCurrentWidget(shown)
        self.lock_bar.follow()
        self.top_bar.show_session(self.context.desk.session)

    def show_link(self, link: LinkStatus) -> None:
        self.top_bar.show_link(link)
        self.status_bar.show_link(link, self.context.now())

    def tick(self) -> None:
        """Four times a second: clocks and countdowns."""
        self.top_bar.tick(now := self.context.now(), self.context.desk.clock.trust())
        self.pages[self.page].tick(now)
        self.watch.tick(now)
        self.deeds.lock_when_idle(now)

    def focusNextPrevChild(self, onwards: bool) -> bool:  # Qt's signature
        return move_focus(self, onwards=onwards)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.finder.place(self.context.theme)

    def take_over(self, old: MainWindow) -> Sequence[Page]:
        """Go on with what is half typed in a window of another language; pages that came over as they are."""
        moved = carry_over(old.pages, self.pages)
        carry_forms(old, self, (old.finder, self.finder))
        return moved

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.leaving.may_close(self.pages.made):
            event.ignore()
            return
        self._ticker.stop()
        self.pages.close()
        self.closing.emit()
        super().closeEvent(event)
