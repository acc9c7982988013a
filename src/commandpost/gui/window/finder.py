"""One field that finds: commands by name, initials or key; records by any word in them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from commandpost.gui.context import GuiContext
from commandpost.gui.pages.base import Page
from commandpost.gui.theme import Theme
from commandpost.gui.widgets.half_typed import seeking
from commandpost.gui.widgets.shape import label
from commandpost.gui.window.banners import BannerStack
from commandpost.gui.window.found import Found, found_names, found_places, found_records, matching_actions
from commandpost.gui.window.hits import Hits
from commandpost.gui.window.reachable import matching

PAUSE_MS = 120
NO_PAGES: Mapping[str, Page] = MappingProxyType({})


class Finder(QFrame):
    """Floats over the page, never modal; Enter takes a line, Esc closes."""

    action_chosen = Signal(str)
    closed = Signal()

    def __init__(self, context: GuiContext, parent: QWidget, pages: Mapping[str, Page] = NO_PAGES) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._context = context
        self._window = parent
        self._pages = pages
        self._searching = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._find)
        self._lines: tuple[Found, ...] = ()
        self._title = label("", "small")
        self.edit = seeking(QLineEdit())
        self.edit.setAccessibleName(self.tr("Find"))
        self.edit.textEdited.connect(lambda _typed: self._pause.start())
        self.edit.installEventFilter(self)
        self.list = Hits(context.theme)
        self.list.setAccessibleName(self.tr("Hits"))
        self.list.itemActivated.connect(lambda _item: self._take())
        self.list.itemClicked.connect(lambda _item: self._take())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        for part in (self._title, self.edit, self.list):
            layout.addWidget(part)
        self.hide()

    def open_commands(self) -> None:
        self._open(searching=False, title=self.tr("All commands: name, initials or key"))

    def open_search(self) -> None:
        self._open(searching=True, title=self.tr("Search incidents, log, reports, ledgers, the map"))

    def _open(self, *, searching: bool, title: str) -> None:
        self._searching = searching
        self._title.setText(title)
        self.edit.setAccessibleName(title)
        self.edit.clear()
        self._find()
        self.place(self._context.theme)
        self.show()
        self.raise_()
        self.edit.setFocus()

    def take_over(self, old: Finder) -> None:
        """Go on with what is sought in another window."""
        if not old.isHidden():
            self.open_search() if old._searching else self.open_commands()
            self.edit.setText(old.edit.text())
            self._find()

    def place(self, theme: Theme) -> None:
        """In the upper middle of the window, below what the banners say."""
        room, banners = self._window.size(), self._window.findChild(BannerStack)
        top = theme.px(72)
        if isinstance(banners, BannerStack):
            top = max(top, banners.mapTo(self._window, QPoint(0, banners.height())).y() + theme.px(12))
        width, height = min(theme.px(620), room.width() - 40), min(theme.px(460), room.height() - top - theme.px(40))
        self.setGeometry((room.width() - width) // 2, top, width, height)

    def dismiss(self) -> bool:
        """Close it; False when it was not open."""
        if self.isHidden():
            return False
        self.hide()
        self.closed.emit()
        return True

    def _find(self) -> None:
        if self._searching:
            self._context.tasks.start(self._search(self.edit.text().strip()))
        else:
            typed = self.edit.text()
            locked = self._context.desk.session.locked
            self._show((*found_places(typed), *matching_actions(typed), *matching(typed, self._pages, locked=locked)))

    async def _search(self, typed: str) -> None:
        found = await self._context.tasks.store(self._look_up, typed) if typed else ()
        if typed == self.edit.text().strip():
            self._show(found)

    def _look_up(self, typed: str) -> tuple[Found, ...]:
        """On the store's thread: records by any word, then names of the base map."""
        named = found_names(self._context.services.map_queries, typed)
        desk = self._context.desk
        return (*found_records(desk.store, typed, locked=desk.session.locked), *named)

    def _show(self, lines: tuple[Found, ...]) -> None:
        self._lines = lines
        self.list.clear()
        typed = bool(self.edit.text().strip())
        begin = self.tr("Type any word or number: hits are listed while you type.")
        self.list.hint = self.tr("Nothing found.") if typed else begin
        for line in lines:
            self.list.add(line.words, line.note)
        self.list.setCurrentRow(0 if lines else -1)

    def _take(self) -> None:
        at = self.list.currentRow()
        if not 0 <= at < len(self._lines):
            return
        line = self._lines[at]
        self.dismiss()
        if line.action:
            self.action_chosen.emit(line.action)
        elif not self._stands_before_one(line):
            self._context.navigate(line.page, line.record)
        if line.press is not None:
            line.press()
        if line.place is not None:
            self._context.navigator.place_asked.emit(line.place)

    def _stands_before_one(self, line: Found) -> bool:
        """A button of the page that is shown: going there anew would close what is open on it."""
        page = self._pages.get(line.page)
        return line.press is not None and page is not None and page.isVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._pause.stop()
                self._take()
                return True
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(min(max(0, self.list.currentRow() + step), self.list.count() - 1))
                return True
        return super().eventFilter(watched, event)
