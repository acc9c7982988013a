"""Levels are told apart without colour; names of drawings lie over markers and off their cards."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from commandpost.domain.codes import Level
from commandpost.domain.coordinates import LonLat
from commandpost.domain.map_layer import GeometryKind
from commandpost.domain.sketch import SketchKind
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.map.colours import DAY, NIGHT, PAPER, ColourRole, MapColours
from commandpost.gui.map.drawn import DrawnSketch
from commandpost.gui.map.foot_card import FootCard
from commandpost.gui.map.markers import Marker, Symbol
from commandpost.gui.map.printing import legend_of
from commandpost.gui.map.situation import card_box
from commandpost.gui.map.symbols import SymbolBook
from commandpost.gui.vocabulary import LEVEL_ROLES, LEVEL_SIGNS, level_sign

CENTER = LonLat(116.4, 39.9)
GRADED = tuple(LEVEL_SIGNS)


def grey(book: SymbolBook, level: Level, role: ColourRole) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """The pin in shades of grey on white, as a black and white printer gives it."""
    image = QImage(48, 48, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.drawPixmap(0, 0, book.symbol(Symbol.PIN, role, level_sign(level)))
    painter.end()
    shades = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return np.frombuffer(shades.constBits(), dtype=np.uint8).reshape(48, 48).astype(np.float64)


@pytest.mark.parametrize("colours", [DAY, NIGHT, PAPER])
def test_pins_of_any_two_levels_differ_in_black_and_white_even_in_one_colour(qtbot: QtBot, colours: MapColours) -> None:
    book = SymbolBook(colours, 1.0)
    pins = {level: grey(book, level, ColourRole.RED) for level in (*GRADED, Level.UNGRADED)}

    for one, other in combinations(pins, 2):
        assert (np.abs(pins[one] - pins[other]) > 60).sum() > 15, (one, other)


@pytest.mark.parametrize("colours", [DAY, NIGHT, PAPER])
def test_the_sign_stands_dark_on_white_in_every_level_colour(qtbot: QtBot, colours: MapColours) -> None:
    book = SymbolBook(colours, 1.0)
    for level in GRADED:
        head = grey(book, level, ColourRole(LEVEL_ROLES[level]))[5:21, 16:32]
        assert head.max() > 245
        assert head.min() < 90


def test_the_legend_of_a_print_explains_every_sign_once(qtbot: QtBot) -> None:
    canvas = MapCanvas()
    qtbot.addWidget(canvas)
    levels = (Level.GRAVE, Level.GENERAL, Level.GRAVE)
    pins = [
        Marker(id=str(at), lonlat=CENTER, symbol=Symbol.PIN, sign=level_sign(level), meaning=level.value)
        for at, level in enumerate(levels)
    ]
    canvas.set_markers("incident", pins, title="事件")
    canvas.set_markers("team", [Marker(id="1", lonlat=CENTER, symbol=Symbol.TEAM)], title="队伍")

    assert [line.words for line in legend_of(canvas.scene)] == ["事件 · grave", "事件 · general", "队伍"]


def test_the_pin_of_a_legend_is_whole(qtbot: QtBot) -> None:
    canvas = MapCanvas()
    qtbot.addWidget(canvas)
    canvas.set_markers("incident", [Marker(id="1", lonlat=CENTER, symbol=Symbol.PIN, colour_role=ColourRole.RED)])

    picture = legend_of(canvas.scene)[0].picture
    image = QImage.fromData(b64decode(picture.split("base64,")[1].split('"')[0]))
    rows = [y for y in range(image.height()) if image.pixelColor(image.width() // 2, y).red() > 150]

    assert rows
    assert 0 < rows[0] < rows[-1] < image.height() - 1


def test_the_name_of_a_drawing_lies_over_markers_and_off_their_cards(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    canvas = MapCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(900, 700)
    canvas.look_at(CENTER, 32)
    drawn: list[tuple[str, object]] = []
    monkeypatch.setattr(
        "commandpost.gui.map.sketches.draw_card", lambda _p, at, words, *_: drawn.append(("card", card_box(at, words)))
    )
    monkeypatch.setattr("commandpost.gui.map.situation.draw_centred", lambda *_: drawn.append(("symbol", None)))
    flag = DrawnSketch(id="1", kind=SketchKind.MARK, shape=GeometryKind.POINT, places=(CENTER,), label="前方指挥部")
    canvas.set_sketches([flag, replace(flag, id="2", label="第二指挥部")])
    pin = Marker(id="a", lonlat=CENTER, symbol=Symbol.PIN, label="槐树里坍塌", emphasis=True)
    canvas.set_markers("incident", [pin])

    canvas.picture(QSize(900, 700), ratio=1.0)

    assert [what for what, _ in drawn] == ["symbol", "card", "card"]
    x, y = canvas.viewport.screen_of(CENTER)
    boxes = [box for _, box in drawn if isinstance(box, QRectF)]
    boxes.append(card_box(QPointF(x + 16, y - 9 * 2.2), "槐树里坍塌"))
    assert not any(one.intersects(other) for one, other in combinations(boxes, 2))


def test_the_card_of_layers_ends_above_a_card_at_the_foot(qtbot: QtBot) -> None:
    canvas = MapCanvas()
    qtbot.addWidget(canvas)
    for number in range(14):
        canvas.set_markers(f"layer-{number}", [Marker(id="1", lonlat=CENTER)])
    foot = FootCard(600)
    foot.setFixedHeight(80)
    canvas.cards.add(foot, Qt.AlignmentFlag.AlignHCenter)
    canvas.resize(700, 480)
    canvas.show()
    tall = canvas.cards.panel.height()

    foot.show()
    canvas.cards.settle()
    assert not canvas.cards.panel.geometry().intersects(foot.geometry())
    foot.hide()
    assert canvas.cards.panel.height() == tall
