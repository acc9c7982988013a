"""Incidents: opened from a call, revised, closed; each row with its clocks, conflicts and last report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum

from commandpost.app.desk import Desk
from commandpost.app.incident_records import incident_of, report_facts
from commandpost.app.incident_rows import DEFAULT_RADIUS, IncidentRow, IncidentRows, LastReport, Receipt
from commandpost.app.log_lines import Decision
from commandpost.app.logbook import LogbookService
from commandpost.app.nearby import Nearby, NearbyItem, nearby
from commandpost.app.record_fields import iso, moment, table, text, whole
from commandpost.app.rulebook import RuleService, class_of
from commandpost.domain import incident as domain
from commandpost.domain.codes import CodeBook, EventClass, Level
from commandpost.domain.coordinates import LonLat
from commandpost.domain.deadlines import Deadline, DeadlineState, ReportFact, strictest
from commandpost.domain.errors import RuleBroken
from commandpost.domain.geometry import contains, shape_from_geojson
from commandpost.domain.ids import EntryId, PersonId, RecordId, UnitCode
from commandpost.domain.incident import CASUALTIES, FIGURES, Incident, IncidentStatus, NewIncident
from commandpost.domain.rules import Step
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import CRITICAL, Record

__all__ = ["IncidentRow", "IncidentService", "LastReport", "Nearby", "NearbyItem", "NewIncident"]

REVISABLE = (
    frozenset({"title", "code", "level", "sensitive", "sensitive_reason", "place", "lonlat", "grid", "occurred"})
    | frozenset({"discovered", "source", "radius", "contact", "contact_phone"})
    | frozenset(FIGURES)
)
PERSONAL = frozenset({"contact", "contact_phone"})
LAST_CLOSED = 200  # how far back rows are looked through when all are asked for


class IncidentService:
    """Use cases of incidents."""

    def __init__(self, desk: Desk, rules: RuleService, codes: CodeBook) -> None:
        self._desk = desk
        self._rules = rules
        self._codes = codes
        self._logbook = LogbookService(desk)
        self._rows = IncidentRows(desk, rules, codes)

    def open(
        self,
        new: NewIncident,
        origin: RecordId | None = None,
        *,
        together: Callable[[RecordId], Draft] | None = None,
    ) -> RecordId:
        """Open an incident; ``origin`` is the call it came from, which is thereby decided.

        ``together`` makes one more change of the same transaction, for the new incident.

        Raises RuleBroken as ``domain.incident.refuse_impossible`` does, or of an unknown call.
        """
        now = self._desk.now()
        domain.refuse_impossible(new, now)
        record = self._desk.new_id("incident")
        drafts = [self._opening(new, record, origin)]
        if origin is not None:
            drafts.append(self._origin(origin, record))
        if together is not None:
            drafts.append(together(record))
        self._desk.write(*drafts)
        return record

    def warnings(self, new: NewIncident) -> tuple[str, ...]:
        """Doubts that never refuse: codes for the words beside the form."""
        return domain.warnings(new, self._desk.now())

    def what_if(self, new: NewIncident) -> tuple[Deadline, ...]:
        """What such an incident would owe."""
        return self._rules.what_if(new, self.class_of(new.code))

    def revise(self, incident: RecordId, changes: Mapping[str, object], reason: str = "") -> None:
        """Change fields: those of ``NewIncident`` by name, and ``radius``.

        Lowering the level, dropping sensitivity or lowering casualties asks for a reason. Raises
        RuleBroken("reason_missing"|"field_locked"|"occurred_after_received"|"figure_negative"|"incident_unknown").
        """
        record = self._record(incident)
        before = incident_of(record)
        changed = {key: value for key, value in changes.items() if self._differs(record, key, value)}
        if not changed:
            return
        _refuse_locked(changed)
        if not reason.strip() and (lowered := _lowered(before, changed)):
            raise RuleBroken("reason_missing", field=lowered)
        fields = self._revised(record, before, changed)
        personal = {key: str(value) for key, value in changed.items() if key in PERSONAL}
        if personal:
            personal = {**self._desk.store.personal(incident), **personal}
        self._desk.write(
            Draft(
                kind="incident",
                record=incident,
                act="incident.revise",
                set=fields,
                base=_base(record, fields),
                to=self._told(record),
                personal=personal,
                note=reason.strip(),
            )
        )

    def resolve(self, incident: RecordId, field: str, value: Json) -> None:
        """Choose one of the values of a conflict; both stay in the history. Raises RuleBroken("no_conflict")."""
        self._desk.write(self.resolution(incident, field, value))

    def resolution(self, incident: RecordId, field: str, value: Json) -> Draft:
        """The draft of ``resolve``, for a use case that tells others in the same transaction."""
        record = self._record(incident)
        if field not in record.conflicts:
            raise RuleBroken("no_conflict", field=field)
        fields: dict[str, Json] = {field: value}
        base, to = _base(record, fields), self._told(record)
        return Draft(kind="incident", record=incident, act="incident.resolve", set=fields, base=base, to=to)

    def _told(self, record: Record) -> tuple[UnitCode, ...]:
        """The room whose incident it is hears what another room changes."""
        return () if record.unit == self._desk.unit else (record.unit,)

    def close(
        self, incident: RecordId, *, not_reported: bool = False, reason: str = "", leader: PersonId | None = None
    ) -> None:
        """End the handling; the incident stays open in the list until its final report has gone out.

        Closing as 不报 needs a reason and the leader: RuleBroken("reason_missing"|"leader_missing"|"already_closed").
        """
        record = self._record(incident)
        if moment(record.fields, "closed_at") is not None:
            raise RuleBroken("already_closed")
        if not_reported and not reason.strip():
            raise RuleBroken("reason_missing", field="reason")
        if not_reported and leader is None:
            raise RuleBroken("leader_missing", field="leader")
        fields: dict[str, Json] = {
            "closed_at": iso(self._desk.now()),
            "closed_by": self._desk.session.person,
            "closing_reason": reason.strip(),
            "not_reported": not_reported,
            "closing_leader": leader,
        }
        closed = replace(incident_of(record), closed_at=self._desk.now(), not_reported=not_reported)
        if not self._owes(closed):
            fields["status"] = str(IncidentStatus.CLOSED)
        self._write(record, "incident.close", fields, reason)

    def reopen(self, incident: RecordId, reason: str) -> None:
        """Go on handling a closed incident. Raises RuleBroken("reason_missing"|"not_closed")."""
        record = self._record(incident)
        if moment(record.fields, "closed_at") is None:
            raise RuleBroken("not_closed")
        if not reason.strip():
            raise RuleBroken("reason_missing", field="reason")
        fields: dict[str, Json] = {"closed_at": None, "not_reported": False, "status": str(IncidentStatus.OPEN)}
        self._write(record, "incident.reopen", fields, reason)

    def settling(self, incident: RecordId, report: Step) -> tuple[Draft, ...]:
        """What a report that leaves the room changes in its incident: after the end of the handling it is closed."""
        record = self._record(incident)
        ended = moment(record.fields, "closed_at") is not None
        if not ended or report not in {Step.FINAL, Step.SUPPLEMENT}:
            return ()
        fields: dict[str, Json] = {"status": str(IncidentStatus.CLOSED)}
        return (Draft(kind="incident", record=incident, act="incident.settle", set=fields, base=_base(record, fields)),)

    def row(self, incident: RecordId) -> IncidentRow:
        """Raises RuleBroken("incident_unknown")."""
        return self._rows.row(self._record(incident))

    def open_rows(self) -> tuple[IncidentRow, ...]:
        """Incidents being handled, and ended ones that still owe a report; the nearest deadline first."""
        found = self._desk.store.records("incident", status=str(IncidentStatus.OPEN))
        now = self._desk.now()
        return tuple(sorted(map(self._rows.row, found), key=lambda row: _nearest(row, now)))

    def all_rows(self, limit: int = LAST_CLOSED) -> tuple[IncidentRow, ...]:
        """Newest first."""
        found = self._desk.store.records("incident", limit=limit, newest_first=True)
        return tuple(map(self._rows.row, found))

    def known(self, incident: RecordId) -> Incident:
        """The incident as the domain sees it. Raises RuleBroken("incident_unknown")."""
        return incident_of(self._record(incident))

    def contact(self, incident: RecordId) -> tuple[str, str]:
        """Name and telephone of the contact on scene, in clear; callers mask what they show."""
        personal = self._desk.store.personal(incident)
        return personal.get("contact", ""), personal.get("contact_phone", "")

    def closing_reason(self, incident: RecordId) -> str:
        """Why and how the handling ended; "" while it goes on."""
        return text(self._record(incident).fields, "closing_reason")

    def deadlines(self, incident: Incident, sent: tuple[ReportFact, ...]) -> tuple[Deadline, ...]:
        """What the incident's unit owes after these reports."""
        return self._rows.deadlines(incident, sent)

    def receipts(self, incident: RecordId) -> dict[str, Receipt]:
        """Report or directive → its first receipt."""
        return self._rows.receipts(incident)

    def kind_path(self, code: str) -> tuple[str, ...]:
        return self._codes.path(code)

    def nearby(self, center: LonLat, radius_m: float) -> Nearby:
        """Counts and items of the ledgers inside a circle."""
        return nearby(self._desk.store, center, radius_m)

    # ------------------------------------------------------------------------------------------ inside

    def _record(self, incident: RecordId) -> Record:
        found = self._desk.store.record(incident)
        if found is None or found.kind != "incident":
            raise RuleBroken("incident_unknown", incident=incident)
        return found

    def _opening(self, new: NewIncident, record: RecordId, origin: RecordId | None) -> Draft:
        by, at = self._desk.session.person, iso(self._desk.now())
        figures: dict[str, Json] = dict(new.figures())
        told: dict[str, Json] = {
            name: {"value": value, "source": new.source, "at": at, "by": by}
            for name, value in figures.items()
            if value is not None
        }
        personal = {"contact": new.contact.strip(), "contact_phone": new.contact_phone.strip()}
        return Draft(
            kind="incident",
            record=record,
            act="incident.open",
            set={
                "number": self._desk.number("incident", new.received),
                "title": new.title.strip(),
                "code": new.code,
                "class": _plain(self.class_of(new.code)),
                "level": str(new.level),
                "sensitive": new.sensitive,
                "sensitive_reason": new.sensitive_reason.strip(),
                "place": new.place.strip(),
                "lon": new.lonlat.lon if new.lonlat else None,
                "lat": new.lonlat.lat if new.lonlat else None,
                "grid": new.grid or self._grid_of(new.lonlat),
                "occurred": iso(new.occurred),
                "received": iso(new.received),
                "discovered": iso(new.discovered),
                "source": new.source.strip(),
                "at": iso(new.received),
                "status": str(IncidentStatus.OPEN),
                "figures": told,
                "origin": origin,
                "radius": DEFAULT_RADIUS,
                "packs": [pack.key for pack in self._rules.in_force(new.received)],
                "drill": self._desk.drill,
                **figures,
            },
            personal={key: value for key, value in personal.items() if value},
        )

    def _origin(self, origin: RecordId, incident: RecordId) -> Draft:
        """Tie the line the incident came from to it; a call is decided by that."""
        found = self._desk.store.record(origin)
        if found is not None and text(found.fields, "decision"):
            return self._logbook.decision(origin, Decision.INCIDENT, incident=incident)
        return self._logbook.attachment(origin, incident)

    def class_of(self, code: str) -> EventClass | None:
        """The class of a code, by the book or by its first digits."""
        return self._codes.event_class(code) or class_of(code)

    def _grid_of(self, place: LonLat | None) -> str:
        """The name of the grid the place lies in; "" outside all grids."""
        if place is None:
            return ""
        for record in self._desk.store.within("grid", place.lon, place.lat, place.lon, place.lat):
            geometry = table(record.fields, "geometry")
            if geometry and contains(shape_from_geojson(geometry), place):
                return text(record.fields, "name")
        return ""

    def _differs(self, record: Record, key: str, value: object) -> bool:
        if key in PERSONAL:
            return self._desk.store.personal(record.id).get(key, "") != value
        if key == "lonlat":
            return incident_of(record).lonlat != value
        return record.fields.get(key) != _plain(value)

    def _revised(self, record: Record, before: Incident, changed: Mapping[str, object]) -> dict[str, Json]:
        fields: dict[str, Json] = {
            key: _plain(value) for key, value in changed.items() if key not in PERSONAL and key != "lonlat"
        }
        if "lonlat" in changed:
            place = changed["lonlat"]
            fields |= {"lon": place.lon, "lat": place.lat} if isinstance(place, LonLat) else {"lon": None, "lat": None}
        if "code" in fields:
            fields["class"] = _plain(self.class_of(text(fields, "code")))
        occurred = moment(fields, "occurred")
        if occurred is not None and occurred > before.received:
            raise RuleBroken("occurred_after_received", field="occurred")
        return fields | self._figures(record, before, fields)

    def _figures(self, record: Record, before: Incident, fields: Mapping[str, Json]) -> dict[str, Json]:
        """Who told the changed figures, and when; a change of casualties may call for a supplement."""
        figures = {name: whole(fields, name) for name in FIGURES if name in fields}
        if not figures:
            return {}
        domain.refuse_impossible_figures(figures)
        at, by = iso(self._desk.now()), self._desk.session.person
        told: dict[str, Json] = {
            name: {"value": value, "source": "", "at": at, "by": by} for name, value in figures.items()
        }
        more: dict[str, Json] = {"figures": {**table(record.fields, "figures"), **told}}
        if not set(figures).isdisjoint(CASUALTIES):
            more["casualties_changed"] = at
            changed = replace(before, casualties_changed=self._desk.now(), figures={**before.figures, **figures})
            if before.status is IncidentStatus.CLOSED and self._owes(changed):
                more["status"] = str(IncidentStatus.OPEN)
        return more

    def _owes(self, incident: Incident) -> bool:
        sent = report_facts(incident, self._desk.store.records("report", parent=incident.id))
        return strictest(self._rows.deadlines(incident, sent), self._desk.now()) is not None

    def _write(self, record: Record, act: str, fields: Mapping[str, Json], note: str) -> None:
        self._desk.write(
            Draft(kind="incident", record=record.id, act=act, set=fields, base=_base(record, fields), note=note.strip())
        )


def _refuse_locked(changed: Mapping[str, object]) -> None:
    for key in changed:
        if key not in REVISABLE:
            raise RuleBroken("field_locked", field=key)


def _lowered(before: Incident, changed: Mapping[str, object]) -> str:
    """The field that is made less serious; "" when none is."""
    level = changed.get("level")
    if isinstance(level, str) and Level(level).rank < before.level.rank:
        return "level"
    if changed.get("sensitive") is False and before.sensitive:
        return "sensitive"
    for name in CASUALTIES:
        earlier, now = before.figures.get(name), changed.get(name)
        if name in changed and earlier and (not isinstance(now, int) or now < earlier):
            return name
    return ""


def _base(record: Record, fields: Mapping[str, Json]) -> dict[str, tuple[EntryId, ...]]:
    """The entries whose values of critical fields the writer saw."""
    return {field: record.heads.get(field, ()) for field in fields if field in CRITICAL["incident"]}


def _plain(value: object) -> Json:
    """A value as fields keep it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, StrEnum):
        return str(value)
    return value if isinstance(value, (str, int, float, bool)) else None


def _nearest(row: IncidentRow, now: datetime) -> tuple[int, float, datetime]:
    """At once first, then by the time left; what owes nothing comes last, newest first."""
    deadline = row.driving(now)
    if deadline is None:
        return (2, -row.received.timestamp(), row.received)
    if deadline.state(now) is DeadlineState.AT_ONCE:
        return (0, -deadline.elapsed(now).total_seconds(), row.received)
    left = deadline.left(now)
    return (1, left.total_seconds() if left is not None else 0.0, row.received)
