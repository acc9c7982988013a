"""电话簿: everybody with a number on file, from staff, offices and ledgers; nobody's number is typed twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from commandpost.app.desk import Desk
from commandpost.app.ledgers import LedgerService
from commandpost.app.logbook import LogbookService
from commandpost.app.namesakes import told_apart
from commandpost.app.people import PeopleService
from commandpost.app.record_fields import text
from commandpost.app.staff_phones import NUMBERS
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId

STAFF, OFFICES = "staff", "offices"
PHONE = "phone"
KEEPERS = ("leader", "keeper", "contact")  # whose number a ledger's row bears, in this order


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneLine:
    """One number; ``group`` is "staff", "offices" or the key of a ledger; a personal one is masked until called."""

    record: RecordId
    group: str
    name: str
    about: str  # post, address
    phone: str
    personal: bool = True
    field: str = PHONE  # of the record


@dataclass(frozen=True, slots=True, kw_only=True)
class Callee:
    """Whom the entry of a call out begins with; ``phone`` "" where nobody is signed in to be shown it."""

    name: str
    unit: str
    phone: str


class PhoneBook:
    """Reads what is on file; a call shows its number, and that is recorded."""

    def __init__(self, desk: Desk, people: PeopleService, ledgers: LedgerService, logbook: LogbookService) -> None:
        self._desk = desk
        self._people = people
        self._ledgers = ledgers
        self._logbook = logbook

    def lines(self) -> tuple[PhoneLine, ...]:
        """Own staff, offices, then the ledgers; residents' ledgers are no phone book."""
        return (*self._staff(), *self._offices(), *self._ledger_lines())

    def call(self, line: PhoneLine) -> Callee:
        """Begin a call out: the number in clear by a named person on an open desk, and on record."""
        return Callee(name=line.name, unit=line.about, phone=self._number(line))

    # --------------------------------------------------------------------------------------------- inside

    def _number(self, line: PhoneLine) -> str:
        if not line.personal:
            return line.phone
        try:
            return self._logbook.reveal(line.record, line.field, line.name)
        except RuleBroken:
            return ""  # the call goes on; the number is read from paper, or after signing in

    def _staff(self) -> Iterator[PhoneLine]:
        """Everybody with every number on file, namesakes told apart."""
        staff = self._people.staff()
        names = told_apart(staff)
        for one in staff:
            for field, phone in zip(NUMBERS, (one.phone_masked, one.phone_more_masked), strict=True):
                if phone:
                    about, record = one.title, RecordId(one.id)
                    yield PhoneLine(
                        record=record, group=STAFF, name=names[one.id], about=about, phone=phone, field=field
                    )

    def _offices(self) -> Iterator[PhoneLine]:
        for record in self._desk.store.records("unit"):
            phone = text(record.fields, PHONE)
            if phone:
                name = text(record.fields, "name")
                yield PhoneLine(record=record.id, group=OFFICES, name=name, about="", phone=phone, personal=False)

    def _ledger_lines(self) -> Iterator[PhoneLine]:
        for spec in self._ledgers.specs():
            if spec.personal or not any(one.key == PHONE for one in spec.fields):
                continue
            for row in self._ledgers.rows(spec.key):
                values = {key: str(value or "") for key, value in row.values.items()}
                if values.get(PHONE):
                    keeper = next((values[key] for key in KEEPERS if values.get(key)), "")
                    about = " ".join(part for part in (keeper, values.get("address", "")) if part)
                    yield PhoneLine(record=row.id, group=spec.key, name=row.name, about=about, phone=values[PHONE])
