"""The parts of the map that need no window: viewport, features, levels of detail, tiles, clusters, labels."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QElapsedTimer
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from commandpost.domain.coordinates import LonLat, distance_m
from commandpost.domain.map_layer import GeometryKind, LayerRole, MapLayerData, layer_of
from commandpost.gui.map.base import BaseMap, paint_all
from commandpost.gui.map.colours import DAY, NIGHT, ColourRole
from commandpost.gui.map.features import FeatureStore
from commandpost.gui.map.furniture import Attribution, coordinate_words, scale_bar
from commandpost.gui.map.labels import place_labels
from commandpost.gui.map.levels import Level
from commandpost.gui.map.lod import LodPyramid, level_for, tolerance_of
from commandpost.gui.map.markers import Marker, MarkerLayer, Symbol
from commandpost.gui.map.ribbons import segments_of
from commandpost.gui.map.scene import draw_tiles, plain_picture
from commandpost.gui.map.scheduling import Painting, TileScheduler
from commandpost.gui.map.situation import project
from commandpost.gui.map.style import paint_of
from commandpost.gui.map.tiles import TILE_PX, TileCache, TileKey, tiles_over
from commandpost.gui.map.viewport import MAX_RUNG, MIN_RUNG, Viewport, resolution_of

CENTER = LonLat(116.4, 39.9)
PIXELS = st.floats(-500, 2500)


def looking_at(place: LonLat = CENTER, rung: int = 32, width: int = 800, height: int = 600) -> Viewport:
    return Viewport(x=0, y=0, rung=rung, width=width, height=height).centered(place)


def square(lon: float, lat: float, side: float) -> list[list[tuple[float, float]]]:
    return [[(lon, lat), (lon + side, lat), (lon + side, lat + side), (lon, lat + side)]]


def street() -> list[MapLayerData]:
    """A few blocks around the centre: houses, two roads, a lake with an island."""
    houses = [square(116.39 + 0.002 * x, 39.895 + 0.002 * y, 0.0011) for x in range(10) for y in range(6)]
    roads = [[[(116.38, 39.9), (116.4, 39.9001), (116.42, 39.9)]], [[(116.4, 39.88), (116.4003, 39.92)]]]
    lake = [[*square(116.402, 39.902, 0.006)[0]], [*square(116.404, 39.904, 0.002)[0]]]
    return [
        layer_of("lakes", LayerRole.WATER, GeometryKind.AREA, [lake], names=["永宁湖"]),
        layer_of("houses", LayerRole.BUILDING, GeometryKind.AREA, houses),
        layer_of("roads", LayerRole.ROAD, GeometryKind.LINE, roads, names=["永宁大街", "光明路"], ranks=[1, 2]),
    ]


# ----------------------------------------------------------------------------------------------- viewport


@given(x=PIXELS, y=PIXELS, rung=st.integers(MIN_RUNG, MAX_RUNG))
def test_a_pixel_comes_back_from_the_world(x: float, y: float, rung: int) -> None:
    view = looking_at(rung=rung)
    back = view.to_screen(view.to_world(np.array([[x, y]])))[0]
    assert back == pytest.approx((x, y), abs=1e-4)


@given(lon=st.floats(115.4, 117.5), lat=st.floats(39.4, 41.0), rung=st.integers(20, MAX_RUNG))
def test_a_place_comes_back_from_the_screen(lon: float, lat: float, rung: int) -> None:
    view = looking_at(rung=rung)
    assert distance_m(LonLat(lon, lat), view.lonlat_at(*view.screen_of(LonLat(lon, lat)))) < 1e-3


@given(x=st.floats(0, 800), y=st.floats(0, 600), steps=st.integers(-6, 6))
def test_zooming_keeps_what_is_under_the_cursor(x: float, y: float, steps: int) -> None:
    view = looking_at()
    assert distance_m(view.lonlat_at(x, y), view.zoomed(steps, (x, y)).lonlat_at(x, y)) < 1e-3


@given(steps=st.integers(-100, 100))
def test_the_rungs_have_ends(steps: int) -> None:
    assert MIN_RUNG <= looking_at().zoomed(steps, (0, 0)).rung <= MAX_RUNG


@given(side=st.floats(10, 1e6))
def test_fitting_shows_everything_as_large_as_the_rungs_allow(side: float) -> None:
    view = looking_at()
    bounds = (view.x, view.y, view.x + side, view.y + side / 2)
    fitted = view.fitted(bounds)
    west, south, east, north = fitted.bounds
    assert west <= bounds[0]
    assert south <= bounds[1]
    assert east >= bounds[2]
    assert north >= bounds[3]
    if fitted.rung < MAX_RUNG:
        closer = side / resolution_of(fitted.rung + 1)
        assert closer > fitted.width - 48 or closer / 2 > fitted.height - 48


# ----------------------------------------------------------------------------------------------- features


@settings(max_examples=50)
@given(seed=st.integers(0, 10_000), west=st.floats(0, 0.8), south=st.floats(0, 0.8), side=st.floats(0.01, 0.5))
def test_the_tree_finds_what_looking_at_every_box_finds(seed: int, west: float, south: float, side: float) -> None:
    chance = np.random.default_rng(seed)
    corners = chance.uniform(0, 1, (40, 2))
    features = [
        square(float(x), float(y), float(s)) for (x, y), s in zip(corners, chance.uniform(0, 0.1, 40), strict=True)
    ]
    store = FeatureStore(layer_of("x", LayerRole.OTHER, GeometryKind.AREA, features))
    (x0, y0), (x1, y1) = project(np.array([(west, south), (west + side, south + side)])).tolist()
    boxes = store.boxes
    brute = (boxes[:, 0] <= x1) & (boxes[:, 2] >= x0) & (boxes[:, 1] <= y1) & (boxes[:, 3] >= y0)
    assert store.query((x0, y0, x1, y1)).tolist() == np.flatnonzero(brute).tolist()


def test_a_click_in_the_island_misses_the_lake() -> None:
    lake = FeatureStore(street()[0])
    (shore, island, outside) = project(np.array([(116.403, 39.903), (116.405, 39.905), (116.41, 39.91)])).tolist()
    assert [lake.pick(x, y, 1) for x, y in (shore, island, outside)] == [0, None, None]


def test_a_click_beside_a_road_finds_it_within_reach() -> None:
    roads = FeatureStore(street()[2])
    (x, y) = project(np.array([(116.39, 39.90005)]))[0].tolist()
    assert roads.pick(x, y + 5, 6) == 0
    assert roads.pick(x, y + 500, 6) is None


def test_the_smaller_of_two_areas_is_chosen() -> None:
    store = FeatureStore(layer_of("x", LayerRole.OTHER, GeometryKind.AREA, [square(0, 0, 1), square(0.4, 0.4, 0.1)]))
    (x, y) = project(np.array([(0.45, 0.45)]))[0].tolist()
    assert store.pick(x, y, 1) == 1


# ------------------------------------------------------------------------------------------ levels of detail


@given(resolution=st.floats(0.05, 100_000))
def test_a_level_is_never_coarser_than_a_pixel(resolution: float) -> None:
    level = level_for(resolution)
    assert level == -1 or tolerance_of(level) <= resolution * (1 + 1e-6)


def test_levels_lose_vertices_but_not_their_extent() -> None:
    angles = np.linspace(0, 2 * np.pi, 4000)
    ring = np.column_stack([116.4 + 0.1 * np.cos(angles), 39.9 + 0.1 * np.sin(angles)])
    store = FeatureStore(layer_of("x", LayerRole.WATER, GeometryKind.AREA, [[ring]]))
    pyramid = LodPyramid(store, np.array([True]), areas=True)
    full, coarse = pyramid.level(0.5), pyramid.level(100)
    assert len(coarse.points) < len(full.points) / 10
    for side, outermost in ((slice(0, 2), np.min), (slice(2, 4), np.max)):
        west_or_east = outermost(full.chunk_boxes[:, side], axis=0)
        assert outermost(coarse.chunk_boxes[:, side], axis=0) == pytest.approx(west_or_east, abs=100)
    assert pyramid.has(0.7)
    assert not pyramid.has(3)


def test_every_segment_is_in_one_chunk_whose_box_holds_it() -> None:
    chance = np.random.default_rng(1)
    features = [[chance.uniform(0, 1, (5, 2))] for _ in range(500)]
    store = FeatureStore(layer_of("x", LayerRole.ROAD, GeometryKind.LINE, features))
    level = LodPyramid(store, np.ones(500, dtype=bool), areas=False).level(0.1)
    every = np.arange(len(level.chunk_boxes))
    assert len(segments_of(*level.points_of(every))) == 500 * 4
    for chunk, box in enumerate(level.chunk_boxes):
        points = level.points_of(np.array([chunk]))[0] + np.array(level.origin)
        assert (points >= box[:2] - 0.01).all()  # four bytes a number: millimetres in a chunk of a hundred kilometres
        assert (points <= box[2:] + 0.01).all()


def test_what_is_smaller_than_a_pixel_disappears() -> None:
    store = FeatureStore(layer_of("x", LayerRole.BUILDING, GeometryKind.AREA, [square(116, 40, 1e-6)]))
    assert len(LodPyramid(store, np.array([True]), areas=True).level(50).chunk_boxes) == 0


# ---------------------------------------------------------------------------------------------------- tiles


def test_tiles_cover_the_window_from_the_centre_outwards() -> None:
    view = looking_at(width=1600, height=900)
    keys = tiles_over(view.bounds, view.rung)
    boxes = np.array([key.bounds for key in keys])
    west, south, east, north = view.bounds
    assert boxes[:, 0].min() <= west
    assert boxes[:, 1].min() <= south
    assert boxes[:, 2].max() >= east
    assert boxes[:, 3].max() >= north
    middles = np.hypot((boxes[:, 0] + boxes[:, 2]) / 2 - view.x, (boxes[:, 1] + boxes[:, 3]) / 2 - view.y)
    assert (np.diff(middles) >= -1e-6).all()
    assert set(keys) < set(tiles_over(view.bounds, view.rung, ring=1))


def test_the_cache_forgets_what_was_not_used_longest() -> None:
    tile = QImage(TILE_PX, TILE_PX, QImage.Format.Format_RGB32)
    cache = TileCache(limit_bytes=3 * tile.sizeInBytes())
    keys = [TileKey(30, column, 0) for column in range(4)]
    for key in keys[:3]:
        cache.put(key, tile)
    cache.get(keys[0])
    cache.put(keys[3], tile)
    assert [key in cache for key in keys] == [True, False, True, True]
    assert cache.bytes_held == 3 * tile.sizeInBytes()
    cache.clear()
    assert (len(cache), cache.bytes_held) == (0, 0)


@pytest.mark.parametrize("rung", [26, 31, 34, 37])
def test_the_picture_of_the_tiles_is_the_picture_drawn_directly(qtbot: QtBot, rung: int) -> None:
    base, side = BaseMap(street()), TILE_PX * resolution_of(rung)
    raw = looking_at(rung=rung)
    view = looking_at(rung=rung, width=700, height=500)
    view = Viewport(  # aligned to whole pixels, as tiles are
        x=round(raw.x / side * TILE_PX) * side / TILE_PX,
        y=round(raw.y / side * TILE_PX) * side / TILE_PX,
        rung=rung,
        width=view.width,
        height=view.height,
    )
    scheduler = TileScheduler()
    scheduler.show(base, DAY, 1.0)
    scheduler.want(view)
    qtbot.waitUntil(lambda: scheduler.idle)
    tiled, direct = (plain_picture(view.width, view.height, 1.0, DAY) for _ in range(2))
    with QPainter(tiled) as painter:
        assert draw_tiles(painter, scheduler, view, rung)
    with QPainter(direct) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_all(painter, base, base.jobs(view.bounds, view.resolution, DAY))
    scheduler.close()

    difference = np.abs(pixels(tiled).astype(int) - pixels(direct).astype(int))
    assert len(np.unique(pixels(direct).reshape(-1, 4), axis=0)) > 3
    assert (difference > 16).mean() < 0.001


def test_a_missing_tile_lets_the_older_rung_show_through(qtbot: QtBot) -> None:
    view, scheduler = looking_at(rung=32, width=400, height=300), TileScheduler()
    red = QImage(TILE_PX, TILE_PX, QImage.Format.Format_RGB32)
    red.fill(QColor("#ff0000"))
    for key in tiles_over(view.bounds, 30):
        scheduler.cache.put(key, red)
    image = plain_picture(400, 300, 1.0, NIGHT)
    with QPainter(image) as painter:
        assert not draw_tiles(painter, scheduler, view, 30)
    scheduler.close()
    assert image.pixelColor(200, 150).name() == "#ff0000"


def test_painting_rests_when_nothing_is_missing(qtbot: QtBot) -> None:
    scheduler = TileScheduler()
    scheduler.show(BaseMap(street()), DAY, 1.0)
    assert scheduler.idle
    scheduler.want(looking_at())
    assert not scheduler.idle
    qtbot.waitUntil(lambda: scheduler.idle)
    qtbot.waitUntil(lambda: not scheduler._timer.isActive())
    scheduler.close()


def test_a_level_that_cannot_be_made_does_not_stop_the_map(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    base = BaseMap(street())
    monkeypatch.setattr(base.layers[0].surface, "_make", _explode)
    scheduler = TileScheduler()
    scheduler.show(base, DAY, 1.0)
    scheduler.want(looking_at())
    qtbot.waitUntil(lambda: scheduler.idle)
    assert len(scheduler.cache) > 0
    qtbot.waitUntil(lambda: "left out" in caplog.text)
    scheduler.close()


def _explode(*_: object) -> object:
    raise ValueError("planted")


# ------------------------------------------------------------------------------------------------- markers


def crowd(count: int, symbol: Symbol = Symbol.PERSON) -> MarkerLayer:
    chance = np.random.default_rng(7)
    places = chance.uniform(-0.008, 0.008, (count, 2))
    return MarkerLayer(
        "people",
        "重点人员",
        [Marker(id=str(at), lonlat=LonLat(116.4 + x, 39.9 + y), symbol=symbol) for at, (x, y) in enumerate(places)],
    )


def test_a_crowd_is_clustered_and_nobody_is_lost() -> None:
    layer, view = crowd(5000), looking_at(rung=30, width=1600, height=1200)
    spots = layer.spots(view)
    assert len(spots) < 1600
    assert sum(spot.number for spot in spots) == 5000


def test_a_few_are_never_clustered_and_of_pins_fewer_are_a_crowd() -> None:
    view = looking_at(rung=30, width=1600, height=1200)
    assert all(spot.number == 1 for spot in crowd(200).spots(view))
    assert all(spot.number == 1 for spot in crowd(60, Symbol.PIN).spots(view))
    spots = crowd(400, Symbol.PIN).spots(view)
    assert len(spots) < 200
    assert sum(spot.number for spot in spots) == 400


def test_a_crowd_of_pins_shows_its_most_serious_and_the_chosen_one_stands_apart_on_top() -> None:
    view = looking_at(rung=30, width=1600, height=1200)
    pins = [Marker(id=str(at), lonlat=CENTER, symbol=Symbol.PIN, colour_role=ColourRole.BLUE) for at in range(100)]
    pins[70] = replace(pins[70], colour_role=ColourRole.RED, sign="特", weight=4)
    pins[3] = replace(pins[3], apart=True)
    layer = MarkerLayer("incident", "事件", pins)

    crowded, chosen = layer.spots(view)

    assert (crowded.number, crowded.first, layer.role_of(crowded)) == (99, 70, ColourRole.RED)
    assert (chosen.number, chosen.first) == (1, 3)
    assert layer.spot_at(view, crowded.x, crowded.y + 8) is not None, (
        "a disc has its middle at the place, a pin its tip"
    )


def test_clusters_stay_in_place_while_the_map_is_moved() -> None:
    layer, view = crowd(5000), looking_at(rung=30, width=1600, height=1200)
    moved = view.panned(7, 3)
    before = {(spot.first, spot.number): (spot.x, spot.y) for spot in layer.spots(view)}
    after = {(spot.first, spot.number): (spot.x, spot.y) for spot in layer.spots(moved)}
    assert before.keys() == after.keys()
    assert all(after[key] == pytest.approx((x - 7, y - 3), abs=1e-3) for key, (x, y) in before.items())


def test_a_pin_is_hit_on_its_head_and_a_dot_in_its_middle() -> None:
    view = looking_at()
    pin = MarkerLayer("i", "事件", [Marker(id="1", lonlat=CENTER, symbol=Symbol.PIN)])
    dot = MarkerLayer("p", "人", [Marker(id="1", lonlat=CENTER)])
    assert pin.spot_at(view, 400, 280) is not None
    assert pin.spot_at(view, 400, 330) is None
    assert dot.spot_at(view, 402, 301) is not None
    assert dot.spot_at(view, 402, 320) is None


# ------------------------------------------------------------------------------------- labels and furniture


def test_names_never_lie_over_one_another(qtbot: QtBot) -> None:
    from commandpost.gui.map import labels

    chance = np.random.default_rng(5)
    places = chance.uniform(-0.004, 0.004, (300, 2)) + np.array([116.4, 39.9])
    crowd = layer_of(
        "pois",
        LayerRole.PLACE,
        GeometryKind.POINT,
        [[[tuple(place)]] for place in places],
        names=[f"地点{n}" for n in range(300)],
    )
    view = looking_at(rung=35)
    placed = place_labels([FeatureStore(crowd), *(FeatureStore(layer) for layer in street())], view)
    boxes = [labels._box_on_screen(one, *view.to_screen(np.array([[one.x, one.y]]))[0].tolist()) for one in placed]
    assert len(placed) > 10
    assert not any(one.intersects(other) for one, other in combinations(boxes, 2))


def test_a_name_along_a_road_to_the_north_is_stacked_upright(qtbot: QtBot) -> None:
    placed = {one.text: one for one in place_labels([FeatureStore(street()[2])], looking_at(rung=32))}
    assert placed["光明路"].stacked
    assert abs(placed["光明路"].angle) < 3
    assert not placed["永宁大街"].stacked


@given(lat=st.floats(-80, 80), rung=st.integers(10, MAX_RUNG))
def test_the_scale_bar_is_as_long_as_it_says(lat: float, rung: int) -> None:
    view = looking_at(LonLat(116.4, lat), rung)
    words, pixels_long = scale_bar(view)
    number, unit = words.split(" ")
    metres = float(number) * (1000 if unit == "km" else 1)
    left, right = (view.lonlat_at(400 + side * pixels_long / 2, 300) for side in (-1, 1))
    assert 0 < pixels_long <= 121
    assert distance_m(left, right) == pytest.approx(metres, rel=0.01)


def test_the_reading_names_the_datum() -> None:
    assert coordinate_words(LonLat(116.4127, 39.9052)) == "CGCS2000 · 116.4127°E 39.9052°N"
    assert coordinate_words(LonLat(-0.1, -33.9)).endswith("0.1000°W 33.9000°S")


def test_only_an_invented_map_needs_no_approval_number() -> None:
    assert Attribution(invented=True).approved
    assert Attribution(provider="某单位", approval_number="京S(2026)001号").approved
    assert not Attribution(provider="某单位").approved
    assert "⚠" in Attribution(provider="某单位").words()
    assert "京S(2026)001号" in Attribution(provider="某单位", approval_number="京S(2026)001号").words()


def test_small_things_vanish_from_far_away() -> None:
    assert paint_of(LayerRole.BUILDING, GeometryKind.AREA, 0, 1.0, DAY) is not None
    assert paint_of(LayerRole.BUILDING, GeometryKind.AREA, 0, 50.0, DAY) is None
    assert paint_of(LayerRole.ROAD, GeometryKind.LINE, 4, 50.0, DAY) is None
    assert paint_of(LayerRole.ROAD, GeometryKind.LINE, 0, 50.0, DAY) is not None


def pixels(image: QImage) -> np.ndarray:
    return np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.width(), 4).copy()


def test_one_slice_ends_soon_after_its_deadline(qtbot: QtBot) -> None:
    """A slice stops between jobs; here every job is small, so one call does not paint the whole tile."""
    base = BaseMap(street())
    clock = QElapsedTimer()
    clock.start()
    painting = Painting(tiles_over(looking_at().bounds, 32)[0], base, DAY, 1.0)
    calls = 1
    while not painting.advance(clock, 0):
        calls += 1
    assert calls > 3


def test_a_level_that_two_threads_make_at_a_time_is_one_level(monkeypatch: pytest.MonkeyPatch) -> None:
    store = FeatureStore(layer_of("x", LayerRole.WATER, GeometryKind.AREA, [square(116, 40, 0.1)]))
    pyramid = LodPyramid(store, np.array([True]), areas=True)
    make, first = pyramid._make, []

    def interrupted(number: int) -> Level:
        if not first:
            first.append(None)
            first[0] = pyramid.level(50)  # the other thread was quicker
        return make(number)

    monkeypatch.setattr(pyramid, "_make", interrupted)
    assert pyramid.level(50) is first[0] is pyramid.level(50)
