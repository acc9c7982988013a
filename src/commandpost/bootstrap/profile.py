"""A profile: one workstation's folder, what it is, and the key that opens its journal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from commandpost.app.desk import Tier
from commandpost.bootstrap.whole_files import put_whole
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.domain.ids import UnitCode

FILE = "profile.json"
JOURNAL = "journal.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a workstation is; written when it is set up, and when a desk gets another station."""

    unit: UnitCode
    unit_name: str
    parent: UnitCode | None
    tier: Tier
    station: str  # short code inside human numbers
    sample: bool = False

    def write(self, folder: Path) -> None:
        """Raises ``RuleBroken("profile_exists")``: a profile is never made over another."""
        if exists(folder):
            raise RuleBroken("profile_exists", folder=str(folder))
        self.rewrite(folder)

    def rewrite(self, folder: Path) -> None:
        """Set the file, the whole of it or nothing."""
        put_whole(folder / FILE, json.dumps(asdict(self), ensure_ascii=False, indent=1).encode() + b"\n")


def exists(folder: Path) -> bool:
    """Tell whether a folder was set up as a profile."""
    return (folder / FILE).exists()


def read(folder: Path) -> Profile:
    """Raises ``Unavailable("profile_absent")`` or ``Unavailable("profile_damaged")``."""
    if not exists(folder):
        raise Unavailable("profile_absent", folder=str(folder))
    try:
        return profile_from(json.loads((folder / FILE).read_text("utf-8")))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise Unavailable("profile_damaged", folder=str(folder)) from error


def profile_from(said: Mapping[str, Any]) -> Profile:
    """A card as its JSON says it. Raises ValueError, TypeError or KeyError for what is none."""
    return Profile(**{**said, "tier": Tier(said["tier"])})
