"""Keys open for whom they should, and for nobody else."""

from __future__ import annotations

import json
from pathlib import Path

import keyring
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from keyring.backends.fail import Keyring as NoKeyring

from commandpost.domain.errors import Unavailable
from commandpost.security.keyslots import KeySlots, open_escrow
from commandpost.security.pins import Argon2PinHasher
from commandpost.security.signing import Ed25519Signing


@pytest.fixture(autouse=True)
def no_keyring() -> None:
    keyring.set_keyring(NoKeyring())


def test_a_signature_verifies_for_its_key_and_message_only() -> None:
    signing = Ed25519Signing()
    signer, other = signing.fresh(), signing.fresh()
    signature = signer.sign(b"entry")
    assert signing.verify(signer.public_key, b"entry", signature)
    assert not signing.verify(signer.public_key, b"entri", signature)
    assert not signing.verify(other.public_key, b"entry", signature)
    assert not signing.verify(b"short", b"entry", signature)
    assert signing.verify(signing.restore(signer.secret).public_key, b"entry", signature)


def test_a_pin_matches_itself_only_and_a_damaged_hash_matches_nothing() -> None:
    hasher = Argon2PinHasher()
    hashed = hasher.hash("1234")
    assert hashed.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert hasher.matches("1234", hashed)
    assert not hasher.matches("1243", hashed)
    assert not hasher.matches("1234", "not a hash")
    assert "1234" not in hashed


def test_a_passphrase_opens_and_a_wrong_one_says_so(tmp_path: Path) -> None:
    slots = KeySlots(tmp_path)
    key = slots.create("永宁 街道 2026")
    assert slots.unlock("永宁 街道 2026") == key
    with pytest.raises(Unavailable, match="wrong_passphrase"):
        slots.unlock("永宁街道")
    with pytest.raises(Unavailable, match="passphrase_needed"):
        slots.unlock()
    assert not slots.is_plain


def test_a_demo_profile_says_that_its_key_lies_in_a_file(tmp_path: Path) -> None:
    slots = KeySlots(tmp_path)
    key = slots.create_plain()
    assert slots.unlock() == key
    assert slots.is_plain
    assert (tmp_path / "demo.key").stat().st_mode & 0o077 == 0


def test_the_district_opens_a_lost_workstation_with_its_escrow_key(tmp_path: Path) -> None:
    district = X25519PrivateKey.generate()
    slots = KeySlots(tmp_path)
    key = slots.create("forgotten")
    slots.add_escrow(key, district.public_key().public_bytes_raw())
    slot = json.loads((tmp_path / "keys.json").read_text("utf-8"))["slots"][-1]
    assert open_escrow(slot, district.private_bytes_raw()) == key
    with pytest.raises(Unavailable, match="escrow_key_wrong"):
        open_escrow(slot, X25519PrivateKey.generate().private_bytes_raw())
    assert slots.unlock("forgotten") == key


def test_damaged_slots_are_named(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text("{", "utf-8")
    with pytest.raises(Unavailable, match="key_slots_damaged"):
        KeySlots(tmp_path).unlock("x")
