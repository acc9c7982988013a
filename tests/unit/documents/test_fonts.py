"""Which fonts are used, and which characters nobody has."""

from __future__ import annotations

from pathlib import Path

import pytest

from commandpost.documents.fonts import SANS, SERIF, FontChoice, FontShelf, coverage
from commandpost.documents.papers import PaperPress
from commandpost.domain.errors import Unavailable
from tests.unit.documents.samples import REPORT, TEMPLATES, ZERO


def test_the_first_family_present_is_used_and_named() -> None:
    shelf = FontShelf.look(FontChoice(body=("No Such Font", SANS, SERIF)))

    assert shelf.chosen["body"] == SANS
    assert shelf.stacks["body"] == [SANS, SERIF]


def test_a_private_character_is_missing_and_a_rare_name_is_not() -> None:
    press = PaperPress(FontChoice(), TEMPLATES)

    assert press.missing_glyphs("甲𠮷䶮\ue000乙\ue000\n\u200d") == ("\ue000",)
    assert press.missing_in(ZERO) == ()


def test_a_file_that_is_no_font_covers_nothing(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttf"
    path.write_bytes(b"\x00\x01\x00\x00\x00\x09")

    assert coverage(str(path), 0).has({"甲"}) == set()
    assert coverage(str(tmp_path / "gone.ttf"), 0).has({"甲"}) == set()


def test_a_machine_without_chinese_fonts_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    press = PaperPress(FontChoice(), TEMPLATES)
    shelf = FontShelf.look(FontChoice())
    nothing = FontShelf(shelf.fonts, {"body": ""}, {"body": []}, ())
    monkeypatch.setattr(FontShelf, "look", lambda choice: nothing)

    with pytest.raises(Unavailable, match="paper_fonts_missing"):
        press.pdf(REPORT)


def test_missing_templates_are_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="paper_templates_missing"):
        PaperPress(FontChoice(), tmp_path).pdf(REPORT)
