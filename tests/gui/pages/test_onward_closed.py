"""Papers, codes and sticks whose window is closed while they are made: saved all the same, and told on the desk."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from commandpost.bootstrap.workstation import new_id
from commandpost.domain.official import PaperKind
from commandpost.gui.context import GuiContext
from commandpost.gui.pages.onward.channel_out import OutDialog
from commandpost.gui.pages.onward.papers_dialog import PapersDialog
from commandpost.gui.pages.onward.stick_dialog import SEALED, StickDialog
from tests.factories import journal, memory_desk, server_journal
from tests.gui.conftest import Gui
from tests.gui.pages.test_onward import report
from tests.gui.shell.test_closed_meanwhile import gone, held
from tests.gui.two_desks import seated
from tests.integration.storage.test_exchange import enrol


@pytest.fixture
def street(gui: Gui) -> Gui:
    store = enrol(journal(clock=gui.clock), server_journal(clock=gui.clock))
    return seated(gui, replace(memory_desk(store, clock=gui.clock), new_id=new_id), store)


def told(context: GuiContext) -> list[str]:
    words: list[str] = []
    context.notices.posted.connect(lambda notice: words.append(notice.text))
    return words


async def closed_meanwhile(
    street: Gui, window: QWidget, context: GuiContext, deed: Callable[..., Coroutine[object, object, None]], *args: Any
) -> None:
    """Begin a deed of a window and close that before it comes back."""
    with held(street):
        context.start(deed, *args)
        await street.drawn()
        gone(window)
    await street.tasks.settled()


def test_a_paper_whose_window_was_closed_is_numbered_saved_and_told(street: Gui) -> None:
    context = street.context()
    words = told(context)

    async def scenario() -> None:
        papers = PapersDialog(context, None)
        papers.kind.setCurrentIndex(papers.kind.findData(PaperKind.DAILY_SUMMARY))
        papers.day.setDate(papers.day.date().addDays(-1))
        await street.tasks.settled()
        await closed_meanwhile(street, papers, context, papers.issue)

    street.run(scenario())
    (issued,) = street.services.papers.office.issued()
    (file,) = street.folder.glob("*.pdf")
    assert issued.number in file.name
    assert any(file.name in one for one in words)
    assert street.bugs == []


def test_a_report_whose_window_was_closed_lies_in_its_file(street: Gui) -> None:
    sent, context = report(street), street.context()
    words = told(context)

    async def scenario() -> None:
        out = OutDialog(context, sent, "槐树里坍塌")
        await street.tasks.settled()
        await closed_meanwhile(street, out, context, out._save_file)

    street.run(scenario())
    assert [file.name for file in street.folder.glob("*.cpb")] == ["槐树里坍塌.cpb"]
    assert any("槐树里坍塌.cpb" in one for one in words)
    assert street.bugs == []


def test_a_sealed_file_whose_window_was_closed_is_written(pair: tuple[Gui, Gui]) -> None:
    street, district = pair
    assert street.services.channels is not None
    assert district.services.channels is not None
    street.services.channels.stick.meet(district.services.channels.stick.own_card())
    stick, target = street.services.channels.stick, street.folder / f"区里{SEALED}"

    async def scenario() -> None:
        context = street.context()
        dialog = StickDialog(context, stick)
        await street.tasks.settled()
        assert dialog.save.isEnabled()
        await closed_meanwhile(street, dialog, context, dialog.save_to, target)

    street.run(scenario())
    assert target.stat().st_size > 0
    assert street.bugs == []
