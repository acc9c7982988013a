"""Sketches of the situation: drawn, reshaped, ended; each deed also stands in the duty log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.logbook import LogbookService, LogMode
from commandpost.app.permissions import writing
from commandpost.app.record_fields import iso, moment, raw, table, text
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.map_layer import GeometryKind
from commandpost.domain.sketch import (
    LONGEST_NAME,
    SKETCHES,
    Sketch,
    SketchKind,
    checked_geometry,
    extent_words,
    kind_of_record,
    points_of,
    spec_of,
)
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record

IN_FORCE, ENDED = "in_force", "ended"
Points = Sequence[tuple[float, float]]


class SketchService:
    """Use cases of what is drawn on the map."""

    def __init__(self, desk: Desk, logbook: LogbookService) -> None:
        self._desk = desk
        self._logbook = logbook

    def draw(
        self,
        kind: SketchKind,
        shape: GeometryKind,
        points: Points,
        *,
        name: str = "",
        incident: RecordId | None = None,
    ) -> RecordId:
        """Keep a new sketch, in force from now on, and log it.

        Raises what ``sketch.checked_geometry`` raises, RuleBroken("sketch_name_long"|"incident_unknown").
        """
        geometry = checked_geometry(kind, points, shape)
        now = self._desk.now()
        record = self._desk.new_id("sketch")
        fields: dict[str, Json] = {
            "name": _name(name),
            "incident": self._incident(incident),
            "geometry": geometry,
            "at": iso(now),
            "since": iso(now),
            "until": None,
            "status": IN_FORCE,
        }
        kind_of = spec_of(kind).record_kind
        draft = Draft(kind=kind_of, record=record, act="sketch.draw", set=fields, to=self._readers(incident))
        self._desk.write(draft, self._line(_told(spec_of(kind).begun, fields), incident))
        return record

    def reshape(self, sketch: RecordId, shape: GeometryKind, points: Points) -> None:
        """Give a sketch in force another shape; the older ones stay in its history.

        Raises as ``draw``, RuleBroken("sketch_unknown"|"sketch_foreign"|"sketch_ended").
        """
        record = self._in_force(sketch)
        known = sketch_of(record)
        geometry = checked_geometry(known.kind, points, shape)
        if points_of(geometry) == points_of(known.geometry):
            return
        told = _told(f"调整{spec_of(known.kind).label.zh}", {"name": known.name, "geometry": geometry})
        self._desk.write(
            self._patch(record, "sketch.reshape", {"geometry": geometry}), self._line(told, known.incident)
        )

    def rename(self, sketch: RecordId, name: str) -> None:
        """Change what stands beside it.

        Raises RuleBroken("sketch_unknown"|"sketch_foreign"|"sketch_ended"|"sketch_name_long").
        """
        self._desk.write(self._patch(self._in_force(sketch), "sketch.rename", {"name": _name(name)}))

    def end(self, sketch: RecordId, reason: str = "") -> None:
        """Say that it holds no longer; it stays in the journal.

        Raises RuleBroken("sketch_unknown"|"sketch_foreign"|"sketch_ended").
        """
        record = self._in_force(sketch)
        known = sketch_of(record)
        fields: dict[str, Json] = {"until": iso(self._desk.now()), "status": ENDED}
        told = _told(spec_of(known.kind).ended, {"name": known.name}) + (
            f"，{reason.strip()}" if reason.strip() else ""
        )
        draft = self._patch(record, "sketch.end", fields, reason.strip())
        self._desk.write(draft, self._line(told, known.incident))

    def resume(self, sketch: RecordId) -> None:
        """Let an ended sketch hold again. Raises RuleBroken("sketch_unknown"|"sketch_foreign"|"sketch_in_force")."""
        record = self._own(sketch)
        known = sketch_of(record)
        if known.until is None:
            raise RuleBroken("sketch_in_force")
        fields: dict[str, Json] = {"until": None, "status": IN_FORCE}
        told = _told(f"恢复{spec_of(known.kind).label.zh}", {"name": known.name})
        self._desk.write(self._patch(record, "sketch.resume", fields), self._line(told, known.incident))

    def in_force(self) -> tuple[Sketch, ...]:
        """Everything that holds now, oldest first."""
        found = (self._desk.store.records(spec.record_kind, status=IN_FORCE) for spec in SKETCHES)
        return _ordered(sketch_of(record) for records in found for record in records)

    def of_incident(self, incident: RecordId) -> tuple[Sketch, ...]:
        """All sketches of an incident, those that are ended as well, oldest first."""
        found = (self._desk.store.records(spec.record_kind, parent=incident) for spec in SKETCHES)
        return _ordered(sketch_of(record) for records in found for record in records)

    def sketch(self, sketch: RecordId) -> Sketch:
        """Raises RuleBroken("sketch_unknown")."""
        return sketch_of(self._record(sketch))

    # ------------------------------------------------------------------------------------------------- inside

    def _record(self, sketch: RecordId) -> Record:
        found = self._desk.store.record(sketch)
        if found is None or kind_of_record(found.kind) is None:
            raise RuleBroken("sketch_unknown", sketch=sketch)
        return found

    def _own(self, sketch: RecordId) -> Record:
        """Raises RuleBroken("sketch_foreign") too: what another unit drew, only that unit may change."""
        found = self._record(sketch)
        if found.unit != self._desk.unit:
            raise RuleBroken("sketch_foreign")
        return found

    def _in_force(self, sketch: RecordId) -> Record:
        found = self._own(sketch)
        if moment(found.fields, "until") is not None:
            raise RuleBroken("sketch_ended")
        return found

    def _incident(self, incident: RecordId | None) -> RecordId | None:
        if incident is None:
            return None
        found = self._desk.store.record(incident)
        if found is None or found.kind != "incident":
            raise RuleBroken("incident_unknown", incident=incident)
        return incident

    def _patch(self, record: Record, act: str, changed: Mapping[str, Json], note: str = "") -> Draft:
        readers = self._readers(sketch_of(record).incident)
        return Draft(kind=record.kind, record=record.id, act=act, set=changed, to=readers, note=note)

    def _readers(self, incident: RecordId | None) -> tuple[UnitCode, ...]:
        """The unit whose incident it is sees what is drawn for it, though it lies below this one."""
        found = self._desk.store.record(incident) if incident else None
        return () if found is None or found.unit == self._desk.unit else (found.unit,)

    def _line(self, told: str, incident: RecordId | None) -> Draft:
        writing(self._desk.session)  # before a number is taken
        return self._logbook.line(told, mode=LogMode.ON_SCENE, incident=incident)


def sketch_of(record: Record) -> Sketch:
    """The sketch of a record of one of ``SKETCH_KINDS``."""
    fields = record.fields
    incident = raw(fields, "incident")
    return Sketch(
        id=record.id,
        unit=record.unit,
        kind=kind_of_record(record.kind) or SketchKind.MARK,
        name=text(fields, "name"),
        incident=RecordId(incident) if incident else None,
        geometry=table(fields, "geometry"),
        since=moment(fields, "since") or record.created.at,
        until=moment(fields, "until"),
    )


def _told(deed: str, fields: dict[str, Json]) -> str:
    """划定警戒区：东侧路口（1.25公顷）."""
    geometry = fields.get("geometry")
    size = extent_words(geometry) if isinstance(geometry, dict) else ""
    name = str(fields.get("name") or "")
    return deed + (f"：{name}" if name else "") + (f"（{size}）" if size else "")


def _name(name: str) -> str:
    plain = " ".join(name.split())
    if len(plain) > LONGEST_NAME:
        raise RuleBroken("sketch_name_long", field="name", limit=LONGEST_NAME)
    return plain


def _ordered(sketches: Iterable[Sketch]) -> tuple[Sketch, ...]:
    return tuple(sorted(sketches, key=_age))


def _age(sketch: Sketch) -> tuple[datetime, str]:
    return sketch.since, sketch.id
