"""The page for people, in a real browser."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.server_process import STREET, ServerProcess, open_desk

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture
def busy_server(small_server: ServerProcess, tmp_path: Path) -> ServerProcess:
    desk = open_desk(tmp_path / "desk", STREET, "S1")
    try:
        sync = desk.enroll(small_server)
        desk.write("巡查正常")
        sync.once()
    finally:
        desk.close()
    return small_server


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (apt install chromium)")
def test_anybody_sees_that_it_runs_and_how_much_is_held_and_no_unit(busy_server: ServerProcess, tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        page = browser.new_page(viewport={"width": 1000, "height": 640}, locale="zh-CN")
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(busy_server.url)
        title, words = page.title(), page.inner_text("main")
        page.screenshot(path=str(tmp_path / "status.png"))
        browser.close()

    assert title == "同步服务器 · 运行状态"
    assert [label for label in ("接入单位", "已登记席位", "已保存条目", "值守态势") if label not in words] == []
    assert "街道" not in words
    assert STREET not in words
    assert complaints == []


def test_the_page_asks_for_nothing_from_elsewhere() -> None:
    words = (Path(__file__).resolve().parents[3] / "resources/templates/status.html").read_text("utf-8")

    assert "http://" not in words
    assert "https://" not in words
    assert "<script" not in words
