"""The status board in a real browser over a real server: sign in, see, lose the connection, find it again."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import requests

from commandpost.app.desk import Desk, Tier
from commandpost.app.incidents import IncidentService, NewIncident
from commandpost.app.rulebook import RuleService
from commandpost.bootstrap.shipped import code_book, rule_packs
from commandpost.domain.codes import Level
from commandpost.domain.ids import RecordId, UnitCode
from tests.server_process import DISTRICT, STREET, ServerProcess, TestDesk, open_desk

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
OTHER = UnitCode("110199002")
WAIT = 20_000  # milliseconds a browser may wait for what must come


def incidents_of(desk: TestDesk, unit: UnitCode) -> IncidentService:
    place = Desk(
        store=desk.store,
        clock=desk.clock,
        unit=unit,
        unit_name="",
        parent_unit=DISTRICT,
        tier=Tier.STREET,
        station="S1",
        new_id=lambda kind: RecordId(f"{kind}-{os.urandom(6).hex()}"),
    )
    return IncidentService(place, RuleService(place, rule_packs()), code_book())


@pytest.fixture
def street(small_server: ServerProcess, tmp_path: Path) -> Iterator[TestDesk]:
    desk = open_desk(tmp_path / "street", STREET, "S1")
    desk.enroll(small_server).once()
    yield desk
    desk.close()


def happens(desk: TestDesk, title: str, *, hours_ago: float = 0, unit: UnitCode = STREET) -> None:
    """Something happens in a street and is told to the server."""
    received = desk.clock.now() - timedelta(hours=hours_ago)
    new = NewIncident(title=title, code="12P13", level=Level.LARGER, received=received, place="槐树里12号院")
    incidents_of(desk, unit).open(new)
    assert desk.sync is not None
    desk.sync.once()


def account(server: ServerProcess, name: str, unit: UnitCode) -> str:
    return server.once("--board-user", name, unit).split()[-1]


def visit(server: ServerProcess, name: str, password: str) -> requests.Session:
    session = requests.Session()
    session.post(server.url + "/board/sign-in", {"name": name, "password": password}, timeout=5)
    return session


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (apt install chromium)")
def test_a_person_signs_in_sees_who_owes_what_and_is_told_when_the_picture_is_old(
    small_server: ServerProcess, street: TestDesk, tmp_path: Path
) -> None:
    from playwright.sync_api import sync_playwright

    password = account(small_server, "值守台", DISTRICT)
    happens(street, "槐树里自建房局部坍塌", hours_ago=3)
    pictures = Path(os.environ.get("BOARD_PICTURES", str(tmp_path)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(small_server.url + "/board")
        page.fill("[name=name]", "值守台")
        page.fill("[name=password]", "wrong-password")
        page.click("button.primary")
        assert page.inner_text(".problem") == "账号或口令不对。"
        page.fill("[name=name]", "值守台")
        page.fill("[name=password]", password)
        page.click("button.primary")

        page.wait_for_selector("#link.live", timeout=WAIT)
        row = page.locator("#units tr", has_text="永宁街道")
        assert "已超时" in row.inner_text()
        assert "槐树里自建房局部坍塌" in page.inner_text("#incidents")
        page.screenshot(path=str(pictures / "board-day.png"))
        page.emulate_media(color_scheme="dark")
        page.screenshot(path=str(pictures / "board-night.png"))

        happens(street, "东河沿积水")
        page.wait_for_selector("#incidents >> text=东河沿积水", timeout=WAIT)

        small_server.stop()
        page.wait_for_selector("#lost:not([hidden])", timeout=WAIT)
        assert "不是现在" in page.inner_text("#lost")
        assert page.inner_text("#link") == "连接中断"
        page.screenshot(path=str(pictures / "board-lost.png"))

        small_server.start()
        page.wait_for_url("**/board/sign-in", timeout=WAIT)
        browser.close()
    assert complaints == []


def test_a_board_shows_one_unit_and_what_is_below_it_and_nothing_else(
    small_server: ServerProcess, street: TestDesk
) -> None:
    happens(street, "槐树里自建房局部坍塌")
    above = visit(small_server, "区", account(small_server, "区", DISTRICT))
    beside = visit(small_server, "邻", account(small_server, "邻", OTHER))
    seen, foreign = (one.get(small_server.url + "/board/state", timeout=5).json() for one in (above, beside))

    assert [unit["name"] for unit in seen["units"]] == ["示范区", "安和街道", "永宁街道"]
    assert [incident["title"] for incident in seen["incidents"]] == ["槐树里自建房局部坍塌"]
    assert ([unit["name"] for unit in foreign["units"]], foreign["incidents"]) == (["安和街道"], [])


def copied_at(server: ServerProcess) -> float:
    """What the meters say of the last copy; 0 where there was none."""
    counts = requests.get(server.url + "/metrics", timeout=5).text
    told = re.search(r"^commandpost_last_backup_seconds (\S+)$", counts, re.MULTILINE)
    return -1 if told is None else float(told[1])


def test_a_board_tells_when_the_servers_journal_was_last_copied(small_server: ServerProcess, tmp_path: Path) -> None:
    district = visit(small_server, "区", account(small_server, "区", DISTRICT))
    street = visit(
        small_server, "街", account(small_server, "街", STREET)
    )  # what was computed for one unit is kept a moment
    before = street.get(small_server.url + "/board/state", timeout=5).json()["backup"]
    never = copied_at(small_server)
    small_server.once("--backup", str(tmp_path / "backups"))
    after = district.get(small_server.url + "/board/state", timeout=5).json()["backup"]

    assert (before, never) == (None, 0)
    assert datetime.fromisoformat(after).timestamp() == pytest.approx(copied_at(small_server), abs=1)


def test_nobody_looks_without_signing_in_and_a_foreign_form_is_not_heard(small_server: ServerProcess) -> None:
    password = account(small_server, "区", DISTRICT)
    url = small_server.url + "/board"

    assert [requests.get(url + path, timeout=5).status_code for path in ("/state", "/events")] == [401, 401]
    assert requests.get(url, timeout=5, allow_redirects=False).headers["location"] == "/board/sign-in"
    forged = requests.post(
        url + "/sign-in",
        {"name": "区", "password": password},
        headers={"Sec-Fetch-Site": "cross-site"},
        timeout=5,
        allow_redirects=False,
    )
    assert (forged.status_code, forged.cookies.get_dict()) == (403, {})


def test_a_cookie_is_out_of_reach_of_scripts_and_dies_with_the_visit(small_server: ServerProcess) -> None:
    session = visit(small_server, "区", account(small_server, "区", DISTRICT))
    url = small_server.url + "/board"
    cookie = next(iter(session.cookies))

    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite") == "strict"
    kept = dict(session.cookies)
    session.post(url + "/sign-out", timeout=5)
    assert requests.get(url + "/state", cookies=kept, timeout=5).status_code == 401


def test_the_page_takes_nothing_from_elsewhere_and_writes_no_markup_of_others() -> None:
    folder = Path(__file__).resolve().parents[3] / "resources/board"
    words = "\n".join(file.read_text("utf-8") for file in folder.iterdir())

    assert "http" + "://" not in words
    assert "https://" not in words
    assert "innerHTML" not in words
