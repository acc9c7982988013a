"""A picture of its own: painted band by band in small steps, of what was shown when it was asked for."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from commandpost.domain.coordinates import LonLat
from commandpost.domain.map_layer import GeometryKind, LayerRole, MapLayerData, layer_of
from commandpost.domain.map_paper import frame_of
from commandpost.gui.map import picturing
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.map.colours import PAPER
from commandpost.gui.map.furniture import Attribution
from commandpost.gui.map.markers import Marker, Symbol
from commandpost.gui.map.printing import MapPrint
from commandpost.gui.map.viewport import Viewport
from commandpost.gui.runtime import slices

CENTER = LonLat(116.4, 39.9)


def town() -> list[MapLayerData]:
    chance = np.random.default_rng(1)
    corners = chance.uniform(-0.006, 0.006, (200, 2)) + np.array([CENTER.lon, CENTER.lat])
    houses = [[at + chance.uniform(0, 0.0007, (4, 2))[[0, 1, 3, 2]]] for at in corners]
    along = np.linspace(-0.01, 0.01, 100)
    roads = [
        [np.column_stack([CENTER.lon + along, CENTER.lat + at + 0.001 * np.sin(along * 900)])] for at in (-0.002, 0.003)
    ]
    return [
        layer_of("houses", LayerRole.BUILDING, GeometryKind.AREA, houses),
        layer_of("roads", LayerRole.ROAD, GeometryKind.LINE, roads, names=["永宁路", "学院路"], ranks=[0, 1]),
    ]


@pytest.fixture
def canvas(qtbot: QtBot) -> MapCanvas:
    made = MapCanvas()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.set_base(town(), Attribution(invented=True))
    made.set_markers("teams", [Marker(id="1", lonlat=CENTER, symbol=Symbol.TEAM)], title="应急队伍")
    made.look_at(CENTER, 33)
    return made


def pixels(image: QImage) -> np.ndarray:
    return (
        np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.width(), 4)[:, :, :3].astype(int)
    )


def test_a_sheet_in_bands_is_the_sheet_in_one_piece(canvas: MapCanvas, monkeypatch: pytest.MonkeyPatch) -> None:
    view = Viewport(x=0, y=0, rung=33, width=640, height=470).centered(CENTER)
    monkeypatch.setattr(picturing, "_BAND_PIXELS", 10**9)
    whole = picturing.picture(canvas.scene, view, PAPER, 2.37)
    monkeypatch.setattr(picturing, "_BAND_PIXELS", 60_000)
    banded = picturing.picture(canvas.scene, view, PAPER, 2.37)
    assert len(np.unique(pixels(whole).reshape(-1, 3), axis=0)) > 20
    assert (np.abs(pixels(banded) - pixels(whole)) > 8).mean() < 0.0005


def test_what_changes_while_a_sheet_is_painted_does_not_reach_it(canvas: MapCanvas) -> None:
    frame = frame_of(CENTER, 5000, "a4", upright=False)
    calm, busy = MapPrint(canvas.scene, frame), MapPrint(canvas.scene, frame)
    for _ in calm.steps():
        pass
    for at, _ in enumerate(busy.steps()):
        if at == 2:
            canvas.remove_layer("teams")
            canvas.scene.base.hide([one.name for one in canvas.layers()])
            canvas.grab()
    differing = (np.abs(pixels(calm.image) - pixels(busy.image)) > 8).mean()
    assert differing < 0.0005, f"{differing:.4%} of the sheet"
    assert canvas.scene.colours is not PAPER


def test_a_sheet_that_is_given_up_half_way_lets_go_of_its_picture(canvas: MapCanvas) -> None:
    sheet = MapPrint(canvas.scene, frame_of(CENTER, 5000, "a4", upright=False))
    steps = sheet.steps()
    next(steps)
    assert sheet.image.paintingActive()
    steps.close()  # type: ignore[attr-defined]  # an iterator that is a generator
    assert not sheet.image.paintingActive()


def test_a_layer_whose_level_cannot_be_made_is_left_out_of_the_sheet_and_said(
    canvas: MapCanvas, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def explode(number: int) -> object:
        raise ValueError("planted")

    sheet = MapPrint(canvas.scene, frame_of(CENTER, 10_000, "a4", upright=False))
    houses = next(layer for layer in sheet.still.base.layers if layer.role is LayerRole.BUILDING)
    monkeypatch.setattr(houses.surface, "_make", explode)
    with caplog.at_level(logging.CRITICAL):
        sheet.prepare()
        for _ in sheet.steps():
            pass
    assert list(sheet.still.base.failed.values()) == ["houses"]


def test_between_slices_the_loop_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "SLICE_NS", 0)
    order: list[str] = []

    def steps() -> Iterator[None]:
        for at in range(3):
            order.append(f"step {at}")
            yield

    async def other() -> None:
        order.append("something else")

    async def scenario() -> None:
        waiting = asyncio.ensure_future(other())
        await slices.in_slices(steps())
        await waiting

    asyncio.run(scenario())
    assert order.index("something else") < order.index("step 2")
