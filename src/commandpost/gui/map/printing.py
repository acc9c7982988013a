"""The map as a picture for paper: the painter of the canvas at printing density, and the signs of the legend."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter, QPen

from commandpost.domain.ledgers import LEDGERS
from commandpost.domain.map_layer import GeometryKind
from commandpost.domain.map_paper import LegendLine, MapFrame, MapOwner
from commandpost.domain.sketch import SKETCHES
from commandpost.gui.map.colours import PAPER
from commandpost.gui.map.drawn import DrawnSketch
from commandpost.gui.map.legend import draw_swatch
from commandpost.gui.map.legend import legend_of as rows_of
from commandpost.gui.map.markers import Marker, MarkerLayer, Symbol
from commandpost.gui.map.picturing import empty_picture, picture_steps, prepare_levels, snapshot
from commandpost.gui.map.scene import Scene
from commandpost.gui.map.situation import border_pen, circle_pen
from commandpost.gui.map.sketches import draw_sketch
from commandpost.gui.map.symbols import SymbolBook, draw_centred, letters_in
from commandpost.gui.map.viewport import MAX_RUNG, MIN_RUNG, Viewport, resolution_of
from commandpost.gui.paper_words import PAPER_LANGUAGE, paper_translate, paper_word
from commandpost.gui.translation import QT_TRANSLATE_NOOP

DPI = 250.0
_MM_PER_INCH = 25.4
_PX_PER_MM = 3.4  # the map is drawn at least so finely, so that names keep a readable size
_SIGN = (54, 36)  # pixels of a sign in the legend
_SIGN_MIDDLE = _SIGN[0] / 2, _SIGN[1] / 2
_SIGN_RATIO = 4.0
_A_FEW = 3
_LEDGERS = {spec.title.en: spec.title.text(PAPER_LANGUAGE) for spec in LEDGERS}
_TITLES = "Situation", "ReplayDesk"  # where the layers of the situation are named
_LEVELS = "Vocabulary"
_PIN_MIDDLE = 7  # pixels from the middle of a pin to the middle of its picture


def printed_view(frame: MapFrame) -> Viewport:
    """The window of the map that covers a frame; its rung draws names and signs at their usual size."""
    width, height = frame.mercator_size
    per_mm = width / frame.width
    rung = next((one for one in range(MIN_RUNG, MAX_RUNG) if per_mm / resolution_of(one) >= _PX_PER_MM), MAX_RUNG)
    side = resolution_of(rung)
    bare = Viewport(x=0, y=0, rung=rung, width=round(width / side) + 2, height=round(height / side) + 2)
    return bare.centered(frame.center)


def picture_size(frame: MapFrame, view: Viewport) -> tuple[float, float]:
    """Width and height in millimetres at which the picture of a window is true to scale."""
    east, north = frame.stretch
    per_mm = frame.scale / 1000
    return view.width * view.resolution / (per_mm * east), view.height * view.resolution / (per_mm * north)


class MapPrint:
    """The map of a frame in the colours of paper, as it is shown when this is made.

    ``prepare`` runs away from the window's thread, then ``steps`` are taken on it, and ``image`` is complete.
    """

    def __init__(self, scene: Scene, frame: MapFrame) -> None:
        self.view = printed_view(frame)
        ratio = DPI / _MM_PER_INCH / (self.view.width / picture_size(frame, self.view)[0])
        self.still = snapshot(scene, PAPER, ratio)
        self.still.dress(PAPER, ratio, letters_in(paper_translate))
        self.still.marker_layers = {name: _worded(layer) for name, layer in self.still.marker_layers.items()}
        self.image = empty_picture(self.still, self.view)

    def prepare(self) -> None:
        prepare_levels(self.still.base, self.view, PAPER)

    def steps(self) -> Iterator[None]:
        return picture_steps(self.still, self.image, self.view, furniture=False)


def svg_of(image: QImage) -> str:
    """A picture as an SVG text that holds it; slow for a large one, any thread."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    width, height = image.width(), image.height()
    picture = b64encode(content.data()).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}"'
        f' height="{height}" viewBox="0 0 {width} {height}"><image width="{width}" height="{height}"'
        f' xlink:href="data:image/png;base64,{picture}"/></svg>'
    )


def owners_of(scene: Scene) -> tuple[MapOwner, ...]:
    """Who answers for what is shown under the situation; () when nothing is."""
    pictures = (layer.source for layer in scene.pictures if layer.visible)
    drawn = [MapOwner(provider=one.provider or one.title, approval_number=one.approval_number) for one in pictures]
    return (*([scene.attribution] if scene.base.stores else []), *drawn)


def legend_of(scene: Scene, view: Viewport | None = None) -> tuple[LegendLine, ...]:
    """Signs and words of what is shown, as the paper says them; with the printed window also of markers on one spot."""
    return (
        *_marker_lines(scene),
        *(_cluster_line(scene, view) if view is not None else ()),
        *_area_lines(scene),
        *_circle_line(scene),
        *_sketch_lines(scene),
        *_own_lines(scene),
    )


def _cluster_line(scene: Scene, view: Viewport) -> Iterator[LegendLine]:
    shown = [layer for layer in (*scene.base.points, *scene.marker_layers.values()) if layer.visible]
    crowded = next((layer for layer in shown if any(spot.number > 1 for spot in layer.spots(view))), None)
    if crowded is not None:
        words = paper_word(QT_TRANSLATE_NOOP("MapPrint", "several together, how many"), "MapPrint")
        picture = SymbolBook(PAPER, _SIGN_RATIO, letters_in(paper_translate)).cluster(_A_FEW, crowded.colour_role)
        yield LegendLine(
            words=words, picture=svg_of(_sign(lambda painter: draw_centred(painter, picture, *_SIGN_MIDDLE)))
        )


def _area_lines(scene: Scene) -> Iterator[LegendLine]:
    for layer in scene.area_layers.values():
        if layer.visible and layer.areas:
            pen = border_pen(PAPER.of(layer.colour_role))
            yield LegendLine(words=_title(layer.title), picture=svg_of(_sign(partial(_stroke, pen))))


def _circle_line(scene: Scene) -> Iterator[LegendLine]:
    if scene.circle is not None:
        within = paper_word(QT_TRANSLATE_NOOP("MapPrint", "within {metres} m"), "MapPrint")
        words = within.format(metres=f"{scene.circle.radius_m:g}")
        yield LegendLine(words=words, picture=svg_of(_sign(partial(_stroke, circle_pen(PAPER)))))


def _own_lines(scene: Scene) -> Iterator[LegendLine]:
    """What the colours of one's own layers mean."""
    for row in rows_of(scene.base.shown_stores):
        words = row.words if row.colour is None else paper_word(row.words, "MapLegend")
        draw = partial(draw_swatch, row=row, left=QPointF(_SIGN[0] / 2 - 7, _SIGN[1] / 2), colours=PAPER)
        yield LegendLine(words=words, picture=svg_of(_sign(draw)) if row.colour is not None else "")


def _stroke(pen: QPen, painter: QPainter) -> None:
    painter.setPen(pen)
    painter.drawLine(QPointF(4, _SIGN[1] / 2), QPointF(_SIGN[0] - 4, _SIGN[1] / 2))


def _marker_lines(scene: Scene) -> Iterator[LegendLine]:
    book = SymbolBook(PAPER, _SIGN_RATIO, letters_in(paper_translate))
    for layer in (_worded(layer) for layer in scene.marker_layers.values() if layer.visible):
        for marker in _examples(layer):
            title = _title(layer.title)
            words = f"{title} · {marker.meaning}" if marker.meaning else title
            yield LegendLine(words=words, picture=svg_of(_sign(partial(_mark, marker, book))))


def _title(shown: str) -> str:
    """The name of a layer of the situation; a ledger's is in both languages."""
    return _LEDGERS.get(shown) or paper_word(shown, *_TITLES)


def _worded(layer: MarkerLayer) -> MarkerLayer:
    """The same layer with the signs in its pins and their meanings in the paper's language."""
    if not any(one.sign for one in layer.markers):
        return layer
    markers = [
        replace(one, sign=paper_word(one.sign, _LEVELS), meaning=paper_word(one.meaning, _LEVELS)) if one.sign else one
        for one in layer.markers
    ]
    return MarkerLayer(layer.name, layer.title, markers)


def _examples(layer: MarkerLayer) -> tuple[Marker, ...]:
    """The first marker of each sign; one for a layer without signs."""
    examples: dict[str, Marker] = {}
    for marker in layer.markers:
        examples.setdefault(marker.sign, marker)
    return tuple(examples.values())


def _mark(marker: Marker, book: SymbolBook, painter: QPainter) -> None:
    picture = book.symbol(marker.symbol, marker.colour_role, marker.sign)
    middle = _SIGN[1] / 2 + (_PIN_MIDDLE if marker.symbol is Symbol.PIN else 0)
    draw_centred(painter, picture, _SIGN[0] / 2, middle)


def _sketch_lines(scene: Scene) -> Iterator[LegendLine]:
    shown = [one for layer in (scene.sketches, scene.past) if layer.visible for one in layer.sketches]
    for spec in SKETCHES:
        example = next((one for one in shown if one.kind is spec.kind), None)
        if example is not None:
            yield LegendLine(words=spec.label.text(PAPER_LANGUAGE), picture=svg_of(_sign(partial(_drawing, example))))


def _drawing(sketch: DrawnSketch, painter: QPainter) -> None:
    wide, tall = _SIGN
    corners = [QPointF(6, tall - 7), QPointF(6, 7), QPointF(wide - 6, 7), QPointF(wide - 6, tall - 7)]
    across = [QPointF(4, tall / 2), QPointF(wide - 4, tall / 2)]
    points = {
        GeometryKind.AREA: corners,
        GeometryKind.LINE: across,
        GeometryKind.POINT: [QPointF(wide / 2, tall / 2)],
    }[sketch.shape]
    draw_sketch(painter, sketch, points, PAPER)


def _sign(draw: Callable[[QPainter], None]) -> QImage:
    image = QImage(
        round(_SIGN[0] * _SIGN_RATIO), round(_SIGN[1] * _SIGN_RATIO), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(_SIGN_RATIO)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter)
    finally:
        painter.end()
    return image
