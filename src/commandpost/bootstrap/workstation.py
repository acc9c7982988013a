"""One opened profile without its window: journal, clock, desk and every use case, put together once."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from commandpost.app.alarms import AlarmService
from commandpost.app.attendance import AttendanceService
from commandpost.app.code_dictionary import CodeDictionary
from commandpost.app.conflicts import ConflictService
from commandpost.app.courier import CourierService
from commandpost.app.daily import DailyReportService
from commandpost.app.desk import Desk
from commandpost.app.dispatch import DispatchService
from commandpost.app.duty import DutyService
from commandpost.app.duty_export import DutyExport
from commandpost.app.duty_setup import DutySetupService
from commandpost.app.figure_history import FigureHistory
from commandpost.app.forwarding import ForwardService
from commandpost.app.handover import HandoverService
from commandpost.app.handover_archive import HandoverArchive
from commandpost.app.inbox import InboxService
from commandpost.app.incidents import IncidentService
from commandpost.app.item_timeline import ItemTimeline
from commandpost.app.leave import LeaveService
from commandpost.app.ledgers import LedgerService
from commandpost.app.local_settings import LocalSettings
from commandpost.app.logbook import LogbookService
from commandpost.app.map_export import MapExportService
from commandpost.app.map_queries import MapQueryService
from commandpost.app.merging import MergingService
from commandpost.app.obligation_alarms import ObligationAlarmService
from commandpost.app.office import OfficeService
from commandpost.app.outages import OutageService
from commandpost.app.overview import OverviewService
from commandpost.app.paper_forms import PaperFormService
from commandpost.app.people import PeopleService
from commandpost.app.periods import PeriodService
from commandpost.app.phone_cards import PhoneCards
from commandpost.app.ports import ChannelStore, PinHasher
from commandpost.app.print_room import AskPrint, PrintRoom
from commandpost.app.raising import RaisingService
from commandpost.app.reconciliation import ReconciliationService
from commandpost.app.replay import ReplayService
from commandpost.app.reports import ReportService
from commandpost.app.roll_call import RollCallService
from commandpost.app.roster_tasks import RosterTasks
from commandpost.app.rostering import RosterService
from commandpost.app.routing import RoutingService
from commandpost.app.rulebook import RuleService
from commandpost.app.sketches import SketchService
from commandpost.app.spot_checks import SpotCheckService
from commandpost.app.statistics import StatisticsService
from commandpost.app.stick import StickService
from commandpost.app.swaps import SwapService
from commandpost.app.syncing import SyncService
from commandpost.app.units import UnitService
from commandpost.bootstrap.camera import camera_command
from commandpost.bootstrap.clocks import MADE, SystemRawClock
from commandpost.bootstrap.desk_tools import desk_tools
from commandpost.bootstrap.paths import resources_dir
from commandpost.bootstrap.profile import JOURNAL, Profile, read
from commandpost.bootstrap.seldom import codes_on, draw_code, read_codes, write_table
from commandpost.bootstrap.server_link import FINGERPRINT_SETTING, SERVER_SETTING, known_sync, make_peer
from commandpost.bootstrap.server_trust import believed, read_address
from commandpost.bootstrap.shipped import code_book, grading, holidays, rule_packs, seasons
from commandpost.bootstrap.upkeep import COPIES
from commandpost.documents.fonts import FontChoice
from commandpost.documents.papers import PaperPress
from commandpost.domain.ids import RecordId
from commandpost.domain.stations import desk_name
from commandpost.gui.flow_services import ChannelServices, FlowServices, PaperServices
from commandpost.gui.services import Services
from commandpost.journal.clock import RawClock, TrustedClock
from commandpost.journal.entry import ChangeSet
from commandpost.security.keyslots import KeySlots
from commandpost.security.pins import Argon2PinHasher
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.database import Place
from commandpost.storage.refold import Progress, quietly
from commandpost.storage.store import JournalStore, open_store

Announce = Callable[[ChangeSet], None]
ARGON2 = Argon2PinHasher()


@dataclass(slots=True)
class Announcer:
    """Where announcements go: nowhere until a window listens."""

    to: list[Announce] = field(default_factory=list)

    def __call__(self, changes: ChangeSet) -> None:
        for listener in self.to:
            listener(changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workstation:
    """Everything of one profile that needs no window; used from the store's thread, ``store`` by a room's, too."""

    folder: Path
    profile: Profile
    key: bytes
    store: JournalStore
    clock: TrustedClock
    desk: Desk
    services: Services
    press: PaperPress
    announcer: Announcer

    @classmethod
    def open(
        cls, folder: Path, *, raw: RawClock | None = None, passphrase: str | None = None, progress: Progress = quietly
    ) -> Self:
        """Unlock and open a profile. Raises ``Unavailable`` of profile, key slots and storage."""
        profile = read(folder)
        key = KeySlots(folder).unlock(passphrase)
        clock = TrustedClock(raw or SystemRawClock(), not_before=MADE)
        place = Place(unit=profile.unit, name=profile.station, tier=profile.tier.value)
        store = open_store(
            folder / JOURNAL,
            place,
            clock=clock,
            signing=Ed25519Signing(),
            key=key,
            ballast=not profile.sample,
            copies=folder / COPIES,
            progress=progress,
        )
        announcer = Announcer()
        desk = Desk(
            store=store,
            clock=clock,
            unit=profile.unit,
            unit_name=profile.unit_name,
            parent_unit=profile.parent,
            tier=profile.tier,
            station=profile.station,
            new_id=new_id,
            announce=announcer,
        )
        press = PaperPress(FontChoice(), resources_dir() / "templates")
        services = build_services(desk, press, known_sync(store, clock, announcer, folder, _outages(desk)), store)
        announcer.to.append(services.map_queries.took)
        announcer.to.append(services.people.took)
        announcer.to.append(services.ledgers.took)
        return cls(
            folder=folder,
            profile=profile,
            key=key,
            store=store,
            clock=clock,
            desk=desk,
            services=services,
            press=press,
            announcer=announcer,
        )

    @property
    def local(self) -> LocalSettings:
        """Who may change what is set at this machine."""
        return LocalSettings(self.desk, self.services.logbook)

    @property
    def enrolled(self) -> bool:
        """Whether a server knows this workstation."""
        return bool(self.store.device().enrolled_at) and bool(self.store.setting(SERVER_SETTING))

    @property
    def server(self) -> str:
        """The address of the server as a person writes it, with the fingerprint that was told; "" without one."""
        url, told = self.store.setting(SERVER_SETTING), self.store.setting(FINGERPRINT_SETTING)
        return f"{url or ''}#sha256:{told}" if told else str(url or "")

    def linked(self, url: str, code: str) -> Self:
        """Link to a server at once, by a one-time code unless it knows us, and remember its address.

        Raises ``RuleBroken("enrolment_…")`` or ``Unavailable``.
        """
        self.reach(url, code)()
        return self

    def reach(self, url: str, code: str) -> Callable[[], None]:
        """Ask a server to know us, waiting for the network; returns what then links us, on the store's worker.

        A code is used even where we are known: a device that was revoked begins anew with it. Raises as ``linked``.
        """
        address = read_address(url)
        peer = make_peer(self.store, self.clock, address.url, believed(address, self.folder))
        card = self.store.device()
        claims = not self.profile.sample  # it may be deleted and made anew
        name = desk_name(self.profile.unit_name, self.profile.station, claims=claims)
        known = card.enrolled_at and not code
        enrolment = None if known else peer.enroll(code, card.public_key, name, self.profile.unit)

        def link() -> None:
            if enrolment is not None:
                self.store.enrolled(enrolment)
            self.store.set_setting(SERVER_SETTING, address.url)
            self.store.set_setting(FINGERPRINT_SETTING, address.fingerprint)
            if self.services.sync is not None:
                self.services.sync.relink(peer)

        return link

    def close(self) -> None:
        """End the link and close the journal."""
        if self.services.sync is not None:
            self.services.sync.close()
        self.store.close()


def _outages(desk: Desk) -> OutageService:
    return OutageService(desk, LogbookService(desk))


def new_id(kind: str) -> RecordId:
    """A record's identity, made on the workstation; eighty random bits."""
    return RecordId(f"{kind}-{secrets.token_hex(10)}")


def build_services(
    desk: Desk, press: PaperPress, sync: SyncService | None, carry: ChannelStore | None = None, pins: PinHasher = ARGON2
) -> Services:
    """Put the use cases together; one place, no container."""
    codes, setups = code_book(), DutySetupService(desk, holidays())
    people, logbook = PeopleService(desk, pins), LogbookService(desk)
    periods = PeriodService(desk, seasons(), setups.calendar)
    rules = RuleService(desk, rule_packs(), periods)
    incidents = IncidentService(desk, rules, codes, people.check_pin, replace(grading(), codes=codes))
    reports = ReportService(desk, incidents, logbook, rules, press, check_pin=people.check_pin)
    inbox, daily = InboxService(desk), DailyReportService(desk, rules, people.check_pin)
    roll_call, ledgers, sketches = RollCallService(desk), LedgerService(desk), SketchService(desk, logbook)
    reconciliation = ReconciliationService(desk, incidents, reports, logbook, roll_call)
    leave, swaps, rostering = _rosters(desk, people, setups)
    duty, units = DutyService(desk, people, setups), UnitService(desk)
    handover = HandoverService(desk, duty, incidents, reports, inbox, logbook, press, people, reconciliation)
    return Services(
        logbook=logbook,
        incidents=incidents,
        rules=rules,
        reports=reports,
        inbox=inbox,
        people=people,
        duty=duty,
        setups=setups,
        leave=leave,
        swaps=swaps,
        rostering=rostering,
        attendance=AttendanceService(desk, setups, leave),
        duty_export=DutyExport(desk, duty, setups),
        handover=handover,
        ledgers=ledgers,
        archive=HandoverArchive(desk),
        paper_forms=PaperFormService(desk, logbook, duty),
        alarms=AlarmService(desk, logbook),
        conflicts=ConflictService(desk, incidents),
        obligations=(alarms := ObligationAlarmService(desk, incidents, rules, daily, logbook)),
        daily=daily,
        periods=periods,
        roll_call=roll_call,
        reconciliation=reconciliation,
        codes=codes,
        dictionary=CodeDictionary(desk, codes),
        figures=FigureHistory(desk),
        statistics=StatisticsService(desk),
        spot_checks=SpotCheckService(desk, people),
        sketches=sketches,
        map_export=MapExportService(desk, incidents, ledgers, sketches, logbook),
        map_queries=MapQueryService(desk),
        replays=ReplayService(desk),
        flow=flow_services(desk, incidents, reports, OverviewService(desk, incidents, units, rules, daily)),
        papers=paper_services(desk, press, OfficeService(desk, duty, press, people.check_pin), reports, handover),
        tools=desk_tools(desk, people, incidents, ledgers, roll_call, alarms=alarms),
        channels=None if carry is None else channel_services(desk, carry),
        sync=sync,
        units=units,
        preview=press.pages_svg,
        print_paper=press.pdf,
        print_docx=press.docx,
    )


def paper_services(
    desk: Desk, press: PaperPress, office: OfficeService, reports: ReportService, handover: HandoverService
) -> PaperServices:
    """The papers of the office, and what waits for the press."""
    asked: dict[str, AskPrint] = {
        "report": reports.print_job,
        "paper": office.print_job,
        "handover": handover.print_job,
    }
    return PaperServices(office=office, room=PrintRoom(desk, asked), word=press.word, substitutes=press.substitutes)


def _rosters(
    desk: Desk, people: PeopleService, setups: DutySetupService
) -> tuple[LeaveService, SwapService, RosterService]:
    """Leave, swaps and rosters, which judge by the same tasks."""
    leave = LeaveService(desk)
    tasks = RosterTasks(desk, people, setups, leave)
    swaps = SwapService(desk, people, setups, tasks, LogbookService(desk))
    return leave, swaps, RosterService(desk, tasks, swaps)


def flow_services(
    desk: Desk, incidents: IncidentService, reports: ReportService, overview: OverviewService
) -> FlowServices:
    """What goes between the rooms of the tiers and the departments beside them."""
    return FlowServices(
        forwards=ForwardService(desk),
        raising=RaisingService(desk, incidents),
        merging=MergingService(desk, incidents),
        routing=RoutingService(desk, reports),
        timeline=ItemTimeline(desk),
        overview=overview,
        phone_cards=PhoneCards(desk, incidents),
        workbook=write_table,
    )


def channel_services(desk: Desk, carry: ChannelStore) -> ChannelServices:
    """The channels beside the server, for a journal that can sign and check."""
    return ChannelServices(
        dispatch=DispatchService(desk, carry),
        courier=CourierService(desk, carry, Ed25519Signing()),
        stick=StickService(desk, carry, Ed25519Signing()),
        draw_code=draw_code,
        read_codes=read_codes,
        codes_on=codes_on,
        camera=camera_command,
    )
