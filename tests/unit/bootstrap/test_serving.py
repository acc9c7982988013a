"""Where the server listens: of two programs that want one port at one moment one has it, and the other one is told."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from commandpost.bootstrap.serving import listen
from commandpost.domain.errors import Unavailable


@pytest.mark.skipif(not hasattr(socket, "SO_REUSEPORT"), reason="elsewhere the second cannot even be bound")
def test_of_two_that_are_bound_to_a_port_at_one_moment_the_slower_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    rival = socket.socket()
    rival.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    rival.bind(("127.0.0.1", 0))

    class Slower(socket.socket):
        def bind(self, address: Any) -> None:
            super().bind(address)
            rival.listen()

    monkeypatch.setattr(socket, "socket", Slower)
    with rival, pytest.raises(Unavailable, match="port_taken"):
        listen("127.0.0.1", rival.getsockname()[1])
