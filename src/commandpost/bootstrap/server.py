"""The server's command line: a journal with HTTP on it.

``commandpost-server --database sqlite:///FILE | postgresql+psycopg://…`` serves; with ``--enrol-code UNIT`` it prints a
one-time code for a workstation of a unit and ends.
"""

from __future__ import annotations

import argparse
import secrets
import sys
from collections.abc import Sequence

from commandpost.app.relay import RelayService
from commandpost.bootstrap.clocks import FileRawClock, SystemRawClock
from commandpost.bootstrap.key_file import read_key
from commandpost.bootstrap.logs import log_to
from commandpost.bootstrap.server_backup import back_up, restore
from commandpost.bootstrap.server_options import parser
from commandpost.bootstrap.server_pages import doors, server_pages
from commandpost.bootstrap.serving import serve
from commandpost.bootstrap.unit_table import enter_units, read_units
from commandpost.bootstrap.upper_link import upper_link
from commandpost.domain.errors import CommandPostError
from commandpost.domain.ids import DeviceId, UnitCode
from commandpost.journal.clock import Clock, TrustedClock
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.database import Place
from commandpost.storage.schema import bring_up_to_date
from commandpost.storage.store import JournalStore, open_store

CANNOT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until told to end; return 0, or 2 when it could not begin."""
    chosen = parser().parse_args(arguments)
    try:
        _run(chosen)
    except CommandPostError as error:
        print(f"commandpost-server: {error}", file=sys.stderr)
        return CANNOT
    return 0


def _run(chosen: argparse.Namespace) -> None:
    clock = TrustedClock(FileRawClock(chosen.virtual_clock) if chosen.virtual_clock else SystemRawClock())
    key = read_key(chosen.key_file) if chosen.key_file else None
    if chosen.migrate:
        bring_up_to_date(chosen.database, key)
        return
    if chosen.backup:
        print(back_up(chosen.database, chosen.backup, key, clock.now()))
        return
    if chosen.restore:
        print(restore(chosen.restore, chosen.database, key))
    _run_on(chosen, clock, key)


def _run_on(chosen: argparse.Namespace, clock: TrustedClock, key: bytes | None) -> None:
    """Do what needs the open journal."""
    units = read_units(chosen.units)
    store = _open(chosen, clock, key)
    try:
        if chosen.restored or chosen.restore:
            store.new_epoch()
        enter_units(store, units)
        for below in chosen.trust:
            store.trust(bytes.fromhex(below))
        names = {unit.code: unit.name for unit in units}
        relay = RelayService(store, Ed25519Signing(), clock, pick=secrets.choice, names=names)
        if not _done_once(chosen, relay, store, clock):
            _serve(chosen, relay, store, clock)
    finally:
        store.close()


def _open(chosen: argparse.Namespace, clock: Clock, key: bytes | None) -> JournalStore:
    place = Place(unit=UnitCode(chosen.unit), name=chosen.name, tier=chosen.tier.value, serving=True, searchable=False)
    return open_store(chosen.database, place, clock=clock, signing=Ed25519Signing(), key=key)


def _done_once(chosen: argparse.Namespace, relay: RelayService, store: JournalStore, clock: Clock) -> bool:
    """Do what is done once; return whether there was any of it."""
    for unit in chosen.enrol_code:
        print(f"{unit} {relay.invite(UnitCode(unit))}")
    for device in chosen.revoke:
        relay.revoke(DeviceId(device))
    for name, unit in chosen.board_user:
        password = secrets.token_urlsafe(12)
        doors(store, clock).set_account(name, UnitCode(unit), password)
        print(f"{name} {unit} {password}")
    if chosen.authority:
        print(store.relay_authority().hex())
    if chosen.devices:
        for card in store.devices():
            print(f"{card.device} {card.unit} {card.enrolled_at} {card.revoked_at or '-'} {card.name}")
    asked = (chosen.enrol_code, chosen.revoke, chosen.board_user, chosen.authority, chosen.devices, chosen.restore)
    return any(asked)


def _serve(chosen: argparse.Namespace, relay: RelayService, store: JournalStore, clock: TrustedClock) -> None:
    log_to()
    pages = server_pages(store, clock, chosen.tls_authority.read_bytes() if chosen.tls_authority else b"")
    if not chosen.upstream:
        serve(chosen, relay, pages)
        return
    upper = upper_link(store, clock, chosen.upstream, chosen.upstream_authority)
    try:
        upper.start(chosen.upstream_code, chosen.name)
        serve(chosen, relay, pages)
    finally:
        upper.close()


if __name__ == "__main__":
    sys.exit(main())
