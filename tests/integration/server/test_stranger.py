"""A client written from the document alone meets the real server and a real desk."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from commandpost.domain.ids import RecordId
from tests.server_process import DISTRICT, STREET, ServerProcess, open_desk
from tests.stranger import Stranger


def test_a_stranger_pushes_pulls_and_verifies(server: ServerProcess, tmp_path: Path) -> None:
    stranger = Stranger(server.url, STREET)
    stranger.enroll(server.said["codes"][STREET])
    stranger.write("槐树里12号院坍塌", "log-wall")
    stranger.write("消防2车到场", "log-wall")
    receipt = stranger.push()
    desk = open_desk(tmp_path / "district", DISTRICT, "D1")
    try:
        desk.enroll(server).once()
        desk.write("内部", "log-inner")
        desk.write("请续报", "log-answer", to=(STREET,))
        assert desk.sync is not None
        desk.sync.once()

        read = [entry.body.set["text"] for entry in desk.store.history(RecordId("log-wall"))]
    finally:
        desk.close()
    said = stranger.pull()

    assert (receipt["low"], receipt["high"]) == (1, 2)
    assert read == ["槐树里12号院坍塌", "消防2车到场"]
    assert [body["set"]["text"] for body in said if body["kind"] == "log"] == ["请续报"]
    assert stranger.pull() == []


def test_a_stranger_sees_a_chain_that_was_tampered_with(small_server: ServerProcess, tmp_path: Path) -> None:
    stranger = Stranger(small_server.url, DISTRICT)
    stranger.enroll(small_server.said["codes"][DISTRICT])
    plain = bytearray(b"CPR1")
    writer = Stranger(small_server.url, STREET)
    writer.enroll(small_server.said["codes"][STREET])
    writer.write("转移17人", "log-moved")
    import gzip

    honest = gzip.decompress(writer.frame())
    plain[4:] = honest[4:].replace("转移17人".encode(), "转移71人".encode())

    with pytest.raises(AssertionError, match="not its session's"):
        stranger._unpack(bytes(plain))
    assert stranger._unpack(honest)[0]["set"]["text"] == "转移17人"


def test_the_stranger_is_one_and_is_short() -> None:
    source = (Path(__file__).parents[2] / "stranger.py").read_text("utf-8")
    nodes = list(ast.walk(ast.parse(source)))
    named = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    named |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}

    assert not any(name.startswith("commandpost") for name in named)
    assert len(source.splitlines()) < 200
