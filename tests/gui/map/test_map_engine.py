"""The engine of the map: patches and tiles agree, broad lines and cut areas cover the same ground, mishaps stay."""

from __future__ import annotations

import logging
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from commandpost.domain.coordinates import LonLat
from commandpost.domain.map_layer import GeometryKind, LayerRole, MapLayerData, layer_of
from commandpost.gui.map.base import BaseMap, paint_all
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.map.colours import DAY
from commandpost.gui.map.cutting import cut_areas, cut_lines
from commandpost.gui.map.furniture import Attribution
from commandpost.gui.map.lod import level_for
from commandpost.gui.map.markers import Marker, Symbol
from commandpost.gui.map.mishaps import mishap_words
from commandpost.gui.map.ribbons import mitred
from commandpost.gui.map.scene import draw_tiles, plain_picture
from commandpost.gui.map.scheduling import TileScheduler
from commandpost.gui.map.tiles import patch_over
from commandpost.gui.map.viewport import MAX_RUNG, MIN_RUNG, Viewport, resolution_of

CENTER = LonLat(116.4, 39.9)
SIZE = (700, 500)


def looking_at(place: LonLat = CENTER, rung: int = 32) -> Viewport:
    return Viewport(x=0, y=0, rung=rung, width=SIZE[0], height=SIZE[1]).centered(place)


def town(name: str = "houses") -> list[MapLayerData]:
    """Houses of odd shapes, a lake of two thousand corners with an island, and winding roads of three ranks."""
    chance = np.random.default_rng(4)
    corners = chance.uniform(-0.012, 0.012, (120, 2)) + np.array([CENTER.lon, CENTER.lat])
    houses = [[at + chance.uniform(0, 0.0007, (4, 2))[[0, 1, 3, 2]]] for at in corners]
    turn = np.linspace(0, 2 * np.pi, 2000)[:-1]
    shore = 0.006 + 0.0006 * np.sin(turn * 40)
    lake = np.column_stack([CENTER.lon + shore * np.cos(turn), CENTER.lat + shore * np.sin(turn)])
    island = np.array([[116.399, 39.899], [116.401, 39.899], [116.401, 39.901]])
    along = np.linspace(-0.02, 0.02, 300)
    roads = [
        [np.column_stack([116.4 + along, 39.9 + shift + 0.001 * np.sin(along * 700)])] for shift in (-0.006, 0, 0.006)
    ]
    return [
        layer_of("lakes", LayerRole.WATER, GeometryKind.AREA, [[lake, island]]),
        layer_of(name, LayerRole.BUILDING, GeometryKind.AREA, houses),
        layer_of("roads", LayerRole.ROAD, GeometryKind.LINE, roads, names=["甲路", "乙路", "丙路"], ranks=[0, 2, 3]),
    ]


def pixels(image: QImage) -> np.ndarray:
    return np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.width(), 4).astype(int)


def painted(scheduler: TileScheduler, view: Viewport) -> QImage:
    image = plain_picture(view.width, view.height, 1.0, DAY)
    with QPainter(image) as painter:
        assert draw_tiles(painter, scheduler, view, view.rung)
    return image


# --------------------------------------------------------------------------------------- patches and tiles


@pytest.mark.parametrize("rung", [26, 30, 33, 36])
def test_patch_tiles_and_the_direct_picture_show_the_same(qtbot: QtBot, rung: int) -> None:
    wells = np.random.default_rng(5).uniform(-0.012, 0.012, (400, 1, 2)) + np.array([CENTER.lon, CENTER.lat])
    points = layer_of("wells", LayerRole.PLACE, GeometryKind.POINT, [[well] for well in wells])
    base, scheduler = BaseMap([*town(), points]), TileScheduler()
    view = looking_at(rung=rung)
    patch = patch_over(view)
    view = Viewport(  # aligned to whole pixels, as patch and tiles are
        x=(patch.left + SIZE[0] // 2) * view.resolution,
        y=-(patch.top + SIZE[1] // 2) * view.resolution,
        rung=rung, width=SIZE[0], height=SIZE[1],
    )  # fmt: skip
    scheduler.show(base, DAY, 1.0)
    scheduler.want(view)
    qtbot.waitUntil(lambda: scheduler.covers(view))
    assert scheduler.patch is not None, "the window comes first, as one picture"
    from_patch = painted(scheduler, view)
    qtbot.waitUntil(lambda: scheduler.idle)
    scheduler.patch = None
    from_tiles = painted(scheduler, view)
    scheduler.close()
    direct = plain_picture(view.width, view.height, 1.0, DAY)
    with QPainter(direct) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_all(painter, base, base.jobs(view.bounds, view.resolution, DAY))
    assert len(np.unique(pixels(direct).reshape(-1, 4), axis=0)) > 3
    for picture in (from_patch, from_tiles):
        assert (np.abs(pixels(picture) - pixels(direct)) > 16).mean() < 0.001


def test_a_short_pan_after_a_jump_paints_tiles_and_no_second_patch(qtbot: QtBot) -> None:
    scheduler, view = TileScheduler(), looking_at()
    scheduler.show(BaseMap(town()), DAY, 1.0)
    scheduler.want(view)
    qtbot.waitUntil(lambda: scheduler.covers(view))
    first = scheduler.patch
    for step in range(1, 6):
        scheduler.want(view.panned(40 * step, 0))
    qtbot.waitUntil(lambda: scheduler.idle)
    assert scheduler.patch is first
    assert scheduler.covers(view.panned(200, 0))
    scheduler.close()


@given(
    lon=st.floats(115, 118), lat=st.floats(39, 41), rung=st.integers(MIN_RUNG, MAX_RUNG), right=st.integers(-900, 900)
)
def test_a_patch_covers_its_window_and_knows_its_share_of_others(lon: float, lat: float, rung: int, right: int) -> None:
    view = looking_at(LonLat(lon, lat), rung)
    patch = patch_over(view)
    assert patch.covers(view)
    assert patch.width <= view.width + 2
    assert patch.share_of(view.panned(right, 0)) == pytest.approx(max(0.0, 1 - abs(right) / view.width), abs=0.01)


# ------------------------------------------------------------------------------------------ lines and areas


@settings(max_examples=40)
@given(turn=st.floats(-80, 80), width=st.floats(1, 20))
def test_broad_segments_cover_what_a_mitred_buffer_covers(turn: float, width: float) -> None:
    bend = np.radians(turn)
    line = np.array([[0.0, 0.0], [50.0, 0.0], [50 + 50 * np.cos(bend), 50 * np.sin(bend)]])
    segments = mitred(line, np.array([0, 3]), width / 2)
    flat = [shapely.LineString(one.reshape(2, 2)).buffer(width / 2, cap_style="flat") for one in segments]
    whole = shapely.LineString(line).buffer(width / 2, cap_style="square", join_style="mitre", mitre_limit=3)
    assert shapely.union_all(flat).symmetric_difference(whole).area < 0.001 * whole.area + 0.5


def test_runs_of_a_long_line_share_their_ends_and_lose_nothing() -> None:
    line, point = np.column_stack([np.arange(200.0), np.zeros(200)]), np.zeros((2, 2))
    xy, starts = cut_lines(np.vstack([line, point]), np.array([0, 200, 202]))
    lengths = [shapely.LineString(xy[a:b]).length for a, b in pairwise(starts)]
    assert max(np.diff(starts)) <= 65
    assert sum(lengths) == 199


def test_a_cut_lake_keeps_its_ground_and_its_island() -> None:
    lake = BaseMap(town()[:1]).stores[0]
    xy, starts, owners = cut_areas(lake.xy, lake.starts, lake.owners, 0.5)
    pieces = []
    for owner in np.unique(owners):
        rings = [xy[starts[at] : starts[at + 1]] for at in np.flatnonzero(owners == owner)]
        pieces.append(shapely.Polygon(rings[0], rings[1:]))
    whole = shapely.Polygon(lake.xy[: lake.starts[1]], [lake.xy[lake.starts[1] :]])
    assert len(pieces) > 3
    assert max(shapely.get_num_coordinates(pieces)) <= 600
    assert shapely.union_all(pieces).symmetric_difference(whole).area < 1e-9 * whole.area


def test_a_form_that_crosses_itself_is_still_drawn() -> None:
    turn = np.linspace(0, 4 * np.pi, 3000)[:-1]
    knot = np.column_stack([116.4 + 0.01 * np.cos(turn * 1.5), 39.9 + 0.01 * np.sin(turn)])
    base = BaseMap([layer_of("knot", LayerRole.WATER, GeometryKind.AREA, [[knot]])])
    image = plain_picture(*SIZE, 1.0, DAY)
    view = looking_at(rung=30)
    with QPainter(image) as painter:
        paint_all(painter, base, base.jobs(view.bounds, view.resolution, DAY))
    assert not base.failed
    assert (pixels(image)[:, :, 0] == int(DAY.water[5:7], 16)).mean() > 0.05


# ------------------------------------------------------------------------------------------------- mishaps


@pytest.fixture
def canvas(qtbot: QtBot) -> MapCanvas:
    made = MapCanvas()
    qtbot.addWidget(made)
    made.resize(*SIZE)
    made.show()
    made.set_base(town("西区房屋"), Attribution(invented=True))
    made.look_at(CENTER, 32)
    return made


def explode(*_: object) -> object:
    raise ValueError("planted")


@pytest.mark.parametrize("where", ["painting", "level"])
def test_a_layer_of_the_base_that_cannot_be_painted_becomes_a_sentence(
    canvas: MapCanvas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, where: str
) -> None:
    bad = next(layer for layer in canvas._scene.base.layers if layer.role is LayerRole.BUILDING)
    if where == "level":
        monkeypatch.setattr(bad.surface, "_make", explode)
    else:
        level = level_for(resolution_of(33))
        monkeypatch.setitem(bad.surface._levels, level, Exploding(bad.surface._make(level)))
    with caplog.at_level(logging.CRITICAL):
        canvas._redress()
        canvas.look_at(CENTER, 33)
        qtbot.waitUntil(lambda: canvas.idle)
    assert list(canvas._scene.base.failed.values()) == ["西区房屋"]
    shown = pixels(canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32))
    water = [int(canvas._scene.colours.water[at : at + 2], 16) for at in (5, 3, 1)]
    assert (shown[:, :, :3] == water).all(axis=2).mean() > 0.02, "the lake is still there"
    assert "西区房屋" in mishap_words(canvas._scene.base.failed[bad])


class Exploding:
    """A level whose paths raise while they are painted."""

    def __init__(self, real: object) -> None:
        self._real = real

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def paths_of(self, chunks: list[int]) -> object:
        raise ValueError("planted")


def test_a_layer_of_the_situation_that_raises_is_left_out_until_its_data_change(
    canvas: MapCanvas, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    people = [Marker(id="1", lonlat=CENTER, symbol=Symbol.PERSON)]
    canvas.set_markers("people", people, title="重点人员")
    canvas.set_markers("teams", [Marker(id="2", lonlat=CENTER, symbol=Symbol.TEAM)], title="队伍")
    monkeypatch.setattr(canvas._scene.marker_layers["people"], "spots", explode)
    with caplog.at_level(logging.CRITICAL):
        canvas.grab()
    assert canvas._scene.mishaps.titles == ("重点人员",)
    canvas.set_markers("people", people)
    canvas.grab()
    assert canvas._scene.mishaps.titles == ()
