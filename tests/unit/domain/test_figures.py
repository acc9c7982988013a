from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandpost.domain.figures import Contradiction, Mention, contradictions, extract, newest
from tests.unit.domain.facts import minutes


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("无人被困", {"trapped": 0}),
        ("目前无被困人员", {"trapped": 0}),
        ("没有人员被困", {"trapped": 0}),
        ("困1人", {"trapped": 1}),
        ("一人被困", {"trapped": 1}),
        ("被困1人，受伤2人，无死亡，转移相邻两院群众17人", {"dead": 0, "injured": 2, "trapped": 1, "moved": 17}),
        ("已组织转移地下室住户 6 人。", {"moved": 6}),
        ("确认被困 1 人（租户，男，约 50 岁），轻伤 2 人已送医院。", {"trapped": 1, "injured": 2}),
        ("轻伤2人，重伤1人", {"injured": 3, "badly_injured": 1}),
        ("受伤3人，其中重伤1人", {"injured": 3, "badly_injured": 1}),
        ("3人受伤，其中1人重伤、2人轻伤", {"injured": 3, "badly_injured": 1}),
        ("伤者3人（重伤1人）", {"injured": 3, "badly_injured": 1}),
        ("受伤5人（含重伤2人）", {"injured": 5, "badly_injured": 2}),
        ("医院称收治3人，其中1人重伤", {"injured": 3, "badly_injured": 1}),
        ("救出2人，其中1人重伤", {"badly_injured": 1}),
        ("1人重伤", {"injured": 1, "badly_injured": 1}),
        ("重伤1人，轻伤2人，其中1人骨折", {"injured": 3, "badly_injured": 1}),
        ("医院收治3人", {}),
        ("倒塌房屋3间，受损12间", {"homes": 12}),
        ("3间房屋倒塌", {"homes": 3}),
        ("直接经济损失约50万元", {"loss": 50}),
        ("损失1.2亿元", {"loss": 12_000}),
        ("损失3000元", {"loss": 1}),
        ("损失0元", {"loss": 0}),
        ("2人轻伤", {"injured": 2}),
        ("无人员伤亡", {"dead": 0, "injured": 0}),
        ("未造成人员伤亡", {"dead": 0, "injured": 0}),
        ("伤亡3人", {}),
        ("3名群众受伤", {"injured": 3}),
        ("二十三人疏散，一百二十人撤离", {"moved": 120}),
        ("两人失联", {"missing": 2}),
        ("死亡1人，失踪2人", {"dead": 1, "missing": 2}),
        ("先称被困3人，现被困1人", {"trapped": 1}),
        ("消防2车12人正在搜救", {}),
        ("贫困户3人", {}),
        ("社区应急队 9 人设警戒并疏散相邻两院 17 人", {"moved": 17}),
        ("转移１２人", {"moved": 12}),
        ("重伤1人，另有4人受伤", {"injured": 5, "badly_injured": 1}),
        ("重伤1人，轻伤2人，另有4人受伤", {"injured": 7, "badly_injured": 1}),
        ("受伤3人，其中重伤1人，另有4人受伤", {"badly_injured": 1}),
        ("送医4人，均为轻伤", {"injured": 4}),
        ("死亡一人，4人送医，均系重伤", {"dead": 1, "injured": 4, "badly_injured": 4}),
        ("4名伤者均为轻伤", {"injured": 4}),
        ("1死3伤", {"dead": 1, "injured": 3}),
        ("造成一死三伤，其中重伤1人", {"dead": 1, "injured": 3, "badly_injured": 1}),
        ("重伤1人经抢救无效死亡", {"dead": 1}),
        ("1名重伤者，经医院抢救无效死亡，另有3人受伤", {"dead": 1, "injured": 3}),
        ("重伤1人送医后死亡。", {"dead": 1}),
        ("受伤4人，其中1人经抢救无效死亡", {"dead": 1}),
        ("重伤2人，一人不治身亡", {"dead": 1}),
        ("受伤3人，死亡情况不明", {"injured": 3}),
        ("受伤3人，无人死亡", {"dead": 0, "injured": 3}),
        ("2人死亡3人受伤", {"dead": 2, "injured": 3}),
        ("死亡1人受伤2人", {"dead": 1, "injured": 2}),
        ("", {}),
    ],
)
def test_counts_of_people_are_read_out_of_plain_words(text: str, figures: dict[str, int]) -> None:
    assert extract(text) == figures


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading_and_no_count_is_negative(text: str) -> None:
    assert all(value >= 0 for value in extract(text).values())


def told(after: float, **figures: int) -> Mention:
    return Mention(at=minutes(after), source="on_scene", figures=figures)


def test_nobody_followed_by_somebody_is_a_contradiction_with_both_values() -> None:
    found = contradictions([told(12, trapped=1), told(0, trapped=0)])

    assert found == (
        Contradiction(
            figure="trapped",
            first_value=0,
            first_at=minutes(0),
            first_source="on_scene",
            second_value=1,
            second_at=minutes(12),
            second_source="on_scene",
        ),
    )


@pytest.mark.parametrize("figure", ["dead", "injured", "moved"])
def test_a_sum_that_falls_is_a_contradiction(figure: str) -> None:
    assert len(contradictions([told(0, **{figure: 3}), told(1, **{figure: 2})])) == 1


@pytest.mark.parametrize(
    ("figure", "before", "after"), [("trapped", 3, 1), ("missing", 2, 0), ("injured", 2, 5), ("moved", 0, 17)]
)
def test_rescue_growth_and_moving_people_are_progress(figure: str, before: int, after: int) -> None:
    assert contradictions([told(0, **{figure: before}), told(1, **{figure: after})]) == ()


def test_the_newest_telling_counts_whatever_order_it_came_in() -> None:
    assert newest([told(9, trapped=1), told(2, trapped=0, dead=0)]) == {"trapped": 1, "dead": 0}
