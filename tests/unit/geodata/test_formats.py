"""Every format users bring, made here and read back; and the traps that come with them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyogrio.raw
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from commandpost.domain.coordinates import Datum, FloatArray, LonLat, distance_m, from_cgcs2000
from commandpost.domain.errors import RuleBroken
from commandpost.domain.local_plane import LocalPlane
from commandpost.domain.map_import import MapReading, ReadChoice, ReadProgress
from commandpost.domain.map_layer import GeometryKind, LayerRole
from commandpost.geodata.bounded import MapReader, whole_reading
from commandpost.geodata.readers import read_attributes, read_map, survey_map
from tests.osm_pbf import write_pbf

STREET = [(116.40, 39.90), (116.41, 39.905), (116.42, 39.91)]
CITY_BLOCK = [(116.40, 39.90), (116.41, 39.90), (116.41, 39.91), (116.40, 39.91), (116.40, 39.90)]
NAME = "永宁大街"
GPX = """<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="39.9" lon="116.4"><name>集合点</name></wpt>
<trk><name>巡查路线</name><trkseg>
<trkpt lat="39.9" lon="116.4"/><trkpt lat="39.91" lon="116.41"/></trkseg></trk></gpx>"""
KML = """<?xml version="1.0" encoding="UTF-8"?>{doctype}<kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Folder><name>点位</name><Placemark><name>{name}</name><Point><coordinates>116.4,39.9,50</coordinates></Point>
</Placemark></Folder></Document></kml>"""
OSM = """<?xml version="1.0"?><osm version="0.6"><node id="1" lon="116.40" lat="39.90" version="1"/>
<node id="2" lon="116.41" lat="39.90" version="1"/><node id="3" lon="116.41" lat="39.91" version="1"/>
<way id="9" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="primary"/>
<tag k="name" v="永宁大街"/></way>
<way id="10" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="building" v="yes"/></way></osm>"""


def columns(places: list[tuple[float, float]]) -> tuple[FloatArray, FloatArray]:
    """All longitudes and all latitudes."""
    lon, lat = np.array(places).T
    return lon, lat


def write(path: Path, shapes: Sequence[BaseGeometry], *, crs: str | None = "EPSG:4490", **said: object) -> Path:
    kinds = {shape.geom_type for shape in shapes}
    names = np.array([NAME] * len(shapes), dtype=object)
    pyogrio.raw.write(
        path,
        shapely.to_wkb(shapes),
        [names],
        ["名称"],
        geometry_type=kinds.pop() if len(kinds) == 1 else "Unknown",
        crs=crs,
        **said,
    )
    return path


@pytest.fixture(scope="module")
def reader() -> Iterator[MapReader]:
    """One warm process for all tests: what one file does to it must not reach the next."""
    with MapReader() as started:
        yield started


@pytest.mark.parametrize("encoding", ["GB18030", "UTF-8"])
@pytest.mark.parametrize("said", [True, False])
def test_a_shapefile_is_read_in_its_encoding_whether_it_says_so_or_not(
    tmp_path: Path, encoding: str, said: bool
) -> None:
    path = write(tmp_path / "路.shp", [shapely.LineString(STREET)], driver="ESRI Shapefile", encoding=encoding)
    if not said:
        path.with_suffix(".cpg").unlink()
        _forget_language(path.with_suffix(".dbf"))

    assert survey_map(path).encoding == encoding.lower()
    assert read_map(path).layers[0].names == (NAME,)


def test_the_operator_may_know_the_encoding_better(tmp_path: Path) -> None:
    path = write(tmp_path / "路.shp", [shapely.LineString(STREET)], driver="ESRI Shapefile", encoding="GB18030")
    path.with_suffix(".cpg").write_text("UTF-8", encoding="ascii")
    assert read_map(path).layers[0].names == (NAME,)  # its bytes are no UTF-8

    path.with_suffix(".cpg").write_text("BIG5", encoding="ascii")

    assert read_map(path).layers[0].names != (NAME,)
    assert read_map(path, ReadChoice(encoding="gb18030")).layers[0].names == (NAME,)


def test_a_zipped_shapefile_with_chinese_windows_names_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "路网.shp", [shapely.LineString(STREET)], driver="ESRI Shapefile", encoding="GB18030")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        for part in sorted(tmp_path.glob("路网.*")):
            made.writestr(part.name.encode("gb18030").decode("cp437"), part.read_bytes())
    assert path.exists()
    assert read_map(tmp_path / "a.zip").layers[0].names == (NAME,)


@pytest.mark.parametrize(("suffix", "driver"), [(".gpkg", "GPKG"), (".geojson", "GeoJSON"), (".fgb", "FlatGeobuf")])
def test_areas_with_chinese_names_are_read(tmp_path: Path, reader: MapReader, suffix: str, driver: str) -> None:
    path = write(tmp_path / f"街坊{suffix}", [shapely.Polygon(CITY_BLOCK)], driver=driver)
    layer = _read(reader, path).layers[0]
    assert (layer.kind, layer.names, len(layer.lonlat)) == (GeometryKind.AREA, (NAME,), 5)


def test_kml_and_kmz_are_read_flat(tmp_path: Path, reader: MapReader) -> None:
    kml = tmp_path / "点.kml"
    kml.write_text(KML.format(name=NAME, doctype=""), encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "点.kmz", "w") as made:
        made.write(kml, "doc.kml")
    for path in (kml, tmp_path / "点.kmz"):
        layer = _read(reader, path).layers[0]
        assert (layer.kind, layer.names, layer.lonlat.tolist()) == (GeometryKind.POINT, (NAME,), [[116.4, 39.9]])


def test_waypoints_and_tracks_of_gpx_are_read(tmp_path: Path) -> None:
    path = tmp_path / "巡查.gpx"
    path.write_text(GPX, encoding="utf-8")
    survey = survey_map(path)
    assert {layer.name for layer in survey.layers} == {"waypoints", "tracks", "track_points"}
    layers = {layer.name: layer for layer in read_map(path, ReadChoice(layers=("waypoints", "tracks"))).layers}
    assert layers["waypoints"].names == ("集合点",)
    assert (layers["tracks"].kind, layers["tracks"].names) == (GeometryKind.LINE, ("巡查路线",))


def test_openstreetmap_xml_shows_roads_and_houses(tmp_path: Path, reader: MapReader) -> None:
    path = tmp_path / "area.osm"
    path.write_text(OSM, encoding="utf-8")
    layers = {layer.role: layer for layer in _read(reader, path).layers}
    assert layers[LayerRole.ROAD].names == (NAME,)
    assert layers[LayerRole.BUILDING].feature_count == 1


def test_openstreetmap_pbf_shows_roads(tmp_path: Path, reader: MapReader) -> None:
    path = write_pbf(tmp_path / "area.osm.pbf", STREET, street=NAME)
    layer = next(layer for layer in _read(reader, path).layers if layer.role is LayerRole.ROAD)
    assert (layer.names, layer.ranks.tolist()) == ((NAME,), [1])
    assert layer.lonlat == pytest.approx(np.array(STREET), abs=1e-6)


def test_a_drawing_in_the_citys_own_plane_needs_its_parameters(tmp_path: Path) -> None:
    plane = LocalPlane(east_m=-3_000.0, north_m=4_100_000.0, rotation_seconds=120.0)
    east, north = plane.from_lonlat(*np.array(STREET).T)
    path = tmp_path / "图.dxf"
    line = shapely.to_wkb([shapely.LineString(np.column_stack([east, north]))])
    with pytest.warns(UserWarning, match="crs"):
        pyogrio.raw.write(
            path, line, [np.array(["路"], dtype=object)], ["Layer"], driver="DXF", geometry_type="LineString", crs=None
        )

    with pytest.raises(RuleBroken) as caught:
        read_map(path)
    layer = read_map(path, ReadChoice(plane=plane)).layers[0]

    assert caught.value.code == "map_crs_unknown"
    assert layer.lonlat == pytest.approx(np.array(STREET), abs=1e-8)
    with pytest.raises(RuleBroken) as caught:
        read_map(path, ReadChoice(plane=LocalPlane()))
    assert caught.value.code == "map_plane_wrong"


def test_a_file_in_gcj02_is_moved_when_the_operator_says_so(tmp_path: Path, reader: MapReader) -> None:
    shifted = np.column_stack(from_cgcs2000(*columns(STREET), Datum.GCJ02))
    path = write(tmp_path / "a.gpkg", [shapely.LineString(shifted)], driver="GPKG")
    as_written, moved = _read(reader, path).layers[0], _read(reader, path, ReadChoice(datum=Datum.GCJ02)).layers[0]
    assert distance_m(LonLat(*as_written.lonlat[0]), LonLat(*STREET[0])) > 500
    assert distance_m(LonLat(*moved.lonlat[0]), LonLat(*STREET[0])) < 0.001


def test_degrees_under_a_metre_label_are_noticed_and_read_as_degrees(tmp_path: Path, reader: MapReader) -> None:
    path = write(tmp_path / "a.gpkg", [shapely.LineString(STREET)], driver="GPKG", crs="EPSG:3857")
    reading = _read(reader, path)
    assert reading.notes == ("label_wrong",)
    assert reading.layers[0].lonlat == pytest.approx(np.array(STREET))


def test_metres_under_a_degree_label_are_refused_by_name(tmp_path: Path, reader: MapReader) -> None:
    path = write(tmp_path / "a.gpkg", [shapely.Point(448_000, 4_418_000)], driver="GPKG", crs="EPSG:4326")
    with pytest.raises(RuleBroken) as caught:
        _read(reader, path)
    assert (caught.value.code, caught.value.params["label"]) == ("map_crs_wrong", "EPSG:4326")


def test_latitude_before_longitude_is_noticed_and_turned(tmp_path: Path, reader: MapReader) -> None:
    path = write(tmp_path / "a.gpkg", [shapely.LineString([(y, x) for x, y in STREET])], driver="GPKG")
    reading = _read(reader, path)
    assert reading.notes == ("axes_swapped",)
    assert reading.layers[0].lonlat == pytest.approx(np.array(STREET))


def test_collections_and_mixed_geometry_are_taken_apart(tmp_path: Path, reader: MapReader) -> None:
    block = shapely.Polygon(CITY_BLOCK)
    collection = shapely.GeometryCollection(
        [shapely.Point(STREET[0]), shapely.MultiPolygon([block]), shapely.Polygon()]
    )
    path = tmp_path / "mixed.geojson"
    features = [
        {"type": "Feature", "properties": {}, "geometry": json.loads(shapely.to_geojson(shape))}
        for shape in (collection, shapely.LineString(STREET))
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    assert {layer.kind for layer in _read(reader, path).layers} == set(GeometryKind)


def test_a_ring_of_two_million_points_is_refused_and_the_reader_goes_on(tmp_path: Path, reader: MapReader) -> None:
    turns = np.linspace(0, 2 * np.pi, 2_000_000)
    ring = shapely.Polygon(np.column_stack([116.4 + 0.1 * np.cos(turns), 39.9 + 0.1 * np.sin(turns)]))
    huge = write(tmp_path / "huge.gpkg", [ring], driver="GPKG")
    good = write(tmp_path / "good.gpkg", [shapely.LineString(STREET)], driver="GPKG")
    with pytest.raises(RuleBroken) as caught:
        whole_reading(reader.read(huge))
    assert (caught.value.code, caught.value.params["points"]) == ("map_ring_too_long", "2000000")
    assert whole_reading(reader.read(good)).layers[0].names == (NAME,)


def test_an_xml_bomb_is_refused_before_it_is_expanded(tmp_path: Path, reader: MapReader) -> None:
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE kml [<!ENTITY a0 "ha">{entities}]>'
    path = tmp_path / "bomb.kml"
    path.write_text(KML.format(name="&a9;", doctype=bomb), encoding="utf-8")
    with pytest.raises(RuleBroken) as caught:
        _read(reader, path)
    assert caught.value.code == "map_xml_bomb"


def test_xml_nested_without_end_is_refused(tmp_path: Path, reader: MapReader) -> None:
    path = tmp_path / "deep.gpx"
    path.write_text("<gpx>" + "<a>" * 5000 + "</a>" * 5000 + "</gpx>", encoding="utf-8")
    with pytest.raises(RuleBroken) as caught:
        _read(reader, path)
    assert caught.value.code == "map_xml_bomb"


def test_a_zip_bomb_is_refused_while_it_unpacks(tmp_path: Path, reader: MapReader) -> None:
    path = tmp_path / "bomb.kmz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("doc.kml", b" " * 50_000_000)
    with pytest.raises(RuleBroken) as caught:
        _read(reader, path)
    assert caught.value.code == "map_archive_bomb"


@pytest.mark.parametrize(
    ("members", "code"),
    [({"readme.txt": b"x"}, "map_archive_empty"), ({f"{n}.kml": b"" for n in range(600)}, "map_archive_bomb")],
)
def test_an_archive_without_a_map_or_with_too_much_is_refused(
    tmp_path: Path, members: dict[str, bytes], code: str
) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
    with pytest.raises(RuleBroken) as caught:
        read_map(path)
    assert caught.value.code == code


def test_members_never_leave_the_folder_they_are_unpacked_to(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("../../outside.kml", KML.format(name=NAME, doctype=""))
    assert read_map(path).layers[0].names == (NAME,)
    assert not (tmp_path.parent / "outside.kml").exists()


def test_a_file_that_points_elsewhere_is_no_map(tmp_path: Path, reader: MapReader) -> None:
    good = write(tmp_path / "good.gpkg", [shapely.LineString(STREET)], driver="GPKG")
    path = tmp_path / "pointer.gpkg"
    source = f"<SrcDataSource>{good}</SrcDataSource>"
    path.write_text(f'<OGRVRTDataSource><OGRVRTLayer name="good">{source}</OGRVRTLayer></OGRVRTDataSource>')
    with pytest.raises(RuleBroken) as caught:
        _read(reader, path)
    assert caught.value.code == "map_form_unknown"


def test_what_the_window_shows_is_read_before_the_rest_and_progress_is_told(tmp_path: Path, reader: MapReader) -> None:
    grid = [shapely.Point(116 + x / 200, 39.5 + y / 200) for x in range(200) for y in range(150)]
    path = write(tmp_path / "many.gpkg", grid, driver="GPKG")
    steps = list(reader.read(path, ReadChoice(first_look=(116.0, 39.5, 116.0224, 39.5224))))
    progress = [step for step in steps if isinstance(step, ReadProgress)]
    early, whole = progress[0].first_look, steps[-1]
    assert early is not None
    assert early.layers[0].feature_count == 25
    assert [(step.done, step.total) for step in progress[1:]] == [(1_500, 30_000), (21_500, 30_000), (30_000, 30_000)]
    assert isinstance(whole, MapReading)
    assert whole.layers[0].feature_count == 30_000


def test_a_reading_can_be_stopped_and_the_next_one_begins_anew(tmp_path: Path, reader: MapReader) -> None:
    path = write(tmp_path / "many.gpkg", [shapely.Point(116.4, 39.9)] * 50_000, driver="GPKG")
    steps = reader.read(path)
    next(steps)
    reader.stop()
    with pytest.raises(RuleBroken) as caught:
        whole_reading(steps)
    assert caught.value.code == "map_reading_stopped"
    assert whole_reading(reader.read(path)).layers[0].feature_count == 50_000


def test_a_kept_layer_has_its_fields_and_its_true_place(tmp_path: Path, reader: MapReader) -> None:
    shifted = np.column_stack(from_cgcs2000(*columns(STREET), Datum.BD09))
    path = write(tmp_path / "a.shp", [shapely.LineString(shifted)], driver="ESRI Shapefile", encoding="GB18030")
    folder = tmp_path / "kept"
    folder.mkdir()
    reader.warm()
    layer = whole_reading(reader.keep(path, ReadChoice(datum=Datum.BD09), folder)).layers[0]
    assert layer.lonlat == pytest.approx(np.array(STREET), abs=1e-8)
    assert read_attributes(layer, int(layer.fids[0]))["名称"] == NAME
    assert Path(layer.source).parent == folder


def _read(reader: MapReader, path: Path, choice: ReadChoice | None = None) -> MapReading:
    return whole_reading(reader.read(path, choice))


def _forget_language(table: Path) -> None:
    content = bytearray(table.read_bytes())
    content[29] = 0
    table.write_bytes(content)
