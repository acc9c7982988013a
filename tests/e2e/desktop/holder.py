"""Starts the embedded server as a desktop does, says its process and address, and stays until it is ended."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from commandpost.bootstrap.embedded import EmbeddedServer
from commandpost.bootstrap.sample.house import SampleHouse


class Orphanage(EmbeddedServer):
    """The planted bug: a server that does not notice when its desktop is gone."""

    def _command(self, port: int) -> list[str]:
        return [word for word in super()._command(port) if word != "--end-with-input"]


def main(home: Path, *, planted: bool) -> None:
    usual = SampleHouse(home).server()
    server = (Orphanage if planted else EmbeddedServer)(usual.home, units=usual.units)
    url = server.start()["url"]
    assert server._process is not None
    print(server._process.pid, url, flush=True)
    signal.pause()


if __name__ == "__main__":
    main(Path(sys.argv[1]), planted=sys.argv[2:] == ["planted"])
