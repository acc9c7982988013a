"""Real things for tests, made in one line: journals in a temporary folder, desks, drafts."""

from __future__ import annotations

import atexit
import itertools
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path

from commandpost.app.desk import Desk, PersonRole, Session, Tier
from commandpost.domain.ids import PersonId, RecordId, UnitCode
from commandpost.journal.entry import ChangeSet, Draft, Json
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.database import Place
from commandpost.storage.refold import Progress, quietly
from commandpost.storage.schema import bring_up_to_date
from commandpost.storage.store import JournalStore, open_store
from tests.fakes import START, FakeClock

STREET = UnitCode("110190001")  # 清河街道（示例）: invented codes
OTHER_STREET = UnitCode("110190002")
DISTRICT = UnitCode("110190")
CITY = UnitCode("1101")
KEY = bytes(range(32))
SHM = Path("/dev/shm")
OFFICER = PersonId("staff-officer")


def folder() -> Path:
    """A temporary folder in memory where there is one; removed when the tests end."""
    made = Path(tempfile.mkdtemp(prefix="commandpost-", dir=SHM if SHM.is_dir() else None))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


@cache
def _empty(key: bytes | None) -> Path:
    """A file with every table and nothing in it, made once for each key: half of what a journal costs."""
    made = folder() / "empty.db"
    bring_up_to_date(made, key)
    return made


def _copy_of(file: Path, to: Path) -> Path:
    shutil.copyfile(file, to)
    return to


def journal(
    path: Path | None = None,
    *,
    unit: UnitCode = STREET,
    clock: FakeClock | None = None,
    key: bytes | None = KEY,
    tier: str = "street",
    serving: bool = False,
    name: str = "S1",
    copies: Path | None = None,
    progress: Progress = quietly,
) -> JournalStore:
    """A real journal, encrypted, in ``path`` or in a temporary folder."""
    place = Place(unit=unit, name=name, tier=tier, serving=serving)
    path = path or _copy_of(_empty(key), folder() / "journal.db")
    clock = clock or FakeClock()
    return open_store(path, place, clock=clock, signing=Ed25519Signing(), key=key, copies=copies, progress=progress)


def server_journal(path: Path | str | None = None, *, clock: FakeClock | None = None) -> JournalStore:
    """A serving journal of the district, unencrypted like a server's."""
    place = Place(unit=DISTRICT, name="server", tier="district", serving=True, searchable=False)
    path = path or _copy_of(_empty(None), folder() / "server.db")
    return open_store(path, place, clock=clock or FakeClock(), signing=Ed25519Signing())


def enrolled_desk(server: JournalStore, clock: FakeClock, name: str) -> JournalStore:
    """A desk of the street in a file of its own, known to a server."""
    desk = journal(folder() / f"{name}.db", clock=clock, name=name)
    server.add_enrolment(name, STREET)
    desk.enrolled(server.enroll(name, desk.device().public_key, name))
    return desk


def counting_ids() -> Callable[[str], RecordId]:
    """Ids in a row: log-1, log-2, incident-3, …."""
    numbers = itertools.count(1)
    return lambda prefix: RecordId(f"{prefix}-{next(numbers)}")


def memory_desk(
    store: JournalStore | None = None,
    *,
    clock: FakeClock | None = None,
    start: datetime = START,
    unit: UnitCode = STREET,
    unit_name: str = "清河街道（示例）",
    parent_unit: UnitCode | None = DISTRICT,
    tier: Tier = Tier.STREET,
    station: str = "S1",
    signed_in: bool = True,
    announce: Callable[[ChangeSet], None] | None = None,
) -> Desk:
    """A desk on a real journal; 李某 is signed in as duty officer unless told otherwise."""
    clock = clock or FakeClock(start)
    session = Session()
    if signed_in:
        session = Session(person=OFFICER, name="李某", roles=frozenset({PersonRole.DUTY_OFFICER}))
    return Desk(
        store=store or journal(unit=unit, clock=clock, tier=tier.value, name=station),
        clock=clock,
        unit=unit,
        unit_name=unit_name,
        parent_unit=parent_unit,
        tier=tier,
        station=station,
        session=session,
        new_id=counting_ids(),
        announce=announce or (lambda _changes: None),
    )


@contextmanager
def as_administrator(desk: Desk) -> Iterator[None]:
    """Whoever sits at the desk may do an administrator's work for a while."""
    before = desk.session.roles
    desk.session.roles |= {PersonRole.ADMINISTRATOR}
    yield
    desk.session.roles = before


def note(text: str = "巡查正常", record: str = "log-1", **fields: Json) -> Draft:
    """A draft of a log note."""
    return Draft(kind="log", record=RecordId(record), act="log.record", set={"text": text, **fields})
