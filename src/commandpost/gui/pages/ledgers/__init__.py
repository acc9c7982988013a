"""Ledgers: people in need, teams, shelters, supplies, hazards."""

from commandpost.gui.pages.ledgers.page import LedgersPage

__all__ = ["LedgersPage"]
