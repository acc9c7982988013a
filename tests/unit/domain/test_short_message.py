from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from commandpost.domain.codes import Level
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.rules import Step
from commandpost.domain.short_message import (
    LONGEST,
    MOST,
    TOLD_FIGURES,
    ShortReport,
    canonical,
    check_code,
    read,
    units_of,
    write,
)

AT = datetime(2026, 7, 18, 18, 38, tzinfo=UTC)
WALL = ShortReport(
    report=RecordId("report-0123456789abcdef0123"),
    unit=UnitCode("110199001"),
    step=Step.INITIAL,
    sent=AT,
    received=AT - timedelta(minutes=14),
    number="〔2026〕S1第17期",
    level=Level.LARGER,
    figures={"dead": 0, "missing": None, "injured": 2, "trapped": 1, "moved": 17},
    title="槐树里12号院自建房局部坍塌",
    place="槐树里12号院",
    summary="消防2车到场搜救,社区应急队9人设警戒并疏散相邻两院。",
)
WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zs", "Zl", "Zp")), max_size=40)
REPORTS = st.builds(
    ShortReport,
    report=st.integers(0, 2**80 - 1).map(lambda value: RecordId(f"report-{value:020x}")),
    unit=st.from_regex("[0-9]{4,9}", fullmatch=True).map(UnitCode),
    step=st.sampled_from(Step),
    sequence=st.integers(1, 30),
    sent=st.integers(0, 40_000_000).map(lambda minute: AT + timedelta(minutes=minute % 9_000_000)),
    received=st.integers(0, 9_000_000).map(lambda minute: AT + timedelta(minutes=minute)),
    number=st.sampled_from(["", "〔2026〕S1第17期"]),
    level=st.sampled_from(Level),
    sensitive=st.booleans(),
    figures=st.fixed_dictionaries({name: st.none() | st.integers(0, 999_999) for name in TOLD_FIGURES}),
    title=WORDS.map(canonical).map(lambda text: text.replace("|", "/")),
    place=WORDS.map(canonical).map(lambda text: text.replace("|", "/")),
    summary=WORDS.map(canonical).map(lambda text: text.replace("|", "/")),
    drill=st.booleans(),
)


def test_a_first_report_takes_three_texts_a_phone_sends_as_one_part_each() -> None:
    texts = write(WALL)

    assert len(texts) == 3
    assert all(units_of(text) <= LONGEST for text in texts)
    assert all(text.startswith(f"值报{at}/3") for at, text in enumerate(texts, 1))
    assert "槐树里12号院自建房局部坍塌" in "".join(texts)


@pytest.mark.parametrize("accent", "¸´¨¯˘˙˚˛˜")
def test_a_text_made_alike_stays_as_it_is(accent: str) -> None:
    once = canonical(f"C{accent}a")

    assert canonical(once) == once


@given(REPORTS)
@example(WALL)
def test_what_is_written_is_read_again_word_for_word(report: ShortReport) -> None:
    texts = write(report)
    assert all(units_of(text) <= LONGEST for text in texts)

    told = read(reversed(texts))

    if told.summary != report.summary:
        assert len(texts) == MOST
        assert told.summary.endswith("...")
        assert report.summary.startswith(told.summary[:-3])
    assert replace(told, summary="") == replace(report, summary="")


@given(st.data(), st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zs", "Zl", "Zp")))
def test_every_single_wrong_character_is_found(data: st.DataObject, typed: str) -> None:
    texts = list(write(WALL))
    which = data.draw(st.integers(0, len(texts) - 1))
    at = data.draw(st.integers(0, len(texts[which]) - 1))
    wrong = texts[which][:at] + typed + texts[which][at + 1 :]
    assume(canonical(wrong).upper() != texts[which].upper())
    assume(not _reads_alike(texts[which][at], typed))
    texts[which] = wrong

    with pytest.raises(RuleBroken, match="sms_"):
        read(texts)


def _reads_alike(right: str, typed: str) -> bool:
    """O for 0 and l for 1 in a check code are taken as what they look like."""
    return {right.upper(), typed.upper()} in ({"0", "O"}, {"1", "I"}, {"1", "L"}, {"V", "U"})


@given(st.integers(0, 2), st.data())
def test_two_neighbours_swapped_are_found(which: int, data: st.DataObject) -> None:
    texts = list(write(WALL))
    text = texts[which]
    at = data.draw(st.integers(0, len(text) - 2))
    assume(text[at].upper() != text[at + 1].upper())
    texts[which] = text[:at] + text[at + 1] + text[at] + text[at + 2 :]

    with pytest.raises(RuleBroken, match="sms_"):
        read(texts)


def test_full_width_signs_spaces_and_small_letters_do_not_matter() -> None:
    texts = [
        text.replace("/", "／", 1).replace(":", "： ").replace("|", " ｜ ").replace(",", "，").lower()
        for text in write(WALL)
    ]

    assert read(texts) == read(write(WALL))


def test_a_drill_says_so_in_every_text_and_stays_one() -> None:
    texts = write(replace(WALL, drill=True))

    assert all(text.startswith("演练") for text in texts)
    assert read(texts).drill
    real = [text.replace("演练", "值报") for text in texts]
    with pytest.raises(RuleBroken, match="sms_mistyped"):
        read(real)


def test_a_long_report_is_cut_at_its_end_only() -> None:
    texts = write(replace(WALL, summary="详" * 2_000))

    assert len(texts) == MOST
    told = read(texts)
    assert told.title == WALL.title
    assert told.summary.startswith("详详")
    assert told.summary.endswith("...")


@pytest.mark.parametrize(
    ("texts", "code", "params"),
    [
        ([], "sms_foreign", {"message": 1}),
        (["中奖了，请点开 https://x.invalid"], "sms_foreign", {"message": 1}),
        (list(write(WALL))[:2], "sms_incomplete", {"missing": "3", "total": 3}),
        ([*write(WALL)[:2], write(replace(WALL, place="别处"))[2]], "sms_mixed", {}),
        ([*write(WALL), write(replace(WALL, place="别处"))[0]], "sms_mixed", {}),
    ],
)
def test_foreign_incomplete_and_mixed_texts_are_refused_with_a_reason(
    texts: list[str], code: str, params: dict[str, object]
) -> None:
    with pytest.raises(RuleBroken, match=code) as refused:
        read(texts)
    assert refused.value.params == params


def sealed(payload: str, head: str = "值报1/1") -> str:
    """A text anybody could make: the check proves no origin."""
    start = f"{head}{check_code(payload)}:{payload}"
    return f"{start}校{check_code(start)}"


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "0" * 16,
        "|".join(["0" * 15, "1", "初报", "2607190238", "2607190224", "", "一般", "", "t", "p", "s"]),
        "|".join(["!" * 16, "1", "初报", "2607190238", "2607190224", "", "一般", "", "t", "p", "s"]),
        "|".join(["0" * 16, "1", "谎报", "2607190238", "2607190224", "", "一般", "", "t", "p", "s"]),
        "|".join(["0" * 16, "1", "初报", "2699999999", "2607190224", "", "一般", "", "t", "p", "s"]),
        "|".join(["0" * 16, "1", "初报", "2607190238", "2607190224", "", "极重", "", "t", "p", "s"]),
        "|".join(["0" * 16, "1", "初报", "2607190238", "2607190224", "", "一般", "亡1", "t", "p", "s"]),
    ],
)
def test_a_well_checked_text_without_sense_is_refused(payload: str) -> None:
    with pytest.raises(RuleBroken, match="sms_unreadable"):
        read([sealed(payload)])


def test_two_texts_that_claim_one_place_or_do_not_belong_together_are_refused() -> None:
    parts, tag = ("甲" * 50, "乙" * 50), check_code("甲" * 50 + "乙" * 50)

    def text(at: int, part: str) -> str:
        start = f"值报{at}/2{tag}:{part}"
        return f"{start}校{check_code(start)}"

    with pytest.raises(RuleBroken, match="sms_mixed"):
        read([text(1, parts[0]), text(1, parts[1])])
    with pytest.raises(RuleBroken, match="sms_mixed"):
        read([text(1, parts[1]), text(2, parts[0])])


def test_a_number_beyond_the_series_is_refused() -> None:
    with pytest.raises(RuleBroken, match="sms_foreign"):
        read([sealed("x", "值报9/9")])


def test_only_the_report_of_a_workstation_has_an_id_that_can_be_typed() -> None:
    with pytest.raises(RuleBroken, match="id_not_portable"):
        write(replace(WALL, report=RecordId("report-1")))


@given(st.text())
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    with pytest.raises(RuleBroken, match="sms_"):
        read([text])
