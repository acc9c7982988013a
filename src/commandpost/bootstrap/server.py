"""The server's command line: a journal with HTTP on it.

``commandpost-server --database sqlite:///FILE | postgresql+psycopg://…`` serves; with ``--enrol-code UNIT`` it prints a
one-time code for a workstation of a unit and ends.
"""

from __future__ import annotations

import argparse
import re
import secrets
import ssl
import sys
from collections.abc import Sequence

from commandpost.app.relay import RelayService
from commandpost.bootstrap.clocks import FileRawClock, SystemRawClock
from commandpost.bootstrap.key_file import read_key
from commandpost.bootstrap.logs import log_to
from commandpost.bootstrap.server_errands import has_ground, is_errand, run_errands, say_nothing_there
from commandpost.bootstrap.server_options import parser
from commandpost.bootstrap.server_trust import is_here, refuse_plain
from commandpost.bootstrap.server_words import PLAIN, refusal
from commandpost.bootstrap.spoken import spoken
from commandpost.bootstrap.terminal import in_words
from commandpost.bootstrap.unit_table import UNIT, UnitRow, enter_units, read_units
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.journal.clock import Clock, TrustedClock
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.database import Place
from commandpost.storage.schema import bring_up_to_date
from commandpost.storage.store import JournalStore, open_store

PUBLIC_KEY = re.compile(r"[0-9a-fA-F]{64}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until told to end; return 0, or 2 when it could not begin, with a sentence why."""
    chosen = parser().parse_args(arguments)
    return in_words(lambda: _run(chosen), refusal)


def _run(chosen: argparse.Namespace) -> int:
    _judge(chosen)
    clock = TrustedClock(FileRawClock(chosen.virtual_clock) if chosen.virtual_clock else SystemRawClock())
    key = read_key(chosen.key_file) if chosen.key_file else None
    if chosen.migrate:
        bring_up_to_date(chosen.database, key)
        return 0
    if chosen.backup:
        from commandpost.bootstrap.server_backup import back_up

        print(back_up(chosen.database, chosen.backup, key, clock.now()))
        return 0
    if chosen.restore:
        from commandpost.bootstrap.server_backup import restore

        entries = restore(chosen.restore, chosen.database, key)
        print(spoken(f"{entries} 条已恢复。", f"{entries} entries are back."))
    _run_on(chosen, clock, key)
    return 0


def _judge(chosen: argparse.Namespace) -> None:
    """Raise RuleBroken before anything is opened.

    "unit_code_wrong", "authority_key_wrong", "certificate_unreadable", "server_address_plain"|"server_address_invalid".
    """
    if chosen.unit and not UNIT.fullmatch(chosen.unit):
        raise RuleBroken("unit_code_wrong", unit=chosen.unit)
    for key in chosen.trust:
        if not PUBLIC_KEY.fullmatch(key):
            raise RuleBroken("authority_key_wrong", key=key)
    if chosen.upstream:
        refuse_plain(chosen.upstream)
    if chosen.certificate:
        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(chosen.certificate, chosen.certificate_key)
        except OSError as wrong:  # also what OpenSSL refuses
            raise RuleBroken("certificate_unreadable", file=chosen.certificate.name) from wrong


def _refuse_unknown(store: JournalStore, units: Sequence[str], table: Sequence[UnitRow]) -> None:
    """Raise RuleBroken("unit_code_wrong"|"unit_unknown"): a code for nobody would be of no use to anybody."""
    told = {row.code for row in table}
    for unit in units:
        if not UNIT.fullmatch(unit):
            raise RuleBroken("unit_code_wrong", unit=unit)
        if (told or store.count("unit")) and unit not in told and store.record(RecordId(f"unit-{unit}")) is None:
            raise RuleBroken("unit_unknown", unit=unit)


def _run_on(chosen: argparse.Namespace, clock: TrustedClock, key: bytes | None) -> None:
    """Do what needs the open journal."""
    units = read_units(chosen.units)
    if not has_ground(chosen, key):
        say_nothing_there(chosen)
        return
    store = _open(chosen, clock, key)
    try:
        if chosen.restored or chosen.restore:
            store.new_epoch()
        if not is_errand(chosen):  # one may be done before the first start, which says whose journal this is
            enter_units(store, units)
        for below in chosen.trust:
            store.trust(bytes.fromhex(below))
        named = [*chosen.enrol_code, *chosen.invite, *(unit for _name, unit in chosen.board_user)]
        _refuse_unknown(store, named, units)
        relay = RelayService(store, Ed25519Signing(), clock, pick=secrets.choice)
        if is_errand(chosen):
            run_errands(chosen, relay, store, clock)
        else:
            _serve(chosen, relay, store, clock)
    finally:
        store.close()


def _open(chosen: argparse.Namespace, clock: Clock, key: bytes | None) -> JournalStore:
    place = Place(unit=UnitCode(chosen.unit), name=chosen.name, tier=chosen.tier.value, serving=True, searchable=False)
    return open_store(chosen.database, place, clock=clock, signing=Ed25519Signing(), key=key)


def _serve(chosen: argparse.Namespace, relay: RelayService, store: JournalStore, clock: TrustedClock) -> None:
    """Answer the desks; an errand that is done once reads nothing of what this needs."""
    from commandpost.bootstrap.server_pages import server_pages
    from commandpost.bootstrap.serving import serve

    log_to()
    if not chosen.certificate and not is_here(chosen.host):
        print(spoken(*PLAIN).format(host=chosen.host), file=sys.stderr)
    relay.recall_presence()
    pages = server_pages(store, relay, clock, chosen.tls_authority.read_bytes() if chosen.tls_authority else b"")
    if not chosen.upstream:
        serve(chosen, relay, pages)
        return
    from commandpost.bootstrap.upper_link import upper_link

    upper = upper_link(store, clock, chosen.upstream, chosen.upstream_authority)
    try:
        upper.start(chosen.upstream_code, chosen.name)
        serve(chosen, relay, pages)
    finally:
        upper.close()


if __name__ == "__main__":
    sys.exit(main())
