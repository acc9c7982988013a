"""From information to incident: reports raised, joined, taken apart; duplicates suggested and merged without loss."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from commandpost.app.desk import Desk
from commandpost.app.flow_reading import FlowReading
from commandpost.app.incident_records import incident_of, level_of, lonlat_of
from commandpost.app.incident_rows import IncidentRow
from commandpost.app.incidents import IncidentService
from commandpost.app.permissions import Action, require
from commandpost.app.raised import main_of, raised_here
from commandpost.app.record_fields import Fields, flag, iso, moment, table, text, whole
from commandpost.app.report_lists import has_left
from commandpost.domain.deadlines import DeadlineState
from commandpost.domain.duplicates import Likeness, likely_same
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.incident import Incident, IncidentStatus, NewIncident
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import CRITICAL, Record

__all__ = ["Likeness", "RaisingService"]

BEFORE_MERGE = ("status", "closed_at", "closing_reason")  # as it was, should the merge be undone
LOOK_BACK = timedelta(days=2)


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
        return likely_same(as_if, self._own_open())

    def duplicates(self, incident: RecordId) -> tuple[Likeness, ...]:
        """Other open incidents of this room that may be the same."""
        return likely_same(self._incidents.known(incident), self._own_open())

    def raise_report(self, report: RecordId, new: NewIncident | None = None) -> RecordId:
        """Make the report an incident of this room, which from now owes its own reports; ``new`` None: as proposed.

        Raises RuleBroken("already_raised"|"report_unknown") and as ``IncidentService.open`` does.
        """
        require(self._desk.session, Action.DECIDE)
        self._refuse_raised(report)
        return self._incidents.open(new or self.proposed(report), together=self._joining(report))

    def join(self, report: RecordId, incident: RecordId) -> None:
        """The report belongs to an incident this room has already.

        Raises RuleBroken("already_raised"|"report_unknown"|"incident_unknown"|"not_of_this_room").
        """
        require(self._desk.session, Action.DECIDE)
        self._refuse_raised(report)
        self._own(incident)
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
        main, raised = main_of(self._desk, incident), raised_here(self._desk)
        found = self._desk.store.records("report")
        return tuple(
            one.id
            for one in found
            if one.unit != self._desk.unit
            and has_left(one)
            and main in {raised.get(one.id), raised.get(text(one.fields, "incident"))}
        )

    def merge(self, duplicate: RecordId, into: RecordId, reason: str) -> None:
        """Two incidents are one: the earlier goes on, the later one stays legible with all that belongs to it.

        The one that goes on takes the more serious level and sensitivity, and nothing is rewritten. What is overdue is
        reported first: no lateness ends by a merge. Raises RuleBroken("merge_owes"|"merge_into_earlier"|
        "merge_with_itself"|"reason_missing"|"not_of_this_room"|"incident_unknown").
        """
        require(self._desk.session, Action.DECIDE)
        if main_of(self._desk, into) == main_of(self._desk, duplicate):
            raise RuleBroken("merge_with_itself")
        if not reason.strip():
            raise RuleBroken("reason_missing", field="reason")
        later, earlier = self._own(duplicate), self._own(into)
        if incident_of(later).received < incident_of(earlier).received:
            raise RuleBroken("merge_into_earlier")
        now = self._desk.now()
        if any(one.is_open and one.state(now) is DeadlineState.OVERDUE for one in self._row(duplicate).deadlines):
            raise RuleBroken("merge_owes")
        gone: dict[str, Json] = {
            "merged_into": into,
            "merged_at": iso(now),
            "before_merge": {name: later.fields.get(name) for name in BEFORE_MERGE},
            "closed_at": iso(now),
            "closing_reason": reason.strip(),
            "status": str(IncidentStatus.CLOSED),
        }
        drafts = [self._patch(later, "incident.merge", gone, reason)]
        kept = self._graver(incident_of(later), incident_of(earlier))
        if kept:
            drafts.append(self._patch(earlier, "incident.take_in", kept, reason))
        self._desk.write(*drafts)

    def split(self, duplicate: RecordId, reason: str) -> None:
        """Undo a merge: the incident is open again as it was. Raises RuleBroken("not_merged"|"reason_missing")."""
        require(self._desk.session, Action.DECIDE)
        record = self._own(duplicate)
        if not text(record.fields, "merged_into"):
            raise RuleBroken("not_merged")
        if not reason.strip():
            raise RuleBroken("reason_missing", field="reason")
        before = table(record.fields, "before_merge")
        back: dict[str, Json] = {"merged_into": None, **{name: before.get(name) for name in BEFORE_MERGE}}
        back["status"] = before.get("status") or str(IncidentStatus.OPEN)
        self._desk.write(self._patch(record, "incident.split", back, reason))

    # ------------------------------------------------------------------------------------------ inside

    def _row(self, incident: RecordId) -> IncidentRow:
        return self._incidents.row(incident)

    def _own_open(self) -> tuple[Incident, ...]:
        found = self._desk.store.records("incident", unit=self._desk.unit, status=str(IncidentStatus.OPEN))
        oldest = self._desk.now() - LOOK_BACK
        return tuple(one for one in map(incident_of, found) if one.received >= oldest)

    def _own(self, incident: RecordId) -> Record:
        found = self._desk.store.record(incident)
        if found is None or found.kind != "incident":
            raise RuleBroken("incident_unknown", incident=incident)
        if found.unit != self._desk.unit:
            raise RuleBroken("not_of_this_room")
        return found

    def _report(self, report: RecordId) -> Told:
        """The report, or the copy that came by another channel while the line is cut."""
        found = self._desk.store.record(report)
        if found is not None and found.kind == "report" and has_left(found) and found.unit != self._desk.unit:
            return Told(id=report, unit=found.unit, fields=found.fields)
        for copy in FlowReading(self._desk).lone_copies():
            if text(copy.fields, "report") == report:
                return Told(id=report, unit=UnitCode(text(copy.fields, "from_unit")), fields=copy.fields)
        raise RuleBroken("report_unknown", report=report)

    def _source(self, report: Told) -> Record | None:
        """The incident of the lower room, once it has arrived."""
        found = self._desk.store.record(RecordId(text(report.fields, "incident")))
        return found if found is not None and found.kind == "incident" else None

    def _received(self, report: Told) -> datetime:
        receipt = self._desk.store.record(RecordId(f"receipt-{self._desk.unit}-{report.id}"))
        at = moment(receipt.fields, "at") if receipt is not None else None
        return min(at or self._desk.now(), self._desk.now())

    def _unit_name(self, report: Told) -> str:
        unit = self._desk.store.record(RecordId(f"unit-{report.unit}"))
        return text(unit.fields, "name") if unit is not None else report.unit

    def _refuse_raised(self, report: RecordId) -> None:
        record, raised = self._report(report), raised_here(self._desk)
        if report in raised or text(record.fields, "incident") in raised:
            raise RuleBroken("already_raised")

    def _join_id(self, report: RecordId) -> RecordId:
        return RecordId(f"join-{self._desk.unit}-{report}")

    def _joining(self, report: RecordId) -> Joining:
        record = self._report(report)

        def joining(incident: RecordId) -> Draft:
            fields: dict[str, Json] = {
                "incident": incident,
                "report": report,
                "source_incident": text(record.fields, "incident") or None,
                "apart": False,
                "at": iso(self._desk.now()),
                "name": self._desk.session.name,
            }
            return Draft(kind="join", record=self._join_id(report), act="join.add", set=fields)

        return joining

    def _graver(self, later: Incident, earlier: Incident) -> dict[str, Json]:
        kept: dict[str, Json] = {}
        if later.level.rank > earlier.level.rank:
            kept["level"] = str(later.level)
        if later.sensitive and not earlier.sensitive:
            kept |= {"sensitive": True, "sensitive_reason": later.sensitive_reason}
        return kept

    def _patch(self, record: Record, act: str, fields: dict[str, Json], note: str) -> Draft:
        base = {field: record.heads.get(field, ()) for field in fields if field in CRITICAL["incident"]}
        return Draft(kind="incident", record=record.id, act=act, set=fields, base=base, note=note.strip())
