"""The server as the settings page and the window see it."""

from __future__ import annotations

from collections.abc import Callable

from commandpost.bootstrap.server_link import SERVER_SETTING
from commandpost.bootstrap.server_watch import ServerWatch
from commandpost.bootstrap.workstation import Workstation
from commandpost.domain import report_text
from commandpost.gui.services import ServerLink


def server_settings(station: Workstation, watch: ServerWatch | None) -> ServerLink:
    """Every call waits for the network or a process; a new link counts at once.

    Setting the address and starting or stopping the sample's server is an administrator's.
    """

    def url() -> str:
        return str(station.store.setting(SERVER_SETTING) or "")

    def reach(wanted: str, code: str) -> Callable[[], None]:
        name, link = station.local.administrator(), station.reach(wanted, code)

        def linked() -> None:
            link()
            station.local.note(report_text.server_log(name, url()))

        return linked

    def embedded(run: bool) -> str:  # noqa: FBT001  # the port's signature
        station.local.administrator()
        return (watch.switch(run=run) if watch else "") or url()

    if watch is None:
        return ServerLink(url=url, reach=reach)
    return ServerLink(
        url=url,
        reach=reach,
        embedded=embedded,
        embedded_runs=watch.runs,
        look=watch.look,
    )
