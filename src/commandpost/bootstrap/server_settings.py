"""The server as the settings page sees it."""

from __future__ import annotations

from commandpost.bootstrap.embedded import EmbeddedServer
from commandpost.bootstrap.server_link import SERVER_SETTING
from commandpost.bootstrap.workstation import Workstation
from commandpost.gui.services import ServerLink


def server_settings(station: Workstation, server: EmbeddedServer | None) -> ServerLink:
    """Every call waits for the network or a process; a new link counts at once."""

    def embedded(run: bool) -> str:  # noqa: FBT001  # the port's signature
        if server is None:
            return url()
        if run:
            return str(server.start()["url"])
        server.stop()
        return url()

    def url() -> str:
        return str(station.store.setting(SERVER_SETTING) or "")

    return ServerLink(
        url=url,
        reach=station.reach,
        embedded=embedded if server is not None else None,
        embedded_runs=lambda: server is not None and server.running,
    )
