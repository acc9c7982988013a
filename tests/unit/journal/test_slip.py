from __future__ import annotations

import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import DeviceId, UnitCode
from commandpost.journal import series
from commandpost.journal.chain import DeviceCard, key_digest, packed
from commandpost.journal.slip import (
    MAGIC,
    MAX_CONTENT,
    MAX_WIRE,
    Slip,
    SlipKind,
    decode,
    encode,
    refuse_forged,
    slip_message,
)
from commandpost.security.signing import Ed25519Signing

SIGNING = Ed25519Signing()
KEY = SIGNING.restore(bytes(range(32)))
CARD = DeviceCard(
    device=DeviceId(key_digest(KEY.public_key)),
    unit=UnitCode("110199001"),
    public_key=KEY.public_key,
    name="永宁街道 S1",
    enrolled_at="2026-07-01T00:00:00+00:00",
    certificate=b"c" * 64,
)


def slip(content: bytes = b'{"title":"x"}', kind: SlipKind = SlipKind.REPORT) -> Slip:
    signature = KEY.sign(slip_message(kind, CARD.device, content))
    return Slip(kind=kind, card=CARD, content=content, signature=signature)


@given(st.binary(max_size=4_000), st.sampled_from(SlipKind), st.randoms())
def test_a_slip_comes_through_a_series_in_any_order(content: bytes, kind: SlipKind, chance: object) -> None:
    sent = slip(content, kind)
    texts = list(series.split(encode(sent)))
    getattr(chance, "shuffle")(texts)  # noqa: B009  # hypothesis hands a Random

    told = decode(series.join([*texts, texts[0]]))

    assert told == sent
    assert refuse_forged(told, CARD, SIGNING) == CARD


@given(st.binary(max_size=20_000))
def test_no_text_of_a_series_can_be_a_link(content: bytes) -> None:
    for text in series.split(content):
        assert text.startswith("CPQ1 ")
        assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ")


def test_a_word_somebody_else_signed_or_changed_is_refused() -> None:
    sent = slip()
    for wrong in (
        replace(sent, content=b'{"title":"y"}'),
        replace(sent, kind=SlipKind.RECEIPT),
        replace(sent, signature=bytes(64)),
    ):
        with pytest.raises(RuleBroken, match="slip_forged"):
            refuse_forged(wrong, CARD, SIGNING)


def test_a_stranger_an_impostor_and_a_revoked_workstation_are_refused() -> None:
    other = SIGNING.restore(bytes(32))
    foreign = replace(CARD, public_key=other.public_key)
    with pytest.raises(RuleBroken, match="slip_stranger"):
        refuse_forged(slip(), None, SIGNING)
    with pytest.raises(RuleBroken, match="slip_stranger"):
        refuse_forged(replace(slip(), card=foreign), CARD, SIGNING)
    with pytest.raises(RuleBroken, match="slip_stranger"):
        refuse_forged(replace(slip(), card=replace(CARD, unit=UnitCode("110199"))), CARD, SIGNING)
    with pytest.raises(RuleBroken, match="slip_revoked"):
        refuse_forged(slip(), replace(CARD, revoked_at="2026-07-02T00:00:00+00:00"), SIGNING)


@given(st.integers(0, 300), st.binary(min_size=1, max_size=8))
def test_a_damaged_slip_is_refused_or_not_believed(at: int, noise: bytes) -> None:
    wire = encode(slip())
    place = at % len(wire)
    damaged = wire[:place] + noise + wire[place + len(noise) :]

    def believed() -> Slip:
        told = decode(damaged)
        refuse_forged(told, CARD if told.card == CARD else None, SIGNING)
        return told

    if damaged == wire:
        assert believed() == slip()
    else:
        with pytest.raises(RuleBroken, match="slip_"):
            believed()


@pytest.mark.parametrize(
    "wire",
    [
        b"",
        b"https://x.invalid",
        MAGIC,
        encode(slip())[:-1],
        encode(slip()) + b"x",
        MAGIC + zlib.compress(b"x"),
        MAGIC + zlib.compress(packed("report", "a")),
        MAGIC + zlib.compress(packed("hello", *["a"] * 8)),
        MAGIC + zlib.compress(packed("report", b"\xff", *["a"] * 7)),
        MAGIC + zlib.compress(bytes(MAX_CONTENT + 1)),
        MAGIC + bytes(MAX_WIRE),
    ],
)
def test_what_is_no_slip_is_refused(wire: bytes) -> None:
    with pytest.raises(RuleBroken, match="slip_unreadable"):
        decode(wire)


def test_a_report_too_long_for_codes_is_told_to_travel_as_a_file() -> None:
    with pytest.raises(RuleBroken, match="slip_too_long"):
        encode(slip(SIGNING.random(MAX_WIRE)))
    with pytest.raises(RuleBroken, match="slip_too_long"):
        encode(slip(bytes(MAX_CONTENT)))
    with pytest.raises(RuleBroken, match="series_too_long"):
        series.split(bytes(series.MOST * series.BYTES_IN_ONE + 1))


def texts_of(content: bytes) -> list[str]:
    return list(series.split(content))


@pytest.mark.parametrize(
    ("texts", "code", "params"),
    [
        ([], "series_foreign", {}),
        (["https://x.invalid/pay"], "series_foreign", {}),
        (["WIFI:S:x;;"], "series_foreign", {}),
        (texts_of(bytes(1_500))[:-1], "series_incomplete", {"missing": "3", "total": 3}),
        ([*texts_of(bytes(1_500)), texts_of(b"1" * 1_500)[0]], "series_mixed", {}),
        ([texts_of(b"abc")[0], texts_of(b"abc")[0][:-1] + "A"], "series_mixed", {}),
        ([texts_of(b"abc")[0][:-1] + "A"], "series_damaged", {}),
        ([texts_of(b"abc")[0] + "AAAA"], "series_damaged", {}),
        (["CPQ1 AAAAAAAA 1 0 AA"], "series_incomplete", {"missing": "", "total": 0}),
        ([texts_of(b"abc")[0], texts_of(b"abc")[0].replace(" 1 1 ", " 2 1 ")], "series_damaged", {}),
    ],
)
def test_foreign_mixed_cut_and_damaged_series_are_refused_with_a_reason(
    texts: list[str], code: str, params: dict[str, object]
) -> None:
    with pytest.raises(RuleBroken, match=code) as refused:
        series.join(texts)
    assert refused.value.params == params


@given(st.lists(st.text(max_size=40), max_size=4))
def test_whatever_a_reader_sees_is_joined_or_refused(texts: list[str]) -> None:
    with pytest.raises(RuleBroken, match="series_"):
        series.join(texts)
