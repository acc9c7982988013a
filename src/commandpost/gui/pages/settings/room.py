"""The room: this desk serves the others while the line is dead, or is connected to the one that does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QFormLayout, QLineEdit, QWidget

from commandpost.app.room import RoomState
from commandpost.gui.alive import alive
from commandpost.gui.context import GuiContext
from commandpost.gui.pages.settings.section import Section
from commandpost.gui.room_words import refusal_words
from commandpost.gui.runtime.belonging import afterwards
from commandpost.gui.runtime.changes import LINK
from commandpost.gui.widgets.shape import button, label, row
from commandpost.journal.entry import ChangeSet


class RoomSection(Section):
    """One switch, one code, one field for the code of another desk."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context, QCoreApplication.translate("Settings", "Room"))
        self._shown: RoomState | None = None
        self._busy = False
        why = self.tr(
            "While the line to the server is dead the desks of this room can go on seeing each other's entries: "
            "one serves, the others connect to it. Only workstations of this unit that the server enrolled are let in."
        )
        self._serving, self._codes, self._written = label("", wrap=True), label("", "clock"), label("", "dim")
        self._codes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._switch = button("", role="primary", name=self.tr("Serve this room"))
        self._switch.clicked.connect(lambda: self._begin(self._turn))
        self._joined = label("", wrap=True)
        self._address = QLineEdit()
        self._address.setPlaceholderText("XXXX-XXXX-XXXX")
        self._address.setMaximumWidth(context.theme.px(320))
        self._connect, self._leave = button(self.tr("Connect")), button(self.tr("Disconnect"))
        self._connect.clicked.connect(lambda: self._begin(self._join))
        self._address.returnPressed.connect(lambda: self._begin(self._join))
        self._leave.clicked.connect(lambda: self._begin(self._part))
        words = self.tr("Code or address of the serving desk")
        self._address.setAccessibleName(words)
        form = QFormLayout()
        form.setSpacing(10)
        form.addRow(label(words, "dim"), row(self._address, self._connect, self._leave, None))
        for box in (self._switch, self._address, self._connect, self._leave):
            box.setEnabled(context.services.room is not None)
        self.body.addWidget(label(why, "dim", wrap=True))
        self.body.addWidget(label(self.tr("This desk serves the room"), "heading"))
        self.body.addWidget(self._serving)
        self.body.addWidget(self._codes)
        self.body.addWidget(self._written)
        self.body.addLayout(row(self._switch, None))
        self.body.addSpacing(context.theme.px(14))
        self.body.addWidget(label(self.tr("This desk is connected to another"), "heading"))
        self.body.addWidget(self._joined)
        self.body.addLayout(form)
        self.body.addStretch(1)
        self._show(RoomState())

    def refresh(self) -> None:
        room = self.context.services.room
        self._show(RoomState() if room is None else room.state())

    def tick(self, now: datetime) -> None:
        """Who is connected changes without any entry."""
        del now
        self.refresh()

    def _show(self, state: RoomState) -> None:
        if state == self._shown:
            return
        self._shown = state
        self._switch.setText(self.tr("Stop serving") if state.serving else self.tr("Serve this room"))
        self._codes.setText("   ".join(state.codes))
        self._codes.setVisible(bool(state.codes))
        self._written.setText("   ".join(state.addresses))
        self._written.setVisible(bool(state.addresses))
        self._serving.setText(self._serving_words(state))
        self._leave.setVisible(bool(state.host))
        if not state.host:
            self._joined.setText(self.tr("Not connected to a desk of the room."))
        elif state.online:
            self._joined.setText(self.tr("Connected to desk {name}.").format(name=state.host))
        else:
            self._joined.setText(self._parted_words(state))

    def _parted_words(self, state: RoomState) -> str:
        """Silence passes by itself; a refusal is said with its reason."""
        if not state.refusal:
            return self.tr("Desk {name} does not answer; it is tried again.").format(name=state.host)
        said = self.tr("Not connected to desk {name}: {reason}")
        return said.format(name=state.host, reason=refusal_words(state.refusal))

    def _serving_words(self, state: RoomState) -> str:
        if not state.serving:
            return self.tr("Off. Switch it on at one desk and tell the others its code.")
        if not state.guests:
            return self.tr("On. Tell the others this code; nobody is connected yet.")
        names = self.tr(", ").join(guest.name for guest in state.guests)
        return self.tr("On. Connected: {names}. Code for others:").format(names=names)

    def _begin(self, work: Callable[[], Awaitable[str]]) -> None:
        """One press at a time: a second one while the network is waited for is none."""
        if not self._busy:
            held = QApplication.focusWidget()
            self._let_press(press=False)
            self.do(self._alone, work, held, QApplication.focusWidget())

    async def _alone(self, work: Callable[[], Awaitable[str]], held: QWidget | None, lent: QWidget | None) -> str:
        """Afterwards the focus is again where it was held, unless the operator took it elsewhere."""
        with afterwards(self, lambda: self._give_back(held, lent)):
            return await work()

    def _give_back(self, held: QWidget | None, lent: QWidget | None) -> None:
        self._let_press(press=True)
        if held is not None and alive(held) and QApplication.focusWidget() is lent:
            held.setFocus()

    def _let_press(self, *, press: bool) -> None:
        self._busy = not press
        for one in (self._switch, self._connect, self._leave):
            one.setEnabled(press)

    async def _turn(self) -> str:
        room = self.context.services.room
        if room is None:
            return ""
        run = not room.state().serving
        await self.context.tasks.net(room.serve, run)
        self.refresh()
        return self.tr("The room is served from here.") if run else self.tr("The room is served from here no more.")

    async def _join(self) -> str:
        room = self.context.services.room
        if room is None:
            return ""
        said = self._address.text()
        connecting = await self.context.tasks.net(room.join, said)
        await self.context.tasks.store(connecting)
        if self._address.text() == said:
            self._address.clear()
        self.context.bridge.announce(ChangeSet(kinds=frozenset({LINK})))
        self.refresh()
        return self.tr("Connected: the two desks bring their journals together now.")

    async def _part(self) -> str:
        room = self.context.services.room
        if room is not None:
            await self.context.tasks.store(room.leave)
        self.refresh()
        return self.tr("Disconnected.")
