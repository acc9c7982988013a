"""The exchange by stick as the operator meets it: sealed, looked at, taken in, and refused in plain words."""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from commandpost.app.courier_values import CarriedRecord
from commandpost.app.stick import StickService
from commandpost.domain.ids import RecordId
from commandpost.gui.pages.inbox.page import InboxPage
from commandpost.gui.pages.onward.carried_words import MOST, carried_lines
from commandpost.gui.pages.onward.stick_dialog import StickDialog
from commandpost.gui.times import local
from tests.factories import DISTRICT, note
from tests.gui.conftest import Gui, carry_store

PICTURES = os.environ.get("STICK_PICTURES", "")


@pytest.fixture
def pair(pair: tuple[Gui, Gui]) -> tuple[Gui, Gui]:
    """Street and district; the street has written something."""
    carry_store(pair[0].desk).append([note("永定门桥下积水"), note("巡查正常", record="log-2")], None)
    return pair


def stick_of(gui: Gui) -> StickService:
    assert gui.services.channels is not None
    return gui.services.channels.stick


def picture(dialog: StickDialog, name: str) -> None:
    if PICTURES:
        dialog.grab().save(str(Path(PICTURES) / f"{name}.png"))


def test_a_stick_goes_there_and_back_and_a_spoilt_one_is_told(pair: tuple[Gui, Gui], tmp_path: Path) -> None:
    street, district = pair
    card, sealed, back = tmp_path / "D1.cpk", tmp_path / "there.cpx", tmp_path / "back.cpx"

    async def scenario() -> None:
        here = StickDialog(street.context(), stick_of(street))
        there = StickDialog(district.context(), stick_of(district))
        for dialog in (here, there):
            dialog.show()
        assert not here.save.isEnabled()
        await there.save_card(card)
        await here.open_file(card)
        assert (here.save.isEnabled(), here.whom.count()) == (True, 1)
        offered = here._saving("示范区", ".cpx").selectedFiles()[0]
        assert f"{local(street.desk.now()):%m%d-%H%M}.cpx" in offered  # the desk's day and hour, not those of Greenwich
        await here.save_to(sealed)
        picture(here, "saved")

        await there.open_file(sealed)
        assert there.take.isEnabled()
        assert "2" in there.said.text()
        picture(there, "preview")
        QTest.keyClick(there, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await district.until(lambda: there.whom.count() == 1, "taken in")
        await there.save_to(back)
        await here.open_file(back)
        assert here.take.isEnabled()

        sealed.write_bytes(sealed.read_bytes()[:-9])
        await there.open_file(sealed)
        assert there.problem.isVisible()
        assert not there.take.isEnabled()
        picture(there, "cut")
        await there.open_file(tmp_path / "missing.cpx")
        assert "missing.cpx" in there.problem.text()
        await here.save_to(tmp_path / "no" / "such" / "folder.cpx")
        assert "folder.cpx" in here.problem.text()
        for dialog in (here, there):
            dialog.close()
        await asyncio.sleep(0)

    street.run(scenario())
    assert {str(one.fields["text"]) for one in district.desk.store.records("log")} == {"永定门桥下积水", "巡查正常"}


def test_the_inbox_opens_it_by_its_key(pair: tuple[Gui, Gui]) -> None:
    street, _ = pair

    async def scenario() -> None:
        page = InboxPage(street.context())
        page.show()
        assert page.act("channel.stick")
        (dialog,) = page.findChildren(StickDialog)
        assert dialog.isVisible()
        await street.until(dialog.lacking.text, "read")
        dialog.close()
        page.close()

    street.run(scenario())


def test_a_preview_counts_what_has_no_title_in_words_of_people_and_never_by_its_inner_name() -> None:
    kinds = ["incident", "staff", "staff", "alarm_call", "log", "outage", "of_a_newer_version"]
    records = [
        CarriedRecord(kind=kind, id=RecordId(f"{kind}-{at}"), unit=DISTRICT, title="", at=None, known=False)
        for at, kind in enumerate(kinds)
    ]
    records[0] = replace(records[0], title="墙体坍塌")
    named, counted = carried_lines(records)

    assert named == "墙体坍塌 (new)"
    assert "people on duty 2" in counted
    assert "other records 1" in counted
    assert [kind for kind in kinds if "_" in kind and kind in counted] == []


def test_what_a_long_file_does_not_list_is_counted() -> None:
    records = [
        CarriedRecord(kind="incident", id=RecordId(f"i-{at}"), unit=DISTRICT, title=f"{at}", at=None, known=True)
        for at in range(MOST + 3)
    ]

    assert carried_lines(records)[MOST:] == ("incidents 3",)
