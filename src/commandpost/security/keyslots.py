"""The key of the local database and the slots that open it.

``keys.json`` in the profile's folder lists the slots; each holds the same 32-byte key under another lock: the
operating system's keyring, a passphrase (argon2id, AES-256-GCM), the district's escrow key (X25519, HKDF-SHA-256,
AES-256-GCM), or, in a demo profile only, a plain key file, which the program says openly.
"""

from __future__ import annotations

import hmac
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from commandpost.domain.errors import Unavailable

KEY_BYTES = 32
SEALED = frozenset({"passphrase", "escrow"})  # kinds of slots that may lie on another disk
NONCE_BYTES = 12
SERVICE = "commandpost"
SLOTS_FILE = "keys.json"
PLAIN_FILE = "demo.key"
PASSES, MEMORY_KIB, LANES = 3, 65536, 4  # RFC 9106, second recommendation

Slot = dict[str, Any]


@dataclass(frozen=True, slots=True)
class KeySlots:
    """The slots of one profile's folder."""

    folder: Path

    @property
    def exist(self) -> bool:
        return self._file.exists()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The locks of this profile, in the order in which they are tried."""
        return tuple(slot["kind"] for slot in self._slots())

    @property
    def is_plain(self) -> bool:
        """Whether a key file lies beside the database: fit for a demo, and to be said."""
        return "file" in self.kinds

    def create_plain(self) -> bytes:
        """Make a key and leave it in a file only this user may read: for the sample."""
        key = os.urandom(KEY_BYTES)
        plain = self.folder / PLAIN_FILE
        plain.touch(mode=0o600)
        plain.write_bytes(key)
        self._save([{"kind": "file"}])
        return key

    def create(self, passphrase: str) -> bytes:
        """Make a key under a passphrase, and in the system's keyring where there is one."""
        key = os.urandom(KEY_BYTES)
        self._save([passphrase_slot(key, passphrase), *self._keyring_slot(key)])
        return key

    def add_escrow(self, key: bytes, public_key: bytes) -> None:
        """Add the district's lock: whoever has the private half can open a lost workstation's database."""
        self._save([*self._slots(), escrow_slot(key, public_key)])

    def sealed(self) -> tuple[Slot, ...]:
        """The locks that give nothing away elsewhere: passphrase and escrow, never a key file or the keyring.

        Raises ``Unavailable("key_slots_damaged")``; () for a folder without slots.
        """
        return tuple(slot for slot in self._slots() if slot["kind"] in SEALED) if self.exist else ()

    def adopt(self, slots: Sequence[Slot]) -> None:
        """Take over the sealed slots of the same key from another machine."""
        self._save(list(slots))

    def remember(self, key: bytes) -> None:
        """Add this machine's keyring, where it has one, as ``create`` does."""
        self._save([*self._slots(), *self._keyring_slot(key)])

    def unlock(self, passphrase: str | None = None) -> bytes:
        """Return the database key by the first slot that opens.

        Raises ``Unavailable("wrong_passphrase")`` when one was given and does not open,
        ``Unavailable("passphrase_needed")`` when no slot opens without one, and
        ``Unavailable("key_slots_damaged")`` when the file cannot be read.
        """
        for slot in self._slots():
            key = _OPENERS[slot["kind"]](self.folder, slot, passphrase)
            if key is not None:
                return key
        raise Unavailable("wrong_passphrase" if passphrase else "passphrase_needed")

    @property
    def _file(self) -> Path:
        return self.folder / SLOTS_FILE

    def _slots(self) -> list[Slot]:
        try:
            slots: list[Slot] = json.loads(self._file.read_text("utf-8"))["slots"]
        except (OSError, ValueError, KeyError) as error:
            raise Unavailable("key_slots_damaged", file=str(self._file)) from error
        return [slot for slot in slots if slot.get("kind") in _OPENERS]

    def _save(self, slots: list[Slot]) -> None:
        fresh = self._file.with_suffix(".new")
        fresh.touch(mode=0o600)
        with fresh.open("w", encoding="utf-8") as written:
            written.write(json.dumps({"version": 1, "slots": slots}))
            written.flush()
            os.fsync(written.fileno())  # without it nothing opens the journal
        fresh.replace(self._file)

    def _keyring_slot(self, key: bytes) -> list[Slot]:
        import keyring  # noqa: PLC0415  # seldom, and slow to read

        account = str(self.folder)
        try:
            keyring.set_password(SERVICE, account, b64encode(key).decode())
        except keyring.errors.KeyringError:
            return []
        return [{"kind": "keyring", "account": account}]


def passphrase_slot(key: bytes, passphrase: str) -> Slot:
    """Lock the key under a passphrase."""
    salt = os.urandom(16)
    sealed = _seal(_stretched(passphrase, salt), key)
    return {"kind": "passphrase", "salt": b64encode(salt).decode(), "sealed": b64encode(sealed).decode()}


def escrow_slot(key: bytes, public_key: bytes) -> Slot:
    """Lock the key for the owner of an X25519 key."""
    own = X25519PrivateKey.generate()
    shared = own.exchange(X25519PublicKey.from_public_bytes(public_key))
    sealed = _seal(_derived(shared), key)
    point = own.public_key().public_bytes_raw()
    return {"kind": "escrow", "point": b64encode(point).decode(), "sealed": b64encode(sealed).decode()}


def open_sealed(slots: Sequence[Slot], passphrase: str) -> bytes:
    """Return the key that a passphrase opens. Raises ``Unavailable("wrong_passphrase")``, ValueError for no slots."""
    for slot in slots:
        try:
            key = _open_passphrase(Path(), slot, passphrase) if slot["kind"] == "passphrase" else None
        except (KeyError, TypeError, AttributeError) as odd:
            raise ValueError from odd
        if key is not None:
            return key
    raise Unavailable("wrong_passphrase")


def key_mark(key: bytes, content: bytes) -> str:
    """What only the owner of the key can write under a content: HMAC-SHA-256, 64 hex digits."""
    own = HKDF(SHA256(), KEY_BYTES, None, b"commandpost desk kit").derive(key)
    return hmac.digest(own, content, "sha256").hex()


def open_escrow(slot: Slot, private_key: bytes) -> bytes:
    """Return the database key to the owner of the escrow key. Raises ``Unavailable("escrow_key_wrong")``."""
    point = X25519PublicKey.from_public_bytes(b64decode(slot["point"]))
    shared = X25519PrivateKey.from_private_bytes(private_key).exchange(point)
    key = _unseal(_derived(shared), b64decode(slot["sealed"]))
    if key is None:
        raise Unavailable("escrow_key_wrong")
    return key


def _open_file(folder: Path, _slot: Slot, _passphrase: str | None) -> bytes | None:
    plain = folder / PLAIN_FILE
    return plain.read_bytes() if plain.exists() else None


def _open_keyring(_folder: Path, slot: Slot, passphrase: str | None) -> bytes | None:
    if passphrase is not None:
        return None
    import keyring  # noqa: PLC0415  # seldom, and slow to read

    try:
        kept = keyring.get_password(SERVICE, slot["account"])
    except keyring.errors.KeyringError:
        return None
    return b64decode(kept) if kept else None


def _open_passphrase(_folder: Path, slot: Slot, passphrase: str | None) -> bytes | None:
    if passphrase is None:
        return None
    return _unseal(_stretched(passphrase, b64decode(slot["salt"])), b64decode(slot["sealed"]))


def _open_nothing(_folder: Path, _slot: Slot, _passphrase: str | None) -> bytes | None:
    return None  # an escrow slot opens only at the district


_OPENERS: dict[str, Callable[[Path, Slot, str | None], bytes | None]] = {
    "file": _open_file,
    "keyring": _open_keyring,
    "passphrase": _open_passphrase,
    "escrow": _open_nothing,
}


def _stretched(passphrase: str, salt: bytes) -> bytes:
    return hash_secret_raw(passphrase.encode(), salt, PASSES, MEMORY_KIB, LANES, KEY_BYTES, Type.ID)


def _derived(shared: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, None, b"commandpost escrow").derive(shared)


def _seal(lock: bytes, key: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(lock).encrypt(nonce, key, None)


def _unseal(lock: bytes, sealed: bytes) -> bytes | None:
    try:
        return AESGCM(lock).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
    except InvalidTag:
        return None
