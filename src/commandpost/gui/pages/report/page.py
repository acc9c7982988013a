"""The report page: choose a report, or write one beside its paper and send it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from commandpost.app.desk import Tier
from commandpost.app.leader_signature import LeaderSignature
from commandpost.app.link import LinkState
from commandpost.app.report_values import ReportDraft
from commandpost.domain.errors import CommandPostError, RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.rules import Step
from commandpost.gui.messages import sentence
from commandpost.gui.pages.base import GuiContext, Page
from commandpost.gui.pages.live_preview import LivePreview
from commandpost.gui.pages.report.desk import ReportDesk
from commandpost.gui.pages.report.list_view import ReportList
from commandpost.gui.pages.report.printing import keep_printed
from commandpost.gui.pages.report.reading import OpenReport, judge, open_draft, open_report, time_facts
from commandpost.gui.pages.report.signature import SignatureAsked
from commandpost.gui.pages.report.typed_on import typed_on
from commandpost.gui.pages.report.windows import ReportWindows
from commandpost.gui.runtime.reading import Reading
from commandpost.gui.widgets.half_typed import typed_in
from commandpost.gui.widgets.shape import column
from commandpost.journal.entry import ChangeSet

AUTOSAVE_MS = 8000  # after the last key
JUDGE_MS = 150  # of typing before the four noes are checked again


class ReportPage(Page):
    """Presenter of list and desk; nothing typed is ever lost by what arrives meanwhile."""

    id: ClassVar[str] = "report"
    title: ClassVar[str] = "Reports"
    icon: ClassVar[str] = "report"
    key: ClassVar[str] = "Ctrl+2"
    topics: ClassVar[frozenset[str]] = frozenset({"report", "receipt", "incident", "log", "staff"})

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self._open: OpenReport | None = None  # on the desk
        self._held: OpenReport | None = None  # in the form, also while the list is shown
        self._dirty = False
        self._left: ReportDraft | None = None  # it left while somebody typed on, and no next one could be had
        self._loading = 0
        self._reading = Reading(context.tasks, self._read)
        self._writing = asyncio.Lock()  # one save or sending at a time, so that a draft is numbered once
        self.list = ReportList(context.theme)
        self.desk = ReportDesk(context.theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.desk)
        whole = column(spacing=0)
        whole.addWidget(self._stack)
        self.setLayout(whole)
        self._preview = LivePreview(context, self.desk.paper)
        self._autosave = QTimer(self, interval=AUTOSAVE_MS, singleShot=True)
        self._autosave.timeout.connect(self.save)
        self._judge = QTimer(self, interval=JUDGE_MS, singleShot=True)
        self._judge.timeout.connect(lambda: context.tasks.start(self._check()))
        self._windows = ReportWindows(context, self, self._on_the_desk)
        self._signature = SignatureAsked(context, self.desk.bar, self._sign)
        self._connect()

    def _connect(self) -> None:
        self.list.opened.connect(lambda row: self.context.tasks.start(self._show_report(row.id)))
        self.desk.back_requested.connect(self.show_list)
        self.desk.step_chosen.connect(self.write)
        self.desk.form.edited.connect(self._edited)
        self.desk.form.history_wanted.connect(self._windows.history)
        bar = self.desk.bar
        bar.save_requested.connect(self.save)
        bar.print_requested.connect(lambda: self.act("paper.print"))
        bar.send_requested.connect(lambda reason: self.context.start(self._send, reason))
        bar.next_requested.connect(lambda: self.write(None))
        bar.other_way_requested.connect(self._windows.another_way)
        bar.papers_requested.connect(self._windows.papers)
        bar.skip_line.skip_requested.connect(lambda reason: self.context.start(self._route, reason))
        bar.skip_line.keep_requested.connect(lambda: self.context.start(self._route, ""))
        self.list.papers_requested.connect(self._windows.papers)

    # ------------------------------------------------------------------------------------ what the shell calls

    def refresh(self, changes: ChangeSet) -> None:
        self._reading.ask()

    def open_record(self, record: RecordId | None) -> None:
        if record is None:
            self.show_list()
        elif str(record).startswith("report"):
            self.context.tasks.start(self._show_report(record))
        else:
            self.context.tasks.start(self._show_draft(record, None))

    def tick(self, now: datetime) -> None:
        if self._stack.currentWidget() is self.desk:
            self.desk.head.tick(now)

    def act(self, action: str) -> bool:
        if action == "report.draft":
            self.open_record(self.context.selection.incident)
            return True
        if action == "paper.office":
            self._windows.papers()
            return True
        return self._stack.currentWidget() is self.desk and self._act_on_draft(action)

    def _act_on_draft(self, action: str) -> bool:
        if action == "report.unknown":
            return self.desk.form.fill_unknown()
        deeds: dict[str, Callable[[], object]] = {
            "channel.out": self._windows.another_way,
            "figure.history": self.desk.form.ask_history,
            "report.send": self.desk.bar.send,
            "paper.print": lambda: self.context.start(self._print),
        }
        if action in deeds:
            deeds[action]()
        return action in deeds

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.save()

    async def keep(self) -> None:
        self._autosave.stop()
        if self._dirty:
            await self._save()

    def half_typed(self) -> Sequence[QWidget]:
        """The draft keeps itself."""
        return [one for one in typed_in(self) if self._dirty or not self.desk.form.isAncestorOf(one)]

    # --------------------------------------------------------------------------------------------- showing

    def _on_the_desk(self) -> OpenReport | None:
        return self._open if self._stack.currentWidget() is self.desk else None

    def show_list(self) -> None:
        self.save()
        self._open = None
        self._stack.setCurrentWidget(self.list)
        self.list.table.setFocus()

    def write(self, step: Step | None) -> None:
        """Draft a step about the incident on the desk; None the next one owed."""
        if self._open is not None:
            self.save()
            self.context.tasks.start(self._show_draft(self._open.draft.incident, step))

    async def _read(self) -> None:
        """The list, and what lies open on the desk unless it is being written."""
        self.list.show_rows(await self.context.tasks.read(self.context.services.reports.rows))
        if self._open is not None and not self._dirty:
            await self._again(self._open)

    async def _show_report(self, report: RecordId) -> None:
        await self._show(open_report, report)

    async def _show_draft(self, incident: RecordId, step: Step | None) -> None:
        await self._show(open_draft, incident, step)
        self.desk.form.focus_first()

    async def _show(self, read: object, *what: object) -> None:
        """Read and show; only the last question asked is answered on the screen."""
        self._loading += 1
        question = self._loading
        services, desk = self.context.services, self.context.desk
        assert callable(read)  # noqa: S101 - one of the readings above
        while await self._kept():
            opened = await self.context.tasks.store(read, services, desk, *what)
            if question != self._loading:
                return
            if not self._dirty:
                self._put(opened)
                return

    async def _kept(self) -> bool:
        """Whether what is typed is saved now, so that another report may take its place."""
        self._autosave.stop()
        while self._dirty:
            if self._held is None or self._held.sent is not None or self.desk.form.draft() is None:
                self._dirty = False
            elif not await self._save():
                return False
        return True

    async def _again(self, before: OpenReport) -> None:
        """Read the same report again after something changed elsewhere."""
        services, desk, draft = self.context.services, self.context.desk, before.draft
        read = self.context.tasks.read
        if before.sent is not None:
            opened = await read(open_report, services, desk, before.sent.id)
        else:
            opened = await read(open_draft, services, desk, draft.incident, draft.step)
        if self._open is before and not self._dirty:
            self._put(opened)

    def _put(self, opened: OpenReport) -> None:
        self._open = self._held = opened
        self._dirty = False
        self.desk.show_report(opened, self._link_words())
        self.context.tasks.start(self._show_skip(opened))
        self.desk.head.tick(self.context.now())
        self._stack.setCurrentWidget(self.desk)
        self._ask_paper(opened.draft)

    def _ask_paper(self, draft: ReportDraft) -> None:
        sent = self._open.sent if self._open is not None else None
        wanted = draft if sent is None else sent.id
        self._preview.ask(lambda: self.context.services.reports.paper(wanted), at_once=sent is not None)

    def _link_words(self) -> str:
        sync = self.context.services.sync
        if sync is None or sync.status().state is LinkState.UNLINKED:
            return self.tr("● Not linked: report by telephone or fax too; it is kept and can be carried over")
        if sync.status().online:
            return ""
        return self.tr("● Offline: it waits to be sent; report by telephone or fax as well")

    # ---------------------------------------------------------------------------------------------- writing

    def _edited(self) -> None:
        self._dirty = True
        self.desk.bar.show_signed("")
        self._autosave.start()
        self._judge.start()
        draft = self.desk.form.draft()
        if draft is not None:
            self._ask_paper(draft)

    async def _check(self) -> None:
        draft = self.desk.form.draft()
        if draft is not None and self._open is not None and self._open.sent is None:
            before = self._open
            judged = await self.context.tasks.store(judge, self.context.services, draft)
            facts = await self.context.tasks.store(time_facts, self.context.desk)
            if self._open is before:
                self.desk.show_judged(judged, facts)

    def save(self) -> None:
        """Keep what was typed; called by the timer, the button and on leaving."""
        self._autosave.stop()
        if self._dirty:
            self.context.tasks.start(self.keep())

    async def _save(self) -> bool:
        """Keep the draft; False when it was refused, which is said."""
        try:
            async with self._writing:
                saved = await self._saved() if self._dirty else None  # else it left meanwhile
        except RuleBroken as error:
            self.desk.bar.say(sentence(error))
            return False
        if self._left is not None:  # said already
            return False
        if saved is not None:
            self.desk.bar.say(self.tr("Draft saved"), "good")
        return True

    async def _saved(self) -> ReportDraft | None:
        """Keep the form's draft; the form takes over its id and number. None: nothing to save."""
        draft = self.desk.form.draft()
        if draft is None or self._held is None or self._held.sent is not None:
            return None
        if self._left is not None:
            await self._typed_on(self._left)
            return None
        self._dirty = False
        try:
            saved = await self.context.tasks.store(self.context.services.reports.save, draft)
        except CommandPostError:
            self._dirty = True
            raise
        self.desk.form.keep_identity(saved)
        return saved

    async def _send(self, reason: str) -> None:
        self._autosave.stop()
        self.desk.bar.set_busy(busy=True)
        store, reports = self.context.tasks.store, self.context.services.reports
        try:
            async with self._writing:
                handed = self.desk.form.draft()
                saved = await self._saved()
                if saved is None or handed is None:
                    return
                sent = await store(reports.send, saved, late_reason=reason)
                await self._typed_on(handed)
        except RuleBroken as error:
            self._refused(error)
            return
        finally:
            self.desk.bar.set_busy(busy=False)
        if not self._dirty:
            await self._show_report(sent)

    async def _typed_on(self, sent: ReportDraft) -> None:
        """What was typed while it left goes on in the next draft, under the same hands.

        Where that cannot be had now, it is tried again whenever what was typed is to be kept.
        """
        store, services, desk = self.context.tasks.store, self.context.services, self.context.desk
        self._left, typed = None, self.desk.form.draft()
        if typed is None or typed.incident != sent.incident or typed.step is not sent.step:
            return  # another one lies on the desk
        self._dirty = False
        try:
            following = await store(open_draft, services, desk, sent.incident, None)
        except CommandPostError as error:
            typed = self.desk.form.draft() or typed
            if self._dirty or typed_on(sent, typed, typed) is not None:
                self._left, self._dirty = sent, True
                told = self.tr("It has left. What you typed since is not kept yet: {reason}")
                self.desk.bar.say(told.format(reason=sentence(error)))
            return
        typed = self.desk.form.draft() or typed  # up to the last letter
        draft, key = typed_on(sent, typed, following.draft), self.desk.form.key_in_focus()
        if draft is not None:
            self._put(replace(following, draft=draft))
            self._edited()
            self.desk.form.go_on(key)
            self.desk.bar.say(self.tr("It has left. What you typed since stands in the next report."), "good")

    def _refused(self, error: RuleBroken) -> None:
        if error.code == "late_reason_missing":
            self.desk.bar.ask_reason()
        else:
            self.desk.bar.say(sentence(error))

    # ---------------------------------------------------------------------------------------- leaving a level out

    async def _show_skip(self, opened: OpenReport) -> None:
        if opened.sent is None:
            possible = self.context.desk.tier is Tier.STREET
            reason = await self.context.tasks.store(self.context.services.flow.routing.reason, opened.draft)
            if self._open is opened:
                self.desk.bar.show_skip(reason, possible=possible)

    async def _route(self, reason: str) -> None:
        """Leave a level out with a reason, or keep it again when the draft says that one is left out."""
        routing, store = self.context.services.flow.routing, self.context.tasks.store
        opened = self._open
        if opened is None or opened.sent is not None:
            return
        try:
            async with self._writing:
                draft = await self._saved() or opened.draft
                kept = not reason and bool(await store(routing.reason, draft))
                saved = await (store(routing.keep_level, draft) if kept else store(routing.skip, draft, reason))
        except RuleBroken as error:
            self.desk.bar.say(sentence(error))
        else:
            await self._show_draft(saved.incident, saved.step)

    # ---------------------------------------------------------------------------------- signature and paper

    async def _sign(self, given: LeaderSignature) -> None:
        opened = self._open
        if opened is not None and opened.sent is not None:
            await self.context.tasks.store(self.context.services.reports.countersign, opened.sent.id, given)
        else:
            await self._sign_draft(given)

    async def _sign_draft(self, given: LeaderSignature) -> None:
        async with self._writing:
            draft = await self._saved()
            if draft is None:
                return
            signed = await self.context.tasks.store(self.context.services.reports.sign, draft, given)
        self.desk.form.keep_identity(signed)
        self.desk.bar.show_signed(signed.signed_by_name)
        self._ask_paper(signed)

    async def _print(self) -> None:
        if self._open is not None:
            await keep_printed(self.context, self._open, self.desk.form.draft())
