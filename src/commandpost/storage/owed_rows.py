"""What this unit still owes, as a few rows beside the cache, so that nobody looks through all records.

Records that wait for its receipt, and incidents it forwarded whose later reports it must send after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Column, ColumnElement, delete, func, select
from sqlalchemy.engine import Connection

from commandpost.app.receipting import RECEIPTED, owed_for, receipt_id
from commandpost.app.record_fields import flag, raw, record_id
from commandpost.app.units import told_parent
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.journal.fold import Record
from commandpost.storage.bulk import pieces
from commandpost.storage.database import put_all, take_numbers
from commandpost.storage.record_document import from_document
from commandpost.storage.tables import OWED, RECORD

TO_FOLLOW = "to follow"  # the kind of rows that name an incident; their subject is a number, given anew each time
FOLLOWED = frozenset({"report", "join"})  # what may make a follow-up of a forwarded incident
# No index serves it: what is asked for by its subject is not looked for among all of its kind.
SEEN_KIND: ColumnElement[str] = func.coalesce(RECORD.c.kind, "")


def keep(connection: Connection, records: Sequence[Record], here: UnitCode) -> None:
    """Follow records that were just written to the cache: what waits now, and what waits no longer."""
    affected = [*records, *_of_units(connection, records)]
    for some in pieces(affected):
        _compare(connection, some, here)
    given = [raw(record.fields, "subject") for record in records if _is_receipt(record, here)]
    _drop(connection, OWED.c.subject, given)
    _keep_to_follow(connection, records, here)


def no_longer_to_follow(connection: Connection, why: Sequence[str]) -> None:
    """These rows were looked at; one that was written anew meanwhile has another number."""
    _drop(connection, OWED.c.subject, why)


def _keep_to_follow(connection: Connection, records: Sequence[Record], here: UnitCode) -> None:
    """Incidents to be looked at: forwarded by hand, or forwarded and written about, by whatever room."""
    given: set[str] = set()
    about: set[str] = set()
    for record in records:
        incident = raw(record.fields, "incident")
        if incident and record.kind == "forward" and record.unit == here and not flag(record.fields, "follow_up"):
            given.add(incident)
        elif incident and record.kind in FOLLOWED:
            about.add(incident)
    if about:
        own = _joined(connection, [*about])
        given |= _forwarded(connection, [*about.union(*own.values())], here)
    if given:
        first = take_numbers(connection, TO_FOLLOW, len(given))
        why = [(name, f"{TO_FOLLOW} {number}") for number, name in enumerate(sorted(given), first)]
        rows = [{"record": f"{TO_FOLLOW} {name}", "kind": TO_FOLLOW, "subject": one} for name, one in why]
        put_all(connection, OWED, rows, keys=("record",))


def _joined(connection: Connection, sources: Sequence[str]) -> dict[str, list[str]]:
    """Incidents of lower rooms → those of this room that reports about them were joined to."""
    found: dict[str, list[str]] = {}
    for some in pieces(sources):
        among = RECORD.c.subject.in_(some)
        for row in connection.execute(select(RECORD.c.subject, RECORD.c.parent).where(among, SEEN_KIND == "join")):
            found.setdefault(row.subject, []).append(row.parent)
    return found


def _forwarded(connection: Connection, incidents: Sequence[str], here: UnitCode) -> set[str]:
    found: set[str] = set()
    for some in pieces(incidents):
        among = RECORD.c.parent.in_(some)
        query = select(RECORD.c.parent).where(among, RECORD.c.kind == "forward", RECORD.c.unit == here).distinct()
        found |= set(connection.execute(query).scalars())
    return found


def _compare(connection: Connection, records: Sequence[Record], here: UnitCode) -> None:
    """Each of the records waits, or does not."""
    parent_of = _parents(connection)
    looked_at = [record for record in records if record.kind in RECEIPTED]
    owed = {record.id: owed_for(record, here, parent_of) for record in looked_at}
    subjects = {subject for subject in owed.values() if subject}
    given = _present(connection, [receipt_id(here, subject) for subject in subjects])
    waiting = [
        {"record": record.id, "kind": record.kind, "subject": subject}
        for record in looked_at
        if (subject := owed[record.id]) and receipt_id(here, subject) not in given
    ]
    still = {row["record"] for row in waiting}
    _drop(connection, OWED.c.record, [record.id for record in looked_at if record.id not in still])
    put_all(connection, OWED, waiting, keys=("record",))


def _is_receipt(record: Record, here: UnitCode) -> bool:
    return record.kind == "receipt" and record.id == receipt_id(here, record_id(record.fields, "subject"))


def _drop(connection: Connection, column: Column[str], names: Sequence[str]) -> None:
    for some in pieces(names):
        connection.execute(delete(OWED).where(column.in_(some)))


def _present(connection: Connection, ids: Sequence[RecordId]) -> set[str]:
    if not ids:
        return set()
    return set(connection.execute(select(RECORD.c.record).where(RECORD.c.record.in_(ids))).scalars())


def _parents(connection: Connection) -> Callable[[UnitCode], UnitCode | None]:
    """The unit above, each looked up once."""
    known: dict[UnitCode, UnitCode | None] = {}

    def parent_of(code: UnitCode) -> UnitCode | None:
        if code not in known:
            query = select(RECORD.c.document).where(RECORD.c.record == f"unit-{code}")
            said = connection.execute(query).scalar_one_or_none()
            known[code] = told_parent(code, from_document(said).fields if said else {})
        return known[code]

    return parent_of


def _of_units(connection: Connection, records: Iterable[Record]) -> list[Record]:
    """Reports of units that were put on file or moved: they may be meant for another room now."""
    codes = [raw(record.fields, "code") for record in records if record.kind == "unit"]
    if not codes:
        return []
    query = select(RECORD.c.document).where(RECORD.c.kind == "report", RECORD.c.unit.in_(codes))
    return [from_document(document) for document in connection.execute(query).scalars()]
