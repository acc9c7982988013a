"""The import of a map file: choose, look, say in which coordinates it is drawn, take it in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QProgressBar, QScrollArea, QWidget

from commandpost.app.map_files import MapFiles
from commandpost.app.permissions import Action
from commandpost.domain.coordinates import Datum, FloatArray
from commandpost.domain.datum_fit import DatumFit, fit_datum
from commandpost.domain.errors import CommandPostError, RuleBroken
from commandpost.domain.map_import import Box, KeptLayer, MapReading, ReadProgress
from commandpost.domain.map_layer import GeometryKind, MapLayerData, paths_of
from commandpost.gui.context import GuiContext
from commandpost.gui.messages import sentence
from commandpost.gui.pages.keeping_layers import keep_layers
from commandpost.gui.pages.map_import.form import ImportForm
from commandpost.gui.pages.map_import.preview import FilePicture, ImportPreview, Outline, outline_of, picture_of
from commandpost.gui.pages.map_import.words import fit_words, notes_of
from commandpost.gui.runtime.belonging import afterwards, while_there
from commandpost.gui.runtime.tasks import Tasks
from commandpost.gui.vocabulary_maps import PLANE
from commandpost.gui.widgets.screen_room import open_at
from commandpost.gui.widgets.shape import button, column, label, line, row
from commandpost.gui.widgets.side_window import SideWindow

T = TypeVar("T")

PATTERNS = (
    "*.gpkg *.shp *.zip *.kml *.kmz *.geojson *.json *.fgb *.osm *.pbf *.dxf *.gpx "
    "*.csv *.tsv *.txt *.xlsx *.xls *.ods *.et"
)
_FORM_WIDTH = 430


class MapImportDialog(SideWindow):
    """Never modal; the window lives while a large file is read, and Stop ends the reading at once."""

    imported = Signal(object)  # KeptLayer

    def __init__(self, context: GuiContext, files: MapFiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(self.tr("Import a map file"))
        self.context = context
        self._files = files
        self._file: Path | None = None
        self._known: tuple[MapLayerData, ...] = ()
        self._reading: MapReading | None = None
        self._outline = outline_of(())
        self._busy = False
        self._again = False
        self.form = ImportForm(over=files.has_base())
        self.preview = ImportPreview(context.theme.map_colours())
        self._build()
        self._listen()
        context.tasks.start(self._prepare(), owner=self)

    # ------------------------------------------------------------------------------------------------ assembly

    def _build(self) -> None:
        self._name = label(self.tr("No file chosen yet"), wrap=True)
        self._choose = button(self.tr("Choose a file…"), role="primary")
        self._progress = QProgressBar()
        self._progress.setAccessibleName(self.tr("Progress"))
        self._stop = button(self.tr("Stop reading"))
        self._problem = label("", "problem", wrap=True)
        self._close_up, self._whole = button(self.tr("Close view")), button(self.tr("Whole file"))
        self._take = button(self.tr("Take it in"), role="primary", key="Ctrl+Enter", needs=Action.WRITE)
        self._cancel = button(self.tr("Cancel"), key="Esc")
        scroll = QScrollArea()
        scroll.setWidget(self.form)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = column(label(self.tr("Import a map file"), "title"), self._name, spacing=8, margins=(18, 16, 18, 14))
        left.addLayout(row(self._choose, self._stop, None))
        left.addWidget(self._progress)
        left.addWidget(scroll, 1)
        left.addWidget(self._problem)
        left.addLayout(row(None, self._cancel, self._take))
        side = QWidget()
        side.setLayout(left)
        side.setFixedWidth(self.context.theme.px(_FORM_WIDTH))
        right = column(self.preview, spacing=0)
        right.addLayout(row(self._close_up, self._whole, None, margins=(10, 8, 10, 8)))
        whole = row(side, line(upright=True), spacing=0)
        whole.addLayout(right, 1)
        self.setLayout(whole)
        open_at(self, self.context.theme, 1180, 700)
        self._show_busy(busy=False)

    def _listen(self) -> None:
        self._choose.clicked.connect(self._ask)
        self._stop.clicked.connect(self._files.stop)
        self._cancel.clicked.connect(self.reject)
        self._take.clicked.connect(self.begin)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.begin)
        self._close_up.clicked.connect(self.preview.look_close)
        self._whole.clicked.connect(self.preview.look_whole)
        self.form.read_wanted.connect(self._read_again)
        self.form.datum_chosen.connect(lambda: self.context.tasks.start(self._draw(), owner=self))
        self.context.theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self.preview.dress(self.context.theme.map_colours())

    def reject(self) -> None:
        if self._busy:
            self._files.stop()
        super().reject()

    def ask_whether(self, words: str) -> None:
        self._problem.setText(words)

    # ------------------------------------------------------------------------------------------------- a file

    def _ask(self) -> None:
        dialog = QFileDialog(self, self.tr("Import a map file"), str(self.context.folder))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Maps and tables ({patterns})").format(patterns=PATTERNS))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.look_at(Path(name)))
        dialog.open()

    def look_at(self, file: Path) -> None:
        """Read a file and show it."""
        if not self._busy:
            self._file = file
            self._name.setText(file.name)
            self._do(lambda: self._look(file))

    def begin(self) -> None:
        """Take the file in as chosen."""
        file = self._file
        if not self._busy and file is not None and self._reading is not None:
            self._do(lambda: self._keep(file))

    async def _prepare(self) -> None:
        await self.context.tasks.net(self._files.warm)
        self._known = await self.context.tasks.net(self._files.known)
        drawn = await self.context.tasks.net(_drawn, self._known, Datum.CGCS2000)
        self.preview.show_known(drawn[1])

    async def _look(self, file: Path) -> None:
        self._reading = None
        survey = await self.context.tasks.net(self._files.survey, file)
        self.form.show_survey(file.stem, survey)
        await self._read(file)

    async def _read(self, file: Path) -> None:
        if self.form.nothing_ticked:
            raise RuleBroken("map_nothing_chosen")
        choice = replace(self.form.choice(as_written=True), first_look=_box(self._known))
        first = self._reading is None
        async for step in _steps(self.context.tasks, self._files.read(file, choice)):
            if isinstance(step, MapReading):
                self._reading = step
            elif step.first_look is not None and first:
                await self._show(step.first_look, look=True)
                first = False
            self._tell(step)
        if self._reading is not None:
            await self._show(self._reading, look=first)
            self.form.say(self.form.notes, notes_of(self._reading))
            points_only = all(one.kind is GeometryKind.POINT for one in self._reading.layers)
            self.form.show_points_only(points_only=points_only)
            await self._judge(self._reading)

    async def _judge(self, reading: MapReading) -> None:
        """Compare with what is known and propose the datum."""
        if self.form.datum == PLANE:
            self.form.say(self.form.verdict, "")
            return
        fit = await self.context.tasks.net(_fit, reading.layers, self._known)
        self.form.say(self.form.verdict, fit_words(fit))
        if fit is not None and fit.best is not None:
            self.form.choose_datum(fit.best.value)
            await self._draw()

    async def _keep(self, file: Path) -> None:
        if self.form.nothing_ticked:
            raise RuleBroken("map_nothing_chosen")
        choice, origin = self.form.choice(as_written=False), self.form.origin(file.name)
        steps = self._files.keep(file, choice, self.form.title or file.stem, origin, base=self.form.as_base)
        self.imported.emit(await self.context.tasks.whole(self._kept(steps)))
        self.accept()

    async def _kept(self, steps: Iterator[ReadProgress | KeptLayer]) -> KeptLayer | None:
        kept, tell = None, while_there(self, self._tell)
        async for step in _steps(self.context.tasks, steps):
            if isinstance(step, KeptLayer):
                kept = step
            else:
                tell(step)
        await keep_layers(self.context, self._files)
        return kept

    # ------------------------------------------------------------------------------------------------- showing

    def _read_again(self) -> None:
        file = self._file
        if self._busy:
            self._again = True
            self._files.stop()
        elif file is not None:
            self._do(lambda: self._read(file))

    def _do(self, work: Callable[[], Awaitable[None]]) -> None:
        """One job at a time; a refusal stands below the form and everything typed stays."""
        self._show_busy(busy=True)
        self._problem.setText("")
        self.context.tasks.start(self._work(work), owner=self)

    async def _work(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            with afterwards(self, lambda: self._show_busy(busy=False)):
                await work()
        except CommandPostError as error:
            if not self._again:
                self._problem.setText(sentence(error))
        if self._again:
            self._again = False
            self._read_again()

    def _show_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._choose.setEnabled(not busy)
        self._take.setEnabled(not busy and self._reading is not None)
        self._stop.setVisible(busy)
        self._progress.setVisible(busy)
        self._progress.setRange(0, 0)

    def _tell(self, step: ReadProgress | MapReading) -> None:
        if isinstance(step, ReadProgress):
            self._progress.setRange(0, step.total)
            self._progress.setValue(step.done)

    async def _show(self, reading: MapReading, *, look: bool) -> None:
        self._outline, picture = await self.context.tasks.net(_drawn, reading.layers, self._shown_datum())
        self.preview.show_file(picture)
        if look:
            self.preview.look_close()

    async def _draw(self) -> None:
        """The same file in another datum."""
        outline, datum = self._outline, self._shown_datum()
        picture = await self.context.tasks.net(picture_of, outline, datum)
        if outline is self._outline and datum is self._shown_datum():
            self.preview.show_file(picture)

    def _shown_datum(self) -> Datum:
        return Datum.CGCS2000 if self.form.datum == PLANE else Datum(self.form.datum)


async def _steps(tasks: Tasks, steps: Iterator[T]) -> AsyncIterator[T]:
    """Walk through an iterator that blocks, away from the window's thread."""
    while (step := await tasks.net(_next, steps)) is not None:
        yield step


def _next(steps: Iterator[T]) -> T | None:
    return next(steps, None)


def _box(known: tuple[MapLayerData, ...]) -> Box | None:
    """Where the known lines lie: what lies there is looked at first."""
    if not known:
        return None
    (west, south), (east, north) = (
        reach([edge(layer.lonlat, axis=0) for layer in known], axis=0)
        for edge, reach in ((np.min, np.min), (np.max, np.max))
    )
    return float(west), float(south), float(east), float(north)


def _drawn(layers: tuple[MapLayerData, ...], datum: Datum) -> tuple[Outline, FilePicture]:
    """What the preview needs of the layers."""
    outline = outline_of(layers)
    return outline, picture_of(outline, datum)


def _fit(layers: tuple[MapLayerData, ...], known: tuple[MapLayerData, ...]) -> DatumFit | None:
    """What the known lines say; None where there are none."""
    if not known or not layers:
        return None
    lines: list[FloatArray] = [path for layer in known for path in paths_of(layer)]
    return fit_datum(np.concatenate([layer.lonlat for layer in layers]), lines)
