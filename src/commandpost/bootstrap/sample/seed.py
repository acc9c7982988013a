"""Fills a fresh journal with the invented street's people, roster, ledgers and a calm night; once.

Everything goes through the services, as an operator's own entries would; only their clock stands in the past.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

from commandpost.app.desk import Desk, PersonRole, Session, Tier
from commandpost.app.duty_views import shift_id
from commandpost.app.people import pin_key
from commandpost.app.units import UnitService
from commandpost.bootstrap.sample.ledgers import sample_rows
from commandpost.bootstrap.sample.night import play_night
from commandpost.bootstrap.sample.past import PastClock
from commandpost.bootstrap.sample.people import DUTY_PHONE, SAMPLE_PIN, SAMPLE_STAFF
from commandpost.bootstrap.sample.roster import seed_rosters
from commandpost.bootstrap.sample.street import build_street
from commandpost.bootstrap.shipped import rule_packs
from commandpost.bootstrap.workstation import build_services
from commandpost.documents.papers import PaperPress
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.local_time import local_day
from commandpost.domain.roster import DutyRole
from commandpost.domain.shift_hours import span_at
from commandpost.gui.services import Services
from commandpost.journal.entry import ChangeSet, Draft, Json

SEEDED = "sample.seeded"


def seed(desk: Desk, press: PaperPress, *, with_night: bool = True) -> bool:
    """Fill the desk's journal unless that was done before; False: it was.

    ``with_night`` adds two closed incidents, an open small one and their log; a tour brings its own. Nobody is
    signed in afterwards.
    """
    if desk.store.setting(SEEDED) is True:
        return False
    clock = PastClock(desk.clock)
    past = replace(desk, clock=clock, session=Session(), new_id=_steady_ids(desk.unit), announce=_silent)
    services = build_services(past, press, None)
    people = _seed_staff(services, past)
    _seed_pins(past, services, people.values())
    units = UnitService(past)
    units.enter(desk.unit, desk.unit_name, tier=desk.tier, parent=desk.parent_unit)
    units.set_phone(DUTY_PHONE[desk.tier])
    for text in rule_packs().values():
        services.rules.adopt(text)
    seed_rosters(past, people)
    _sign_everybody_in(past, services)
    if desk.tier is Tier.STREET:
        _seed_street(past, services)
        if with_night:
            play_night(past, services, people, clock)
    desk.store.set_setting(SEEDED, value=True)
    return True


def _silent(_changes: ChangeSet) -> None:
    """Nobody listens before the window is there."""


def _steady_ids(unit: str) -> Callable[[str], RecordId]:
    """The same names each time, so that a seeding cut short is written over by the next one."""
    count = itertools.count(1)
    return lambda kind: RecordId(f"{kind}-{unit}-sample{next(count):05d}")


def _seed_staff(services: Services, past: Desk) -> dict[str, PersonId]:
    """The first one sits down with every right and enters the others; sits there already where a seeding was cut."""
    known = {one.name: one.id for one in services.people.staff()}
    people: dict[str, PersonId] = {}
    for one in SAMPLE_STAFF[past.tier]:
        if one.name in known:
            _sit_down(past, known[one.name], one.name)
        people[one.name] = services.people.add(one.name, one.roles, one.phone, one.title)
        _sit_down(past, people[one.name], one.name)
    return people


def _sit_down(past: Desk, person: PersonId, name: str) -> None:
    if past.session.person is None:
        past.session.person, past.session.name = person, name
        past.session.roles = frozenset({PersonRole.ADMINISTRATOR, PersonRole.DUTY_LEADER})


def _seed_pins(desk: Desk, services: Services, people: Iterable[PersonId]) -> None:
    """Give everybody the PIN that the sample's sign-in screen tells; hashed once, for a quick first start."""
    first, *others = people
    services.people.set_pin(first, SAMPLE_PIN)
    for one in others:
        desk.store.set_setting(pin_key(one), desk.store.setting(pin_key(first)))


def _sign_everybody_in(desk: Desk, services: Services) -> None:
    """The running shift came half an hour before it began, as its roster says."""
    span = span_at(desk.now(), services.duty.hours())
    view = services.duty.shift(span)
    arrivals = {DutyRole.LEADER: 20, DutyRole.PRIMARY: 28, DutyRole.SECONDARY: 25}
    marks: dict[str, Json] = {}
    for role, minutes in arrivals.items():
        post = view.post(role)
        at = (span.start - timedelta(minutes=minutes)).isoformat()
        if post.person is not None:
            marks[post.person] = {"role": role.value, "at": at, "name": post.name}
    start, end = span.start.isoformat(), span.end.isoformat()
    values: dict[str, Json] = {"at": start, "start": start, "end": end, "status": "current", "sign_ins": marks}
    desk.write(Draft(kind="shift", record=shift_id(desk.unit, span.date), act="shift.sign_in", set=values))


def _seed_street(desk: Desk, services: Services) -> None:
    """Grids and ledgers in one transaction."""
    street = build_street()
    today = local_day(desk.now())
    drafts = [
        services.ledgers.draft(row.spec, None, row.values, lonlat=row.lonlat) for row in sample_rows(street, today)
    ]
    for plot in street.grids:
        ring: list[Json] = [[lon, lat] for lon, lat in plot.ring]
        fields: dict[str, Json] = {
            "code": plot.code,
            "name": plot.name,
            "community": plot.community,
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        record = RecordId(f"grid-{desk.unit}-{plot.code}")
        drafts.append(Draft(kind="grid", record=record, act="grid.enter", set=fields))
    desk.write(*drafts)
