from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandpost.domain.ids import DeviceId, StreamId
from commandpost.journal.chain import (
    ZERO,
    DeviceCard,
    Fault,
    Link,
    Opening,
    Receipt,
    Stored,
    body_hash,
    key_digest,
    opening_is_sound,
    packed,
    run_hashes,
    verify_stream,
)
from commandpost.security.signing import Ed25519Signing
from tests.factories import STREET

SIGNING = Ed25519Signing()
DEVICE = SIGNING.restore(bytes([1] * 32))
SESSION = SIGNING.restore(bytes([2] * 32))
BODIES = [f'{{"n":{number}}}'.encode() for number in range(5)]


def opening() -> Opening:
    plain = Opening(
        stream=StreamId(key_digest(SESSION.public_key)),
        device=DeviceId(key_digest(DEVICE.public_key)),
        unit=STREET,
        public_key=SESSION.public_key,
        parent=None,
        parent_seq=0,
        parent_hash=ZERO,
        certificate=b"",
    )
    return replace(plain, certificate=DEVICE.sign(plain.message))


def chain(bodies: list[bytes]) -> list[Stored]:
    links = [Link(body_hash=body_hash(raw), raw=raw) for raw in bodies]
    hashes = run_hashes(opening().stream, 1, ZERO, links)
    before = [ZERO, *hashes]
    return [
        Stored(seq=seq, prev=before[seq - 1], hash=hashes[seq - 1], signature=_end(seq, bodies, hashes), link=link)
        for seq, link in enumerate(links, 1)
    ]


def _end(seq: int, bodies: list[bytes], hashes: tuple[bytes, ...]) -> bytes | None:
    return SESSION.sign(hashes[-1]) if seq == len(bodies) else None


def test_an_untouched_chain_verifies() -> None:
    assert verify_stream(opening(), chain(BODIES), SIGNING) is None


def test_an_empty_stream_verifies() -> None:
    assert verify_stream(opening(), [], SIGNING) is None


def test_a_chain_with_stubs_verifies() -> None:
    links = chain(BODIES)
    links[2] = replace(links[2], link=Link(body_hash=links[2].link.body_hash))

    assert verify_stream(opening(), links, SIGNING) is None


@given(at=st.integers(0, 4), byte=st.integers(0, 6), bit=st.integers(0, 7))
def test_any_flipped_bit_of_a_body_is_found_at_its_entry(at: int, byte: int, bit: int) -> None:
    links = chain(BODIES)
    raw = bytearray(BODIES[at])
    raw[byte] ^= 1 << bit
    links[at] = replace(links[at], link=Link(body_hash=links[at].link.body_hash, raw=bytes(raw)))

    assert verify_stream(opening(), links, SIGNING) == Fault(stream=opening().stream, seq=at + 1, reason="body")


@pytest.mark.parametrize("field", ["prev", "hash"])
@given(at=st.integers(0, 4), bit=st.integers(0, 255))
def test_any_flipped_bit_of_a_link_is_found(field: str, at: int, bit: int) -> None:
    links = chain(BODIES)
    value = bytearray(getattr(links[at], field))
    value[bit // 8] ^= 1 << bit % 8
    flipped: dict[str, Any] = {field: bytes(value)}
    links[at] = replace(links[at], **flipped)

    assert verify_stream(opening(), links, SIGNING) == Fault(stream=opening().stream, seq=at + 1, reason=field)


@given(bit=st.integers(0, 511))
def test_any_flipped_bit_of_a_signature_is_found(bit: int) -> None:
    links = chain(BODIES)
    value = bytearray(links[-1].signature or b"")
    value[bit // 8] ^= 1 << bit % 8
    links[-1] = replace(links[-1], signature=bytes(value))

    assert verify_stream(opening(), links, SIGNING) == Fault(stream=opening().stream, seq=5, reason="signature")


def test_a_rewritten_history_needs_the_key_of_the_session() -> None:
    """Somebody with the file, but without the key, recomputes every hash: only the signature gives him away."""
    forged = chain([BODIES[0], b'{"n":99}', *BODIES[2:]])
    forged[-1] = replace(forged[-1], signature=chain(BODIES)[-1].signature)

    fault = verify_stream(opening(), forged, SIGNING)

    assert fault is not None
    assert fault.reason == "signature"


def test_the_planted_bug_of_a_verifier_that_believes_everything_is_caught() -> None:
    class Gullible(Ed25519Signing):
        def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
            return True

    forged = chain([BODIES[0], b'{"n":99}', *BODIES[2:]])
    forged[-1] = replace(forged[-1], signature=bytes(64))

    assert verify_stream(opening(), forged, Gullible()) is None
    assert verify_stream(opening(), forged, SIGNING) is not None


def test_a_missing_entry_is_found_where_it_should_stand() -> None:
    links = chain(BODIES)
    del links[2]

    assert verify_stream(opening(), links, SIGNING) == Fault(stream=opening().stream, seq=3, reason="missing")


def test_a_cut_tail_lacks_its_signature() -> None:
    assert verify_stream(opening(), chain(BODIES)[:3], SIGNING) == Fault(
        stream=opening().stream, seq=3, reason="unsigned"
    )


def test_an_opening_is_its_keys_and_its_devices() -> None:
    sound = opening()

    assert opening_is_sound(sound, DEVICE.public_key, SIGNING)
    assert not opening_is_sound(replace(sound, stream=StreamId("0" * 32)), DEVICE.public_key, SIGNING)
    assert not opening_is_sound(sound, SESSION.public_key, SIGNING)
    assert not opening_is_sound(replace(sound, parent_seq=7), DEVICE.public_key, SIGNING)


def test_two_lists_never_pack_to_the_same_bytes() -> None:
    assert packed("ab", "c") != packed("a", "bc")
    assert packed("a", 1) != packed("a1")


def test_what_is_signed_names_everything_that_counts() -> None:
    card = DeviceCard(
        device=DeviceId("d"), unit=STREET, public_key=b"k" * 32, name="S1", enrolled_at="2026-07-18T18:00:00+00:00"
    )
    receipt = Receipt(
        stream=StreamId("s"),
        low=1,
        high=9,
        tier="district",
        hash=b"h" * 32,
        at="2026-07-18T18:00:00+00:00",
        signature=b"",
    )

    assert card.message != replace(card, name="S2").message
    assert receipt.message != replace(receipt, high=8).message
