"""``commandpost station``: another short code for a desk whose own is taken in its unit, before a server knows it."""

from __future__ import annotations

import argparse
import re
from dataclasses import replace

from commandpost.bootstrap.paths import profile_dir
from commandpost.bootstrap.profile import read
from commandpost.bootstrap.spoken import spoken
from commandpost.bootstrap.terminal import passphrase_for
from commandpost.bootstrap.workstation import Workstation
from commandpost.domain.errors import RuleBroken
from commandpost.security.keyslots import KeySlots

STATION = re.compile(r"[A-Za-z0-9]{1,8}")


def refuse_wrong_station(code: str) -> None:
    """Raise RuleBroken("station_missing"|"station_wrong") for what cannot stand inside numbers."""
    if not code:
        raise RuleBroken("station_missing", field="station")
    if not STATION.fullmatch(code):
        raise RuleBroken("station_wrong", station=code)


def run_station(chosen: argparse.Namespace) -> int:
    """Give the desk another code. The numbers it issued keep theirs; the new ones carry the new.

    Raises RuleBroken("station_wrong"|"station_enrolled") and what opening a profile raises: the window must be closed.
    """
    refuse_wrong_station(chosen.station)
    folder = profile_dir(chosen.profile)
    profile = read(folder)
    workstation = Workstation.open(folder, passphrase=passphrase_for(KeySlots(folder)))
    try:
        if workstation.store.device().enrolled_at:
            raise RuleBroken("station_enrolled", station=profile.station)
        replace(profile, station=chosen.station).rewrite(folder)
    finally:
        workstation.close()
    print(
        spoken(
            f"席位代号由 {profile.station} 改为 {chosen.station}，以后的编号用新代号。",
            f"The station's code was {profile.station} and is {chosen.station}; numbers from now on carry it.",
        )
    )
    return 0
