"""Which pages there are, in the order of the rail; a new page is a folder and one line here."""

from __future__ import annotations

from commandpost.gui.pages.base import Page
from commandpost.gui.pages.command.page import CommandPage

PAGES: tuple[type[Page], ...] = (CommandPage,)
