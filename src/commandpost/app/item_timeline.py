"""One item's whole way: every act on an incident, its reports, receipts, directives and forwarded copies, in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.names import Names
from commandpost.app.raised import is_merged, joins, main_of
from commandpost.app.record_fields import Fields, flag, moment, record_id, text, whole
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.journal.clock import evidence
from commandpost.journal.entry import Entry
from commandpost.journal.fold import Record

KINDS = ("report", "receipt", "directive", "forward", "join", "copy")  # tied to an incident by their field
SHOWN = frozenset(
    {
        *("incident.open", "incident.revise", "incident.close", "incident.reopen", "incident.settle"),
        *("incident.merge", "incident.split", "incident.take_in"),
        *("report.phone", "report.sign", "report.route", "report.send", "report.countersign", "report.return"),
        *("receipt.give", "receipt.take", "directive.issue", "directive.verify", "directive.return"),
        *("directive.convey", "directive.answer", "forward.send", "forward.answer"),
        *("join.add", "join.take_apart", "copy.take"),
    }
)  # acts worth a line; drafts and prints are not
WORDS = (
    *("text", "answer", "return_reasons", "skip_reason", "late_reason", "closing_reason", "note", "title", "summary"),
    "conveyed_to",
)

SIGNATURES = frozenset({"report.sign", "report.countersign"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowEvent:
    """One act; ``unit`` is the room that did it, ``words`` what was said."""

    act: str
    at: datetime
    unit: UnitCode
    unit_name: str
    person: str
    record: RecordId
    words: str = ""
    number: str = ""
    step: str = ""
    sequence: int = 1
    channel: str = ""
    drill: bool = False


class ItemTimeline:
    """Reads one item's way from the entries themselves, so nothing can be missing that is here."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, incident: RecordId) -> tuple[FlowEvent, ...]:
        """In the order of time; joined reports' incidents and merged ones belong to it."""
        names, seen = Names(self._desk.store), set[RecordId]()
        told = [pair for record in self._records(incident, seen) for pair in self._events(record, names)]
        return tuple(event for event, _hlc in sorted(told, key=lambda pair: (pair[0].at, pair[1])))

    def _records(self, incident: RecordId, seen: set[RecordId]) -> Iterable[Record]:
        if not incident or incident in seen:
            return
        seen.add(incident)
        found = self._desk.store.record(incident)
        if found is not None:
            yield found
        for kind in KINDS:
            yield from self._desk.store.records(kind, parent=incident)
        for tied in self._tied(incident):
            yield from self._records(tied, seen)

    def _tied(self, incident: RecordId) -> tuple[RecordId, ...]:
        sources = [record_id(one.fields, "source_incident") for one in joins(self._desk, incident)]
        own = self._desk.store.records("incident", unit=self._desk.unit)
        merged = [one.id for one in own if is_merged(one) and main_of(self._desk, one.id) == incident]
        return (*sources, *merged)

    def _events(self, record: Record, names: Names) -> Iterable[tuple[FlowEvent, int]]:
        """Events with the logical clock that orders what happened in one second."""
        for entry in self._desk.store.history(record.id):
            if entry.body.act in SHOWN:
                yield _event(record, entry, names), entry.body.hlc


def _event(record: Record, entry: Entry, names: Names) -> FlowEvent:
    said: Fields = entry.body.set
    leader = text(said, "signed_by_name") if entry.body.act in SIGNATURES else ""  # the author is who sat at the desk
    by = leader or text(said, "name") or text(said, "from_name") or names.person(entry.body.author)
    return FlowEvent(
        act=entry.body.act,
        at=_at(said, entry),
        unit=entry.body.unit,
        unit_name=names.unit(entry.body.unit),
        person=by,
        record=record.id,
        words=next((text(said, key) for key in WORDS if text(said, key)), entry.body.note),
        number=text(record.fields, "number"),
        step=text(record.fields, "step"),
        sequence=whole(record.fields, "sequence") or 1,
        channel=text(said, "channel"),
        drill=flag(record.fields, "drill"),
    )


def _at(said: Fields, entry: Entry) -> datetime:
    """When it was done: as the act tells, else when it was entered."""
    told = moment(said, "sent_at") if entry.body.act == "report.phone" else None
    return told or evidence(entry.body.timing).at
