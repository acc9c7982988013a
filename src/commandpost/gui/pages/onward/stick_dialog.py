"""A stick between two rooms without a line: seal for the other, look at what they brought, take it in."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from commandpost.app.permissions import Action
from commandpost.app.stick import Receiver, StickPreview, StickService
from commandpost.domain.errors import CommandPostError, RuleBroken
from commandpost.domain.ids import DeviceId
from commandpost.gui.context import GuiContext
from commandpost.gui.messages import sentence
from commandpost.gui.pages.exporting import file_name
from commandpost.gui.pages.onward.carried_words import carried_lines
from commandpost.gui.times import clock_time, local, short_day
from commandpost.gui.widgets.screen_room import open_at
from commandpost.gui.widgets.shape import button, column, label, line, row, set_role
from commandpost.gui.widgets.side_window import SideWindow
from commandpost.journal.sealed import MAX_SEALED

SEALED, CARD = ".cpx", ".cpk"


class StickDialog(SideWindow):
    """Beside the page, never over it; nothing is kept before ``take``."""

    def __init__(self, context: GuiContext, stick: StickService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Exchange by stick"))
        self.setAcceptDrops(True)
        self._context, self._stick = context, stick
        self._content: bytes | None = None
        self.whom = QComboBox()
        self.whom.setAccessibleName(self.tr("For which workstation"))
        self.lacking = label("", "dim")
        self.said, self.problem = label("", wrap=True), label("", "problem", wrap=True)
        self.save = button(self.tr("Save sealed file…"), role="primary", needs=Action.SEND)
        self.take = button(self.tr("Take in"), role="primary", key="Ctrl+Enter", needs=Action.RECEIPT)
        self._lay()
        self.whom.currentIndexChanged.connect(lambda _at: context.tasks.start(self._count(), owner=self))
        self.save.clicked.connect(self._choose_target)
        self.take.clicked.connect(lambda: context.start(self.take_in))
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.problem.hide()
        self.take.setEnabled(False)
        self.save.setEnabled(False)
        open_at(self, context.theme, 720, 600)
        context.tasks.start(self.read_receivers(), owner=self)

    def _lay(self) -> None:
        meet, own = button(self.tr("Their card (.cpk)…")), button(self.tr("Save own card…"))
        opened = button(self.tr("Open sealed file (.cpx)…"))
        meet.clicked.connect(lambda: self._choose(self.tr("Cards (*.cpk)")))
        own.clicked.connect(self._choose_card_target)
        opened.clicked.connect(lambda: self._choose(self.tr("Sealed files (*.cpx)")))
        out = self.tr(
            "Carries all that the other room may see and lacks, with attachments; only the chosen workstation can open "
            "it."
        )
        back = self.tr(
            "Look first, then take in. Brought twice, nothing is doubled. Afterwards save one for them: it holds what "
            "they lack."
        )
        whole = column(spacing=10, margins=(20, 16, 20, 16))
        whole.addWidget(label(self.tr("Take along"), "heading"))
        whole.addWidget(label(out, "dim", wrap=True))
        whole.addWidget(self.whom)
        whole.addLayout(row(meet, own, None, self.lacking, self.save))
        whole.addWidget(line())
        whole.addWidget(label(self.tr("What was brought"), "heading"))
        whole.addWidget(label(back, "dim", wrap=True))
        whole.addLayout(row(opened, None))
        whole.addWidget(self.problem)
        whole.addWidget(self.said, 1)
        whole.addLayout(row(None, self.take))
        self.setLayout(whole)

    # ------------------------------------------------------------------------------------------------- taking along

    async def read_receivers(self, chosen: DeviceId | None = None) -> None:
        """List the workstations that can be sealed for."""
        known = await self._context.tasks.store(self._stick.receivers)
        self.whom.blockSignals(True)  # Qt's own
        self.whom.clear()
        for one in known:
            self.whom.addItem(_receiver(one), one.device)
        at = self.whom.findData(chosen)
        self.whom.setCurrentIndex(max(at, 0) if known else -1)
        self.whom.blockSignals(False)  # Qt's own
        await self._count()

    async def _count(self) -> None:
        device = self.whom.currentData()
        self.save.setEnabled(device is not None)
        if device is None:
            self.lacking.setText(self.tr("No other workstation is known yet: open their card."))
            return
        count = await self._context.tasks.store(self._stick.lacking, DeviceId(device))
        self.lacking.setText(self.tr("%n entries", "", count))

    async def save_to(self, path: Path) -> None:
        """Write a sealed file for the chosen workstation."""
        device, name = self.whom.currentData(), self.whom.currentText()
        if device is None:
            return
        try:
            entries = await self._context.tasks.whole(self._sealed_to(path, DeviceId(device)))
        except CommandPostError as error:
            self._say(sentence(error))
        else:
            words = self.tr("Saved: {path}, {n} entries. Only {name} can open it.")
            self._say(words.format(path=path.name, n=entries, name=name), "good")

    async def _sealed_to(self, path: Path, device: DeviceId) -> int:
        """How many entries it holds."""
        made = await self._context.tasks.store(self._stick.write, device)
        await self._context.tasks.net(_write, path, made.content)
        return made.entries

    async def _card_to(self, path: Path) -> None:
        content = await self._context.tasks.store(self._stick.own_card)
        await self._context.tasks.net(_write, path, content)

    async def save_card(self, path: Path) -> None:
        """Write this workstation's card, so that others can seal for it."""
        try:
            await self._context.tasks.whole(self._card_to(path))
        except CommandPostError as error:
            self._say(sentence(error))
        else:
            self._say(self.tr("Saved: {path}. Give it to the other room.").format(path=path.name), "good")

    # ------------------------------------------------------------------------------------------------- brought

    async def open_file(self, path: Path) -> None:
        """Look at a sealed file, or take another workstation's card."""
        try:
            content = await self._context.tasks.net(_content, path)
            if path.suffix.lower() == CARD:
                met = await self._context.tasks.store(self._stick.meet, content)
                self._say("")
                await self.read_receivers(met.device)
                return
            seen = await self._context.tasks.store(self._stick.preview, content)
        except CommandPostError as error:
            self._show("", None)
            self._say(sentence(error))
            return
        self._say("")
        self._show("\n".join(preview_lines(seen)), content)

    async def take_in(self) -> None:
        """Take in what was looked at."""
        content = self._content
        if content is None or not self.take.isEnabled():
            return
        self.take.setEnabled(False)
        try:
            changes = await self._context.tasks.store(self._stick.take, content)
        except CommandPostError as error:
            self._say(sentence(error))
            self.take.setEnabled(True)  # e.g. after signing in
            return
        self._show("", None)
        self._say(self.tr("Taken in: {n} new entries.").format(n=len(changes.entries)), "good")
        await self.read_receivers(self.whom.currentData())

    def _show(self, words: str, content: bytes | None) -> None:
        self._content = content
        self.said.setText(words)
        self.take.setEnabled(content is not None)
        if content is not None:
            self.take.setFocus()

    def _say(self, words: str, role: str = "problem") -> None:
        set_role(self.problem, role)
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    # ------------------------------------------------------------------------------------------------- choosing

    def _choose(self, names: str) -> None:
        dialog = QFileDialog(self, self.windowTitle(), str(self._context.folder), names)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self._context.start(self.open_file, Path(chosen)))
        dialog.open()

    def _choose_target(self) -> None:
        dialog = self._saving(self.whom.currentText(), SEALED)
        dialog.fileSelected.connect(lambda chosen: self._context.start(self.save_to, Path(chosen)))
        dialog.open()

    def _choose_card_target(self) -> None:
        dialog = self._saving(self._context.desk.unit_name + self._context.desk.station, CARD)
        dialog.fileSelected.connect(lambda chosen: self._context.start(self.save_card, Path(chosen)))
        dialog.open()

    def _saving(self, name: str, ending: str) -> QFileDialog:
        plain = file_name(name).replace(" ", "")
        dialog = QFileDialog(self, self.windowTitle(), str(self._context.folder), f"(*{ending})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending.removeprefix("."))
        dialog.selectFile(f"{plain}-{local(self._context.now()):%m%d-%H%M}{ending}")
        return dialog

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._context.start(self.take_in)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self._context.start(self.open_file, Path(url.toLocalFile()))


def preview_lines(seen: StickPreview) -> tuple[str, ...]:
    """What a sealed file would bring, in lines a person reads before taking it in."""
    translate = QCoreApplication.translate
    head = translate("Stick", "From {unit}, {device}, written {day} {time}").format(
        unit=seen.unit_name, device=seen.device_name, day=short_day(seen.at), time=clock_time(seen.at)
    )
    count = translate("Stick", "{n} entries, {new} of them new here").format(n=seen.entries, new=seen.new)
    known = [translate("Stick", "This file was taken in before; nothing is doubled.")] if seen.taken_before else []
    owed = translate("Stick", "They lack {n} entries that this room could carry back.").format(n=seen.owed)
    return (head, count, *known, *carried_lines(seen.records), owed)


def _receiver(one: Receiver) -> str:
    last = f"{short_day(one.last)} {clock_time(one.last)}" if one.last else ""
    words = QCoreApplication.translate("Stick", "last exchange {time}").format(time=last) if last else ""
    return " · ".join(part for part in (one.unit_name, one.name, words) if part)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_SEALED + 1)
    except OSError as wrong:
        raise RuleBroken("stick_unreadable", file=path.name, reason=wrong.strerror or "") from wrong


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: a stick pulled out leaves no half file under the name."""
    fresh = path.with_name(path.name + ".new")
    try:
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # else the name may reach the stick before what it names
        fresh.replace(path)
    except OSError as wrong:
        raise RuleBroken("stick_unwritable", file=path.name, reason=wrong.strerror or "") from wrong
