"""The operator's words for what was noticed in a file, what boundaries say of it, and who answers for a layer."""

from __future__ import annotations

from collections.abc import Sequence

from commandpost.domain.coordinates import Datum
from commandpost.domain.datum_fit import DatumFit
from commandpost.domain.map_import import KeptLayer, MapReading
from commandpost.gui.translation import QT_TRANSLATE_NOOP
from commandpost.gui.vocabulary_maps import said, short_datum

_NOTES = {
    "axes_swapped": QT_TRANSLATE_NOOP("MapImport", "The file writes the latitude first; this was put right."),
    "label_wrong": QT_TRANSLATE_NOOP("MapImport", "The file's own label says metres, but its numbers are degrees."),
    "label_missing": QT_TRANSLATE_NOOP("MapImport", "The file does not say in which coordinates it is drawn."),
    "archive_more": QT_TRANSLATE_NOOP(
        "MapImport", "The archive holds several maps; only the first was read. Unpack it and take in the others."
    ),
    "said_cgcs2000": QT_TRANSLATE_NOOP("MapImport", "The headings say that the numbers need no shift."),
    "said_gcj02": QT_TRANSLATE_NOOP(
        "MapImport", "The headings say GCJ-02 (Amap, Tencent); it was chosen for you, look at the preview."
    ),
    "said_bd09": QT_TRANSLATE_NOOP(
        "MapImport", "The headings say BD-09 (Baidu); it was chosen for you, look at the preview."
    ),
    "x_north": QT_TRANSLATE_NOOP("MapImport", "X was read as north and Y as east, as surveys write it."),
    "x_east": QT_TRANSLATE_NOOP("MapImport", "X was read as east and Y as north: the other way it lies off the city."),
}
_ROWS_NAMED = 8


def notes_of(reading: MapReading) -> str:
    """What was noticed while a file was read."""
    told = [said(_NOTES[note]) for note in reading.notes]
    if reading.without_place:
        rows = "、".join(map(str, reading.without_place[:_ROWS_NAMED]))
        more = "…" if len(reading.without_place) > _ROWS_NAMED else ""
        pattern = said(QT_TRANSLATE_NOOP("MapImport", "{count} row(s) tell no place and stay out: {rows}"))
        told.append(pattern.format(count=len(reading.without_place), rows=rows + more))
    return "\n".join(told)


def fit_words(fit: DatumFit | None) -> str:
    """What the known boundaries say about the datum."""
    if fit is None:
        return said(
            QT_TRANSLATE_NOOP(
                "MapImport", "No boundary is vouched for yet, so nothing can be compared: judge by the preview."
            )
        )
    if fit.best is None:
        return said(
            QT_TRANSLATE_NOOP(
                "MapImport", "The known boundaries do not tell the datum of this file: judge by the preview."
            )
        )
    counts = ", ".join(f"{short_datum(datum.value)} {count}" for datum, count in fit.matched.items())
    if fit.best is Datum.CGCS2000:
        pattern = said(QT_TRANSLATE_NOOP("MapImport", "It lies on the known boundaries as it is ({counts})."))
        return pattern.format(counts=counts)
    pattern = said(
        QT_TRANSLATE_NOOP(
            "MapImport",
            "This file is drawn in {datum}: only then its corners fall on the known boundaries ({counts}). "
            "It was chosen for you; look at the preview.",
        )
    )
    return pattern.format(datum=short_datum(fit.best.value), counts=counts)


def layer_lines(layer: KeptLayer) -> Sequence[str]:
    """Source, datum, accuracy, provider and approval number of a kept layer."""
    origin = layer.origin
    accuracy = said(QT_TRANSLATE_NOOP("MapImport", "accuracy not stated"))
    if origin.accuracy_m is not None:
        accuracy = said(QT_TRANSLATE_NOOP("MapImport", "±{metres} m")).format(metres=f"{origin.accuracy_m:g}")
    number = origin.approval_number or said(QT_TRANSLATE_NOOP("MapImport", "no approval number"))
    provider = origin.provider or said(QT_TRANSLATE_NOOP("MapImport", "provider not stated"))
    return origin.source, short_datum(origin.datum), accuracy, provider, number
