"""What is half typed in a window that gives way to one in another language."""

from __future__ import annotations

from collections.abc import Mapping

from commandpost.gui.pages.base import Page
from commandpost.gui.pages.command.page import CommandPage


def carry_over(old: Mapping[str, Page], new: Mapping[str, Page]) -> None:
    """The line of the log box, its caller and its incident go on in the new window."""
    left, page = old.get("command"), new.get("command")
    if isinstance(left, CommandPage) and isinstance(page, CommandPage):
        page.log.entry.take_over(left.log.entry)
