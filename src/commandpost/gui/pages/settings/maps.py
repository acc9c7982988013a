"""The offline map: its files, who provides them and under which approval number (审图号)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFormLayout, QLineEdit

from commandpost.gui.context import GuiContext
from commandpost.gui.pages.settings.section import Section
from commandpost.gui.widgets.shape import button, label, row


class MapsSection(Section):
    """A map without a provider is never shown as an official one."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context, QCoreApplication.translate("Settings", "Map"))
        source = context.services.map_source
        self._files = label("", wrap=True)
        self._provider, self._approval = QLineEdit(), QLineEdit()
        form = QFormLayout()
        form.setSpacing(10)
        for words, box in ((self.tr("Provider"), self._provider), (self.tr("Approval number"), self._approval)):
            box.setAccessibleName(words)
            form.addRow(label(words, "dim"), box)
        add = button(self.tr("Add a map file…"), role="primary")
        add.clicked.connect(self._ask)
        add.setEnabled(source is not None)
        self.body.addWidget(self._files)
        self.body.addLayout(form)
        self.body.addLayout(row(add, None))
        words = self.tr("GeoPackage, GeoJSON or Shapefile. The file is copied; it never leaves this workstation.")
        self.body.addWidget(label(words, "dim", wrap=True))
        self.body.addStretch(1)

    def refresh(self) -> None:
        source = self.context.services.map_source
        names = source.named() if source is not None else ()
        self._files.setText("\n".join(f"● {name}" for name in names) or self.tr("No map file of your own yet"))

    def _ask(self) -> None:
        pattern = self.tr("Map files (*.gpkg *.geojson *.json *.shp)")
        self.ask_file(self.tr("Add a map file"), pattern, self.add)

    async def add(self, file: Path) -> str:
        """Read the file in a process of its own and put it under the map."""
        source = self.context.services.map_source
        if source is None:
            return ""
        provider, approval = self._provider.text().strip(), self._approval.text().strip()
        told = await self.context.tasks.net(source.add, file, provider, approval)
        self.refresh()
        return self.tr("Added: {what}. It is drawn with the next start.").format(what=told)
