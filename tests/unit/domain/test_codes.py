from __future__ import annotations

from pathlib import Path

import pytest

from commandpost.domain.codes import LEVELS, CodeBook, EventClass, Level, parse_codes
from commandpost.domain.errors import RuleBroken

BOOK = parse_codes((Path(__file__).parents[3] / "resources" / "codes" / "events.toml").read_text("utf-8"))


@pytest.mark.parametrize("typed", ["12p13", "12P13", "建筑垮", "jzkt", " JZKT "])
def test_a_kind_is_found_by_code_name_and_pinyin_initials(typed: str) -> None:
    assert BOOK.find(typed)[0].code == "12P13"


def test_what_begins_with_the_words_comes_before_what_only_holds_them() -> None:
    found = [code.name for code in BOOK.find("火灾", limit=50)]

    assert found[:2] == ["火灾事故（煤矿）", "火灾事故"]
    assert "高层民用建筑火灾" in found


def test_nothing_is_found_for_words_that_stand_nowhere() -> None:
    assert BOOK.find("天外来客") == ()


def test_no_more_kinds_are_offered_than_asked_for() -> None:
    assert len(BOOK.find("", limit=7)) == 7


def test_a_path_leads_from_the_class_to_the_kind() -> None:
    assert BOOK.path("12P13") == ("事故灾难", "基础设施和公用设施事故", "建筑垮塌")
    assert BOOK.path("99999") == ()


def test_an_unknown_code_is_shown_as_it_is_and_has_no_class() -> None:
    assert BOOK.name("99999") == "99999"
    assert BOOK.event_class("99999") is None
    assert BOOK.get("99999") is None


def test_every_kind_hangs_on_a_parent_of_its_own_class() -> None:
    for code in BOOK.all():
        parent = BOOK.get(code.parent)
        assert parent is None if code.parent == "" else parent is not None
        assert parent is None or parent.event_class is code.event_class
    assert len(BOOK) == len(BOOK.all()) > 200


def test_the_dictionary_is_not_confirmed_and_names_its_source() -> None:
    assert not any(code.verified for code in BOOK.all())
    assert all(code.source and code.initials.isascii() and code.initials for code in BOOK.all())


def test_the_four_classes_of_the_law_stand_at_the_top() -> None:
    assert [code.event_class for code in BOOK.all() if not code.parent] == list(EventClass)
    assert BOOK.name("14A02") == "集体上访请愿"


def test_levels_rise_from_not_graded_to_grave() -> None:
    assert [level.rank for level in LEVELS] == [0, 1, 2, 3, 4]
    assert Level.GRAVE.rank > Level.MAJOR.rank > Level.LARGER.rank > Level.GENERAL.rank


@pytest.mark.parametrize(
    "text", ["codes", "x = 1", "codes = [1]", '[[codes]]\ncode = "1"', 'codes = [{code="1",name="a",class="b"}]']
)
def test_a_wrong_code_book_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken, match="code_book_invalid"):
        parse_codes(text)


def test_a_circle_of_parents_ends() -> None:
    circle = parse_codes(
        '[[codes]]\ncode="1"\nname="a"\nparent="2"\nclass="social"\n'
        '[[codes]]\ncode="2"\nname="b"\nparent="1"\nclass="social"\n'
    )

    assert circle.path("1") == ("b", "a")
    assert CodeBook().find("a") == ()
