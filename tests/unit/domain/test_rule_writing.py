from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from enum import Enum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandpost.domain.codes import EventClass, Level
from commandpost.domain.ids import RuleId
from commandpost.domain.periods import PeriodKind
from commandpost.domain.rule_parsing import parse_pack
from commandpost.domain.rule_writing import write_pack
from commandpost.domain.rules import AlarmTimes, ClockStart, Rule, RulePack, Step

RULES = Path(__file__).parents[3] / "resources" / "rules"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SAID = TEXT.filter(lambda text: bool(text.strip()))
COUNT = st.none() | st.integers(1, 500_000)
DAY = st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))
HOUR = st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59))


def some(kind: type[Enum]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(st.sampled_from(list(kind)), max_size=3, unique=True).map(tuple)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    step = draw(st.none() | st.sampled_from([Step.PHONE, Step.INITIAL]))
    days = sorted(filter(None, (draw(DAY), draw(DAY))))
    return draw(
        st.builds(
            Rule,
            id=SAID.map(RuleId),
            document=SAID,
            article=TEXT,
            effective_from=st.just(days[0] if days else None),
            effective_to=st.just(days[1] if len(days) > 1 else None),
            classes=some(EventClass),
            codes=st.lists(TEXT, max_size=2).map(tuple),
            levels=some(Level),
            sensitive=st.booleans(),
            sender=SAID,
            recipient=TEXT,
            channel=SAID,
            step=st.just(step),
            minutes=COUNT if step else st.none(),
            starts=st.sampled_from(ClockStart),
            follow_up_minutes=COUNT,
            follow_up_until=TEXT,
            final_minutes=COUNT,
            supplement_days=COUNT,
            daily_in=some(PeriodKind),
            daily_at=HOUR,
            zero_in=some(PeriodKind),
            zero_at=HOUR,
            note=TEXT,
            verified=st.booleans(),
            confirmed_by=TEXT,
        )
    )


MINUTES = st.integers(1, 10_000).map(lambda count: timedelta(minutes=count))
ALARMS = st.none() | st.builds(
    AlarmTimes,
    at_once=MINUTES,
    leader=MINUTES,
    district=MINUTES,
    again=MINUTES,
    silent=MINUTES,
    confirmed_by=TEXT,
)


@given(st.lists(rules(), min_size=1, max_size=3, unique_by=lambda rule: rule.id), ALARMS, SAID, SAID, SAID)
def test_what_is_written_is_read_again(
    found: list[Rule], alarm: AlarmTimes | None, name: str, title: str, of: str
) -> None:
    pack = RulePack(id=name, title=title, version=of, rules=tuple(found), source_text_sha="", alarm=alarm)

    assert replace(parse_pack(write_pack(pack)), source_text_sha="") == pack


@pytest.mark.parametrize("file", sorted(RULES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_shipped_pack_survives_the_editor(file: Path) -> None:
    pack = parse_pack(file.read_text("utf-8"))

    assert replace(parse_pack(write_pack(pack)), source_text_sha=pack.source_text_sha) == pack


def test_an_hour_with_seconds_keeps_them() -> None:
    rule = Rule(id=RuleId("A"), document="d", zero_in=(PeriodKind.FLOOD,), zero_at=time(17, 0, 30))
    pack = RulePack(id="p", title="t", version="1", rules=(rule,), source_text_sha="")

    assert parse_pack(write_pack(pack)).rules[0].zero_at == time(17, 0, 30)
