from __future__ import annotations

from datetime import UTC, datetime, timedelta

from commandpost.domain.codes import Level
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.incident import Incident
from commandpost.domain.phone_card import ORDER, CardRow, PhoneCard, phone_card

AT = datetime(2026, 7, 18, 18, 24, tzinfo=UTC)


def card(**told: object) -> PhoneCard:
    values = {"title": "槐树里12号院自建房局部坍塌", "level": Level.LARGER, "place": "槐树里12号院"} | told
    incident = Incident(id=RecordId("incident-1"), unit=UnitCode("110199001"), received=AT, **values)  # type: ignore[arg-type]  # told by each test
    return phone_card(incident, unit="永宁街道", person="李静", phone="010-00000000", kind="房屋倒塌")


def rows(made: PhoneCard) -> dict[str, str]:
    return {row.key: row.words for row in made.rows}


def test_the_rows_stand_in_the_order_they_are_read_out() -> None:
    made = card(occurred=AT - timedelta(minutes=4), figures={"dead": 0, "injured": 2, "trapped": 1})

    assert tuple(row.key for row in made.rows) == ORDER
    assert rows(made)["who"] == "永宁街道值班室李静报告"
    assert rows(made)["what"] == "槐树里12号院自建房局部坍塌（房屋倒塌，较大）"
    assert rows(made)["time"] == "发生 7月19日2时20分，接报 7月19日2时24分"
    assert "被困1人" in rows(made)["people"]
    assert rows(made)["needs"] == "暂无"


def test_what_nobody_knows_is_read_out_as_being_verified() -> None:
    made = card(place="")

    unknown = {row.key for row in made.rows if row.unknown}
    assert unknown == {"place", "time", "people", "measures"}
    assert rows(made)["place"] == "正在核实"
    assert "发生 正在核实" in rows(made)["time"]


def test_a_drill_says_so_before_the_first_and_after_the_last_word() -> None:
    incident = Incident(id=RecordId("incident-1"), unit=UnitCode("110199001"), title="坍塌", received=AT)

    made = phone_card(incident, unit="永宁街道", person="", phone="", kind="", measures="已到场", drill=True)

    assert made.rows[0].words.startswith("演练、演练、演练。")
    assert made.text.startswith("演练。")
    assert made.text.endswith("演练。")
    assert "已到场" in made.text


def test_the_words_for_the_log_hold_event_place_time_people_and_measures() -> None:
    assert card().text.startswith("槐树里12号院自建房局部坍塌（房屋倒塌，较大）；槐树里12号院；")


def test_the_line_in_the_log_says_what_is_not_known_yet() -> None:
    rows = tuple(CardRow(key=key, words="正在核实", unknown=True) for key in ("place", "people", "measures"))

    assert PhoneCard(rows=rows).text == "正在核实；人员情况正在核实；处置情况正在核实。"
