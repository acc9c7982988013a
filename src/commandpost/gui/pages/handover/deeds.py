"""What the handover page does beside signing: read out, close matters, scan, print empty forms, enter them later."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from commandpost.app.approval import AT_THE_DESK, Approval
from commandpost.app.handover import SheetRow
from commandpost.app.paper_forms import FormKind, PaperSheet
from commandpost.app.people import PersonRole, StaffView
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId
from commandpost.gui.messages import sentence
from commandpost.gui.pages.base import GuiContext
from commandpost.gui.pages.exporting import keep_file
from commandpost.gui.pages.handover.paper_entry import TypedForm
from commandpost.gui.pages.handover.side import HandoverSide
from commandpost.gui.widgets.moment_edit import moment_in

LARGEST_READ = 12_000_000  # bytes


class HandoverDeeds(QObject):
    """Presenter of the panels; ``sheet`` tells which sheet is shown."""

    def __init__(self, context: GuiContext, side: HandoverSide, sheet: Callable[[], SheetRow | None]) -> None:
        super().__init__(side)
        self._context = context
        self._side = side
        self._sheet = sheet
        self._reason = ""
        start, reading, archive = context.start, side.reading, side.archive
        reading.arrive_requested.connect(lambda: start(self._ask_arrival))
        reading.arrive_box.confirmed.connect(lambda who, pin: start(self._arrive, PersonId(who), pin))
        reading.ticked.connect(lambda key, question: start(self._tick, key, question))
        reading.release_requested.connect(lambda reason: start(self._release, reason))
        reading.release_box.confirmed.connect(lambda who, pin: start(self._released, PersonId(who), pin))
        side.matters.close_requested.connect(lambda which, how: start(self._close_matter, RecordId(which), how))
        archive.searched.connect(lambda words: start(self.search, words))
        archive.scan_requested.connect(self.ask_scan)
        archive.scans_open_requested.connect(lambda: start(self._save_scans))
        archive.docx_requested.connect(lambda: start(self._save_docx))
        archive.blank_requested.connect(lambda kind: start(self.print_blank, kind))
        archive.entry_requested.connect(side.entry.open_empty)
        side.entry.entered.connect(lambda typed: start(self._enter, typed))

    # -------------------------------------------------------------------------------------------------- reading

    async def show_reading(self, sheet: RecordId) -> None:
        """Read again how far the sheet was read."""
        handover, store = self._context.services.handover, self._context.tasks.store
        found = await store(handover.reading.reading, sheet)
        self._side.reading.show_reading(found, in_hand=await store(handover.in_hand))

    async def show_matters(self) -> None:
        matters = await self._context.tasks.store(self._context.services.handover.matters.open_matters)
        self._side.matters.show_matters(matters)

    async def _ask_arrival(self) -> None:
        """Whoever the roster gives for the next shift comes first in the list."""
        self._side.reading.arrive_box.ask(await self.incoming(), self.tr("The incoming signs in with a PIN"))

    async def incoming(self) -> list[StaffView]:
        """The staff, those of the next shift first."""
        store, services = self._context.tasks.store, self._context.services
        staff = await store(services.people.staff)
        coming = await store(services.duty.next_shift)
        first = [post.person for post in sorted(coming.posts, key=lambda post: post.leads)]
        return sorted(staff, key=lambda one: first.index(one.id) if one.id in first else len(first))

    async def _arrive(self, person: PersonId, pin: str) -> None:
        box, reading = self._side.reading.arrive_box, self._context.services.handover.reading
        try:
            await self._context.tasks.store(reading.arrive, person, pin)
        except RuleBroken as error:
            box.say(sentence(error))
        else:
            box.hide()
            self._side.say("")
            await self._again()

    async def _tick(self, key: str, question: str) -> None:
        sheet, reading = self._sheet(), self._context.services.handover.reading
        if sheet is not None:
            self._side.say("")
            await self._try(lambda: self._context.tasks.store(lambda: reading.tick(sheet.id, key, question=question)))
            await self._again()

    async def _release(self, reason: str) -> None:
        self._reason = reason
        try:
            await self._keep_release(AT_THE_DESK)
        except RuleBroken as error:
            if error.code != "leader_only":
                self._side.say(sentence(error))
                return
            leaders = await self._context.tasks.store(self._context.services.people.staff, PersonRole.DUTY_LEADER)
            self._side.reading.release_box.ask(leaders, self.tr("The duty leader agrees with a PIN"))

    async def _released(self, leader: PersonId, pin: str) -> None:
        box = self._side.reading.release_box
        try:
            await self._keep_release(Approval(leader=leader, pin=pin))
        except RuleBroken as error:
            box.say(sentence(error))
        else:
            box.hide()

    async def _keep_release(self, approval: Approval) -> None:
        sheet, reading = self._sheet(), self._context.services.handover.reading
        if sheet is not None:
            await self._context.tasks.store(reading.release, sheet.id, self._reason, approval)
            self._side.say("")
            self._side.sign_box.say("")
            await self._again()

    async def _close_matter(self, matter: RecordId, how: str) -> None:
        matters = self._context.services.handover.matters
        await self._try(lambda: self._context.tasks.store(matters.close, matter, how))
        await self.show_matters()

    async def _again(self) -> None:
        sheet = self._sheet()
        if sheet is not None:
            await self.show_reading(sheet.id)

    # -------------------------------------------------------------------------------------------------- archive

    async def search(self, words: str) -> None:
        """Sheets by name, number and day; a word like 2026-07-19 is a day."""
        days = [day for word in words.split() if (day := _day(word)) is not None]
        names = " ".join(word for word in words.split() if _day(word) is None)
        archive = self._context.services.archive
        first, last = (min(days), max(days)) if days else (None, None)
        found = await self._context.tasks.store(lambda: archive.find(names, first=first, last=last))
        self._side.archive.show_sheets(found[:100])

    def ask_scan(self) -> None:
        """Choose the scanned paper; nothing waits meanwhile."""
        dialog = QFileDialog(self._side.window(), self.tr("Attach the signed paper"), str(self._context.folder))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Scans (*.pdf *.png *.jpg *.jpeg)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self._context.start(self.attach, Path(name)))
        dialog.open()

    async def attach(self, file: Path) -> None:
        """Keep a scan of the sheet shown."""
        sheet, archive = self._sheet(), self._context.services.archive
        if sheet is None:
            return

        async def work() -> None:
            content = await self._context.tasks.net(_read, file)
            await self._context.tasks.store(archive.attach, sheet.id, file.name, content)

        await self._try(work)

    async def _save_scans(self) -> None:
        sheet, archive = self._sheet(), self._context.services.archive
        for number, scan in enumerate(sheet.scans if sheet is not None else (), start=1):
            content = await self._context.tasks.store(archive.scan, scan)
            if sheet is not None and content is not None:
                await keep_file(self._context, f"{sheet.number}-{number}-{scan.name}", content)

    async def _save_docx(self) -> None:
        sheet, services = self._sheet(), self._context.services
        if sheet is not None and services.print_docx is not None:
            paper = await self._context.tasks.store(services.handover.paper, sheet.id)
            content = await self._context.tasks.net(services.print_docx, paper)
            await keep_file(self._context, f"{sheet.number}.docx", content)

    async def print_blank(self, kind: FormKind) -> None:
        """Number an empty form and save it for the printer."""
        services = self._context.services
        if services.print_paper is not None:
            paper = await self._context.tasks.store(services.paper_forms.blank, kind)
            content = await self._context.tasks.net(services.print_paper, paper)
            await keep_file(self._context, f"{paper.number}.pdf", content)

    async def _enter(self, typed: TypedForm) -> None:
        forms, entry, store = self._context.services.paper_forms, self._side.entry, self._context.tasks.store
        try:
            if typed.kind is FormKind.PHONE:
                happened = self._moment("happened")
                who = {name: typed.values[name] for name in ("caller", "caller_unit", "phone")}
                await store(lambda: forms.enter_phone(typed.number, typed.text, happened=happened, **who))
            else:
                await store(forms.enter_handover, self._typed_sheet(typed))
        except RuleBroken as error:
            entry.say(sentence(error))
        else:
            entry.open_empty()
            entry.say(self.tr("Entered: {number}").format(number=typed.number), "good")
            await self.search(self._side.archive.search.text())

    def _moment(self, name: str) -> datetime:
        """A moment as it stands on the paper; the moment of entering it is none. On the window's thread."""
        found = moment_in(self._side.entry.fields[name], self._context.now())
        if found is None:
            raise RuleBroken("moment_missing", field=name)
        return found

    def _typed_sheet(self, typed: TypedForm) -> PaperSheet:
        told = typed.values
        day = _day(told["day"])
        if day is None:
            raise RuleBroken("moment_unreadable", field="day", typed=told["day"])
        return PaperSheet(
            number=typed.number,
            day=day,
            outgoing=told["outgoing"],
            incoming=told["incoming"],
            leader=told["leader"],
            signed_outgoing=self._moment("signed_outgoing"),
            signed_incoming=self._moment("signed_incoming"),
            remarks=typed.text,
            undone=typed.undone,
        )

    async def _try(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except RuleBroken as error:
            self._side.say(sentence(error))


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST_READ)
    except OSError as wrong:
        raise RuleBroken("scan_unreadable", file=file.name, reason=wrong.strerror or "") from wrong
