"""Codes, texts, files and papers as the operator meets them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication, QImage

from commandpost.app.desk import PersonRole
from commandpost.bootstrap.workstation import new_id
from commandpost.domain.codes import Level
from commandpost.domain.ids import RecordId
from commandpost.domain.incident import NewIncident
from commandpost.domain.official import OfficialPaper, PaperKind
from commandpost.gui.pages.onward.channel_in import InDialog
from commandpost.gui.pages.onward.channel_out import OutDialog
from commandpost.gui.pages.onward.papers_dialog import OF_A_REPORT, PapersDialog
from tests.factories import journal, memory_desk, server_journal
from tests.gui.conftest import Gui
from tests.gui.pages.shown import staff
from tests.gui.two_desks import seated
from tests.integration.storage.test_exchange import enrol


@pytest.fixture
def street(gui: Gui) -> Gui:
    store = enrol(journal(clock=gui.clock), server_journal(clock=gui.clock))
    return seated(gui, replace(memory_desk(store, clock=gui.clock), new_id=new_id), store)


def report(gui: Gui) -> RecordId:
    new = NewIncident(title="槐树里12号院自建房局部坍塌", code="12P13", level=Level.LARGER, received=gui.desk.now())
    reports = gui.services.reports
    return reports.send(reports.mark_unknown(reports.draft(gui.services.incidents.open(new))))


def test_a_report_goes_as_a_picture_and_is_taken_in_from_it(pair: tuple[Gui, Gui]) -> None:
    street, district = pair
    sent = report(street)

    async def scenario() -> None:
        out = OutDialog(street.context(), sent, "槐树里坍塌")
        out.show()
        await street.until(lambda: not out.sheet.isNull() and out._written, "codes and texts")
        await out._save_picture()
        out.close()
        (picture,) = street.folder.glob("*.png")
        entry = InDialog(district.context())
        entry.show()
        entry.read_files([picture])
        await district.until(entry.take.isEnabled, "the codes are read in a child process")
        assert "槐树里12号院自建房局部坍塌" in entry.said.text()
        entry.take.click()
        await district.until(lambda: len(district.services.inbox.incoming()) == 1, "taken in")
        entry.close()

    street.run(scenario())
    assert district.services.inbox.incoming()[0].id == sent


def test_typed_texts_are_checked_line_by_line(pair: tuple[Gui, Gui]) -> None:
    street, district = pair
    sent = report(street)
    assert street.services.channels is not None
    texts = street.services.channels.dispatch.messages(sent)

    async def scenario() -> None:
        entry = InDialog(district.context())
        entry.show()
        entry.texts.setPlainText("\n".join(texts).replace("坍塌", "坍圮"))
        await entry.read_texts()
        assert entry.problem.isVisible()
        assert not entry.take.isEnabled()
        entry.texts.setPlainText("\n".join(texts))
        await entry.read_texts()
        assert entry.take.isEnabled()
        await entry._take()
        assert entry.texts.toPlainText() == ""
        entry.close()

    street.run(scenario())
    assert [mark.signed for mark in district.services.inbox.incoming()[0].copies] == [False]


def test_a_file_is_saved_and_read_on_the_other_side(pair: tuple[Gui, Gui]) -> None:
    street, district = pair
    sent = report(street)

    async def scenario() -> None:
        out = OutDialog(street.context(), sent, "槐树里坍塌")
        await street.until(lambda: not out.sheet.isNull(), "codes")
        await out._save_file()
        out.close()
        (file,) = street.folder.glob("*.cpb")
        entry = InDialog(district.context())
        entry.show()
        entry.read_files([file])
        await district.until(entry.take.isEnabled, "preview")
        await entry._take()
        entry.close()

    street.run(scenario())
    assert [item.id for item in district.services.inbox.incoming()] == [sent]


def test_a_picture_without_our_codes_is_told_and_nothing_opened(pair: tuple[Gui, Gui], tmp_path: Path) -> None:
    street, district = pair
    assert street.services.channels is not None
    foreign = tmp_path / "foreign.png"
    foreign.write_bytes(street.services.channels.draw_code("https://x.invalid/pay"))
    empty = QImage(60, 60, QImage.Format.Format_RGB32)
    empty.fill(0xFFFFFFFF)

    async def scenario() -> None:
        entry = InDialog(district.context())
        entry.show()
        entry.read_files([foreign])
        await district.until(entry.problem.isVisible, "refused")
        assert not entry.take.isEnabled()
        before = entry.problem.text()
        QGuiApplication.clipboard().setImage(empty)
        entry.paste()
        await district.until(lambda: entry.problem.text() != before, "no code on it")
        entry.close()

    street.run(scenario())


def test_a_bulletin_is_numbered_saved_and_written_on_in_word(street: Gui) -> None:
    sent = report(street)

    async def scenario() -> None:
        papers = PapersDialog(street.context(), sent, OF_A_REPORT)
        papers.show()
        await street.until(lambda: papers.view.pages > 0, "preview")
        await papers.issue()
        await papers.save_word()
        papers.preprinted.setChecked(True)
        await papers.issue()
        papers.close()

    street.run(scenario())
    (row,) = street.services.papers.office.issued()
    assert (row.kind, row.number) == (PaperKind.BULLETIN, "快报〔2026〕S1第1期")
    (word,) = street.folder.glob("*.docx")
    assert any("快报〔2026〕S1第1期" in one.text for one in Document(str(word)).paragraphs)
    (printed,) = street.folder.glob("*.pdf")
    assert printed.read_bytes().startswith(b"%PDF")


def test_a_leader_signs_for_the_paper_that_is_shown_and_no_other(street: Gui) -> None:
    sent, leader = report(street), staff(street, "陈建国", PersonRole.DUTY_LEADER)

    async def scenario() -> None:
        papers = PapersDialog(street.context(), sent, OF_A_REPORT)
        papers.show()
        await papers._signed(leader, "1234")
        await papers.issue()
        papers.kind.setCurrentIndex(papers.kind.findData(PaperKind.SPECIAL))
        await papers.issue()
        papers.close()

    street.run(scenario())
    office = street.services.papers.office
    issued = {row.kind: office.paper(row.id) for row in office.issued()}
    signers = {kind: one.signer for kind, one in issued.items() if isinstance(one, OfficialPaper)}
    assert signers == {PaperKind.BULLETIN: "陈建国", PaperKind.SPECIAL: ""}


def test_a_day_with_an_incident_has_no_zero_report(street: Gui) -> None:
    report(street)

    async def scenario() -> None:
        papers = PapersDialog(street.context(), None)
        papers.show()
        papers.day.setDate(papers.day.date().addDays(-1))
        papers.kind.setCurrentIndex(papers.kind.findData(PaperKind.ZERO_REPORT))
        await papers.issue()
        assert papers.problem.isVisible()
        papers.kind.setCurrentIndex(papers.kind.findData(PaperKind.DAILY_SUMMARY))
        await papers.issue()
        papers.close()

    street.run(scenario())
    assert [row.kind for row in street.services.papers.office.issued()] == [PaperKind.DAILY_SUMMARY]


def test_what_was_read_waits_for_whoever_signs_in_and_a_closed_window_hears_nothing(pair: tuple[Gui, Gui]) -> None:
    street, district = pair
    sent = report(street)
    assert street.services.channels is not None
    texts = street.services.channels.dispatch.messages(sent)

    async def scenario() -> None:
        entry = InDialog(district.context())
        entry.show()
        entry.texts.setPlainText("\n".join(texts))
        await entry.read_texts()
        person, district.desk.session.person = district.desk.session.person, None
        await entry._take()
        assert entry.problem.isVisible()
        assert entry.take.isEnabled()
        district.desk.session.person = person
        district.tasks.once(entry._take)
        await asyncio.sleep(0)
        entry.close()
        district.application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        await district.tasks.settled()
        assert district.bugs == []

    street.run(scenario())
    assert [item.id for item in district.services.inbox.incoming()] == [sent]


def test_a_report_that_cannot_be_told_in_texts_still_shows_its_codes(gui: Gui) -> None:
    store = enrol(journal(clock=gui.clock), server_journal(clock=gui.clock))
    street = seated(gui, memory_desk(store, clock=gui.clock), store)  # its ids are too long for a text
    sent = report(street)

    async def scenario() -> None:
        out = OutDialog(street.context(), sent, "槐树里坍塌")
        out.show()
        await street.until(lambda: not out.sheet.isNull(), "codes")
        assert out.problem.isVisible()
        assert out._keep_picture.isEnabled()
        assert not out._copy_all.isEnabled()
        out.close()

    street.run(scenario())
