from __future__ import annotations

import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import DeviceId, StreamId
from commandpost.journal import bundle
from commandpost.journal.bundle import Run, decode, encode
from commandpost.journal.chain import ZERO, DeviceCard, Link, Opening, Receipt, body_hash
from tests.factories import STREET


def run(bodies: list[bytes], *, first: int = 1) -> Run:
    links = tuple(Link(body_hash=body_hash(raw), raw=raw) for raw in bodies)
    opening = Opening(
        stream=StreamId("s" * 32),
        device=DeviceId("d" * 32),
        unit=STREET,
        public_key=b"k" * 32,
        parent=StreamId("p" * 32),
        parent_seq=4,
        parent_hash=b"h" * 32,
        certificate=b"c" * 64,
    )
    card = DeviceCard(
        device=opening.device, unit=STREET, public_key=b"K" * 32, name="值班一", enrolled_at="2026-07-18T18:00:00+00:00"
    )
    return Run(opening=opening, card=card, first=first, prev=ZERO, links=links, signature=b"x" * 64)


RECEIPT = Receipt(
    stream=StreamId("s" * 32),
    low=1,
    high=2,
    tier="district",
    hash=b"r" * 32,
    at="2026-07-18T18:00:00+00:00",
    signature=b"y",
)


@given(bodies=st.lists(st.binary(max_size=50), min_size=1, max_size=8), first=st.integers(1, 1000))
def test_runs_come_back_byte_for_byte(bodies: list[bytes], first: int) -> None:
    sent = (run(bodies, first=first), replace(run(bodies), receipts=(RECEIPT,)))

    assert decode(encode(sent)) == sent


def test_stubs_travel_as_hashes() -> None:
    whole = run([b"1", b"2", b"3"])
    filtered = replace(whole, links=(whole.links[0], Link(body_hash=whole.links[1].body_hash), whole.links[2]))

    (came,) = decode(encode([filtered]))

    assert came.links[1].raw is None
    assert came.hashes() == whole.hashes()
    assert (came.stream, came.last) == (whole.stream, 3)


def test_a_first_session_has_no_parent() -> None:
    first = run([b"1"])
    first = replace(first, opening=replace(first.opening, parent=None))

    assert decode(encode([first])) == (first,)


def gzip(plain: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(plain) + packer.flush()


def plain(sent: Run) -> bytes:
    return zlib.decompress(encode([sent]), 31)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no gzip", "gzip"),
        (b"", "cut"),
        (encode([run([b"1"])])[:-9], "cut"),
        (gzip(b"XXXX"), "magic"),
        (gzip(b"CPR1\x00"), "ValueError"),
        (gzip(b"CPR1\x00\x00\x00\x02{}"), "KeyError"),
        (gzip(b"CPR1\x00\x00\x00\x02[]"), "TypeError"),
        (gzip(plain(run([b"body"]))[:-1]), "ValueError"),
        (gzip(plain(run([b"body"]))[:-9]), "IndexError"),
        (gzip(plain(run([b"body"])).replace(b"\x00\x00\x00\x00\x04body", b"\x07\x00\x00\x00\x04body")), "ValueError"),
        (gzip(plain(run([b"body"])).replace(b"\x00\x00\x00\x00\x04body", b"\x01\x00\x00\x00\x04body")), "ValueError"),
        (gzip(plain(run([b"body"])).replace(b'"first":1', b'"first":0')), "ValueError"),
        (gzip(plain(run([b"body"])).replace(b'"count":1', b'"count":0')), "ValueError"),
        (gzip(b"CPR1" + (100_000).to_bytes(4, "big") + b"[" * 100_000), "RecursionError"),
    ],
)
def test_a_broken_bundle_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(RuleBroken, match="bundle_invalid") as refusal:
        decode(data)

    assert refusal.value.params["reason"] == reason


@given(data=st.binary(max_size=300))
def test_no_bytes_make_the_reader_fail_otherwise(data: bytes) -> None:
    with pytest.raises(RuleBroken):
        decode(gzip(b"CPR1" + data) if data else data)


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(RuleBroken, match="bundle_too_large"):
        decode(gzip(bytes(20_000_000)))


def test_a_claim_of_endless_entries_is_refused() -> None:
    many = plain(run([b"1"])).replace(b'"count":1', b'"count":900000')
    many = (len(many) - 4 - 4 - 6).to_bytes(4, "big").join((many[:4], many[8:]))

    with pytest.raises(RuleBroken, match="bundle_too_large"):
        decode(gzip(many))


def test_receipts_and_cards_have_a_json_form() -> None:
    card = run([b"1"]).card

    assert bundle.receipt_from_json(bundle.receipt_json(RECEIPT)) == RECEIPT
    assert bundle.card_from_json(bundle.card_json(card)) == card


@pytest.mark.parametrize("said", [b"1e999", b"-1", b"4.5", b"9007199254740993", b"[]", b"[" * 5_000])
@pytest.mark.parametrize("name", [b'"parent_seq":4', b'"first":1', b'"low":1', b'"count":1'])
def test_a_number_that_no_entry_has_is_refused(name: bytes, said: bytes) -> None:
    plain = zlib.decompress(encode([replace(run([b"1"]), receipts=(RECEIPT,))]), 31)
    size = int.from_bytes(plain[4:8], "big")
    header = plain[8 : 8 + size].replace(name, name.rpartition(b":")[0] + b":" + said)
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    spoilt = plain[:4] + len(header).to_bytes(4, "big") + header + plain[8 + size :]

    with pytest.raises(RuleBroken, match=r"bundle_(invalid|too_large)"):
        decode(packer.compress(spoilt) + packer.flush())
