"""Workstations as a server's administrator reads and names them."""

from __future__ import annotations

from collections.abc import Sequence

from commandpost.domain.errors import RuleBroken
from commandpost.domain.stations import station_of
from commandpost.journal.chain import DeviceCard

SHORTEST = 4  # of the beginning of a device's name


def line_of_device(card: DeviceCard) -> str:
    """Device, unit, when enrolled, when revoked or "-", name and station."""
    return f"{card.device} {card.unit} {card.enrolled_at} {card.revoked_at or '-'} {card.name}"


def chosen_device(cards: Sequence[DeviceCard], said: str) -> DeviceCard:
    """The one workstation somebody means: by its number or a beginning of it, by its whole name, or by its station.

    Where one of those that fit is still let in, those that are not are passed over.
    Raises RuleBroken("device_unknown", device), RuleBroken("device_ambiguous", device, fitting): a line for each.
    """
    wanted = " ".join(said.split())
    fitting = [card for card in cards if _fits(card, wanted)]
    found = [card for card in fitting if card.revoked_at is None] or fitting
    if not found:
        raise RuleBroken("device_unknown", device=said)
    if len(found) > 1:
        raise RuleBroken("device_ambiguous", device=said, fitting="\n".join(map(line_of_device, found)))
    return found[0]


def _fits(card: DeviceCard, wanted: str) -> bool:
    if len(wanted) >= SHORTEST and card.device.startswith(wanted.lower()):
        return True
    return wanted == " ".join(card.name.split()) or (wanted != "" and wanted.upper() == station_of(card.name))
