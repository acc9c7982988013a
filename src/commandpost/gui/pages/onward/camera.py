"""What the camera sees: shown, and each frame handed on; a program of the system films, in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QProcess, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel

MARK = b"BM"
HEAD = 14  # bytes of a bitmap's file header; its length stands in bytes 2 to 5
LARGEST = 16_000_000  # bytes of one frame; a longer one is no frame of ours
ENDING_MS = 2_000


class Frames:
    """Cuts a stream of bitmaps into bitmaps."""

    def __init__(self) -> None:
        self._kept = bytearray()

    def feed(self, more: bytes) -> Iterator[bytes]:
        """Every frame that is whole now; what is no bitmap is passed over."""
        self._kept += more
        while True:
            at = self._kept.find(MARK)
            if at < 0:
                del self._kept[:-1]
                return
            del self._kept[:at]
            if len(self._kept) < HEAD:
                return
            size = int.from_bytes(self._kept[2:6], "little")
            if not HEAD < size <= LARGEST:
                del self._kept[: len(MARK)]
                continue
            if len(self._kept) < size:
                return
            frame = bytes(self._kept[:size])
            del self._kept[:size]
            yield frame


class CameraView(QLabel):
    """Shows the newest frame; ``ended`` tells in the program's words why it stopped, "" when it was told to."""

    seen = Signal(bytes)  # one frame as a bitmap
    ended = Signal(str)

    def __init__(self, height: int) -> None:
        super().__init__()
        self._height = height
        self._frames = Frames()
        self._process: QProcess | None = None
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(self.tr("Picture of the camera"))
        self.setMinimumHeight(height)
        self.hide()

    @property
    def is_on(self) -> bool:
        return self._process is not None

    def begin(self, command: Sequence[str]) -> None:
        """Film until ``stop``."""
        self.stop()
        self._frames = Frames()
        process = QProcess(self)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._failed)
        self._process = process
        self.show()
        process.start(command[0], list(command[1:]))

    def stop(self) -> None:
        """End the program; does nothing when it is not filming."""
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(ENDING_MS)
            process.deleteLater()
        self.hide()

    def _read(self) -> None:
        process = self._process
        if process is None:
            return
        frames = list(self._frames.feed(bytes(process.readAllStandardOutput().data())))
        if frames:
            self._show(frames[-1])
            self.seen.emit(frames[-1])

    def _show(self, frame: bytes) -> None:
        image = QImage.fromData(frame)
        if not image.isNull():
            smooth = Qt.TransformationMode.SmoothTransformation
            self.setPixmap(QPixmap.fromImage(image.scaledToHeight(self._height, smooth)))

    def _finished(self) -> None:
        process = self._process
        said = bytes(process.readAllStandardError().data()).decode(errors="replace") if process is not None else ""
        self._over(said.strip().splitlines()[-1] if said.strip() else "")

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            self._over(self._process.errorString())

    def _over(self, said: str) -> None:
        self.stop()
        self.ended.emit(said)
