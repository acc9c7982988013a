"""MBTiles and folders of tiles, made here: read, refused, never left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from commandpost.bootstrap.picture_library import PictureLibrary
from commandpost.bootstrap.picture_pixels import pixels_of
from commandpost.bootstrap.picture_reader import PictureReader
from commandpost.domain.errors import RuleBroken
from commandpost.domain.map_layer import GeometryKind, LayerRole, layer_of
from commandpost.domain.tile_source import TileId, TileKind
from commandpost.gui.services import BaseSheet
from tests.fakes import FakeClock
from tests.integration.maps.test_tile_client import Remembered, administrator
from tests.tile_server import picture_of

TILE = TileId(5, 26, 12)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[PictureLibrary]:
    made = PictureLibrary(Remembered(), tmp_path / "tiles", FakeClock().now, administrator())
    yield made
    made.close()


def mbtiles(path: Path, form: str = "png") -> Path:
    with sqlite.connect(str(path)) as file:
        file.execute("CREATE TABLE metadata (name text, value text)")
        file.execute("CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)")
        told = [("name", "街道影像"), ("format", form), ("attribution", "某测绘单位")]
        file.executemany("INSERT INTO metadata VALUES (?, ?)", told)
        row = TILE.row_from_south
        file.execute("INSERT INTO tiles VALUES (?, ?, ?, ?)", (TILE.z, TILE.x, row, picture_of(5, 26, 12)))
    file.close()
    return path


def test_an_mbtiles_file_shows_its_pictures_right_way_up(library: PictureLibrary, tmp_path: Path) -> None:
    source = library.look_at(mbtiles(tmp_path / "影像 #1.mbtiles"))
    library.add(source)
    assert (source.title, source.kind, source.least_zoom, source.most_zoom) == ("街道影像", TileKind.MBTILES, 5, 5)
    assert library.tile(source, TILE) == picture_of(5, 26, 12)
    assert library.tile(source, TileId(5, 26, 13)) is None
    assert library.tile(source, TileId(6, 0, 0)) is None
    library.remove(source.id)


def test_a_folder_of_pictures_is_read_by_numbers_only(library: PictureLibrary, tmp_path: Path) -> None:
    folder = tmp_path / "tiles-of-town"
    (folder / "5" / "26").mkdir(parents=True)
    (folder / "5" / "26" / "12.png").write_bytes(picture_of(5, 26, 12))
    (folder / "legend").mkdir()
    source = library.look_at(folder)
    assert (source.kind, source.least_zoom, source.most_zoom) == (TileKind.FOLDER, 5, 5)
    assert library.tile(source, TILE) == picture_of(5, 26, 12)
    assert library.tile(source, TileId(5, 1, 1)) is None


@pytest.mark.parametrize("content", [b"", b"not a database at all", b"SQLite format 3\0" + b"x" * 4000])
def test_a_broken_mbtiles_file_is_refused_by_name(library: PictureLibrary, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "坏.mbtiles"
    path.write_bytes(content)
    with pytest.raises(RuleBroken) as caught:
        library.look_at(path)
    assert (caught.value.code, caught.value.params["file"]) == ("tile_file_unreadable", "坏.mbtiles")


def test_vector_tiles_are_no_pictures(library: PictureLibrary, tmp_path: Path) -> None:
    with pytest.raises(RuleBroken) as caught:
        library.look_at(mbtiles(tmp_path / "a.mbtiles", form="pbf"))
    assert caught.value.code == "tile_file_not_pictures"


def test_a_view_built_to_run_for_ever_is_ended(library: PictureLibrary, tmp_path: Path) -> None:
    path = tmp_path / "endless.mbtiles"
    with sqlite.connect(str(path)) as file:
        file.execute("CREATE TABLE metadata (name text, value text)")
        endless = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n) SELECT i AS zoom_level"
        file.execute(f"CREATE VIEW tiles AS {endless}, i AS tile_column, i AS tile_row, '' AS tile_data FROM n")
    file.close()
    with pytest.raises(RuleBroken) as caught:
        library.look_at(path)
    assert caught.value.code == "tile_file_unreadable"


def hostile(path: Path, picture: str) -> Path:
    """A file whose squares are computed when they are asked for."""
    with sqlite.connect(str(path)) as file:
        file.execute("CREATE TABLE metadata (name text, value text)")
        where = f"{TILE.z} AS zoom_level, {TILE.x} AS tile_column, {TILE.row_from_south} AS tile_row"
        file.execute(f"CREATE VIEW tiles AS SELECT {where}, {picture} AS tile_data")
    file.close()
    return path


def test_a_picture_of_a_gigabyte_bursts_a_child_and_others_are_shown(library: PictureLibrary, tmp_path: Path) -> None:
    bomb = library.look_at(
        hostile(tmp_path / "bomb.mbtiles", "CAST(zeroblob(999999999) AS BLOB) || zeroblob(99999999)")
    )
    good = library.look_at(mbtiles(tmp_path / "good.mbtiles"))
    for _ in range(2):
        with pytest.raises(RuleBroken) as caught:
            library.tile(bomb, TILE)
        assert caught.value.code in {"tile_file_unreadable", "map_file_too_large"}
        assert library.tile(good, TILE) == picture_of(5, 26, 12)


@pytest.mark.parametrize("picture", ["'text'", "1.5", "NULL", "zeroblob(3000000)", "x'89504e47'"])
def test_what_is_no_picture_of_a_usual_size_is_no_picture(
    library: PictureLibrary, tmp_path: Path, picture: str
) -> None:
    source = library.look_at(hostile(tmp_path / "odd.mbtiles", picture))
    assert library.picture(source, TILE) is None


def test_a_picture_is_decoded_in_the_child_and_comes_as_pixels(library: PictureLibrary, tmp_path: Path) -> None:
    source = library.look_at(mbtiles(tmp_path / "a.mbtiles"))
    made = library.picture(source, TILE)
    assert made is not None
    assert made.whole
    assert made == pixels_of(picture_of(5, 26, 12))
    assert library.picture(source, TileId(5, 26, 13)) is None


def test_a_decoder_that_dies_leaves_a_hole_and_the_next_picture_is_shown() -> None:
    reader = PictureReader()
    assert reader.decoded(picture_of(5, 26, 12)) is not None
    dying = PictureReader("tests.integration.maps.dying_decoder")
    assert dying.decoded(b"kill me") is None
    assert dying.decoded(picture_of(5, 26, 12)) == reader.decoded(picture_of(5, 26, 12))
    reader.close()
    dying.close()


def test_a_file_that_is_gone_is_said_by_name_and_comes_back(library: PictureLibrary, tmp_path: Path) -> None:
    path = mbtiles(tmp_path / "stick.mbtiles")
    source = library.look_at(path)
    path.rename(tmp_path / "away")
    with pytest.raises(RuleBroken) as caught:
        library.tile(source, TILE)
    assert caught.value.params["file"] == "stick.mbtiles"
    (tmp_path / "away").rename(path)
    assert library.tile(source, TILE) == picture_of(5, 26, 12)
    library.forget(source)


@pytest.mark.parametrize("names", [[], ["a", "b"], ["99"]])
def test_a_folder_that_is_none_of_tiles_is_refused(library: PictureLibrary, tmp_path: Path, names: list[str]) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    for name in names:
        (folder / name).mkdir()
    with pytest.raises(RuleBroken) as caught:
        library.look_at(folder)
    assert caught.value.code == "tile_file_unreadable"


def test_the_owners_of_pictures_stand_beside_those_of_the_layers(library: PictureLibrary, tmp_path: Path) -> None:
    alone = BaseSheet(provider="甲", approval_number="一号")
    assert library.credited(alone) is alone
    library.add(library.look_at(mbtiles(tmp_path / "a.mbtiles")))
    points = layer_of("p", LayerRole.PLACE, GeometryKind.POINT, [[[(116.4, 39.9)]]])
    library.remove(library.sources()[0].id)
    library.add(replace(library.look_at(tmp_path / "a.mbtiles"), approval_number="二号"))
    marked = library.credited(BaseSheet(layers=(points,), provider="甲"))
    assert (marked.provider, marked.approval_number) == ("甲、某测绘单位", "二号"), "points need no number"
    library.remove(library.sources()[0].id)
    library.add(library.look_at(tmp_path / "a.mbtiles"))
    credited = library.credited(BaseSheet(invented=True))
    assert (credited.provider, credited.approval_number, credited.invented) == ("某测绘单位", "", False)
