"""``commandpost setup``: a duty room's own workstation, asked once on the command line."""

from __future__ import annotations

import argparse
import getpass
import sys

from commandpost.app.desk import PersonRole
from commandpost.bootstrap.paths import profile_dir
from commandpost.bootstrap.profile import Profile, exists
from commandpost.bootstrap.workstation import Workstation
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import UnitCode
from commandpost.security.keyslots import KeySlots

ROLES = (PersonRole.ADMINISTRATOR, PersonRole.DUTY_LEADER, PersonRole.DUTY_OFFICER)


def set_up(chosen: argparse.Namespace) -> int:
    """Make profile, key, journal and first person; enrol at the server when one is named.

    Raises ``RuleBroken("profile_exists")``, ``RuleBroken("passphrase_short")`` and what enrolment raises.
    """
    folder = profile_dir(chosen.profile)
    if exists(folder):
        raise RuleBroken("profile_exists", folder=str(folder))
    passphrase = _asked("本机数据库口令（至少 8 个字） passphrase: ", least=8)
    pin = _asked(f"{chosen.administrator} 的签到 PIN（4–12 位数字）: ", least=4)
    KeySlots(folder).create(passphrase)
    _profile(chosen).write(folder)
    workstation = Workstation.open(folder, passphrase=passphrase)
    try:
        person = workstation.services.people.add(chosen.administrator, ROLES)
        workstation.services.people.set_pin(person, pin)
        if chosen.server:
            workstation = workstation.linked(chosen.server, chosen.code or "")
    finally:
        workstation.close()
    print(f"已就绪 ready: commandpost desktop --profile {chosen.profile}")
    return 0


def _profile(chosen: argparse.Namespace) -> Profile:
    return Profile(
        unit=UnitCode(chosen.unit),
        unit_name=chosen.name,
        parent=UnitCode(chosen.parent) if chosen.parent else None,
        tier=chosen.role,
        station=chosen.station,
    )


def _asked(prompt: str, *, least: int) -> str:
    """Ask without showing; a pipe is read line by line."""
    said = getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if len(said) < least:
        raise RuleBroken("passphrase_short", least=least)
    return said
