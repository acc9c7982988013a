"""Before the window closes over what is half typed, it says where that stands; asked once more, it closes."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from commandpost.domain.errors import CommandPostError
from commandpost.gui.context import GuiContext
from commandpost.gui.notices import Tone
from commandpost.gui.pages.base import Page
from commandpost.gui.widgets.half_typed import words_of

KEY = "leaving"


class Leaving(QObject):
    """Knows what was asked about already."""

    def __init__(self, context: GuiContext, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._asked: list[tuple[QWidget, str]] = []
        self.agreed = False  # closed whatever stands there
        context.notices.chosen.connect(self._answered)

    def may_close(self, pages: Mapping[str, Page]) -> bool:
        """Whether nothing is lost, or somebody knows what is; else what can be is kept, and the rest is told."""
        standing = _standing(pages)
        if self.agreed or not standing or standing == self._asked:
            return True
        self._context.start(self._ask, pages)
        return False

    async def _ask(self, pages: Mapping[str, Page]) -> None:
        for page in pages.values():
            with suppress(CommandPostError):  # what cannot be kept stands there still, and is told
                await page.keep()
        self._asked = _standing(pages)
        if not self._asked:
            self._window.close()
            return
        names = self.tr(", ").join(title_of(page) for page in pages.values() if page.half_typed())
        pattern = self.tr("Half-typed text stands on: {pages}. Keep it there, or close once more: then it is given up.")
        words, action = pattern.format(pages=names), self.tr("Close all the same")
        self._context.notices.say(words, key=KEY, tone=Tone.WARNING, action=action)

    def _answered(self, key: str) -> None:
        if key == KEY:
            self.agreed = True
            self._window.close()


def title_of(page: Page) -> str:
    """Its name in the operator's language."""
    return QCoreApplication.translate("Pages", page.title)


def _standing(pages: Mapping[str, Page]) -> list[tuple[QWidget, str]]:
    return [(field, _words(field)) for page in pages.values() for field in page.half_typed()]


def _words(field: QWidget) -> str:
    return words_of(field) if isinstance(field, QLineEdit | QPlainTextEdit) else ""
