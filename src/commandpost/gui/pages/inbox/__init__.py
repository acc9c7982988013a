"""What came in: reports and directives, with receipts."""

from commandpost.gui.pages.inbox.page import InboxPage

__all__ = ["InboxPage"]
