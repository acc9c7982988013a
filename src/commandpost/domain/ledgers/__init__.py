"""The ledgers of the room; a new one is a file here and a line in the tuple."""

from __future__ import annotations

from commandpost.domain.ledgers.base import LedgerSpec
from commandpost.domain.ledgers.hazards import HAZARDS
from commandpost.domain.ledgers.people import PEOPLE
from commandpost.domain.ledgers.shelters import SHELTERS
from commandpost.domain.ledgers.supplies import SUPPLIES
from commandpost.domain.ledgers.teams import TEAMS

LEDGERS: tuple[LedgerSpec, ...] = (
    PEOPLE,
    TEAMS,
    SHELTERS,
    SUPPLIES,
    HAZARDS,
)
