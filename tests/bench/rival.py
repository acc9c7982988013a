"""QGIS as the measure: draws the same layers in the same paint at the same windows, one after another.

Runs under Debian's ``/usr/bin/python3`` with ``python3-qgis``; talks JSON, a line per request and per answer::

    {"do": "open", "file": "city.gpkg", "layers": ["0", "1"]}
    {"do": "draw", "source": "memory" | "file", "paints": […], "bounds": […], "size": [1600, 900], "png": "" }
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsMarkerSymbol,
    QgsRectangle,
    QgsSimpleFillSymbolLayer,
    QgsSimpleLineSymbolLayer,
    QgsSimpleMarkerSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QColor

Request = dict[str, Any]


class Rival:
    """Every layer twice: from its file, and copied into memory with an index."""

    def __init__(self) -> None:
        self.file: dict[str, QgsVectorLayer] = {}
        self.memory: dict[str, QgsVectorLayer] = {}

    def open(self, request: Request) -> Request:
        for name in request["layers"]:
            layer = QgsVectorLayer(f"{request['file']}|layername={name}", name, "ogr")
            kind = ("Point", "LineString", "Polygon")[layer.geometryType()]
            copy = QgsVectorLayer(f"{kind}?crs=EPSG:3857&index=yes", name, "memory")
            copy.dataProvider().addFeatures(list(layer.getFeatures()))
            copy.updateExtents()
            self.file[name], self.memory[name] = layer, copy
        return {"features": sum(layer.featureCount() for layer in self.memory.values())}

    def draw(self, request: Request) -> Request:
        known = self.memory if request["source"] == "memory" else self.file
        layers = [_dressed(known[paint["layer"]], paint) for paint in request["paints"]]
        settings = QgsMapSettings()
        settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
        settings.setLayers(layers[::-1])  # QGIS wants the topmost first
        settings.setOutputSize(QSize(*request["size"]))
        settings.setExtent(QgsRectangle(*request["bounds"]))
        settings.setBackgroundColor(QColor(request["ground"]))
        settings.setFlag(QgsMapSettings.Antialiasing, True)
        settings.setFlag(QgsMapSettings.UseRenderingOptimization, True)
        settings.setFlag(QgsMapSettings.DrawLabeling, False)
        cpu, wall = time.process_time(), time.perf_counter()
        job = QgsMapRendererSequentialJob(settings)
        job.start()
        job.waitForFinished()
        image = job.renderedImage()
        spent = (time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000
        if request.get("png"):
            image.save(request["png"])
        return {"cpu_ms": spent[0], "wall_ms": spent[1]}


def _dressed(layer: QgsVectorLayer, paint: Request) -> QgsVectorLayer:
    symbol = (QgsMarkerSymbol, QgsLineSymbol, QgsFillSymbol)[layer.geometryType()]()
    symbol.deleteSymbolLayer(0)
    if paint["dot"]:
        colour, rim = map(QColor, paint["dot"])
        dot = QgsSimpleMarkerSymbolLayer(QgsSimpleMarkerSymbolLayer.Circle, 5.2, color=colour, strokeColor=rim)
        dot.setSizeUnit(QgsUnitTypes.RenderPixels)
        symbol.appendSymbolLayer(dot)
    if paint["fill"]:
        fill = QgsSimpleFillSymbolLayer(QColor(paint["fill"]))
        fill.setStrokeStyle(Qt.NoPen)
        symbol.appendSymbolLayer(fill)
    for colour, width in paint["strokes"]:
        line = QgsSimpleLineSymbolLayer(QColor(colour), width)
        line.setWidthUnit(QgsUnitTypes.RenderPixels)
        symbol.appendSymbolLayer(line)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return layer


def main() -> None:
    """Answer until the other side closes."""
    application = QgsApplication([], False)
    application.initQgis()
    rival = Rival()
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(getattr(rival, request["do"])(request)), flush=True)
    application.exitQgis()


if __name__ == "__main__":
    main()
