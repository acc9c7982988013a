"""Map files in and out: what is read, what is refused, and with which words."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyogrio.raw
import pytest
import shapely

from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.domain.map_import import ReadChoice
from commandpost.domain.map_layer import GeometryKind, LayerRole, MapLayerData, layer_of, signed_area
from commandpost.geodata.archive import load_layers, save_layers
from commandpost.geodata.bounded import read_layers_bounded
from commandpost.geodata.keeping import keep_map
from commandpost.geodata.readers import read_attributes, read_layers
from commandpost.geodata.roles import road_rank, role_of_feature, role_of_layer
from commandpost.geodata.writers import write_geopackage
from tests.real_maps import REAL_MAPS, needs_real_maps

OUTER = [(116.0, 40.0), (116.01, 40.0), (116.01, 40.01), (116.0, 40.01)]
HOLE = [(116.002, 40.002), (116.004, 40.002), (116.004, 40.004)]


@pytest.fixture
def street() -> tuple[MapLayerData, ...]:
    return (
        layer_of("buildings", LayerRole.BUILDING, GeometryKind.AREA, [[OUTER, HOLE]], names=["槐树里12号院"]),
        layer_of("roads", LayerRole.ROAD, GeometryKind.LINE, [[OUTER[:2]]], names=["永宁大街"], ranks=[2]),
        layer_of("water", LayerRole.WATER, GeometryKind.AREA, [[OUTER]], names=["南护城河"]),
        layer_of("pois", LayerRole.PLACE, GeometryKind.POINT, [[OUTER[:1]]], names=["学校"]),
    )


def write_json(path: Path, *features: tuple[dict[str, str], dict[str, object] | None]) -> Path:
    rows = [{"type": "Feature", "properties": props, "geometry": geometry} for props, geometry in features]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), encoding="utf-8")
    return path


def test_what_is_written_is_read_again(street: tuple[MapLayerData, ...], tmp_path: Path) -> None:
    path = tmp_path / "street.gpkg"
    write_geopackage(path, street)

    read = read_layers(path)

    assert [(one.name, one.role, one.kind, one.names) for one in read] == [
        (one.name, one.role, one.kind, one.names) for one in street
    ]
    assert read[1].ranks.tolist() == [2]
    outer, hole = (read[0].lonlat[a:b] for a, b in zip(read[0].path_starts, read[0].path_starts[1:], strict=False))
    assert signed_area(outer) > 0 > signed_area(hole)
    assert {tuple(point) for point in outer.tolist()} == set(OUTER)


def test_attributes_are_read_when_asked_for(street: tuple[MapLayerData, ...], tmp_path: Path) -> None:
    write_geopackage(tmp_path / "street.gpkg", street)
    roads = read_layers(tmp_path / "street.gpkg")[1]
    assert read_attributes(roads, int(roads.fids[0])) == {"name": "永宁大街", "kind": "secondary"}


def test_attributes_of_a_vanished_file_are_refused(street: tuple[MapLayerData, ...], tmp_path: Path) -> None:
    write_geopackage(tmp_path / "street.gpkg", street)
    roads = read_layers(tmp_path / "street.gpkg")[1]
    (tmp_path / "street.gpkg").unlink()
    with pytest.raises(RuleBroken) as caught:
        read_attributes(roads, 1)
    assert caught.value.code == "map_file_unreadable"


def test_a_place_that_cannot_be_written_is_unavailable(street: tuple[MapLayerData, ...], tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as caught:
        write_geopackage(tmp_path / "absent" / "street.gpkg", street)
    assert caught.value.code == "file_not_writable"


def test_a_file_of_mixed_geometry_is_split_by_kind(tmp_path: Path) -> None:
    path = write_json(
        tmp_path / "mixed.geojson",
        ({"name": "甲"}, {"type": "Point", "coordinates": [116.4, 39.9]}),
        ({"highway": "primary"}, {"type": "LineString", "coordinates": OUTER}),
        ({"natural": "water"}, {"type": "MultiPolygon", "coordinates": [[[*OUTER, OUTER[0]]], [[*HOLE, HOLE[0]]]]}),
        ({"name": "乙"}, None),
    )
    found = {(one.kind, one.role): one for one in read_layers(path)}
    assert set(found) == {
        (GeometryKind.POINT, LayerRole.PLACE),
        (GeometryKind.LINE, LayerRole.ROAD),
        (GeometryKind.AREA, LayerRole.WATER),
    }
    assert found[GeometryKind.POINT, LayerRole.PLACE].names == ("甲",)
    assert found[GeometryKind.LINE, LayerRole.ROAD].ranks.tolist() == [1]
    assert found[GeometryKind.AREA, LayerRole.WATER].feature_count == 2


def test_another_projection_is_brought_to_degrees(tmp_path: Path) -> None:
    path = tmp_path / "projected.gpkg"
    wkb = shapely.to_wkb([shapely.Point(12956000.0, 4851000.0)])
    pyogrio.raw.write(
        path, wkb, [np.array(["x"], dtype=object)], ["name"], driver="GPKG", geometry_type="Point", crs="EPSG:3857"
    )
    assert read_layers(path)[0].lonlat[0] == pytest.approx((116.386, 39.898), abs=0.01)


def test_numbers_that_are_no_degrees_need_a_label(tmp_path: Path) -> None:
    path = tmp_path / "unlabelled.shp"
    wkb = shapely.to_wkb([shapely.Point(500000.0, 300000.0)])
    with pytest.warns(UserWarning, match="crs"):
        pyogrio.raw.write(
            path, wkb, [np.array(["x"], dtype=object)], ["name"], driver="ESRI Shapefile", geometry_type="Point"
        )
    with pytest.raises(RuleBroken) as caught:
        read_layers(path)
    assert caught.value.code == "map_crs_unknown"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "map_form_unknown"),
        (b"SQLite format 3\0" + b"x" * 4000, "map_file_unreadable"),
        (b"not a map at all", "map_form_unknown"),
        (b'{"type": "FeatureCollection", "features": [{"type": "Feature", "geom', "map_file_unreadable"),
        (b'{"type": "FeatureCollection", "features": []}', "map_file_empty"),
    ],
)
def test_a_broken_or_empty_file_is_refused_by_name(tmp_path: Path, content: bytes, code: str) -> None:
    suffix = ".geojson" if content.startswith(b"{") else ".gpkg"
    path = tmp_path / f"坏文件{suffix}"
    path.write_bytes(content)
    for read in (read_layers, read_layers_bounded):
        with pytest.raises(RuleBroken) as caught:
            read(path)
        assert (caught.value.code, caught.value.params["file"]) == (code, path.name)


def test_a_truncated_geopackage_is_refused(street: tuple[MapLayerData, ...], tmp_path: Path) -> None:
    path = tmp_path / "street.gpkg"
    write_geopackage(path, street)
    path.write_bytes(path.read_bytes()[:30_000])
    with pytest.raises(RuleBroken) as caught:
        read_layers_bounded(path)
    assert caught.value.code == "map_file_unreadable"


def test_the_child_process_reads_the_same(street: tuple[MapLayerData, ...], tmp_path: Path) -> None:
    path = tmp_path / "street.gpkg"
    write_geopackage(path, street)
    for near, far in zip(read_layers(path), read_layers_bounded(path), strict=True):
        assert (near.name, near.role, near.names, near.source) == (far.name, far.role, far.names, far.source)
        assert np.array_equal(near.lonlat, far.lonlat)


def test_a_child_without_memory_ends_in_a_sentence(street: tuple[MapLayerData, ...], tmp_path: Path) -> None:
    write_geopackage(tmp_path / "street.gpkg", street)
    with pytest.raises(RuleBroken) as caught:
        read_layers_bounded(tmp_path / "street.gpkg", memory_mb=100)
    assert caught.value.code in {"map_file_unreadable", "map_file_too_large"}


def test_a_child_without_time_ends_in_a_sentence(street: tuple[MapLayerData, ...], tmp_path: Path) -> None:
    write_geopackage(tmp_path / "street.gpkg", street)
    with pytest.raises(RuleBroken) as caught:
        read_layers_bounded(tmp_path / "street.gpkg", seconds=0)
    assert caught.value.code == "map_file_too_slow"


def test_an_archive_keeps_every_array(street: tuple[MapLayerData, ...], tmp_path: Path) -> None:
    save_layers(tmp_path / "layers.npz", street)
    for old, new in zip(street, load_layers(tmp_path / "layers.npz"), strict=True):
        assert np.array_equal(old.path_starts, new.path_starts)
        assert np.array_equal(old.ranks, new.ranks)
        assert (old.role, old.kind) == (new.role, new.kind)


@pytest.mark.parametrize(
    ("name", "kind", "role"),
    [
        ("shanghai_buildings", GeometryKind.AREA, LayerRole.BUILDING),
        ("道路中心线", GeometryKind.LINE, LayerRole.ROAD),
        ("townships", GeometryKind.AREA, LayerRole.BOUNDARY),
        ("三级网格", GeometryKind.AREA, LayerRole.GRID),
        ("buildings", GeometryKind.POINT, LayerRole.PLACE),
        ("whatever", GeometryKind.AREA, LayerRole.OTHER),
    ],
)
def test_the_role_of_a_layer_is_guessed_from_its_name(name: str, kind: GeometryKind, role: LayerRole) -> None:
    assert role_of_layer(name, kind) is role


@pytest.mark.parametrize(
    ("layer", "kind", "words", "role"),
    [
        (LayerRole.OTHER, GeometryKind.AREA, ("park",), LayerRole.GREEN),
        (LayerRole.OTHER, GeometryKind.AREA, ("commercial",), LayerRole.OTHER),
        (LayerRole.OTHER, GeometryKind.LINE, ("river",), LayerRole.WATER),
        (LayerRole.OTHER, GeometryKind.LINE, ("primary",), LayerRole.ROAD),
        (LayerRole.ROAD, GeometryKind.LINE, ("rail", "subway"), LayerRole.OTHER),
        (LayerRole.BUILDING, GeometryKind.AREA, ("park",), LayerRole.BUILDING),
        (LayerRole.ROAD, GeometryKind.POINT, ("primary",), LayerRole.PLACE),
    ],
)
def test_tags_say_more_than_the_layer(
    layer: LayerRole, kind: GeometryKind, words: tuple[str, ...], role: LayerRole
) -> None:
    assert role_of_feature(layer, kind, words) is role


def test_the_detailed_tag_decides_the_rank_of_a_road() -> None:
    assert road_rank(("major_road", "secondary")) == 2
    assert road_rank(("highway", "motorway")) == 0
    assert road_rank(("unheard of",)) == 3
    assert road_rank(()) == 3


@needs_real_maps
@pytest.mark.parametrize(
    ("file", "roles"),
    [
        ("osm_city_samples.gpkg", {LayerRole.ROAD, LayerRole.BUILDING, LayerRole.WATER, LayerRole.GREEN}),
        ("beijing_admin.gpkg", {LayerRole.BOUNDARY}),
    ],
)
def test_real_files_are_read_with_their_roles(file: str, roles: set[LayerRole]) -> None:
    layers = read_layers(REAL_MAPS / file)
    assert roles <= {one.role for one in layers}
    assert all(np.isfinite(one.lonlat).all() for one in layers)


def test_a_copy_that_cannot_be_written_is_told_with_the_name_of_the_operators_file(tmp_path: Path) -> None:
    file = tmp_path / "街道界.geojson"
    file.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},'
        '"geometry":{"type":"Point","coordinates":[116.4,39.9]}}]}',
        encoding="utf-8",
    )
    with pytest.raises(Unavailable) as told:
        keep_map(file, ReadChoice(), tmp_path / "there is no such folder")
    assert (told.value.code, told.value.params["file"]) == ("file_not_writable", "街道界.geojson")
