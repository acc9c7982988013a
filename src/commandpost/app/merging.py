"""Two incidents that are one: suggested with reasons, looked at beforehand, merged without loss, taken apart again."""

from __future__ import annotations

from dataclasses import dataclass

from commandpost.app.desk import Desk
from commandpost.app.duty_setup import DutySetupService
from commandpost.app.incident_records import incident_of
from commandpost.app.incident_rows import IncidentRow
from commandpost.app.incidents import IncidentService
from commandpost.app.permissions import Action, require
from commandpost.app.raised import family_of, is_merged, main_of, own_incident, own_open
from commandpost.app.record_fields import iso, table
from commandpost.app.report_lists import has_left
from commandpost.domain.codes import Level
from commandpost.domain.deadlines import Deadline, DeadlineState
from commandpost.domain.duplicates import DuplicateFigures, Likeness, alike_among, likely_same
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.incident import Incident, IncidentStatus
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import CRITICAL, Record

__all__ = ["Likeness", "MergePreview", "MergingService"]

BEFORE_MERGE = ("status", "closed_at", "closing_reason")  # as it was, should the merge be undone


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePreview:
    """What a merge would do, before anybody does it."""

    kept: IncidentRow  # the earlier one, which goes on
    gone: IncidentRow  # the later one, which stays legible in it
    level: Level  # of the one that goes on, afterwards
    sensitive: bool
    lines: int  # of the log, which move over
    reports: int  # which left about the later one
    overdue: tuple[Deadline, ...]  # must be reported first: no lateness ends by a merge
    ends: tuple[Deadline, ...]  # owed of the later one alone, and no longer afterwards


class MergingService:
    """Use cases of duplicates; a person decides, nothing is rewritten, everything can be undone."""

    def __init__(self, desk: Desk, incidents: IncidentService) -> None:
        self._desk = desk
        self._incidents = incidents
        self._compared: tuple[object, ...] = ()
        self._alike = frozenset[RecordId]()

    def alike(self) -> frozenset[RecordId]:
        """Open incidents of this room that may be the same as another."""
        figures = self._figures
        found = own_open(self._desk, figures.back_hours)
        compared = (figures, *((one.id, one.title, one.place, one.lonlat, one.code, one.occurred) for one in found))
        if self._compared != compared:  # as many times as there are pairs: not for every line of the log
            self._alike, self._compared = alike_among(found, figures), compared
        return self._alike

    @property
    def _figures(self) -> DuplicateFigures:
        return DutySetupService(self._desk).setup().duplicates

    def duplicates(self, incident: RecordId) -> tuple[Likeness, ...]:
        """Other open incidents of this room that may be the same."""
        figures = self._figures
        return likely_same(self._incidents.known(incident), own_open(self._desk, figures.back_hours), figures)

    def others(self, incident: RecordId) -> tuple[IncidentRow, ...]:
        """Every other open incident of this room: a person may know better than any likeness."""
        rows = self._incidents.open_rows()
        return tuple(row for row in rows if row.unit == self._desk.unit and row.id != incident)

    def merged(self, incident: RecordId) -> tuple[IncidentRow, ...]:
        """What was merged into an incident and can be taken out again."""
        return tuple(self._incidents.row(one) for one in family_of(self._desk, incident)[1:])

    def preview(self, one: RecordId, other: RecordId) -> MergePreview:
        """What ``merge`` would do with these two, whichever came first. Raises as it does of the incidents."""
        pair = [own_incident(self._desk, one), own_incident(self._desk, other)]
        earlier, later = sorted(pair, key=lambda record: incident_of(record).received)
        kept, gone = self._incidents.row(earlier.id), self._incidents.row(later.id)
        now, after = self._desk.now(), _graver(incident_of(later), incident_of(earlier))
        waiting = [deadline for deadline in gone.deadlines if deadline.is_open]
        reports = self._desk.store.records("report", parent=gone.id)
        return MergePreview(
            kept=kept,
            gone=gone,
            level=gone.level if "level" in after else kept.level,
            sensitive=kept.sensitive or gone.sensitive,
            lines=len(self._desk.store.records("log", parent=gone.id)),
            reports=sum(has_left(report) for report in reports),
            overdue=tuple(deadline for deadline in waiting if deadline.state(now) is DeadlineState.OVERDUE),
            ends=tuple(deadline for deadline in waiting if deadline.state(now) is not DeadlineState.OVERDUE),
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
        later, earlier = own_incident(self._desk, duplicate), own_incident(self._desk, into)
        if incident_of(later).received < incident_of(earlier).received:
            raise RuleBroken("merge_into_earlier")
        if self.preview(duplicate, into).overdue:
            raise RuleBroken("merge_owes")
        now = self._desk.now()
        gone: dict[str, Json] = {
            "merged_into": into,
            "subject": into,  # found by it
            "merged_at": iso(now),
            "before_merge": {name: later.fields.get(name) for name in BEFORE_MERGE},
            "closed_at": iso(now),
            "closing_reason": reason.strip(),
            "status": str(IncidentStatus.CLOSED),
        }
        drafts = [_patch(later, "incident.merge", gone, reason)]
        kept = _graver(incident_of(later), incident_of(earlier))
        if kept:
            drafts.append(_patch(earlier, "incident.take_in", kept, reason))
        self._desk.write(*drafts)

    def split(self, duplicate: RecordId, reason: str) -> None:
        """Undo a merge: the incident is open again as it was. Raises RuleBroken("not_merged"|"reason_missing")."""
        require(self._desk.session, Action.DECIDE)
        record = own_incident(self._desk, duplicate)
        if not is_merged(record):
            raise RuleBroken("not_merged")
        if not reason.strip():
            raise RuleBroken("reason_missing", field="reason")
        before = table(record.fields, "before_merge")
        back: dict[str, Json] = {
            "merged_into": None,
            "subject": None,
            **{name: before.get(name) for name in BEFORE_MERGE},
        }
        back["status"] = before.get("status") or str(IncidentStatus.OPEN)
        self._desk.write(_patch(record, "incident.split", back, reason))


def _graver(later: Incident, earlier: Incident) -> dict[str, Json]:
    kept: dict[str, Json] = {}
    if later.level.rank > earlier.level.rank:
        kept["level"] = str(later.level)
    if later.sensitive and not earlier.sensitive:
        kept |= {"sensitive": True, "sensitive_reason": later.sensitive_reason}
    return kept


def _patch(record: Record, act: str, fields: dict[str, Json], note: str) -> Draft:
    base = {field: record.heads.get(field, ()) for field in fields if field in CRITICAL["incident"]}
    return Draft(kind="incident", record=record.id, act=act, set=fields, base=base, note=note.strip())
