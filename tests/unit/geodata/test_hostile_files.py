"""What an ill-meaning person would hand over: each file ends in a layer or in a sentence, and the reader goes on."""

from __future__ import annotations

import json
import os
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pyogrio.raw
import pytest
import shapely
import sqlcipher3.dbapi2 as sqlite
from shapely.geometry.base import BaseGeometry

from commandpost.domain.errors import RuleBroken
from commandpost.domain.map_import import MapReading
from commandpost.geodata.bounded import MapReader, whole_reading
from commandpost.geodata.readers import read_map
from commandpost.gui.messages import UNKNOWN, WORDS

NAME = "永宁街道"
HERE = shapely.box(116.39, 39.9, 116.4, 39.91)


@pytest.fixture(scope="module")
def reader() -> Iterator[MapReader]:
    with MapReader() as started:
        yield started


def read(reader: MapReader, path: Path) -> MapReading:
    reader.survey(path)
    return whole_reading(reader.read(path))


def geojson(path: Path, *geometries: str, name: str = "a") -> Path:
    head = f'{{"type": "Feature", "properties": {{"name": {json.dumps(name)}}}, "geometry": '
    features = ", ".join(head + geometry + "}" for geometry in geometries)
    path.write_text(f'{{"type": "FeatureCollection", "features": [{features}]}}', encoding="utf-8")
    return path


def point(lon: str, lat: str) -> str:
    return f'{{"type": "Point", "coordinates": [{lon}, {lat}]}}'


def written(path: Path, driver: str, name: str = NAME, shape: BaseGeometry = HERE, **said: object) -> Path:
    pyogrio.raw.write(
        path, shapely.to_wkb(np.array([shape])), [np.array([name], dtype=object)], ["name"],
        geometry_type=shape.geom_type, crs="EPSG:4326", driver=driver, **said,
    )  # fmt: skip
    return path


def shapefile(path: Path, name: str = NAME) -> Path:
    return written(path, "ESRI Shapefile", name, encoding="GB18030")


GOOD = point("116.4", "39.9")
POLYGON = '{"type": "Polygon", "coordinates": %s}'


@pytest.mark.parametrize(
    ("geometries", "kept"),
    [
        ([point("NaN", "39.9"), GOOD], 1),
        ([point("116.4", "Infinity"), GOOD], 1),
        (["null", POLYGON % "[]", POLYGON % "[[]]", GOOD], 1),
        ([f'{{"type": "GeometryCollection", "geometries": [{GOOD}, {GOOD}]}}'], 2),
    ],
)
def test_what_has_no_place_stays_out_and_the_rest_comes_in(
    reader: MapReader, tmp_path: Path, geometries: list[str], kept: int
) -> None:
    reading = read(reader, geojson(tmp_path / "a.geojson", *geometries))
    assert sum(layer.feature_count for layer in reading.layers) == kept
    assert all(np.isfinite(layer.lonlat).all() for layer in reading.layers)


def lying_count(path: Path) -> Path:
    file = shapefile(path.with_suffix(".shp"))
    content = bytearray(file.read_bytes())
    content[144:148] = struct.pack("<i", 0x7FFFFFF0)  # parts of the first polygon
    file.write_bytes(content)
    return file


def endless_view(path: Path) -> Path:
    """A view that GDAL would read for ever."""
    file = written(path.with_suffix(".gpkg"), "GPKG", layer="t")
    with sqlite.connect(str(file)) as made:
        made.execute(
            "CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
            " SELECT i AS fid, (SELECT geom FROM t) AS geom FROM n"
        )
        made.execute("INSERT INTO gpkg_contents (table_name, data_type, srs_id) VALUES ('v', 'features', 4326)")
        made.execute("INSERT INTO gpkg_geometry_columns VALUES ('v', 'geom', 'POLYGON', 4326, 0, 0)")
    made.close()
    return file


def locked_archive(path: Path) -> Path:
    file = path.with_suffix(".zip")
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("a.kml", "<kml/>")
    content = bytearray(file.read_bytes())
    content[6] |= 1
    content[content.find(b"PK\x01\x02") + 8] |= 1
    file.write_bytes(content)
    return file


def link_in_archive(path: Path) -> Path:
    file = path.with_suffix(".zip")
    link = zipfile.ZipInfo("a.kml")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(link, "/etc/passwd")
    return file


def pipe(path: Path) -> Path:
    os.mkfifo(path.with_suffix(".geojson"))
    return path.with_suffix(".geojson")


def device(path: Path) -> Path:
    path.with_suffix(".osm").symlink_to("/dev/zero")
    return path.with_suffix(".osm")


def folder(path: Path) -> Path:
    path.with_suffix(".gpkg").mkdir()
    return path.with_suffix(".gpkg")


def loop(path: Path) -> Path:
    path.with_suffix(".gpkg").symlink_to(path.with_suffix(".gpkg"))
    return path.with_suffix(".gpkg")


def junk(suffix: str, head: bytes) -> Callable[[Path], Path]:
    def made(path: Path) -> Path:
        path.with_suffix(suffix).write_bytes(head + np.random.default_rng(5).bytes(3000))
        return path.with_suffix(suffix)

    return made


def network_link(path: Path) -> Path:
    link = "<NetworkLink><Link><href>http://127.0.0.1:9/x.kml</href></Link></NetworkLink>"
    file = path.with_suffix(".kml")
    file.write_text(f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{link}</Document></kml>', encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("make", "codes"),
    [
        (lambda path: geojson(path.with_suffix(".geojson"), POLYGON % "[[[1,2],[1e308,2],[1e308,1e308],[1,2]]]"),
         {"map_crs_wrong", "map_file_empty"}),
        (lambda path: geojson(path.with_suffix(".geojson"), point("116.4", "95")), {"map_crs_wrong"}),
        (lambda path: geojson(path.with_suffix(".geojson"), '{"a":' * 50_000 + "1" + "}" * 50_000),
         {"map_form_unknown", "map_file_empty", "map_file_unreadable"}),
        (lying_count, {"map_file_empty", "map_file_unreadable", "map_file_too_large"}),
        (locked_archive, {"map_file_unreadable"}),
        (link_in_archive, {"map_file_unreadable"}),
        (pipe, {"map_file_not_plain"}),
        (device, {"map_file_not_plain"}),
        (folder, {"map_file_not_plain"}),
        (loop, {"map_file_gone"}),
        (lambda path: path / "gone.gpkg", {"map_file_gone"}),
        (lambda _path: Path("/vsicurl/http://127.0.0.1:9/x.gpkg"), {"map_file_gone"}),
        (junk(".fgb", b"fgb\x03fgb\x00"), {"map_file_empty", "map_file_unreadable", "map_form_unknown"}),
        (junk(".pbf", b"\x00\x00\x00\x0d\x0a\x09OSMHeader\x18\xff\xff\xff\x7f"), {"map_file_unreadable"}),
        (network_link, {"map_file_empty", "map_file_unreadable"}),
    ],
)  # fmt: skip
def test_it_is_refused_with_a_sentence_and_the_next_file_is_read(
    reader: MapReader, tmp_path: Path, make: Callable[[Path], Path], codes: set[str]
) -> None:
    with pytest.raises(RuleBroken) as caught:
        read(reader, make(tmp_path / "bad"))
    assert caught.value.code in codes
    assert WORDS[caught.value.code] != UNKNOWN
    assert read(reader, geojson(tmp_path / "good.geojson", GOOD)).layers[0].names == ("a",)


def test_a_view_without_end_is_stopped_by_its_time(tmp_path: Path) -> None:
    with MapReader(seconds=1) as hurried:
        with pytest.raises(RuleBroken) as caught:
            read(hurried, endless_view(tmp_path / "endless"))
        assert caught.value.code == "map_file_too_slow"
        assert read(hurried, geojson(tmp_path / "good.geojson", GOOD)).layers


def test_a_trigger_of_a_geopackage_never_runs_and_the_file_stays_as_it_was(reader: MapReader, tmp_path: Path) -> None:
    file = written(tmp_path / "trigger.gpkg", "GPKG", layer="t")
    with sqlite.connect(str(file)) as made:
        made.execute("CREATE TRIGGER boom AFTER UPDATE ON t BEGIN DELETE FROM t; END")
    made.close()
    before = file.read_bytes()
    assert read(reader, file).layers[0].names == (NAME,)
    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["trigger.gpkg"]


@pytest.mark.parametrize("left", [(".shp",), (".shp", ".dbf", ".prj", ".cpg"), (".shp", ".shx", ".dbf")])
def test_a_shapefile_without_its_companions_is_read_and_nothing_is_written_beside_it(
    reader: MapReader, tmp_path: Path, left: tuple[str, ...]
) -> None:
    file = shapefile(tmp_path / "街道.shp")
    for one in tmp_path.iterdir():
        if one.suffix not in left:
            one.unlink()
    (layer,) = read(reader, file).layers
    assert layer.names == ((NAME,) if ".dbf" in left else ("",))
    assert shapely.Polygon(layer.lonlat).equals(HERE)
    assert {one.suffix for one in tmp_path.iterdir()} == set(left)


def test_parts_of_two_shapefiles_of_one_name_in_one_archive_are_never_mixed(reader: MapReader, tmp_path: Path) -> None:
    archive = tmp_path / "two.zip"
    with zipfile.ZipFile(archive, "w") as made:
        for at, name in enumerate(("甲街道", "乙街道")):
            (tmp_path / str(at)).mkdir()
            for part in shapefile(tmp_path / str(at) / "x.shp", name).parent.iterdir():
                if at == 0 or part.suffix in {".shp", ".shx"}:
                    made.write(part, f"{at}/{part.name}")
    reading = read(reader, archive)
    assert [layer.names for layer in reading.layers] == [("甲街道",)]
    assert "archive_more" in reading.notes


def test_names_that_turn_the_line_or_never_end_are_shown_short_and_straight(tmp_path: Path) -> None:
    file = geojson(tmp_path / "\u202egpj.exe.geojson", GOOD, name="\u202e../../etc\n<b>x</b>" + "长" * 5000)
    (name,) = read_map(file).layers[0].names
    assert name.startswith("../../etc <b>x</b>长")
    assert len(name) == 120
