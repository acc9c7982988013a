"""Prints the map at a true scale: shows the frame, refuses without an approval number, keeps the PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from commandpost.domain.coordinates import distance_m
from commandpost.domain.map_layer import GeometryKind
from commandpost.domain.map_paper import MapFrame, MapPaper, frame_of, refuse_unapproved, scale_for
from commandpost.domain.sketch import SketchKind
from commandpost.gui.context import GuiContext
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.map.drawn import DrawnSketch
from commandpost.gui.map.printing import MapPrint, legend_of, owners_of, picture_size, printed_view, svg_of
from commandpost.gui.map.scene import Scene
from commandpost.gui.pages.command.mapdesk.desk import MapDesk
from commandpost.gui.pages.command.mapdesk.print_card import PrintCard
from commandpost.gui.pages.command.raster_feed import bring_all
from commandpost.gui.pages.exporting import keep_file
from commandpost.gui.runtime.slices import in_slices
from commandpost.gui.times import local
from commandpost.gui.vocabulary import level_on_paper


class PrintDesk(MapDesk):
    """The sheet shows the middle of what is looked at when the card is opened."""

    def __init__(self, context: GuiContext, canvas: MapCanvas, parent: QWidget) -> None:
        super().__init__(context, canvas, parent)
        self.card = PrintCard(context.theme)
        canvas.cards.add(self.card, Qt.AlignmentFlag.AlignLeft)
        canvas.viewport_changed.connect(self._moved)
        self.card.changed.connect(self._show_frame)
        self.card.wanted.connect(self.make)
        self.card.closed.connect(self.put_away)

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        return {"map.print": self.ask, "paper.print": self.ask}

    def escape(self) -> bool:
        if self.card.isHidden():
            return False
        self.put_away()
        return True

    def ask(self) -> None:
        """Open the card, unless the base map may not be printed."""
        with self.refusing():
            refuse_unapproved(owners_of(self.canvas.scene))
            view = self.canvas.viewport
            left, right = (view.lonlat_at(x, view.height / 2) for x in (0, view.width))
            self.card.offer_scale(scale_for(distance_m(left, right) * 0.7, 200))
            self.card.show()
            self.canvas.cards.settle()
            self.card.heading.setFocus()
            self._show_frame()

    def put_away(self) -> None:
        self.card.hide()
        self.canvas.set_draft(None)
        self.canvas.setFocus()

    def frame(self) -> MapFrame:
        """The frame as the card describes it, about the middle of what is looked at."""
        sheet, upright = self.card.sheet
        return frame_of(self.canvas.viewport.center, self.card.scale.value(), sheet, upright=upright)

    def make(self) -> None:
        """Make the PDF and say where it lies."""
        with self.refusing():
            refuse_unapproved(owners_of(self.canvas.scene))
            frame = self.frame()
            self.canvas.set_draft(None)
            self.card.show_busy(busy=True)
            self.context.start(self._make, frame, MapPrint(self.canvas.scene, frame))

    async def _make(self, frame: MapFrame, sheet: MapPrint) -> None:
        print_paper = self.context.services.print_paper
        try:
            if print_paper is not None:
                paper = self._paper(frame, sheet.still)
                told = () if paper.past_at is not None else await self._open_incidents()
                picture = await self._painted(sheet)
                pdf = await self.context.tasks.net(print_paper, replace(paper, picture=picture, situation=told))
                moment = local(paper.made_at).strftime("%Y%m%d-%H%M%S")
                await keep_file(self.context, f"map-{moment}.pdf", pdf)
        finally:
            self.card.show_busy(busy=False)
        self.put_away()

    async def _open_incidents(self) -> tuple[str, ...]:
        """As they stand now, numbered: no list of a past that is shown."""
        rows = await self.context.tasks.store(self.context.services.incidents.open_rows)
        return tuple(f"{at}．{row.title}（{level_on_paper(row.level)}）" for at, row in enumerate(rows, 1))

    async def _painted(self, sheet: MapPrint) -> str:
        """The map as an SVG text; the window lives throughout."""
        pictures = self.context.services.map_pictures
        if pictures is not None:
            with self.refusing():  # what could not be had is said, and stays coarse on the paper
                await bring_all(self.context.tasks, pictures.picture, sheet.still.pictures, sheet.view)
        await self.context.tasks.net(sheet.prepare)
        await in_slices(sheet.steps())
        return await self.context.tasks.net(svg_of, sheet.image)

    def _paper(self, frame: MapFrame, scene: Scene) -> MapPaper:
        """What stands round the picture of a scene."""
        sheet, upright = self.card.sheet
        wide, tall = picture_size(frame, printed_view(frame))
        desk = self.context.desk
        return MapPaper(
            unit=desk.unit_name,
            title=self.card.heading.text().strip(),
            sheet=sheet,
            upright=upright,
            scale=frame.scale,
            frame_width=frame.width,
            frame_height=frame.height,
            picture="",
            picture_width=wide,
            picture_height=tall,
            grid=frame.grid(),
            legend=legend_of(scene, printed_view(frame)),
            situation=(),
            owners=owners_of(scene),
            made_at=self.context.now(),
            made_by=desk.session.name,
            drill=desk.drill,
            past_at=scene.past_at,
        )

    def _moved(self) -> None:
        if not self.card.isHidden():
            self._show_frame()

    def _show_frame(self) -> None:
        """Draw the frame on the map while the card is open."""
        with self.refusing():
            corners = self.frame().corners()
            ring = (*corners, corners[0])
            frame = DrawnSketch(id="", kind=SketchKind.MARK, shape=GeometryKind.LINE, places=ring)
            self.canvas.set_draft(frame)
