"""A staffed duty room for tests of people, duty, handover and ledgers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from commandpost.app.attendance import AttendanceService
from commandpost.app.desk import Desk, PersonRole
from commandpost.app.duty import DutyService
from commandpost.app.duty_export import DutyExport
from commandpost.app.duty_setup import DutySetupService
from commandpost.app.handover import HandoverService
from commandpost.app.handover_archive import HandoverArchive
from commandpost.app.inbox import InboxService
from commandpost.app.incidents import IncidentService
from commandpost.app.leave import LeaveService
from commandpost.app.ledgers import LedgerService
from commandpost.app.logbook import LogbookService
from commandpost.app.paper_forms import PaperFormService
from commandpost.app.people import PeopleService
from commandpost.app.reports import ReportService
from commandpost.app.roster_tasks import RosterTasks
from commandpost.app.rostering import RosterService
from commandpost.app.rulebook import RuleService
from commandpost.app.swaps import SwapService
from commandpost.bootstrap.shipped import code_book, holidays, rule_packs
from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.paper_encoding import to_plain
from commandpost.domain.papers import Paper
from commandpost.storage.store import JournalStore
from tests.factories import as_administrator, memory_desk
from tests.fakes import FakeClock, QuickPinHasher

PIN = "1234"
STAFF = {
    "陈建国": (PersonRole.DUTY_LEADER,),
    "赵明": (PersonRole.DUTY_LEADER,),
    "李静": (PersonRole.DUTY_OFFICER,),
    "王磊": (PersonRole.DUTY_OFFICER,),
    "刘洋": (PersonRole.DUTY_OFFICER,),
    "马超": (PersonRole.DUTY_OFFICER,),
    "高翔": (PersonRole.AUDITOR,),
    "宋佳": (PersonRole.ADMINISTRATOR,),
}


@dataclass(slots=True)
class QuietPress:
    """Sets no type: the same paper gives the same bytes; ``broken`` refuses."""

    broken: bool = False
    printed: int = 0

    def pdf(self, paper: Paper) -> bytes:
        if self.broken:
            raise Unavailable("press_failed")
        self.printed += 1
        return f"%PDF {self.printed} {to_plain(paper)}".encode()


@dataclass(slots=True, kw_only=True)
class Room:
    """The services of one desk and its people by name, all with the PIN 1234."""

    desk: Desk
    clock: FakeClock
    press: QuietPress
    people: PeopleService
    duty: DutyService
    setups: DutySetupService
    leave: LeaveService
    swaps: SwapService
    rostering: RosterService
    attendance: AttendanceService
    export: DutyExport
    archive: HandoverArchive
    forms: PaperFormService
    ledgers: LedgerService
    logbook: LogbookService
    incidents: IncidentService
    reports: ReportService
    inbox: InboxService
    handover: HandoverService
    staff: dict[str, PersonId] = field(default_factory=dict)

    def sit_down(self, name: str) -> None:
        self.people.sign_in(self.staff[name], PIN)

    @contextmanager
    def as_administrator(self) -> Iterator[None]:
        """As ``factories.as_administrator``."""
        with as_administrator(self.desk):
            yield

    def read_out(self, sheet: RecordId, incoming: str = "刘洋") -> None:
        """The incoming arrives and ticks every item of a begun sheet."""
        reading = self.handover.reading
        reading.arrive(self.staff[incoming], PIN)
        for item in reading.reading(sheet).items:
            reading.tick(sheet, item.key)


_OPENED: list[Desk] = []


def desk_on_disk(clock: FakeClock | None = None, **told: Any) -> Desk:
    """A desk on a real journal that is closed when its test ends."""
    desk = memory_desk(clock=clock, **told)
    _OPENED.append(desk)
    return desk


def close_desks() -> None:
    """Close every journal a test has opened here."""
    while _OPENED:
        store = _OPENED.pop().store
        assert isinstance(store, JournalStore)
        store.close()


def room(*, at_desk: str = "李静") -> Room:
    """An operator at the desk of a street at 02:24 in the night of 18 July."""
    clock, press = FakeClock(), QuietPress()
    desk = desk_on_disk(clock)
    people, logbook = PeopleService(desk, QuickPinHasher()), LogbookService(desk)
    rules = RuleService(desk, rule_packs())
    incidents = IncidentService(desk, rules, code_book())
    reports = ReportService(desk, incidents, logbook, rules, press, check_pin=people.check_pin)
    setups, leave = DutySetupService(desk, holidays()), LeaveService(desk)
    tasks = RosterTasks(desk, people, setups, leave)
    swaps = SwapService(desk, people, setups, tasks, logbook)
    inbox, duty = InboxService(desk), DutyService(desk, people, setups)
    made = Room(
        desk=desk,
        clock=clock,
        press=press,
        people=people,
        duty=duty,
        setups=setups,
        leave=leave,
        swaps=swaps,
        rostering=RosterService(desk, tasks, swaps),
        attendance=AttendanceService(desk, setups, leave),
        export=DutyExport(desk, duty, setups),
        archive=HandoverArchive(desk),
        forms=PaperFormService(desk, logbook, duty),
        ledgers=LedgerService(desk),
        logbook=logbook,
        incidents=incidents,
        reports=reports,
        inbox=inbox,
        handover=HandoverService(desk, duty, incidents, reports, inbox, logbook, press, people),
    )
    for number, (name, roles) in enumerate(STAFF.items()):
        made.staff[name] = people.add(name, roles, f"1390000021{number}")
        desk.store.set_setting(f"pin:{made.staff[name]}", QuickPinHasher().hash(PIN))
    if at_desk:
        made.sit_down(at_desk)
    else:
        people.sign_out()
    return made
