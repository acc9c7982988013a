"""How the server's word that a workstation is let in no more reaches those that stay on line all the time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from commandpost.domain.ids import UnitCode
from tests.e2e.sync.street import CALM, Desk, Street
from tests.factories import folder
from tests.server_process import DISTRICT, STREET

OTHER = UnitCode("110199002")


@pytest.fixture
def street() -> Iterator[Street]:
    home = folder()
    made = Street(home, seed=6)
    yield made
    made.close()
    shutil.rmtree(home)


def knows(desk: Desk, lost: Desk) -> bool:
    card = desk.store.card(lost.store.device().device)
    return card is not None and card.revoked_at is not None


def test_it_reaches_the_unit_and_those_above_within_five_minutes_and_nobody_else(street: Street) -> None:
    lost, beside = street.desk(STREET, "S1"), street.desk(STREET, "S2")
    above, other = street.desk(DISTRICT, "D1"), street.desk(OTHER, "O1")
    earlier = lost.write("log-1", text="撤销之前")
    lost.exchange(CALM)
    for desk in (beside, above, other):
        desk.exchange(CALM)
    street.server.revoke(lost.store.device().device)
    street.advance(60)
    beside.exchange(CALM)
    assert not knows(beside, lost)

    street.advance(240)
    for desk in (beside, above, other):
        desk.exchange(CALM)
    assert [knows(desk, lost) for desk in (beside, above, other)] == [True, True, False]
    assert beside.store.entry(earlier) is not None
    assert beside.sync.status().online


def test_the_word_of_another_server_is_left(street: Street) -> None:
    lost, beside = street.desk(STREET, "S1"), street.desk(STREET, "S2")
    beside.exchange(CALM)
    street.server.revoke(lost.store.device().device)
    said = lost.store.revoked(STREET)  # nobody
    assert said == ()
    (word,) = street.server.revoked(STREET)
    lost.store.heed([word])
    (copy,) = lost.store.revoked(STREET)  # the same card in the name of a desk
    assert copy.card == word.card
    beside.store.heed([copy])
    assert not knows(beside, lost)
    beside.store.heed([word])
    assert knows(beside, lost)
