"""Maps of pictures on the canvas: the right squares, at their true places, brought without holding the window."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from commandpost.bootstrap.picture_pixels import pixels_of
from commandpost.domain.coordinates import Datum, LonLat, distance_m, lonlat_from_mercator
from commandpost.domain.errors import Unavailable
from commandpost.domain.map_layer import GeometryKind, LayerRole, layer_of
from commandpost.domain.tile_source import TileId, TileKind, TilePicture, TileSource
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.map.raster import RasterTileLayer, image_of, square_of, tiles_in, true_bounds
from commandpost.gui.map.viewport import Viewport
from commandpost.gui.pages.command.raster_feed import AT_ONCE, RasterFeed
from tests.gui.conftest import Gui
from tests.tile_server import picture, picture_of

PLACE = LonLat(116.3913, 39.9075)


def source(**said: object) -> TileSource:
    told = {"id": "a", "title": "图", "kind": TileKind.SERVICE, "place": "https://a.example/{z}/{x}/{y}"} | said
    return TileSource(**told)  # type: ignore[arg-type]  # the test sets the one field it is about


def image_from(content: bytes) -> QImage | None:
    made = pixels_of(content)
    return image_of(made) if made is not None else None


def window(rung: int = 28, width: int = 700, height: int = 500) -> Viewport:
    return Viewport(x=0, y=0, rung=rung, width=width, height=height).centered(PLACE)


def test_the_square_of_a_place_is_the_published_one() -> None:
    assert square_of(PLACE, 14) == TileId(14, 13489, 6208)


def test_a_window_needs_the_squares_of_its_scale_the_middle_first() -> None:
    tiles = tiles_in(source(), window())
    assert {tile.z for tile in tiles} == {14}
    assert len(tiles) == 12
    assert abs(tiles[0].x - 13489) + abs(tiles[0].y - 6208) <= 2


def test_beyond_its_levels_the_nearest_level_serves_and_floods_are_not_asked_for() -> None:
    assert {tile.z for tile in tiles_in(source(most_zoom=10), window())} == {10}
    assert tiles_in(source(least_zoom=22, most_zoom=22), window(rung=20)) == []


def test_a_service_in_gcj02_is_drawn_where_it_truly_lies() -> None:
    tile = TileId(15, 26979, 12416)
    plain, moved = true_bounds(tile, Datum.CGCS2000), true_bounds(tile, Datum.GCJ02)
    corners = [lonlat_from_mercator(np.array(box[0]), np.array(box[3])) for box in (plain, moved)]
    places = [LonLat(float(lon), float(lat)) for lon, lat in corners]
    assert distance_m(*places) == pytest.approx(555, abs=15)
    assert tiles_in(source(datum=Datum.GCJ02), window())


def test_pictures_are_drawn_in_place_and_coarser_ones_stand_in() -> None:
    layer, view = RasterTileLayer(source()), window()
    image = QImage(view.width, view.height, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    parent = TileId(13, 13489 // 2, 6208 // 2)
    layer.put(parent, image_from(picture(0, 200, 0)))
    layer.put(TileId(14, 13489, 6208), image_from(picture(200, 0, 0)))
    painter = QPainter(image)
    layer.draw(painter, view)
    painter.end()
    assert image.pixelColor(350, 250).red() == 200
    colours = {image.pixelColor(x, y).name() for x in range(0, 700, 50) for y in range(0, 500, 50)}
    assert "#00c800" in colours
    assert TileId(14, 13489, 6208) not in layer.missing


def test_the_cache_keeps_within_its_bytes() -> None:
    layer = RasterTileLayer(source())
    made = image_from(picture(1, 2, 3, side=1024))
    for x in range(40):
        layer.put(TileId(14, x, 0), made)
    assert layer.bytes_held <= 64 * 2**20
    assert layer.has(TileId(14, 39, 0))
    assert not layer.has(TileId(14, 0, 0))


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.mark.parametrize("content", [b"", b"no picture", picture(0, 0, 0)[:60], picture(0, 0, 0, side=2048), SVG])
def test_what_is_no_picture_of_a_sensible_size_is_none(content: bytes) -> None:
    assert image_from(content) is None


def test_missing_pictures_arrive_and_the_vector_map_stays_above_them(gui: Gui) -> None:
    asked: list[TileId] = []

    def fetch(_source: TileSource, tile: TileId) -> TilePicture | None:
        asked.append(tile)
        return pixels_of(picture_of(tile.z, tile.x, tile.y))

    gui.context()

    async def scenario() -> None:
        canvas = MapCanvas()
        canvas.resize(700, 500)
        line = [(116.38, 39.9075), (116.40, 39.9075)]
        canvas.set_base([layer_of("路", LayerRole.BOUNDARY, GeometryKind.LINE, [[line]])])
        canvas.show()
        canvas.look_at(PLACE, 28)
        feed = RasterFeed(gui.tasks, fetch, canvas)
        layer = RasterTileLayer(source())
        feed.arrived.connect(canvas.update)
        canvas.pictures_missing.connect(feed.ask)
        feed.serve([layer])
        canvas.set_pictures([layer])
        await gui.until(lambda: canvas.idle and feed.idle and len(asked) == 12 and not layer.missing, "pictures")
        shown = canvas.grab().toImage()
        ground = QColor(140, 13489 % 256, 6207 % 256)
        assert shown.pixelColor(350, 200) == ground
        assert shown.pixelColor(350, 250).red() != ground.red()
        canvas.close()

    gui.run(scenario())
    assert len(set(asked)) == 12


def test_a_line_that_is_down_is_said_once_and_asked_again_when_the_map_moves(gui: Gui) -> None:
    asked: list[TileId] = []

    def fetch(_source: TileSource, tile: TileId) -> TilePicture | None:
        asked.append(tile)
        raise Unavailable("tiles_unreachable", host="a.example")

    told: list[str] = []

    async def scenario() -> None:
        layer, view = RasterTileLayer(source()), window()
        feed = RasterFeed(gui.tasks, fetch)
        feed.failed.connect(lambda title, _error: told.append(title))
        feed.serve([layer])
        layer.missing = tiles_in(layer.source, view)
        feed.ask()
        assert not feed.idle
        await gui.until(lambda: feed.idle and len(asked) == 12, "all asked")
        feed.ask()
        assert feed.idle
        feed.retry()
        feed.ask()
        await gui.until(lambda: feed.idle and len(asked) >= 12 + AT_ONCE, "asked again")

    gui.run(scenario())
    assert told == ["图"]


def test_a_picture_on_paper_has_the_pictures_too(gui: Gui, tmp_path: Path) -> None:
    canvas = MapCanvas()
    layer = RasterTileLayer(source())
    canvas.resize(700, 500)
    canvas.look_at(PLACE, 28)
    for tile in tiles_in(layer.source, canvas.viewport):
        layer.put(tile, image_from(picture(10, 20, 200)))
    canvas.set_pictures([layer])
    shown = canvas.picture(canvas.size(), ratio=1.0)
    assert shown.pixelColor(500, 100) == QColor(10, 20, 200)
    assert [(entry.title, entry.count) for entry in canvas.layers()] == [("图", None)]
    canvas.set_layer_visible(layer.name, visible=False)
    assert canvas.picture(canvas.size(), ratio=1.0).pixelColor(500, 100) != QColor(10, 20, 200)
    canvas.stop()
