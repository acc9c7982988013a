"""Handover: the sheet, its checks and its signatures."""

from commandpost.gui.pages.handover.page import HandoverPage

__all__ = ["HandoverPage"]
