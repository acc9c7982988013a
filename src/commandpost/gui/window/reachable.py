"""Every button and menu line of every page as a line of the palette, so that nothing needs a mouse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QCoreApplication

from commandpost.gui.matching import matches, sought
from commandpost.gui.pages.base import Page
from commandpost.gui.widgets.pressable import pressable
from commandpost.gui.window.found import Found

ALWAYS_SHOWN = frozenset({"command"})  # while the desk is locked


def reachable(pages: Mapping[str, Page], *, locked: bool = False) -> Iterator[Found]:
    """What can be pressed now, page by page; on a locked desk that of the pages it still shows."""
    for name, page in pages.items():
        if locked and name not in ALWAYS_SHOWN:
            continue
        title = QCoreApplication.translate("Pages", page.title)
        for words, press in page.offers():
            yield Found(words=f"{title} · {words}", page=name, press=press)
        for words, press in pressable(page):
            yield Found(words=f"{title} · {words}", page=name, press=press)


def matching(typed: str, pages: Mapping[str, Page], *, locked: bool = False) -> Iterator[Found]:
    """Those whose words or their pinyin hold what was typed; none for nothing typed."""
    wanted = sought(typed)
    return (line for line in reachable(pages, locked=locked) if wanted and matches(line.words, wanted))
