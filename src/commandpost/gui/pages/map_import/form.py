"""The left side of the import: layers, encoding, datum, and who answers for the file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from commandpost.domain.coordinates import Datum
from commandpost.domain.map_import import ENCODINGS, FileSurvey, LayerOrigin, LayerSurvey, ReadChoice
from commandpost.gui.pages.map_import.plane_box import PlaneBox
from commandpost.gui.vocabulary_maps import OFFERED, PLANE, datum_words
from commandpost.gui.widgets.choice_box import ChoiceBox
from commandpost.gui.widgets.shape import label

_LIST_ROWS = 4


class ImportForm(QWidget):
    """What the operator says about a file."""

    read_wanted = Signal()  # what is read changes: layers, encoding, plane
    datum_chosen = Signal()

    def __init__(self, *, over: bool) -> None:
        """``over``: propose what replaces nothing, because a base map is there."""
        super().__init__()
        self._layers = QListWidget()
        self._layers.setAccessibleName(self.tr("Layers"))
        self._encoding, self._datum = QComboBox(), ChoiceBox()
        self._plane = PlaneBox()
        self.verdict = label("", "soon", wrap=True)
        self.notes = label("", "soon", wrap=True)
        for line in (self.verdict, self.notes):
            line.hide()
        self._title, self._provider, self._approval, self._accuracy = (QLineEdit() for _ in range(4))
        self._accuracy.setValidator(QDoubleValidator(0.0, 100_000.0, 2))
        self._trusted = QCheckBox(self.tr("Its boundaries are right and may judge other files"))
        self._over = QRadioButton(self.tr("Over the base map, which stays as it is"))
        self._below = QRadioButton(self.tr("As base map; the sample's drawing gives way"))
        self._over.setChecked(over)
        self._below.setChecked(not over)
        self._fill()
        self._arrange()
        self._listen()

    def _fill(self) -> None:
        for encoding in ("", *ENCODINGS):
            self._encoding.addItem(encoding.upper() or self.tr("as found"), encoding)
        for box in (self._encoding, self._datum):  # long names must not widen the form
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        self._layers.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._layers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for datum in (*(one.value for one in OFFERED), PLANE):
            self._datum.addItem(datum_words(datum), datum)

    def _arrange(self) -> None:
        named: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Layers"), self._layers),
            ("", self._over),
            ("", self._below),
            (self.tr("Encoding"), self._encoding),
            (self.tr("Drawn in"), self._datum),
        )
        told: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Name"), self._title),
            (self.tr("Provider"), self._provider),
            (self.tr("Approval number"), self._approval),
            (self.tr("Accuracy, m"), self._accuracy),
        )
        wide = max(_caption(words).sizeHint().width() for words, _ in (*named, *told))
        self._plane.hide()
        self._layers.setFixedHeight(round(self._layers.fontMetrics().height() * 1.6 * _LIST_ROWS))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(_rows(named, wide))
        for below in (self._plane, self.verdict, self.notes):  # in a form of rows long words would be cut off
            layout.addWidget(below)
        layout.addLayout(_rows(told, wide))
        layout.addWidget(self._trusted)
        layout.addStretch(1)

    def _listen(self) -> None:
        self._layers.itemChanged.connect(lambda _item: self.read_wanted.emit())
        self._encoding.activated.connect(lambda _at: self.read_wanted.emit())
        self._datum.activated.connect(lambda _at: self._switched())
        self._plane.changed.connect(self.read_wanted)

    # ---------------------------------------------------------------------------------------------- the file

    def show_survey(self, title: str, survey: FileSurvey) -> None:
        """Fill in what the file says of itself."""
        self._layers.blockSignals(True)
        self._layers.clear()
        for layer in survey.layers:
            item = QListWidgetItem(_layer_words(layer), self._layers)
            item.setData(Qt.ItemDataRole.UserRole, layer.name)
            item.setToolTip(item.text())
            item.setCheckState(Qt.CheckState.Checked)
        self._layers.blockSignals(False)
        self._encoding.setItemText(0, self.tr("as found: {encoding}").format(encoding=survey.encoding.upper()))
        self._encoding.setCurrentIndex(0)
        told = {layer.label for layer in survey.layers}  # of a table what its headings say of the numbers
        self.choose_datum(told.pop() if len(told) == 1 and told <= set(Datum) else Datum.CGCS2000.value)
        self._title.setText(title)
        self.say(self.verdict, "")
        self.say(self.notes, "")

    @staticmethod
    def say(line: QLabel, words: str) -> None:
        """What was noticed; an empty line takes no room."""
        line.setText(words)
        line.setVisible(bool(words))

    def choose_datum(self, datum: str) -> None:
        self._datum.setCurrentIndex(self._datum.findData(datum))
        self._plane.setVisible(datum == PLANE)

    def show_points_only(self, *, points_only: bool) -> None:
        """Points alone are never a base map."""
        self._below.setEnabled(not points_only)
        if points_only:
            self._over.setChecked(True)

    @property
    def as_base(self) -> bool:
        """The file becomes the base map."""
        return self._below.isChecked()

    def only(self, layers: frozenset[str]) -> None:
        """Tick these layers and no other."""
        for at in range(self._layers.count()):
            item = self._layers.item(at)
            ticked = item.data(Qt.ItemDataRole.UserRole) in layers
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    @property
    def datum(self) -> str:
        return str(self._datum.currentData())

    @property
    def title(self) -> str:
        return self._title.text().strip()

    @property
    def nothing_ticked(self) -> bool:
        return not self._ticked()

    def choice(self, *, as_written: bool) -> ReadChoice:
        """How to read the file; ``as_written`` leaves the shift to the preview.

        Raises ``plane_parameters_wrong`` where the plane is chosen but not filled in.
        """
        plane = self._plane.plane() if self.datum == PLANE else None
        datum = Datum.CGCS2000 if as_written or plane is not None else Datum(self.datum)
        return ReadChoice(layers=self._ticked(), encoding=str(self._encoding.currentData()), datum=datum, plane=plane)

    def origin(self, source: str) -> LayerOrigin:
        """Who answers for the file."""
        accuracy = self._accuracy.text().strip()
        return LayerOrigin(
            source=source,
            datum=self.datum,
            accuracy_m=float(accuracy) if self._accuracy.hasAcceptableInput() else None,
            provider=self._provider.text().strip(),
            approval_number=self._approval.text().strip(),
            trusted=self._trusted.isChecked(),
        )

    def _ticked(self) -> tuple[str, ...]:
        items = (self._layers.item(at) for at in range(self._layers.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def _switched(self) -> None:
        """Another datum needs no reading, the plane does."""
        was_plane, self_plane = self._plane.isVisibleTo(self), self.datum == PLANE
        self._plane.setVisible(self_plane)
        if was_plane or self_plane:
            self.read_wanted.emit()
        else:
            self.datum_chosen.emit()


def _rows(named: Sequence[tuple[str, QWidget]], wide: int) -> QFormLayout:
    """Boxes with their captions, which are as wide as others above or below."""
    form = QFormLayout()
    form.setSpacing(8)
    for words, box in named:
        if not words:
            form.addRow(box)
            continue
        box.setAccessibleName(words)
        caption = _caption(words)
        caption.setMinimumWidth(wide)
        form.addRow(caption, box)
    return form


def _caption(words: str) -> QLabel:
    return label(words, "dim")


def _layer_words(layer: LayerSurvey) -> str:
    count = "" if layer.features < 0 else f" · {layer.features}"
    mark = f" · {layer.label}" if layer.label else ""
    return f"{layer.name} · {layer.geometry}{count}{mark}"
