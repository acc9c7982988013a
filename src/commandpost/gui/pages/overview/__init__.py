"""The upper room's units: who owes what, who is late, who is silent; and how timely they were."""

from commandpost.gui.pages.overview.page import OverviewPage

__all__ = ["OverviewPage"]
