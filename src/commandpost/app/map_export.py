"""The situation as map layers for others, by permission, and every export in the journal and the duty log.

Residents go out only when somebody asks for them: masked by those who may see them one by one, in clear by the duty
leader alone and with a reason. Callers and contacts never go out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from commandpost.app.desk import Desk
from commandpost.app.incidents import IncidentService
from commandpost.app.ledgers import LedgerService
from commandpost.app.logbook import LogbookService, LogMode
from commandpost.app.map_items import GRID
from commandpost.app.permissions import Action, require
from commandpost.app.record_fields import iso, table, text
from commandpost.app.sketches import SketchService
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ledgers.base import LedgerSpec, Value
from commandpost.domain.map_export import ExportFeature, ExportLayer, ExportWish, PeopleShown, Told
from commandpost.journal.entry import Draft, Json

_TELLING = frozenset({"address", "note"})  # whoever reads these knows a resident without the name


class MapExportService:
    """Gathers what may leave; nothing is handed out before it stands in the journal."""

    def __init__(
        self,
        desk: Desk,
        incidents: IncidentService,
        ledgers: LedgerService,
        sketches: SketchService,
        logbook: LogbookService,
    ) -> None:
        self._desk = desk
        self._incidents = incidents
        self._ledgers = ledgers
        self._sketches = sketches
        self._logbook = logbook

    def take(self, wish: ExportWish, file: str) -> tuple[ExportLayer, ...]:
        """The layers as they go into ``file``, recorded first.

        Raises RuleBroken("export_empty"|"export_reason_missing") and what ``permissions.require`` raises.
        """
        self._check(wish)
        layers = tuple(layer for layer in self._layers(wish) if layer.features)
        if not layers and not wish.kept:
            raise RuleBroken("export_empty")
        self._record(wish, layers, file)
        return layers

    def _check(self, wish: ExportWish) -> None:
        """Anybody who signed in may give away what is open; residents need more."""
        require(self._desk.session, Action.EXPORT)
        if wish.people is PeopleShown.MASKED:
            require(self._desk.session, Action.REVEAL)
        if wish.people is PeopleShown.CLEAR:
            require(self._desk.session, Action.EXPORT_PERSONAL)
            if not wish.reason.strip():
                raise RuleBroken("export_reason_missing", field="reason")

    def _layers(self, wish: ExportWish) -> Iterable[ExportLayer]:
        if wish.incidents:
            yield self._incident_layer()
        if wish.sketches:
            yield self._sketch_layer()
        if wish.grids:
            yield self._grid_layer()
        for spec in self._ledgers.specs():
            if spec.key in wish.ledgers and not spec.personal:
                yield self._ledger_layer(spec, clear=False)
            if spec.personal and wish.people is not PeopleShown.NOBODY:
                yield self._ledger_layer(spec, clear=wish.people is PeopleShown.CLEAR)

    def _incident_layer(self) -> ExportLayer:
        rows = [row for row in self._incidents.open_rows() if row.lonlat is not None]
        return ExportLayer(
            name="incidents",
            features=tuple(
                ExportFeature(
                    geometry=_point(row.lonlat.lon, row.lonlat.lat),
                    told={
                        "name": row.title,
                        "number": row.number,
                        "level": row.level.value,
                        "kind": row.code_name,
                        "place": row.place,
                        "occurred": iso(row.occurred),
                        "received": iso(row.received),
                    },
                )
                for row in rows
                if row.lonlat is not None
            ),
        )

    def _sketch_layer(self) -> ExportLayer:
        return ExportLayer(
            name="sketches",
            features=tuple(
                ExportFeature(
                    geometry=sketch.geometry,
                    told={"name": sketch.name, "kind": sketch.kind.value, "since": iso(sketch.since)},
                )
                for sketch in self._sketches.in_force()
            ),
        )

    def _grid_layer(self) -> ExportLayer:
        found = self._desk.store.records(GRID, unit=self._desk.unit)
        drawn = [(text(record.fields, "name"), table(record.fields, "geometry")) for record in found]
        features = (ExportFeature(geometry=geometry, told={"name": name}) for name, geometry in drawn if geometry)
        return ExportLayer(name="grids", features=tuple(features))

    def _ledger_layer(self, spec: LedgerSpec, *, clear: bool) -> ExportLayer:
        """Rows with a place; sensitive values as the table shows them, or in clear."""
        features: list[ExportFeature] = []
        for row in self._ledgers.rows(spec.key):
            geometry = row.geometry or (_point(row.lonlat.lon, row.lonlat.lat) if row.lonlat is not None else None)
            if geometry is None:
                continue
            plain: Mapping[str, str] = self._desk.store.personal(row.id) if clear else {}
            told = {
                one.key: _told(plain.get(one.key, row.values.get(one.key)))
                for one in spec.fields
                if clear or not (spec.personal and one.key in _TELLING)
            }
            features.append(ExportFeature(geometry=geometry, told=told))
        return ExportLayer(name=spec.key, features=tuple(features))

    def _record(self, wish: ExportWish, layers: tuple[ExportLayer, ...], file: str) -> None:
        counts: dict[str, Json] = {layer.name: len(layer.features) for layer in layers}
        asked: dict[str, Json] = {
            "file": file,
            "form": wish.form.value,
            "layers": counts,
            "kept": list[Json](wish.kept),
            "people": wish.people.value,
            "reason": wish.reason.strip(),
            "at": iso(self._desk.now()),
            "by": self._desk.session.person,
        }
        export = Draft(
            kind="export", record=self._desk.new_id("export"), act="export.write", set=asked, note=wish.reason.strip()
        )
        self._desk.write(export, self._logbook.line(_line(wish, layers, file), mode=LogMode.NOTE))


def _line(wish: ExportWish, layers: tuple[ExportLayer, ...], file: str) -> str:
    """导出地图文件：… ，居民信息…."""
    count = sum(len(layer.features) for layer in layers)
    people = {
        PeopleShown.NOBODY: "不含居民信息",
        PeopleShown.MASKED: "居民信息已隐去",
        PeopleShown.CLEAR: f"含居民信息明文，理由：{wish.reason.strip()}",
    }[wish.people]
    return f"导出地图文件：{file}，{count}个要素，{people}。"


def _point(lon: float, lat: float) -> dict[str, Json]:
    return {"type": "Point", "coordinates": [lon, lat]}


def _told(value: Value) -> Told:
    if isinstance(value, tuple):
        return "、".join(value)
    return str(value) if isinstance(value, bool) else value
