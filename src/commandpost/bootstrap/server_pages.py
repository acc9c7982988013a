"""What people see of a server: the status page and the board, put together once."""

from __future__ import annotations

import secrets
from functools import partial

from commandpost.app.board import BoardService
from commandpost.app.board_doors import BoardDoors
from commandpost.app.daily import DailyReportService
from commandpost.app.desk import Desk
from commandpost.app.duty_setup import DutySetupService
from commandpost.app.incidents import IncidentService
from commandpost.app.overview import OverviewService
from commandpost.app.periods import PeriodService
from commandpost.app.relay import RelayService
from commandpost.app.rulebook import RuleService
from commandpost.app.units import UnitService, parent_of, tier_of
from commandpost.bootstrap.paths import resources_dir
from commandpost.bootstrap.server_backup import last_backup
from commandpost.bootstrap.shipped import code_book, holidays, rule_packs, seasons
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.journal.clock import Clock
from commandpost.security.pins import Argon2PinHasher
from commandpost.server.board import BoardFiles
from commandpost.server.status_page import StatusPage
from commandpost.server.web import Pages
from commandpost.storage.store import JournalStore

READS_ONLY = "board"  # the station of a desk that never writes


def doors(store: JournalStore, clock: Clock) -> BoardDoors:
    """Return who is let in to look."""
    return BoardDoors(store, Argon2PinHasher(), clock.now, lambda: secrets.token_urlsafe(32))


def server_pages(store: JournalStore, relay: RelayService, clock: Clock, authority: bytes) -> Pages:
    """Return the pages over a serving journal."""
    resources = resources_dir()
    board = {file.name: file.read_text("utf-8") for file in (resources / "board").iterdir()}
    packs, codes = rule_packs(), code_book()

    def board_of(unit: UnitCode) -> BoardService:
        desk = _desk(store.seen_by(unit), clock, unit)
        periods = PeriodService(desk, seasons(), DutySetupService(desk, holidays()).calendar)
        rules = RuleService(desk, packs, periods)
        incidents, daily = IncidentService(desk, rules, codes), DailyReportService(desk, rules)
        overview = OverviewService(desk, incidents, UnitService(desk), rules, daily)
        return BoardService(desk, overview, incidents, relay.roll)

    status = StatusPage((resources / "templates" / "status.html").read_text("utf-8"))
    return Pages(status, BoardFiles(board), board_of, doors(store, clock), partial(last_backup, store), authority)


def _desk(store: JournalStore, clock: Clock, unit: UnitCode) -> Desk:
    return Desk(
        store=store,
        clock=clock,
        unit=unit,
        unit_name="",
        parent_unit=parent_of(store, unit),
        tier=tier_of(store, unit),
        station=READS_ONLY,
        new_id=RecordId,
    )
