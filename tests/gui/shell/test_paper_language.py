"""A paper printed from an English window is as Chinese as one printed from a Chinese window."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from commandpost.bootstrap.paths import generated_dir
from commandpost.domain.codes import Level
from commandpost.domain.map_paper import MapPaper
from commandpost.gui.map.markers import MarkerLayer, Symbol
from commandpost.gui.map.printing import MapPrint
from commandpost.gui.map.symbols import letters_in
from commandpost.gui.paper_words import paper_translate, paper_word
from commandpost.gui.preferences import Language
from commandpost.gui.runtime.app import Translations
from tests.gui.conftest import Gui
from tests.gui.shell.test_command_page import TIAN, incident
from tests.gui.shell.test_map_desks import printing, ready, team

ENGLISH = re.compile(r"[A-Za-z]{2,}")


def words_of(pdf: Path) -> str:
    return subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, check=True, text=True).stdout


def printed(gui: Gui, language: Language) -> tuple[MapPaper, str, MarkerLayer]:
    """What goes to the press, what stands in the PDF, and the incidents as they are drawn."""
    papers: list[MapPaper] = []
    drawn: list[MarkerLayer] = []
    print_paper = gui.services.print_paper
    assert print_paper is not None

    def press(paper: object) -> bytes:
        assert isinstance(paper, MapPaper)
        papers.append(paper)
        return print_paper(paper)

    gui.services = replace(gui.services, print_paper=press)

    async def scenario() -> None:
        translations = Translations(generated_dir())
        translations.choose(gui.application, language)
        incident(gui, "坍塌", level=Level.LARGER)
        team(gui, "永宁微型消防站", TIAN)
        page = await ready(gui)
        await gui.until(lambda: "ledger.team" in {layer.name for layer in page.canvas.layers()}, "the team")
        page.canvas.set_circle(TIAN, 300)
        desk = printing(page)
        page.act("paper.print")
        desk.card.scale.setValue(2000)
        drawn.append(MapPrint(page.canvas.scene, desk.frame()).still.marker_layers["incident"])
        QTest.keyClick(desk.card.heading, Qt.Key.Key_Return)
        await gui.until(lambda: list(gui.folder.glob("map-*.pdf")), "the PDF")
        await gui.until(desk.card.isHidden, "the card is put away")
        page.close()
        translations.choose(gui.application, Language.ENGLISH)

    gui.run(scenario())
    return papers[0], words_of(next(gui.folder.glob("map-*.pdf"))), drawn[0]


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.CHINESE])
def test_the_legend_the_situation_and_the_signs_are_chinese_from_either_window(gui: Gui, language: Language) -> None:
    paper, said, drawn = printed(gui, language)

    legend = [line.words for line in paper.legend]
    assert {"事件 · 较大", "应急队伍", "300米范围"} <= set(legend)
    assert paper.situation == ("1．坍塌（较大）",)
    assert [marker.sign for marker in drawn.markers] == ["较"]
    assert not ENGLISH.findall("".join((*legend, *paper.situation)))
    assert "300米范围" in re.sub(r"\s", "", said)


def test_a_word_of_no_context_stays_as_it_is() -> None:
    assert paper_word("several together, how many", "Situation", "MapPrint") == "多处合并，数字为个数"
    assert paper_word("某街道", "Situation") == "某街道"


def test_the_letters_in_the_signs_of_a_printed_map_are_those_of_the_paper(gui: Gui) -> None:
    translations = Translations(generated_dir())
    translations.choose(gui.application, Language.ENGLISH)

    assert letters_in(paper_translate) == {Symbol.SHELTER: "避", Symbol.SUPPLY: "物", Symbol.TEAM: "队"}
    assert letters_in(gui.application.translate)[Symbol.TEAM] == "T"
