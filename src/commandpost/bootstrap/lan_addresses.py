"""By which addresses the other machines of a room reach this one."""

from __future__ import annotations

from ipaddress import IPv4Address

from PySide6.QtNetwork import QAbstractSocket, QNetworkInterface

UP = QNetworkInterface.InterfaceFlag.IsUp | QNetworkInterface.InterfaceFlag.IsRunning


def lan_addresses() -> tuple[str, ...]:
    """IPv4 addresses of the cards that are up, private ones first; () where there is no network."""
    found = [
        entry.ip().toString()
        for card in QNetworkInterface.allInterfaces()
        if card.flags() & UP == UP and not card.flags() & QNetworkInterface.InterfaceFlag.IsLoopBack
        for entry in card.addressEntries()
        if entry.ip().protocol() is QAbstractSocket.NetworkLayerProtocol.IPv4Protocol
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda text: not IPv4Address(text).is_private))
