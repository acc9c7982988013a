"""What ``commandpost-server`` does once and ends: codes, workstations, accounts of the board."""

from __future__ import annotations

import argparse
import secrets

from commandpost.app.board_doors import BoardDoors
from commandpost.app.relay import RelayService
from commandpost.bootstrap.server_devices import chosen_device, line_of_device
from commandpost.bootstrap.spoken import spoken
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import UnitCode
from commandpost.journal.clock import Clock
from commandpost.storage.readiness import holds_journal
from commandpost.storage.store import JournalStore

PASSWORD_BYTES = 12
# What may be the first that is ever done with a database, and what only makes sense with a journal that is there.
FOUNDING = ("enrol_code", "board_user", "authority", "restore")
LATER = ("devices", "revoke", "board_users", "board_renew", "board_remove")


def is_errand(chosen: argparse.Namespace) -> bool:
    """Whether the program is to do something once instead of serving."""
    return any(getattr(chosen, name) for name in (*FOUNDING, *LATER))


def has_ground(chosen: argparse.Namespace, key: bytes | None) -> bool:
    """Whether an errand finds what it needs; False: there is no journal yet, and what only looks makes none.

    Raises Unavailable("journal_older"|"journal_newer"): a server of another version may be running on the journal.
    """
    if chosen.restore or not is_errand(chosen):
        return True
    return holds_journal(chosen.database, key) or any(getattr(chosen, name) for name in FOUNDING)


def say_nothing_there(chosen: argparse.Namespace) -> None:
    """What an errand finds where no journal is. Raises RuleBroken("device_unknown"|"board_account_unknown")."""
    for said in chosen.revoke:
        raise RuleBroken("device_unknown", device=said)
    for name in (*chosen.board_renew, *chosen.board_remove):
        raise RuleBroken("board_account_unknown", name=name)


def run_errands(chosen: argparse.Namespace, relay: RelayService, store: JournalStore, clock: Clock) -> None:
    """Do what was asked, in this order, and print a line for each."""
    for unit in chosen.enrol_code:
        print(f"{unit} {relay.invite(UnitCode(unit))}")
    for said in chosen.revoke:
        _revoke(relay, store, said)
    if chosen.board_user or chosen.board_users or chosen.board_renew or chosen.board_remove:
        _accounts(chosen, _doors_of(store, clock))
    if chosen.authority:
        print(store.relay_authority().hex())
    if chosen.devices:
        for card in store.devices():
            print(line_of_device(card))


def _revoke(relay: RelayService, store: JournalStore, said: str) -> None:
    card = chosen_device(store.devices(), said)
    if card.revoked_at is None:
        relay.revoke(card.device)
    print(spoken("注销席位", "let in no more:"), card.device, card.unit, card.name)


def _doors_of(store: JournalStore, clock: Clock) -> BoardDoors:
    from commandpost.bootstrap.server_pages import doors  # other errands need nothing of what the pages need

    return doors(store, clock)


def _accounts(chosen: argparse.Namespace, doors: BoardDoors) -> None:
    for name in chosen.board_remove:
        doors.remove_account(name)
        print(spoken("已销户", "removed:"), name.strip())
    for name, unit in chosen.board_user:
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        doors.set_account(name, UnitCode(unit), password)
        print(f"{name} {unit} {password}")
    for name in chosen.board_renew:
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        doors.renew_account(name, password)
        print(f"{name} {doors.unit_of(name)} {password}")
    if chosen.board_users:
        for name, unit in doors.accounts():
            print(f"{unit} {name}")
