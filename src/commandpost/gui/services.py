"""The use cases the window may call; put together once in the composition root."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from commandpost.app.duty import DutyService
from commandpost.app.handover import HandoverService
from commandpost.app.inbox import InboxService
from commandpost.app.incidents import IncidentService
from commandpost.app.ledgers import LedgerService
from commandpost.app.logbook import LogbookService
from commandpost.app.people import PeopleService
from commandpost.app.reports import ReportService
from commandpost.app.rulebook import RuleService
from commandpost.app.syncing import SyncService
from commandpost.domain.codes import CodeBook
from commandpost.domain.map_layer import MapLayerData


@dataclass(frozen=True, slots=True, kw_only=True)
class StationFacts:
    """What the status bar says of this workstation's database."""

    database_bytes: int = 0
    last_backup: datetime | None = None
    chain_whole: bool | None = None  # None: not checked since the start


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """All use cases; each is called through ``Tasks.store``, paper and network through ``Tasks.net``."""

    logbook: LogbookService
    incidents: IncidentService
    rules: RuleService
    reports: ReportService
    inbox: InboxService
    people: PeopleService
    duty: DutyService
    handover: HandoverService
    ledgers: LedgerService
    codes: CodeBook
    sync: SyncService | None = None  # None: this workstation was never linked to a server
    base_map: Callable[[], tuple[MapLayerData, ...]] = tuple  # reads the map's files; slow, not the store's
    facts: Callable[[], StationFacts] = StationFacts
    backup: Callable[[], str] | None = None  # makes a backup and returns where; None: nowhere to put one
    verify: Callable[[], bool] | None = None  # checks the whole chain
