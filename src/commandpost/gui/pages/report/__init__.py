"""Reports: the list of all, and the desk where one is written beside its paper."""

from commandpost.gui.pages.report.page import ReportPage

__all__ = ["ReportPage"]
