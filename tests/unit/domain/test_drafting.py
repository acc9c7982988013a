from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from commandpost.domain import report_text
from commandpost.domain.codes import Level
from commandpost.domain.deadlines import Lateness, Verdict
from commandpost.domain.drafting import LogLine, draft, element_of, known_since, mentions
from commandpost.domain.four_noes import CheckFacts, SignedFor, Told, check
from commandpost.domain.report import (
    ELEMENTS,
    UNKNOWN,
    Finding,
    Noe,
    elements_of,
    missing_elements,
    unknown_elements,
)
from commandpost.domain.rules import Step
from tests.unit.domain.facts import an_incident, minutes

CALL = LogLine(at=minutes(0), mode="call_in", text="槐树里12号院一处自建房发生局部坍塌，现场称无人被困。")
SCENE = LogLine(at=minutes(12), mode="on_scene", text="消防2车到场。确认被困1人，轻伤2人已送医院。")


# --------------------------------------------------------------------------------------- drafted from the log


@pytest.mark.parametrize(
    ("mode", "text", "element"),
    [
        ("call_in", "已派人，请求支援", "course"),
        ("note", "请求大型破拆设备", "requests"),
        ("note", "街道带班领导已赶赴现场", "leaders"),
        ("on_scene", "初步判断原因为雨水浸泡", "cause"),
        ("on_scene", "火势已得到控制", "trend"),
        ("on_scene", "停电影响120户", "scope"),
        ("on_scene", "社区应急队设置警戒", "measures"),
        ("on_scene", "墙体有新裂缝", "course"),
    ],
)
def test_each_line_is_told_in_the_element_it_speaks_of(mode: str, text: str, element: str) -> None:
    assert element_of(LogLine(at=minutes(1), mode=mode, text=text)) == element


def test_a_first_report_tells_what_is_known_in_the_order_of_time() -> None:
    drafted = draft(an_incident(occurred=minutes(-4)), [SCENE, CALL], Step.INITIAL, kind="事故灾难", contact="陈建国")

    assert drafted.elements["occurred"] == "7月19日2时20分许"
    assert drafted.elements["place"] == "槐树里12号院"
    assert drafted.elements["source"] == "居民来电"
    assert drafted.elements["course"] == "2时24分，接报：槐树里12号院一处自建房发生局部坍塌，现场称无人被困。"
    assert drafted.elements["measures"] == "2时36分，消防2车到场。确认被困1人，轻伤2人已送医院。"
    assert drafted.elements["next"] == report_text.TO_BE_CONTINUED
    assert drafted.elements["contact"] == "陈建国"


def test_a_call_about_something_earlier_tells_both_hours_each_by_its_name() -> None:
    late = LogLine(at=minutes(0), mode="call_in", text="围墙倒塌，压伤1人", heard=minutes(511))
    yesterday = LogLine(at=minutes(-240), mode="call_in", text="积水", heard=minutes(511))
    by_us = LogLine(at=minutes(0), mode="on_scene", text="墙体有新裂缝", heard=minutes(511))

    assert draft(an_incident(), [late], Step.INITIAL).elements["course"] == (
        "2时24分发生，10时55分接报：围墙倒塌，压伤1人。"
    )
    assert draft(an_incident(), [yesterday], Step.INITIAL).elements["course"] == (
        "7月18日22时24分发生，10时55分接报：积水。"
    )
    assert draft(an_incident(), [by_us], Step.INITIAL).elements["course"] == "2时24分，现场报：墙体有新裂缝。"
    assert [one.at for one in mentions([late])] == [minutes(511)]
    told = draft(an_incident(), [late], Step.FOLLOW_UP, told_until=minutes(60))
    assert told.elements["course"].startswith("2时24分发生，10时55分接报")


def test_the_first_paragraph_names_what_nobody_told() -> None:
    assert report_text.lacking(("occurred", "place")) == "事发时间、地点"
    assert report_text.lacking(()) == ""


def test_a_contradiction_of_the_log_is_told_with_both_values() -> None:
    drafted = draft(an_incident(), [CALL, SCENE], Step.INITIAL)

    assert drafted.elements["casualties"] == "2时24分来电称无被困，以2时36分现场所报被困1人为准。"


def test_a_follow_up_tells_only_what_is_newer_than_the_last_written_report() -> None:
    drafted = draft(an_incident(), [CALL, SCENE], Step.FOLLOW_UP, told_until=minutes(5))

    assert drafted.elements["course"] == ""
    assert drafted.elements["measures"].startswith("2时36分")
    assert "occurred" not in drafted.elements


def test_a_final_tells_how_it_ended() -> None:
    drafted = draft(an_incident(), [CALL], Step.FINAL, told_until=minutes(5), closing="被困人员已救出，现场移交。")

    assert drafted.elements["summary"] == "被困人员已救出，现场移交。"
    assert drafted.elements["next"] == ""


def test_figures_nobody_entered_are_suggested_from_the_newest_line() -> None:
    entered = an_incident(figures={"dead": 0, "trapped": None})

    assert draft(entered, [CALL, SCENE], Step.INITIAL).figures == {
        "dead": 0,
        "missing": None,
        "injured": 2,
        "badly_injured": None,
        "trapped": 1,
        "moved": None,
        "homes": None,
        "loss": None,
    }


def test_a_figure_is_known_since_its_newest_telling_was_taken_down() -> None:
    late = LogLine(at=minutes(3), mode="on_scene", text="受伤1人", heard=minutes(30))

    assert known_since([late, CALL, SCENE]) == {"trapped": minutes(12), "injured": minutes(12)}
    assert known_since([late]) == {"injured": minutes(30)}


def test_lines_without_a_figure_are_no_mentions() -> None:
    assert [mention.source for mention in mentions([CALL, LogLine(at=minutes(1), mode="note", text="下雨")])] == [
        "call_in"
    ]


# ------------------------------------------------------------------------------------------------ the words


@pytest.mark.parametrize(
    ("number", "word"),
    [(1, "一"), (9, "九"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九"), (100, "100"), (0, "0")],
)
def test_follow_ups_are_counted_in_chinese(number: int, word: str) -> None:
    assert report_text.chinese_number(number) == word
    assert report_text.step_words(Step.FOLLOW_UP, number) == f"续报{word}"


def test_a_title_says_about_what_and_which_report_it_is() -> None:
    assert report_text.title(" 积水倒灌 ", Step.FOLLOW_UP, 2) == "关于积水倒灌的续报二"
    assert report_text.title("积水倒灌", Step.INITIAL, 1) == "关于积水倒灌的初报"


def test_a_number_carries_its_station_and_a_drill_its_name() -> None:
    assert report_text.report_number(2026, "S1", 17, drill=False) == "〔2026〕S1第17期"
    assert report_text.report_number(2026, "S1", 17, drill=True) == "演练〔2026〕S1第17期"


def test_casualties_say_nobody_some_and_not_yet_known() -> None:
    told = report_text.casualties({"dead": 0, "injured": 2, "trapped": 1, "moved": 17}, minutes(12))

    assert told == "截至2时36分，无死亡，失踪人数正在核实，受伤2人，被困1人，转移17人。"
    assert "转移" not in report_text.casualties({"dead": 0, "moved": 0}, minutes(12))


def test_casualties_nobody_knows_are_told_as_being_checked() -> None:
    assert report_text.casualties({}, minutes(12)) == f"{UNKNOWN}。"
    assert report_text.casualties({}, minutes(12), "待现场核实。") == "待现场核实。"
    assert report_text.casualties({"dead": 1}, minutes(0), "均已送医。").endswith("。均已送医。")


def test_the_first_paragraph_tells_when_where_what_and_who_was_phoned() -> None:
    elements = {"occurred": "7月19日2时20分许", "place": "槐树里12号院", "source": "居民来电", "kind": "建筑垮塌"}
    told = report_text.opening(
        an_incident(),
        elements,
        "永宁街道",
        step=Step.INITIAL,
        phone=(minutes(5), "区总值班室"),
        previous=None,
    )

    assert told == (
        "7月19日2时20分许，槐树里12号院，槐树里12号院自建房局部坍塌（建筑垮塌，初判较大）。"
        "永宁街道值班室2时24分接居民来电报告，2时29分已电话首报区总值班室。"
    )


def test_an_unknown_place_and_no_grade_are_said_plainly() -> None:
    told = report_text.opening(
        an_incident(level=Level.UNGRADED),
        {"occurred": UNKNOWN, "place": UNKNOWN},
        "永宁街道",
        step=Step.INITIAL,
        phone=None,
        previous=None,
    )

    assert told.startswith("事发时间正在核实，地点正在核实，")
    assert "（未定级）" in told


def test_a_follow_up_does_not_tell_the_first_story_again() -> None:
    last = (Step.FOLLOW_UP, 1, minutes(60))
    told = report_text.opening(an_incident(), {}, "永宁街道", step=Step.FOLLOW_UP, phone=None, previous=last)
    ended = report_text.opening(an_incident(), {}, "永宁街道", step=Step.FINAL, phone=None, previous=last)

    assert told == "7月19日3时24分续报一后，现将槐树里12号院自建房局部坍塌的进展情况报告如下。"
    assert "处置终结情况" in ended


def test_the_log_tells_the_telephone_report_and_the_written_one() -> None:
    assert (
        report_text.phone_log("区总值班室", "赵强", "被困1人。", read_back=True)
        == "已电话首报区总值班室，对方接报人赵强，对方复述无误。被困1人。"
    )
    assert report_text.phone_log("区总值班室", "赵强", "", read_back=False) == "已电话首报区总值班室，对方接报人赵强。"
    assert report_text.sent_log(Step.INITIAL, 1, "第1期", ["甲", "乙"]) == "书面初报第1期已报送甲、乙。"


# ------------------------------------------------------------------------------------------------- elements


def test_a_first_report_asks_for_what_the_decree_asks_for() -> None:
    required = {spec.key for spec in ELEMENTS if Step.INITIAL in spec.required}

    assert {"occurred", "place", "kind", "casualties", "cause", "course", "measures"} <= required
    assert "summary" not in {spec.key for spec in elements_of(Step.INITIAL)}
    assert "summary" in {spec.key for spec in elements_of(Step.FINAL)}


def test_being_checked_is_an_answer_and_white_space_is_none() -> None:
    full = {spec.key: UNKNOWN for spec in ELEMENTS}

    assert missing_elements(Step.INITIAL, full) == ()
    assert missing_elements(Step.INITIAL, full | {"cause": " \n"}) == ("cause",)
    assert unknown_elements({"cause": f" {UNKNOWN} ", "place": "x"}) == ("cause",)


# --------------------------------------------------------------------------------------------- the four noes


def facts(**told: Any) -> CheckFacts:
    known: dict[str, Any] = {
        "step": Step.INITIAL,
        "elements": {spec.key: "…" for spec in ELEMENTS},
        "figures": {"dead": 0},
        "addressees": ("区总值班室",),
        "level": Level.LARGER,
        "sensitive": False,
    }
    return CheckFacts(**{**known, **told})


def found(noe: Noe, **told: Any) -> list[Finding]:
    return [finding for finding in check(facts(**told)) if finding.noe is noe]


def test_a_good_report_has_one_good_finding_for_each_of_the_four() -> None:
    findings = check(facts())

    assert [finding.noe for finding in findings] == list(Noe)
    assert all(finding.ok for finding in findings)


@pytest.mark.parametrize(
    ("lateness", "ok", "code"),
    [
        (None, True, "nothing_due"),
        (Lateness(verdict=Verdict.IN_TIME), True, "within_limit"),
        (Lateness(verdict=Verdict.NOT_PROVABLE), None, "not_provable"),
        (Lateness(verdict=Verdict.LATE, late_by=minutes(1) - minutes(0)), False, "late_by"),
    ],
)
def test_late_is_found_by_the_clock(lateness: Lateness | None, ok: bool | None, code: str) -> None:
    finding = found(Noe.LATE, lateness=lateness)[0]

    assert (finding.ok, finding.code) == (ok, code)


def test_late_says_by_how_many_seconds_and_in_time_how_many_are_left() -> None:
    late = Lateness(verdict=Verdict.LATE, late_by=minutes(1) - minutes(0))

    assert found(Noe.LATE, lateness=late)[0].params == {"seconds": 60}
    assert found(Noe.LATE, lateness=Lateness(verdict=Verdict.IN_TIME), left=minutes(2) - minutes(0))[0].params == {
        "seconds": 120
    }


def test_false_shows_both_values_of_the_log_and_a_form_that_differs() -> None:
    findings = found(Noe.FALSE, mentions=mentions([CALL, SCENE]), figures={"trapped": 0, "injured": 2})

    assert [finding.code for finding in findings] == ["figure_contradiction", "figure_differs_from_log"]
    assert findings[0].params["first_value"] == 0
    assert findings[0].params["second_value"] == 1
    assert findings[1].params == {"figure": "trapped", "value": 0, "log_value": 1}


@pytest.mark.parametrize(
    ("signed", "codes"),
    [
        (SignedFor(name="陈建国", level=Level.LARGER, sensitive=False), ["consistent"]),
        (SignedFor(name="陈建国", level=Level.GENERAL, sensitive=True), ["signature_outrun"]),
        (SignedFor(name="陈建国", level=Level.LARGER, sensitive=True), ["signature_outrun_sensitive"]),
    ],
)
def test_false_is_also_what_the_leader_signed_otherwise(signed: SignedFor, codes: list[str]) -> None:
    assert [finding.code for finding in found(Noe.FALSE, signed_for=signed)] == codes


def test_omitted_names_the_reports_that_left_without_a_signature() -> None:
    (finding,) = found(Noe.OMITTED, unsigned=["街应报〔2026〕S1第1号"])

    assert (finding.ok, finding.code, finding.params) == (
        False,
        "signature_missing",
        {"numbers": ("街应报〔2026〕S1第1号",)},
    )


TOLD = Told(level=Level.LARGER, sensitive=True, figures={"dead": 1, "missing": 1, "injured": 3})


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"level": Level.GENERAL}, "level_lowered"),
        ({"sensitive": False}, "sensitivity_dropped"),
        ({"figures": {"dead": 1, "missing": 1, "injured": 2}}, "figure_lowered"),
        ({"figures": {"dead": 1, "missing": 1, "injured": None}}, "figure_lowered"),
    ],
)
def test_concealed_is_what_the_last_report_told_more_seriously(change: dict[str, Any], code: str) -> None:
    same = {"told": [TOLD], "sensitive": True, "figures": TOLD.figures}

    assert [finding.code for finding in found(Noe.CONCEALED, **same)] == ["nothing_lowered"]
    assert [finding.code for finding in found(Noe.CONCEALED, **(same | change))] == [code]


def test_omitted_lists_empty_elements_figures_addressees_and_calls() -> None:
    findings = found(
        Noe.OMITTED,
        elements={spec.key: "…" for spec in ELEMENTS if spec.key != "cause"},
        mentions=mentions([SCENE]),
        figures={"injured": 2},
        addressees=(),
        undecided_calls=2,
    )

    assert [finding.code for finding in findings] == [
        "elements_missing",
        "figures_of_log_missing",
        "addressees_missing",
        "calls_undecided",
    ]
    assert findings[0].params == {"count": 1, "elements": ("cause",)}
    assert findings[1].params == {"figures": ("trapped",)}


def test_casualties_told_by_figures_are_not_missing_words() -> None:
    silent = {spec.key: "…" for spec in ELEMENTS} | {"casualties": ""}

    assert found(Noe.OMITTED, elements=silent)[0].code == "complete"
    assert found(Noe.OMITTED, elements=silent, figures={})[0].code == "elements_missing"


def test_what_is_no_course_and_no_measure_is_told_without_its_hour() -> None:
    arrived = LogLine(at=minutes(9), mode="note", text="带班领导已赶赴现场；")

    assert draft(an_incident(), [arrived], Step.INITIAL).elements["leaders"] == "带班领导已赶赴现场。"


def test_a_lost_and_a_restored_link_have_their_lines() -> None:
    lost = datetime(2026, 7, 18, 18, 24, tzinfo=UTC)

    assert report_text.link_lost_log(lost) == "与服务器的联络自7月19日02:24起中断，本机照常记录，恢复后自动补传。"
    assert report_text.link_restored_log(lost, lost + timedelta(minutes=9, seconds=50), 3).endswith(
        "中断9分钟，待补传3条。"
    )
    assert "中断2小时5分" in report_text.link_restored_log(lost, lost + timedelta(minutes=125), 0)


def test_who_set_what_at_a_desk_stands_in_the_log() -> None:
    assert report_text.server_log("李静", "https://a.example") == "李静把本机的服务器地址设为https://a.example。"
    assert report_text.second_place_log("李静", "/媒体/备份") == "李静把第二备份位置设为/媒体/备份。"
    assert report_text.second_place_log("李静", "") == "李静停用第二备份位置。"
    assert report_text.room_served_log("李静", served=True) == "李静开启本机的同室互联。"
    assert report_text.room_served_log("李静", served=False) == "李静停止本机的同室互联。"
    assert report_text.room_joined_log("李静", "10.0.0.2") == "李静把本机连接到同室席位10.0.0.2。"
    assert report_text.room_left_log("李静") == "李静断开本机与同室席位的连接。"
