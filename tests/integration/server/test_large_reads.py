"""Many who ask for a whole attachment at once: few are read at a time, so that the server's memory is bounded."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from commandpost.app import wire
from commandpost.app.admission import seal_message
from commandpost.app.peer import PROTOCOL
from tests.server_process import STREET, ServerProcess, TestDesk, open_desk

LARGE = 19_000_000
AT_ONCE = 60
MOST = 300_000_000  # bytes; forty threads would read 760 million


@pytest.fixture
def desk(small_server: ServerProcess, tmp_path: Path) -> Iterator[TestDesk]:
    opened = open_desk(tmp_path / "desk", STREET, "S1")
    opened.enroll(small_server)
    yield opened
    opened.close()


def brought(desk: TestDesk) -> str:
    name = desk.store.put_blob(random.Random(1).randbytes(LARGE))
    desk.write("附件", record="log-blob", pdf=name)
    assert desk.sync is not None
    while desk.store.blobs_to_send() or desk.store.pending():
        desk.sync.once()
    return name


def status_of_whole(server: ServerProcess, desk: TestDesk, name: str, nonce: int) -> int:
    target, at = f"{wire.BLOBS}/{name}", desk.clock.now().isoformat()
    signature = desk.store.sign_request(seal_message("GET", target, b"", at, str(nonce)))
    seal = {
        wire.PROTOCOL_HEADER: str(PROTOCOL),
        wire.DEVICE_HEADER: desk.store.device().device,
        wire.TIME_HEADER: at,
        wire.NONCE_HEADER: str(nonce),
        wire.SIGNATURE_HEADER: signature.hex(),
    }
    with requests.get(server.url + target, headers=seal, timeout=60, stream=True) as answer:
        for _piece in answer.iter_content(1_000_000):
            pass
        return answer.status_code


def most_held(server: ServerProcess) -> int:
    lines = Path(f"/proc/{server.pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def test_many_whole_attachments_at_once_are_read_in_turn(small_server: ServerProcess, desk: TestDesk) -> None:
    name = brought(desk)
    before = most_held(small_server)
    with ThreadPoolExecutor(AT_ONCE) as readers:
        asked = [readers.submit(status_of_whole, small_server, desk, name, nonce) for nonce in range(AT_ONCE)]
        said = {one.result() for one in asked}

    assert said <= {200, 429}
    assert 200 in said
    assert most_held(small_server) - before < MOST
