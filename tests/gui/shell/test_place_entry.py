"""One coordinate pasted into a form or the palette: the datum is asked, a link answers, all is said in words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from commandpost.domain.coordinates import Datum, LonLat, distance_m
from commandpost.domain.errors import RuleBroken
from commandpost.domain.map_links import MapService
from commandpost.domain.pasted_place import ToldPlace
from commandpost.gui.messages import words
from commandpost.gui.pages.command.page import CommandPage
from commandpost.gui.vocabulary_maps import service_words
from commandpost.gui.widgets.place_entry import PlaceEntry
from commandpost.gui.window.found import found_places
from commandpost.gui.window.place_lines import place_lines
from tests.gui.conftest import Gui
from tests.gui.pages.shown import shown

TRUE = LonLat(116.3913, 39.9075)
AMAP = "https://uri.amap.com/marker?position=116.397541,39.908901"


@pytest.fixture
def parts(qapp: QApplication) -> Iterator[tuple[PlaceEntry, QLineEdit, QComboBox, QLabel]]:
    held = QWidget()
    edit, datum, told = QLineEdit(), QComboBox(), QLabel()
    layout = QVBoxLayout(held)
    for part in (edit, datum, told):
        layout.addWidget(part)
    held.show()
    yield PlaceEntry(edit, datum, told), edit, datum, told
    held.close()


Parts = tuple[PlaceEntry, QLineEdit, QComboBox, QLabel]


def said(source: str) -> str:
    """In the language the window happens to wear."""
    return QCoreApplication.translate("PlaceEntry", source)


def choose(datum: QComboBox, wanted: Datum) -> None:
    datum.setCurrentIndex(datum.findData(wanted))
    datum.activated.emit(datum.currentIndex())


def test_bare_numbers_are_read_and_the_map_is_asked_for(parts: Parts) -> None:
    entry, edit, datum, told = parts
    QTest.keyClicks(edit, "39.908901, 116.397541")
    assert entry.asks
    assert said("By their size the first number is the latitude.") in told.text()
    assert said("Say which map it is from: it may lie 550 or 1,350 m off.") in told.text()

    choose(datum, Datum.GCJ02)

    place = entry.place()
    assert place is not None
    assert distance_m(place, TRUE) < 0.5
    assert "GCJ-02" in told.text()
    assert "39.907500, 116.391300" in told.text()
    assert not entry.asks


def test_a_link_answers_by_itself(parts: Parts) -> None:
    entry, edit, _, told = parts
    QTest.keyClicks(edit, AMAP)
    assert entry.datum is Datum.GCJ02
    assert told.text().startswith(said("Link of {service}.").format(service=service_words(MapService.AMAP)))
    place = entry.place()
    assert place is not None
    assert distance_m(place, TRUE) < 0.5


def test_other_numbers_ask_again(parts: Parts) -> None:
    entry, edit, _, _ = parts
    QTest.keyClicks(edit, AMAP)
    edit.clear()
    QTest.keyClicks(edit, "39.9, 116.4")
    assert entry.asks


def test_a_place_from_the_map_needs_no_question(parts: Parts) -> None:
    entry, edit, _, told = parts
    entry.show_place(TRUE)
    assert (edit.text(), entry.asks, entry.place(), told.text()) == (
        "39.907500, 116.391300", False, TRUE, said("By their size the first number is the latitude."),
    )  # fmt: skip
    entry.show_place(None)
    assert (edit.text(), entry.place(), told.isHidden()) == ("", None, True)


def test_what_is_no_place_is_said_at_once_and_refused_on_saving(parts: Parts) -> None:
    entry, edit, _, told = parts
    QTest.keyClicks(edit, "https://surl.amap.com/abc")
    assert told.text() == words("link_without_place")
    with pytest.raises(RuleBroken) as caught:
        entry.place()
    assert (caught.value.code, caught.value.params["field"]) == ("link_without_place", "coordinate")


def test_the_palette_offers_a_coordinate_once_for_each_map() -> None:
    lines = place_lines("116.397541,39.908901")
    assert len(lines) == 3
    assert distance_m(lines[1].place, TRUE) < 0.5
    assert [line.place for line in place_lines(AMAP)] == [lines[1].place]
    assert len(place_lines("geo:39.9075,116.3913")) == 1
    assert found_places("槐树里") == ()


def test_a_place_of_the_palette_is_marked_on_the_map(gui: Gui) -> None:
    async def scenario() -> None:
        page = shown(gui, CommandPage)
        page.context.navigator.place_asked.emit(TRUE)
        await gui.until(lambda: "place" in {entry.name for entry in page.canvas.layers()}, "marked")
        x, y = page.canvas.viewport.screen_of(TRUE)
        assert 0 <= x <= page.canvas.width()
        assert 0 <= y <= page.canvas.height()

    gui.run(scenario())


def test_how_a_place_was_told_stays_until_something_else_is_typed(parts: Parts) -> None:
    entry, edit, datum, told = parts
    kept = ToldPlace(raw=LonLat(116.397541, 39.908901), datum=Datum.GCJ02, service=MapService.AMAP)
    entry.show_place(TRUE, kept)
    assert entry.told_place == kept
    assert "GCJ-02: 39.908901, 116.397541" in told.text()
    assert service_words(MapService.AMAP) in told.text()

    edit.clear()
    QTest.keyClicks(edit, "39.9150, 116.4040")
    assert entry.told_place == ToldPlace(raw=LonLat(116.404, 39.915))
    choose(datum, Datum.BD09)
    assert entry.told_place == ToldPlace(raw=LonLat(116.404, 39.915), datum=Datum.BD09)
    edit.clear()
    QTest.keyClicks(edit, "nowhere")
    assert entry.told_place is None
    entry.show_place(TRUE)
    assert entry.told_place is None
    entry.show_place(TRUE, ToldPlace(raw=TRUE))
    assert said("nobody said which map") in told.text()
