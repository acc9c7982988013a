"""Message templates filled from the incident: into the log box, or onto the clipboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidget, QPlainTextEdit, QWidget

from commandpost.domain.ids import RecordId
from commandpost.domain.message_templates import BLANK, MessageTemplate
from commandpost.gui.context import GuiContext
from commandpost.gui.widgets.screen_room import open_at
from commandpost.gui.widgets.shape import button, column, label, row
from commandpost.gui.widgets.side_window import SideWindow


class TemplatePicker(SideWindow):
    """Not modal; the text may be changed before it is taken."""

    taken = Signal(str)

    def __init__(self, context: GuiContext, incident: RecordId | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._incident = context, incident
        self._filled: tuple[tuple[MessageTemplate, str], ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        title = self.tr("Message template")
        self.setWindowTitle(title)
        self.list = QListWidget()
        self.list.setProperty("role", "roomy")
        self.list.setAccessibleName(self.tr("Templates"))
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Text of the message"))
        self.list.currentRowChanged.connect(self._show)
        self.list.itemActivated.connect(lambda _item: self._take())
        take = button(self.tr("Into the log box"), role="primary", key="Enter")
        copy = button(self.tr("Copy"))
        close = button(self.tr("Close"), key="Esc")
        take.clicked.connect(self._take)
        copy.clicked.connect(self._copy)
        close.clicked.connect(self.close)
        note = self.tr("What is not known stands as {blank}: fill it in.").format(blank=BLANK)
        middle = row(self.list, self.text, spacing=10)
        middle.setStretch(0, 1)
        middle.setStretch(1, 2)
        whole = column(label(title, "heading"), label(note, "dim", wrap=True), spacing=10, margins=(20, 16, 20, 16))
        whole.addLayout(middle, 1)
        whole.addLayout(row(None, take, copy, close))
        self.setLayout(whole)
        open_at(self, context.theme, 760, 420)
        self.list.setFocus()
        context.tasks.start(self._read(), owner=self)

    async def _read(self) -> None:
        self._filled = await self._context.tasks.store(self._fill)
        self.list.addItems([template.title for template, _text in self._filled])
        self.list.setCurrentRow(0)

    def _fill(self) -> tuple[tuple[MessageTemplate, str], ...]:
        """On the store's thread."""
        service = self._context.services.tools.templates
        templates: Sequence[MessageTemplate] = service.templates()
        return tuple((one, service.fill(one, self._incident)) for one in templates)

    def _show(self, at: int) -> None:
        self.text.setPlainText(self._filled[at][1] if 0 <= at < len(self._filled) else "")

    def _take(self) -> None:
        self.taken.emit(self.text.toPlainText())
        self.accept()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._context.notices.say(self.tr("The message is on the clipboard."), key="template")
