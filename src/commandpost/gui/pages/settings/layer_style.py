"""The style of one kept layer: as the map decides, one colour, by a field's values, clustered points."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QWidget

from commandpost.app.map_files import MapFiles
from commandpost.domain.layer_style import PALETTE, FieldValues, LayerStyle, StyleClass, StyleKind, style_by
from commandpost.domain.map_import import KeptLayer
from commandpost.gui.context import GuiContext
from commandpost.gui.map.colours import ColourRole
from commandpost.gui.pages.keeping_layers import keep_layers
from commandpost.gui.widgets.screen_room import open_at
from commandpost.gui.widgets.shape import button, column, label, row
from commandpost.gui.widgets.side_window import SideWindow

_WIDTH = 440
_SWATCH = 14
_ONE_COLOUR = frozenset({StyleKind.OUTLINE, StyleKind.SINGLE, StyleKind.CLUSTER})


class LayerStyleDialog(SideWindow):
    """Never modal; the map behind it changes when the style is taken."""

    restyled = Signal()

    def __init__(self, context: GuiContext, files: MapFiles, layer: KeptLayer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(self.tr("Style of a layer"))
        self.context = context
        self._files, self._layer = files, layer
        self._found: tuple[FieldValues, ...] = ()
        self.kind, self.colour, self.field = QComboBox(), QComboBox(), QComboBox()
        self.classes = label("", wrap=True)
        self.classes.setTextFormat(Qt.TextFormat.RichText)
        self._colour_words, self._field_words = label(self.tr("Colour"), "dim"), label(self.tr("Field"), "dim")
        self._take = button(self.tr("Draw it so"), role="primary")
        self._cancel = button(self.tr("Cancel"), key="Esc")
        self._fill()
        self._arrange()
        self.kind.currentIndexChanged.connect(self._show_choice)
        self.field.currentIndexChanged.connect(self._show_choice)
        self._take.clicked.connect(lambda: context.start(self._keep))
        self._cancel.clicked.connect(self.reject)
        self._show_choice()
        context.tasks.start(self._read_fields(), owner=self)

    @property
    def chosen(self) -> LayerStyle:
        """What is chosen."""
        kind = StyleKind(self.kind.currentData())
        if kind is StyleKind.CATEGORIES:
            found = next((one for one in self._found if one.field == self.field.currentData()), None)
            return style_by(found) if found is not None else LayerStyle()
        if kind is StyleKind.BASE:
            return LayerStyle()
        return LayerStyle(kind=kind, classes=(StyleClass(colour=str(self.colour.currentData())),))

    def _fill(self) -> None:
        kinds = (
            (StyleKind.BASE, self.tr("As the map decides")),
            (StyleKind.OUTLINE, self.tr("One colour, areas as outlines")),
            (StyleKind.SINGLE, self.tr("One colour")),
            (StyleKind.CATEGORIES, self.tr("By the values of a field")),
            (StyleKind.CLUSTER, self.tr("Points, clustered where they are many")),
        )
        for kind, words in kinds:
            self.kind.addItem(words, kind.value)
        colours = self.context.theme.map_colours()
        for name in PALETTE:
            self.colour.addItem(_icon(colours.of(ColourRole(name))), colour_words(name), name)
        old = self._layer.style
        self.kind.setCurrentIndex(self.kind.findData(old.kind.value))
        if old.classes and old.kind is not StyleKind.CATEGORIES:
            self.colour.setCurrentIndex(max(0, self.colour.findData(old.classes[0].colour)))

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setSpacing(10)
        named: tuple[tuple[QLabel, QComboBox], ...] = (
            (label(self.tr("Drawn"), "dim"), self.kind),
            (self._colour_words, self.colour),
            (self._field_words, self.field),
        )
        for words, box in named:
            box.setAccessibleName(words.text())
            form.addRow(words, box)
        layout = column(label(self._layer.title, "title", wrap=True), spacing=10, margins=(18, 16, 18, 14))
        layout.addLayout(form)
        layout.addWidget(self.classes)
        layout.addStretch(1)
        layout.addLayout(row(None, self._cancel, self._take))
        self.setLayout(layout)
        open_at(self, self.context.theme, _WIDTH, 300)

    def _show_choice(self) -> None:
        """Only what belongs to the kind; the values with the colours they will have."""
        kind = StyleKind(self.kind.currentData())
        for widget in (self.colour, self._colour_words):
            widget.setVisible(kind in _ONE_COLOUR)
        for widget in (self.field, self._field_words):
            widget.setVisible(kind is StyleKind.CATEGORIES)
        self.classes.setText(self._classes_words(kind))
        self._take.setEnabled(kind is not StyleKind.CATEGORIES or bool(self._found))

    def _classes_words(self, kind: StyleKind) -> str:
        if kind is not StyleKind.CATEGORIES:
            return ""
        if not self._found:
            return self.tr("This layer has no field with few different values.")
        colours = self.context.theme.map_colours()
        rows = [(colours.of(ColourRole(one.colour)).name(), one.value) for one in self.chosen.classes]
        return "<br>".join(f'<span style="color:{colour}">■</span> {_plain(value)}' for colour, value in rows)

    async def _read_fields(self) -> None:
        found = await self.context.tasks.net(self._files.values, self._layer.id)
        self._found = found
        self.field.clear()
        for one in found:
            self.field.addItem(one.field, one.field)
        self.field.setCurrentIndex(max(0, self.field.findData(self._layer.style.field)))
        self._show_choice()

    async def _keep(self) -> None:
        self._files.restyle(self._layer.id, self.chosen)
        await self.context.tasks.whole(keep_layers(self.context, self._files))
        self.restyled.emit()
        self.accept()


def colour_words(name: str) -> str:
    """The name of a colour of the palette."""
    words = {
        "teal": QCoreApplication.translate("LayerStyle", "Teal"),
        "violet": QCoreApplication.translate("LayerStyle", "Violet"),
        "brown": QCoreApplication.translate("LayerStyle", "Brown"),
        "pink": QCoreApplication.translate("LayerStyle", "Pink"),
        "olive": QCoreApplication.translate("LayerStyle", "Olive"),
        "green": QCoreApplication.translate("LayerStyle", "Green"),
    }
    return words[name]


def _icon(colour: QColor) -> QIcon:
    pixmap = QPixmap(_SWATCH, _SWATCH)
    pixmap.fill(colour)
    return QIcon(pixmap)


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
