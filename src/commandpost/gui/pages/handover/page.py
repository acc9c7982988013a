"""The handover page: the sheet as it will be printed, and what is still to be done before both sides sign."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from commandpost.app.handover import HandoverForm, SheetRow, SheetStatus
from commandpost.app.people import PersonRole
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId
from commandpost.gui.context import SESSION
from commandpost.gui.messages import sentence
from commandpost.gui.pages.base import GuiContext, Page
from commandpost.gui.pages.exporting import keep_file
from commandpost.gui.pages.handover.deeds import HandoverDeeds
from commandpost.gui.pages.handover.side import HandoverSide
from commandpost.gui.pages.live_preview import LivePreview
from commandpost.gui.print_desk import printed
from commandpost.gui.runtime.reading import Reading
from commandpost.gui.widgets.paper_view import PaperView
from commandpost.gui.widgets.shape import column
from commandpost.journal.entry import ChangeSet


class HandoverPage(Page):
    """Presenter; a begun sheet is frozen and only signed, what comes later goes to the next one."""

    id: ClassVar[str] = "handover"
    title: ClassVar[str] = "Handover"
    icon: ClassVar[str] = "handover"
    key: ClassVar[str] = "Ctrl+5"
    topics: ClassVar[frozenset[str]] = frozenset(
        {
            "handover",
            "shift",
            "duty_day",
            "duty_setup",
            "incident",
            "matter",
            "report",
            "directive",
            "reminder",
            "log",
            "staff",
            SESSION,
        }
    )

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self._sheet: SheetRow | None = None
        self._form: HandoverForm | None = None
        self._refused: PersonId | None = None  # who may not sign for the outgoing shift
        self.paper = PaperView(context.theme)
        self.side = HandoverSide(context.theme)
        self.deeds = HandoverDeeds(context, self.side, lambda: self._sheet)
        self._preview = LivePreview(context, self.paper)
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.setHandleWidth(1)
        middle.setChildrenCollapsible(False)
        for part, share in ((self.paper, 3), (self.side, 2)):
            middle.addWidget(part)
            middle.setStretchFactor(middle.count() - 1, share)
        middle.setSizes([context.theme.px(840), context.theme.px(520)])
        whole = column(spacing=0)
        whole.addWidget(middle)
        self.setLayout(whole)
        self._reading = Reading(context.tasks, self._read)
        self._connect()

    def _connect(self) -> None:
        side, start = self.side, self.context.start
        side.edited.connect(self._ask_paper)
        side.begin_requested.connect(lambda: start(self._begin))
        side.outgoing_requested.connect(lambda why: start(self._sign_outgoing, why))
        side.incoming_requested.connect(lambda: start(self._ask_incoming))
        side.leader_requested.connect(lambda: start(self._ask_leader))
        side.void_requested.connect(lambda reason: start(self._void, reason))
        side.print_requested.connect(lambda: self.act("paper.print"))
        side.sheet_chosen.connect(self._chosen)
        side.sign_box.confirmed.connect(lambda person, pin: start(self._sign, PersonId(person), pin))

    # ------------------------------------------------------------------------------------ what the shell calls

    def refresh(self, changes: ChangeSet) -> None:
        self._reading.ask()

    def open_record(self, record: RecordId | None) -> None:
        if record is None:
            self._reading.ask()
        else:
            self.context.tasks.start(self._read(record))

    def act(self, action: str) -> bool:
        if action == "handover.open":
            self.open_record(None)
            return True
        if action == "paper.print":
            self.context.start(self._print)
            return True
        return False

    # ------------------------------------------------------------------------------------------------- showing

    async def _read(self, wanted: RecordId | None = None) -> None:
        if self._refused not in {None, self.context.desk.session.person}:
            self._refused = None
            self.side.say("")
        read, handover = self.context.tasks.read, self.context.services.handover
        sheets = await read(handover.sheets)
        if self._form is None:
            self._form = await read(handover.form)
            self.side.show_form(self._form)
        self.side.handed.show_incidents(await read(self.context.services.incidents.open_rows))
        await self.deeds.show_matters()
        if self.side.archive.search.text():
            await self.deeds.search(self.side.archive.search.text())
        else:
            self.side.archive.show_sheets(sheets)
        begun = next((one for one in sheets if one.status is SheetStatus.BEGUN), None)
        stays = wanted or (self._sheet.id if self._sheet is not None else None)
        self._show(next((one for one in sheets if one.id == stays), None) or begun)
        if self._sheet is not None and self._sheet.status is SheetStatus.BEGUN:
            await self.deeds.show_reading(self._sheet.id)
        self.badge_changed.emit(int(begun is not None))

    def _chosen(self, sheet: SheetRow | None) -> None:
        self._sheet = None
        self._show(sheet)

    def _show(self, sheet: SheetRow | None) -> None:
        self._sheet = sheet
        self.side.show_sheet(sheet)
        self._ask_paper()

    def _ask_paper(self) -> None:
        handover, sheet = self.context.services.handover, self._sheet
        if sheet is not None:
            self._preview.ask(lambda: handover.paper(sheet.id))
        else:
            form = self.side.form()
            self._preview.ask(lambda: handover.preview(form))

    # ------------------------------------------------------------------------------------------------- doing

    async def _begin(self) -> None:
        form = self.side.form()
        begin = self.context.services.handover.begin

        async def work() -> None:
            sheet = await self.context.tasks.store(begin, form)
            self._form = None
            await self._read(sheet)

        await self._try(work, self.side.say)

    async def _sign_outgoing(self, why: str) -> None:
        """As whoever sits at the desk; one who is not of the shift is asked why, until somebody else sits there."""
        self._refused = None
        sign = self.context.services.handover.sign_outgoing
        refused = await self._attempt(lambda sheet: sign(sheet, why))
        if refused is not None and refused.code == "not_of_outgoing_shift":
            self._refused = self.context.desk.session.person
            self.side.ask_standing_in()

    async def _void(self, reason: str) -> None:
        void = self.context.services.handover.void
        await self._attempt(lambda sheet: void(sheet, reason))

    async def _attempt(self, act: Callable[[RecordId], None]) -> RuleBroken | None:
        """Do something to the sheet shown and show it again; gives what refused it."""
        sheet = self._sheet
        if sheet is None:
            return None

        async def work() -> None:
            await self.context.tasks.store(act, sheet.id)
            await self._read(sheet.id)

        return await self._try(work, self.side.say)

    async def _ask_incoming(self) -> None:
        """Whoever the roster gives for the next shift comes first in the list."""
        self.side.sign_box.ask(await self.deeds.incoming(), self.tr("The incoming signs with his or her own PIN"))

    async def _ask_leader(self) -> None:
        leaders = await self.context.tasks.store(self.context.services.people.staff, PersonRole.DUTY_LEADER)
        self.side.sign_box.ask(leaders, self.tr("The duty leader signs with his or her own PIN"))

    async def _sign(self, person: PersonId, pin: str) -> None:
        handover, sheet = self.context.services.handover, self._sheet
        if sheet is None:
            return

        async def work() -> None:
            sign = handover.sign_leader if sheet.status is SheetStatus.SIGNED else handover.sign_incoming
            await self.context.tasks.store(sign, sheet.id, person, pin)
            self.side.sign_box.hide()
            self.context.session_changed()
            await self._read(sheet.id)

        await self._try(work, self.side.sign_box.say)

    async def _try(self, work: Callable[[], Awaitable[None]], say: Callable[[str], None]) -> RuleBroken | None:
        say("")
        try:
            await work()
        except RuleBroken as error:
            say(sentence(error))
            return error
        return None

    async def _print(self) -> None:
        services, sheet = self.context.services, self._sheet
        if sheet is not None:
            content = await printed(self.context, partial(services.handover.print_job, sheet.id))
            await keep_file(self.context, f"{sheet.number}.pdf", content)
        elif services.print_paper is not None:
            paper = await self.context.tasks.store(services.handover.preview, self.side.form())
            content = await self.context.tasks.net(services.print_paper, paper)
            await keep_file(self.context, self.tr("Handover sheet (preview).pdf"), content)
