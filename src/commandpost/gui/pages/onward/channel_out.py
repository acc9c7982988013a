"""A report past a cut line: as codes to be photographed, as texts to be typed in, as a file for a stick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QTabWidget, QWidget

from commandpost.app.dispatch import DispatchService
from commandpost.domain.errors import CommandPostError
from commandpost.domain.ids import RecordId
from commandpost.domain.short_message import LONGEST, units_of
from commandpost.gui.context import GuiContext
from commandpost.gui.flow_services import ChannelServices
from commandpost.gui.messages import sentence
from commandpost.gui.pages.exporting import keep_file
from commandpost.gui.widgets.pictures import png_bytes
from commandpost.gui.widgets.screen_room import open_at
from commandpost.gui.widgets.shape import button, column, label, row
from commandpost.gui.widgets.side_window import SideWindow

GAP = 24  # pixels between codes on a sheet


class OutDialog(SideWindow):
    """Beside the page, never over it; ``receipt``: this room's receipt of the record instead of the record."""

    def __init__(
        self, context: GuiContext, record: RecordId, title: str, *, receipt: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Send another way"))
        self._context, self._record, self._title, self._receipt = context, record, title, receipt
        self.codes, self.texts = QLabel(), QWidget()
        self.sheet = QPixmap()
        self.problem = label("", "problem", wrap=True)
        self._notes: list[QWidget] = []
        self._tabs = QTabWidget()
        self._tabs.addTab(self._code_tab(), self.tr("Codes"))
        if not receipt:
            self._tabs.addTab(self._text_tab(), self.tr("Texts"))
            self._tabs.addTab(self._file_tab(), self.tr("File"))
        head = label(title, "heading", wrap=True)
        whole = column(head, self.problem, spacing=8, margins=(20, 14, 20, 14))
        whole.addWidget(self._tabs, 1)
        self.setLayout(whole)
        self.problem.hide()
        open_at(self, context.theme, 860, 700)
        context.tasks.start(self._read(), owner=self)

    # ------------------------------------------------------------------------------------------------- laying

    def _code_tab(self) -> QWidget:
        self.codes.setAlignment(Qt.AlignmentFlag.AlignCenter)
        area = QScrollArea()
        area.setWidget(self.codes)
        area.setWidgetResizable(True)
        said = self.tr(
            "Photograph all codes, or save the picture; the other room reads it from the file and checks it."
        )
        self._keep_picture = button(self.tr("Save picture"), role="primary")
        self._keep_picture.setEnabled(False)  # until there are codes
        self._keep_picture.clicked.connect(lambda: self._context.start(self._save_picture))
        return _tab(label(said, "dim", wrap=True), area, self._keep_picture)

    def _text_tab(self) -> QWidget:
        said = self.tr(
            "Send these texts one by one; the other room types them in. The check finds typing errors and proves no "
            "origin: telephone to confirm."
        )
        self._text_rows = column(spacing=10)
        self.texts.setLayout(self._text_rows)
        area = QScrollArea()
        area.setWidget(self.texts)
        area.setWidgetResizable(True)
        self._copy_all = button(self.tr("Copy all"), role="primary")
        self._copy_all.setEnabled(False)  # until there are texts
        self._copy_all.clicked.connect(self._copy)
        self._written: tuple[str, ...] = ()
        return _tab(label(said, "dim", wrap=True), area, self._copy_all)

    def _file_tab(self) -> QWidget:
        said = self.tr(
            "A file with the report, its incident and the log lines about it, signed as the journal signs. It is not "
            "encrypted: carry it yourself. When the line is back, nothing is doubled."
        )
        save = button(self.tr("Save file"), role="primary")
        save.clicked.connect(lambda: self._context.start(self._save_file))
        return _tab(label(said, "dim", wrap=True), None, save)

    # ------------------------------------------------------------------------------------------------- showing

    async def _read(self) -> None:
        channels = self._context.services.channels
        if channels is None:
            return
        if not self._receipt:
            await self._read_texts(channels.dispatch)
        await self._read_codes(channels)

    async def _read_texts(self, dispatch: DispatchService) -> None:
        """What cannot be told in texts may still go as codes or as a file."""
        try:
            texts = await self._context.tasks.store(dispatch.messages, self._record)
        except CommandPostError as error:
            self._say(sentence(error))
        else:
            self._show_texts(texts)

    async def _read_codes(self, channels: ChannelServices) -> None:
        dispatch, store, net = channels.dispatch, self._context.tasks.store, self._context.tasks.net
        series = dispatch.receipt_series if self._receipt else dispatch.report_series
        try:
            codes = [await net(channels.draw_code, text) for text in await store(series, self._record)]
        except CommandPostError as error:
            self._say(sentence(error))
            return
        self.sheet = sheet_of(codes)
        wide = min(self.sheet.width(), self._context.theme.px(780))
        self.codes.setPixmap(self.sheet.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation))
        self._keep_picture.setEnabled(True)

    def _show_texts(self, texts: Sequence[str]) -> None:
        self._written = tuple(texts)
        self._copy_all.setEnabled(bool(texts))
        for at, text in enumerate(texts, 1):
            heading = self.tr("Text {n}: {used} of {limit}").format(n=at, used=units_of(text), limit=LONGEST)
            words = label(text, "strong", wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._text_rows.addWidget(label(heading, "dim"))
            self._text_rows.addWidget(words)
        self._text_rows.addStretch(1)

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    # ------------------------------------------------------------------------------------------------- doing

    def _copy(self) -> None:
        QApplication.clipboard().setText("\n".join(self._written))

    async def _save_picture(self) -> None:
        if not self.sheet.isNull():
            name = self.tr("codes")
            await keep_file(self._context, f"{self._title} {name}.png", png_bytes(self.sheet.toImage()))

    async def _save_file(self) -> None:
        channels = self._context.services.channels
        if channels is None:
            return
        try:
            await self._context.tasks.whole(self._filed(channels.dispatch))
        except CommandPostError as error:
            self._say(sentence(error))

    async def _filed(self, dispatch: DispatchService) -> None:
        content = await self._context.tasks.store(dispatch.bundle, self._record)
        await keep_file(self._context, f"{self._title}.cpb", content)


def sheet_of(codes: Sequence[bytes]) -> QPixmap:
    """All codes on one white sheet, two in a row."""
    drawn = [QPixmap() for _code in codes]
    for pixmap, code in zip(drawn, codes, strict=True):
        pixmap.loadFromData(code)
    across = 1 if len(drawn) == 1 else 2
    side = max((one.width() for one in drawn), default=0) + GAP
    sheet = QPixmap(side * across + GAP, side * -(-len(drawn) // across) + GAP)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    for at, one in enumerate(drawn):
        painter.drawPixmap(GAP + side * (at % across), GAP + side * (at // across), one)
    painter.end()
    return sheet


def _tab(said: QWidget, middle: QWidget | None, deed: QWidget) -> QWidget:
    made = QWidget()
    layout = column(said, spacing=10, margins=(0, 12, 0, 0))
    if middle is not None:
        layout.addWidget(middle, 1)
    else:
        layout.addStretch(1)
    layout.addLayout(row(None, deed))
    made.setLayout(layout)
    return made
