"""This workstation: whose it is, its journal, backup and check, when the shift changes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFormLayout, QLineEdit

from commandpost.app.permissions import Action
from commandpost.app.ports import Head
from commandpost.gui.context import GuiContext
from commandpost.gui.pages.settings.section import Section
from commandpost.gui.services import StationFacts
from commandpost.gui.times import clock_time, short_day
from commandpost.gui.vocabulary import TIER_WORDS, word
from commandpost.gui.widgets.shape import button, label, row


class StationSection(Section):
    """Unit and device, and what keeps the journal safe."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context, QCoreApplication.translate("Settings", "This workstation"))
        desk = context.desk
        self._chain, self._backup, self._size = label(""), label(""), label("")
        self._second = label("", wrap=True)
        self._change = QLineEdit()
        self._change.setMaximumWidth(context.theme.px(120))
        self._change.setPlaceholderText("08:30")
        form = QFormLayout()
        form.setSpacing(10)
        unit = f"{desk.unit_name}  ({desk.unit})  ·  {word(TIER_WORDS[desk.tier])}"
        for title, widget in (
            (self.tr("Unit"), label(unit, "strong")),
            (self.tr("Workstation"), label(desk.station)),
            (self.tr("Journal"), self._chain),
            (self.tr("Database"), self._size),
            (self.tr("Last backup"), self._backup),
            (self.tr("Second place, on another disk"), self._second),
        ):
            form.addRow(label(title, "dim"), widget)
        keep = button(self.tr("Keep"), needs=Action.EDIT_ROSTER)
        keep.clicked.connect(lambda: self.do(self._keep_change))
        self._change.setAccessibleName(self.tr("The shift changes at (to be confirmed)"))
        form.addRow(label(self.tr("The shift changes at (to be confirmed)"), "dim"), row(self._change, keep, None))
        self.body.addLayout(form)
        backup, verify = button(self.tr("Back up now"), role="primary"), button(self.tr("Check the whole chain"))
        backup.clicked.connect(lambda: self.do(self._make_backup))
        backup.setEnabled(context.services.backup is not None)
        verify.clicked.connect(lambda: self.do(self._verify))
        verify.setEnabled(context.services.verify is not None)
        choose, none = button(self.tr("Second place…")), button(self.tr("No second place"))
        choose.clicked.connect(lambda: self.ask_folder(self.tr("Second place for copies"), self._choose_second))
        none.clicked.connect(lambda: self.do(self._choose_second, None))
        for one in (choose, none):
            one.setEnabled(context.services.second_place is not None)
        self.body.addLayout(row(backup, verify, choose, none, None))
        self.body.addStretch(1)

    def refresh(self) -> None:
        self.context.tasks.start(self._read())

    async def _read(self) -> None:
        store, services = self.context.tasks.store, self.context.services
        self._show(await store(self.context.desk.store.head), await store(services.facts))
        hours = await store(services.duty.hours)
        if not self._change.isModified():  # else it is being typed
            self._change.setText(hours.hours.specs[0].start.isoformat("minutes"))

    def _show(self, head: Head, facts: StationFacts) -> None:
        state = {
            None: self.tr("not checked since the start"),
            True: self.tr("chain whole"),
            False: self.tr("chain broken: report it"),
        }[facts.chain_whole]
        self._chain.setText(f"#{head.seq}  {head.code}  ·  {state}")
        self._size.setText(f"{facts.database_bytes / 1_000_000:.1f} MB")
        at = facts.last_backup
        self._backup.setText(self._moment(at))
        second = self.tr("none: a broken disk takes journal and copies together")
        if facts.second_place:
            lines = (f"{facts.second_place}  ·  {self._moment(facts.second_backup)}", *self._elsewhere(facts))
            second = "\n".join(lines)
        self._second.setText(second)

    def _elsewhere(self, facts: StationFacts) -> tuple[str, ...]:
        same = self.tr("It lies on the journal's own disk, which takes both when it breaks: choose another disk.")
        kit = self.tr("A new computer becomes this workstation from there, with the passphrase.")
        none = self.tr("No other computer opens these copies: what it needs for that does not lie there.")
        return (*([same] if facts.second_is_same else []), kit if facts.second_kit else none)

    def _moment(self, at: datetime | None) -> str:
        return f"{short_day(at)} {clock_time(at)}" if at is not None else self.tr("none yet")

    async def _keep_change(self) -> str:
        await self.context.tasks.store(self.context.services.duty.set_hours, self._change.text())
        self._change.setModified(False)
        return self.tr("Kept")

    async def _make_backup(self) -> str:
        backup = self.context.services.backup
        if backup is None:
            return ""
        where = await self.context.tasks.store(backup)
        await self._read()
        return self.tr("Backed up: {path}").format(path=where)

    async def _choose_second(self, place: Path | None) -> str:
        choose = self.context.services.second_place
        if choose is None:
            return ""
        await self.context.tasks.net(choose, place)
        await self._read()
        return self.tr("Kept") if place is None else self.tr("Every copy also goes to {path}").format(path=place)

    async def _verify(self) -> str:
        verify = self.context.services.verify
        if verify is None:
            return ""
        whole = await self.context.tasks.store(verify)
        await self._read()
        return self.tr("Every entry verified") if whole else self.tr("The chain is broken: report it")
