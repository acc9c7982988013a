"""The map's layers: where each came from, in which datum, how exact, who provides it, under which approval number."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from commandpost.app.permissions import Action
from commandpost.domain.map_import import KeptLayer, LayerOrigin
from commandpost.gui.alive import alive
from commandpost.gui.context import GuiContext
from commandpost.gui.pages.keeping_layers import keep_layers
from commandpost.gui.pages.map_export.dialog import MapExportDialog
from commandpost.gui.pages.map_import.dialog import MapImportDialog
from commandpost.gui.pages.map_import.words import layer_lines
from commandpost.gui.pages.settings.layer_style import LayerStyleDialog
from commandpost.gui.pages.settings.map_owner import MapOwnerDialog
from commandpost.gui.pages.settings.section import Section
from commandpost.gui.widgets.shape import button, label, row
from commandpost.gui.widgets.table import TableColumn, TableView

_WIDTHS = (0, 110, 110, 0, 0)  # of source, datum, accuracy, provider and number


class MapsSection(Section):
    """A map without a provider is never shown as an official one."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context, QCoreApplication.translate("Settings", "Map"))
        self.layers: TableView[KeptLayer] = TableView(self._columns(), context.theme, self.tr("Layers of the map"))
        self.layers.setMinimumHeight(context.theme.px(180))
        self._importing: MapImportDialog | None = None
        self._import = button(self.tr("Import a map file…"), role="primary")
        self._remove = button(self.tr("Remove the layer"), needs=Action.WRITE)
        self._export = button(self.tr("Export the map…"))
        self._restyle = button(self.tr("Style…"), needs=Action.WRITE)
        self._owner = button(self.tr("Provider and number…"), needs=Action.WRITE)
        self._owner.clicked.connect(self.open_owner)
        self._restyle.clicked.connect(self.open_style)
        self._import.clicked.connect(self.open_import)
        self._remove.clicked.connect(lambda: self.do(self.remove))
        self._export.clicked.connect(self.open_export)
        for deed in (self._import, self._export):
            deed.setEnabled(context.services.map_files is not None)
        self._empty = label(self.tr("No map file of your own yet"), "dim")
        words = self.tr(
            "Vector maps, tables of places and GPS tracks of any usual kind. A copy is kept on this workstation, "
            "not sealed like the ledgers: lists of residents belong into the ledgers."
        )
        self.body.addWidget(label(words, "dim", wrap=True))
        self.body.addWidget(self._empty)
        self.body.addWidget(self.layers, 1)
        self.body.addLayout(row(self._import, self._export, self._restyle, self._owner, self._remove, None))
        self.body.addStretch(0)  # takes the room while there is no table of layers

    def refresh(self) -> None:
        files = self.context.services.map_files
        kept = files.layers() if files is not None else ()
        self.layers.show_rows(kept, lambda one, other: one.id == other.id)
        self.layers.setVisible(bool(kept))
        self._remove.setVisible(bool(kept))
        self._restyle.setVisible(bool(kept))
        self._owner.setVisible(bool(kept))
        self._empty.setVisible(not kept)

    def open_import(self) -> MapImportDialog | None:
        """Open the import beside the page; one at a time, because there is one reading process."""
        files = self.context.services.map_files
        if files is None:
            return None
        dialog = self._importing
        if dialog is None or not alive(dialog):
            dialog = self._importing = MapImportDialog(self.context, files, self)
            dialog.imported.connect(self._imported)
        dialog.show()
        dialog.raise_()
        return dialog

    def open_export(self) -> MapExportDialog | None:
        """Open the export beside the page."""
        files = self.context.services.map_files
        if files is None:
            return None
        dialog = MapExportDialog(self.context, files, self)
        dialog.show()
        return dialog

    def open_style(self) -> LayerStyleDialog | None:
        """Open the style of the chosen layer beside the page."""
        files, chosen = self.context.services.map_files, self.layers.current
        if files is None or chosen is None:
            self.say(self.tr("Choose a layer first."))
            return None
        dialog = LayerStyleDialog(self.context, files, chosen, self)
        dialog.restyled.connect(self.refresh)
        dialog.show()
        return dialog

    def open_owner(self) -> MapOwnerDialog | None:
        """Open who answers for the chosen layer beside the page."""
        chosen = self.layers.current
        if chosen is None:
            self.say(self.tr("Choose a layer first."))
            return None
        dialog, old = MapOwnerDialog(self.context.theme, chosen.title, self), chosen.origin
        dialog.show_layer(old.provider, old.approval_number, old.accuracy_m, trusted=old.trusted)
        dialog.kept.connect(lambda: self._owner_told(chosen, dialog))
        dialog.show()
        return dialog

    def _owner_told(self, layer: KeptLayer, dialog: MapOwnerDialog) -> None:
        """Read the dialog before it goes."""
        told = LayerOrigin(
            source="",
            accuracy_m=dialog.accuracy_m,
            provider=dialog.provider.text().strip(),
            approval_number=dialog.approval.text().strip(),
            trusted=dialog.trusted.isChecked(),
        )
        self.do(self._keep_owner, layer, told)

    async def _keep_owner(self, layer: KeptLayer, told: LayerOrigin) -> str:
        files = self.context.services.map_files
        if files is None:
            return ""
        files.answer_for(layer.id, told)
        await keep_layers(self.context, files)
        self.refresh()
        return self.tr("Kept: {what}").format(what=layer.title)

    async def remove(self) -> str:
        """Take the chosen layer off the map and delete its copy."""
        files, chosen = self.context.services.map_files, self.layers.current
        if files is None or chosen is None:
            return self.tr("Choose a layer first.")
        await self.context.tasks.net(files.remove, chosen.id)
        await keep_layers(self.context, files)
        self.refresh()
        return self.tr("Removed: {what}").format(what=chosen.title)

    def _imported(self, layer: KeptLayer) -> None:
        self.refresh()
        self.say(self.tr("Taken in: {what}, {count} feature(s).").format(what=layer.title, count=layer.features))

    def _columns(self) -> tuple[TableColumn[KeptLayer], ...]:
        titles = (
            self.tr("Source"),
            self.tr("Drawn in"),
            self.tr("Accuracy"),
            self.tr("Provider"),
            self.tr("Approval number"),
        )
        return (
            TableColumn(title=self.tr("Layer"), text=lambda one: one.title),
            TableColumn(title=self.tr("Features"), text=lambda one: str(one.features), width=80),
            TableColumn(title=self.tr("Lies"), text=self._lies, width=90),
            *(TableColumn(title=title, text=_told(at), width=_WIDTHS[at]) for at, title in enumerate(titles)),
        )

    def _lies(self, layer: KeptLayer) -> str:
        return self.tr("base map") if layer.base else self.tr("over it")


def _told(at: int) -> Callable[[KeptLayer], str]:
    return lambda layer: layer_lines(layer)[at]
