"""What came past a cut line: pictures with codes, typed-in texts, a file; looked at first, then taken in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from commandpost.app.courier import Arrival, BundlePreview, Standing
from commandpost.app.permissions import Action
from commandpost.domain.errors import CommandPostError, RuleBroken
from commandpost.domain.short_message import MOST
from commandpost.gui.context import GuiContext
from commandpost.gui.flow_services import ChannelServices
from commandpost.gui.messages import sentence
from commandpost.gui.pages.onward.arrival_words import arrival_lines, bundle_lines
from commandpost.gui.pages.onward.camera import CameraView
from commandpost.gui.runtime.child import ChildLimits
from commandpost.gui.widgets.pictures import png_bytes
from commandpost.gui.widgets.screen_room import open_at
from commandpost.gui.widgets.shape import button, column, label, row, set_role
from commandpost.gui.widgets.side_window import SideWindow

READING = ChildLimits(seconds=20, memory_mb=1_536)
CAMERA_KEY = "Ctrl+M"
LARGEST_FILE = 17_000_000  # bytes of a bundle file worth opening


class InDialog(SideWindow):
    """Keeps what was read until the series is whole; nothing is kept in the journal before ``take``."""

    taken = Signal(str)  # RecordId

    def __init__(self, context: GuiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("What came another way"))
        self.setAcceptDrops(True)
        self._context = context
        self._codes: dict[str, None] = {}  # texts of codes read so far, in order
        self._arrival: Arrival | None = None
        self._bundle: bytes | None = None
        self.texts = QPlainTextEdit()
        self.texts.setAccessibleName(self.tr("Texts"))
        self.texts.setPlaceholderText(self.tr("Type the texts here, one in each line: 值报1/3…校XXXX"))
        self.texts.setTabChangesFocus(True)
        self.camera = CameraView(context.theme.px(260))
        self.camera.seen.connect(self._frame_seen)
        self.camera.ended.connect(self._camera_ended)
        self._decoding = False  # one frame at a time; those between are passed over
        self.said, self.problem = label("", wrap=True), label("", "problem", wrap=True)
        self.take = button(self.tr("Take in"), role="primary", key="Ctrl+Enter", needs=Action.RECEIPT)
        self.take.clicked.connect(lambda: context.start(self._take))
        self._lay()
        self.take.setEnabled(False)
        open_at(self, context.theme, 720, 620)

    def _lay(self) -> None:
        pictures, paste = button(self.tr("Pictures with codes…")), button(self.tr("Paste picture"), key="Ctrl+V")
        bundle, check = button(self.tr("File (.cpb)…")), button(self.tr("Check the texts"))
        self.film = button(self.tr("Camera"), key=CAMERA_KEY)
        self.film.clicked.connect(self.turn_camera)
        pictures.clicked.connect(lambda: self._choose(self.tr("Pictures (*.png *.jpg *.jpeg *.bmp *.webp *.tif)")))
        bundle.clicked.connect(lambda: self._choose(self.tr("Files (*.cpb)")))
        paste.clicked.connect(self.paste)
        check.clicked.connect(lambda: self._context.start(self.read_texts))
        hint = self.tr(
            "A code is only read, never opened: no link in it is followed. Pictures may also be dropped here."
        )
        whole = column(spacing=10, margins=(20, 16, 20, 16))
        whole.addLayout(row(pictures, self.film, paste, bundle, None))
        whole.addWidget(label(hint, "dim", wrap=True))
        whole.addWidget(self.camera)
        whole.addWidget(self.texts, 1)
        whole.addLayout(row(None, check))
        whole.addWidget(self.problem)
        whole.addWidget(self.said, 1)
        whole.addLayout(row(None, self.take))
        self.setLayout(whole)
        self.problem.hide()

    # ------------------------------------------------------------------------------------------------- reading

    def read_files(self, paths: list[Path]) -> None:
        """Pictures or one bundle file, by their names."""
        for path in paths:
            read = self._read_bundle if path.suffix.lower() == ".cpb" else self._read_picture
            self._context.start(read, path)

    def turn_camera(self) -> None:
        """Film until the series is whole, or stop filming."""
        if self.camera.is_on:
            self._stop_camera()
        else:
            self._context.tasks.start(self._film(), owner=self)

    async def _film(self) -> None:
        channels = self._channels()
        if channels is None:
            return
        try:
            command = await self._context.tasks.net(channels.camera)
        except CommandPostError as error:
            self._say(sentence(error))
            return
        self._say(self.tr("Hold the codes before the camera, one after the other."), "dim")
        self.film.setText(self.tr("Stop camera"))
        self.camera.begin(command)

    def _stop_camera(self) -> None:
        self.camera.stop()
        self.film.setText(self.tr("Camera"))

    def _camera_ended(self, said: str) -> None:
        self._stop_camera()
        self._say(self.tr("The camera stopped: {said}").format(said=said or "—"))

    def _frame_seen(self, frame: bytes) -> None:
        if not self._decoding:
            self._decoding = True
            self._context.tasks.start(self._read_frame(frame), owner=self)

    async def _read_frame(self, frame: bytes) -> None:
        """The same reading as of a picture from a file; a frame without a code is nothing to speak of."""
        channels = self._channels()
        try:
            if channels is not None and self.camera.is_on:
                reading = self._context.tasks.child(channels.codes_on, READING, frame)
                await self._read_codes(reading, self.tr("the picture"), quiet=True)
        finally:
            self._decoding = False

    def paste(self) -> None:
        """A picture from the clipboard, e.g. out of a chat."""
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            self._say(self.tr("There is no picture in the clipboard."))
        else:
            self._context.tasks.start(self._read_image(image), owner=self)

    async def read_texts(self) -> None:
        """Check the texts typed so far."""
        lines = [line for line in self.texts.toPlainText().splitlines() if line.strip()]
        channels = self._channels()
        if channels is not None:
            await self._look(lambda: channels.courier.read_messages(lines[: MOST * 2]))

    async def _read_image(self, image: QImage) -> None:
        channels = self._channels()
        if channels is not None:
            name, content = self.tr("the picture"), png_bytes(image)
            await self._read_codes(self._context.tasks.child(channels.codes_on, READING, content), name)

    async def _read_picture(self, path: Path) -> None:
        channels = self._channels()
        if channels is not None:
            await self._read_codes(self._context.tasks.child(channels.read_codes, READING, path), path.name)

    async def _read_codes(self, reading: Awaitable[tuple[str, ...]], name: str, *, quiet: bool = False) -> None:
        channels = self._channels()
        try:
            found = await reading
        except CommandPostError as error:
            self._say(sentence(error))
            return
        if not found:
            if not quiet:
                self._say(self.tr("No code was found on {name}.").format(name=name))
        elif channels is not None:
            self._codes |= dict.fromkeys(found)
            texts = tuple(self._codes)
            await self._look(lambda: channels.courier.read_series(texts))

    async def _look(self, read: Callable[[], Arrival]) -> None:
        try:
            arrival = await self._context.tasks.store(read)
        except RuleBroken as error:
            if error.code != "series_incomplete":
                self._codes.clear()
            self._say(sentence(error))
            return
        self._codes.clear()
        self._stop_camera()
        self._show(arrival)

    async def _read_bundle(self, path: Path) -> None:
        channels = self._channels()
        if channels is None:
            return
        try:
            content = await self._context.tasks.net(_content, path)
            preview: BundlePreview = await self._context.tasks.store(channels.courier.preview_bundle, content)
        except CommandPostError as error:
            self._say(sentence(error))
            return
        self._arrival, self._bundle = None, content
        self._put("\n".join(bundle_lines(preview)), takes=True)

    # ------------------------------------------------------------------------------------------------- showing

    def _show(self, arrival: Arrival) -> None:
        self._arrival, self._bundle = arrival, None
        self._put("\n".join(arrival_lines(arrival)), takes=arrival.for_here)
        if arrival.standing is Standing.OTHER:
            self._say(self.tr("This tells something else than what is here under the same report: look at both."))

    def _put(self, words: str, *, takes: bool) -> None:
        self._say("")
        self.said.setText(words)
        self.take.setEnabled(takes)
        if takes:
            self.take.setFocus()

    def _say(self, words: str, role: str = "problem") -> None:
        set_role(self.problem, role)
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    async def _take(self) -> None:
        channels = self._channels()
        if channels is None or not self.take.isEnabled():
            return
        self.take.setEnabled(False)
        arrival, content = self._arrival, self._bundle
        try:
            if arrival is not None:
                record = await self._context.tasks.store(channels.courier.take, arrival)
                self.taken.emit(record)
            elif content is not None:
                await self._context.tasks.store(channels.courier.take_bundle, content)
        except CommandPostError as error:
            self._say(sentence(error))
            self.take.setEnabled(True)  # e.g. after signing in
            return
        self._arrival = self._bundle = None
        self.texts.clear()
        self._say(self.tr("Taken in. Give the receipt in the inbox."), "good")

    def _channels(self) -> ChannelServices | None:
        return self._context.services.channels

    # ------------------------------------------------------------------------------------------------- choosing

    def _choose(self, names: str) -> None:
        dialog = QFileDialog(self, self.tr("What came another way"), str(self._context.folder), names)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda chosen: self.read_files([Path(one) for one in chosen]))
        dialog.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif control and event.key() == Qt.Key.Key_M:
            self.turn_camera()
        elif control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._context.start(self._take)
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        self.camera.stop()
        super().done(result)

    def unkept(self) -> Sequence[object]:
        """Also codes of a series that is not whole yet, and what was looked at and not taken in."""
        looked_at = [self._arrival] if self._arrival is not None and self.take.isEnabled() else []
        return [*super().unkept(), *self._codes, *looked_at]

    def ask_whether(self, words: str) -> None:
        self._say(words)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.camera.stop()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        local = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self.read_files(local)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE)
    except OSError as wrong:
        raise RuleBroken("bundle_invalid", reason=wrong.strerror or "") from wrong
