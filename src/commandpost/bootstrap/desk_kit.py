"""What another computer needs, besides a copy of the journal, to be this desk; it lies beside the copies.

``desk-kit.json``: whose it is, the desk's card, the certificates its server and its room are trusted by, and the
journal's key as the passphrase (or the district) seals it, never open. The journal's key marks it as a whole: whoever
finds the disk cannot put another authority or card under the same key.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from commandpost.bootstrap.profile import Profile, profile_from, read
from commandpost.bootstrap.server_trust import AUTHORITY_FILE, ROOM_AUTHORITY_FILE
from commandpost.bootstrap.whole_files import put_whole
from commandpost.domain.errors import Unavailable
from commandpost.domain.ids import DeviceId
from commandpost.security.keyslots import KeySlots, Slot, key_mark, open_sealed
from commandpost.storage.repair import OWN

KIT = "desk-kit.json"
FORMAT = "commandpost desk kit"
VERSION = 1
TRUSTED = (AUTHORITY_FILE, ROOM_AUTHORITY_FILE)
DIGITS = 12  # of a device's 32: its folder's name
LONGEST = 1_000_000  # bytes read of a file that is none


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskKit:
    """One desk, without its journal; ``mark`` is "" until a key has marked it."""

    device: DeviceId
    profile: Profile
    slots: tuple[Slot, ...]
    trusted: Mapping[str, str]  # name of a file in the profile's folder: PEM; of server and room, where it trusts any
    said: Mapping[str, Any]  # as it is kept, and marked
    mark: str = ""

    @classmethod
    def of(cls, folder: Path, device: DeviceId) -> Self | None:
        """That of a profile's folder; None where nothing but this machine opens the journal, as the sample's.

        Raises ``Unavailable("key_slots_damaged")``, OSError and what reading a profile raises.
        """
        slots = KeySlots(folder).sealed()
        if not slots:
            return None
        said = {
            "format": FORMAT,
            "version": VERSION,
            "device": device,
            "profile": asdict(read(folder)),
            "slots": list(slots),
            "trusted": {name: _text(folder / name) for name in TRUSTED if (folder / name).exists()},
        }
        return cls._from(said)

    @classmethod
    def read(cls, file: Path) -> Self:
        """Raises ``Unavailable("kit_absent"|"kit_damaged"|"kit_newer")``."""
        try:
            with file.open("rb") as opened:
                kept = json.loads(opened.read(LONGEST))
            return cls._from(kept["kit"], str(kept["mark"]))
        except FileNotFoundError as error:
            raise Unavailable("kit_absent", folder=str(file.parent)) from error
        except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
            raise Unavailable("kit_damaged", file=str(file)) from error

    @classmethod
    def _from(cls, said: Mapping[str, Any], mark: str = "") -> Self:
        if said["format"] != FORMAT:
            raise ValueError
        if said["version"] > VERSION:
            raise Unavailable("kit_newer")
        return cls(
            device=DeviceId(str(said["device"])),
            profile=profile_from(said["profile"]),
            slots=tuple(dict(slot) for slot in said["slots"]),
            trusted={name: str(said["trusted"][name]) for name in TRUSTED if name in said["trusted"]},
            said=said,
            mark=mark,
        )

    def is_own(self, folder: Path) -> bool:
        """Whether a folder is this desk's own in a second place."""
        return folder.name == own_name(self.device)

    def keep(self, folder: Path, key: bytes) -> None:
        """Write it, marked by the key, into a folder, unless it lies there already. Raises OSError."""
        kept = {"kit": self.said, "mark": key_mark(key, self._bytes())}
        content = json.dumps(kept, ensure_ascii=False, indent=1).encode() + b"\n"
        file = folder / KIT
        if not (file.exists() and file.read_bytes() == content):
            put_whole(file, content)

    def open(self, passphrase: str) -> bytes:
        """Return the journal's key. Raises ``Unavailable("wrong_passphrase"|"kit_damaged")``."""
        try:
            key = open_sealed(self.slots, passphrase)
            honest = hmac.compare_digest(self.mark.encode(), key_mark(key, self._bytes()).encode())
        except ValueError as error:
            raise Unavailable("kit_damaged", file=KIT) from error
        if not honest:
            raise Unavailable("kit_damaged", file=KIT)
        return key

    def lay(self, folder: Path) -> None:
        """Make a folder that holds this desk's journal its profile; the card, which makes it one, comes last."""
        KeySlots(folder).adopt(self.slots)
        for name, authority in self.trusted.items():
            put_whole(folder / name, authority.encode())
        self.profile.rewrite(folder)

    def _bytes(self) -> bytes:
        return json.dumps(self.said, sort_keys=True, separators=(",", ":")).encode()


def _text(authority: Path) -> str:
    """A certificate's file; one that is damaged stops no copy."""
    return authority.read_text("utf-8", errors="replace")


def own_name(device: DeviceId) -> str:
    """What a desk's folder in a second place is called."""
    return OWN.replace("*", device[:DIGITS])
