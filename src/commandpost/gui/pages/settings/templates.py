"""The unit's message templates: change, add, retire; fields in braces are filled from the incident."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from commandpost.app.permissions import Action
from commandpost.domain.message_templates import FIELDS, MessageTemplate
from commandpost.gui.context import GuiContext
from commandpost.gui.pages.settings.section import Section
from commandpost.gui.widgets.shape import button, label, row
from commandpost.gui.widgets.table import TableColumn, TableView


class TemplatesSection(Section):
    """A retired template is offered no longer; its history stays in the journal."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context, QCoreApplication.translate("Settings", "Message templates"))
        self._chosen: MessageTemplate | None = None
        self.table: TableView[MessageTemplate] = TableView(self._columns(), context.theme, self.tr("Message templates"))
        self.table.setMinimumHeight(context.theme.px(220))
        self.table.chosen.connect(self._choose)
        self.name, self.text = QLineEdit(), QPlainTextEdit()
        self.name.setPlaceholderText(self.tr("Title"))
        self.name.setAccessibleName(self.tr("Title"))
        self.text.setAccessibleName(self.tr("Text"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(context.theme.px(110))
        keep, new = button(self.tr("Keep"), role="primary", needs=Action.ADMINISTER), button(self.tr("New template"))
        self.retiring = button(self.tr("Retire"), needs=Action.ADMINISTER)
        keep.clicked.connect(lambda: self.do(self.keep))
        new.clicked.connect(self.begin_new)
        self.retiring.clicked.connect(lambda: self.do(self.retire))
        fields = "  ".join(f"{{{name}}}" for name in FIELDS)
        hint = self.tr("Fields filled from the incident and the desk: {fields}. Ctrl+T uses a template.")
        for part in (self.table, self.name, self.text, label(hint.format(fields=fields), "dim", wrap=True)):
            self.body.addWidget(part)
        self.body.addLayout(row(keep, new, self.retiring, None))
        self.body.addStretch(1)

    def _columns(self) -> tuple[TableColumn[MessageTemplate], ...]:
        return (
            TableColumn(title=self.tr("Title"), text=lambda one: one.title, strong=True, width=160),
            TableColumn(title=self.tr("Text"), text=lambda one: one.text),
        )

    def refresh(self) -> None:
        self.context.tasks.start(self._read())

    async def _read(self) -> None:
        found = await self.context.tasks.store(self.context.services.tools.templates.templates)
        self.table.show_rows(found, lambda one, other: one.key == other.key)

    def begin_new(self) -> None:
        """Empty the form for a template of the unit's own."""
        self.table.setCurrentIndex(QModelIndex())
        self._show(None)
        self.name.setFocus()

    def _choose(self, template: MessageTemplate) -> None:
        """Another row was chosen; a reading that stays on the row leaves alone what is typed."""
        if self._chosen is None or self._chosen.key != template.key:
            self._show(template)

    def _show(self, template: MessageTemplate | None) -> None:
        self._chosen = template
        self.name.setText("" if template is None else template.title)
        self.text.setPlainText("" if template is None else template.text)
        self.retiring.setEnabled(template is not None)

    async def keep(self) -> str:
        """Keep the typed text under the chosen template, or as a new one."""
        key = "" if self._chosen is None else self._chosen.key
        wanted = MessageTemplate(key=key, title=self.name.text(), text=self.text.toPlainText())
        key = await self.context.tasks.store(self.context.services.tools.templates.keep, wanted)
        self._chosen = MessageTemplate(key=key, title=wanted.title, text=wanted.text)
        await self._read()
        return self.tr("Kept.")

    async def retire(self) -> str:
        """Offer the chosen one no longer."""
        if self._chosen is not None:
            await self.context.tasks.store(self.context.services.tools.templates.retire, self._chosen.key)
            self._show(None)
            await self._read()
        return self.tr("It is offered no longer.")
