"""Whence requests come."""

from __future__ import annotations

from ipaddress import AddressValueError, IPv6Address, IPv6Network

from fastapi import Request


def address_of(request: Request) -> str:
    """Whence a request comes: an address, or the network of one that may choose among 2⁶⁴."""
    host = "" if request.client is None else request.client.host
    try:
        return str(IPv6Network((int(IPv6Address(host)) >> 64 << 64, 64)))
    except AddressValueError:
        return host
