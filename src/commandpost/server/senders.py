"""Whom a request counts against: the device that proved to be its sender, else the address it came from."""

from __future__ import annotations

from fastapi import Request
from starlette.types import Scope

from commandpost.domain.ids import DeviceId
from commandpost.server.addresses import address_of

_PROVED = "commandpost.sender"


def note_proved(scope: Scope, device: DeviceId) -> None:
    """This request bears the device's signature; a name in a header alone is nobody's."""
    scope[_PROVED] = device


def is_proved(scope: Scope) -> bool:
    """Whether a device's signature was seen on the request."""
    return _PROVED in scope


def sender_of(scope: Scope) -> str:
    """One name for each device that proved itself, and for each address of the others."""
    device = scope.get(_PROVED)
    return f"address {address_of(Request(scope))}" if device is None else f"device {device}"
