"""The serving side of a sync."""

from __future__ import annotations

from commandpost.storage.database import Database


class RelaySide(Database):
    """Holds, receipts and feeds."""
