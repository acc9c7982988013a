"""``commandpost setup``: a duty room's own workstation, asked once on the command line."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commandpost.app.desk import PersonRole
from commandpost.app.people import right_pin
from commandpost.bootstrap.paths import profile_dir
from commandpost.bootstrap.profile import Profile, exists
from commandpost.bootstrap.server_trust import read_address
from commandpost.bootstrap.spoken import spoken
from commandpost.bootstrap.station import refuse_wrong_station
from commandpost.bootstrap.terminal import secret
from commandpost.bootstrap.told import told
from commandpost.bootstrap.unit_table import UNIT
from commandpost.bootstrap.workstation import Workstation
from commandpost.domain.errors import CommandPostError, RuleBroken
from commandpost.domain.ids import UnitCode
from commandpost.security.keyslots import KeySlots

ROLES = (PersonRole.ADMINISTRATOR, PersonRole.DUTY_LEADER, PersonRole.DUTY_OFFICER)
NOT_ENROLLED = 1
LEAST = 8  # characters of the passphrase


def set_up(chosen: argparse.Namespace) -> int:
    """Make profile, key, journal and first person; enrol at the server when one is named.

    Everything is judged before anything is made, and what a refusal left half made is taken away again. 0: ready;
    1: ready, but the server did not enrol it, which the settings page can do later. Raises ``RuleBroken`` of
    ``profile_exists``, ``unit_code_wrong``, ``name_missing``, ``station_wrong``, ``server_address_invalid``,
    ``enrolment_incomplete`` (a server without a code or the reverse), ``profile_name_wrong``, ``station_missing``,
    ``station_taken`` by another desk of the unit, ``passphrase_short``, ``passphrase_differs`` and ``pin_shape``.
    """
    folder = profile_dir(chosen.profile)
    if exists(folder):
        raise RuleBroken("profile_exists", folder=str(folder))
    _judge(chosen)
    passphrase = _passphrase()
    pin = right_pin(
        secret(
            spoken(
                f"{chosen.administrator} 的登录口令（4–12 位数字）：", f"PIN of {chosen.administrator} (4–12 digits): "
            )
        )
    )
    with _all_or_nothing(folder):
        workstation = _made(chosen, folder, passphrase, pin)
        try:
            refused = _enrolled(workstation, chosen)
        finally:
            workstation.close()
    command = f"./run desktop --profile {chosen.profile}"
    print(spoken(f"已就绪：{command}", f"Ready: {command}"))
    print(
        spoken(
            "请把启动口令写下封存：忘记了没有人能打开本机日志。",
            "Keep the passphrase safe: nobody can open the journal without it.",
        )
    )
    if refused is None:
        return 0
    print(spoken("尚未登记到服务器：", "Not enrolled at the server: ") + told(refused), file=sys.stderr)
    print(
        spoken(
            "打开后在 设置 › 服务器 填地址和登记码再试。",
            "Open it, then try address and code again under Settings › Server.",
        ),
        file=sys.stderr,
    )
    return NOT_ENROLLED


def _judge(chosen: argparse.Namespace) -> None:
    for code in (chosen.unit, chosen.parent):
        if code and not UNIT.fullmatch(code):
            raise RuleBroken("unit_code_wrong", unit=code)
    if not chosen.unit or chosen.unit == chosen.parent:
        raise RuleBroken("unit_code_wrong", unit=chosen.unit)
    if not (chosen.name.strip() and chosen.administrator.strip()):
        raise RuleBroken("name_missing", field="name")
    refuse_wrong_station(chosen.station)
    if chosen.server:
        read_address(chosen.server)
    if bool(chosen.server) != bool(chosen.code):
        raise RuleBroken("enrolment_incomplete")


def _made(chosen: argparse.Namespace, folder: Path, passphrase: str, pin: str) -> Workstation:
    KeySlots(folder).create(passphrase)
    _profile(chosen).write(folder)
    workstation = Workstation.open(folder, passphrase=passphrase)
    try:
        person = workstation.services.people.add(chosen.administrator, ROLES)
        workstation.services.people.set_pin(person, pin)
    except CommandPostError:
        workstation.close()
        raise
    return workstation


def _enrolled(workstation: Workstation, chosen: argparse.Namespace) -> CommandPostError | None:
    """Why the server did not take it, None when it did or none was named; the workstation is whole without.

    Raises RuleBroken("station_taken"), for a second desk of that code would give the same numbers.
    """
    if chosen.server:
        try:
            workstation.linked(chosen.server, chosen.code or "")
        except CommandPostError as refused:
            if refused.code == "station_taken":
                raise
            return refused
    return None


@contextmanager
def _all_or_nothing(folder: Path) -> Iterator[None]:
    """Take what was made away again when the making stops, so that it can be begun anew."""
    there = folder.exists()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    before, whole = set(folder.iterdir()), False
    try:
        yield
        whole = True
    finally:
        for made in () if whole else set(folder.iterdir()) - before:
            shutil.rmtree(made) if made.is_dir() else made.unlink()
        if not (whole or there):
            folder.rmdir()


def _profile(chosen: argparse.Namespace) -> Profile:
    return Profile(
        unit=UnitCode(chosen.unit),
        unit_name=chosen.name.strip(),
        parent=UnitCode(chosen.parent) if chosen.parent else None,
        tier=chosen.role,
        station=chosen.station,
    )


def _passphrase() -> str:
    """Asked twice on a terminal: one wrong key here would lock the journal for ever."""
    said = secret(
        spoken(
            f"启动口令（至少 {LEAST} 个字符，每次打开本机日志都要）：",
            f"Passphrase (at least {LEAST} characters, needed whenever the journal is opened): ",
        )
    )
    if len(said) < LEAST:
        raise RuleBroken("passphrase_short", least=LEAST)
    if sys.stdin.isatty() and secret(spoken("再输一次：", "Again: ")) != said:
        raise RuleBroken("passphrase_differs")
    return said
