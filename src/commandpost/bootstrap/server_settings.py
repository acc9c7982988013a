"""The server as the settings page and the window see it."""

from __future__ import annotations

from commandpost.bootstrap.server_link import SERVER_SETTING
from commandpost.bootstrap.server_watch import ServerWatch
from commandpost.bootstrap.workstation import Workstation
from commandpost.gui.services import ServerLink


def server_settings(station: Workstation, watch: ServerWatch | None) -> ServerLink:
    """Every call waits for the network or a process; a new link counts at once."""

    def url() -> str:
        return str(station.store.setting(SERVER_SETTING) or "")

    if watch is None:
        return ServerLink(url=url, reach=station.reach)
    return ServerLink(
        url=url,
        reach=station.reach,
        embedded=lambda run: watch.switch(run=run) or url(),
        embedded_runs=watch.runs,
        look=watch.look,
    )
