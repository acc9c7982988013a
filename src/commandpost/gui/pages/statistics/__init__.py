"""Statistics of this room by day, month and year."""

from commandpost.gui.pages.statistics.page import StatisticsPage

__all__ = ["StatisticsPage"]
