"""The month's roster and the current shift."""

from commandpost.gui.pages.roster.page import RosterPage

__all__ = ["RosterPage"]
