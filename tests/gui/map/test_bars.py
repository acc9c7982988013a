"""Bars: small and four-cornered areas drawn as broad lines look like the areas they stand for."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
import shapely.affinity
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF
from pytestqt.qtbot import QtBot

from commandpost.domain.coordinates import FloatArray, LonLat
from commandpost.domain.map_layer import GeometryKind, LayerRole, layer_of
from commandpost.gui.map.bars import bars_at, fit_bars
from commandpost.gui.map.base import BaseMap, paint_all
from commandpost.gui.map.colours import DAY
from commandpost.gui.map.lod import LodPyramid
from commandpost.gui.map.paint_jobs import BarJob, PaintJob
from commandpost.gui.map.scene import plain_picture
from commandpost.gui.map.viewport import Viewport

PIXEL = 6.0


def ragged(shapes: list[shapely.Polygon]) -> tuple[FloatArray, np.ndarray, np.ndarray]:
    rings = [np.asarray(ring.coords) for shape in shapes for ring in (shape.exterior, *shape.interiors)]
    owners = [at for at, shape in enumerate(shapes) for _ in range(1 + len(shape.interiors))]
    starts = np.cumsum([0, *(len(ring) for ring in rings)])
    return np.vstack(rings), starts, np.array(owners)


def house(long: float, broad: float, turn: float, x: float = 0.0, y: float = 0.0) -> shapely.Polygon:
    """A rectangle in pixels, in metres."""
    form = shapely.box(-long / 2, -broad / 2, long / 2, broad / 2)
    return shapely.affinity.scale(
        shapely.affinity.translate(shapely.affinity.rotate(form, turn), x, y), PIXEL, PIXEL, origin=(0, 0)
    )


def drawn(segments: FloatArray, widths: FloatArray) -> list[shapely.Polygon]:
    lines = [shapely.LineString(one.reshape(2, 2)) for one in segments]
    return [line.buffer(width / 2, cap_style="flat") for line, width in zip(lines, widths, strict=True)]


@settings(max_examples=60)
@given(long=st.floats(2, 30), broad=st.floats(1.5, 7.9), turn=st.floats(0, 180), x=st.floats(-900, 900))
def test_a_bar_covers_the_house_it_stands_for(long: float, broad: float, turn: float, x: float) -> None:
    shape = house(max(long, broad), min(long, broad), turn, x)
    chosen, bars = bars_at(fit_bars(*ragged([shape])), PIXEL)
    assert chosen.tolist() == [True]
    (bar,) = drawn(bars.of(np.array([0])) + np.tile(bars.origin, 2), bars.widths)
    assert bar.area == pytest.approx(shape.area, rel=0.2)
    assert bar.hausdorff_distance(shape) < 1.5 * PIXEL
    assert bar.symmetric_difference(shape).area <= 0.4 * shape.area
    west, south, east, north = bars.chunk_boxes[0]
    assert shapely.box(west - 1e-3, south - 1e-3, east + 1e-3, north + 1e-3).covers(bar)


@pytest.mark.parametrize(
    "shape",
    [
        pytest.param(house(60, 30, 20), id="a large hall"),
        pytest.param(house(30, 12, 0).difference(house(15, 6, 0, 8, 3)), id="a house with a wing"),
        pytest.param(house(20, 7, 0).difference(house(5, 2, 0)), id="a house with a yard"),
        pytest.param(house(40, 0.4, 30), id="a wall"),
    ],
)
def test_what_has_a_form_of_its_own_stays_an_area(shape: shapely.Polygon) -> None:
    others = [house(5, 3, at) for at in range(3)]
    chosen, _ = bars_at(fit_bars(*ragged([*others, shape])), PIXEL)
    assert chosen.tolist()[:3] == [True] * 3
    assert not any(chosen.tolist()[3:])


def test_where_few_areas_would_be_bars_none_is() -> None:
    shapes = [house(5, 3, 10), *(house(60, 40, at) for at in range(9))]
    chosen, bars = bars_at(fit_bars(*ragged(shapes)), PIXEL)
    assert not chosen.any()
    assert not len(bars.segments)


def test_what_lies_on_one_line_has_no_bar_and_breaks_nothing() -> None:
    flat = np.array([[0.0, 0.0], [5.0, 5.0], [9.0, 9.0], [0.0, 0.0]])
    nothing = np.zeros((4, 2))
    fit = fit_bars(np.vstack([flat, nothing]), np.array([0, 4, 8]), np.array([0, 1]))
    assert not fit.alone.any()


def test_each_chunk_of_bars_has_one_width_and_the_whole_number_is_there() -> None:
    chance = np.random.default_rng(2)
    rows = zip(chance.uniform(4, 9, 700), chance.uniform(2, 4, 700), chance.uniform(0, 180, 700), strict=True)
    shapes = [house(*map(float, row), *chance.uniform(-300, 300, 2).tolist()) for row in rows]
    chosen, bars = bars_at(fit_bars(*ragged(shapes)), PIXEL)
    assert chosen.all()
    assert len(bars.widths) == len(bars.chunk_starts) - 1 == len(bars.chunk_boxes)
    assert len(bars.of(np.arange(len(bars.widths)))) == 700
    assert np.diff(bars.chunk_starts).max() <= 64


def town(count: int = 900) -> list[list[FloatArray]]:
    chance = np.random.default_rng(7)
    places = chance.uniform(-0.012, 0.012, (count, 2)) + np.array([116.4, 39.9])
    forms = [
        shapely.affinity.rotate(shapely.box(0, 0, *chance.uniform(0.00012, 0.0005, 2)), chance.uniform(0, 180))
        for _ in range(count)
    ]
    return [[np.asarray(form.exterior.coords) + place] for form, place in zip(forms, places, strict=True)]


def test_the_picture_with_bars_is_the_picture_of_the_areas(qtbot: QtBot) -> None:
    base = BaseMap([layer_of("houses", LayerRole.BUILDING, GeometryKind.AREA, town())])
    view = Viewport(x=0, y=0, rung=29, width=500, height=400).centered(LonLat(116.4, 39.9))
    with_bars, plain = (plain_picture(view.width, view.height, 1.0, DAY) for _ in range(2))
    jobs = list(base.jobs(view.bounds, view.resolution, DAY))
    assert any(isinstance(job, BarJob) for job in jobs)
    with QPainter(with_bars) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_all(painter, base, jobs)
    with QPainter(plain) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Qt.PenStyle.NoPen))
        painter.setBrush(QColor(DAY.building))
        for at in range(base.stores[0].layer.feature_count):
            (ring,) = base.stores[0].paths_of(at)
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in view.to_screen(ring).tolist()]))
    ours, truth = tint(with_bars), tint(plain)
    assert truth.max() > 20
    assert ours.sum() == pytest.approx(truth.sum(), rel=0.03)
    assert np.corrcoef(ours.ravel(), truth.ravel())[0, 1] > 0.97


def test_close_by_every_area_is_drawn_as_it_came() -> None:
    layer = layer_of("houses", LayerRole.BUILDING, GeometryKind.AREA, town(50))
    base = BaseMap([layer])
    view = Viewport(x=0, y=0, rung=38, width=500, height=400).centered(LonLat(116.4, 39.9))
    assert {type(job) for job in base.jobs(view.bounds, view.resolution, DAY)} <= {PaintJob}
    assert LodPyramid(base.stores[0], np.ones(50, dtype=bool), areas=True).level(0.3).bars is None


def tint(image: QImage) -> FloatArray:
    """How far each pixel is from the ground."""
    flat = np.frombuffer(image.constBits(), dtype=np.uint8)
    raw: FloatArray = flat.reshape(image.height(), image.width(), 4).astype(float)
    far: FloatArray = np.abs(raw[:, :, 0] - raw[0, 0, 0].item())
    return far
