"""Whose certificate it is, is said by a device's key."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commandpost.domain.ids import DeviceId
from commandpost.journal.chain import DeviceCard, key_digest
from commandpost.journal.room_word import RoomWord, room_message, word_from_json, word_json
from commandpost.security.signing import Ed25519Signing
from tests.factories import STREET

SIGNING = Ed25519Signing()


@pytest.fixture
def word() -> RoomWord:
    key = SIGNING.fresh()
    device = DeviceId(key_digest(key.public_key))
    card = DeviceCard(device=device, unit=STREET, public_key=key.public_key, name="S1", enrolled_at="2026-01-01")
    return RoomWord(card=card, fingerprint="ab" * 32, signature=key.sign(room_message(card, "ab" * 32)))


def test_a_word_survives_the_wire(word: RoomWord) -> None:
    assert word_from_json(word_json(word)) == word


def test_the_device_that_signed_is_believed(word: RoomWord) -> None:
    assert word.is_said_by(word.card, SIGNING)


def test_another_certificate_device_or_key_is_not(word: RoomWord) -> None:
    other = SIGNING.fresh().public_key
    assert not replace(word, fingerprint="cd" * 32).is_said_by(word.card, SIGNING)
    assert not word.is_said_by(replace(word.card, device=DeviceId("another")), SIGNING)
    assert not word.is_said_by(replace(word.card, public_key=other), SIGNING)
