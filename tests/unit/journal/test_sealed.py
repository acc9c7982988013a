from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import DeviceId, StreamId, UnitCode
from commandpost.journal import sealed
from commandpost.journal.chain import DeviceCard, body_hash, key_digest
from commandpost.journal.sealed import Cargo, Envelope
from tests.unit.journal.test_bundle import run

KEY = bytes(range(32))
CARD = DeviceCard(
    device=DeviceId(key_digest(KEY)), unit=UnitCode("110199001"), public_key=KEY, name="S1", enrolled_at="2026-07-19"
)
CONTENT = b"sealed cargo"
ENVELOPE = Envelope(
    id="stick-1",
    at="2026-07-19T02:24:08+08:00",
    sender=CARD,
    receiver=DeviceId("d" * 32),
    receiver_name="D1",
    size=len(CONTENT),
    digest=body_hash(CONTENT),
)


def file(envelope: Envelope = ENVELOPE, content: bytes = CONTENT) -> bytes:
    return sealed.write(envelope.written(), bytes(64), content)


def code(content: bytes) -> str:
    with pytest.raises(RuleBroken) as refused:
        sealed.read(content)
    return refused.value.code


def spoilt(**changes: object) -> bytes:
    """An envelope with a field changed or, where None, taken out."""
    said = {**json.loads(ENVELOPE.written()), **changes}
    kept = {name: value for name, value in said.items() if value is not None}
    return sealed.write(json.dumps(kept).encode(), bytes(64), CONTENT)


def test_a_bundle_is_read_as_it_was_written() -> None:
    read = sealed.read(file())

    assert read.envelope == ENVELOPE
    assert read.sealed == CONTENT
    assert read.message == sealed.signed_words(ENVELOPE.written())
    assert read.envelope.bound != replace(ENVELOPE, id="stick-2").bound


def test_every_kind_of_spoilt_file_has_its_own_reason() -> None:
    whole = file()

    assert code(b"PK\x03\x04" + whole) == "sealed_foreign"
    assert code(whole[:40]) == "sealed_cut"
    assert code(whole[:-1]) == "sealed_cut"
    assert code(whole + b"x") == "sealed_damaged"
    assert code(b"CPX1" + (2**31).to_bytes(4, "big") + whole) == "sealed_damaged"
    assert code(whole[:8] + b"[" + whole[9:]) == "sealed_damaged"
    assert code(spoilt(v=9)) == "sealed_newer"
    assert code(spoilt(to=None)) == "sealed_damaged"
    assert code(file(replace(ENVELOPE, sender=replace(CARD, device=DeviceId("x"))))) == "sealed_damaged"


def test_a_file_beyond_the_limit_is_not_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "MAX_SEALED", 100)

    assert code(file()) == "bundle_too_large"


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_cargo_is_unpacked_as_it_was_packed(count: int) -> None:
    runs = tuple(run([b"{}"]) for _ in range(count))
    cargo = Cargo(held={StreamId("s"): 7}, runs=runs, blobs=(b"small", b"x" * 300_000))

    assert sealed.unpack(sealed.pack(cargo)) == cargo


def test_many_runs_go_in_several_frames() -> None:
    runs = tuple(run([b"{}"]) for _ in range(501))
    plain = sealed.pack(Cargo(held={}, runs=runs, blobs=()))

    assert len(sealed.unpack(plain).runs) == 501
    assert plain.count(b"R\x1f\x8b") > 1


def test_parts_of_a_later_version_are_passed_over() -> None:
    plain = sealed.pack(Cargo(held={}, runs=(), blobs=())) + (3).to_bytes(4, "big") + b"Z??"

    assert sealed.unpack(plain) == Cargo(held={}, runs=(), blobs=())


@pytest.mark.parametrize("plain", [b"\0\0\0\0", b"\0\0\0\x09H{}", b"\0\0\0\x03H[]", b"\0\0\0\x02H{"])
def test_a_broken_cargo_is_damaged(plain: bytes) -> None:
    with pytest.raises(RuleBroken, match="sealed_damaged"):
        sealed.unpack(plain)


def test_a_card_is_read_as_it_was_written_and_nothing_else_is_a_card() -> None:
    assert sealed.read_card(sealed.write_card(CARD)) == CARD
    for content in (b"", b"CPK1", b"CPK1[]", sealed.write_card(replace(CARD, device=DeviceId("x")))):
        with pytest.raises(RuleBroken, match="card_unreadable"):
            sealed.read_card(content)


@given(st.binary(max_size=400))
def test_no_bytes_bring_the_reader_down(content: bytes) -> None:
    for prefix in (b"", b"CPX1", file()[:100]):
        with pytest.raises(RuleBroken):
            sealed.read(prefix + content)
