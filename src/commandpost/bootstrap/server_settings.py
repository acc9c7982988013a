"""The server as the settings page sees it."""

from __future__ import annotations

from commandpost.bootstrap.embedded import EmbeddedServer
from commandpost.bootstrap.server_link import SERVER_SETTING
from commandpost.bootstrap.workstation import Workstation
from commandpost.gui.services import ServerLink


def server_settings(station: Workstation, server: EmbeddedServer | None) -> ServerLink:
    """Every call waits for the network or a process. A new link counts from the next start on."""

    def enroll(url: str, code: str) -> None:
        station.linked(url, code).services.sync.close()  # type: ignore[union-attr]  # linked() has just made it

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
        enroll=enroll,
        embedded=embedded if server is not None else None,
        embedded_runs=lambda: server is not None and server.running,
    )
