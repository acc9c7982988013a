"""Maps of pictures: services by address with the user's own key, MBTiles files and folders of tiles."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QFileDialog, QFormLayout, QLineEdit, QWidget

from commandpost.app.map_pictures import MapPictures
from commandpost.domain.tile_source import TileKind, TileSource, tianditu
from commandpost.gui.context import MAP, GuiContext
from commandpost.gui.pages.settings.map_owner import MapOwnerDialog
from commandpost.gui.pages.settings.section import Section
from commandpost.gui.translation import QT_TRANSLATE_NOOP
from commandpost.gui.widgets.shape import button, label, row
from commandpost.gui.widgets.table import TableColumn, TableView
from commandpost.journal.entry import ChangeSet

OWN = ""  # an address of one's own
PRESETS = {
    "vec": QT_TRANSLATE_NOOP("PicturesSection", "Tianditu streets"),
    "cva": QT_TRANSLATE_NOOP("PicturesSection", "Tianditu street names"),
    "img": QT_TRANSLATE_NOOP("PicturesSection", "Tianditu images"),
    "cia": QT_TRANSLATE_NOOP("PicturesSection", "Tianditu image names"),
    "ter": QT_TRANSLATE_NOOP("PicturesSection", "Tianditu terrain"),
}
KINDS = {
    TileKind.SERVICE: QT_TRANSLATE_NOOP("PicturesSection", "service"),
    TileKind.MBTILES: "MBTiles",
    TileKind.FOLDER: QT_TRANSLATE_NOOP("PicturesSection", "folder"),
}


class PicturesSection(Section):
    """The key is shown to nobody once it is kept."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context, QCoreApplication.translate("Settings", "Picture maps"))
        self.sources: TableView[TileSource] = TableView(self._columns(), context.theme, self.tr("Picture maps"))
        self.sources.hint = self.tr("No picture map yet: add a service, an MBTiles file or a folder of tiles.")
        self.sources.setMinimumHeight(context.theme.px(110))
        self._preset = QComboBox()
        for layer, words in PRESETS.items():
            self._preset.addItem(self.tr(words), layer)
        self._preset.addItem(self.tr("An address of your own"), OWN)
        self._name, self._address, self._key = QLineEdit(), QLineEdit(), QLineEdit()
        self._provider, self._approval, self._host = QLineEdit(), QLineEdit(), QLineEdit()
        self._key.setEchoMode(QLineEdit.EchoMode.Password)
        self._address.setPlaceholderText("https://…/{z}/{x}/{y}.png")
        self._hosts = label("", "dim", wrap=True)
        self._assemble()
        self._preset.activated.connect(lambda _at: self._show_preset())
        self._show_preset()

    def _assemble(self) -> None:
        form = QFormLayout()
        form.setSpacing(8)
        named: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Service"), self._preset),
            (self.tr("Name"), self._name),
            (self.tr("Address"), self._address),
            (self.tr("Your key"), self._key),
            (self.tr("Provider"), self._provider),
            (self.tr("Approval number"), self._approval),
        )
        for words, box in named:
            box.setAccessibleName(words)
            form.addRow(label(words, "dim"), box)
        add, file = button(self.tr("Add the service"), role="primary"), button(self.tr("Add an MBTiles file…"))
        folder, remove = button(self.tr("Add a folder of tiles…")), button(self.tr("Remove"))
        owner = button(self.tr("Provider and number…"))
        owner.clicked.connect(self.open_owner)
        allow = button(self.tr("Allow the host"))
        self._host.setAccessibleName(self.tr("Host"))
        self._host.setPlaceholderText("tiles.example.gov.cn")
        add.clicked.connect(lambda: self.do(self.add_service))
        file.clicked.connect(self._ask_tiles)
        folder.clicked.connect(self._ask_folder)
        remove.clicked.connect(lambda: self.do(self.remove))
        allow.clicked.connect(lambda: self.do(self.allow))
        words = self.tr(
            "They lie under the layers. What was looked at is kept on the disk within a limit and shown again when the "
            "line is down. The key is kept sealed and shown to nobody."
        )
        self.body.addWidget(label(words, "dim", wrap=True))
        self.body.addWidget(self.sources, 1)
        self.body.addLayout(row(file, folder, owner, remove, None))
        self.body.addLayout(form)
        self.body.addLayout(row(add, None))
        self.body.addWidget(self._hosts)
        self.body.addLayout(row(self._host, allow, None))
        self.setEnabled(self.context.services.map_pictures is not None)

    def refresh(self) -> None:
        pictures = self.context.services.map_pictures
        sources = pictures.sources() if pictures is not None else ()
        self.sources.show_rows(sources, lambda one, other: one.id == other.id)
        hosts = "、".join(sorted(pictures.hosts())) if pictures is not None else ""
        self._hosts.setText(self.tr("Allowed hosts: {hosts}").format(hosts=hosts))

    # ------------------------------------------------------------------------------------------------- deeds

    async def add_service(self) -> str:
        """Add the service as filled in; the first picture tells whether the key is right."""
        layer = str(self._preset.currentData())
        typed = self._address.text()
        address = tianditu(layer) if layer != OWN else await self.context.tasks.net(self._pictures().resolve, typed)
        title = self._name.text().strip() or (self._preset.currentText() if layer != OWN else "")
        source = await self.context.tasks.store(
            self._pictures().add_service,
            title,
            address,
            self._key.text(),
            provider=self._provider.text().strip() or (self.tr("Tianditu") if layer != OWN else ""),
            approval_number=self._approval.text(),
        )
        self._key.clear()
        return self._added(source)

    async def add_place(self, place: Path) -> str:
        """Add a file or a folder; it stays where it is."""
        source = await self.context.tasks.net(self._pictures().look_at, place)
        await self.context.tasks.store(self._pictures().add, source)
        return self._added(source)

    def open_owner(self) -> MapOwnerDialog | None:
        """Open who answers for the chosen map beside the page."""
        chosen = self.sources.current
        if chosen is None:
            self.say(self.tr("Choose a map first."))
            return None
        dialog = MapOwnerDialog(self.context.theme, chosen.title, self)
        dialog.show_owner(chosen.provider, chosen.approval_number)
        dialog.kept.connect(lambda: self._owner_told(chosen, dialog.provider.text(), dialog.approval.text()))
        dialog.show()
        return dialog

    def _owner_told(self, source: TileSource, provider: str, approval: str) -> None:
        self.do(self._keep_owner, source, provider, approval)

    async def _keep_owner(self, source: TileSource, provider: str, approval: str) -> str:
        await self.context.tasks.store(self._pictures().answer_for, source.id, provider, approval)
        self._announce()
        return self.tr("Kept: {what}").format(what=source.title)

    async def remove(self) -> str:
        """Take the chosen map away, with what was kept of it."""
        chosen = self.sources.current
        if chosen is None:
            return self.tr("Choose a map first.")
        await self.context.tasks.store(self._pictures().remove, chosen.id)
        self._announce()
        await self.context.tasks.net(self._pictures().forget, chosen)
        return self.tr("Removed: {what}").format(what=chosen.title)

    async def allow(self) -> str:
        """Put a host on the list; needs the right to administer."""
        await self.context.tasks.store(self._pictures().allow, self._host.text())
        self._host.clear()
        self.refresh()
        return self.tr("The host is on the list.")

    def _added(self, source: TileSource) -> str:
        self._announce()
        return self.tr("Added: {what}").format(what=source.title)

    def _announce(self) -> None:
        self.refresh()
        self.context.bridge.announce(ChangeSet(kinds=frozenset({MAP})))

    def _pictures(self) -> MapPictures:
        pictures = self.context.services.map_pictures
        if pictures is None:
            raise RuntimeError("the section is off without picture maps")
        return pictures

    # ------------------------------------------------------------------------------------------------- inside

    def _ask_tiles(self) -> None:
        self.ask_file(self.tr("Add an MBTiles file"), self.tr("Map tiles (*.mbtiles)"), self.add_place)

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Add a folder of tiles"), str(self.context.folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.do(self.add_place, Path(name)))
        dialog.open()

    def _show_preset(self) -> None:
        own = self._preset.currentData() == OWN
        self._address.setEnabled(own)

    def _columns(self) -> tuple[TableColumn[TileSource], ...]:
        return (
            TableColumn(title=self.tr("Map"), text=lambda one: one.title),
            TableColumn(title=self.tr("Kind"), text=_kind, width=100),
            TableColumn(title=self.tr("Where"), text=_where),
            TableColumn(title=self.tr("Provider"), text=lambda one: one.provider),
            TableColumn(title=self.tr("Approval number"), text=lambda one: one.approval_number),
        )


def _kind(source: TileSource) -> str:
    return QCoreApplication.translate("PicturesSection", KINDS[source.kind])


def _where(source: TileSource) -> str:
    """The host or the file; never an address, which may hold a key."""
    return source.host if source.kind is TileKind.SERVICE else Path(source.place).name
