"""The use cases the window may call; put together once in the composition root."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from commandpost.app.alarms import AlarmService
from commandpost.app.attendance import AttendanceService
from commandpost.app.code_dictionary import CodeDictionary
from commandpost.app.conflicts import ConflictService
from commandpost.app.daily import DailyReportService
from commandpost.app.duty import DutyService
from commandpost.app.duty_export import DutyExport, MonthTable
from commandpost.app.duty_setup import DutySetupService
from commandpost.app.figure_history import FigureHistory
from commandpost.app.handover import HandoverService
from commandpost.app.handover_archive import HandoverArchive
from commandpost.app.inbox import InboxService
from commandpost.app.incidents import IncidentService
from commandpost.app.leave import LeaveService
from commandpost.app.ledgers import LedgerService
from commandpost.app.logbook import LogbookService
from commandpost.app.map_export import MapExportService
from commandpost.app.map_files import MapFiles
from commandpost.app.map_pictures import MapPictures
from commandpost.app.map_queries import MapQueryService
from commandpost.app.obligation_alarms import ObligationAlarmService
from commandpost.app.paper_forms import PaperFormService
from commandpost.app.people import PeopleService
from commandpost.app.periods import PeriodService
from commandpost.app.reconciliation import ReconciliationService
from commandpost.app.replay import ReplayService
from commandpost.app.reports import ReportService
from commandpost.app.roll_call import RollCallService
from commandpost.app.room import RoomState
from commandpost.app.rostering import RosterService
from commandpost.app.rulebook import RuleService
from commandpost.app.sketches import SketchService
from commandpost.app.spot_checks import SpotCheckService
from commandpost.app.statistics import StatisticsService
from commandpost.app.swaps import SwapService
from commandpost.app.syncing import SyncService
from commandpost.app.units import UnitService
from commandpost.domain.codes import CodeBook
from commandpost.domain.map_layer import GeometryKind, MapLayerData
from commandpost.domain.papers import HandoverPaper, Paper, RosterEvent
from commandpost.domain.roster import PostColumn, RosterProblem, RosterRow
from commandpost.domain.rostering.answer import RosterAnswer
from commandpost.domain.rostering.task import RosterTask
from commandpost.gui.desk_services import DeskServices
from commandpost.gui.flow_services import ChannelServices, FlowServices, PaperServices


@dataclass(frozen=True, slots=True, kw_only=True)
class StationFacts:
    """What the status bar says of this workstation's database."""

    database_bytes: int = 0
    last_backup: datetime | None = None
    chain_whole: bool | None = None  # None: not checked since the start
    second_place: str | None = None  # folder on another disk that gets every copy too
    second_backup: datetime | None = None  # when it got the last one
    second_kit: bool = False  # whether all that a new computer needs to be this desk lies there
    second_is_same: bool = False  # whether it lies on the journal's own disk after all


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterReading:
    """What an Excel file says, and every cell that could not be read."""

    rows: tuple[RosterRow, ...]
    problems: tuple[RosterProblem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterFiles:
    """The roster as files; slow, not the store's."""

    workbook: Callable[[MonthTable], bytes]  # an .xlsx, also an empty one
    calendar: Callable[[str, Sequence[RosterEvent], datetime], bytes]  # name, events, made at; an .ics


SolveRoster = Callable[[Callable[[float], None], RosterTask], RosterAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerCare:
    """How a server this desk keeps running stands."""

    ends: int = 0  # how often it ended by itself, one after the other
    pause: int = 0  # seconds until it is started anew; 0: not waiting
    answers: bool = False  # started anew and there again


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerLink:
    """The server as the settings see it; each call waits for the network or a process, not the store's."""

    url: Callable[[], str]
    reach: Callable[[str, str], Callable[[], None]]
    """Address, one-time code → what links, for the store's worker. Raises RuleBroken("enrolment_…") or Unavailable."""
    embedded: Callable[[bool], str] | None = None  # start (True) or stop the sample's server; returns its address
    embedded_runs: Callable[[], bool] = bool
    look: Callable[[], ServerCare] | None = None  # keeps it running; for the network's worker, once a second


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomLink:
    """The room as settings and pill see it; ``serve``, ``join`` and ``resume`` wait for the network."""

    sync: SyncService  # to the desk that serves
    state: Callable[[], RoomState]  # quick, from any thread
    serve: Callable[[bool], None]
    join: Callable[[str], Callable[[], None]]  # code or address → what connects, for the store's worker
    leave: Callable[[], None]  # on the store's worker
    resume: Callable[[], None]  # now and then: serve where that is switched on and not so, under the present addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseSheet:
    """The base map as read from its files, and who answers for it."""

    layers: tuple[MapLayerData, ...] = ()
    provider: str = ""
    approval_number: str = ""  # 审图号
    invented: bool = False
    overlaid: bool = False  # lines or areas of one's own lie over the invented map; provider and number are theirs

    @property
    def points_only(self) -> bool:
        """Marks of one's own and no map under them: nothing that needs an approval number."""
        return bool(self.layers) and all(layer.kind is GeometryKind.POINT for layer in self.layers)


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
    setups: DutySetupService
    leave: LeaveService
    swaps: SwapService
    rostering: RosterService
    attendance: AttendanceService
    duty_export: DutyExport
    handover: HandoverService
    archive: HandoverArchive
    paper_forms: PaperFormService
    ledgers: LedgerService
    alarms: AlarmService
    conflicts: ConflictService
    obligations: ObligationAlarmService
    daily: DailyReportService
    periods: PeriodService
    roll_call: RollCallService
    reconciliation: ReconciliationService
    codes: CodeBook  # with the unit's own; may be read on any thread
    dictionary: CodeDictionary
    figures: FigureHistory
    statistics: StatisticsService
    spot_checks: SpotCheckService
    sketches: SketchService
    map_export: MapExportService
    map_queries: MapQueryService
    replays: ReplayService
    flow: FlowServices
    papers: PaperServices
    tools: DeskServices
    channels: ChannelServices | None = None  # None: no journal of this machine's own that could sign
    sync: SyncService | None = None  # None: this workstation was never linked to a server
    base_map: Callable[[], BaseSheet] = BaseSheet  # reads the map's files; slow, runs in ``Tasks.net``
    facts: Callable[[], StationFacts] = StationFacts
    backup: Callable[[], str] | None = None  # makes a backup and returns where; None: nowhere to put one
    second_place: Callable[[Path | None], None] | None = None  # names the folder on another disk; None: no more
    verify: Callable[[], bool] | None = None  # checks the whole chain
    tend: Callable[[], None] | None = None  # the hourly copy, or a proof of every page; runs in ``Tasks.net``
    settle: Callable[[], None] | None = None  # empties the write-ahead log; runs in ``Tasks.listen``
    sign_in_hint: str = ""  # the sample says its invented PINs
    units: UnitService | None = None
    preview: Callable[[Paper], tuple[bytes, ...]] | None = None  # pages as SVG; slow, not the store's
    print_docx: Callable[[HandoverPaper], bytes] | None = None  # the sheet for WPS
    print_paper: Callable[[Paper], bytes] | None = None  # the paper as PDF; slow, not the store's
    read_roster: Callable[[Path, int, int, Sequence[PostColumn]], RosterReading] | None = None  # in a child process
    roster_files: RosterFiles | None = None
    solve_roster: SolveRoster | None = None  # runs in ``Tasks.child``
    link: ServerLink | None = None
    room: RoomLink | None = None
    map_files: MapFiles | None = None  # foreign map files and the layers kept of them
    map_pictures: MapPictures | None = None  # maps of square pictures: services, MBTiles, folders
