"""The operator's words for datums and map services, wherever a place or a map comes in."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from commandpost.domain.coordinates import Datum
from commandpost.domain.map_links import MapService
from commandpost.gui.translation import QT_TRANSLATE_NOOP

CONTEXT = "MapImport"
PLANE = "plane"  # the city's own plane, beside the datums
OFFERED = (Datum.CGCS2000, Datum.GCJ02, Datum.BD09)
DATUM_WORDS = {
    Datum.CGCS2000.value: QT_TRANSLATE_NOOP("MapImport", "CGCS2000 / WGS-84 (GPS, Tianditu, surveys)"),
    Datum.WGS84.value: QT_TRANSLATE_NOOP("MapImport", "CGCS2000 / WGS-84 (GPS, Tianditu, surveys)"),
    Datum.GCJ02.value: QT_TRANSLATE_NOOP("MapImport", "GCJ-02 (Amap, Tencent)"),
    Datum.BD09.value: QT_TRANSLATE_NOOP("MapImport", "BD-09 (Baidu)"),
    PLANE: QT_TRANSLATE_NOOP("MapImport", "Beijing local plane, by parameters"),
}
SHORT_DATUMS = {
    Datum.CGCS2000.value: "CGCS2000",
    Datum.WGS84.value: "WGS-84",
    Datum.GCJ02.value: "GCJ-02",
    Datum.BD09.value: "BD-09",
    PLANE: QT_TRANSLATE_NOOP("MapImport", "local plane"),
}
SERVICE_WORDS = {
    MapService.AMAP: QT_TRANSLATE_NOOP("MapImport", "Amap"),
    MapService.BAIDU: QT_TRANSLATE_NOOP("MapImport", "Baidu"),
    MapService.TENCENT: QT_TRANSLATE_NOOP("MapImport", "Tencent"),
    MapService.TIANDITU: QT_TRANSLATE_NOOP("MapImport", "Tianditu"),
    MapService.OPENSTREETMAP: "OpenStreetMap",
    MapService.GOOGLE: "Google",
    MapService.GEO: "geo:",
}


def said(words: str) -> str:
    """A word of this context in the language of the window."""
    return QCoreApplication.translate(CONTEXT, words)


def datum_words(datum: str) -> str:
    """The full name of a datum, with who uses it."""
    return said(DATUM_WORDS.get(datum, datum))


def short_datum(datum: str) -> str:
    """The datum's name alone."""
    return said(SHORT_DATUMS.get(datum, datum))


def service_words(service: MapService) -> str:
    """The name of a map service."""
    return said(SERVICE_WORDS[service])
