"""The link to the server: its address, enrolment by a one-time code, the sample's own server."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFormLayout, QLineEdit

from commandpost.app.link import LinkState, LinkStatus
from commandpost.domain.errors import Unavailable
from commandpost.gui.context import GuiContext
from commandpost.gui.pages.settings.section import Section
from commandpost.gui.runtime.changes import LINK
from commandpost.gui.times import day_time
from commandpost.gui.widgets.shape import button, label, row
from commandpost.journal.entry import ChangeSet


class ServerSection(Section):
    """Everything here goes on without a server, too."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context, QCoreApplication.translate("Settings", "Server"))
        link = context.services.link
        self._state = label("", wrap=True)
        self._url, self._code = QLineEdit(), QLineEdit()
        self._url.setPlaceholderText("https://duty.example.gov.cn#sha256:…")
        self._code.setPlaceholderText(self.tr("One-time code from the administrator"))
        enroll = button(self.tr("Link this workstation"), role="primary")
        enroll.clicked.connect(lambda: self.do(self._enroll))
        self._code.returnPressed.connect(lambda: self.do(self._enroll))
        self._switch = button("", name=self.tr("The sample's server"))
        self._switch.clicked.connect(lambda: self.do(self._switch_embedded))
        self._switch.setVisible(link is not None and link.embedded is not None)
        form = QFormLayout()
        form.setSpacing(10)
        for words, widget in ((self.tr("Address"), self._url), (self.tr("One-time code"), self._code)):
            widget.setAccessibleName(words)
            form.addRow(label(words, "dim"), widget)
        for box in (self._url, self._code, enroll):
            box.setEnabled(link is not None)
        self.body.addWidget(self._state)
        self.body.addLayout(form)
        self.body.addLayout(row(enroll, self._switch, None))
        self.body.addStretch(1)

    def refresh(self) -> None:
        link, sync = self.context.services.link, self.context.services.sync
        if link is not None and not self._url.isModified():  # else it is being typed
            self._url.setText(link.url())
        if link is not None:
            running = link.embedded_runs()
            self._switch.setText(
                self.tr("Stop the sample's server") if running else self.tr("Start the sample's server")
            )
        status = sync.status() if sync is not None else LinkStatus(state=LinkState.UNLINKED)
        if status.state is LinkState.UNLINKED:
            self._state.setText(self.tr("Not linked. The desk works on its own; link it to report electronically."))
            return
        last = day_time(status.last_sync, self.context.now()) if status.last_sync is not None else "—"
        words = self.tr("Online, last exchange {time}") if status.online else self.tr("Offline, last exchange {time}")
        waiting = self.tr("%n entry(ies) to be sent", "", status.pending)
        self._state.setText(f"{words.format(time=last)} · {waiting}")

    async def _enroll(self) -> str:
        link = self.context.services.link
        if link is None:
            return ""
        linking = await self.context.tasks.net(link.reach, self._url.text().strip(), self._code.text().strip())
        await self.context.tasks.store(linking)
        self._code.clear()
        self.context.bridge.announce(ChangeSet(kinds=frozenset({LINK})))
        self.refresh()
        await self._keep_copy()
        return self.tr("Linked: what waited is being sent now.")

    async def _keep_copy(self) -> None:
        """Copies from before know no server: a journal mended from one of them could not fetch what it lost."""
        backup = self.context.services.backup
        if backup is None:
            return
        try:
            await self.context.tasks.net(backup)
        except Unavailable as refused:  # the hourly round tries again, and tells when it cannot
            self.context.notices.refused(refused)

    async def _switch_embedded(self) -> str:
        link = self.context.services.link
        if link is None or link.embedded is None:
            return ""
        start = not link.embedded_runs()
        url = await self.context.tasks.net(link.embedded, start)
        self.refresh()
        return self.tr("The sample's server runs at {url}").format(url=url) if start else self.tr("Stopped")
