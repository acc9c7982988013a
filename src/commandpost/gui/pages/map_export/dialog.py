"""The export of the situation and of kept layers; it is recorded before anything is written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from commandpost.app.map_files import MapFiles
from commandpost.app.permissions import Action
from commandpost.domain.errors import CommandPostError
from commandpost.domain.map_export import ExportWish, MapForm, PeopleShown
from commandpost.gui.context import GuiContext
from commandpost.gui.messages import sentence
from commandpost.gui.widgets.screen_room import open_at
from commandpost.gui.widgets.shape import button, column, label, row
from commandpost.gui.widgets.side_window import SideWindow

_WIDTH = 520
_FORMS = {MapForm.GEOPACKAGE: "GeoPackage", MapForm.GEOJSON: "GeoJSON", MapForm.KML: "KML"}


class MapExportDialog(SideWindow):
    """Never modal; what is refused stands below and everything stays ticked."""

    exported = Signal(str)  # path

    def __init__(self, context: GuiContext, files: MapFiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(self.tr("Export the map"))
        self.context = context
        self._files = files
        self._busy = False
        self._situation: dict[str, QCheckBox] = {}
        self._ledgers: dict[str, QCheckBox] = {}
        self._kept: dict[str, QCheckBox] = {}
        self._people, self._form = QComboBox(), QComboBox()
        self._reason = QLineEdit()
        self._problem = label("", "problem", wrap=True)
        self._build()
        self._people.activated.connect(lambda _at: self._ask_reason())
        self._ask_reason()

    def _build(self) -> None:
        language = self.context.preferences.liking.language.value
        boxes = column(label(self.tr("Situation"), "heading"), spacing=6)
        situation = {
            "incidents": self.tr("Open incidents"),
            "sketches": self.tr("Cordons, closed roads, routes, marks"),
            "grids": self.tr("Grid borders"),
        }
        for key, words in situation.items():
            self._situation[key] = _ticked(words)
            boxes.addWidget(self._situation[key])
        for spec in self.context.services.ledgers.specs():
            if not spec.personal:
                self._ledgers[spec.key] = _ticked(spec.title.text(language))
                boxes.addWidget(self._ledgers[spec.key])
        layers = self._files.layers()
        if layers:
            boxes.addWidget(label(self.tr("Layers of the map"), "heading"))
        for layer in layers:
            self._kept[layer.id] = QCheckBox(layer.title)
            boxes.addWidget(self._kept[layer.id])
        boxes.addStretch(1)
        self._assemble(boxes)

    def _assemble(self, boxes: QVBoxLayout) -> None:
        inside = QWidget()
        inside.setLayout(boxes)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        people = {
            PeopleShown.NOBODY: self.tr("leave them out"),
            PeopleShown.MASKED: self.tr("with names and numbers masked"),
            PeopleShown.CLEAR: self.tr("in clear (duty leader, with a reason)"),
        }
        for shown, words in people.items():
            self._people.addItem(words, shown)
        for form, name in _FORMS.items():
            self._form.addItem(name, form)
        fields = QFormLayout()
        named: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Residents"), self._people),
            (self.tr("Reason"), self._reason),
            (self.tr("Form"), self._form),
        )
        for words, box in named:
            box.setAccessibleName(words)
            fields.addRow(label(words, "dim"), box)
        save = button(self.tr("Export…"), role="primary", key="Ctrl+Enter", needs=Action.EXPORT)
        cancel = button(self.tr("Cancel"), key="Esc")
        save.clicked.connect(self.ask)
        cancel.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.ask)
        words = self.tr("Every export is recorded in the journal and the duty log. Callers and contacts never go out.")
        whole = column(
            label(self.tr("Export the map"), "title"), label(words, "dim", wrap=True), margins=(18, 16, 18, 14)
        )
        whole.addWidget(scroll, 1)
        whole.addLayout(fields)
        whole.addWidget(self._problem)
        whole.addLayout(row(None, cancel, save))
        self.setLayout(whole)
        open_at(self, self.context.theme, _WIDTH, 620)

    def ask_whether(self, words: str) -> None:
        self._problem.setText(words)

    def _ask_reason(self) -> None:
        self._reason.setEnabled(self._people.currentData() == PeopleShown.CLEAR)

    @property
    def wish(self) -> ExportWish:
        """What is ticked."""
        return ExportWish(
            form=MapForm(self._form.currentData()),
            incidents=self._situation["incidents"].isChecked(),
            sketches=self._situation["sketches"].isChecked(),
            grids=self._situation["grids"].isChecked(),
            ledgers=tuple(key for key, box in self._ledgers.items() if box.isChecked()),
            people=PeopleShown(self._people.currentData()),
            kept=tuple(key for key, box in self._kept.items() if box.isChecked()),
            reason=self._reason.text().strip(),
        )

    def ask(self) -> None:
        """Choose where to, then write."""
        form = self.wish.form
        dialog = QFileDialog(self, self.tr("Export the map"), str(self.context.folder))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{_FORMS[form]} (*.{form.value})")
        dialog.setDefaultSuffix(form.value)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()

    def write(self, target: Path) -> None:
        """Record the export and write the file."""
        if not self._busy:
            self._busy = True
            self._problem.setText("")
            self.context.start(self._write, target, self.wish)

    async def _write(self, target: Path, wish: ExportWish) -> None:
        try:
            await self.context.tasks.whole(self._written(target, wish, self.tr("Saved: {path}").format(path=target)))
        except CommandPostError as error:
            self._problem.setText(sentence(error))
        else:
            self.exported.emit(str(target))
            self.accept()
        finally:
            self._busy = False

    async def _written(self, target: Path, wish: ExportWish, said: str) -> None:
        layers = await self.context.tasks.store(self.context.services.map_export.take, wish, target.name)
        await self.context.tasks.net(self._files.export, target, wish.form, layers, wish.kept)
        self.context.notices.say(said, key="file")


def _ticked(words: str) -> QCheckBox:
    box = QCheckBox(words)
    box.setChecked(True)
    return box
