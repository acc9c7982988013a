"""The client's side of a sync."""

from __future__ import annotations

from commandpost.storage.database import Database


class ClientSide(Database):
    """Offers, settles and takes."""
