from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from commandpost.domain.codes import EventClass, Level
from commandpost.domain.errors import RuleBroken
from commandpost.domain.levels import (
    Suggestion,
    parse_scales,
    parse_sensitive_words,
    quantities_of,
    sensitive_hints,
    suggest,
)
from commandpost.domain.periods import PeriodKind, SpecialPeriod

LEVELS = Path(__file__).parents[3] / "resources" / "levels"
SCALES = parse_scales((LEVELS / "scales.toml").read_text("utf-8"))
WORDS = parse_sensitive_words((LEVELS / "sensitive.toml").read_text("utf-8"))


def accident(**quantities: int) -> Suggestion | None:
    return suggest(SCALES, EventClass.ACCIDENT, "12P13", quantities)


@pytest.mark.parametrize(
    ("quantities", "level"),
    [
        ({"dead": 1}, Level.GENERAL),
        ({"dead": 2}, Level.GENERAL),
        ({"dead": 3}, Level.LARGER),
        ({"dead": 9}, Level.LARGER),
        ({"dead": 10}, Level.MAJOR),
        ({"dead": 30}, Level.GRAVE),
        ({"dead": 2, "missing": 1}, Level.LARGER),
        ({"missing": 3}, Level.LARGER),
        ({"badly_injured": 9}, Level.GENERAL),
        ({"badly_injured": 10}, Level.LARGER),
        ({"loss": 999}, Level.GENERAL),
        ({"loss": 1000}, Level.LARGER),
        ({"loss": 10_000}, Level.GRAVE),
        ({"dead": 1, "badly_injured": 50, "loss": 3}, Level.MAJOR),
    ],
)
def test_the_level_of_an_accident_is_the_highest_of_all_criteria_and_the_number_itself_belongs_to_it(
    quantities: dict[str, int], level: Level
) -> None:
    found = accident(**quantities)

    assert found is not None
    assert found.level is level
    assert found.verified
    assert all("493号" in ground.source for ground in found.grounds)


def test_nothing_known_or_nobody_hurt_suggests_nothing() -> None:
    assert accident() is None
    assert accident(dead=0, missing=0, trapped=4) is None
    assert suggest(SCALES, EventClass.SOCIAL, "14A02", {"dead": 40}) is None


def test_a_forest_fire_is_measured_by_its_area_and_a_landslide_by_its_own_money() -> None:
    forest = suggest(SCALES, EventClass.NATURAL, "11G01", {"burnt_area": 100, "dead": 1})
    slide = suggest(SCALES, EventClass.NATURAL, "11D01", {"loss": 600})

    assert forest is not None
    assert (forest.level, [one.quantity for one in forest.grounds]) == (Level.MAJOR, ["burnt_area"])
    assert slide is not None
    assert slide.level is Level.MAJOR


def test_a_scale_nobody_read_at_its_source_says_so() -> None:
    threatened = suggest(SCALES, EventClass.NATURAL, "11D01", {"threatened": 600})

    assert threatened is not None
    assert not threatened.verified


def test_a_kind_of_event_asks_for_what_its_scales_measure() -> None:
    assert quantities_of(SCALES, EventClass.NATURAL, "11G01") == {"toll", "badly_injured", "burnt_area"}
    assert quantities_of(SCALES, EventClass.SOCIAL, "14A02") == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "scale = 3",
        '[[scale]]\nid="a"\nsource="s"\n',
        '[[scale]]\nid="a"\nsource="s"\ntoll = { huge = 1 }\n',
        '[[scale]]\nid="a"\nsource="s"\ntoll = 3\n',
        '[[scale]]\nid="a"\nsource="s"\ntoll = { grave = 1 }\ncodes = "x"\n',
    ],
)
def test_scales_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(RuleBroken, match="scales_invalid"):
        parse_scales(text)


def test_place_people_and_time_hint_at_what_is_sensitive() -> None:
    holiday = SpecialPeriod(
        id="h", kind=PeriodKind.HOLIDAY, name="国庆节", first=date(2026, 10, 1), last=date(2026, 10, 7)
    )
    flood = SpecialPeriod(id="f", kind=PeriodKind.FLOOD, name="汛期", first=date(2026, 6, 1), last=date(2026, 9, 15))

    found = sensitive_hints(WORDS, [holiday, flood], "永宁小学（学校）", "学生2人受伤")

    assert [(hint.kind, hint.word) for hint in found] == [("time", "国庆节"), ("place", "学校"), ("people", "学生")]
    assert not WORDS.verified
    assert sensitive_hints(WORDS, [flood], "槐树里12号院", "积水") == ()


@pytest.mark.parametrize("text", ["x", "places = []", 'places = "a"\npeople = []'])
def test_a_list_of_words_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken, match="sensitive_words_invalid"):
        parse_sensitive_words(text)
