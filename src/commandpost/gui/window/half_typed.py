"""What is half typed in a window that gives way to one in another language: not a letter is lost."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from commandpost.gui.dialogs.form import FormDialog
from commandpost.gui.pages.base import Page
from commandpost.gui.pages.command.page import CommandPage
from commandpost.gui.widgets.half_typed import seekers
from commandpost.gui.window.finder import Finder
from commandpost.gui.window.page_shelf import PageShelf


def carry_over(old: PageShelf, new: PageShelf) -> Sequence[Page]:
    """Pages with half-typed text move over as they are and are made anew once it is kept or cleared; gives those.

    The log box, the forms over the command page and what is sought go on in pages of the new language.
    """
    moved = [page for page in old.made.values() if _clings(page)]
    others = [page for page in old.made.values() if page not in moved]
    for page in moved:
        old.give_way(page, new)
    for page in others:
        if page.id in new.made or any(box.text() for box in seekers(page)):
            _go_on(page, new[page.id])
    return moved


def carry_forms(old: QWidget, new: QWidget, finder: tuple[Finder, Finder]) -> None:
    """What floats over the window itself."""
    for form in old.findChildren(FormDialog, options=Qt.FindChildOption.FindDirectChildrenOnly):
        form.move_over(new)
    finder[1].take_over(finder[0])


def _clings(page: Page) -> bool:
    """Whether something stands there that only this very page can go on with."""
    typed = page.half_typed()
    return any(not _goes_on(page, field) for field in typed)


def _goes_on(page: Page, field: QWidget) -> bool:
    if not isinstance(page, CommandPage):
        return False
    form = field.window()
    return page.log.entry.isAncestorOf(field) or (isinstance(form, FormDialog) and form.parentWidget() is page)


def _go_on(left: Page, page: Page) -> None:
    for before, box in zip(seekers(left), seekers(page), strict=True):
        if before.text():
            box.setText(before.text())
    if isinstance(left, CommandPage) and isinstance(page, CommandPage):
        page.log.entry.take_over(left.log.entry)
        page.deeds.take_over(left.deeds)
