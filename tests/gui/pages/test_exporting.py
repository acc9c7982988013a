from __future__ import annotations

import logging

import pytest

from commandpost.gui.pages.exporting import keep_file
from tests.gui.conftest import Gui


def test_why_an_export_failed_stands_in_the_running_log(gui: Gui, caplog: pytest.LogCaptureFixture) -> None:
    async def scenario() -> None:
        context = gui.context()
        context.folder.mkdir(parents=True, exist_ok=True)
        (context.folder / "单.pdf").mkdir()
        assert await keep_file(context, "单.pdf", b"x") is None

    with caplog.at_level(logging.INFO):
        gui.run(scenario())

    (said,) = [record.__dict__["fields"] for record in caplog.records if record.getMessage() == "refused"]
    assert said["code"] == "file_not_writable"
    assert "单.pdf" in said["reason"]
