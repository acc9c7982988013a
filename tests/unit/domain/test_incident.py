from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from commandpost.domain.coordinates import LonLat
from commandpost.domain.errors import RuleBroken
from commandpost.domain.incident import MAX_FIGURE, MAX_TITLE, NewIncident, refuse_impossible, warnings
from tests.unit.domain.facts import RECEIVED, an_incident, minutes


def told(**changed: Any) -> NewIncident:
    known: dict[str, Any] = {
        "title": "积水倒灌",
        "code": "11A02",
        "place": "东河沿3号楼",
        "occurred": minutes(-4),
        "received": RECEIVED,
    }
    return NewIncident(**{**known, **changed})


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": "  "}, "title_missing"),
        ({"title": "长" * (MAX_TITLE + 1)}, "title_too_long"),
        ({"occurred": minutes(1)}, "occurred_after_received"),
        ({"discovered": minutes(-5)}, "discovered_before_occurred"),
        ({"received": minutes(9)}, "received_in_future"),
        ({"discovered": minutes(9)}, "discovered_in_future"),
        ({"dead": -1}, "figure_negative"),
        ({"dead": MAX_FIGURE + 1}, "figure_too_large"),
    ],
)
def test_what_cannot_be_is_refused(changed: dict[str, Any], code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        refuse_impossible(told(**changed), minutes(5))


def test_what_can_be_is_accepted_with_unknown_moments_too() -> None:
    refuse_impossible(told(), RECEIVED)
    refuse_impossible(told(occurred=None, discovered=minutes(-1)), RECEIVED)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"lonlat": LonLat(lon=121.47, lat=31.23)}, "place_outside_beijing"),
        ({"place": ""}, "place_unknown"),
        ({"code": ""}, "code_unknown"),
        ({"occurred": None}, "occurred_unknown"),
        ({"received": RECEIVED - timedelta(hours=2), "occurred": None}, "received_long_ago"),
        ({"sensitive": True}, "sensitive_without_reason"),
    ],
)
def test_what_is_doubtful_is_warned_of_and_accepted(changed: dict[str, Any], code: str) -> None:
    refuse_impossible(told(**changed), RECEIVED)

    assert code in warnings(told(**changed), RECEIVED)
    assert warnings(told(lonlat=LonLat(lon=116.41, lat=39.9)), RECEIVED) == ()


def test_the_missing_count_in_the_toll() -> None:
    assert an_incident(figures={"dead": 1, "missing": 2, "injured": 9}).toll == 3
    assert an_incident().toll == 0
