from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandpost.app import wire
from commandpost.domain.ids import DeviceId, StreamId, UnitCode
from commandpost.journal.chain import DeviceCard, Receipt
from commandpost.journal.encoding import FORM_ERRORS
from commandpost.journal.exchange import Enrolment, StreamAnswer, Verdict

DIGESTS = st.binary(min_size=32, max_size=32)
STREAMS = st.text("0123456789abcdef", min_size=32, max_size=32).map(StreamId)
SEQS = st.integers(0, 2**53)
RECEIPTS = st.builds(
    Receipt,
    stream=STREAMS,
    low=SEQS,
    high=SEQS,
    tier=st.sampled_from(["street", "district", "市"]),
    hash=DIGESTS,
    at=st.just("2026-07-18T04:00:00+00:00"),
    signature=st.binary(min_size=64, max_size=64),
)
ANSWERS = st.builds(
    StreamAnswer,
    stream=STREAMS,
    verdict=st.sampled_from(Verdict),
    seq=SEQS,
    hash=DIGESTS,
    receipt=st.none() | RECEIPTS,
)


@given(st.lists(ANSWERS, max_size=5))
def test_answers_come_back_as_they_went(answers: list[StreamAnswer]) -> None:
    travelled = json.loads(json.dumps(wire.answers_json(answers)))

    assert wire.answers_from_json(travelled) == tuple(answers)


@given(st.dictionaries(STREAMS, st.tuples(SEQS, DIGESTS), max_size=5))
def test_holdings_come_back_as_they_went(holdings: dict[StreamId, tuple[int, bytes]]) -> None:
    travelled = json.loads(json.dumps(wire.holdings_json(holdings)))

    assert wire.holdings_from_json(travelled) == holdings


def test_an_enrolment_comes_back_as_it_went() -> None:
    card = DeviceCard(
        device=DeviceId("ab" * 16),
        unit=UnitCode("110199001"),
        public_key=bytes(32),
        name="值班一席",
        enrolled_at="2026-07-18T04:00:00+00:00",
        certificate=bytes(64),
    )
    enrolment = Enrolment(card=card, authority=bytes(32), epoch="e1", tier="district")

    assert wire.enrolment_from_json(json.loads(json.dumps(wire.enrolment_json(enrolment)))) == enrolment


@pytest.mark.parametrize("said", ["1e999", "-1", "1.5", "1e30", "9007199254740993", "[]", "null"])
def test_a_number_that_no_entry_has_is_a_fault_of_the_form(said: str) -> None:
    told = json.loads(f'{{"{"s" * 32}": {{"seq": {said}, "hash": "00"}}}}')

    with pytest.raises(FORM_ERRORS):
        wire.holdings_from_json(told)
