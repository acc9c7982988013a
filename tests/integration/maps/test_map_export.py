"""Exports opened again by other programs, and what of residents goes out."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyogrio
import pytest

from commandpost.app.desk import Desk, PersonRole
from commandpost.app.incidents import IncidentService
from commandpost.app.ledgers import LedgerService
from commandpost.app.logbook import LogbookService
from commandpost.app.map_export import MapExportService
from commandpost.app.rulebook import RuleService
from commandpost.app.sketches import SketchService
from commandpost.bootstrap.map_library import MapLibrary
from commandpost.bootstrap.shipped import code_book, rule_packs
from commandpost.domain.coordinates import LonLat
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.domain.ids import PersonId
from commandpost.domain.incident import NewIncident
from commandpost.domain.ledgers.base import Value
from commandpost.domain.map_export import ExportLayer, ExportWish, MapForm, PeopleShown
from commandpost.domain.map_import import LayerOrigin, ReadChoice
from commandpost.domain.map_layer import GeometryKind
from commandpost.domain.sketch import SketchKind
from commandpost.geodata.exporting import write_map
from commandpost.journal.entry import Draft
from tests.factories import memory_desk
from tests.unit.geodata.test_formats import NAME, STREET, write

PLACE = LonLat(116.4, 39.9)
SQUARE = ((116.40, 39.90), (116.41, 39.90), (116.41, 39.91), (116.40, 39.91))
RING = [[list(corner) for corner in (*SQUARE, SQUARE[0])]]
RESIDENT = "李秀英"
ALL = ExportWish(form=MapForm.GEOPACKAGE, incidents=True, sketches=True, grids=True, ledgers=("team", "shelter"))


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = memory_desk()
    sit(made, PersonRole.DUTY_OFFICER)
    yield made
    made.store.close()  # type: ignore[attr-defined]  # the real journal behind the port


def sit(desk: Desk, *roles: PersonRole) -> None:
    desk.session.person, desk.session.roles, desk.session.locked = PersonId("staff-1"), frozenset(roles), False


@pytest.fixture
def exports(desk: Desk) -> MapExportService:
    """A street with one incident, one cordon, one grid, one team and one resident."""
    logbook = LogbookService(desk)
    incidents = IncidentService(desk, RuleService(desk, rule_packs()), code_book())
    ledgers, sketches = LedgerService(desk), SketchService(desk, logbook)
    wall = NewIncident(title="墙体坍塌", code="", lonlat=PLACE, received=desk.now())
    incidents.open(replace(wall, contact="王某", contact_phone="13900001234"))
    sketches.draw(SketchKind.CORDON, GeometryKind.AREA, SQUARE, name="东侧路口")
    grid = {"name": "第一网格", "geometry": {"type": "Polygon", "coordinates": RING}}
    desk.write(Draft(kind="grid", record=desk.new_id("grid"), act="grid.draw", set=grid))  # type: ignore[arg-type]  # plain JSON
    ledgers.save("team", None, {"name": "抢险一队", "type": "works", "members": 12}, lonlat=PLACE)
    resident: dict[str, Value] = {
        "name": RESIDENT,
        "needs": ("oxygen",),
        "phone": "13912345678",
        "address": "槐树里12号院3单元",
    }
    ledgers.save("person", None, resident, lonlat=PLACE)
    return MapExportService(desk, incidents, ledgers, sketches, logbook)


def content(path: Path) -> str:
    """Everything in the file, as another program reads it."""
    told = subprocess.run(
        ["ogr2ogr", "-f", "GeoJSONSeq", "/vsistdout/", str(path)], check=False, capture_output=True, text=True
    )
    if told.returncode == 0 and len(pyogrio.list_layers(path)) == 1:
        return told.stdout
    parts = [
        subprocess.run(
            ["ogr2ogr", "-f", "GeoJSONSeq", "/vsistdout/", str(path), str(name)],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for name, _ in pyogrio.list_layers(path).tolist()
    ]
    return "".join(parts)


@pytest.mark.skipif(shutil.which("ogr2ogr") is None, reason="ogr2ogr is not on this machine")
@pytest.mark.parametrize("form", MapForm)
def test_the_situation_is_opened_by_another_program(exports: MapExportService, tmp_path: Path, form: MapForm) -> None:
    path = tmp_path / f"态势.{form.value}"
    write_map(path, form, exports.take(ALL, path.name))

    told = content(path)

    for words in ("墙体坍塌", "东侧路口", "第一网格", "抢险一队"):
        assert words in told
    assert "[ 116.4, 39.9" in told or "[116.4,39.9" in told.replace(" ", "")
    assert "王某" not in told
    assert "13900001234" not in told
    assert RESIDENT not in told


def test_each_layer_of_a_geopackage_has_its_own_table_and_numbers_stay_numbers(
    exports: MapExportService, tmp_path: Path
) -> None:
    path = tmp_path / "态势.gpkg"
    write_map(path, MapForm.GEOPACKAGE, exports.take(ALL, path.name))
    assert [str(name) for name, _ in pyogrio.list_layers(path)] == ["incidents", "sketches", "grids", "team"]
    meta = pyogrio.read_info(path, layer="team")
    assert dict(zip(meta["fields"], meta["dtypes"], strict=True))["members"] == "float64"


@pytest.mark.parametrize(("people", "named"), [(PeopleShown.NOBODY, None), (PeopleShown.MASKED, "李○英")])
def test_residents_go_out_masked_or_not_at_all(
    exports: MapExportService, people: PeopleShown, named: str | None
) -> None:
    layers = exports.take(ExportWish(form=MapForm.KML, incidents=True, people=people), "a.kml")
    told = _told(layers)
    assert RESIDENT not in told
    assert "13912345678" not in told
    assert "槐树里12号院" not in told
    assert (named in told) if named else ("person" not in {layer.name for layer in layers})


def test_residents_in_clear_need_the_leader_and_a_reason_and_are_logged(exports: MapExportService, desk: Desk) -> None:
    wish = ExportWish(form=MapForm.GEOJSON, people=PeopleShown.CLEAR)
    assert _refused(exports, wish) == "not_permitted"
    sit(desk, PersonRole.DUTY_LEADER)
    assert _refused(exports, wish) == "export_reason_missing"
    assert desk.store.records("export") == ()

    clear = ExportWish(form=MapForm.GEOJSON, people=PeopleShown.CLEAR, reason="转移名单交救援队")
    assert RESIDENT in _told(exports.take(clear, "名单.geojson"))

    (record,) = desk.store.records("export")
    assert (record.fields["people"], record.fields["reason"], record.fields["by"]) == (
        "clear",
        "转移名单交救援队",
        "staff-1",
    )
    log = [str(line.fields["text"]) for line in desk.store.records("log")]
    assert any("名单.geojson" in text and "居民信息明文" in text for text in log)


def test_nobody_at_the_desk_gives_nothing_away(exports: MapExportService, desk: Desk) -> None:
    desk.session.locked = True
    assert _refused(exports, ALL) == "locked"
    desk.session.person = None
    assert _refused(exports, ALL) == "sign_in_first"


def test_an_export_of_nothing_is_refused_and_not_logged(exports: MapExportService, desk: Desk) -> None:
    assert _refused(exports, ExportWish(form=MapForm.KML, ledgers=("supply",))) == "export_empty"
    assert desk.store.records("export") == ()


@pytest.mark.parametrize("form", MapForm)
def test_a_kept_layer_goes_out_with_its_fields_and_its_owner(tmp_path: Path, desk: Desk, form: MapForm) -> None:
    import shapely

    library = MapLibrary(desk.store, tmp_path / "maps")
    origin = LayerOrigin(source="路.shp", provider="区规划部门（示例）", approval_number="京S(示例)001号")
    source = write(tmp_path / "路.gpkg", [shapely.LineString(STREET)], driver="GPKG")
    list(library.keep(source, ReadChoice(), "路网", origin, base=True))
    target = tmp_path / f"out.{form.value}"

    library.export(target, form, (), [library.layers()[0].id])
    library.close()

    told = content(target)
    for words in (NAME, "区规划部门（示例）", "京S(示例)001号", "路.shp"):
        assert words in told


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, exports: MapExportService) -> None:
    layers = exports.take(ALL, "a.gpkg")
    for form in MapForm:
        with pytest.raises(Unavailable) as caught:
            write_map(tmp_path / "absent" / f"a.{form.value}", form, layers)
        assert caught.value.code == "file_not_writable"


def test_an_old_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.geojson"
    target.write_text("old", encoding="utf-8")
    broken = ExportLayer(name="x", features=())
    write_map(target, MapForm.GEOJSON, [broken])
    assert json.loads(target.read_text(encoding="utf-8")) == {"type": "FeatureCollection", "features": []}
    assert [path.name for path in tmp_path.iterdir()] == ["a.geojson"]


def _refused(exports: MapExportService, wish: ExportWish) -> str:
    with pytest.raises(RuleBroken) as caught:
        exports.take(wish, "a")
    return caught.value.code


def _told(layers: tuple[ExportLayer, ...]) -> str:
    return json.dumps([dict(feature.told) for layer in layers for feature in layer.features], ensure_ascii=False)
