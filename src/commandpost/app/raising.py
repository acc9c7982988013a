"""From information to incident: reports raised, joined, taken apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.duty_setup import DutySetupService
from commandpost.app.flow_reading import FlowReading
from commandpost.app.incident_records import level_of, lonlat_of, sent_at
from commandpost.app.incidents import IncidentService
from commandpost.app.permissions import Action, require
from commandpost.app.raised import family_of, joins, main_of, own_incident, own_open, raised_here
from commandpost.app.receipting import receipt_id
from commandpost.app.record_fields import Fields, flag, iso, moment, raw, record_id, table, text, unit_code, whole
from commandpost.app.report_lists import has_left
from commandpost.domain import visible_text
from commandpost.domain.duplicates import Likeness, likely_same
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.incident import Incident, NewIncident
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record

__all__ = ["Likeness", "RaisingService"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a report of another room tells, whichever way it came."""

    id: RecordId
    unit: UnitCode
    fields: Fields


Joining = Callable[[RecordId], Draft]  # incident → the draft that ties a report to it


class RaisingService:
    """Use cases of the upper room: what of the information that came in is an incident here."""

    def __init__(self, desk: Desk, incidents: IncidentService) -> None:
        self._desk = desk
        self._incidents = incidents

    def proposed(self, report: RecordId) -> NewIncident:
        """What the report would be as an incident of this room: received here when it was receipted or arrived.

        Raises RuleBroken("report_unknown").
        """
        record = self._report(report)
        source = self._source(record)
        fields: Fields = source.fields if source is not None else record.fields
        occurred, received = moment(fields, "occurred"), self._received(record)
        figures = table(record.fields, "figures")
        return NewIncident(
            title=text(fields, "incident_title") or text(fields, "title"),
            code=text(fields, "code"),
            level=level_of(record.fields if "level" in record.fields else fields),
            place=text(fields, "place"),
            lonlat=lonlat_of(fields),
            occurred=occurred if occurred is None or occurred <= received else None,
            received=received,
            source=self._unit_name(record),
            sensitive=flag(record.fields, "sensitive"),
            sensitive_reason=text(fields, "sensitive_reason"),
            dead=whole(figures, "dead"),
            missing=whole(figures, "missing"),
            injured=whole(figures, "injured"),
            trapped=whole(figures, "trapped"),
            moved=whole(figures, "moved"),
        )

    def suggestions(self, report: RecordId) -> tuple[Likeness, ...]:
        """Open incidents of this room the report may belong to, the likeliest first."""
        new = self.proposed(report)
        as_if = Incident(
            id=RecordId("incident-as-if"),
            unit=self._desk.unit,
            title=new.title,
            code=new.code,
            event_class=self._incidents.class_of(new.code),
            place=new.place,
            lonlat=new.lonlat,
            occurred=new.occurred,
            received=new.received,
        )
        figures = DutySetupService(self._desk).setup().duplicates
        return likely_same(as_if, own_open(self._desk, figures.back_hours), figures)

    def raise_report(self, report: RecordId, new: NewIncident | None = None) -> RecordId:
        """Make the report an incident of this room, which from now owes its own reports; ``new`` None: as proposed.

        Raises RuleBroken("already_raised"|"report_unknown") and as ``IncidentService.open`` does.
        """
        require(self._desk.session, Action.DECIDE)
        self._refuse_raised(report)
        told = self._letters(report, new or self.proposed(report))
        return self._incidents.open(told, together=self._joining(report))

    def join(self, report: RecordId, incident: RecordId) -> None:
        """The report belongs to an incident this room has already.

        Raises RuleBroken("already_raised"|"report_unknown"|"incident_unknown"|"not_of_this_room").
        """
        require(self._desk.session, Action.DECIDE)
        self._refuse_raised(report)
        own_incident(self._desk, incident)
        self._desk.write(self._joining(report)(incident))

    def take_apart(self, report: RecordId, reason: str) -> None:
        """Undo a join. Raises RuleBroken("reason_missing"|"report_unknown")."""
        require(self._desk.session, Action.DECIDE)
        if not reason.strip():
            raise RuleBroken("reason_missing", field="reason")
        record = self._desk.store.record(self._join_id(report))
        if record is None or flag(record.fields, "apart"):
            raise RuleBroken("report_unknown", report=report)
        self._desk.write(
            Draft(kind="join", record=record.id, act="join.take_apart", set={"apart": True}, note=reason.strip())
        )

    def reports_of(self, incident: RecordId) -> tuple[RecordId, ...]:
        """Reports of other rooms that belong to an incident, its merged ones' too, in the order of their moments."""
        found: dict[RecordId, Record] = {}
        for one in family_of(self._desk, main_of(self._desk, incident)):
            for join in joins(self._desk, one):
                found |= {report.id: report for report in self._of_join(join)}
        told = [one for one in found.values() if one.unit != self._desk.unit and has_left(one)]
        return tuple(one.id for one in sorted(told, key=sent_at))

    # ------------------------------------------------------------------------------------------ inside

    def _of_join(self, join: Record) -> Iterable[Record]:
        """The report that was joined, and all others about the same incident of the lower room."""
        joined, source = record_id(join.fields, "report"), raw(join.fields, "source_incident")
        report = self._desk.store.record(joined)
        if report is not None and report.kind == "report":
            yield report
        if source:
            yield from self._desk.store.records("report", parent=RecordId(source))

    def _report(self, report: RecordId) -> Told:
        """The report, or the copy that came by another channel while the line is cut."""
        found = self._desk.store.record(report)
        if found is not None and found.kind == "report" and has_left(found) and found.unit != self._desk.unit:
            return Told(id=report, unit=found.unit, fields=found.fields)
        for copy in FlowReading(self._desk).lone_copies():
            if raw(copy.fields, "report") == report:
                return Told(id=report, unit=unit_code(copy.fields, "from_unit"), fields=copy.fields)
        raise RuleBroken("report_unknown", report=report)

    def _source(self, report: Told) -> Record | None:
        """The incident of the lower room, once it has arrived."""
        found = self._desk.store.record(record_id(report.fields, "incident"))
        return found if found is not None and found.kind == "incident" else None

    def _letters(self, report: RecordId, new: NewIncident) -> NewIncident:
        """The incident with the letters of the report where it gives back what was shown of them."""
        record = self._report(report)
        source = self._source(record)
        kept = dict(source.fields if source is not None else record.fields)
        return replace(
            new,
            title=visible_text.as_typed(new.title, raw(kept, "incident_title") or raw(kept, "title")),
            place=visible_text.as_typed(new.place, raw(kept, "place")),
            sensitive_reason=visible_text.as_typed(new.sensitive_reason, raw(kept, "sensitive_reason")),
        )

    def _received(self, report: Told) -> datetime:
        receipt = self._desk.store.record(receipt_id(self._desk.unit, report.id))
        at = moment(receipt.fields, "at") if receipt is not None else None
        return min(at or self._desk.now(), self._desk.now())

    def _unit_name(self, report: Told) -> str:
        unit = self._desk.store.record(RecordId(f"unit-{report.unit}"))
        return text(unit.fields, "name") if unit is not None else report.unit

    def _refuse_raised(self, report: RecordId) -> None:
        about = record_id(self._report(report).fields, "incident")
        if raised_here(self._desk, (report, about)):
            raise RuleBroken("already_raised")

    def _join_id(self, report: RecordId) -> RecordId:
        return RecordId(f"join-{self._desk.unit}-{report}")

    def _joining(self, report: RecordId) -> Joining:
        record = self._report(report)

        def joining(incident: RecordId) -> Draft:
            fields: dict[str, Json] = {
                "incident": incident,
                "report": report,
                "source_incident": raw(record.fields, "incident") or None,
                "subject": raw(record.fields, "incident") or report,  # by which it is found
                "apart": False,
                "at": iso(self._desk.now()),
                "name": self._desk.session.name,
            }
            return Draft(kind="join", record=self._join_id(report), act="join.add", set=fields)

        return joining
