from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from commandpost.domain.codes import EventClass, Level
from commandpost.domain.errors import RuleBroken
from commandpost.domain.periods import PeriodKind
from commandpost.domain.rule_parsing import MAX_PACK_CHARACTERS, parse_pack
from commandpost.domain.rules import AlarmTimes, ClockStart, Rule, RulePack, Step, alarm_times, fired
from tests.unit.domain.facts import a_pack, a_rule

RULES = Path(__file__).parents[3] / "resources" / "rules"
HEAD = 'id = "p"\ntitle = "t"\nversion = "1"\n'
RULE = '[[rules]]\nid = "A"\ndocument = "d"\n'


def shipped() -> dict[str, RulePack]:
    return {pack.id: pack for pack in (parse_pack(path.read_text("utf-8")) for path in sorted(RULES.glob("*.toml")))}


def rule(name: str) -> Rule:
    return next(one for pack in shipped().values() for one in pack.rules if one.id == name)


SHIPPED = {
    # id: sender, step, minutes, clock, levels
    "BJ-47": ("street", Step.PHONE, None, ClockStart.OCCURRED, ()),
    "BJ-38-2": ("any", Step.PHONE, None, ClockStart.RECEIVED, (Level.LARGER, Level.MAJOR, Level.GRAVE)),
    "BJ-38-3": ("any", Step.PHONE, None, ClockStart.RECEIVED, ()),
    "BJ-38-4": ("any", None, None, ClockStart.RECEIVED, ()),
    "BJ-RELIEF-10": ("市级灾害部门", Step.PHONE, 10, ClockStart.RECEIVED, ()),
    "BJ-RELIEF-10-DETAIL": ("市级灾害部门", Step.INITIAL, 120, ClockStart.RECEIVED, ()),
    "BJ-RELIEF-120": ("district", Step.INITIAL, 120, ClockStart.OCCURRED, ()),
    "CN-LAW-61": ("any", None, None, ClockStart.RECEIVED, ()),
    "CN-493-9": ("事故发生单位负责人", Step.INITIAL, 60, ClockStart.RECEIVED, ()),
    "CN-493-11": ("负有安全监管职责的部门", Step.INITIAL, 120, ClockStart.RECEIVED, ()),
    "CN-493-13a": ("事故发生单位和监管部门", None, None, ClockStart.OCCURRED, ()),
    "CN-493-13b": ("事故发生单位和监管部门", None, None, ClockStart.OCCURRED, ()),
    "CN-376-20a": ("监测机构、医疗卫生机构和有关单位", Step.INITIAL, 120, ClockStart.DISCOVERED, ()),
    "CN-376-20b": ("县级卫生部门", Step.INITIAL, 120, ClockStart.RECEIVED, ()),
    "CN-376-20c": ("district", Step.INITIAL, 120, ClockStart.RECEIVED, ()),
    "CN-FOOD": ("食品生产经营者、发生单位", Step.INITIAL, 120, ClockStart.DISCOVERED, ()),
    "CN-ENV-4h": (
        "市、县生态环境部门",
        Step.INITIAL,
        240,
        ClockStart.DISCOVERED,
        (Level.GENERAL, Level.LARGER),
    ),
    "CN-ENV-2h": (
        "市、县生态环境部门",
        Step.INITIAL,
        120,
        ClockStart.DISCOVERED,
        (Level.MAJOR, Level.GRAVE),
    ),
    "CN-RELIEF-17": ("县级应急部门", None, None, ClockStart.RECEIVED, ()),
    "CN-ANIMAL": ("县（市）动物防疫监督机构", Step.INITIAL, 120, ClockStart.DISCOVERED, ()),
    "LOCAL-PHONE": ("street", Step.PHONE, 15, ClockStart.RECEIVED, ()),
    "LOCAL-WRITTEN": ("street", Step.INITIAL, 60, ClockStart.RECEIVED, ()),
    "LOCAL-FOLLOW-MAJOR": ("street", None, None, ClockStart.RECEIVED, (Level.MAJOR, Level.GRAVE)),
    "LOCAL-FOLLOW-LARGER": ("street", None, None, ClockStart.RECEIVED, (Level.LARGER,)),
    "LOCAL-FOLLOW-DAILY": ("street", None, None, ClockStart.RECEIVED, (Level.UNGRADED, Level.GENERAL)),
    "LOCAL-FINAL": ("street", None, None, ClockStart.RECEIVED, ()),
    "LOCAL-DAILY": ("street", None, None, ClockStart.RECEIVED, ()),
    "LOCAL-ZERO": ("street", None, None, ClockStart.RECEIVED, ()),
    "LOCAL-SUPPLEMENT-30": ("street", None, None, ClockStart.OCCURRED, ()),
    "LOCAL-SUPPLEMENT-7": ("street", None, None, ClockStart.OCCURRED, ()),
}


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_rule_says_what_its_source_says(name: str) -> None:
    found = rule(name)

    assert (found.sender, found.step, found.minutes, found.starts, found.levels) == SHIPPED[name]
    assert found.document
    assert found.article


def test_no_rule_is_shipped_that_this_test_does_not_know() -> None:
    assert {one.id for pack in shipped().values() for one in pack.rules} == set(SHIPPED)


def test_the_cadences_and_days_are_those_of_the_sources() -> None:
    cadences = {name: rule(name).follow_up_minutes for name in SHIPPED if rule(name).follow_up_minutes}
    days = {name: rule(name).supplement_days for name in SHIPPED if rule(name).supplement_days}

    assert cadences == {
        "CN-RELIEF-17": 1440,
        "LOCAL-FOLLOW-MAJOR": 240,
        "LOCAL-FOLLOW-LARGER": 720,
        "LOCAL-FOLLOW-DAILY": 1440,
    }
    assert days == {"CN-493-13a": 30, "CN-493-13b": 7, "LOCAL-SUPPLEMENT-30": 30, "LOCAL-SUPPLEMENT-7": 7}
    assert rule("LOCAL-FINAL").final_minutes == 1440


def test_nothing_of_the_local_pack_is_confirmed_before_this_unit_confirms_it() -> None:
    local = shipped()["local-default"]

    assert "待本单位核定" in local.title
    assert not any(one.confirmed for one in local.rules)
    assert not local.confirmed
    assert shipped()["beijing"].confirmed


def test_the_law_gives_a_street_no_minutes_so_only_the_local_pack_counts_down() -> None:
    bound = fired(shipped().values(), "street", date(2026, 7, 19))
    measured = {one.id for one in bound if one.minutes or one.follow_up_minutes or one.final_minutes}

    assert {name for name in measured if not name.startswith("LOCAL-")} == set()


def test_district_rows_bind_only_a_district() -> None:
    street = {one.id for one in fired(shipped().values(), "street", date(2026, 7, 19))}
    district = {one.id for one in fired(shipped().values(), "district", date(2026, 7, 19))}

    assert {"BJ-RELIEF-120", "CN-376-20c"} <= district - street
    assert "BJ-47" in street - district


def test_a_rule_of_a_class_a_kind_and_a_level_wants_all_three() -> None:
    narrow = a_rule(classes=(EventClass.ACCIDENT,), codes=("12G00",), levels=(Level.LARGER,))

    assert narrow.applies_to(EventClass.ACCIDENT, "12G03", Level.LARGER, sensitive=False)
    assert not narrow.applies_to(EventClass.NATURAL, "12G03", Level.LARGER, sensitive=False)
    assert not narrow.applies_to(EventClass.ACCIDENT, "12H03", Level.LARGER, sensitive=False)
    assert not narrow.applies_to(EventClass.ACCIDENT, "12G03", Level.GRAVE, sensitive=False)
    assert not narrow.applies_to(None, "12G03", Level.LARGER, sensitive=False)


def test_a_code_covers_all_below_it_and_a_leaf_only_itself() -> None:
    assert a_rule(codes=("12000",)).applies_to(None, "12P13", Level.UNGRADED, sensitive=False)
    assert not a_rule(codes=("13B03",)).applies_to(None, "13B04", Level.UNGRADED, sensitive=False)


def test_a_rule_for_sensitive_events_leaves_the_others_alone() -> None:
    assert a_rule(sensitive=True).applies_to(None, "", Level.UNGRADED, sensitive=True)
    assert not a_rule(sensitive=True).applies_to(None, "", Level.GRAVE, sensitive=False)


@pytest.mark.parametrize(
    ("day", "fires"), [("2026-06-30", False), ("2026-07-01", True), ("2026-07-31", True), ("2026-08-01", False)]
)
def test_a_rule_fires_from_its_first_to_its_last_day(day: str, fires: bool) -> None:
    july = a_rule(effective_from=date(2026, 7, 1), effective_to=date(2026, 7, 31))

    assert (fired([a_pack(july)], "street", date.fromisoformat(day)) == (july,)) is fires


def test_a_confirmed_rule_names_who_confirmed_it() -> None:
    assert not a_rule().confirmed
    assert a_rule(confirmed_by="陈建国，区值班办〔2026〕3号").confirmed


def test_a_rule_shows_document_and_article_as_its_source() -> None:
    assert rule("BJ-47").source == "北京市实施《突发事件应对法》办法 第四十七条"


def test_an_incident_remembers_a_pack_by_id_and_version() -> None:
    assert shipped()["national"].key == "national@1"


# ------------------------------------------------------------------------------------------- wrong packs


@pytest.mark.parametrize(
    ("text", "line", "key", "reason"),
    [
        ("", 1, "rules", "no_rules"),
        ("id = ", 1, "", "not_toml"),
        (HEAD + "[[rules]\n", 4, "", "not_toml"),
        (HEAD + 'colour = "red"\n' + RULE, 4, "colour", "unknown_key"),
        (HEAD + "rules = []\n", 4, "rules", "no_rules"),
        (HEAD + RULE + "minuets = 5\n", 7, "minuets", "unknown_key"),
        (HEAD + '[[rules]]\nid = "A"\n', 4, "document", "missing"),
        (HEAD + RULE + "\n" + RULE, 9, "id", "id_twice"),
        (HEAD + RULE + 'step = "phone"\n', 7, "step", "step_without_minutes"),
        (HEAD + RULE + "minutes = 5\n", 7, "minutes", "minutes_without_step"),
        (HEAD + RULE + 'step = "phone"\nminutes = 0\n', 8, "minutes", "out_of_range"),
        (HEAD + RULE + 'step = "phone"\nminutes = true\n', 8, "minutes", "out_of_range"),
        (HEAD + RULE + 'step = "phone"\nminutes = "soon"\n', 8, "minutes", "wrong_type"),
        (HEAD + RULE + 'step = "final"\nminutes = 5\n', 7, "step", "not_a_first_report"),
        (HEAD + RULE + 'step = "shout"\nminutes = 5\n', 7, "step", "not_a_choice"),
        (HEAD + RULE + 'levels = ["larger", "huge"]\n', 7, "levels", "not_a_choice"),
        (HEAD + RULE + "levels = [1]\n", 7, "levels", "wrong_type"),
        (HEAD + RULE + 'sensitive = "yes"\n', 7, "sensitive", "wrong_type"),
        (HEAD + RULE + 'effective_from = "2026-01-01"\n', 7, "effective_from", "wrong_type"),
        (
            HEAD + RULE + "effective_from = 2026-01-02\neffective_to = 2026-01-01\n",
            8,
            "effective_to",
            "ends_before_it_begins",
        ),
        ('title = "t"\nversion = "1"\n' + RULE, 1, "id", "missing"),
        (HEAD + RULE + 'daily_in = ["someday"]\n', 7, "daily_in", "not_a_choice"),
        (HEAD + RULE + 'zero_at = "noon"\n', 7, "zero_at", "not_an_hour"),
        (HEAD + RULE + 'zero_at = "17:00+08:00"\n', 7, "zero_at", "not_an_hour"),
        (HEAD + "alarm = 5\n" + RULE, 4, "alarm", "wrong_type"),
        (HEAD + RULE + "[alarm]\nleader_minutes = 0\n", 8, "leader_minutes", "out_of_range"),
        (HEAD + RULE + "[alarm]\nloudness = 3\n", 8, "loudness", "unknown_key"),
        (HEAD + "rules = [1]\n", 1, "id", "missing"),
    ],
)
def test_a_wrong_pack_is_refused_with_its_line_and_reason(text: str, line: int, key: str, reason: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        parse_pack(text)

    told = refused.value.params
    assert refused.value.code == "rule_pack_invalid"
    assert (told["line"], told["key"], told["reason"]) == (line, key, reason)


def test_a_pack_of_megabytes_is_refused_before_it_is_read() -> None:
    with pytest.raises(RuleBroken, match="too_long"):
        parse_pack("#" * (MAX_PACK_CHARACTERS + 1))


def test_the_line_of_a_second_rule_is_not_taken_from_the_first() -> None:
    text = HEAD + RULE + 'from = "street"\n\n[[rules]]\nid = "B"\ndocument = "d"\nfrom = 5\n'

    with pytest.raises(RuleBroken) as refused:
        parse_pack(text)
    assert refused.value.params["line"] == 12


def test_a_pack_read_twice_has_one_fingerprint_and_another_text_another() -> None:
    assert parse_pack(HEAD + RULE).source_text_sha == parse_pack(HEAD + RULE).source_text_sha
    assert parse_pack(HEAD + RULE).source_text_sha != parse_pack(HEAD + RULE + "\n").source_text_sha


# ------------------------------------------------------------------------------------- periods and alarms


def test_special_periods_are_told_by_code_or_by_their_word() -> None:
    found = parse_pack(HEAD + RULE + 'daily_in = ["flood", "法定节假日"]\ndaily_at = "17:00"\n').rules[0]

    assert (found.daily_in, found.daily_at) == ((PeriodKind.FLOOD, PeriodKind.HOLIDAY), time(17))


def test_the_times_of_the_alarms_are_data_to_be_confirmed() -> None:
    alarm = shipped()["local-default"].alarm

    assert alarm == AlarmTimes()
    assert alarm is not None
    assert not alarm.confirmed_by
    assert shipped()["beijing"].alarm is None


def test_the_strictest_of_several_packs_sets_the_alarms() -> None:
    told = (
        parse_pack(HEAD + RULE + '[alarm]\nleader_minutes = 3\nconfirmed_by = "陈建国"\n'),
        parse_pack(HEAD + RULE + "[alarm]\ndistrict_minutes = 9\n"),
        parse_pack(HEAD + RULE),
    )

    found = alarm_times(told)

    assert (found.leader, found.district) == (timedelta(minutes=3), timedelta(minutes=9))
    assert found.confirmed_by == ""  # not all of them are confirmed
    assert alarm_times(told[2:]) == AlarmTimes()
