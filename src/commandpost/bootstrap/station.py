"""``commandpost station``: another short code for a desk whose own is taken in its unit."""

from __future__ import annotations

import argparse
from dataclasses import replace

from commandpost.bootstrap.paths import profile_dir
from commandpost.bootstrap.profile import Profile, read
from commandpost.bootstrap.spoken import spoken
from commandpost.bootstrap.terminal import passphrase_for
from commandpost.bootstrap.workstation import Workstation
from commandpost.domain.errors import RuleBroken
from commandpost.domain.stations import is_station
from commandpost.security.keyslots import KeySlots


def refuse_wrong_station(code: str) -> None:
    """Raise RuleBroken("station_missing"|"station_wrong") for what cannot stand inside numbers."""
    if not code:
        raise RuleBroken("station_missing", field="station")
    if not is_station(code):
        raise RuleBroken("station_wrong", station=code)


def run_station(chosen: argparse.Namespace) -> int:
    """Give the desk another code. The numbers it issued keep theirs; the new ones carry the new.

    A desk that was enrolled is enrolled anew first, by ``code``: its server says whether the station is free.
    Raises RuleBroken("station_wrong"|"station_code_missing"|"station_code_needless"), what enrolling and opening a
    profile raise: the window must be closed.
    """
    refuse_wrong_station(chosen.station)
    folder = profile_dir(chosen.profile)
    profile = read(folder)
    changed = replace(profile, station=chosen.station)
    workstation = Workstation.open(folder, passphrase=passphrase_for(KeySlots(folder)))
    try:
        if workstation.store.device().enrolled_at:
            _enrol_anew(replace(workstation, profile=changed), profile, chosen.code)
        elif chosen.code:
            raise RuleBroken("station_code_needless")
        changed.rewrite(folder)
    finally:
        workstation.close()
    print(
        spoken(
            f"席位代号由 {profile.station} 改为 {chosen.station}，以后的编号用新代号。",
            f"The station's code was {profile.station} and is {chosen.station}; numbers from now on carry it.",
        )
    )
    return 0


def _enrol_anew(workstation: Workstation, before: Profile, code: str) -> None:
    if not code:
        raise RuleBroken("station_code_missing", station=before.station)
    workstation.linked(workstation.server, code)
