"""The map of a district: what its circle counts is what it draws."""

from __future__ import annotations

from commandpost.app.desk import Tier
from commandpost.app.ledgers import LedgerLayer, LedgerService
from commandpost.app.map_queries import MapQueryService
from commandpost.domain.coordinates import LonLat
from commandpost.domain.ledgers.base import Value
from tests.unit.app.desks import OTHER_STREET, STREET, Journal, Room

HERE = LonLat(lon=116.4127, lat=39.9052)
WANG: dict[str, Value] = {"name": "王小明", "needs": ("alone",), "grid": "三网格", "phone": "13900000777"}


def layer(ledgers: LedgerService, key: str) -> LedgerLayer:
    spec = ledgers.spec(key).layer()
    assert spec is not None
    return next(one for one in ledgers.layers() if one.layer.key == spec.key)


def test_a_district_draws_the_ledgers_of_its_streets_that_its_circle_counts_and_says_whose_they_are() -> None:
    journal = Journal()
    street, other = Room(journal=journal), Room(journal=journal, unit=OTHER_STREET)
    LedgerService(street.desk).save("person", None, WANG, lonlat=HERE)
    LedgerService(other.desk).save("person", None, WANG, lonlat=HERE)
    district = Room(journal=journal, tier=Tier.DISTRICT)
    district.knows(STREET, "永宁街道")
    ledgers = LedgerService(district.desk)
    ledgers.save("team", None, {"name": "区消防队", "type": "fire", "members": 6}, lonlat=HERE)

    people, teams = layer(ledgers, "person"), layer(ledgers, "team")

    assert len(people.rows) == MapQueryService(district.desk).circle(HERE, 500).people == 2
    assert dict(people.units) == {STREET: "永宁街道", OTHER_STREET: OTHER_STREET}
    assert [row.name for row in people.rows] == ["", ""], "no resident is named on the map"
    assert (len(teams.rows), dict(teams.units)) == (1, {}), "its own need no unit"
    assert ledgers.rows("person") == (), "the page keeps to its own"

    district.session.locked = True
    assert layer(ledgers, "person").rows == ()
