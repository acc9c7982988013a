from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from commandpost.bootstrap.paths import resources_dir
from commandpost.domain.coordinates import LonLat
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.map.foot_card import FootCard
from commandpost.gui.map.furniture import Attribution, furniture_box
from commandpost.gui.map.markers import Marker
from commandpost.gui.pages.command.mapdesk.answer_card import AnswerCard
from commandpost.gui.pages.command.mapdesk.name_card import NameCard
from commandpost.gui.pages.command.mapdesk.print_card import PrintCard
from commandpost.gui.pages.command.mapdesk.replay_bar import ReplayBar
from commandpost.gui.pages.command.mapdesk.sketch_list import SketchList
from commandpost.gui.theme import Theme, ThemeName

PLACE = LonLat(116.4, 39.9)


@pytest.fixture
def canvas(qtbot: QtBot) -> MapCanvas:
    made = MapCanvas()
    qtbot.addWidget(made)
    for number in range(12):
        made.set_markers(f"layer-{number}", [Marker(id="1", lonlat=PLACE)], title=f"第{number}种隐患点与物资点")
    made.resize(900, 700)
    made.show()
    return made


def press_layers(canvas: MapCanvas) -> None:
    canvas.cards.strip.findChildren(QToolButton)[6].click()


def test_the_card_of_layers_stands_open_where_there_is_room(canvas: MapCanvas) -> None:
    assert canvas.cards.panel.isVisible()


def test_on_a_narrow_map_the_card_folds_until_it_is_asked_for(canvas: MapCanvas) -> None:
    canvas.resize(330, 700)
    assert not canvas.cards.panel.isVisible()

    press_layers(canvas)

    assert canvas.cards.panel.isVisible()


@pytest.mark.parametrize("size", [(330, 700), (240, 400), (900, 260)])
def test_the_cards_never_lie_on_one_another_nor_outside_the_map(canvas: MapCanvas, size: tuple[int, int]) -> None:
    canvas.resize(*size)
    if not canvas.cards.panel.isVisible():
        press_layers(canvas)

    panel, strip = canvas.cards.panel.geometry(), canvas.cards.strip.geometry()
    assert not panel.intersects(strip)
    assert canvas.rect().contains(panel)


def test_what_was_folded_by_hand_stays_folded(canvas: MapCanvas) -> None:
    press_layers(canvas)
    canvas.resize(1200, 700)
    assert not canvas.cards.panel.isVisible()


@pytest.mark.parametrize("scale", [100, 150])
@pytest.mark.parametrize("make", [AnswerCard, PrintCard, ReplayBar, NameCard, SketchList])
def test_a_card_at_the_foot_is_never_wider_than_the_map_and_its_buttons_can_be_read(
    canvas: MapCanvas, qtbot: QtBot, make: Callable[[Theme], FootCard], scale: int
) -> None:
    card = make(Theme(resources_dir(), ThemeName.DAY, scale))
    canvas.cards.add(card, Qt.AlignmentFlag.AlignRight)
    card.show()
    for width in (900, 280):
        canvas.resize(width, 640)
        qtbot.waitUntil(lambda: canvas.rect().contains(card.geometry()))
        for knob in card.findChildren(QPushButton):
            if knob.isVisible():
                needed = knob.fontMetrics().horizontalAdvance(knob.text())
                assert card.rect().contains(knob.mapTo(card, knob.rect().center()))
                assert needed <= knob.width()


def test_a_row_of_long_words_drops_its_keys_before_it_cuts_a_word(qtbot: QtBot, canvas: MapCanvas) -> None:
    card = FootCard(220)
    log, report = QPushButton("Into the log F10"), QPushButton("Into the report F12")
    for knob, words in ((log, "Log"), (report, "Report")):
        knob.setAccessibleName(words)
    card.setLayout(card.flow(log, report))
    canvas.cards.add(card, Qt.AlignmentFlag.AlignRight)
    card.show()
    canvas.cards.settle()

    assert [log.text(), report.text()] == ["Log", "Report"]
    assert log.sizeHint().width() + report.sizeHint().width() <= card.width()


def test_a_card_is_as_tall_as_its_words_at_its_own_width(canvas: MapCanvas) -> None:
    card = FootCard(200)
    words, wide = (
        QLabel("独居老人 29 · 高龄80+ 19 · 失能 5 · 孕妇 5 · 残障 4 · 精神疾病 4 · 氧疗 2"),
        QPushButton("宽" * 30),
    )
    words.setWordWrap(True)
    column = QVBoxLayout(card)
    column.addWidget(words)
    column.addWidget(wide)
    canvas.cards.add(card, Qt.AlignmentFlag.AlignRight)
    card.show()
    canvas.cards.settle()

    assert words.height() >= words.heightForWidth(words.width())


@pytest.mark.parametrize("size", [(900, 700), (900, 360)])
def test_two_cards_of_one_side_lie_above_or_beside_one_another(canvas: MapCanvas, size: tuple[int, int]) -> None:
    theme = Theme(resources_dir(), ThemeName.DAY)
    drawings, sheet = SketchList(theme), PrintCard(theme)
    for card in (drawings, sheet):
        canvas.cards.add(card, Qt.AlignmentFlag.AlignLeft)
        card.show()
    canvas.resize(*size)
    canvas.cards.settle()

    assert not drawings.geometry().intersects(sheet.geometry())
    assert canvas.rect().contains(drawings.geometry())
    assert canvas.rect().contains(sheet.geometry())


@pytest.mark.parametrize("invented", [True, False])
@pytest.mark.parametrize("size", [(400, 700), (900, 400), (280, 220)])
def test_the_strip_of_tools_never_lies_on_the_scale_and_the_owner_of_the_map(
    canvas: MapCanvas, size: tuple[int, int], *, invented: bool
) -> None:
    canvas.scene.attribution = Attribution(invented=invented, provider="" if invented else "某市测绘设计研究院")
    canvas.resize(*size)

    strip = canvas.cards.strip
    foot = furniture_box(canvas.viewport, PLACE, canvas.scene.attribution)
    assert QRectF(canvas.rect()).contains(foot)
    assert strip.geometry().bottom() < foot.top()
    knobs = strip.findChildren(QToolButton)
    assert all(strip.rect().contains(knob.geometry()) for knob in knobs)
    assert len({(knob.x(), knob.y()) for knob in knobs}) == len(knobs)
