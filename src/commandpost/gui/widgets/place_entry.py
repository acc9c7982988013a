"""One coordinate as somebody pastes it: the field, the question which map it is from, and what was understood."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from commandpost.domain.coordinates import Datum, LonLat, Order, distance_m
from commandpost.domain.errors import RuleBroken
from commandpost.domain.pasted_place import PastedPlace, ToldPlace, read_pasted
from commandpost.gui.messages import words
from commandpost.gui.translation import QT_TRANSLATE_NOOP
from commandpost.gui.vocabulary_maps import OFFERED, datum_words, service_words, short_datum

CONTEXT = "PlaceEntry"
_ORDERS = {
    Order.LON_FIRST: QT_TRANSLATE_NOOP("PlaceEntry", "By their size the first number is the longitude."),
    Order.LAT_FIRST: QT_TRANSLATE_NOOP("PlaceEntry", "By their size the first number is the latitude."),
}


class PlaceEntry(QObject):
    """Watches a field and a list of datums; ``told`` says in words what was understood."""

    changed = Signal()

    def __init__(self, edit: QLineEdit, datum: QComboBox, told: QLabel) -> None:
        super().__init__(edit)
        self._edit, self._datum, self._told = edit, datum, told
        self._kept: ToldPlace | None = None  # how the place that stands there was told, until something else is typed
        self._typed_here = False
        datum.addItem(self.tr("Which map is it from?"), None)
        for one in OFFERED:
            datum.addItem(datum_words(one.value), one)
        datum.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        datum.setMinimumContentsLength(14)
        edit.textEdited.connect(lambda _text: self._typed())
        datum.activated.connect(lambda _at: self._chosen())
        self._tell()

    @property
    def datum(self) -> Datum | None:
        """What the operator or the link said; None while nobody did."""
        said = self._datum.currentData()
        return Datum(said) if said else None

    @property
    def asks(self) -> bool:
        """Whether numbers stand there and nobody said which map they are from."""
        return bool(self._edit.text().strip()) and self.datum is None

    @property
    def told_place(self) -> ToldPlace | None:
        """How the place was told, as evidence; None for an empty field and for a place pointed at on the map."""
        if not self._typed_here:
            return self._kept
        pasted = _understood(self._edit.text().strip())
        return None if pasted is None else ToldPlace(raw=pasted.raw, datum=self.datum, service=pasted.service)

    def show_place(self, place: LonLat | None, told: ToldPlace | None = None) -> None:
        """A place from the map or from the record, CGCS2000, and how it was told."""
        self._kept, self._typed_here = told, False
        self._edit.setText(f"{place.lat:.6f}, {place.lon:.6f}" if place else "")
        self._choose(Datum.CGCS2000 if place else None)
        self._tell()

    def place(self) -> LonLat | None:
        """Where it truly is, None for an empty field; without a datum the numbers count as they are.

        Raises what ``read_pasted`` raises, with ``field="coordinate"``.
        """
        typed = self._edit.text().strip()
        if not typed:
            return None
        try:
            return read_pasted(typed).place(self.datum or Datum.CGCS2000)
        except RuleBroken as error:
            raise RuleBroken(error.code, **{**error.params, "field": "coordinate"}) from error

    def _typed(self) -> None:
        """Other numbers ask again; a link answers by itself."""
        self._typed_here = True
        pasted = _understood(self._edit.text())
        self._choose(pasted.datum if pasted is not None else None)
        self._tell()
        self.changed.emit()

    def _chosen(self) -> None:
        self._typed_here = True
        self._edit.setModified(True)
        self._tell()
        self.changed.emit()

    def _choose(self, datum: Datum | None) -> None:
        datum = Datum.CGCS2000 if datum is Datum.WGS84 else datum
        self._datum.setCurrentIndex(self._datum.findData(datum) if datum else 0)

    def _tell(self) -> None:
        told = self._words()
        self._told.setText(told)
        self._told.setVisible(bool(told))

    def _words(self) -> str:
        typed = self._edit.text().strip()
        if not typed:
            return ""
        if not self._typed_here and self._kept is not None:
            return told_words(self._kept)
        try:
            pasted = read_pasted(typed)
        except RuleBroken as error:
            return words(error.code, error.params)
        return " ".join(part for part in (_reading(pasted), self._shift(pasted)) if part)

    def _shift(self, pasted: PastedPlace) -> str:
        """Where it truly is, and how far that is from the bare numbers."""
        if self.datum is None:
            return self.tr("Say which map it is from: it may lie 550 or 1,350 m off.")
        place = pasted.place(self.datum)
        if self.datum is Datum.CGCS2000:
            return ""
        pattern = self.tr("{datum}: brought to {lat}, {lon}, {metres} m from the bare numbers.")
        return pattern.format(
            datum=short_datum(self.datum.value),
            lat=f"{place.lat:.6f}",
            lon=f"{place.lon:.6f}",
            metres=round(distance_m(pasted.raw, place)),
        )


def told_words(told: ToldPlace) -> str:
    """How a kept place was told: "Entered as GCJ-02: 39.914200, 116.419000 (Amap)."."""
    nobody = QCoreApplication.translate(CONTEXT, "nobody said which map")
    pattern = QCoreApplication.translate(CONTEXT, "Entered as {datum}: {lat}, {lon}{service}.")
    service = f" ({service_words(told.service)})" if told.service is not None else ""
    datum = short_datum(told.datum.value) if told.datum is not None else nobody
    return pattern.format(datum=datum, lat=f"{told.raw.lat:.6f}", lon=f"{told.raw.lon:.6f}", service=service)


def _understood(typed: str) -> PastedPlace | None:
    try:
        return read_pasted(typed)
    except RuleBroken:
        return None


def _reading(pasted: PastedPlace) -> str:
    """How the numbers were read."""
    if pasted.service is not None:
        pattern = QCoreApplication.translate(CONTEXT, "Link of {service}.")
        return pattern.format(service=service_words(pasted.service))
    return QCoreApplication.translate(CONTEXT, _ORDERS[pasted.order]) if pasted.order in _ORDERS else ""
