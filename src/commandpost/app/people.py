"""People at the desk: staff, PINs of this workstation, sign-in, lock, and who may do what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from commandpost.app import record_fields as read
from commandpost.app.administrators import Administrators
from commandpost.app.desk import Desk, PersonRole
from commandpost.app.log_lines import LogMode
from commandpost.app.logbook import LogbookService
from commandpost.app.permissions import Action, may, named
from commandpost.app.ports import PinHasher
from commandpost.domain import report_text
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId, UnitCode
from commandpost.domain.masking import mask_phone
from commandpost.journal.entry import ChangeSet, Draft, Json
from commandpost.journal.fold import Record

__all__ = ["Action", "PeopleService", "PersonRole", "StaffView"]

MAX_ATTEMPTS = 5
LOCK_MINUTES = 5
SHORTEST_PIN, LONGEST_PIN = 4, 12
_NS_PER_MINUTE = 60_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffView:
    """One person of the staff as lists show them."""

    id: PersonId
    name: str
    title: str
    roles: frozenset[PersonRole]
    unit: UnitCode
    phone_masked: str
    phone_more_masked: str = ""
    active: bool
    has_pin: bool  # on this workstation
    department: str = ""
    duty_roles: tuple[str, ...] = ()  # keys of the roles of the roster; (): those that go with the roles at the desk
    qualifications: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyFile:
    """What the roster must know of a person: department, roles, qualifications, from and until when."""

    department: str = ""
    duty_roles: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    phone_more: str | None = None  # None: unchanged


class PeopleService:
    """Use cases of people; PINs never leave this workstation."""

    def __init__(self, desk: Desk, hasher: PinHasher) -> None:
        self._desk = desk
        self._hasher = hasher
        self._administrators = Administrators(desk)

    # ------------------------------------------------------------------------------------------------- staff

    def staff(self, role: PersonRole | None = None, *, left_too: bool = False) -> tuple[StaffView, ...]:
        """The unit's people by name, those with a role if one is given."""
        found = self._views(self._desk.store.records("staff", unit=self._desk.unit))
        wanted = (one for one in found if (one.active or left_too) and (role is None or role in one.roles))
        return tuple(sorted(wanted, key=lambda one: (one.name, one.id)))

    def add(self, name: str, roles: Iterable[PersonRole], phone: str = "", title: str = "") -> PersonId:
        """Take a person into the staff. Raises RuleBroken("name_missing") and as ``Administrators`` does."""
        self._administrators.refuse_others()
        if not name.strip():
            raise RuleBroken("name_missing", field="name")
        person = self._desk.new_id("staff")
        values: dict[str, Json] = {
            "name": name.strip(),
            "title": title.strip(),
            "roles": [role.value for role in sorted(roles)],
            "unit": self._desk.unit,
            "active": True,
        }
        personal = {"phone": phone.strip()} if phone.strip() else {}
        self._desk.write(Draft(kind="staff", record=person, act="staff.add", set=values, personal=personal))
        return PersonId(person)

    def revise(
        self,
        person: PersonId,
        *,
        name: str | None = None,
        roles: Iterable[PersonRole] | None = None,
        title: str | None = None,
        phone: str | None = None,
        active: bool | None = None,
    ) -> None:
        """Change what is given; somebody who leaves stays on file as not active, and sits at no desk any more.

        A corrected name stands wherever the person does but on frozen papers, and the log says so.
        Raises RuleBroken("person_unknown"|"name_missing"|"last_administrator") and as ``Administrators`` does.
        """
        self._administrators.refuse_others()
        before = read.raw(self._record(person).fields, "name")
        new = before if name is None else name.strip()
        if not new:
            raise RuleBroken("name_missing", field="name")
        held = None if roles is None else frozenset(roles)
        self._administrators.refuse_without(person, held, active=active)
        values: dict[str, Json] = {}
        if held is not None:
            values["roles"] = [role.value for role in sorted(held)]
        if title is not None:
            values["title"] = title.strip()
        if active is not None:
            values["active"] = active
        personal = {} if phone is None else {"phone": phone.strip()}
        told: list[Draft] = []
        if new != before:
            values["name"] = new
            told = [LogbookService(self._desk).line(report_text.renamed_log(before, new), mode=LogMode.SYSTEM)]
        self._desk.write(
            Draft(kind="staff", record=RecordId(person), act="staff.revise", set=values, personal=personal), *told
        )

    def set_duty_file(self, person: PersonId, told: DutyFile) -> None:
        """Keep what the roster must know of a person.

        Raises RuleBroken("leave_backwards"|"person_unknown") and as ``Administrators`` does.
        """
        self._administrators.refuse_others()
        self._record(person)
        right_file(told)
        values: dict[str, Json] = {
            "department": told.department.strip(),
            "duty_roles": list(told.duty_roles),
            "qualifications": [one.strip() for one in told.qualifications if one.strip()],
            "since": told.since.isoformat() if told.since else None,
            "until": told.until.isoformat() if told.until else None,
        }
        personal = {} if told.phone_more is None else {"phone_more": told.phone_more.strip()}
        self._desk.write(
            Draft(kind="staff", record=RecordId(person), act="staff.duty_file", set=values, personal=personal)
        )

    def name(self, person: PersonId | None) -> str:
        """A person's name, "" for nobody and for somebody not known here."""
        record = self._desk.store.record(RecordId(person)) if person else None
        return read.text(record.fields, "name") if record else ""

    # --------------------------------------------------------------------------------------- sign-in and lock

    def set_pin(self, person: PersonId, pin: str) -> None:
        """Set a PIN on this workstation: one's own, as administrator, or the first one here.

        Raises RuleBroken("pin_shape", least=…, most=…), and as ``Administrators.refuse_but_administrator`` does.
        """
        self._record(person)
        right_pin(pin)
        first_here = not any(one.has_pin for one in self.staff(left_too=True))
        if not (first_here or self._desk.session.writer == person):
            self._administrators.refuse_but_administrator()
        self._desk.store.set_setting(pin_key(person), self._hasher.hash(pin))
        self._desk.store.set_setting(_attempts_key(person), None)

    def sign_in(self, person: PersonId, pin: str) -> None:
        """Sit down at the desk.

        Raises RuleBroken("pin_wrong", left=n), RuleBroken("pin_locked", minutes=…), RuleBroken("pin_not_set"),
        RuleBroken("person_unknown"), RuleBroken("person_left").
        """
        view = self._view(self.check_pin(person, pin))
        self._desk.session.sit(view.id, view.name, view.roles)

    def sign_out(self) -> None:
        """Leave the desk; what is written from now on is marked 未登录."""
        self._desk.session.leave()

    def lock(self) -> None:
        """Hide personal data and sending; the log, the alarms and the map stay."""
        self._desk.session.locked = True

    def unlock(self, pin: str) -> None:
        """Raises what ``sign_in`` raises, and RuleBroken("sign_in_first") when nobody sits there."""
        self.check_pin(named(self._desk.session), pin)
        self._desk.session.locked = False

    def check_pin(self, person: PersonId, pin: str) -> Record:
        """The person's record if the PIN is right; signs nobody in. Raises what ``sign_in`` raises."""
        record = self._record(person)
        if record.fields.get("active") is False:
            raise RuleBroken("person_left", name=read.text(record.fields, "name"))
        hashed = self._desk.store.setting(pin_key(person))
        if not isinstance(hashed, str):
            raise RuleBroken("pin_not_set", name=read.text(record.fields, "name"))
        self._refuse_locked_out(person)
        if not self._hasher.matches(pin, hashed):
            raise self._failed(person)
        self._desk.store.set_setting(_attempts_key(person), None)
        return record

    def may(self, action: Action) -> bool:
        """Whether whoever sits here may do it now."""
        return may(self._desk.session, action)

    def took(self, changes: ChangeSet) -> None:
        """Take what the staff file says now of whoever sits here; the composition root tells every change.

        Somebody deactivated sits here no more, whoever wrote it and at whichever desk; a role given or taken counts
        at once.
        """
        session = self._desk.session
        person = session.person
        if person is None or RecordId(person) not in changes.records:
            return
        view = self._view(self._record(person))
        if view.active:
            session.retell(view.id, view.name, view.roles)
        else:
            session.leave(view.id)

    # ------------------------------------------------------------------------------------------------ inside

    def _record(self, person: PersonId) -> Record:
        record = self._desk.store.record(RecordId(person))
        if record is None or record.kind != "staff":
            raise RuleBroken("person_unknown", person=person)
        return record

    def _view(self, record: Record) -> StaffView:
        return self._views([record])[0]

    def _views(self, records: Sequence[Record]) -> list[StaffView]:
        sealed = self._desk.store.personals(records)
        pins = self._desk.store.settings([pin_key(PersonId(record.id)) for record in records])
        return [self._seen(one, sealed[one.id], pins.get(pin_key(PersonId(one.id)))) for one in records]

    def _seen(self, record: Record, sealed: Mapping[str, str], pin: Json) -> StaffView:
        fields = record.fields
        return StaffView(
            id=PersonId(record.id),
            name=read.text(fields, "name"),
            title=read.text(fields, "title"),
            roles=frozenset(PersonRole(role) for role in read.texts(fields, "roles") if role in set(PersonRole)),
            unit=read.unit_code(fields, "unit") or record.unit,
            phone_masked=mask_phone(sealed.get("phone", "")),
            phone_more_masked=mask_phone(sealed.get("phone_more", "")),
            active=fields.get("active") is not False,
            has_pin=isinstance(pin, str),
            department=read.text(fields, "department"),
            duty_roles=read.texts(fields, "duty_roles"),
            qualifications=read.texts(fields, "qualifications"),
            since=_day(fields, "since"),
            until=_day(fields, "until"),
        )

    def _refuse_locked_out(self, person: PersonId) -> None:
        """Count the pause on the boot clock: setting the wall clock on does not shorten it."""
        attempts = self._attempts(person)
        if (read.whole(attempts, "failed") or 0) < MAX_ATTEMPTS:
            return
        same_boot = read.text(attempts, "boot_id") == self._desk.clock.boot_id()
        since = (read.whole(attempts, "boot_ns") or 0) if same_boot else 0
        left = LOCK_MINUTES * _NS_PER_MINUTE - (self._desk.clock.boot_ns() - since)
        if left > 0:
            raise RuleBroken("pin_locked", minutes=-(-left // _NS_PER_MINUTE))
        self._desk.store.set_setting(_attempts_key(person), None)

    def _failed(self, person: PersonId) -> RuleBroken:
        failed = (read.whole(self._attempts(person), "failed") or 0) + 1
        clock = self._desk.clock
        state: dict[str, Json] = {"failed": failed, "boot_ns": clock.boot_ns(), "boot_id": clock.boot_id()}
        self._desk.store.set_setting(_attempts_key(person), state)
        if failed >= MAX_ATTEMPTS:
            return RuleBroken("pin_locked", minutes=LOCK_MINUTES)
        return RuleBroken("pin_wrong", field="pin", left=MAX_ATTEMPTS - failed)

    def _attempts(self, person: PersonId) -> dict[str, Json]:
        state = self._desk.store.setting(_attempts_key(person))
        return state if isinstance(state, dict) else {}


def _day(fields: read.Fields, key: str) -> date | None:
    told = read.text(fields, key)
    return date.fromisoformat(told) if told else None


def right_file(told: DutyFile) -> DutyFile:
    """The file itself. Raises RuleBroken("leave_backwards")."""
    if told.since is not None and told.until is not None and told.until < told.since:
        raise RuleBroken("leave_backwards", field="until")
    return told


def right_pin(pin: str) -> str:
    """The PIN itself. Raises RuleBroken("pin_shape", least=…, most=…)."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN):
        raise RuleBroken("pin_shape", field="pin", least=SHORTEST_PIN, most=LONGEST_PIN)
    return pin


def pin_key(person: PersonId) -> str:
    """The local setting that holds the hash of a person's PIN."""
    return f"pin:{person}"


def _attempts_key(person: PersonId) -> str:
    return f"pin_attempts:{person}"
